"""The side panel: the script the card owes now, the card itself, and its history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from pendulum import DateTime
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from store import say
from store.clock import local
from store.records import Card, Stage, What
from store.rules.board import Entry, to_debrief
from store.rules.due import Urgency
from store.rules.stages import TITLES, Owes, recipient, thanked, to_thank
from store.words import cards as card_words
from store.words import facts
from store.words import history as history_words
from store.words.scripts.checks import LONGEST_MESSAGE, Level, gaps_left
from store.words.scripts.current import draft_until
from store.words.scripts.fill import Piece, Script
from store.words.scripts.placeholders import Where
from tui.desk.scripts import Words
from tui.key_names import Keys

_PAGES = ("Script", "Card", "History")
_HEADLINES = {Urgency.OVERDUE: "bold $error", Urgency.TODAY: "bold $warning"}
_PIECES = {"text": "", "value": "$success", "gap": "bold reverse $warning"}
_FAINT = "$foreground 70%"
_FILLED_IN = {
    Where.ME: "{me}",
    Where.CARD: "edit the card: {edit}",
    Where.EMAIL: "confirm the email: {advance}",
    Where.REPLY: "record their reply: {answered}",
}
"""Where a gap is filled in on a card of the board, with the key for it."""
_IN_THE_WORDS = "edit the words: {edit-words}"
"""The key that fills any gap, also where nothing else does."""
_ADVICE = {Level.MEND: "$warning", Level.CONSIDER: _FAINT}

_WELCOME = """\
Nothing here yet.

Press {add} to add your first interview, past or to come.

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
        self._titles = ("", "")
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
        other = self._entry is None or entry.card.id != self._entry.card.id
        self._entry, self._words, self._clock, self._now = entry, words, clock, now
        self._keys = keys
        if other:
            self.scroll_home(animate=False)
        self._draw()

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

    def _title(self) -> None:
        words = self._words if self._entry and self._page == 0 else None
        turn = self._keys.spell("{previous-script} {next-script} for others")
        several = words and words.offered > 1
        more = f"{words.place} of {words.offered} · {turn}" if words and several else ""
        names = [f"[b]{name}[/b]" if n == self._page else name for n, name in enumerate(_PAGES)]
        titles = (" │ ".join(names), more)
        if titles != self._titles:  # setting one repaints the whole panel
            self.border_title, self.border_subtitle = self._titles = titles

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
            return _script_page(
                self._entry, self._words, self._clock, self._now, self._keys, disputed=disputed
            )
        if self._page == 1:
            return _card_page(self._entry.card, self._now, self._keys)
        return _history_page(self._entry.card, self._now)


def _script_page(
    entry: Entry, words: Words, clock: str, now: DateTime, keys: Keys, *, disputed: bool
) -> Content:
    script = words.script
    first, *others = card_words.lead(entry, now)
    lines = [Content.styled(first, _headline_style(entry)), *map(Content, others)]
    lines.append(Content.styled(entry.due.why, _FAINT))
    if to_debrief(entry):
        fresh = keys.spell("{debrief} notes what you talked of, while it is fresh.")
        lines.append(Content(fresh))
    if clock:
        lines.append(Content.styled(clock, "$warning"))
    if disputed:
        keep = keys.spell("{settle} keeps what stands.")
        disagree = f"Two copies of the file disagree here: see the next page. {keep}"
        lines.append(Content.styled(disagree, "$warning"))
    if not card_words.is_ahead(entry, now):
        lines += _checklist(entry.card, now)
    lines.append(Content(""))
    if draft := draft_until(script, entry):
        lines += [Content.styled(f"A {draft}:", "bold $warning"), Content("")]
    if script.subject:
        lines += [Content.styled("Subject: ", _FAINT) + pieces(script.subject), Content("")]
    lines += [pieces(script.body), Content("")]
    for each in words.advice:
        text = each.text
        if each.kind == "gaps":
            text = gaps_left(script, lambda where: keys.spell(_filled_in(where, entry)))
        lines.append(Content.styled(text, _ADVICE[each.level]))
    own = " · your own words" if words.own else ""
    lines.append(Content.styled(f"{script.title} · {_length(script)}{own}", _FAINT))
    lines.append(Content.styled(script.purpose, _FAINT))
    return Content("\n").join(lines)


def _filled_in(where: Where, entry: Entry) -> str:
    """What fills a gap on this card: no email is confirmed where another action is owed."""
    if where is Where.EMAIL and entry.due.owes not in {Owes.EMAIL, Owes.EMAIL_AGAIN}:
        return _IN_THE_WORDS
    return _FILLED_IN.get(where, _IN_THE_WORDS)


def gaps_of_closed(script: Script, keys: Keys) -> str:
    """What is missing in the words for a closed card, with the key for it: all else is at rest."""
    mine = {Where.ME: _FILLED_IN[Where.ME]}
    return gaps_left(script, lambda where: keys.spell(mine.get(where, _IN_THE_WORDS)))


def _length(script: Script) -> str:
    """How long the words are, as it counts for their medium."""
    if script.medium == "speech":
        return f"{script.seconds} seconds spoken"
    if script.medium == "message":
        most = LONGEST_MESSAGE.get(script.kind)
        return f"{len(script.text)}{f' of {most}' if most else ''} characters"
    return f"{script.words} words"


def _headline_style(entry: Entry) -> str:
    """How the first line is set: letting go is offered quietly, an offer is good news."""
    if entry.urgency is Urgency.TODAY:
        if entry.due.owes is Owes.ANSWER_OFFER:
            return "bold $success"
        if entry.due.owes is Owes.MOVE_ON:
            return "bold"
    return _HEADLINES.get(entry.urgency, "bold")


def _checklist(card: Card, now: DateTime) -> Iterable[Content]:
    """Who has been thanked and who is still to be, of several people or through a recruiter."""
    if card.stage is not Stage.THANK_YOU:
        return
    if card.between:
        yield Content.assemble(
            f"{'→ next':<12}", f"{card_words.name_of(card.between, card)}, the recruiter"
        )
        return
    if len(to_thank(card)) < 2:
        return
    done, waiting = thanked(card), recipient(card)
    for person in to_thank(card):
        step = done.get(person.id)
        if step is None:
            mark = "→ next" if person == waiting else "· to thank"
            yield Content.assemble(f"{mark:<12}", card_words.name_of(person, card))
        else:
            mark = "✓ thanked" if step.what is What.THANKED else "– skipped"
            when = say.day(local(step.done, now))
            name = card_words.name_of(person, card)
            yield Content.assemble((f"{mark:<12}{name}, {when}", _FAINT))


def pieces(script: Iterable[Piece]) -> Content:
    """A part of a script, with what was filled in and what is missing told apart."""
    return Content.assemble(*((piece.text, _PIECES[piece.kind]) for piece in script))


def _card_page(card: Card, now: DateTime, keys: Keys) -> Content:
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
    for number, interview in enumerate(card.rounds, start=1):
        title = f"Round {number}" if len(card.rounds) > 1 else "Interview"
        lines += [Content(""), Content.styled(title, "bold $accent")]
        lines += [_fact(each.label, each.text) for each in facts.of_round(interview, now)]
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
