"""What every form and question has in common: rows of fields, saving, and leaving safely."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import ClassVar

from pendulum import DateTime
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer

from store import say
from store.clock import local
from store.errors import AfterwordError, FieldError, UnreadableError, WrongTimeError
from store.records import HalfTyped
from tui.desk.resumable import Resumable
from tui.key_names import own_key, own_keys
from tui.lean.textual_private.drawing import LayeredScreen
from tui.widgets.form.contents import Contents
from tui.widgets.form.foot import Buttons
from tui.widgets.form.layout import LABEL
from tui.widgets.form.parts import AnyPicker, Button, Control, Field, Note, Part, Picker, Row, Text
from tui.widgets.form.view import FormView

WHEN = "now, or yesterday 16:30"
"""What stands in an empty field that asks when something was done."""

_REST = 0.25  # seconds without a key before a field is read: reading may load a library


class FormScreen(Resumable, ModalScreen[None], LayeredScreen[None]):
    """A dialog with fields. What was typed is kept until it is saved or given up twice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "Save"),
        Binding("escape", "leave", "Leave"),
        # Priority: keys that arrive in one burst must meet the field that the key before chose.
        Binding("tab", "go_on", "Next field", show=False, priority=True),
        Binding("shift+tab", "go_back", "Previous field", show=False, priority=True),
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
    DEFAULT_CSS = "FormScreen { align: center middle; }"
    AUTO_FOCUS = ""  # the view has the focus, or an editor in it
    FIRST = ""
    """The name of the control that has the focus at first; "" for the first of all."""
    WIDTH = 92
    """Cells that it takes at most; 0 for any number."""
    LABEL = LABEL
    """Cells of the labels' column."""
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
        self._view: FormView | None = None

    @property
    def view(self) -> FormView:
        """What draws the form."""
        if self._view is None:
            self._view = FormView(
                list(self.rows()),
                list(self.buttons()),
                look=self.button_look,
                label=self.LABEL,
            )
        return self._view

    def compose(self) -> ComposeResult:
        """The dialog: fields, a line for problems, buttons."""
        view = self.view
        if self.WIDTH:
            view.styles.max_width = self.WIDTH
        view.border_title = Content(self._title)  # text, never markup
        view.start_at(self.control(self.FIRST) if self.FIRST else self.stops[0])
        view.border_subtitle = self.hint()
        yield view

    def rows(self) -> Iterable[Part]:
        """The rows of fields, from top to bottom."""
        raise NotImplementedError

    def buttons(self) -> Iterable[Button]:
        """The buttons under the fields."""
        yield Button(self.SAVE_LABEL, id="save", variant="primary")
        yield Button("Leave", id="leave")

    @property
    def button_look(self) -> Buttons:
        """How the buttons stand."""
        return Buttons()

    def save(self) -> None:
        """Take what was typed. Raises an AfterwordError to keep the form open with its text."""
        raise NotImplementedError

    @property
    def at(self) -> Control | None:
        """The control that has the focus."""
        return self.view.at

    @property
    def is_on_save(self) -> bool:
        """Whether the next Enter presses the button that saves."""
        return isinstance(self.at, Button) and self.at.id == "save"

    @property
    def contents(self) -> Contents:
        """All that is in the form, by name."""
        return self.view.contents

    def has(self, name: str) -> bool:
        """Whether there is a control of that name."""
        return self.contents.has(name)

    def control(self, name: str) -> Control:
        """The control of that name; a LookupError is raised where there is none."""
        return self.contents.control(name)

    def field(self, name: str) -> Text:
        """The field of that name, of one line or of several; raises as :meth:`control`."""
        return self.contents.field(name)

    def picker(self, name: str) -> AnyPicker:
        """The choice of that name; raises as :meth:`control`."""
        return self.contents.picker(name)

    def note(self, name: str) -> Note:
        """The note of that name; raises as :meth:`control`."""
        return self.contents.note(name)

    def text(self, field: str) -> str:
        """What is typed in a field."""
        return self.field(field).value

    def typed(self) -> dict[str, str]:
        """What stands in the fields, by name, so that :meth:`fill` can put it back."""
        return self.contents.typed()

    def fill(self, fields: dict[str, str]) -> None:
        """Put back what was typed; a field that the form does not have is passed over."""
        for each in self.contents.controls:
            number = fields.get(each.id, "")
            if isinstance(each, Picker) and number.isdecimal():
                each.choose(int(number) - 1)
        self.choice_made()
        for each in self.contents.controls:
            if isinstance(each, Text):
                each.value = fields.get(each.id, each.value)
        self.echo()

    def bring_back(self, half: HalfTyped, now: DateTime) -> None:
        """Put back what was typed before the program had to end, and say so."""
        self.fill(half.fields)
        self._brought_back = f"You were typing this {say.moment(local(half.left, now))} · "
        self._show_hint()

    def hint(self) -> str:
        """What the lower border says of the keys, as they act where the focus is."""
        if self._asks_one_line and not isinstance(self.at, Button):
            enter, save = (own_key(FormScreen, action) for action in ("next_field", "save"))
            return f"{enter} or {save} save · {own_keys(FormScreen, ('leave', 'leave'))}"
        on_line = self.at is None or isinstance(self.at, Field | Picker)
        next_field = "next_field" if on_line else "go_on"
        return own_keys(
            type(self),
            *(
                (next_field if action == "next_field" else action, word)
                for action, word in self.HINTS
            ),
        )

    def on_form_view_went(self) -> None:
        """The keys act differently in a field and on a button."""
        self._show_hint()

    def _show_hint(self) -> None:
        hint = self._brought_back + self.hint()
        if hint != self.view.border_subtitle:  # setting it repaints the border
            self.view.border_subtitle = hint

    @property
    def _asks_one_line(self) -> bool:
        """Whether all that is asked for is one line, so that Enter in it can only mean to save."""
        first, *others = self.contents.stops
        return isinstance(first, Field) and all(isinstance(each, Button) for each in others)

    def say_problem(self, text: str) -> None:
        """Show a line under the fields; "" hides it."""
        self.view.say_problem(text)

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
        row = self.contents.row(field)
        if row is None or not row.display:
            self.say_problem(reason)
        else:
            row.refuse(reason)
            self._refused = row
        if row is not None:
            row.control.focus()

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
        if not isinstance(self.at, Picker):
            raise SkipAction
        if self.at.choose(index):
            self.choice_made()

    def action_page(self, pages: int) -> None:
        """Scroll the fields by what is in sight of them."""
        self.view.page(pages)

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
        buttons = list(self.contents.buttons)
        if isinstance(self.at, Button) and self.at in buttons:
            place = buttons.index(self.at) + step
            buttons[max(0, min(place, len(buttons) - 1))].focus()

    @property
    def stops(self) -> list[Control]:
        """What Tab goes to, one after the other."""
        return self.contents.stops

    async def action_go_on(self) -> None:
        """On to what stands next."""
        await self.all_typed()
        self.go(1)

    async def action_go_back(self) -> None:
        """Back to what stands before."""
        await self.all_typed()
        self.go(-1)

    def go(self, steps: int) -> None:
        """Put the focus on what stands so many places further on, round the ends."""
        stops = self.stops
        place = stops.index(self.at) if self.at in stops else -1
        stops[(place + steps) % len(stops)].focus()

    async def all_typed(self) -> None:
        """Wait until the editor has what was typed.

        Keys may come in one burst: those before this one may wait in it, unread as yet.
        """
        is_read = asyncio.Event()
        if self.focused is not None and self.focused.call_later(is_read.set):
            await is_read.wait()

    async def action_next_field(self) -> None:
        """Enter goes on to the next field, so nothing is saved by accident; the only one it saves.

        Raises:
            SkipAction: On a button, or in a field of several lines, Enter does what it does there.
        """
        if not isinstance(self.at, Field | Picker):
            raise SkipAction
        if self._asks_one_line:
            await self.all_typed()
            self.action_save()
        else:
            await self.action_go_on()

    def on_mount(self) -> None:
        """Echo what is in the fields already, and have the first one focused."""
        self.echo()
        if self.at is not None:
            self.at.focus()

    def on_resize(self) -> None:
        """Have the buttons stand as there is room for them."""
        self.view.restyle_buttons(self.button_look)

    def take_back(self) -> None:
        """Typing takes back the warning about leaving, and what was said to be wrong."""
        self._warned = False
        self._take_back()

    def on_form_view_chosen(self) -> None:
        """A choice takes them back as well."""
        self.take_back()
        self.choice_made()

    def on_form_view_typed(self, event: FormView.Typed) -> None:
        """Typing in a line does too, and is echoed once it rests."""
        self.take_back()
        if not isinstance(event.field, Field):
            return
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
        if row := self.contents.row(field):
            return row
        raise LookupError(field)

    def try_echo(self, field: str, read: Callable[[], str]) -> None:
        """Show beside a field what ``read`` makes of it, or what it says is wrong.

        What is wrong in another field of the form stands beside that one.
        """
        try:
            self.row(field).echo(read())
        except UnreadableError as error:
            is_elsewhere = isinstance(error, FieldError) and error.field != field
            self.row(field).echo("" if is_elsewhere else str(error), wrong=True)

    def on_form_view_pressed(self, event: FormView.Pressed) -> None:
        """The buttons do what the keys do."""
        self.press(event.button.id)

    def press(self, button: str) -> None:
        """Do what a button is for."""
        if button == "save":
            self.action_save()
        elif button == "leave":
            self.action_leave()
