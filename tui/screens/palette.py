"""The palette: everything by its name, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

from tui.fitting import fit
from tui.lean.textual_private.drawing import LayeredScreen
from tui.widgets.line_input import LineInput

_KEY = 8  # cells
_TOP = 3  # lines of the board that stay in sight above
_FIELD = 5  # the line of the field, and its column, too
_LIST = 8  # the line of the first entry
_MARGIN = 2  # cells on both sides of an entry
_MOST = 0.7  # of the window's height, for the list with its edges
_SIGN = "🔎"
_NOTHING = "No matches found"


class Command(Struct, frozen=True):
    """What can be chosen; ``why_not`` is why it makes no sense now, "" where it does."""

    key: str
    title: str
    help: str
    run: Callable[[], object]
    why_not: str = ""

    @property
    def beside(self) -> str:
        """What stands under it: what it does, or why it does nothing now."""
        return f"Not now: {self.why_not}" if self.why_not else self.help


class _Entry(Struct):
    """A command that fits, and the lines that say so; their spans name parts of the palette."""

    command: Command
    lines: list[Content]


class PaletteScreen(ModalScreen[None], LayeredScreen[None]):
    """Lists the commands; with letters typed those that have them, the best match first.

    Args:
        commands: All of them, in order.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", show=False),
        Binding("up", "move(-1)", "Previous", show=False),
        Binding("pagedown", "turn(1)", "Next page", show=False),
        Binding("pageup", "turn(-1)", "Previous page", show=False),
        Binding("ctrl+home,shift+home", "choose(0)", "First", show=False),
        Binding("ctrl+end,shift+end", "choose(-1)", "Last", show=False),
        Binding("escape", "leave", "Close", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "palette--paper",
        "palette--edge",
        "palette--chosen",
        "palette--title",
        "palette--match",
        "palette--key",
        "palette--help",
        "palette--faded",
        "palette--bar",
    }
    DEFAULT_CSS = """
    PaletteScreen {
        & > .palette--paper { background: $surface; color: $foreground; }
        &:dark > .palette--paper { background: $panel-darken-1; }
        &:ansi > .palette--paper { background: ansi_default; }
        & > .palette--edge { color: $border-blurred; }
        & > .palette--chosen { background: $primary 30%; color: $foreground; }
        &:ansi > .palette--chosen {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
        &:nocolor > .palette--chosen { text-style: reverse; }
        & > .palette--title { color: $foreground; text-style: bold; }
        & > .palette--match { color: $foreground; text-style: bold underline; }
        & > .palette--key { color: $accent; text-style: bold; }
        & > .palette--help { color: $foreground 80%; }
        & > .palette--faded { color: $foreground 75%; }
        & > .palette--bar { color: $border-blurred; background: $background; }
        & > LineInput, & > LineInput:focus {
            margin: 5 2 0 5; background: $surface; background-tint: $foreground 0%;
        }
        &:dark > LineInput, &:dark > LineInput:focus { background: $panel-darken-1; }
        &:ansi > LineInput, &:ansi > LineInput:focus { background: ansi_default; text-style: none; }
    }
    """

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands
        self._entries: list[_Entry] = []
        self._at = 0
        self._first = 0  # the first line of the list that is in sight
        self._styles: dict[tuple[str, bool], Style] = {}

    def compose(self) -> ComposeResult:
        """The field; all else is drawn by the screen itself."""
        yield LineInput(placeholder="Search for commands…")

    def on_mount(self) -> None:
        """List all of it, as long as nothing is typed."""
        self._find("")

    def on_resize(self) -> None:
        """Set the list for the width that there is now."""
        self._find(self.query_one(LineInput).value)

    def notify_style_update(self) -> None:
        """Take other colours."""
        self._styles.clear()
        super().notify_style_update()

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Narrow the list with every letter."""
        event.stop()
        self._find(event.value)

    def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Do what is chosen."""
        event.stop()
        self._do(self._at)

    def on_click(self, event: events.Click) -> None:
        """Do what is clicked; beside the palette, close it."""
        if not _TOP <= event.screen_y < self._end:
            self.dismiss()
            return
        line = event.screen_y - _LIST + self._first
        for index, (top, end) in enumerate(self._places()):
            if top <= line < end and event.screen_y >= _LIST:
                self._do(index)

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves on."""
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves back."""
        self.action_move(-1)

    def action_move(self, step: int) -> None:
        """Choose the next one, or the one before; after the last comes the first."""
        if self._entries:
            self._choose((self._at + step) % len(self._entries))

    def action_turn(self, pages: int) -> None:
        """Choose the one that is so many pages on."""
        places = list(self._places())
        if places:
            wanted = places[self._at][0] + pages * self._rows
            fitting = [index for index, (top, _) in enumerate(places) if top <= wanted]
            self._choose(fitting[-1] if fitting else 0)

    def action_choose(self, index: int) -> None:
        """Choose the first or the last one."""
        if self._entries:
            self._choose(index % len(self._entries))

    def action_leave(self) -> None:
        """Close it with nothing done."""
        self.dismiss()

    @property
    def own_regions(self) -> Sequence[Region]:
        """The palette; above and below it, the board is seen."""
        return [Region(0, _TOP, self.size.width, self._end - _TOP)]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the palette, and of what is seen above and below it."""
        lines = super().render_lines(crop)
        own = crop.intersection(self.own_regions[0])
        for y, line in zip(own.line_range, Widget.render_lines(self, own), strict=True):
            lines[y - crop.y] = line
        return lines

    def render_line(self, y: int) -> Strip:
        """A line of the palette."""
        width = self.size.width
        if y in {_TOP, self._end - 1}:
            edge = "▔" if y == _TOP else "▁"
            return Strip([Segment(edge * width, self._style("edge"))], width)
        if y == _FIELD:
            sign = Segment(f"  {_SIGN}{' ' * (width - 4)}", self._style("paper"))
            return Strip([sign], width)
        if y >= _LIST:
            return self._listed(y - _LIST + self._first)
        return Strip([Segment(" " * width, self._style("paper"))], width)

    def _listed(self, line: int) -> Strip:
        """A line of the list."""
        width = self.size.width
        if not self._entries:
            text = _NOTHING.center(width)
            return Strip([Segment(text, self._style("faded"))], width)
        room = width - self._bar_width
        segments: list[Segment] = []
        for index, (top, end) in enumerate(self._places()):
            if top <= line < end:
                chosen = index == self._at
                segments = self._set(self._entries[index].lines[line - top], room, chosen)
        return Strip([*segments, *self._bar(line - self._first)], width)

    def _set(self, text: Content, room: int, chosen: bool) -> list[Segment]:
        names = ["help"] * len(text.plain)
        for start, end, name in text.spans:
            names[start:end] = [str(name)] * (min(end, len(names)) - start)
        runs = groupby(zip(text.plain, names, strict=True), key=lambda pair: pair[1])
        set_text = [
            Segment("".join(letter for letter, _ in run), self._style(name, chosen=chosen))
            for name, run in runs
        ]
        rest = " " * (room - _MARGIN - text.cell_length)
        blank = self._style("title", chosen=chosen)
        return [Segment(" " * _MARGIN, blank), *set_text, Segment(rest, blank)]

    def _bar(self, row: int) -> Sequence[Segment]:
        """The scroll bar's cell in a row, where there is one."""
        if not self._bar_width:
            return ()
        style = self._style("bar")
        bar = ScrollBarRender.render_bar(
            self._rows,
            self._lines,
            self._rows,
            self._first,
            back_color=Color.from_rich_color(style.bgcolor).rich_color,
            bar_color=Color.from_rich_color(style.color).rich_color,
        )
        text, drawn, _ = list(bar.segments)[row]
        return (Segment(text, style + Style(reverse=True) if drawn and drawn.reverse else style),)

    @property
    def _lines(self) -> int:
        return sum(len(entry.lines) for entry in self._entries) or 1

    @property
    def _rows(self) -> int:
        """The lines of the list that are in sight."""
        most = min(int(self.size.height * _MOST) - 2, self.size.height - _LIST - 1)
        return max(1, min(self._lines, most))

    @property
    def _bar_width(self) -> int:
        return int(self._rows < self._lines)

    @property
    def _end(self) -> int:
        """The line below the palette."""
        return _LIST + self._rows + 1

    def _places(self) -> Iterator[tuple[int, int]]:
        """For each entry its first line in the list, and the one after its last."""
        top = 0
        for entry in self._entries:
            yield top, top + len(entry.lines)
            top += len(entry.lines)

    def _choose(self, index: int) -> None:
        self._at = index
        top, end = list(self._places())[index]
        self._first = max(end - self._rows, min(self._first, top))
        self.refresh(self.size.region)

    def _do(self, index: int) -> None:
        if index < len(self._entries):
            self.dismiss()
            self.app.call_later(self._entries[index].command.run)

    def _find(self, typed: str) -> None:
        from textual.fuzzy import Matcher

        wanted = typed.strip()
        if wanted:
            search = Matcher(wanted).fuzzy_search
            matched = [(each, *search.match(wanted, each.title)) for each in self._commands]
            matched = sorted((m for m in matched if m[1] > 0), key=lambda m: m[1], reverse=True)
        else:
            matched = [(each, 0.0, ()) for each in self._commands]
        for beside in (0, 1):  # the scroll bar, where there must be one
            room = self.size.width - 2 * _MARGIN - beside
            self._entries = [
                _Entry(each, _set_out(each, found, room)) for each, _, found in matched
            ]
            if not self._bar_width:
                break
        self._at = self._first = 0
        self.refresh(self.size.region)

    def _style(self, name: str, *, chosen: bool = False) -> Style:
        """How a part is drawn, on the palette's own paper or on that of the chosen entry."""
        if (name, chosen) not in self._styles:
            paper = self.get_component_styles("palette--paper").background
            if name == "bar":
                paper = self.get_component_styles("palette--bar").background
            part = self.get_component_styles(f"palette--{name}")
            marked = self.get_component_styles("palette--chosen")
            on = paper + marked.background if chosen else paper
            style = Style.from_color((on + part.color).rich_color, on.rich_color)
            style += part.text_style
            self._styles[name, chosen] = style + marked.text_style if chosen else style
        return self._styles[name, chosen]


def _set_out(command: Command, found: Sequence[int], room: int) -> list[Content]:
    """The lines of an entry: its key and title, and what it does."""
    title = "faded" if command.why_not else "title"
    key = "faded" if command.why_not else "key"
    head = Content.assemble((fit(command.key, _KEY), key), (command.title, title))
    for place in found:
        if not command.title[place].isspace():
            head = head.stylize("match", _KEY + place, _KEY + place + 1)
    lines: list[Content] = []
    for text in (head, Content(command.beside)):
        lines += [text] if cell_len(text.plain) <= room else text.wrap(room)
    return lines
