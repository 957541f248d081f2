"""Text cut and padded to a number of terminal cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


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
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".lstrip()
        if cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(fit(word, width).rstrip() if cell_len(word) > width else word)
    return [line for line in lines if line]
