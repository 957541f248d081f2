"""Where everything of the board lies: columns, cards and the cells they take."""

from __future__ import annotations

from msgspec import Struct
from textual.geometry import Region

from store.records import Stage

STAGES = tuple(Stage)
CARD_LINES = 3
_ROOMY = 22  # from this height on, a blank line parts the cards
_NARROW = 70  # below this width, one stage is shown at a time


class Column(Struct, frozen=True):
    """One stage's box: its left edge and its width, borders included."""

    stage: Stage
    x: int
    width: int


class Layout(Struct, frozen=True):
    """The board's geometry at one size. ``y`` counts lines from the top of the board."""

    width: int
    height: int
    current: Stage

    @property
    def single(self) -> bool:
        """Whether the board is too narrow for five columns and shows one, under tabs."""
        return self.width < _NARROW

    @property
    def top(self) -> int:
        """The line of the boxes' upper border: below the tabs where there are any."""
        return 1 if self.single else 0

    @property
    def pitch(self) -> int:
        """The lines from one card to the next."""
        return CARD_LINES + (1 if self.height >= _ROOMY else 0)

    @property
    def rows(self) -> int:
        """How many cards a column shows at once; at least one."""
        inner = self.height - self.top - 2
        return max(1, (inner + self.pitch - CARD_LINES) // self.pitch)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The boxes from left to right; spare cells go to the first ones."""
        if self.single:
            return (Column(self.current, 0, self.width),)
        each, spare = divmod(self.width, len(STAGES))
        widths = [each + (1 if index < spare else 0) for index in range(len(STAGES))]
        return tuple(
            Column(stage, sum(widths[:index]), widths[index]) for index, stage in enumerate(STAGES)
        )

    def column(self, stage: Stage) -> Column | None:
        """The box of a stage, or None while it is not shown."""
        return next((column for column in self.columns if column.stage is stage), None)

    def card_at(self, y: int) -> tuple[int, int] | None:
        """The card slot (from the top of the box) and the line within it, at a line."""
        slot, line = divmod(y - self.top - 1, self.pitch)
        return (slot, line) if 0 <= slot < self.rows and line < CARD_LINES else None

    def slot(self, column: Column, slot: int) -> Region:
        """The cells of a card slot, inside the box's borders."""
        y = self.top + 1 + slot * self.pitch
        return Region(column.x + 1, y, column.width - 2, CARD_LINES)

    def box(self, column: Column) -> Region:
        """The cells of a whole box."""
        return Region(column.x, self.top, column.width, self.height - self.top)
