"""The line in which one types what to find, with a word on what came of it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui.widgets.line_input import LineInput


class FindField(LineInput):
    """The field itself. In it every letter is text; ``Enter`` and ``Esc`` leave it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down,tab", "keep", "Keep what was found", show=False),
        Binding("escape", "clear", "Show all again", show=False),
    ]

    def action_keep(self) -> None:
        """Leave the field, with what it found."""
        self.post_message(FindLine.Kept())

    def action_clear(self) -> None:
        """Leave the field and find nothing any more."""
        self.value = ""
        self.post_message(FindLine.Cleared())

    def on_blur(self) -> None:
        """Say so where the person went elsewhere in the app; another window is no matter."""
        if self.app.app_focus:
            self.post_message(FindLine.Left())


class FindLine(Horizontal):
    """A field with a slash before it and a note behind.

    Says :class:`Typed` at every letter, then :class:`Kept` or :class:`Cleared`, and :class:`Left`.
    """

    class Typed(Message):
        """The text may be another now; in a burst of letters it is further on already."""

    class Kept(Message):
        """The person has found enough and wants to go on with it."""

    class Cleared(Message):
        """The person wants to see everything again, as it was before."""

    class Left(Message):
        """The field has lost the focus to something else of the app."""

    DEFAULT_CSS = """
    FindLine {
        height: 1; background: $surface;
        & > .slash { width: 2; color: $accent; text-style: bold; }
        & > FindField { min-width: 12; }
        & > .note {
            width: auto; max-width: 75%; padding: 0 1; color: $foreground 75%;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        & > .note.-wrong { color: $warning; }
    }
    """

    def __init__(self, *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Slash, field, note."""
        yield Static("/", classes="slash", markup=False)
        yield FindField(placeholder=self._placeholder)
        yield Static("", classes="note", markup=False)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.field.value

    @property
    def field(self) -> FindField:
        """The field."""
        return self.query_one(FindField)

    @property
    def is_typing(self) -> bool:
        """Whether letters go into the field now."""
        return self.screen.focused is self.field

    def focus_field(self) -> None:
        """Take letters at once, those too that arrive in one burst with the key that led here."""
        self.field.cursor_position = len(self.text)
        self.screen.set_focus(self.field, scroll_visible=False)

    def say(self, note: str, *, wrong: bool = False) -> None:
        """Show a word on what came of it, or on what was not understood."""
        line, said = self.query_one(".note", Static), Content(note)
        line.set_class(wrong, "-wrong")
        if said != line.content:  # where it is as long as before, nothing moves
            line.update(said, layout=said.cell_length != Content(str(line.content)).cell_length)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        self.post_message(self.Typed())
