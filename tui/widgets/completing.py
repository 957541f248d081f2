"""A field of one line that knows how what is typed may go on, and shows that behind the cursor."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message
from textual.suggester import Suggester, SuggestionReady

from tui.widgets.field import Field


class _Ghost(Suggester):
    """What is drawn behind the cursor: only what goes on just as it was typed, but for capitals."""

    def __init__(self, complete: Callable[[str], str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """The whole text that the field may become."""
        return self.ghost_of(value) or None

    def ghost_of(self, value: str) -> str:
        """The whole text where it goes on so; else ""."""
        whole = self._complete(value)
        return whole if whole[: len(value)].casefold() == value.casefold() else ""


class CompletingField(Field):
    """A field that Right and End, at the end of what is typed, fill with what it may become.

    ``complete`` gives that whole text for what is typed, "" for nothing. No other key takes it, so
    that nothing gets in by accident; whoever holds the field hears of it by ``Taken``.
    """

    class Taken(Message):
        """What was offered was taken: the field holds it now, in place of what was ``typed``."""

        def __init__(self, field: CompletingField, typed: str) -> None:
            super().__init__()
            self.field = field
            self.typed = typed

    def __init__(
        self,
        value: str,
        complete: Callable[[str], str],
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(value, placeholder=placeholder, id=id)
        self._complete = complete
        self.suggester = self._ghost = _Ghost(complete)

    def on_focus(self) -> None:
        """Show again what is offered: Textual's field forgets it when it is come back to."""
        if ghost := self._ghost.ghost_of(self.value):
            self.post_message(SuggestionReady(self.value, ghost))

    def action_cursor_right(self, select: bool = False) -> None:
        """Take what is offered, or go a letter on."""
        if select or not self._take():
            super().action_cursor_right(select)

    def action_end(self, select: bool = False) -> None:
        """Go to the end; from there, take what is offered."""
        if select or not self._take():
            super().action_end(select)

    def _take(self) -> bool:
        """Fill in what is offered, and say whether there was something."""
        typed = self.value
        if not (self.cursor_at_end and self.selection.is_empty):
            return False
        whole = self._complete(typed)
        if not whole:
            return False
        self.value = whole
        self.cursor_position = len(self.value)
        self.post_message(self.Taken(self, typed))
        return True
