"""The words for the selected card: choosing, editing, and getting them out of the terminal.

None of these moves the card: sending is up to the person, and only confirming says it was done.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from store.errors import NotAllowedError
from store.history import actions
from store.records import Card, Result
from store.rules import board
from store.rules.board import Entry
from store.rules.stages import recipient
from store.words import cards as card_words
from store.words import history as history_words
from store.words.scripts.current import TO_OTHERS, draft_until, words_for
from store.words.scripts.fill import Script
from store.words.scripts.placeholders import KNOWN
from tui.actions.action import Group, action, with_card
from tui.actions.confirming import ask, call_made
from tui.actions.details import after_details, edit_me
from tui.actions.hindrances import no_card, no_number, read_only
from tui.desk.clipboard import Way
from tui.widgets.panel import Panel

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen

_CALLS = ("call-answered", "call-gatekeeper", "voicemail")


@action("panel", "tab", "Into the panel and back", Group.WORDS, with_card("Panel"))
def panel(desk: BoardScreen) -> None:
    """Go into the panel to scroll it and, with left and right, to turn its pages; and back."""
    desk.set_focus(desk.query_one(Panel) if desk.focused is desk.board else desk.board)


@action("next-script", "greater_than_sign", "Next script", Group.WORDS, unless=(no_card,))
def next_script(desk: BoardScreen) -> None:
    """Show the next of the scripts that fit this card."""
    desk.scripts.turn(1)


@action("previous-script", "less_than_sign", "Previous script", Group.WORDS, unless=(no_card,))
def previous_script(desk: BoardScreen) -> None:
    """Show the previous of the scripts that fit this card."""
    desk.scripts.turn(-1)


@action("copy", "c", "Copy the script", Group.WORDS, with_card("Copy"), unless=(no_card,))
def copy(desk: BoardScreen) -> None:
    """Send the script to your terminal's clipboard. Nothing moves: sending it is up to you."""
    entry = desk.require_card()
    after_details(desk, lambda: send(desk, entry, desk.scripts.current()))


def send(desk: BoardScreen, entry: Entry, script: Script) -> None:
    """Send a script's words to the terminal's clipboard; at first, say what to do if that fails."""
    desk.clipboard.send(script.text, lambda way: desk.say(*_sent(desk, entry, script, way)))


def _sent(desk: BoardScreen, entry: Entry, script: Script, way: Way) -> tuple[str, ...]:
    """What is said of words on their way to the clipboard: nobody knows whether they arrive."""
    where = "your terminal's clipboard"
    if way is Way.TMUX:
        where = f"tmux's buffer and {where}"
    gaps = ", ".join(KNOWN[gap].label for gap in script.gaps)
    sent = f"sent to {where}{f', with gaps still: {gaps}' if gaps else ''}."
    draft = draft_until(script, entry)
    said = f"{_capital(draft)}: {sent}" if draft else _capital(sent)
    if not desk.clipboard.explains():
        return (said,)
    other = (
        "{plain} shows it, {mail} mails it." if script.medium == "email" else "{plain} shows it."
    )
    pastes = "prefix ] pastes it in tmux, " if way is Way.TMUX else ""
    return said, f"Nothing to paste? {pastes}{desk.keys.spell(other)}"


