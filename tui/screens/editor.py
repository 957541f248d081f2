"""Editing the words: for this card, or the template that every card uses."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Button, Static, TextArea

from store.errors import FieldError, NotAllowedError, reason
from store.text import clean
from tui.key_names import own_key
from tui.screens.form import FormScreen, Row
from tui.terminal.editors import edited, find_editor
from tui.widgets.note_field import NoteField
from tui.widgets.picker import Picker

_HINT = {
    False: "Kept with this card. Days in {…} stay up to date; [brackets] are still to be filled.",
    True: "The template for all cards. [placeholders] are filled in; {…} is left out when unknown.",
}


class EditorScreen(FormScreen):
    """Edits a script where it is read.

    Args:
        title: What the script is called.
        own_words: The words for this card.
        template: The template for all cards.
        place: Gives where the words are on the screen: the editing takes that place.
        then: Gets the new text and whether it is the template.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "external", "Open in your editor"),
    ]
    DEFAULT_CSS = """
    EditorScreen { align: left top; }
    EditorScreen > #dialog { max-width: 100%; height: 100%; }
    EditorScreen #fields { height: 1fr; max-height: 100%; }
    EditorScreen Row .label { width: auto; }
    EditorScreen #words { height: 1fr; min-height: 6; }
    EditorScreen .note { margin-bottom: 1; }
    EditorScreen #buttons Button { margin: 0 1; min-width: 8; }
    """
    AUTO_FOCUS = "#words"
    HINTS = (("save", "save"), ("external", "editor"), ("leave", "leave"))

    def __init__(
        self,
        title: str,
        own_words: str,
        template: str,
        place: Callable[[], Region],
        then: Callable[[str, bool], None],
    ) -> None:
        super().__init__(title)
        self._place = place
        self._opened = {False: own_words, True: template}
        self._texts = dict(self._opened)
        self._then = then
        self._for_all = False

    def rows(self) -> Iterable[Widget]:
        """For which cards, and the words."""
        options = [(False, "this card"), (True, "all cards")]
        yield Row("Words for", Picker(options, value=False, id="scope"))
        yield Static(_HINT[False], classes="note", id="hint", markup=False)
        yield NoteField(self._texts[False], id="words")

    def buttons(self) -> Iterable[Button]:
        """As in every form, and one for the person's own editor."""
        yield Button("Save", id="save", variant="primary", compact=True)
        yield Button("Your editor", id="external", compact=True)
        yield Button("Leave", id="leave", compact=True)

    def on_mount(self) -> None:
        """Be there at once, where the words were."""
        super().on_mount()
        self._take_place()

    def on_resize(self) -> None:
        """Stay where the words are once they have found their new place."""
        self.call_after_refresh(self._take_place)

    def _take_place(self) -> None:
        place, dialog = self._place(), self.query_one("#dialog", Vertical)
        dialog.styles.offset = place.offset
        dialog.styles.width, dialog.styles.height = place.size

    @property
    def changed(self) -> bool:
        """Whether either text differs from what the editor was opened with."""
        self._texts[self._for_all] = self._field.text
        return any(clean(text) != clean(self._opened[key]) for key, text in self._texts.items())

    @property
    def _field(self) -> NoteField:
        return self.query_one("#words", NoteField)

    def choice_made(self) -> None:
        """Show the other text; what was typed in this one is kept."""
        for_all = bool(self.query_one("#scope", Picker).value)
        if for_all == self._for_all:
            return
        self._texts[self._for_all] = self._field.text
        self._for_all = for_all
        self._field.load_text(self._texts[for_all])
        self.query_one("#hint", Static).update(_HINT[for_all])

    def save(self) -> None:
        """Hand up the text that is shown."""
        if not self._field.text.strip():
            leave = own_key(EditorScreen, "leave")
            raise FieldError("words", f"There are no words. Write some, or leave with {leave}.")
        self._then(clean(self._field.text), self._for_all)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The third button does what its key does."""
        if event.button.id == "external":
            self.action_external()

    def action_external(self) -> None:
        """Open the text in the person's own editor; where that fails, it stays as it was."""
        try:
            editor = find_editor(os.environ)
            with self.app.suspend():
                text = edited(editor.command, self._field.text, self._field.load_text)
        except SuspendNotSupported:
            self.say_problem("This terminal cannot make room for another program.")
            return
        except NotAllowedError as error:
            self.say_problem(str(error))
            return
        self._field.focus()
        name = editor.command[0]
        if isinstance(text, Exception):
            self.say_problem(f"{name} did not work: {reason(text)}. The text is as it was.")
            return
        if clean(text) != self._field.text:
            with self._field.prevent(TextArea.Changed):  # told at once, before what is said below
                self._field.replace(clean(text), (0, 0), self._field.document.end)
            self._field.move_cursor((0, 0))
            self.on_text_area_changed()
        if editor.missing:
            self.say_problem(f"“{editor.missing}” is not there, so that was {name}.")
