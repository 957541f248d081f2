"""The long form of the fuzzer: noise at one place after the other, for as long as is wanted."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.terminal.conformance.noise import noise
from tests.terminal.conformance.places import PLACES
from tests.terminal.conformance.report import bytes_of
from tests.terminal.conformance.table import Cut
from tests.terminal.conformance.visit import OK, Visit

_STAY = 40  # goes at one place, until the next one's turn
_LATE = 0.04  # seconds after which the screen is looked at once more, for what comes late
_PATIENCE = 3.0
_NEARBY = [place for place in PLACES if not place.is_far]


@dataclass
class Counts:
    """What was sent so far, and what acted: its place, its bytes, what came of it, the screen."""

    goes: int = 0
    sequences: int = 0
    cut: int = 0
    size: int = 0
    acted: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.goes} goes, {self.sequences} sequences ({self.cut} of them cut), "
            f"{self.size} bytes: {len(self.acted)} acted."
        )


def campaign(seconds: float, seed: int) -> Iterator[Counts]:
    """Send noise for so many seconds; gives the counts after each stay at a place."""
    chance, counts = Random(seed), Counts()  # noqa: S311 - no secret
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for place in _NEARBY:
            if time.monotonic() > deadline:
                break
            with tempfile.TemporaryDirectory(prefix="afterword-conformance-") as folder:
                visit = Visit(place, Path(folder), _PATIENCE)
                try:
                    _stay(visit, chance, counts, deadline)
                finally:
                    visit.close()
            yield counts


def _stay(visit: Visit, chance: Random, counts: Counts, deadline: float) -> None:
    for _ in range(_STAY):
        if time.monotonic() > deadline:
            break
        sent = noise(chance, longest=0.4, lost=0.05)
        verdict = visit.tell(sent, _LATE)
        counts.goes += 1
        counts.sequences += len(sent)
        counts.cut += sum(isinstance(each, Cut) for each in sent)
        sizes = (len(e.begins + e.rest) if isinstance(e, Cut) else len(e.data) for e in sent)
        counts.size += sum(sizes)
        if verdict != OK:
            shown = "\n  ".join(bytes_of(each, whole=True) for each in sent)
            told = f"{visit.name}: {verdict}\n  {shown}\n{visit.screen}"
            counts.acted.append(told)
    verdict = visit.finish()
    if verdict != OK:
        counts.acted.append(f"{visit.name}: {verdict}\n{visit.screen}")
