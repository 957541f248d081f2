"""Which part of the words to copy: one key chooses it, and that is all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store.words.deliver.parts import Copied, Part
from tui.fitting import fit
from tui.key_names import own_key
from tui.lean.textual_private.drawing import LayeredScreen
from tui.widgets.frame import Frame

_MOST = 52  # cells of a part that are shown: what is left beside its name at 80 columns
_LABELS = {Part.ALL: "all: To, Subject and the text"}


class CopyScreen(ModalScreen[None], LayeredScreen[None]):
    """Lists the parts with their numbers. ``then`` gets the one whose number was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(key), f"take({key})", "Copy", show=False) for key, _ in enumerate(Part, 1)),
        Binding("escape,q", "leave", "Close"),
        Binding("C", "leave", "Close", show=False, id="copy-part"),
    ]
    DEFAULT_CSS = """
    CopyScreen {
        align: center middle;
        & Frame { max-width: 76; padding: 1 2; }
        & Static { height: auto; }
    }
    """

    def __init__(self, offered: Sequence[Copied], then: Callable[[Copied], None]) -> None:
        super().__init__()
        self._offered = {each.key: each for each in offered}
        self._then = then

    def compose(self) -> ComposeResult:
        """A number, a name, and how the text begins, for each part."""
        with Frame("Copy which part?", [(own_key(CopyScreen, "leave"), "leave")]):
            yield Static(Content("\n").join(map(_row, self._offered.values())), markup=False)

    def action_take(self, key: int) -> None:
        """Hand up the part with this number.

        Raises:
            SkipAction: There is none.
        """
        if key not in self._offered:
            raise SkipAction
        self.dismiss()
        self._then(self._offered[key])

    def action_leave(self) -> None:
        """Leave with nothing copied."""
        self.dismiss()


def _row(each: Copied) -> Content:
    label = _LABELS.get(each.part) or str(each.part).removeprefix("the ")
    shown = "" if each.part is Part.ALL else fit(each.text, _MOST).rstrip()
    return Content.assemble(
        (f"{each.key}  ", "bold $accent"), f"{label:<14} ", (shown, "$foreground 70%")
    )
