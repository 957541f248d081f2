"""Editing the words: for this card, or the template that every card uses."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.geometry import Region

from store.errors import FieldError, NotAllowedError, reason
from store.text import clean
from tui.key_names import own_key
from tui.screens.form import FormScreen
from tui.terminal.editors import edited, find_editor
from tui.widgets.form.foot import Buttons
from tui.widgets.form.parts import Button, Note, NoteField, Part, Picker, Row

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
    EditorScreen > FormView { height: 100%; }
    """
    FIRST = "words"
    WIDTH = 0
    LABEL = 10
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
        self._words = NoteField(own_words, id="words", lines=0)

    def rows(self) -> Iterable[Part]:
        """For which cards, and the words."""
        options = [(False, "this card"), (True, "all cards")]
        yield Row("Words for", Picker(options, value=False, id="scope"))
        yield Note(_HINT[False], id="hint", below=1)
        yield Row(None, self._words)

    def buttons(self) -> Iterable[Button]:
        """As in every form, and one for the person's own editor."""
        yield Button("Save", id="save", variant="primary")
        yield Button("Your editor", id="external")
        yield Button("Leave", id="leave")

    @property
    def button_look(self) -> Buttons:
        """Three of them have to stand in whatever room the words had."""
        return Buttons(gap=1, least=8)

    def on_mount(self) -> None:
        """Be there at once, where the words were."""
        super().on_mount()
        self._take_place()

    def on_resize(self) -> None:
        """Stay where the words are once they have found their new place."""
        super().on_resize()
        self.call_after_refresh(self._take_place)

    def _take_place(self) -> None:
        place = self._place()
        self.view.styles.offset = place.offset
        self.view.styles.width, self.view.styles.height = place.size

    @property
    def changed(self) -> bool:
        """Whether either text differs from what the editor was opened with."""
        self._texts[self._for_all] = self._words.value
        return any(clean(text) != clean(self._opened[key]) for key, text in self._texts.items())

    def choice_made(self) -> None:
        """Show the other text; what was typed in this one is kept."""
        for_all = bool(self.picker("scope").value)
        if for_all == self._for_all:
            return
        self._texts[self._for_all] = self._words.value
        self._for_all = for_all
        self._words.value = self._texts[for_all]
        self.note("hint").update(_HINT[for_all])

    def save(self) -> None:
        """Hand up the text that is shown."""
        if not self._words.value.strip():
            leave = own_key(EditorScreen, "leave")
            raise FieldError("words", f"There are no words. Write some, or leave with {leave}.")
        self._then(clean(self._words.value), self._for_all)

    def press(self, button: str) -> None:
        """The third button does what its key does."""
        if button == "external":
            self.action_external()
        else:
            super().press(button)

    def action_external(self) -> None:
        """Open the text in the person's own editor; where that fails, it stays as it was."""
        try:
            editor = find_editor(os.environ)
            with self.app.suspend():
                text = edited(editor.command, self._words.value, self._load)
        except SuspendNotSupported:
            self.say_problem("This terminal cannot make room for another program.")
            return
        except NotAllowedError as error:
            self.say_problem(str(error))
            return
        self._words.focus()
        name = editor.command[0]
        if isinstance(text, Exception):
            self.say_problem(f"{name} did not work: {reason(text)}. The text is as it was.")
            return
        if clean(text) != self._words.value:
            self._words.replace(clean(text))
            self.take_back()
        if editor.missing:
            self.say_problem(f"“{editor.missing}” is not there, so that was {name}.")

    def _load(self, text: str) -> None:
        self._words.value = text
