"""The table of sequences by places, and what came of each."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from tests.terminal.conformance.places import LEAVING, PLACES, STARTING, Place, takes
from tests.terminal.conformance.table import REPLIES, UNFINISHED, Cut, Row, cuts
from tests.terminal.conformance.visit import OK, Visit

EVERYWHERE: tuple[Place | str, ...] = (*PLACES, STARTING, LEAVING)
SEED = 15
"""Of what is chosen where not all is tried."""

_NOT_SENT = "–"
_AT_ONCE = 24  # sequences that one program is sent, so that several can be at it
_PATIENCE = 1.5  # seconds in which a picture comes that is still the same
_LATE = 0.06  # seconds until a dialog is up

Sent = Row | Cut


def sendings(*, every_cut: bool) -> list[Sent]:
    """All that is sent: the table, and every cut of the usual replies or a few of them."""
    cut = list(cuts())
    if not every_cut:
        cut = random.Random(SEED).sample(cut, 16)  # noqa: S311 - no secret
    return [*REPLIES, *UNFINISHED, *cut]


def tried(sent: Sequence[Sent], workers: int, step: Callable[[int], None]) -> list[list[str]]:
    """What came of each sequence at each of :data:`EVERYWHERE`; ``step`` hears how many more."""
    cells = [[_NOT_SENT] * len(EVERYWHERE) for _ in sent]
    with ProcessPoolExecutor(workers) as pool:
        jobs = {
            pool.submit(_try, column, [sent[row] for row in rows]): (column, rows)
            for column, place in enumerate(EVERYWHERE)
            for rows in _batches([row for row, each in enumerate(sent) if takes(place, each)])
        }
        for job in as_completed(jobs):
            column, rows = jobs[job]
            for row, verdict in zip(rows, job.result(), strict=True):
                cells[row][column] = verdict
            step(len(rows))
    return cells


def markdown(sent: Sequence[Sent], cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a Markdown table; before it, how many there were and how many went wrong."""
    verdicts = [cell for row in cells for cell in row if cell != _NOT_SENT]
    wrong = sum(verdict != OK for verdict in verdicts)
    yield f"{len(sent)} sequences, {len(EVERYWHERE)} places: {len(verdicts)} tried, {wrong} acted."
    yield ""
    names = [place if isinstance(place, str) else place.name for place in EVERYWHERE]
    yield f"| sequence | {' | '.join(names)} |"
    yield "|---" * (len(names) + 1) + "|"
    for each, row in zip(sent, cells, strict=True):
        yield f"| {_label(each)} | {' | '.join(cell.replace('|', '¦') for cell in row)} |"


def bytes_of(sent: Sent, *, whole: bool = False) -> str:
    """The bytes as Python writes them; the middle of what is long is left out, unless ``whole``."""
    if isinstance(sent, Cut):
        return f"{sent.begins!r} … {sent.rest!r}"
    shown = repr(sent.data)
    return shown if whole or len(shown) < 60 else f"{shown[:40]} … {shown[-8:]}"


def _label(sent: Sent) -> str:
    what = sent.kind if isinstance(sent, Cut) else f"{sent.kind} ({sent.terminal})"
    return f"{what} `{bytes_of(sent)}`".replace("|", "¦")


def _batches(rows: list[int]) -> Iterator[list[int]]:
    return (rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE))


def _try(column: int, sent: Sequence[Sent]) -> list[str]:
    """What came of these at a place, each for itself; the last one also bears the way back."""
    with tempfile.TemporaryDirectory(prefix="afterword-conformance-") as folder:
        visit = Visit(EVERYWHERE[column], Path(folder), _PATIENCE)
        try:
            verdicts = [visit.tell([each], _LATE) for each in sent]
            afterwards = visit.finish()
        finally:
            visit.close()
    if afterwards != OK and verdicts[-1] == OK:
        verdicts[-1] = afterwards
    return verdicts
