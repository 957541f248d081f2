"""What is to be written where a line of the screen changes: texts in one pen each, and blanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.lean.cells import SEEN_ON_BLANKS, Cell, Pen, Row

_STEP = 4  # so many cells cost no more to write than to jump over
_FEW = 8  # so many blanks cost no more to write than to erase


class Text(NamedTuple):
    """Cells of one line that are written in one go."""

    y: int
    x: int
    end: int
    text: str


class Erased(NamedTuple):
    """Cells of one line that become blanks; those with a text get it afterwards."""

    y: int
    x: int
    end: int


class _Span:
    """Cells in the making: from ``x`` to before ``end``."""

    __slots__ = ("end", "pen", "x")

    def __init__(self, x: int, end: int, pen: Pen) -> None:
        self.x = x
        self.end = end
        self.pen = pen


class Strokes:
    """Gathers what there is to write, by pen, and to erase, by paper.

    Args:
        fills: Whether the terminal fills what it erases with the paper in use, as most do.
    """

    def __init__(self, *, fills: bool) -> None:
        self.texts: dict[Pen, list[Text]] = {}
        self.erased: dict[str, list[Erased]] = {}
        self._fills = fills

    def change(self, y: int, old: Sequence[Cell], new: Row) -> None:
        """Take in how a line changes; ``new`` has no character of doubtful width."""
        texts, blanks = _changed(old, new)
        uncovered = (
            [blank for blank in blanks if not any(t.x <= blank.x < t.end for t in texts)]
            if texts
            else blanks
        )
        for group in _together(uncovered, texts, new):
            self._leave_blank(y, group, texts, new)
        for span in texts:
            text = "".join([cell.text for cell in new[span.x : span.end]])
            self.texts.setdefault(span.pen, []).append(Text(y, span.x, span.end, text))

    def _leave_blank(self, y: int, group: list[_Span], texts: list[_Span], new: Row) -> None:
        """Erase these blanks, or where they are few, write them with the texts beside them."""
        pen = group[0].pen
        count = sum(blank.end - blank.x for blank in group)
        may_erase = not pen.link and (self._fills or not pen.paper)
        if may_erase and count > _FEW:
            erased = self.erased.setdefault(pen.paper, [])
            x = _from_above(group[0], erased[-1] if erased else None, texts, new)
            erased.append(Erased(y, x, _to_the_end(group[-1].end, pen, texts, new)))
            return
        for blank in group:
            if not _joined(blank, texts):
                text = " " * (blank.end - blank.x)
                self.texts.setdefault(pen, []).append(Text(y, blank.x, blank.end, text))


def _changed(old: Sequence[Cell], new: Row) -> tuple[list[_Span], list[_Span]]:
    """The texts that differ, and the blanks that do; short steps between texts are texts too."""
    texts: list[_Span] = []
    blanks: list[_Span] = []
    for x, (was, now) in enumerate(zip(old, new, strict=True)):
        if was is now or was == now:
            continue
        pen = now.pen
        if pen.ink is None:
            _add(blanks, x, pen)
        elif texts and texts[-1].pen == pen and _may_join(new, texts[-1], x):
            texts[-1].end = x + 1
        else:
            texts.append(_Span(x, x + 1, pen))
    for span in texts:  # a wide character's second cell may look as before
        span.end += span.end < len(new) and not new[span.end].text
    return texts, blanks


def _add(spans: list[_Span], x: int, pen: Pen) -> None:
    if spans and spans[-1].end == x and spans[-1].pen == pen:
        spans[-1].end += 1
    else:
        spans.append(_Span(x, x + 1, pen))


def _may_join(row: Row, span: _Span, x: int) -> bool:
    """Whether a text goes on at ``x``, with what stands between written once more."""
    return x - span.end <= _STEP and all(
        cell.pen == span.pen or _takes_blank(span.pen, cell.pen) for cell in row[span.end : x]
    )


def _takes_blank(pen: Pen, blank: Pen) -> bool:
    """Whether a blank can be written in this pen and look as in its own."""
    return (
        blank.ink is None
        and blank.paper == pen.paper
        and blank.link == pen.link
        and pen.attributes.isdisjoint(SEEN_ON_BLANKS)
    )


def _together(blanks: list[_Span], texts: list[_Span], new: Row) -> Iterator[list[_Span]]:
    """The blanks that can be erased in one go: between them all is blank or written anew."""
    group: list[_Span] = []
    for blank in blanks:
        if group and not (
            blank.pen == group[-1].pen and _is_free(group[-1].end, blank.x, blank.pen, texts, new)
        ):
            yield group
            group = []
        group.append(blank)
    if group:
        yield group


def _is_free(x: int, end: int, pen: Pen, texts: list[_Span], new: Row) -> bool:
    """Whether what is between is blank in this paper, or written anew."""
    while x < end:
        if new[x].pen == pen:
            x += 1
            continue
        text = next((each for each in texts if each.x <= x < each.end), None)
        if text is None:
            return False
        x = text.end
    return True


def _to_the_end(end: int, pen: Pen, texts: list[_Span], new: Row) -> int:
    """The end of the line where it can be erased up to there: that takes the fewest bytes."""
    return len(new) if _is_free(end, len(new), pen, texts, new) else end


def _from_above(blank: _Span, above: Erased | None, texts: list[_Span], new: Row) -> int:
    """Where the line above was erased from, if this can be from there: the move is shorter."""
    if above and above.x < blank.x and _is_free(above.x, blank.x, blank.pen, texts, new):
        return above.x
    return blank.x


def _joined(blank: _Span, texts: list[_Span]) -> bool:
    """Put a blank to the text before or behind it, where one can take it."""
    for text in texts:
        if text.end == blank.x and _takes_blank(text.pen, blank.pen):
            text.end = blank.end
            return True
        if text.x == blank.end and _takes_blank(text.pen, blank.pen):
            text.x = blank.x
            return True
    return False
