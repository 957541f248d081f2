"""Editing the words: for this card, or the template that every card uses."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Button, Static

from store.errors import AfterwordError, FieldError, reason
from store.text import clean
from tui.key_names import own_key
from tui.screens.form import FormScreen, Row
from tui.widgets.note_field import NoteField
from tui.widgets.picker import Picker

_HINT = {
    False: "Kept with this card. Days in {…} stay up to date; [brackets] are still to be filled.",
    True: "The template for all cards. [placeholders] are filled in; {…} is left out when unknown.",
}


class EditorScreen(FormScreen):
    """Edits a script. ``then`` gets the new text and whether it is the template for all cards."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "external", "Open in $EDITOR"),
    ]
    DEFAULT_CSS = """
    EditorScreen > #dialog { max-width: 100; height: 100%; max-height: 36; }
    EditorScreen #fields { height: 1fr; max-height: 100%; }
    EditorScreen #words { height: 1fr; min-height: 6; }
    EditorScreen .note { margin-bottom: 1; }
    """
    AUTO_FOCUS = "#words"
    HINTS = (("save", "save"), ("external", "open in $EDITOR"), ("leave", "leave"))

    def __init__(
        self, title: str, own_words: str, template: str, then: Callable[[str, bool], None]
    ) -> None:
        super().__init__(title)
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
        yield Button("Open in $EDITOR", id="external", compact=True)
        yield Button("Leave", id="leave", compact=True)

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
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
        if not editor.strip():
            self.say_problem("No editor is named. Set EDITOR, for example: export EDITOR=nano")
            return
        try:
            command = shlex.split(editor)
            with self.app.suspend():
                edited = _edited(command, self._field.text)
        except SuspendNotSupported:
            self.say_problem("This terminal cannot make room for another program.")
        except ValueError:
            self.say_problem(f"EDITOR is not a command that can be read: {editor}")
        else:
            if isinstance(edited, str):
                self._field.load_text(clean(edited))
            else:
                self.say_problem(f"{editor} did not work: {reason(edited)}. The text is as it was.")


def _edited(command: list[str], text: str) -> str | Exception:
    """The text after the command edited a private file that holds it, or why that failed.

    The error is given and not raised: one raised here would leave the app suspended for good.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="afterword-") as folder:
            path = Path(folder) / "words.txt"
            path.write_text(text, encoding="utf-8")
            subprocess.run([*command, str(path)], check=True)  # noqa: S603 - the person's own
            return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
    except subprocess.CalledProcessError as error:
        return AfterwordError(f"it ended with status {error.returncode}")
    except OSError as error:
        return error
