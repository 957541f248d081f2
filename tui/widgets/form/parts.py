"""What a form is made of, as data: notes, rows with a control each, and buttons.

One widget draws all of it. A control holds what was typed or chosen; while the cursor is in it, an
editor on the screen has the text, and the control knows it from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar

from rich.cells import cell_len

from tui.widgets.form.lines import wrapped

V = TypeVar("V")

Piece = tuple[str, str]
"""A text and the name of the pen that draws it."""


class Holder(Protocol):
    """What shows the parts, and hears of each change."""

    @property
    def at(self) -> Control | None:
        """The control that has the focus."""
        ...

    def show_anew(self) -> None:
        """Something is to be drawn otherwise than before."""
        ...

    def go(self, control: Control) -> None:
        """Put the focus on a control."""
        ...

    def heard(self, control: Control) -> None:
        """What stands in a control is another text, or another choice."""
        ...


class Editor(Protocol):
    """An editor of a line or of several that a control's text is in while the cursor is there."""

    @property
    def content(self) -> str:
        """The text."""
        ...

    def take(self, text: str) -> None:
        """Have another text instead."""
        ...

    def replace_all(self, text: str) -> None:
        """Have another text instead, by an edit that can be taken back where that is possible."""
        ...


class Part:
    """Something of a form, from top to bottom; ``above`` and ``below`` are empty lines around."""

    def __init__(self, id: str = "", *, above: int = 0, below: int = 0) -> None:  # noqa: A002 - as widgets have it
        self.id = id
        self.above = above
        self.below = below
        self.holder: Holder | None = None
        self._display = True

    @property
    def display(self) -> bool:
        """Whether it is shown."""
        return self._display

    @display.setter
    def display(self, display: bool) -> None:
        if display != self._display:
            self._display = display
            self._show_anew()

    def _show_anew(self) -> None:
        if self.holder is not None:
            self.holder.show_anew()


class Note(Part):
    """A text over the whole width, drawn with the pen of that name; ``link`` can be clicked."""

    def __init__(
        self,
        text: str,
        *,
        id: str = "",  # noqa: A002 - as widgets have it
        pen: str = "note",
        above: int = 0,
        below: int = 0,
        indent: int = 0,
        link: str = "",
    ) -> None:
        super().__init__(id, above=above, below=below)
        self.text = text
        self.pen = pen
        self.indent = indent
        self.link = link

    def update(self, text: str) -> None:
        """Say something else."""
        if text != self.text:
            self.text = text
            self._show_anew()


class Section(Note):
    """The heading of the rows below it."""

    def __init__(self, title: str) -> None:
        super().__init__(title, pen="section", above=1)


class Control:
    """What the focus can be on."""

    def __init__(self, id: str) -> None:  # noqa: A002 - as widgets have it
        self.id = id
        self.holder: Holder | None = None

    @property
    def has_focus(self) -> bool:
        """Whether the focus is on it."""
        return self.holder is not None and self.holder.at is self

    def focus(self) -> None:
        """Put the focus on it."""
        if self.holder is not None:
            self.holder.go(self)

    def _heard(self) -> None:
        if self.holder is not None:
            self.holder.show_anew()
            self.holder.heard(self)


class Text(Control):
    """A control that text is typed into."""

    def __init__(self, text: str, id: str) -> None:  # noqa: A002 - as widgets have it
        super().__init__(id)
        self._text = text
        self._editor: Editor | None = None

    @property
    def value(self) -> str:
        """What stands in it."""
        return self._text if self._editor is None else self._editor.content

    @value.setter
    def value(self, text: str) -> None:
        if self._editor is not None:
            self._editor.take(text)
        elif text != self._text:
            self._text = text
            self._heard()

    def replace(self, text: str) -> None:
        """Put another text in its place, so that it can be taken back; nobody is told of it."""
        if self._editor is not None:
            self._editor.replace_all(text)
        else:
            self._text = text

    def lend(self, editor: Editor) -> None:
        """Let an editor have the text from now on."""
        self._editor = editor

    def take_back(self) -> None:
        """Have the text again that an editor had."""
        self._text, self._editor = self.value, None


