"""The editor of one line, which takes what is typed or pasted, harmful characters made visible."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.suggester import SuggestionReady
from textual.widgets.input import Selection

from store.text import LONGEST_LINE, typing_line
from tui.lean.fixed_input import FixedInput


class LineInput(FixedInput):
    """An editor of one line. Its text is safe to draw and to keep at any moment.

    One that ``gives_lines`` hands up pasted text of several lines by ``Lines``, as it may be more
    than the text of this line; whoever gets it may have it pasted all the same.

    ``complete`` gives for what is typed the whole text that it may become, "" for nothing. It is
    shown behind the cursor where it goes on so; Right and End, at the end, fill it in. No other
    key takes it, so that nothing gets in by accident; whoever holds the editor hears of it by
    ``Taken``.
    """

    class Lines(Message):
        """Several lines were pasted into an editor, which does not hold them yet."""

        def __init__(self, editor: LineInput, text: str) -> None:
            super().__init__()
            self.editor = editor
            self.text = text

    class Taken(Message):
        """What was offered was taken: the editor holds it now, in place of what was ``typed``."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    DEFAULT_CSS = """
    LineInput { background: $surface; width: 1fr; height: 1; padding: 0; border: none; }
    LineInput:focus { background: $primary 30%; border: none; }
    LineInput:ansi:focus { background: ansi_default; text-style: underline; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(
            value,
            placeholder=placeholder,
            id=id,
            select_on_focus=False,
            max_length=LONGEST_LINE,
            validate_on=(),  # that is up to the form; Textual would style the line anew for it
        )
        self.gives_lines = False
        self.complete: Callable[[str], str] | None = None
        # A blinking cursor would send some bytes every second, for ever: over a line that is dead,
        # it keeps the server from noticing.
        self.cursor_blink = False

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is drawn on the screen; Textual is a cell off at the text's end."""
        return super().cursor_screen_offset - Offset(int(self.cursor_at_end), 0)

    @property
    def content(self) -> str:
        """What is typed."""
        return self.value

    def take(self, text: str) -> None:
        """Have another text instead."""
        self.value = text

    def replace_all(self, text: str) -> None:
        """Have another text instead, which nobody is told of."""
        with self.prevent(FixedInput.Changed):
            self.value = text

    def edit(self, text: str, cursor: tuple[int, int] | None = None) -> None:
        """Go over to another line, with the cursor, or the selection, there; else at its end."""
        with self.prevent(FixedInput.Changed):
            self.value = text
        self.selection = Selection(*cursor) if cursor else Selection.cursor(len(text))
        self._offer()

    def put_cursor(self, cell: int) -> None:
        """Put the cursor on the character that is in a cell, counted from where it begins."""
        at, text = cell + self.scroll_offset.x, self.value
        self.cursor_position = next(
            (n for n in range(len(text)) if at < cell_len(text[: n + 1])), len(text)
        )

    def on_focus(self) -> None:
        """Show again what is offered: Textual's field forgets it when it is come back to."""
        self._offer()

    def watch_value(self) -> None:
        """Show what is offered for what is typed now."""
        self._offer()

    def _offer(self) -> None:
        if self.complete is None or not (whole := self.complete(self.value)):
            return
        if whole[: len(self.value)].casefold() == self.value.casefold():
            self.post_message(SuggestionReady(self.value, whole))

    def on_paste(self, event: events.Paste) -> None:
        """Paste all of it: lines are joined, where Textual keeps the first one only."""
        event.stop()
        event.prevent_default()
        if self.gives_lines and "\n" in event.text.strip():
            self.post_message(self.Lines(self, event.text))
        else:
            self.paste(event.text)

    def paste(self, text: str) -> None:
        """Put pasted text where the cursor is, in place of what is selected."""
        self.replace(" ".join(text.splitlines()), *sorted(self.selection))

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in place of a range; every key and paste comes through here."""
        room = LONGEST_LINE - len(self.value) + (end - start)
        super().replace(typing_line(text[:room])[:room], start, end)

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
        if self.complete is None or not (self.cursor_at_end and self.selection.is_empty):
            return False
        whole = self.complete(typed)
        if not whole:
            return False
        self.value = whole
        self.cursor_position = len(self.value)
        self.post_message(self.Taken(typed))
        return True
