"""Reading the words: in the panel, at full height, and for a card that is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from store.history.conflicts import conflicts
from store.records import Card
from store.rules import board
from store.rules.board import Entry
from store.rules.stages import recipient
from store.words import cards as card_words
from tui.actions.action import DECLARED, Action, Group, action, with_card
from tui.actions.details import edit_me
from tui.actions.hindrances import no_card
from tui.actions.mailing import open_mail, send_mail
from tui.actions.words import ask_to_reset, ask_which_part, open_editor, send, show_plain

if TYPE_CHECKING:
    from store.words.scripts.fill import Script
    from tui.desk.scripts import Words
    from tui.screens.board import BoardScreen
    from tui.screens.words import Page, WordsScreen


@action("panel", "tab", "Into the panel, then the words", Group.WORDS, with_card("Panel"))
def panel(desk: BoardScreen) -> None:
    """Go into the panel, to scroll it and turn its pages; again, to the words at full height."""
    if desk.focused is desk.board:
        desk.set_focus(desk.panel)
        return
    desk.set_focus(desk.board)  # where one comes back to
    if desk.board.selected:
        words(desk)


@action(
    "words", "space", "The words at full height", Group.WORDS, with_card("Words"), unless=(no_card,)
)
def words(desk: BoardScreen) -> None:
    """The words with all there is to say of them; every key for them works there."""
    desk.require_card()
    here = [each for each in DECLARED if _works_there(each)]
    screen = _screen_with(*(each.id for each in here))

    def look() -> Page:
        return _page(desk, desk.require_card(), {each.id: each for each in here})

    desk.open(screen(look, desk.action_do))


@action("next-script", "greater_than_sign", "Next script", Group.WORDS, unless=(no_card,))
def next_script(desk: BoardScreen) -> None:
    """Show the next of the scripts that fit this card."""
    desk.scripts.turn(1)


@action("previous-script", "less_than_sign", "Previous script", Group.WORDS, unless=(no_card,))
def previous_script(desk: BoardScreen) -> None:
    """Show the previous of the scripts that fit this card."""
    desk.scripts.turn(-1)


def reply(desk: BoardScreen, card: Card) -> None:
    """Show the words that fit a closed card: a reply to an offer or to a no, or a goodbye."""

    def seen() -> Entry:
        by_now = desk.book.state.cards.get(card.id, card)
        return board.entry(by_now, desk.book.rules, desk.now())

    def with_script(what: Callable[[BoardScreen, Entry, Script], None]) -> Callable[[], None]:
        return lambda: what(desk, seen(), desk.scripts.current(seen()))

    does: dict[str, Callable[[], None]] = {
        "copy": with_script(send),
        "copy-part": with_script(ask_which_part),
        "mail": with_script(send_mail),
        "mail-file": with_script(open_mail),
        "plain": with_script(show_plain),
        "edit-words": with_script(open_editor),
        "reset-words": with_script(ask_to_reset),
        "next-script": lambda: desk.scripts.turn(1, seen()),
        "previous-script": lambda: desk.scripts.turn(-1, seen()),
        "me": lambda: edit_me(desk),
    }
    here = {each.id: each for each in DECLARED if each.id in does}

    def do(action_id: str) -> None:
        # What opens a form is the archive: the board's selected card is another one.
        desk.half_typed.doing = action_id if action_id == "me" else "archive"
        desk.attempt(does[action_id])

    desk.open(_screen_with(*does)(lambda: _page(desk, seen(), here), do))


def _works_there(each: Action) -> bool:
    """Whether an action is about the words, the card in hand, or the next one."""
    if each.id in {"panel", "words"}:
        return False
    is_about_them = each.group in {Group.FOLLOW_UP, Group.WORDS}
    return is_about_them or each.id in {"edit", "settle", "me", "help"}


@cache
def _screen_with(*ids: str) -> type[WordsScreen]:
    """The screen with the keys of these actions, as they are declared."""
    from tui.screens.words import WordsScreen

    class WithKeys(WordsScreen):
        BINDINGS = [each.binding for each in DECLARED if each.id in ids]  # noqa: RUF012

    return WithKeys


def _page(desk: BoardScreen, entry: Entry, here: dict[str, Action]) -> Page:
    """What the words of a card look like now, with the keys that work here."""
    from tui.screens.words import Page
    from tui.widgets.letter import full_page, name_of

    now = desk.now()
    shown = desk.scripts.words(entry, now)
    clock = card_words.their_clock(entry, desk.book.rules, now)
    disputed = bool(conflicts(entry.card))
    text = full_page(entry, shown, clock, now, desk.keys, disputed=disputed)
    return Page(
        about=(entry.card.id, shown.script.kind),
        name=f"{name_of(shown)} · {entry.card.company}",
        text=text,
        hints=[*_hints(desk, entry, shown, here)],
    )


def _hints(
    desk: BoardScreen, entry: Entry, words: Words, here: dict[str, Action]
) -> Iterable[tuple[str, str]]:
    """The keys that stand below the words, the most wanted first, with a word each."""
    advance = here["advance"].hint(entry) if "advance" in here else ""
    medium = words.script.medium
    turn = f"{desk.keys.name('previous-script')} {desk.keys.name('next-script')}"
    person = recipient(entry.card)
    can_call = "call" in here and medium == "speech" and person and person.phone
    yield desk.keys.name("advance"), f"{advance[:1].lower()}{advance[1:]}"
    yield desk.keys.name("copy"), "copy"
    yield desk.keys.name("call"), "call mode" if can_call else ""
    yield desk.keys.name("mail"), "mail" if medium == "email" else ""
    yield turn, "others" if words.offered > 1 else ""
    yield desk.keys.name("edit-words"), "edit"
    yield desk.keys.name("copy-part"), "copy a part"