def _capital(sentence: str) -> str:
    """A sentence with its first letter capital, and the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


@action(
    "mail", "m", "The mail as a link or a file", Group.WORDS, with_card("Mail"), unless=(no_card,)
)
def mail(desk: BoardScreen) -> None:
    """Make a mail of the script: a link for your own machine, or a draft in a file."""
    entry = desk.require_card()
    after_details(desk, lambda: open_mail(desk, entry, desk.scripts.current()))


def open_mail(desk: BoardScreen, entry: Entry, script: Script) -> None:
    """Open a script of a card as a mail.

    Raises:
        NotAllowedError: The words are for speaking, or for pasting into a message.
    """
    from store.words.deliver.mail import eml, eml_name, mailto
    from store.words.scripts.thread import without_re
    from tui.screens.mail import MailScreen

    card = entry.card
    if script.medium == "message":
        send_it = desk.keys.spell("{copy} sends them to your terminal's clipboard.")
        raise NotAllowedError(f"These words are a message to paste. {send_it}")
    if script.medium != "email":
        turn = desk.keys.spell("{next-script} turns to the next script.")
        raise NotAllowedError(f"These words are for a call. {turn}")
    to, now = _mail_to(card, script), desk.now()
    subject, body, me = script.subject_text, script.text, desk.book.me
    answered = card.round.message_id if without_re(subject) != subject else ""
    draft = eml(to, subject, body, me, now=now, in_reply_to=answered)
    name = eml_name(card.company, script.kind)
    until = draft_until(script, entry)
    desk.open(MailScreen(to, subject, mailto(to, subject, body), draft, name, until=until))


def _mail_to(card: Card, script: Script) -> str:
    """Whom a letter of the card goes to; "" for one to somebody who is not on it."""
    return "" if script.kind in TO_OTHERS else card_words.address(recipient(card))


@action("qr", "x", "QR code for your phone", Group.WORDS, with_card("QR code"), unless=(no_card,))
def qr(desk: BoardScreen) -> None:
    """Show a QR code: the number to dial, or the mail to write, from your phone."""
    from store.words.deliver.links import sms, tel
    from store.words.deliver.mail import mailto
    from tui.screens.qr import QrScreen

    card, script = desk.require_card().card, desk.scripts.current()
    person = recipient(card)
    name = card_words.name_of(person, card)
    codes: list[tuple[str, list[str]]] = []
    if script.medium == "email":
        to, subject = _mail_to(card, script), script.subject_text
        bodies = (
            script.text,
            "",
        )  # in a small window the code may only hold to whom and about what
        codes.append((f"Write to {name}", [mailto(to, subject, body).link for body in bodies]))
    if person and tel(person.phone):
        codes.append((f"Call {name}", [tel(person.phone)]))
        codes.append((f"Text {name}", [sms(person.phone)]))
    if not codes:
        raise _no_number(desk, name)
    desk.open(QrScreen(codes))


def _no_number(desk: BoardScreen, name: str) -> NotAllowedError:
    add = desk.keys.spell("Add one with {edit}.")
    return NotAllowedError(f"There is no phone number for {name}. {add}")


@action("plain", "f", "The plain text, to select", Group.WORDS, unless=(no_card,))
def plain(desk: BoardScreen) -> None:
    """Show the script alone on the terminal, to select it with the mouse."""
    entry = desk.require_card()
    show_plain(desk, entry, desk.scripts.current())


def show_plain(desk: BoardScreen, entry: Entry, script: Script) -> None:
    """Show a script of a card alone on the terminal.

    Raises:
        NotAllowedError: The terminal cannot show it.
    """
    from store.words.scripts.edited import as_text
    from tui.terminal import plain

    draft = draft_until(script, entry)
    text = f"({_capital(draft)})\n\n{as_text(script)}" if draft else as_text(script)
    try:
        with desk.app.suspend():
            plain.show(text)
    except SuspendNotSupported:
        raise NotAllowedError("This terminal cannot show the plain text.") from None


@action(
    "edit-words",
    "E",
    "Edit the words",
    Group.WORDS,
    with_card("Edit the words"),
    unless=(read_only, no_card),
)
def edit_words(desk: BoardScreen) -> None:
    """Edit this script, for this card or for all cards, here or in your own editor."""
    entry = desk.require_card()
    open_editor(desk, entry, desk.scripts.current())


def open_editor(desk: BoardScreen, entry: Entry, script: Script) -> None:
    """Open a script of a card for editing.

    Raises:
        NotAllowedError: The book is read-only.
    """
    from store.words.scripts.edited import to_edit
    from store.words.scripts.template import source
    from store.words.scripts.values import language_of
    from tui.screens.editor import EditorScreen

    card, kind, own = entry.card, script.kind, to_edit(script)
    desk.book.require_writing()

    def edited(text: str, for_all: bool) -> None:
        if for_all:
            desk.scripts.keep_template(kind, text)
            back = desk.keys.spell("{reset-words} brings the old one back.")
            desk.say(f"“{script.title}” is changed for all cards. {back}")
            return
        if text != own:
            desk.keep(actions.reword(card, kind, text, desk.now()), card)
            back = desk.keys.spell("{reset-words} brings the template back.")
            desk.say(f"These words are kept with the card. {back}")

    tongue = language_of(card, desk.scripts.author).code
    template = desk.book.templates.get(kind) or source(kind, tongue)
    desk.open(EditorScreen(script.title, own, template, edited))


@action(
    "reset-words", "R", "Bring back the template's words", Group.WORDS, unless=(read_only, no_card)
)
def reset_words(desk: BoardScreen) -> None:
    """Drop your own words for this card, or else your own template; it asks."""
    entry = desk.require_card()
    ask_to_reset(desk, entry, desk.scripts.current())


def ask_to_reset(desk: BoardScreen, entry: Entry, script: Script) -> None:
    """Ask whether a card's own words for a script go, or else the changed template.

    Raises:
        NotAllowedError: The book is read-only.
    """
    from tui.screens.confirm import ConfirmScreen

    card = entry.card
    desk.book.require_writing()
    if actions.has_own_words(card, script.kind):

        def reset() -> None:
            desk.keep(actions.reword(card, script.kind, None, desk.now()), card)

        undo = desk.keys.spell("{undo} undoes it.")
        what = f"Your own words for this card go; the template's come back. {undo}"
    elif script.kind in desk.book.templates:

        def reset() -> None:
            desk.scripts.keep_template(script.kind, None)

        what = "Your template for all cards goes; the one Afterword came with comes back."
    else:
        edit = desk.keys.spell("{edit-words} edits them.")
        desk.say(f"These are the words Afterword came with. {edit}")
        return
    desk.open(ConfirmScreen(f"Reset “{script.title}”?", what, "Reset it", reset))


def _call_word(entry: Entry | None) -> str:
    return "Call mode" if entry and entry.due.owes == "call" else ""


@action("call", "p", "Call mode", Group.WORDS, _call_word, unless=(no_card, no_number))
def call(desk: BoardScreen) -> None:
    """Call with the words before you: the number, a prompter, a stopwatch, and result keys."""
    from store.rules.calling_hours import call_warning
    from store.words.deliver.links import tel
    from tui.screens.call import Callee, CallScreen

    entry = desk.require_card()
    card = entry.card
    person = recipient(card)
    if person is None or not person.phone:
        name = card_words.name_of(person, card)
        raise _no_number(desk, name)
    book, now = desk.book, desk.now()
    scripts = [words_for(entry, desk.scripts.author, now, kind) for kind in _CALLS]

    def called(result: Result | None) -> None:
        if result is None:
            desk.half_typed.doing = "answered"
            desk.attempt(lambda: ask_what_they_said(desk, card, called=True))
        elif (asked := call_made(entry)) is not None:
            desk.half_typed.doing = "advance"
            ask(desk, asked, result)
        else:  # a call that is no step of the path is noted
            text = f"Called {card_words.name_of(person, card)}: {result}"
            desk.keep(actions.note(card, desk.now(), text), card)
            desk.say(f"Noted on {card.company}: {text}")

    who = f"{person.name} · {person.title}" if person.title else card_words.name_of(person, card)
    warning = call_warning(card, book.rules, now)
    callee = Callee(f"{who} · {card.company}", person.phone, tel(person.phone), warning)
    desk.open(CallScreen(callee, scripts, monotonic, called))


def ask_what_they_said(desk: BoardScreen, card: Card, *, called: bool = False) -> None:
    """Ask what they answered; ``called`` says that it was in a call that was just made.

    Raises as ``require_writing`` of the book.
    """
    from tui.screens.answer import AnswerScreen

    desk.book.require_writing()

    def answered(after: Card) -> None:
        said = history_words.done_in_sentences(after, after.history[-1])
        if after.outcome is not None:
            said = (*said, desk.keys.spell("{archive} opens it."))
        desk.keep_and_go_on(after, card, *said)
        if after.outcome is not None:
            desk.call_after_refresh(reply, desk, after)

    desk.open(AnswerScreen(card, desk.book.rules, desk.now, answered, called=called))


def reply(desk: BoardScreen, card: Card) -> None:
    """Show the words that fit a closed card: a reply to an offer or to a no, or a goodbye."""
    from tui.screens.reply import ReplyScreen

    def seen() -> Entry:
        by_now = desk.book.state.cards.get(card.id, card)
        return board.entry(by_now, desk.book.rules, desk.now())

    def scripts() -> list[Script]:
        entry, now = seen(), desk.now()
        kinds = desk.scripts.offered(entry)
        return [words_for(entry, desk.scripts.author, now, kind) for kind in kinds]

    def doing(
        what: Callable[[BoardScreen, Entry, Script], None], offered_by: str = "archive"
    ) -> Callable[[Script], None]:
        def do(script: Script) -> None:
            desk.half_typed.doing = offered_by  # the board's selected card is another one
            desk.attempt(lambda: what(desk, seen(), script))

        return do

    does = {
        "copy": doing(send),
        "mail": doing(open_mail),
        "plain": doing(show_plain),
        "edit-words": doing(open_editor),
        "reset-words": doing(ask_to_reset),
        "me": doing(lambda desk, _entry, _script: edit_me(desk), "me"),
    }
    desk.open(ReplyScreen(scripts, does, desk.keys))
