"""What a terminal is told so that its lines come to show something else."""

from __future__ import annotations

from collections.abc import Mapping

from tui.lean.cells import Row, unsure
from tui.lean.strokes import Strokes
from tui.lean.writer import Writer


def told(lines: Mapping[int, tuple[Row, Row]], width: int, *, fills: bool) -> str:
    """What to send.

    Args:
        lines: What each line shows and is to show, which is not the same, by its number.
        width: The cells of a line.
        fills: Whether the terminal fills what it erases with the paper in use, as most do.
    """
    strokes, doubtful = Strokes(fills=fills), list[tuple[int, int, Row]]()
    for y, (old, row) in lines.items():
        since = _doubtful(old, row)
        if since is not None:
            doubtful.append((y, since, row[since:]))
        else:
            strokes.change(y, old, row)
    writer = Writer(width)
    writer.write(strokes)
    for y, since, cells in doubtful:
        writer.write_each(y, since, cells)
    return writer.finish()


def _doubtful(old: Row, new: Row) -> int | None:
    """From where on a changed row is to be sent as a whole; None where only what changed is.

    What follows a character of doubtful width is drawn nobody knows where.
    """
    if not any(map(unsure, {text for text, _ in old} | {text for text, _ in new})):
        return None
    pairs = enumerate(zip(old, new, strict=True))
    return next(x for x, (was, now) in pairs if was != now or unsure(was.text) or unsure(now.text))
