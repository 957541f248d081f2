"""The widget that a form is: it draws all of it, scrolls it, and knows where the focus is.

However long a form is, only the line that the cursor is in has an editor on the screen; it moves
along. A text of several lines gets one of its own when the cursor first comes there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import NULL_OFFSET, Offset, Region, Size, Spacing
from textual.layout import Layout as TextualLayout
from textual.layout import WidgetPlacement
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from tui.widgets.form.drawing import Buttons, Drawing, Foot, foot
from tui.widgets.form.layout import LABEL, Layout, Measures, lay_out
from tui.widgets.form.parts import Button, Control, Field, NoteField, Part, Picker, Row
from tui.widgets.form.pens import pens
from tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from tui.widgets.lines_input import LinesInput

NARROW = 70
"""Columns of the window below which echoes stand under their fields."""
_WHEEL = 2  # lines


_NOWHERE = Region(0, -100, 1, 1)


class _Made(NamedTuple):
    """Everything in its place, in so many cells and, at most, lines."""

    size: Size
    layout: Layout
    below: Foot


class _Drawn(NamedTuple):
    """What is drawn, and how many lines of the fields are in sight."""

    layout: Layout
    below: Foot
    in_sight: int


class _Places(TextualLayout):
    """Puts each editor where its field is drawn."""

    name = "form"

    def __init__(self, place_of: Callable[[Widget, Size], Region]) -> None:
        self._place_of = place_of

    def arrange(
        self,
        parent: Widget,  # noqa: ARG002 - as Textual calls it
        children: list[Widget],
        size: Size,
        greedy: bool = True,  # noqa: ARG002
    ) -> list[WidgetPlacement]:
        """Where the editors go; one that is not wholly in sight goes nowhere."""
        return [
            WidgetPlacement(self._place_of(child, size), NULL_OFFSET, Spacing(), child)
            for child in children
        ]


class FormView(Widget, can_focus=True):
    """Draws the parts of a form and its buttons.

    Args:
        parts: From top to bottom.
        buttons: Below them; they are never scrolled away.
        look: How the buttons stand.
        label: The cells of the labels' column.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_by(-1)", "A line up", show=False),
        Binding("down", "scroll_by(1)", "A line down", show=False),
        Binding("home", "scroll_by(-9999)", "To the top", show=False),
        Binding("end", "scroll_by(9999)", "To the bottom", show=False),
        Binding("left,h", "step(-1)", "Previous", show=False),
        Binding("right,l,space", "step(1)", "Next", show=False),
        Binding("enter", "press", "Press button", show=False),
    ]
    DEFAULT_CSS = """
    FormView {
        width: 100%; height: auto; max-height: 100%; padding: 0 1; overflow: hidden hidden;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $foreground 70%;
        background: $background; color: $foreground;
    }
    """
    FOCUS_ON_CLICK = False

    class Typed(Message):
        """Another text stands in a field."""

        def __init__(self, control: Control) -> None:
            super().__init__()
            self.field = control

    class Chosen(Message):
        """Another value was chosen."""

        def __init__(self, picker: Control) -> None:
            super().__init__()
            self.picker = picker

    class Pressed(Message):
        """A button was pressed."""

        def __init__(self, button: Button) -> None:
            super().__init__()
            self.button = button

    class Went(Message):
        """The focus is on another control."""

    class Taken(Message):
        """What was offered in a field was taken, in place of what was ``typed``."""

        def __init__(self, field: Field, typed: str) -> None:
            super().__init__()
            self.field = field
            self.typed = typed

    def __init__(
        self,
        parts: Sequence[Part],
        buttons: Sequence[Button],
        *,
        look: Buttons | None = None,
        label: int = LABEL,
    ) -> None:
        super().__init__()
        self.at: Control | None = None
        self.scrolled = 0
        self._parts: list[Part] = []
        self._buttons = buttons
        self._look = look or Buttons()
        self._label = label
        self._problem = ""
        self._line: LineInput | None = None
        self._in_line: Field | None = None
        self._areas: dict[NoteField, LinesInput] = {}
        self._made: _Made | None = None
        self._most = 0  # lines that there are at most, where the height goes by what is in it
        self.put(parts)
        for button in buttons:
            button.holder = self

    @cached_property
    def _places(self) -> _Places:
        return _Places(self._place_of)

    @property
    def layout(self) -> TextualLayout:
        """Editors go where their fields are drawn."""
        return self._places

    @property
    def parts(self) -> Sequence[Part]:
        """The parts, from top to bottom."""
        return self._parts

    @property
    def buttons(self) -> Sequence[Button]:
        """The buttons below them."""
        return self._buttons

    def put(self, parts: Sequence[Part], after: Part | None = None) -> None:
        """Add parts, at the end or after one of those that are there."""
        place = len(self._parts) if after is None else self._parts.index(after) + 1
        self._parts[place:place] = parts
        for part in parts:
            part.holder = self
            if isinstance(part, Row):
                part.control.holder = self
        self.show_anew()

    @property
    def stops(self) -> list[Control]:
        """What the focus can go to, in the order in which it stands there."""
        fields = [each.control for each in self._parts if isinstance(each, Row) and each.display]
        return [*fields, *self._buttons]

    def say_problem(self, text: str) -> None:
        """Show a line under the fields; "" hides it."""
        if text != self._problem:
            self._problem = text
            self.show_anew()

    def restyle_buttons(self, look: Buttons) -> None:
        """Have the buttons stand otherwise."""
        if look != self._look:
            self._look = look
            self.show_anew()

    def show_anew(self) -> None:
        """Draw it anew; where it has more lines or fewer, or the editor moves, place it anew."""
        before, self._made = self._made, None
        if before is None or not self.is_mounted:
            return
        now = self._make(before.size)
        is_moved = (before.layout.height, before.below.height) != (
            now.layout.height,
            now.below.height,
        )
        is_moved = is_moved or any(
            before.layout.region(each) != now.layout.region(each) for each in self._edited()
        )
        if is_moved:
            self._have_on_top(self.scrolled)
        if is_moved:
            self._place_anew()
        else:
            self.refresh()

    def _place_anew(self) -> None:
        """Have the editors placed anew, too; Textual remembers where they were until they ask."""
        for editor in self.children:
            editor.refresh(layout=True)
        self.refresh(layout=True)

    def heard(self, control: Control) -> None:
        """Pass on that another text, or another choice, stands in a control."""
        self.post_message(
            self.Chosen(control) if isinstance(control, Picker) else self.Typed(control)
        )

    def go(self, control: Control) -> None:
        """Put the focus on a control, and bring it in sight."""
        was, self.at = self.at, control
        if was is not control and self._line is not None and self._in_line is was:
            self._keep_cursor()
        if isinstance(control, Field):
            self._edit_line(control)
        elif isinstance(control, NoteField):
            self._edit_lines(control)
        else:
            self.screen.set_focus(self, scroll_visible=False)
        self.bring_in_sight(control)
        if was is not control:
            self._place_anew()
            self.post_message(self.Went())

    def start_at(self, control: Control) -> None:
        """Have the focus on a control once the form opens, with all that is needed for that."""
        self.at = control
        if isinstance(control, Field):
            self._line = LineInput()
            self._bring_line(control, self._line)
        elif isinstance(control, NoteField):
            self._bring_lines(control)

    def compose(self) -> ComposeResult:
        """The editor of what has the focus at first."""
        if self._line is not None:
            yield self._line
        yield from self._areas.values()

    def _edit_line(self, field: Field) -> None:
        if self._line is None:
            self._line = LineInput()
            self.mount(self._line)
        self._bring_line(field, self._line)
        self.screen.set_focus(self._line, scroll_visible=False)

    def _bring_line(self, field: Field, line: LineInput) -> None:
        """Bring the editor of a line to a field."""
        if self._in_line is field:
            return
        if self._in_line is not None:
            self._in_line.take_back()
        self._in_line = field
        line.complete, line.gives_lines = field.complete, field.gives_lines
        line.placeholder = field.placeholder
        line.edit(field.value, field.cursor)
        field.lend(line)

    def _keep_cursor(self) -> None:
        if self._in_line is not None and self._line is not None:
            start, end = self._line.selection
            self._in_line.cursor = start, end
            self._in_line.scrolled = self._line.scroll_offset.x

    def _edit_lines(self, field: NoteField) -> None:
        if field not in self._areas:
            self.mount(self._bring_lines(field))
        self.screen.set_focus(self._areas[field], scroll_visible=False)

    def _bring_lines(self, field: NoteField) -> LinesInput:
        """Make the editor of several lines."""
        from tui.widgets.lines_input import LinesInput

        self._areas[field] = area = LinesInput(field.value)
        field.lend(area)
        return area

    def editor_of(self, control: Control) -> Widget | None:
        """The editor that a control's text is in; None while it has none."""
        if isinstance(control, NoteField):
            return self._areas.get(control)
        return self._line if control is self._in_line else None

    def _edited(self) -> list[Control]:
        return [*self._areas, *([self._in_line] if self._in_line else [])]

    def _control_in(self, editor: Widget | None) -> Control | None:
        return next((each for each in self._edited() if self.editor_of(each) is editor), None)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click put the focus into an editor that it had left."""
        control = self._control_in(event.widget)
        if control is not None and control is not self.at and self.screen.focused is event.widget:
            self.go(control)

    # What is drawn, and where.

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """As many lines as the parts and what stands below them take."""
        self._most = container.height
        _, layout, below = self._make(Size(width, self._most))
        return layout.height + below.height

    def _make(self, size: Size) -> _Made:
        """Place everything in so many cells and, at most, lines."""
        if self._made is None or self._made.size != size:
            below = foot(self._problem, self._buttons, size.width, self._look)
            room = max(0, size.height - below.height)
            narrow = self.app.size.width < NARROW
            layout = lay_out(self._parts, Measures(size.width, narrow, self._label, room))
            if layout.height > room:  # and so there is a bar
                layout = lay_out(self._parts, Measures(size.width - 1, narrow, self._label, room))
            self._made = _Made(size, layout, below)
        return self._made

    def _drawn(self, size: Size | None = None) -> _Drawn:
        """What is drawn in this much room, now by default."""
        size = size or self.content_size
        most = self._most if self.styles.is_auto_height else size.height
        _, layout, below = self._make(Size(size.width, most))
        return _Drawn(layout, below, max(0, size.height - below.height))

    def _place_of(self, editor: Widget, size: Size) -> Region:
        """Where an editor goes in this much room; one that is not wholly in sight goes nowhere."""
        control = self._control_in(editor)
        layout, _, in_sight = self._drawn(size)
        region = layout.region(control) if control else None
        if region is None:
            return _NOWHERE
        region = region.translate(Offset(0, -self.scrolled))
        if region.y < 0 or region.bottom > in_sight:
            return region.at_offset(_NOWHERE.offset)
        return region

    def render_line(self, y: int) -> Strip:
        """One line of it."""
        layout, below, in_sight = self._drawn()
        drawing, width = Drawing(pens(self.app), self.at), self.content_size.width
        if y >= in_sight:
            return drawing.foot_line(below, y - in_sight, width)
        if layout.height <= in_sight:
            return drawing.line(layout, y, width)
        line = drawing.line(layout, y + self.scrolled, width - 1)
        return Strip.join([line, drawing.bar(in_sight, layout.height, self.scrolled)[y]])

    def on_resize(self) -> None:
        """Keep what has the focus in sight."""
        if self.at is not None:
            self.bring_in_sight(self.at)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where what has the focus is on the screen."""
        region = self._region(self.at) if self.at else None
        return self.content_region.offset + (region.offset if region else NULL_OFFSET)

    def _region(self, control: Control) -> Region | None:
        """Where a control is drawn, in lines of this widget."""
        layout, below, in_sight = self._drawn()
        for button, region in below.places:
            if button is control:
                return region.translate(Offset(0, in_sight))
        found = layout.region(control)
        return found and found.translate(Offset(0, -self.scrolled))

    # Scrolling.

    def bring_in_sight(self, control: Control) -> None:
        """Have a control in the middle of what is in sight, where it is not wholly in sight."""
        if not self.size:
            return  # not there yet; once it is, it looks again
        layout, _, in_sight = self._drawn()
        region = layout.region(control)
        if region is None or not in_sight:
            return
        if region.y < self.scrolled or region.bottom > self.scrolled + in_sight:
            middle = round(region.y + region.height / 2 - in_sight / 2)
            self._have_on_top(min(middle, region.y))

    def page(self, pages: int) -> None:
        """Scroll by what is in sight."""
        self.action_scroll_by(pages * self._drawn().in_sight)

    def action_scroll_by(self, lines: int) -> None:
        """Scroll by so many lines, as far as there are any."""
        self._have_on_top(self.scrolled + lines)

    def _have_on_top(self, line: int) -> None:
        layout, _, in_sight = self._drawn()
        line = max(0, min(line, layout.height - in_sight))
        if line != self.scrolled:
            self.scrolled = line
            self._place_anew()

    # Keys and the mouse.

    def action_step(self, step: int) -> None:
        """Choose the next value, or the one before.

        Raises:
            SkipAction: The focus is not on a choice.
        """
        if not isinstance(self.at, Picker):
            raise SkipAction
        self.at.step(step)

    def action_press(self) -> None:
        """Press the button that has the focus.

        Raises:
            SkipAction: None has it.
        """
        if not isinstance(self.at, Button):
            raise SkipAction
        self.post_message(self.Pressed(self.at))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed into a line."""
        event.stop()
        if self._in_line is not None:
            self.heard(self._in_line)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Pass on what is typed into several."""
        event.stop()
        if (control := self._control_in(event.text_area)) is not None:
            self.heard(control)

    def on_line_input_taken(self, event: LineInput.Taken) -> None:
        """Pass on that what was offered was taken."""
        event.stop()
        if self._in_line is not None:
            self.post_message(self.Taken(self._in_line, event.typed))

    def _control_at(self, at: Offset) -> Control | None:
        """The control that is drawn in a cell."""
        for control in self.stops:
            region = self._region(control)
            if region is not None and region.contains_point(at):
                return control
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the focus where the mouse is, and the cursor; or drag the bar."""
        at = event.get_content_offset(self)
        if at is None:
            return
        if self._is_on_bar(at):
            self.capture_mouse()
            self._drag(at.y)
            return
        control = self._control_at(at)
        if control is not None:
            self.go(control)
            if isinstance(control, Field) and self._line and (region := self._region(control)):
                self._line.put_cursor(at.x - region.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the bar along."""
        if self.app.mouse_captured is self:
            self._drag(event.get_content_offset_capture(self).y)

    def on_mouse_up(self) -> None:
        """Let go of the bar."""
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Press the button that was clicked."""
        at = event.get_content_offset(self)
        control = self._control_at(at) if at is not None else None
        if isinstance(control, Button):
            self.post_message(self.Pressed(control))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls down."""
        event.stop()
        self.action_scroll_by(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls up."""
        event.stop()
        self.action_scroll_by(-_WHEEL)

    def _is_on_bar(self, at: Offset) -> bool:
        layout, _, in_sight = self._drawn()
        return layout.height > in_sight > at.y and at.x == self.content_size.width - 1

    def _drag(self, y: int) -> None:
        layout, _, in_sight = self._drawn()
        self._have_on_top(y * layout.height // max(1, in_sight) - in_sight // 2)
