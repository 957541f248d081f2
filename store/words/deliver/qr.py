"""A link as a QR code made of text, for a phone to read off the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from store.imports import import_without

# fmt: off
_HOLDS = {  # bytes in each version, the smallest first (ISO/IEC 18004)
    "L": (
        17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792,
        858, 929, 1003, 1091, 1171, 1273, 1367, 1465, 1528, 1628, 1732, 1840, 1952, 2068, 2188,
        2303, 2431, 2563, 2699, 2809, 2953,
    ),
    "M": (
        14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624,
        666, 711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809,
        1911, 1989, 2099, 2213, 2331,
    ),
}
# fmt: on
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
    if not encoded:
        return None
    for margin in (4, 2):
        room = min(width, 2 * height) - 2 * margin
        for level in ("M", "L"):
            if modules := _modules(encoded, level, room):
                return list(_drawn(modules, margin))
    return None


def _modules(data: bytes, level: str, room: int) -> Sequence[Sequence[int]] | None:
    """The smallest code at this level of at most ``room`` modules a side, dark ones as 1."""
    holds = _HOLDS[level]
    version = next((n for n, most in enumerate(holds, 1) if len(data) <= most), 0)
    if not version or 17 + 4 * version > room:
        return None
    return _encoded(data, level, version)


@lru_cache(maxsize=8)
def _encoded(data: bytes, level: str, version: int) -> Sequence[Sequence[int]]:
    import_without("segno", "ssl")  # by way of what reads XML, it would take up OpenSSL
    import segno

    code = segno.make_qr(data, level, version, mode="byte", boost_error=False)
    return [[int(dark) for dark in row] for row in code.matrix]


def _drawn(modules: Sequence[Sequence[int]], margin: int) -> Iterator[str]:
    side = len(modules) + 2 * margin
    blank = [0] * side
    edge = [0] * margin
    above_and_below = [blank] * margin
    rows = [*above_and_below, *([*edge, *row, *edge] for row in modules), *above_and_below, blank]
    for top, bottom in zip(rows[::2], rows[1::2], strict=True):
        yield "".join(_CELLS[cell] for cell in zip(top, bottom, strict=True))
