from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.terminal.conformance.places import PLACES, Place, takes
from tests.terminal.conformance.report import EVERYWHERE, SEED, bytes_of
from tests.terminal.conformance.table import REPLIES, UNFINISHED, Row, cuts
from tests.terminal.conformance.visit import OK, Sent, Visit

_BOARD, _FORM = PLACES[:2]
_ENOUGH = 36  # rows of the table, where not all of them are sent
_LONG_WAITS = {"board": 2, "form": 1, "question": 1}  # how often the wait is for what never comes
_TOGETHER = 8  # rows sent in one go, where getting there takes long


def _name(place: Place | str) -> str:
    return place if isinstance(place, str) else place.name


def _sendings(place: Place | str) -> Iterator[Sequence[Sent]]:
    """What is sent to a place, in as many goes."""
    chance = random.Random(f"{SEED} {_name(place)}")  # noqa: S311 - no secret
    whole = [row for row in REPLIES if takes(place, row)]
    if isinstance(place, str):
        yield list(whole)
        return
    if place not in (_BOARD, _FORM):
        whole = chance.sample(whole, _ENOUGH)
    goes = _TOGETHER if place.is_far else 1
    yield from (list(whole[at : at + goes]) for at in range(0, len(whole), goes))
    if not place.is_far:  # on the way there it is asked anew, and answers come between the parts
        broken = list(cuts())
        yield from ([cut] for cut in chance.sample([cut for cut in broken if cut.rest], 2))
        never: list[Sent] = [*UNFINISHED, *(cut for cut in broken if not cut.rest)]
        never = [each for each in never if takes(place, each)]
        yield from ([each] for each in chance.sample(never, _LONG_WAITS.get(place.name, 0)))


@pytest.mark.parametrize("place", EVERYWHERE, ids=_name)
def test_nothing_that_a_terminal_sends_by_itself_acts(place: Place | str, tmp_path: Path) -> None:
    visit = Visit(place, tmp_path, patience=5)
    acted: list[str] = []
    before = ""
    try:
        for sent in _sendings(place):
            verdict = visit.tell(sent)
            shown = ", ".join(map(bytes_of, sent))
            if verdict != OK:
                acted.append(f"{shown} (after {before}): {verdict}")
            before = shown
        if isinstance(place, Place):
            verdict = visit.tell([], pause=0.3)  # by then whatever was late is there
            assert verdict == OK, f"after {before}: {verdict}"
            assert visit.finish() == OK, visit.screen
    finally:
        visit.close()
    assert not acted, "\n".join(acted)


@pytest.mark.parametrize(
    ("place", "key", "came"),
    [
        (_BOARD, b"D", "shows “Delete Globex (PM)?”"),
        (_BOARD, b"u", "file changed"),
        (_FORM, b"x", "shows “Company Hoox”"),
    ],
)
def test_what_a_key_does_would_be_seen(place: Place, key: bytes, came: str, tmp_path: Path) -> None:
    visit = Visit(place, tmp_path, patience=1)
    try:
        assert visit.tell([Row("key", "any", key)], 0.2).startswith(came)
    finally:
        visit.close()
