"""Terminal output that nobody typed, made up by the grammar of control sequences.

It is never what a key sends: no CSI that ends as a key does, no letter outside a sequence.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.terminal.conformance.table import BEL, REPLIES, ST, Cut, Row

Sent = Row | Cut

_ENDS_A_STRING = frozenset(b"\x07\x18\x1a\x1b\x9c")
_IN_A_STRING = bytes(byte for byte in range(256) if byte not in _ENDS_A_STRING)
_KEYS_HARM = b"Dy\rq uUbRw!\x03\x11"  # what harms most were it keys
_CSI = (b"?%sc", b">%sc", b"=%sc", b"?%sn", b"?%s$y", b"%s$y", b"?%su", b"?%sS", b"?%sR", b"8;%st")
_STRINGS = b"]P_^X"
_TOLD = (b"", b"11;rgb:", b"4;7;", b"52;c;", b"1$r", b"1+r", b"Gi=1;", b">|", b"l")
_WHOLE = tuple(row for row in REPLIES if len(row.data) < 1000)


def noise(chance: Random, *, longest: float = 0.0, lost: float = 0.0) -> list[Sent]:
    """A few sequences in a row, some of them cut.

    Args:
        chance: What decides.
        longest: Seconds that a cut lasts at most.
        lost: How probable it is, from 0 to 1, that what follows a cut never comes.
    """
    pieces = [chance.choice(_MAKERS)(chance) for _ in range(chance.randint(1, 6))]
    return [_perhaps_cut(piece, chance, longest, lost) for piece in pieces]


def _perhaps_cut(data: bytes, chance: Random, longest: float, lost: float) -> Sent:
    if len(data) < 4 or chance.random() > 0.3:
        return Row("noise", "", data)
    at = chance.randint(2, len(data) - 1)
    if data[at - 1 : at] == b"\x1b" and data[at : at + 1] != b"\\":
        at += 1  # an escape that stays alone is a key
    rest = b"" if chance.random() < lost else data[at:]
    return Cut(data[:at], rest, chance.random() * longest)


def _known(chance: Random) -> bytes:
    return chance.choice(_WHOLE).data


def _csi(chance: Random) -> bytes:
    numbers = (
        str(_number(chance)) if chance.random() < 0.8 else "" for _ in range(chance.randint(0, 9))
    )
    parameters = chance.choice(";;;:").join(numbers)
    return b"\x1b[" + chance.choice(_CSI).replace(b"%s", parameters.encode())


def _number(chance: Random) -> str:
    numbers = (chance.randint(0, 9), chance.randint(0, 3000), chance.getrandbits(80), "")
    return str(chance.choice(numbers))


def _string(chance: Random) -> bytes:
    kind = bytes([chance.choice(_STRINGS)])
    alphabet = chance.choice((_IN_A_STRING, _KEYS_HARM, b"0123456789abcdef/;:"))
    body = bytes(chance.choices(alphabet, k=chance.choice((0, 3, 30, 300))))
    ends = (ST, BEL) if kind == b"]" else (ST,)
    return b"\x1b" + kind + chance.choice(_TOLD) + body + chance.choice(ends)


def _mouse(chance: Random) -> bytes:
    return b"\x1b[MC" + bytes(chance.randint(33, 255) for _ in range(2))


_MAKERS: tuple[Callable[[Random], bytes], ...] = (_known, _csi, _csi, _string, _string, _mouse)
