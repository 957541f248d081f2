"""What opens over the board is imported while nobody types, not once its key was pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from time import monotonic
from typing import Any

from textual.app import App
from textual.timer import Timer

SOON: Sequence[str] = (
    "textual.scrollbar",
    "tui.widgets.form.parts",
    "tui.widgets.form.editors",
    "tui.widgets.form.drawing",
    "tui.widgets.form.view",
    "store.words.understood",
    "tui.screens.form",
    "tui.screens.question",
    "store.forms.answer",
    "store.words.met",
    "tui.screens.answer",
    "store.search.known",
    "store.forms.done",
    "tui.screens.person_fields",
    "tui.screens.card_form",
    "tui.screens.words",
    "tui.screens.palette",
    "tui.actions.palette",
    "tui.widgets.page",
    "tui.screens.help",
    "tui.widgets.card_list",
    "store.words.facts",
    "tui.screens.archive",
    "tui.screens.note",
    "tui.screens.snooze",
    "tui.screens.skip",
    "tui.screens.copy",
    "tui.screens.log",
    "tui.screens.call",
    "store.forms.settings",
    "tui.screens.me_form",
)
"""What is imported, in order: what is wanted most comes first, and what it needs before it.

All of it holds about two megabytes. What makes a QR code holds two more; like the statistics,
which open soon enough without, it is left for those who want it.
"""

_REST = 0.4  # seconds without a key before anything is imported
_BETWEEN = 0.06  # seconds from one module to the next, in which a key is answered


class Ahead:
    """Imports one module after the other while the app has nothing else to do.

    Args:
        app: Whose timer it uses.
        typed_at: When the last key came, as :func:`time.monotonic` counts.
        modules: The names of what to import.
    """

    def __init__(
        self, app: App[Any], typed_at: Callable[[], float], modules: Sequence[str] = SOON
    ) -> None:
        self._app = app
        self._typed_at = typed_at
        self._left: Iterator[str] = iter(modules)
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Import them from now on, whenever no key has come for a while."""
        self._timer = self._app.set_interval(_BETWEEN, self._next)

    def _next(self) -> None:
        if monotonic() - self._typed_at() < _REST:
            return
        name = next(self._left, None)
        if name is not None:
            import_module(name)
        elif self._timer is not None:
            self._timer.stop()
