"""Where everything of the board lies: columns, cards and the cells they take.

It goes by what the cards say and by the board's size, never by where the cursor is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from msgspec import Struct
from rich.cells import cell_len

from store.records import Stage
from store.rules.board import Entry
from store.rules.stages import TITLES
from tui.fitting import wrap
from tui.widgets.board_cards import BETWEEN, PLAIN, SMALLEST, text_of

STAGES = tuple(Stage)
SIDES = 3  # cells of a column beside its cards' text: two borders and the cursor's bar
MEANINGS = {
    Stage.THANK_YOU: "You talked. Thank them within a day.",
    Stage.WAITING: "Thanked. Their time is running.",
    Stage.EMAILED: "One short email is sent.",
    Stage.CALLED: "You called. Give them a few days.",
    Stage.MOVED_ON: "Let go, with your head high.",
}
"""What is said in an empty column."""

Columns = Mapping[Stage, Sequence[Entry]]
Widths = Mapping[Stage, int]

WIDE = 110
"""From so many columns of a window on, the panel stands beside the board, else below it."""

_BESIDE_BOARD = 40  # the fewest columns of a panel there
_NARROW = 70  # below this width, one stage is shown at a time
_ROOMY = 20  # from so many lines on, a blank line parts the cards, or a name has a second line
_LOW = 12  # with fewer lines, many cards have two lines each
_BESIDE = 24  # from so many cells of text on too: the role has room beside the due word
_LEAST = 10 + SIDES  # the narrowest that a column gets
_MOST = 40 + SIDES  # the widest that one is made for its names' sake
_DUE = 13  # cells of the longest due words, with their sign
_FEW = 3  # cells of names that a change may leave out before all columns get other widths
_LOOKED_AT = 40  # so many cards of a column say how wide it should be: the ones that come first
_MOST_OF, _ALL_OF = 11, 21  # the board's part of the lines that it shares, at most
_SHORTEST = 7  # lines of a board that has little to show


class Box(NamedTuple):
    """Some cells of the board: their first column and line, how many columns, and how many lines.

    It can be taken for a region of Textual's, of which nothing else is needed here.
    """

    x: int
    y: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """The line below the last one."""
        return self.y + self.height


class Slot(Struct, frozen=True):
    """The lines that a card takes, counted from the first one inside its box."""

    top: int
    height: int


class Column(Struct, frozen=True):
    """One stage's box: its left edge and its width, borders included, and the places for cards."""

    stage: Stage
    x: int
    width: int
    slots: tuple[Slot, ...]

    @property
    def rows(self) -> int:
        """How many cards it shows at once; at least one."""
        return max(1, len(self.slots))

    def scrolled(self, first: int, row: int, count: int) -> int:
        """The first of so many cards to show, with the one in ``row`` among those in sight.

        That is ``first`` as long as it will do.
        """
        return min(max(first, row - self.rows + 1), row, max(0, count - self.rows))


class Layout(Struct, frozen=True):
    """The board's geometry at one size. ``y`` counts lines from the top of the board."""

    width: int
    height: int
    top: int
    columns: tuple[Column, ...]

    @property
    def single(self) -> bool:
        """Whether the board is too narrow for five columns and shows one, under tabs."""
        return is_single(self.width)

    def column(self, stage: Stage) -> Column | None:
        """The box of a stage, or None while it is not shown."""
        return next((column for column in self.columns if column.stage is stage), None)

    def card_at(self, column: Column, y: int) -> tuple[int, int] | None:
        """The card's place (from the top of the box) and the line within it, at a line."""
        inside = y - self.top - 1
        for index, slot in enumerate(column.slots):
            if slot.top <= inside < slot.top + slot.height:
                return index, inside - slot.top
        return None

    def slot(self, column: Column, index: int) -> Box:
        """The cells of a card's place, inside the box's borders."""
        slot = column.slots[index]
        return Box(column.x + 1, self.top + 1 + slot.top, column.width - 2, slot.height)

    def box(self, column: Column) -> Box:
        """The cells of a whole box."""
        return Box(column.x, self.top, column.width, self.height - self.top)


