"""The widget that a form is: it draws all of it, scrolls it, and knows where the focus is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

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

from tui.widgets.form.contents import Contents
from tui.widgets.form.drawing import Drawing
from tui.widgets.form.editors import Editors
from tui.widgets.form.foot import Buttons
from tui.widgets.form.layout import LABEL
from tui.widgets.form.parts import Button, Control, Field, Part, Picker
from tui.widgets.form.pens import pens
from tui.widgets.form.plan import Plan, Planner
from tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.widgets import TextArea

NARROW = 70
"""Columns of the window below which echoes stand under their fields."""
_WHEEL = 2  # lines


_NOWHERE = Region(0, -100, 1, 1)


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
        self._editors = Editors()
        self._top = 0
        self._most = 0  # lines that there are at most, where the height goes by what is in it
        self.contents = Contents(parts, buttons, self)
        self._planner = Planner(self.contents, look or Buttons(), label)
        self._shown: Plan | None = None  # as it was drawn last

    @cached_property
    def _places(self) -> _Places:
        return _Places(self._place_of)

    @property
    def layout(self) -> TextualLayout:
        """Editors go where their fields are drawn."""
        return self._places

    def put(self, parts: Sequence[Part], after: Part | None = None) -> None:
        """Add parts, at the end or after one of those that are there."""
        self.contents.put(parts, after)
        self.show_anew()

    def say_problem(self, text: str) -> None:
        """Show a line under the fields; "" hides it."""
        if text != self._planner.problem:
            self._planner.problem = text
            self.show_anew()

    def restyle_buttons(self, look: Buttons) -> None:
        """Have the buttons stand otherwise."""
        if look != self._planner.look:
            self._planner.look = look
            self.show_anew()

    def show_anew(self) -> None:
        """Draw it anew; where it has more lines or fewer, or an editor moves, place it anew."""
        self._planner.forget()
        before = self._shown
        if before is None:
            return  # nothing is drawn yet
        now = self._plan()
        is_moved = before.layout.height != now.layout.height or any(
            before.region(each) != now.region(each) for each in self._editors.edited
        )
        if is_moved or before.below.height != now.below.height:
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
        editor = self._editors.bring(control)
        if editor is not None and editor.parent is None:
            self.mount(editor)
        self.screen.set_focus(editor or self, scroll_visible=False)
        self._bring_in_sight(control)
        if was is not control:
            self._place_anew()
            self.post_message(self.Went())

    def start_at(self, control: Control) -> None:
        """Have the focus on a control once the form opens, with the editor that it needs."""
        self.at = control
        self._editors.bring(control)

    def compose(self) -> ComposeResult:
        """The editor of what has the focus at first."""
        if self.at is not None and (editor := self._editors.bring(self.at)):
            yield editor

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click put the focus into an editor that it had left."""
        control = self._editors.field_of(event.widget)
        if control is not None and control is not self.at and self.screen.focused is event.widget:
            self.go(control)

    # What is drawn, and where.

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """As many lines as the parts and what stands below them take."""
        self._most = container.height
        return self._planner.height(Size(width, self._most), narrow=self._is_narrow)

    @property
    def _is_narrow(self) -> bool:
        return self.app.size.width < NARROW

    def _plan(self, size: Size | None = None) -> Plan:
        """What is drawn in this much room, now by default."""
        size = size or self.content_size
        most = self._most if self.styles.is_auto_height else size.height
        room = Size(size.width, most)
        return self._planner.plan(room, size.height, self._top, narrow=self._is_narrow)

    def _place_of(self, editor: Widget, size: Size) -> Region:
        """Where an editor goes in this much room; one that is not wholly in sight goes nowhere."""
        control, plan = self._editors.field_of(editor), self._plan(size)
        region = plan.region(control) if control else None
        if control is None or region is None:
            return _NOWHERE
        return region if plan.shows(control) else region.at_offset(_NOWHERE.offset)

    def render_line(self, y: int) -> Strip:
        """One line of it."""
        plan = self._shown = self._plan()
        drawing, width = Drawing(pens(self.app), self.at), self.content_size.width
        if y >= plan.in_sight:
            return drawing.foot_line(plan.below, y - plan.in_sight, width)
        if not plan.has_bar:
            return drawing.line(plan.layout, y, width)
        line = drawing.line(plan.layout, y + plan.top, width - 1)
        return Strip.join([line, drawing.bar(plan.in_sight, plan.layout.height, plan.top)[y]])

    def on_resize(self) -> None:
        """Keep what has the focus in sight."""
        if self.at is not None:
            self._bring_in_sight(self.at)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where what has the focus is on the screen."""
        region = self._plan().region(self.at) if self.at else None
        return self.content_region.offset + (region.offset if region else NULL_OFFSET)

    # Scrolling.

    @property
    def scrolled(self) -> int:
        """How many lines of the fields are out of sight above."""
        return self._plan().top

    def _bring_in_sight(self, control: Control) -> None:
        """Have a control in the middle of what is in sight, where it is not wholly in sight."""
        if self.size and (middle := self._plan().middle_of(control)) is not None:
            self._begin_with(middle)

    def page(self, pages: int) -> None:
        """Scroll by what is in sight."""
        self.action_scroll_by(pages * self._plan().in_sight)

    def action_scroll_by(self, lines: int) -> None:
        """Scroll by so many lines, as far as there are any."""
        self._begin_with(self.scrolled + lines)

    def _begin_with(self, line: int) -> None:
        before, self._top = self.scrolled, line
        self._top = self.scrolled
        if self._top != before:
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
        if self._editors.field is not None:
            self.heard(self._editors.field)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Pass on what is typed into several."""
        event.stop()
        if (control := self._editors.field_of(event.text_area)) is not None:
            self.heard(control)

    def on_line_input_taken(self, event: LineInput.Taken) -> None:
        """Pass on that what was offered was taken."""
        event.stop()
        if self._editors.field is not None:
            self.post_message(self.Taken(self._editors.field, event.typed))

    def _control_at(self, at: Offset) -> Control | None:
        """The control that is drawn in a cell."""
        plan = self._plan()
        for control in self.contents.stops:
            region = plan.region(control)
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
            region, line = self._plan().region(control), self._editors.line
            if isinstance(control, Field) and line and region:
                line.put_cursor(at.x - region.x)

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
        plan = self._plan()
        return plan.has_bar and at.y < plan.in_sight and at.x == self.content_size.width - 1

    def _drag(self, y: int) -> None:
        plan = self._plan()
        self._begin_with(y * plan.layout.height // max(1, plan.in_sight) - plan.in_sight // 2)
