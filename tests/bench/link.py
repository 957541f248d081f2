"""A slow link, emulated between the terminal and the program: what SSH from a train feels like.

What is written takes its time to be sent, at so many bits a second, and half a round trip to
arrive. The link takes in little more than it can send, so a program that writes more has to wait.
What a protocol adds to each packet is not counted.
"""

from __future__ import annotations

import os
import select
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from time import perf_counter

from tests.bench.terminal import Piece, Terminal

BUFFER = 8192
"""How many bytes the link takes in before it has sent them."""

_PACKET = 256  # bytes that arrive in one go: 20 ms apart at 100 kbit/s


@dataclass(frozen=True)
class Link:
    """How fast a link sends, either way, and the seconds that an answer takes at the least."""

    bits_per_second: int
    round_trip: float

    def __str__(self) -> str:
        return f"{self.bits_per_second / 1000:g} kbit/s, {self.round_trip * 1000:g} ms"


SLOW = Link(bits_per_second=100_000, round_trip=0.2)


@dataclass(frozen=True)
class _Packet:
    sent: float
    arrives: float
    data: bytes


class Way:
    """One way of a link. It has no clock: each question says when it is asked."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._packets: deque[_Packet] = deque()
        self._idle_from = 0.0

    def __bool__(self) -> bool:
        """Whether anything has not been taken yet."""
        return bool(self._packets)

    def put(self, data: bytes, now: float) -> None:
        """Send data, after what was put before it."""
        for start in range(0, len(data), _PACKET):
            part = data[start : start + _PACKET]
            begun = max(self._idle_from, now)
            self._idle_from = sent = begun + len(part) * 8 / self._link.bits_per_second
            self._packets.append(_Packet(sent, sent + self._link.round_trip / 2, part))

    def room(self, now: float) -> int:
        """How many bytes it takes in now."""
        return BUFFER - sum(len(packet.data) for packet in self._packets if packet.sent > now)

    def take(self, now: float) -> Piece | None:
        """The next piece that has arrived, with the time at which it did; None if there is none."""
        if not self._packets or self._packets[0].arrives > now:
            return None
        packet = self._packets.popleft()
        return Piece(packet.arrives, packet.data)

    def next_change(self, now: float) -> float:
        """When something will have been sent, so that there is more room, or will arrive."""
        times = (time for packet in self._packets for time in (packet.sent, packet.arrives))
        return min((time for time in times if time > now), default=inf)


class FarTerminal(Terminal):
    """A terminal at the other end of a link, which carries only while output is waited for."""

    def __init__(self, command: Sequence[str], link: Link = SLOW) -> None:
        super().__init__(command)
        self._there, self._back = Way(link), Way(link)
        self._ended = False

    def send(self, keys: bytes) -> float:
        """Type keys, and give the time at which that was; the program has them later."""
        at = perf_counter()
        self._there.put(keys, at)
        return at

    def output(self, quiet: float) -> Iterator[Piece]:
        """What arrives, until nothing does for ``quiet`` seconds or the program has ended."""
        heard = perf_counter()
        while self._back or not self._ended:
            now = perf_counter()
            while keys := self._there.take(now):
                os.write(self._fd, keys.data)
            if piece := self._back.take(now):
                heard = piece.at
                yield piece
            elif now < heard + quiet:
                self._carry(now, heard + quiet)
            else:
                return

    def _carry(self, now: float, until: float) -> None:
        """Take in what the program writes, as far as there is room, or wait for a change."""
        room = self._back.room(now)
        open_to = [self._fd] if room > 0 and not self._ended else []
        change = min(until, self._there.next_change(now), self._back.next_change(now))
        if select.select(open_to, [], [], change - now)[0]:
            try:
                data = os.read(self._fd, room)
            except OSError:  # how Linux says that the program has ended
                data = b""
            self._ended = not data
            self._back.put(data, perf_counter())
