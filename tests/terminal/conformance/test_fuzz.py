from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.terminal.conformance.noise import noise
from tests.terminal.conformance.places import PLACES
from tests.terminal.conformance.report import bytes_of
from tests.terminal.conformance.visit import OK, Visit


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    """One program, for all the examples."""
    visit = Visit(PLACES[0], tmp_path, patience=5)
    yield visit
    visit.close()


def test_no_noise_acts(visit: Visit) -> None:
    # Making an example smaller would start the program anew each time; the bytes tell enough.
    @settings(
        max_examples=60,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 1 << 32))
    def acts_not(seed: int) -> None:
        sent = noise(Random(seed), longest=0.05)  # noqa: S311 - no secret
        verdict = visit.tell(sent)
        assert verdict == OK, f"{verdict}: {', '.join(map(bytes_of, sent))}\n{visit.screen}"

    acts_not()
    assert visit.finish() == OK, visit.screen
