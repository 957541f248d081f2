"""Several invitations or mails arrived: which one is it about?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.key_names import own_key
from tui.lean.textual_private.drawing import LayeredScreen
from tui.widgets.card_list import CardList
from tui.widgets.frame import Frame

_NUMBERED = 9


class ArrivalsScreen(ModalScreen[None], LayeredScreen[None]):
    """Lists what arrived, each with what it would mean. ``then`` gets the place of the chosen one.

    A number chooses one of the first nine, arrows and Enter any.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"take({number - 1})", "Choose", show=False)
            for number in range(1, _NUMBERED + 1)
        ),
        Binding("escape,q", "leave", "Close"),
    ]
    DEFAULT_CSS = """
    ArrivalsScreen {
        align: center middle;
        & Frame { max-width: 92; padding: 0 1; }
        & CardList { min-height: 0; max-height: 16; }
        & .note { color: $foreground 75%; margin-bottom: 1; }
    }
    """
    AUTO_FOCUS = "CardList"

    def __init__(self, rows: Sequence[tuple[str, str]], then: Callable[[int], None]) -> None:
        super().__init__()
        self._rows = rows
        self._then = then

    def compose(self) -> ComposeResult:
        """What to do, and a row for each."""
        keys = [(own_key(CardList, "choose"), "open"), (own_key(ArrivalsScreen, "leave"), "leave")]
        with Frame(f"Which of the {len(self._rows)}?", keys):
            yield Static(
                "It opens in a form; nothing is saved yet.",
                classes="note",
                markup=False,
            )
            yield CardList()

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one(CardList)
        texts = [_row(place, *row) for place, row in enumerate(self._rows)]
        rows.show(lambda _: texts, len(texts))

    def on_card_list_chosen(self, event: CardList.Chosen) -> None:
        """Enter takes the row that the bar is on."""
        self.action_take(event.index)

    def action_take(self, place: int) -> None:
        """Hand up the one in this place.

        Raises:
            SkipAction: There is none.
        """
        if place >= len(self._rows):
            raise SkipAction
        self.dismiss()
        self._then(place)

    def action_leave(self) -> None:
        """Leave with nothing taken."""
        self.dismiss()


def _row(place: int, what: str, means: str) -> Content:
    number = f"{place + 1}" if place < _NUMBERED else " "
    return Content.assemble(
        (f"{number}  ", "bold $accent"), what, (f"  {means}", "$foreground 70%")
    )