class Field(Text):
    """A field of one line.

    ``complete`` gives for what is typed the whole text that it may become, "" for nothing; Right
    and End take it. One that ``gives_lines`` hands up pasted text of several lines. ``cursor``
    says where the cursor was when it left, as the ends of the selection, and ``scrolled`` how many
    cells of the text were out of sight on the left.
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str = "",  # noqa: A002 - as widgets have it
        complete: Callable[[str], str] | None = None,
        gives_lines: bool = False,
    ) -> None:
        super().__init__(value, id)
        self.placeholder = placeholder
        self.complete = complete
        self.gives_lines = gives_lines
        self.cursor: tuple[int, int] | None = None
        self.scrolled = 0


class NoteField(Text):
    """A field of several lines; with ``lines`` 0 it takes all the room that is left."""

    def __init__(self, text: str = "", *, id: str = "", lines: int = 4) -> None:  # noqa: A002 - as widgets have it
        super().__init__(text, id)
        self.lines = lines


class Picker(Control, Generic[V]):
    """Labelled values with at most one chosen, in as many lines as they need."""

    def __init__(
        self,
        options: Sequence[tuple[V, str]],
        value: V | None = None,
        *,
        id: str,  # noqa: A002 - as widgets have it
    ) -> None:
        super().__init__(id)
        self._options = options
        self._chosen = next((n for n, (each, _) in enumerate(options) if each == value), None)

    @property
    def value(self) -> V | None:
        """The chosen value; None while nothing is chosen."""
        return None if self._chosen is None else self._options[self._chosen][0]

    @property
    def number(self) -> str:
        """The number of the chosen value, counted from 1; "" while nothing is chosen."""
        return "" if self._chosen is None else str(self._chosen + 1)

    def choose(self, index: int) -> bool:
        """Choose the value at a place, counted from 0; False when there is no such place."""
        if not 0 <= index < len(self._options):
            return False
        self._chosen = index
        self._heard()
        return True

    def step(self, step: int) -> None:
        """Choose the next value, or the one before; round the ends."""
        start = self._chosen if self._chosen is not None else (-1 if step > 0 else 0)
        self.choose((start + step) % len(self._options))

    def drawn(self, width: int) -> list[list[Piece]]:
        """The values in lines of so many cells, in pieces."""
        lines: list[list[Piece]] = [[]]
        used = 0
        for index, (_, label) in enumerate(self._options):
            pieces = self._pieces(index, label)
            cells = sum(cell_len(text) for text, _ in pieces)
            if lines[-1] and used + cells > width:
                lines.append([])
                used = 0
            lines[-1] += pieces
            used += cells
        return [folded for line in lines for folded in _folded(line, width)]

    def _pieces(self, index: int, label: str) -> list[Piece]:
        if index == self._chosen:
            return [(f"[{index + 1} {label}]", "chosen")]
        return [(f" {index + 1} ", "number"), (f"{label} ", "value")]


def _folded(line: list[Piece], width: int) -> Iterator[list[Piece]]:
    """A line as it is where it fits; a value too long for it goes on below."""
    if sum(cell_len(text) for text, _ in line) <= width:
        yield line
        return
    pen = line[-1][1]
    for text in wrapped("".join(text for text, _ in line), width):
        yield [(text, pen)]


class Button(Control):
    """Something to press; ``variant`` is what it looks like."""

    def __init__(self, label: str, *, id: str, variant: str = "default") -> None:  # noqa: A002 - as widgets have it
        super().__init__(id)
        self.label = label
        self.variant = variant


class Row(Part):
    """A label, its control, and an echo: how the text was understood, or what is wrong with it.

    Without a label, None, the control has the whole width.
    """

    def __init__(self, label: str | None, control: Control, *, above: int = 0) -> None:
        super().__init__(above=above)
        self.label = label
        self.control = control
        self._understood = ("", False)
        self._refused = ""
        self._source = ""

    def echo(self, text: str, *, wrong: bool = False) -> None:
        """Show how the text was understood; "" shows nothing. A refusal stays before it."""
        if (text, wrong) != self._understood:
            self._understood = (text, wrong)
            self._show_anew()

    def refuse(self, reason: str) -> None:
        """Show why it was not saved; "" takes that back, and shows the echo again."""
        if reason != self._refused:
            self._refused = reason
            self._show_anew()

    def came_from(self, source: str) -> None:
        """Show, below how it was understood, where the text was read; "" shows nothing."""
        if source != self._source:
            self._source = source
            self._show_anew()

    @property
    def said(self) -> list[Piece]:
        """What is shown beside it or below: a text or two, each with its pen."""
        if self._refused:
            return [(self._refused, "wrong")]
        text, is_wrong = self._understood
        pieces = [(text, "wrong" if is_wrong else "echo")] if text else []
        if self._source and not is_wrong:
            pieces.append((self._source, "source"))
        return pieces

    @property
    def is_choice(self) -> bool:
        """Whether one of several values is chosen: an echo beside them would break their line."""
        return isinstance(self.control, Picker)


AnyPicker = Picker[Any]
"""A picker of whatever values."""
