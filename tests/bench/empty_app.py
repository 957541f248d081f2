"""The app that Afterword is measured against: Textual, and nothing else."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.widgets import Input, Static

TEXT = "Nothing but Textual"
ANSWER = "A key was typed"
"""What the first text becomes once ``j`` was typed."""


class Dialog(ModalScreen[None]):
    """A dialog with nothing in it."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Close")]


class InputDialog(Dialog):
    """A dialog with one field."""

    def compose(self) -> ComposeResult:
        """The field."""
        yield Input(placeholder="A field")


class EmptyApp(App[None]):
    """One text on the screen; ``o`` and ``i`` open the dialogs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("o", "dialog", "A dialog"),
        ("i", "input", "A dialog with a field"),
        ("j", "answer", "An answer"),
    ]

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static(TEXT)

    def action_dialog(self) -> None:
        """Open a dialog with nothing in it."""
        self.push_screen(Dialog())

    def action_input(self) -> None:
        """Open a dialog with a field."""
        self.push_screen(InputDialog())

    def action_answer(self) -> None:
        """Show that a key has come."""
        self.query_one(Static).update(ANSWER)


if __name__ == "__main__":
    EmptyApp().run()