def beside(width: int) -> int:
    """The columns that the board has in a window where the panel stands beside it."""
    return min(width * 2 // 3, width - _BESIDE_BOARD)


def most_lines(room: int) -> int:
    """The lines that the board takes at most, of so many that it shares with the panel."""
    return room * _MOST_OF // _ALL_OF


def is_single(width: int) -> bool:
    """Whether a board of this width has room for one column only."""
    return width < _NARROW


def lay_out(
    width: int,
    height: int,
    columns: Columns,
    whole: Columns,
    current: Stage,
    *,
    kept: Widths | None = None,
) -> Layout:
    """Where everything lies on a board of this size.

    Args:
        width: In cells.
        height: In lines.
        columns: The cards that are shown.
        whole: All cards, by which the widths go, so that they stay while some are left out.
        current: The stage that is shown where there is room for one only.
        kept: The widths until now, which stay while they do.
    """
    top = 1 if is_single(width) else 0
    inner = height - top - 2
    x, made = 0, []
    for stage, each in widths(width, inner, whole, current, kept=kept).items():
        made.append(Column(stage, x, each, slots(columns[stage], each - SIDES, inner)))
        x += each
    return Layout(width, height, top, tuple(made))


def wanted_height(
    width: int, most: int, columns: Columns, whole: Columns, *, kept: Widths | None = None
) -> int:
    """The lines that the fullest column needs for all its names whole; ``most`` at most."""
    top = 1 if is_single(width) else 0
    sides = top + 2
    needed = 0
    for stage in STAGES:
        each = widths(width, most - sides, whole, stage, kept=kept)[stage]
        lines = _lines(columns[stage], each - SIDES, most)
        needed = max(needed, lines or len(wrap(MEANINGS[stage], each - SIDES)))
    return min(most, max(_SHORTEST, needed + sides))


def _lines(held: Sequence[Entry], width: int, most: int) -> int:
    """The lines of so many of the cards as it takes to have ``most``, or of all of them."""
    lines = 0
    for entry in islice(held, most):
        lines += text_of(entry).lines(width)
        if lines >= most:
            break
    return lines


def widths(
    width: int, inner: int, whole: Columns, current: Stage, *, kept: Widths | None = None
) -> Widths:
    """The width of each column that is shown, in cells; together they fill the board.

    A column with nothing or little to say leaves cells to those that need them: first for the due
    words and the titles, then so that no word is broken, then for more cards than there are lines.

    The widths that were ``kept`` stay as long as every due word, title and word has its room in
    them, and few more cells of names are left out: otherwise a card that moves on would shift the
    whole board by a cell or two.
    """
    if is_single(width):
        return {current: width}
    found = [_LEAST] * len(STAGES)
    due, titles, words, crowded, names = [], [], [], [], []
    for stage in STAGES:
        held = whole[stage]
        seen = [text_of(entry) for entry in held[:_LOOKED_AT]]
        company = max((cell_len(each.company) for each in seen), default=0)
        role = max((cell_len(each.role) for each in seen), default=0)
        word = max((each.widest_word for each in seen), default=0)
        many = max(company, _DUE + len(BETWEEN) + role) if PLAIN * len(held) > inner else 0
        due.append(_DUE + SIDES if seen else 0)
        titles.append(min(len(f"{TITLES[stage]} {len(held):2}") + 4, width // 5))
        words.append(min(word + SIDES, width // 5))
        crowded.append(min(many + SIDES, _MOST))
        names.append(min(max(company, role) + SIDES, _MOST))
    for wanted in (due, titles, words):
        _raise(found, wanted, width - sum(found))
    least = [*found]
    for wanted in (crowded, names, [width] * len(STAGES)):
        _raise(found, wanted, width - sum(found))
    if kept is not None and sum(kept.values()) == width:
        before = [kept[stage] for stage in STAGES]
        wanted = [*map(max, crowded, names)]
        if (
            all(each >= needed for each, needed in zip(before, least, strict=True))
            and _missing(before, wanted) <= _missing(found, wanted) + _FEW
        ):
            return kept
    return dict(zip(STAGES, found, strict=True))


def _missing(found: Sequence[int], wanted: Sequence[int]) -> int:
    """The cells by which columns are narrower than they want, all together."""
    return sum(max(0, want - each) for each, want in zip(found, wanted, strict=True))


def _raise(found: list[int], wanted: Sequence[int], spare: int) -> None:
    """Give cells one by one to the narrowest of the columns that are narrower than they want."""
    for _ in range(spare):
        short = [index for index, each in enumerate(found) if each < wanted[index]]
        if not short:
            return
        found[min(short, key=found.__getitem__)] += 1


def slots(held: Sequence[Entry], width: int, inner: int) -> tuple[Slot, ...]:
    """The places for cards in a column with ``width`` cells of text and ``inner`` lines.

    Where all its cards have room, each has a place of its own, with second lines for long names as
    far as there are lines to spare. Otherwise the places are alike, and cards scroll through them.
    """
    count, least = len(held), PLAIN
    may_be_short = (inner < _LOW or width >= _BESIDE) and inner // SMALLEST > inner // PLAIN
    if PLAIN * count > inner and may_be_short:
        least = SMALLEST
    if least * count > inner:
        return tuple(_alike(inner, least))
    heights = _heights(held, least, width, inner)
    gap = 1 if inner >= _ROOMY and sum(heights) + count - 1 <= inner else 0
    made: list[Slot] = []
    top = 0
    for height in heights:
        made.append(Slot(top, height))
        top += height + gap
    return tuple(made)


def _alike(inner: int, least: int) -> Iterable[Slot]:
    """Places of so many lines each; what is left over goes to the first ones, a line to each."""
    if least == PLAIN and inner >= _ROOMY:
        pitch = PLAIN + 1
        for top in range(0, inner - least + 1, pitch):
            yield Slot(top, min(pitch, inner - top))
        return
    rows = max(1, inner // least)
    spare = max(0, inner - rows * least)
    for row in range(rows):
        top = row * least + min(row, spare)
        yield Slot(top, max(1, min(least + (row < spare), inner - top)))


def _heights(held: Sequence[Entry], least: int, width: int, inner: int) -> list[int]:
    """The lines of each card: at least so many or all it needs; more to the first ones first."""
    needed = [text_of(entry).lines(width) for entry in held]
    heights = [min(least, lines) for lines in needed]
    spare = inner - sum(heights)
    for most in (PLAIN, inner):
        for index, lines in enumerate(needed):
            more = min(spare, max(0, min(most, lines) - heights[index]))
            heights[index] += more
            spare -= more
    return heights
