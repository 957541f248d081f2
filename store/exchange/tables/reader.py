"""A table in CSV: its separator found, its rows with the lines they begin at, and strict reading.

An unclosed quote would swallow the rest of the file as one cell, so the first one is refused.
Above the headings a sheet may have a title: the first row that reads as headings is taken for them.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from store.errors import FileRefusedError
from store.exchange.tables.names import is_heading
from store.text import clean_line, shown

MOST_ROWS = 50_000
"""The most rows that are read at once."""
MOST_COLUMNS = 200
"""The most columns that a table may have."""

_MOST_TITLES = 20
_MOST_IN_LINE = 200_000  # separators; those in the longest cell that is read are fewer
_SEPARATORS = (",", ";", "\t")
_SAID = re.compile(r"sep=(.)\s*$")  # the line by which Excel is told the separator
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


class Row(Struct, frozen=True):
    """A row that is not blank: the line of the file at which it begins, and its cells."""

    line: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True):
    """The headings and the rows below them, as they stand in the file; ``above`` has the titles."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    separator: str
    above: tuple[Row, ...] = ()


def read_table(text: str, path: Path) -> Table:
    """The table in a text.

    Raises:
        FileRefusedError: A quote is not closed, a cell, row or the table is too large, or there
            are no rows.
    """
    separator, titles = _layout(text, path)
    lines = io.StringIO(text, newline="")
    _, first = _separator(lines)
    rows = _rows(lines, separator, first, path)
    above = tuple(itertools.islice(rows, titles))
    headings = next(rows, None)
    if headings is None:
        raise FileRefusedError(f"{shown(path)} has no headings, so nothing can be read from it.")
    if len(headings.cells) > MOST_COLUMNS:
        raise FileRefusedError(
            f"{shown(path)} has {len(headings.cells):,} columns, and at most {MOST_COLUMNS} are "
            "read. Take out what is not needed."
        )
    below: list[Row] = []
    for row in rows:
        if len(below) == MOST_ROWS:
            raise FileRefusedError(
                f"{shown(path)} has more than {MOST_ROWS:,} rows. Split it and try again."
            )
        if row.cells != headings.cells:  # said again on each page of a printed sheet
            below.append(row)
    return Table(tuple(map(clean_line, headings.cells)), tuple(below), separator, above)


def _layout(text: str, path: Path) -> tuple[str, int]:
    """The separator, and how many rows there are above the headings.

    That is how the first line is parted, unless only another way shows headings.
    """
    likeliest, _ = _separator(io.StringIO(text, newline=""))
    for separator in dict.fromkeys((likeliest, *_SEPARATORS)):
        lines = io.StringIO(text, newline="")
        _, first = _separator(lines)
        try:
            top = list(itertools.islice(_rows(lines, separator, first, path), _MOST_TITLES))
        except FileRefusedError:
            continue
        for number, row in enumerate(top):
            if len(row.cells) <= MOST_COLUMNS and is_heading(row.cells):
                return separator, number
    return likeliest, 0


def _separator(lines: io.StringIO) -> tuple[str, int]:
    """The separator, and the number of lines before the headings; the text stands behind them."""
    number = start = 0
    for line in lines:
        if said := _SAID.fullmatch(line):
            return said[1], number + 1
        if line.strip():
            lines.seek(start)
            bare = _QUOTED.sub("", line)
            return max(_SEPARATORS, key=bare.count), number
        number += 1
        start = lines.tell()
    return ",", number


def _rows(lines: io.StringIO, separator: str, before: int, path: Path) -> Iterator[Row]:
    reader = csv.reader(_bounded(lines, separator), delimiter=separator, strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefusedError(
                f"{shown(path)}, line {line:,}: {_plain(str(error))}. Nothing was imported."
            ) from None
        if any(cell.strip() for cell in cells):
            yield Row(line, tuple(cells))


def _bounded(lines: Iterable[str], separator: str) -> Iterator[str]:
    """The lines; the reader would make millions of cells of one before it can be asked."""
    for line in lines:
        if len(line) > _MOST_IN_LINE and line.count(separator) > _MOST_IN_LINE:
            raise csv.Error("too many cells")
        yield line


def _plain(problem: str) -> str:
    if problem == "unexpected end of data":
        return 'a quote (") is opened here and never closed'
    if problem.startswith("field larger"):
        return "a cell has more than 131,072 characters (is a quote left open?)"
    if problem == "too many cells":
        return f"there are more than {_MOST_IN_LINE:,} cells in it"
    if "expected after" in problem:
        return 'behind a closing quote (") only the next cell may begin'
    return f"this cannot be read as CSV ({problem})"
