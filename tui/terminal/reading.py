"""The bytes that a terminal sends, read as pieces that nothing in them can misuse."""

from __future__ import annotations

from codecs import IncrementalDecoder

from tui.terminal.decoding import FILLER
from tui.terminal.sequences import LOST, Kind, Piece, Sequences


class Reader:
    """Reads what one terminal sends. ``now`` is a clock in seconds that only goes forward.

    Args:
        decoder: Makes characters of bytes, and never raises.
        delay: Seconds after which an escape that nothing follows is the Esc key.
    """

    def __init__(self, decoder: IncrementalDecoder, delay: float) -> None:
        self.sequences = Sequences(delay)
        self._decoder = decoder
        self._since = 0.0

    def patience(self, now: float) -> float | None:
        """Seconds until :meth:`tick` has something to do; None while nothing is waited for."""
        waits = [self.sequences.patience(now)]
        if self._decoder.getstate()[0]:
            waits.append(max(0.0, self._since + LOST - now))
        return min((each for each in waits if each is not None), default=None)

    def feed(self, data: bytes, now: float) -> list[Piece]:
        """The pieces that are whole now that these bytes have come."""
        self._since = now
        return self.sequences.feed(self._decoder.decode(data), now)

    def tick(self, now: float) -> list[Piece]:
        """What is to be made of a silence: the Esc key, half a character, a paste without end."""
        if now - self._since < LOST or not (text := self._decoder.decode(b"", final=True)):
            return self.sequences.tick(now)
        if self.sequences.waiting:
            return [*self.sequences.feed(text, self._since), *self.sequences.tick(now)]
        return [Piece(Kind.TEXT, text.replace(FILLER, ""))]
