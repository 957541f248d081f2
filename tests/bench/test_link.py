from __future__ import annotations

import sys
from itertools import pairwise

import pytest

from tests.bench.link import BUFFER, SLOW, FarTerminal, Link, Way

LINK = Link(bits_per_second=80_000, round_trip=0.2)  # 10,000 bytes a second
WRITES = "import sys, tty; tty.setraw(0); sys.stdin.read(1); sys.stdout.write('x' * 4000)"


def arrivals(way: Way, now: float = 0.0) -> list[tuple[float, int]]:
    """When what is on its way arrives, and how much of it, by a clock that skips the waiting."""
    arrived = []
    while way:
        now = way.next_change(now)
        while piece := way.take(now):
            arrived.append((piece.at, len(piece.data)))
    return arrived


def test_a_byte_takes_half_a_round_trip_and_the_time_to_send_it() -> None:
    way = Way(LINK)
    way.put(b"j", now=5.0)
    assert way.take(5.1) is None
    assert arrivals(way, 5.0) == [(pytest.approx(5.1001), 1)]


def test_what_is_put_arrives_in_order_and_no_faster_than_the_link() -> None:
    way = Way(LINK)
    way.put(b"x" * 1500, now=0.0)
    way.put(b"y" * 500, now=0.01)  # the first is still being sent
    arrived = arrivals(way)
    assert sum(size for _, size in arrived) == 2000
    assert arrived[-1][0] == pytest.approx(0.1 + 0.2)
    for (before, _), (after, size) in pairwise(arrived):
        assert after - before == pytest.approx(size / 10_000)


def test_a_link_that_was_idle_sends_at_once() -> None:
    way = Way(LINK)
    way.put(b"x" * 1000, now=0.0)
    arrivals(way)
    way.put(b"y", now=9.0)
    assert arrivals(way, 9.0) == [(pytest.approx(9.1001), 1)]


def test_it_takes_in_no_more_than_its_buffer_until_some_of_it_is_sent() -> None:
    way = Way(LINK)
    assert way.room(0.0) == BUFFER
    way.put(b"x" * BUFFER, now=0.0)
    assert way.room(0.0) == 0
    sent = way.next_change(0.0)
    assert way.take(sent) is None  # it is on its way, and leaves room
    assert way.room(sent) == round(sent * 10_000)
    assert way.room(BUFFER / 10_000) == BUFFER


def test_a_program_at_the_other_end_is_heard_no_sooner_than_the_link_allows() -> None:
    with FarTerminal([sys.executable, "-c", WRITES]) as terminal:
        typed = terminal.send(b"j")
        pieces = list(terminal.output(quiet=20))
    assert sum(len(piece.data) for piece in pieces) == 4000
    assert pieces[0].at - typed > SLOW.round_trip
    assert pieces[-1].at - typed > SLOW.round_trip + 4000 * 8 / SLOW.bits_per_second
