"""Text cut and padded to a number of terminal cells."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, chop_cells, set_cell_size


def fit(text: str, width: int) -> str:
    """The text in exactly ``width`` cells: padded with blanks, or cut with an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def fit_end(text: str, width: int) -> str:
    """The text, or as much of its end as goes into ``width`` cells after an ellipsis."""
    if cell_len(text) > width:
        text = f"…{text[-width:]}"
    while cell_len(text) > width > 1:
        text = f"…{text.removeprefix('…')[1:]}"
    return text


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` cells, broken between words where it can be."""
    measure = len if text.isascii() and text.isprintable() else cell_len
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".lstrip()
        if measure(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(fit(word, width).rstrip() if measure(word) > width else word)
    return [line for line in lines if line]


@lru_cache(maxsize=2048)
def wrap_whole(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most ``width`` cells, with nothing left out but blanks.

    Lines are broken between words; a word that is wider than a line is broken where a line is full,
    never within a character. An empty text has no lines. ``width`` is 2 or more.
    """
    if not text.strip():
        return ()
    if cell_len(text) <= width:
        return (text,)
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines += chop_cells(word, width)
    return tuple(line for line in lines if line)


def wrap_to(text: str, width: int, most: int) -> list[str]:
    """The text in at most so many lines; the last is cut with an ellipsis where that is too few."""
    lines = wrap_whole(text, width)
    if len(lines) <= most:
        return list(lines)
    if most <= 0:
        return []
    return [*lines[: most - 1], fit(" ".join(lines[most - 1 :]), width).rstrip()]
