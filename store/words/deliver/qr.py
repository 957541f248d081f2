"""A link as a QR code made of text, for a phone to read off the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_MOST_BYTES = 2953  # what version 40 holds at level L (ISO/IEC 18004)
_VERSIONS = 40
_CELLS = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def qr_lines(data: str, width: int, height: int) -> list[str] | None:
    """The code in lines of equal length, at most ``width`` x ``height`` cells; None: does not fit.

    A cell holds two modules, one above the other, and what is drawn in it is the dark ones. So the
    lines must be shown in black on white whatever the theme: a code that is light on dark, or
    whose margin is dark, is not read by every phone.

    A wide margin (the standard's four modules) comes before a narrow one (two), then level M
    before L, then the smallest version. Empty data has no code.
    """
    encoded = data.encode("utf-8", "replace")
    if not encoded or len(encoded) > _MOST_BYTES:
        return None
    for margin in (4, 2):
        room = min(width, 2 * height) - 2 * margin
        for level in ("M", "L"):
            if modules := _modules(encoded, level, room):
                return list(_drawn(modules, margin))
    return None


def _modules(data: bytes, level: str, room: int) -> Sequence[Sequence[int]] | None:
    """The smallest code at this level of at most ``room`` modules a side, dark ones as 1."""
    import segno

    largest = min((room - 17) // 4, _VERSIONS)
    for version in range(1, largest + 1):
        try:
            code = segno.make_qr(data, level, version, mode="byte", boost_error=False)
        except segno.DataOverflowError:
            continue
        return [[int(dark) for dark in row] for row in code.matrix]
    return None


def _drawn(modules: Sequence[Sequence[int]], margin: int) -> Iterator[str]:
    side = len(modules) + 2 * margin
    blank = [0] * side
    edge = [0] * margin
    above_and_below = [blank] * margin
    rows = [*above_and_below, *([*edge, *row, *edge] for row in modules), *above_and_below, blank]
    for top, bottom in zip(rows[::2], rows[1::2], strict=True):
        yield "".join(_CELLS[cell] for cell in zip(top, bottom, strict=True))
