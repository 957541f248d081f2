"""All cases of the campaign: each is one fault, in a folder of its own, and the claim after it."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from msgspec import Struct

from store.file import lock
from tests.faults.deaths import Series, dies
from tests.faults.kinds import CutsPower, Fails, Full, Kills, NoFault, WritesShort
from tests.faults.scenario import STARTS, Start
from tests.faults.session import Session
from tests.faults.shim import Fault, Shim

_ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES)
_LIMITS = (0, 1, 100, 1_000, 3_000, 5_000, 8_000, 12_000, 16_000, 20_000)  # bytes in a file
_ROUNDS = 50  # random kills in a row on one file, which grows meanwhile
_PATIENCE = 0.02  # seconds; nobody else saves, so a lock that is not free will not become so
_SAMPLE = 199  # of so many cases, the quick campaign takes one; no multiple of how they repeat

Faulty = Callable[[], Fault]


class Outcome(Struct, frozen=True):
    """What a case came to: whether its fault happened, how many errors were told, what is wrong."""

    happened: bool
    told: int = 0
    found: tuple[str, ...] = ()


class Case(Struct, frozen=True):
    """One case: the part of the campaign that it belongs to, its name, and how it is run."""

    part: str
    name: str
    run: Callable[[Path], Outcome]


def cases(kills: int, seed: int, on_disk: Path, *, quick: bool = False) -> list[Case]:
    """All cases, or for the ``quick`` campaign a sample that touches every part.

    Args:
        kills: How often to kill at random.
        seed: What the random cases go by.
        on_disk: Where the files lie that processes save to when they are killed at random.
        quick: Take a sample of the others.
    """
    certain = [
        *_thinned(failing(), _SAMPLE if quick else 1),
        *_thinned(writing_short(), _SAMPLE if quick else 1),
        *_thinned(_running_full(), 7 if quick else 1),
        *_thinned(dying(), _SAMPLE if quick else 1),
    ]
    return [*certain, *_killed_at_random(kills, seed, on_disk)]


def run(cases: Iterable[Case], folder: Path) -> Iterator[tuple[Case, Outcome]]:
    """Run them one after the other, each in a new folder inside this one."""
    patience, lock._PATIENCE = lock._PATIENCE, _PATIENCE
    try:
        for case in cases:
            with TemporaryDirectory(dir=folder) as own:
                yield case, _outcome(case, Path(own))
    finally:
        lock._PATIENCE = patience


def _outcome(case: Case, folder: Path) -> Outcome:
    try:
        return case.run(folder)
    except Exception:  # noqa: BLE001 - that is a finding too
        last = traceback.format_exc().strip().splitlines()[-3:]
        return Outcome(happened=True, found=(f"it broke off: {' | '.join(last)}",))


def failing() -> Iterator[Case]:
    """The Nth call fails, for every N, every error, once and lasting, in both ways of saving."""
    for start, nth, where in _all_calls():
        for number in _ERRORS:
            for lasting in (False, True):
                part = f"a call fails {'from then on' if lasting else 'once'}"
                name = f"{where}, {errno.errorcode[number]}"
                fault = partial(Fails, nth, number, lasting=lasting)
                yield from _both_ways(part, name, start, fault)


def writing_short() -> Iterator[Case]:
    """The Nth write takes half of what it is given, and the next one fails."""
    for start in STARTS:
        for nth in _writes(start):
            for number in _ERRORS:
                name = f"{start.name}, write {nth}, {errno.errorcode[number]}"
                fault = partial(WritesShort, nth, number)
                yield from _both_ways("a write is short, the next one fails", name, start, fault)


def _running_full() -> Iterator[Case]:
    for start in STARTS:
        for limit in _LIMITS:
            name = f"{start.name}, {limit} bytes"
            yield from _both_ways("no room for a file (EFBIG)", name, start, partial(Full, limit))


def dying() -> Iterator[Case]:
    """The process is killed, or the power cut, at every call."""
    for start, nth, where in _all_calls():
        for part, fault in (
            ("killed before a call", partial(Kills, nth, "before")),
            ("killed after a call", partial(Kills, nth, "after")),
            ("power cut, renames undone", partial(CutsPower, nth, undone=True)),
            ("power cut, renames kept", partial(CutsPower, nth, undone=False)),
        ):
            yield Case(part, where, partial(_death, start, fault))
    for start in STARTS:
        for nth in _writes(start):
            death = partial(_death, start, partial(Kills, nth, "amid"))
            yield Case("killed amid a write", f"{start.name}, write {nth}", death)


def _killed_at_random(kills: int, seed: int, on_disk: Path) -> Iterator[Case]:
    for first in range(0, kills, _ROUNDS):
        series = Series(seed + first, Path(mkdtemp(dir=on_disk)))
        for number in range(first, min(first + _ROUNDS, kills)):
            yield Case("killed at random", f"kill {number + 1}", partial(_random_death, series))


def _both_ways(part: str, name: str, start: Start, fault: Faulty) -> Iterator[Case]:
    """Saving at each action, as a command does, and later, as the app does."""
    yield Case(part, name, partial(_sitting, start, fault, later=False))
    yield Case(part, f"{name}, saved later", partial(_sitting, start, fault, later=True))


def _sitting(start: Start, fault: Faulty, folder: Path, *, later: bool) -> Outcome:
    path, this = start.make(folder), fault()
    with Shim(folder, this) as shim:
        session = Session(path, shim, later=later)
        session.do(start.plans)
        session.check()
    return Outcome(this.happened, session.told, tuple(session.found))


def _death(start: Start, fault: Faulty, folder: Path) -> Outcome:
    happened, found = dies(folder, start, fault())
    return Outcome(happened, found=tuple(found if happened else [*found, "it came to no end"]))


def _random_death(series: Series, _folder: Path) -> Outcome:
    return Outcome(happened=True, found=tuple(series.round()))


def _all_calls() -> Iterator[tuple[Start, int, str]]:
    """Each start with the number of each call, and which one that is."""
    for start in STARTS:
        for nth, name in enumerate(_calls(start), start=1):
            yield start, nth, f"{start.name}, call {nth} ({name})"


def _writes(start: Start) -> range:
    return range(1, _calls(start).count("write") + 1)


@cache
def _calls(start: Start) -> list[str]:
    """The calls that are made where nothing goes wrong."""
    nothing = NoFault()
    with TemporaryDirectory() as folder:
        _sitting(start, lambda: nothing, Path(folder), later=False)
    return nothing.calls


def _thinned(cases: Iterable[Case], sample: int) -> Iterator[Case]:
    return (case for number, case in enumerate(cases) if number % sample == 0)
