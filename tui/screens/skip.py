"""Skipping a rung: on record, and with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget
from textual.widgets import Static

from store.errors import FieldError
from store.forms.notes import read_note
from store.records import What
from store.rules.board import Entry
from store.rules.stages import Owes
from store.words import cards as card_words
from tui.screens.form import FormScreen, Row
from tui.widgets.field import Field
from tui.widgets.picker import Picker

_EXAMPLES = {
    Owes.THANK: "no address, thanked them at the door",
    Owes.EMAIL: "they asked to be called",
    Owes.EMAIL_AGAIN: "they asked me to wait, one email is enough",
    Owes.CALL: "no phone number, asked not to, unreachable",
    Owes.REPLY: "thanked them on the phone",
    Owes.WRITE_AGAIN: "I have found something, it no longer fits",
}


class SkipScreen(FormScreen):
    """Asks why something is skipped. ``then`` gets the reason, and whether to mark "no calls".

    ``instead`` says what takes its place; "" where nothing does.
    """

    DEFAULT_CSS = """
    SkipScreen > #dialog { max-width: 76; }
    SkipScreen #question { text-style: bold; }
    SkipScreen Row.-first { margin-top: 1; }
    """
    AUTO_FOCUS = "#reason"
    SAVE_LABEL = "Skip it"

    def __init__(self, entry: Entry, instead: str, then: Callable[[str, bool], None]) -> None:
        super().__init__(entry.card.company)
        self._entry = entry
        self._owes = entry.due.owes
        self._instead = instead
        self._then = then

    def rows(self) -> Iterable[Widget]:
        """What is skipped, and why."""
        asked = card_words.skip_question(self._entry)
        yield Static(asked, id="question", markup=False)
        if self._instead:
            yield Static(self._instead, classes="note", markup=False)
        example = _EXAMPLES.get(self._owes or Owes.MOVE_ON, "")
        if self._entry.due.reply_to is What.WITHDREW:
            example = "I would still like to talk to them"
        why = Row("Why", Field(placeholder=example, id="reason"))
        why.add_class("-first")
        yield why
        if self._owes is Owes.CALL:
            options = [(False, "just this one"), (True, "no calls for this card")]
            yield Row("Skip", Picker(options, value=False, id="no_calls"))

    @property
    def changed(self) -> bool:
        """Whether a reason was typed."""
        return bool(self.text("reason"))

    def save(self) -> None:
        """Hand up the reason."""
        reason = read_note(self.text("reason"), "reason")
        if not reason:
            raise FieldError("reason", "Say why, in a word or two, so that you can look it up.")
        no_calls = bool(self.query("#no_calls")) and bool(self.query_one("#no_calls", Picker).value)
        self._then(reason, no_calls)
