"""What every form and question has in common: rows of fields, saving, and leaving safely."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from pendulum import DateTime
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from store import say
from store.clock import local
from store.errors import AfterwordError, FieldError, UnreadableError, WrongTimeError
from store.records import HalfTyped
from tui.desk.resumable import Resumable
from tui.key_names import own_key, own_keys
from tui.lean.textual_private import LayeredScreen
from tui.widgets.picker import Picker

WHEN = "now, or yesterday 16:30"
"""What stands in an empty field that asks when something was done."""

_REST = 0.25  # seconds without a key before a field is read: reading may load a library


class Row(Container):
    """A label, its control, and an echo: how the text was understood, or what is wrong with it.

    The echo stands beside the control; in a narrow window, and where one of several values is
    chosen, below it: beside it, it would break their line.
    """

    DEFAULT_CSS = """
    Row {
        height: auto; layout: horizontal;
        & > Horizontal { height: auto; width: 1fr; }
        & .label { width: 15; color: $foreground 75%; padding-right: 1; text-align: right; }
        & > .echo { width: 36; padding-left: 1; color: $success; display: none; }
        & > .echo.-wrong { color: $error; }
        & > .echo.-source { width: auto; max-width: 36; }
        &.-echoing > .echo { display: block; }
        &.-below { layout: vertical; }
        &.-below > .echo { width: 1fr; padding-left: 16; }
        &:ansi:focus-within .label { text-style: bold underline; }
    }
    """

    def __init__(self, label: str, control: Widget) -> None:
        super().__init__(Horizontal(Static(label, classes="label", markup=False), control))
        self._is_choice = isinstance(control, Picker)
        self._echo = Static("", classes="echo", markup=False)
        self._understood = ("", False)
        self._refused = ""
        self._source = ""

    def compose(self) -> ComposeResult:
        """The echo comes last."""
        yield self._echo

    def echo(self, text: str, *, wrong: bool = False) -> None:
        """Show how the text was understood; "" shows nothing. A refusal stays before it."""
        if (text, wrong) != self._understood:
            self._understood = (text, wrong)
            self._draw()

    def refuse(self, reason: str) -> None:
        """Show why it was not saved; "" takes that back, and shows the echo again."""
        self._refused = reason
        self._draw()

    def came_from(self, source: str) -> None:
        """Show, below how it was understood, where the text was read; "" shows nothing."""
        if source != self._source:
            self._source = source
            self._draw()

    def _draw(self) -> None:
        text, is_wrong = (self._refused, True) if self._refused else self._understood
        source = "" if is_wrong else self._source
        parts = [Content(text)] if text else []
        if source:
            parts.append(Content.styled(source, "$foreground 65%"))
        self._echo.update(Content("\n").join(parts))
        self._echo.set_class(is_wrong, "-wrong")
        self._echo.set_class(bool(source and not text), "-source")
        self.set_class(bool(parts), "-echoing")
        self.set_class(self._is_choice and bool(text), "-below")


class FormScreen(Resumable, ModalScreen[None], LayeredScreen[None]):
    """A dialog with fields. What was typed is kept until it is saved or given up twice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "Save"),
        Binding("escape", "leave", "Leave"),
        # Priority: keys that arrive in one burst must meet the field that the key before chose.
        Binding("tab", "app.focus_next", "Next field", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", "Previous field", show=False, priority=True),
        Binding("enter", "next_field", "Next field", show=False, priority=True),
        Binding("left", "beside(-1)", "The button before", show=False),
        Binding("right", "beside(1)", "The button after", show=False),
        # From the buttons, too, which are not in what scrolls.
        Binding("pageup", "page(-1)", "A page up", show=False),
        Binding("pagedown", "page(1)", "A page down", show=False),
        *(
            Binding(str(number), f"choose({number - 1})", "Choose", show=False, priority=True)
            for number in range(1, 10)
        ),
    ]
    DEFAULT_CSS = """
    FormScreen { align: center middle; }
    FormScreen > #dialog {
        width: 100%; max-width: 92; height: auto; max-height: 100%;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $foreground 70%;
        background: $background; padding: 0 1;
    }
    FormScreen #fields { height: auto; max-height: 100%; }
    FormScreen #foot { height: auto; dock: bottom; }
    FormScreen #problem { height: auto; color: $error; padding: 0 1; display: none; }
    FormScreen #problem.-shown { display: block; }
    FormScreen #buttons { height: 2; padding-top: 1; align-horizontal: center; }
    FormScreen #buttons Button { margin: 0 2; }
    FormScreen .section { color: $accent; text-style: bold; margin-top: 1; }
    FormScreen .note { color: $foreground 75%; }
    FormScreen.-narrow Row { layout: vertical; }
    FormScreen.-narrow Row > .echo { width: 1fr; padding-left: 16; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-roomy")]  # noqa: RUF012 - as Textual has it
    SAVE_LABEL = "Save"
    HINTS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("next_field", "next"),
        ("save", "save"),
        ("leave", "leave"),
    )
    """The actions that the lower border names with their keys, each with a word.

    Going on to the next field is named by the key that does it where the focus is.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._warned = False
        self._rest: Timer | None = None
        self._brought_back = ""
        self._refused: Row | None = None

    def compose(self) -> ComposeResult:
        """The dialog: fields, a line for problems, buttons."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = Content(self._title)  # text, never markup
            dialog.border_subtitle = self.hint()
            with VerticalScroll(id="fields", can_focus=False):
                yield from self.rows()
            with Vertical(id="foot"):
                yield Static("", id="problem", markup=False)
                with Horizontal(id="buttons"):
                    yield from self.buttons()

    def rows(self) -> Iterable[Widget]:
        """The rows of fields, from top to bottom."""
        raise NotImplementedError

    def buttons(self) -> Iterable[Button]:
        """The buttons under the fields."""
        yield Button(self.SAVE_LABEL, id="save", variant="primary", compact=True)
        yield Button("Leave", id="leave", compact=True)

    def save(self) -> None:
        """Take what was typed. Raises an AfterwordError to keep the form open with its text."""
        raise NotImplementedError

    def text(self, field: str) -> str:
        """What is typed in a field."""
        return self.query_one(f"#{field}", Input).value

    def typed(self) -> dict[str, str]:
        """What stands in the fields, by name, so that :meth:`fill` can put it back."""
        typed = {each.id: each.value for each in self.query(Input) if each.id}
        typed |= {each.id: each.text for each in self.query(TextArea) if each.id}
        typed |= {each.id: each.number for each in self.query(Picker) if each.id}
        return typed

    def fill(self, fields: dict[str, str]) -> None:
        """Put back what was typed; a field that the form does not have is passed over."""
        for picker in self.query(Picker):
            if (number := fields.get(picker.id or "", "")).isdecimal():
                picker.choose(int(number) - 1)
        self.choice_made()
        for line in self.query(Input):
            line.value = fields.get(line.id or "", line.value)
        for area in self.query(TextArea):
            area.load_text(fields.get(area.id or "", area.text))
        self.echo()

    def bring_back(self, half: HalfTyped, now: DateTime) -> None:
        """Put back what was typed before the program had to end, and say so."""
        self.fill(half.fields)
        self._brought_back = f"You were typing this {say.moment(local(half.left, now))} · "
        self._show_hint()

    def hint(self) -> str:
        """What the lower border says of the keys, as they act where the focus is."""
        if self._asks_one_line and not isinstance(self.focused, Button):
            enter, save = (own_key(FormScreen, action) for action in ("next_field", "save"))
            return f"{enter} or {save} save · {own_keys(FormScreen, ('leave', 'leave'))}"
        on_line = self.focused is None or isinstance(self.focused, Input | Picker)
        next_field = "next_field" if on_line else "app.focus_next"
        return own_keys(
            type(self),
            *(
                (next_field if action == "next_field" else action, word)
                for action, word in self.HINTS
            ),
        )

    def on_descendant_focus(self) -> None:
        """The keys act differently in a field and on a button."""
        self._show_hint()

    def _show_hint(self) -> None:
        self.query_one("#dialog").border_subtitle = self._brought_back + self.hint()

    @property
    def _asks_one_line(self) -> bool:
        """Whether all that is asked for is one line, so that Enter in it can only mean to save."""
        asked = [each for each in self.query("#fields *") if each.can_focus and _is_shown(each)]
        return len(asked) == 1 and isinstance(asked[0], Input)

    def say_problem(self, text: str) -> None:
        """Show a line under the fields; "" hides it."""
        line = self.query_one("#problem", Static)
        line.update(Content(text))
        line.set_class(bool(text), "-shown")

    def action_save(self) -> None:
        """Save and leave, or say what is in the way and go there."""
        self._take_back()
        try:
            self.save()
        except FieldError as error:
            self._refuse(error.field, str(error))
        except WrongTimeError as error:
            self._refuse("when", str(error))
        except AfterwordError as error:
            self.say_problem(str(error))
        else:
            self.dismiss()

    def _refuse(self, field: str, reason: str) -> None:
        """Say beside a field why it is not saved, and go there; what is not shown has no beside."""
        found = self.query(f"#{field}")
        row = self._row_of(field) if found else None
        if row is None or not row.display:
            self.say_problem(reason)
        else:
            row.refuse(reason)
            self._refused = row
        if found:
            found.first().focus()

    def _take_back(self) -> None:
        """Say no more what was wrong."""
        self.say_problem("")
        if self._refused:
            self._refused.refuse("")
            self._refused = None

    def action_choose(self, index: int) -> None:
        """A digit chooses the value with that number.

        Raises:
            SkipAction: The focus is not on a picker, so the digit is text.
        """
        if not isinstance(self.focused, Picker):
            raise SkipAction
        if self.focused.choose(index):
            self.choice_made()

    def action_page(self, pages: int) -> None:
        """Scroll the fields by what is in sight of them."""
        fields = self.query_one("#fields", VerticalScroll)
        fields.scroll_relative(y=pages * fields.size.height, animate=False)

    def choice_made(self) -> None:
        """Follow a choice; a form whose other fields depend on one says how."""

    def action_leave(self) -> None:
        """Leave; with something typed, only when asked twice."""
        if self.changed and not self._warned:
            self._warned = True
            key = own_key(FormScreen, "leave")  # the one that leaves a field, too
            self.say_problem(f"This is not saved yet. Press {key} again to leave without saving.")
            return
        self.dismiss()

    def action_beside(self, step: int) -> None:
        """From a button to the one beside it."""
        buttons = list(self.query("#buttons Button"))
        if self.focused in buttons:
            place = buttons.index(self.focused) + step
            self.set_focus(buttons[max(0, min(place, len(buttons) - 1))])

    async def action_next_field(self) -> None:
        """Enter goes on to the next field, so nothing is saved by accident; the only one it saves.

        Raises:
            SkipAction: On a button, or in a field of several lines, Enter does what it does there.
        """
        if not isinstance(self.focused, Input | Picker):
            raise SkipAction
        if self._asks_one_line:
            self.action_save()
        else:
            self.focus_next()

    def on_mount(self) -> None:
        """Echo what is in the fields already."""
        self.echo()

    def on_text_area_changed(self) -> None:
        """Typing takes back the warning about leaving, and what was said to be wrong."""
        self._warned = False
        self._take_back()

    def on_picker_changed(self) -> None:
        """A choice takes them back as well."""
        self.on_text_area_changed()
        self.choice_made()

    def on_input_changed(self) -> None:
        """Typing in a line does too, and is echoed once it rests."""
        self.on_text_area_changed()
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(_REST, self.echo)

    def echo(self) -> None:
        """Show beside the fields how they are understood; a form that has such fields says how."""

    def row(self, field: str) -> Row:
        """The row that a field is in.

        Raises:
            LookupError: It is in none.
        """
        if row := self._row_of(field):
            return row
        raise LookupError(field)

    def _row_of(self, field: str) -> Row | None:
        above = self.query_one(f"#{field}").ancestors
        return next((each for each in above if isinstance(each, Row)), None)

    def try_echo(self, field: str, read: Callable[[], str]) -> None:
        """Show beside a field what ``read`` makes of it, or what it says is wrong.

        What is wrong in another field of the form stands beside that one.
        """
        try:
            self.row(field).echo(read())
        except UnreadableError as error:
            is_elsewhere = isinstance(error, FieldError) and error.field != field
            self.row(field).echo("" if is_elsewhere else str(error), wrong=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The two buttons do what the keys do."""
        if event.button.id == "save":
            self.action_save()
        elif event.button.id == "leave":
            self.action_leave()


def _is_shown(widget: Widget) -> bool:
    return all(each.display for each in widget.ancestors_with_self)
