"""Breaking texts into the lines of a form."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len
from textual.content import Content


@lru_cache(maxsize=1024)
def wrapped(text: str, width: int) -> tuple[str, ...]:
    """A text in lines of so many cells, as Textual would break it."""
    width = max(1, width)
    if cell_len(text) <= width and "\n" not in text and "\t" not in text:
        return (text,)
    return tuple(line.plain.rstrip() for line in Content(text).wrap(width))
