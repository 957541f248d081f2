"""A field of one line that takes what is typed or pasted, harmful characters made visible."""

from __future__ import annotations

from textual import events
from textual.geometry import Offset
from textual.message import Message

from store.text import LONGEST_LINE, typing_line
from tui.lean.fixed_input import FixedInput


class Field(FixedInput):
    """A field of one line. Its text is safe to draw and to keep at any moment.

    One that ``gives_lines`` hands up pasted text of several lines by ``Lines``, as it may be more
    than this field's text; whoever gets it may have it pasted all the same.
    """

    class Lines(Message):
        """Several lines were pasted into a field, which does not hold them yet."""

        def __init__(self, field: Field, text: str) -> None:
            super().__init__()
            self.field = field
            self.text = text

    DEFAULT_CSS = """
    Field { background: $surface; width: 1fr; }
    Field:focus { background: $primary 30%; }
    Field:ansi:focus { background: ansi_default; text-style: underline; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(
            value,
            placeholder=placeholder,
            id=id,
            compact=True,
            select_on_focus=False,
            max_length=LONGEST_LINE,
        )
        self.gives_lines = False
        # A blinking cursor would send some bytes every second, for ever: over a line that is dead,
        # it keeps the server from noticing.
        self.cursor_blink = False

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is drawn on the screen; Textual is a cell off at the text's end."""
        return super().cursor_screen_offset - Offset(int(self.cursor_at_end), 0)

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
