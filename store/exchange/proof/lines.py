"""The list as plain text in columns, none wider than a terminal or a mail."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from store.exchange.proof.language import SOFT, Column
from store.exchange.proof.listing import Proof

WIDTH = 80
"""The most cells in a line."""

_COLUMNS: tuple[Column, ...] = ("date", "company", "position", "person", "what", "result")
_GAP = 2
_NARROWEST = 6
_LONGEST_WORD = 20  # cells; a longer one may be broken to keep others whole


def as_text(proof: Proof) -> str:
    """The list in lines of at most :data:`WIDTH` cells, the last one ended too."""
    words = proof.words
    label = max(len(words.name), len(words.period)) + 2
    head = [
        words.title,
        "",
        f"{words.name + ':':<{label}}{proof.name}".rstrip(),
        f"{words.period + ':':<{label}}{proof.period}",
        "",
    ]
    if not proof.rows:
        return "\n".join([*head, words.nothing, proof.made, ""])
    heads = [words.columns[each] for each in _COLUMNS]
    table = [proof.cells(row, _COLUMNS) for row in proof.rows]
    widths = _widths([heads, *table])
    lines = [*_row(heads, widths), *_row(["-" * width for width in widths], widths)]
    for cells in table:
        lines += _row(cells, widths)
    told = [*_wrapped(proof.summary, WIDTH), proof.made, ""]
    return "\n".join([*head, *told, *lines, ""])


def _width_of(text: str) -> int:
    """How many cells a terminal gives to a text: two to what is wide, none to what joins."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _widths(table: Sequence[Sequence[str]]) -> list[int]:
    """The width of each column: as its widest cell, and where that is too much the widest give."""
    widths = [max(_NARROWEST, *map(_width_of, column)) for column in zip(*table, strict=True)]
    room = WIDTH - _GAP * (len(widths) - 1)
    words = [max(map(_longest_word, column)) for column in zip(*table, strict=True)]
    while sum(widths) > room:
        wide = [n for n in range(1, len(widths)) if widths[n] > words[n]]  # whose words stay whole
        widest = max(wide or range(1, len(widths)), key=widths.__getitem__)  # no date is broken
        widths[widest] -= 1
    return widths


def _longest_word(text: str) -> int:
    words = text.replace(SOFT, "- ").split(" ")
    return min(_LONGEST_WORD, max(map(_width_of, words)))


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    columns = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, columns))):
        parts = [column[number] if number < len(column) else "" for column in columns]
        padded = (
            part + " " * (width - _width_of(part))
            for part, width in zip(parts, widths, strict=True)
        )
        yield (" " * _GAP).join(padded).rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells, broken at blanks, and in words that are wider."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and _width_of(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines += _broken(word, width)
    return [line.replace(SOFT, "") for line in lines] or [""]


def _broken(word: str, width: int) -> list[str]:
    start, soft, rest = word.partition(SOFT)
    if soft and _width_of(word) > width > _width_of(start):
        return [f"{start}-", *_broken(rest, width)]
    pieces = [""]
    for character in word:
        if _width_of(pieces[-1]) + _cells(character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
