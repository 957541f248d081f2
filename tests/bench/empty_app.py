"""The app that Afterword is measured against: Textual, and nothing else."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

TEXT = "Nothing but Textual"


class EmptyApp(App[None]):
    """One text on the screen."""

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static(TEXT)


if __name__ == "__main__":
    EmptyApp().run()
