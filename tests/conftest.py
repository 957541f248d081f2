from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pendulum
import pytest
from hypothesis import HealthCheck, settings
from pendulum import DateTime

from store.file.book import Book
from store.records import Card, Person, Round

NOW = pendulum.datetime(2026, 11, 24, 9, 30, tz="America/New_York")  # a Tuesday


# How long an example takes says how busy the machine is, and nothing of the program.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def pytest_xdist_auto_num_workers() -> int:
    """Twice as many as there are processors: what runs a screen waits for half of its time."""
    return 2 * (os.cpu_count() or 1)


class TickingClock:
    """A clock of the test's own: it gives a later second each time it is read."""

    def __init__(self, now: DateTime) -> None:
        self.time = now

    def __call__(self) -> DateTime:
        self.time = self.time.add(seconds=1)
        return self.time


@pytest.fixture
def now() -> DateTime:
    return NOW


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock(NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "afterword.json"


@pytest.fixture
def book(path: Path) -> Book:
    return Book(path)


MakeCard = Callable[..., Card]


@pytest.fixture
def make_card() -> MakeCard:
    def make(company: str = "Globex", talked: str = "2026-11-13 14:00", **fields: object) -> Card:
        people = fields.pop("people", (Person(id="dana", name="Dana Lee"),))
        promise = fields.pop("promise", None)
        zone = "America/New_York"
        interview = Round(
            id="round1",
            at=pendulum.parse(talked, tz=zone),  # type: ignore[arg-type]
            people=people,  # type: ignore[arg-type]
            promise=promise,  # type: ignore[arg-type]
        )
        return Card(company=company, created=NOW, rounds=(interview,), **fields)  # type: ignore[arg-type]

    return make
