"""The side panel: the script the card owes now, the card itself, and its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from pendulum import DateTime
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from store.records import Card, Stage
from store.rules.board import Entry
from store.rules.stages import TITLES
from store.words import cards as card_words
from store.words import history as history_words
from tui.desk.scripts import Words
from tui.fitting import fit
from tui.key_names import Keys
from tui.widgets.letter import name_of, script_page

_PAGES = ("Script", "Card", "History")
_PARTED = " ── "  # between the pages and the card
_FAINT = "$foreground 70%"
_WELCOME = """\
Nothing here yet.

Press {add} to add your first interview, past or to come. Their invitation or mail can be pasted \
into it.

Afterword keeps one card for each interview and tells you what to do, when, and in what words: \
thank them within a day, wait out the date they named, send one short email, call once, then move \
on. A card only moves when you say that you really did it.

{help} shows all keys. {quit} leaves; everything is saved as you go."""


class Panel(VerticalScroll, can_focus=True):
    """Three pages about the selected card. With the focus in it, left and right turn them.

    ``disputed`` tells whether two copies of the file disagree on a card.
    """

    class Left(Message):
        """The person wants to go back to the board."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # With the ids of the board's actions they have the keys that were chosen for those.
        Binding("left,h", "turn(-1)", "Previous page", show=False, id="left"),
        Binding("right,l", "turn(1)", "Next page", show=False, id="right"),
        Binding("j", "scroll_down", "Down", show=False, id="down"),
        Binding("k", "scroll_up", "Up", show=False, id="up"),
        Binding("escape", "leave", "Back to the board", show=False),
    ]
    DEFAULT_CSS = """
    Panel {
        border: round $border-blurred; border-title-color: $foreground 75%;
        border-subtitle-color: $foreground 70%; padding: 0 1;
    }
    Panel:focus { border: round $accent; }
    Panel:ansi:focus { border-title-style: bold reverse; }
    Panel > Static { height: auto; }
    """

    def __init__(
        self,
        disputed: Callable[[Card], bool],
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self._disputed = disputed
        self._page = 0
        self._entry: Entry | None = None
        self._words: Words | None = None
        self._clock = ""
        self._titles = (Content(""), Content(""))
        self._empty: Stage | None = None
        self._instead = ""
        self._now: DateTime | None = None
        self._keys = Keys({})

    def compose(self) -> ComposeResult:
        """One text, whatever the page."""
        yield Static("", markup=False)

    def on_mount(self) -> None:
        """Show the names of the pages."""
        self._title()

    def show(self, entry: Entry, words: Words, clock: str, now: DateTime, keys: Keys) -> None:
        """Show this card, as of ``now``, with the words for it and a word on their clock.

        ``keys`` are those of the board's actions, for what the panel says of them.
        """
        before = self._shown
        self._entry, self._words, self._clock, self._now = entry, words, clock, now
        self._keys = keys
        if before[:1] != self._shown[:1]:  # each card is met with what to do
            self._page = 0
        if before != self._shown:
            self.scroll_home(animate=False)
        self._draw()

    def on_resize(self) -> None:
        """Name the script as fully as there is room for now."""
        self._title()

    def welcome(self, empty: Stage | None, keys: Keys, instead: str = "") -> None:
        """Show what there is to know while no card is selected.

        ``empty`` is the stage whose column is empty; None where the whole board is. ``instead`` is
        said where it is empty for a reason of its own.
        """
        self._entry, self._empty, self._instead, self._keys = None, empty, instead, keys
        self._draw()

    def action_turn(self, step: int) -> None:
        """Turn to the next page, or the one before."""
        self._page = (self._page + step) % len(_PAGES)
        self.scroll_home(animate=False)
        self._draw()

    def action_leave(self) -> None:
        """Go back to the board."""
        self.post_message(self.Left())

    @property
    def _shown(self) -> tuple[str, str] | tuple[()]:
        """The card and which of its scripts; nothing while no card is selected."""
        if self._entry is None or self._words is None:
            return ()
        return self._entry.card.id, self._words.script.kind

    def _title(self) -> None:
        names = [f"[b]{name}[/b]" if n == self._page else name for n, name in enumerate(_PAGES)]
        pages = Content.from_markup(" │ ".join(names))
        titles = (pages + self._card_name(pages.cell_length), self._script_name())
        if titles != self._titles:  # setting one repaints the whole panel
            self.border_title, self.border_subtitle = self._titles = titles

    def _card_name(self, pages: int) -> Content:
        """Which card it is, behind the names of the pages, where there is room for it.

        On the board its name may be cut.
        """
        if self._entry is None:
            return Content("")
        card, room = self._entry.card, self.outer_size.width - pages - len(_PARTED) - 6
        if cell_len(card.company) > room:
            return Content("")
        return Content(f"{_PARTED}{fit(card_words.title(card), room).rstrip()}")

    def _script_name(self) -> Content:
        """Which script it is, and the keys for others as far as there is room for them."""
        words = self._words if self._entry and self._page == 0 else None
        if words is None or words.offered < 2:
            return Content("")
        turn = self._keys.spell("{previous-script} {next-script}")
        name, room = name_of(words), self.outer_size.width - 6
        ways = (f"{name} · {turn} for others", f"{name} · {turn}", name)
        whole = next((each for each in ways if cell_len(each) <= room), "")
        of = f" · {words.place} of {words.offered} · {turn}"
        return Content(whole or f"{fit(words.script.title, room - cell_len(of)).rstrip()}{of}")

    def _draw(self) -> None:
        self._title()
        text, page = self.query_one(Static), self._content()
        if page != text.content:  # the same again would be sent to the terminal all the same
            text.update(page)

    def _content(self) -> Content:
        if self._entry is None or self._words is None or self._now is None:
            empty = f"No card is in {TITLES[self._empty]} just now." if self._empty else _WELCOME
            return Content(self._instead or self._keys.spell(empty))
        if self._page == 0:
            disputed = self._disputed(self._entry.card)
            return script_page(
                self._entry, self._words, self._clock, self._now, self._keys, disputed=disputed
            )
        if self._page == 1:
            return _card_page(self._entry.card, self._now, self._keys)
        return _history_page(self._entry.card, self._now)


def _card_page(card: Card, now: DateTime, keys: Keys) -> Content:
    from store.words import facts  # with all that reads dates

    lines = [
        Content.styled(each.text, "bold" if each.field.needed else "") for each in facts.heads(card)
    ]
    if disagreements := history_words.disagreements(card, now):
        also = "Two copies of the file disagree. What was edited last stands; there was also:"
        lines += [Content(""), Content.styled(also, "$warning")]
        lines += [Content(f"  {each}") for each in disagreements]
        settle = keys.spell("{edit} edits the card, {settle} keeps what stands.")
        lines.append(Content.styled(settle, _FAINT))
    if card.offer:
        lines.append(Content(""))
        lines += [_fact(label, text) for label, text in facts.of_offer(card)]
    if card.write_again:
        lines.append(Content(""))
        lines += [_fact(label, text) for label, text in facts.of_write_again(card)]
    for number, interview in enumerate(card.rounds, start=1):
        title = f"Round {number}" if len(card.rounds) > 1 else "Interview"
        lines += [Content(""), Content.styled(title, "bold $accent")]
        lines += [_fact(each.label, each.text) for each in facts.of_round(interview, now, card)]
        for person in interview.people:
            lines.append(_fact("With", facts.with_whom(person)))
            lines += [_fact("", f"{each.label} {each.text}") for each in facts.of_person(person)]
    lines.append(Content(""))
    lines += [_fact(each.label, each.text) for each in facts.of_card(card)]
    lines.append(_fact("Id", card.id))
    return Content("\n").join(lines)


def _fact(label: str, value: str) -> Content:
    return Content.assemble((f"{label:<9} ", _FAINT), value)


def _history_page(card: Card, now: DateTime) -> Content:
    lines: list[Content] = []
    for step in reversed(card.history):
        line = history_words.line_of(step, card, now)
        if step.undone:
            lines.append(Content.styled(f"{line} (undone)", "strike $foreground 70%"))
            continue
        lines.append(Content(line))
        if step.note:
            lines.append(Content.styled(f"  {step.note}", _FAINT))
    return Content("\n").join(lines or [Content("Nothing yet.")])
