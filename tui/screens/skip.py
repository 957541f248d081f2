"""Skipping a rung: on record, and with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from store.errors import FieldError
from store.forms.notes import read_note
from store.records import What
from store.rules.board import Entry
from store.rules.stages import Owes
from store.words import cards as card_words
from tui.screens.form import FormScreen
from tui.widgets.form.parts import Field, Note, Part, Picker, Row

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

    WIDTH = 76
    FIRST = "reason"
    SAVE_LABEL = "Skip it"

    def __init__(self, entry: Entry, instead: str, then: Callable[[str, bool], None]) -> None:
        super().__init__(entry.card.company)
        self._entry = entry
        self._owes = entry.due.owes
        self._instead = instead
        self._then = then

    def rows(self) -> Iterable[Part]:
        """What is skipped, and why."""
        asked = card_words.skip_question(self._entry)
        yield Note(asked, pen="question")
        if self._instead:
            yield Note(self._instead)
        example = _EXAMPLES.get(self._owes or Owes.MOVE_ON, "")
        if self._entry.due.reply_to is What.WITHDREW:
            example = "I would still like to talk to them"
        yield Row("Why", Field(placeholder=example, id="reason"), above=1)
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
        no_calls = self.has("no_calls") and bool(self.picker("no_calls").value)
        self._then(reason, no_calls)
