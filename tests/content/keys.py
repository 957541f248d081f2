"""What a terminal may send: key reports old, modern and malformed, strings, bytes of no text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

_NUMBERS = ("", "0", "1", "2", "3", "5", "27", "57441", "65", "65535", "1114112", "9" * 40)
_LETTERS = b"abdeghijklmnoprstuvwxyzACDEGHLMNRSU123 /?\t"  # all but those that leave the app
_LEAVES = {b"\x1b[113u", b"\x1b[81u", b"\x1b[99;5u", b"\x1b[122;5u"}

WALK: tuple[bytes, ...] = (
    *(b"jlhkgGnNJK12345"[at : at + 1] for at in range(15)), b"\t", b"\x1b[B", b"\x1b[6~", b"\x1b[Z",
    b" ", b"E", b"R", b"r", b"w", b"s", b"d", b"o", b"a", b"e", b"D", b"b", b"c", b"C", b"x", b"m",
    b"p", b"/", b"L", b"v", b"S", b"M", b"?", b"\x10", b"\r", b"\ry", b"u", b"U",
)  # fmt: skip
"""The keys of the board; what each opens is left again by Esc."""


def sent(random: Random) -> bytes:
    """Some bytes that a terminal may send; none that leaves the app on purpose."""
    while (made := random.choice(_KINDS)(random)) in _LEAVES:
        pass
    return made


def every_final() -> Iterator[bytes]:
    """A control sequence with each byte that can end one, bare, with numbers, and with marks."""
    for final in range(0x40, 0x7F):
        for inside in (b"", b"1;2", b"1;1:3", b"97:65;2:2;97", b"?1", b">1", b"<0;1;1", b"9" * 30):
            made = b"\x1b[" + inside + bytes((final,))
            if made not in _LEAVES and final != ord("M"):
                yield made
    for final in range(0x30, 0x7F):
        yield b"\x1bO" + bytes((final,))


def _report(random: Random) -> bytes:
    """A key report: any numbers, with sub-parameters, and any letter at the end."""
    fields = [
        ":".join(random.choice(_NUMBERS) for _ in range(random.choice((1, 1, 2, 3, 6))))
        for _ in range(random.choice((1, 2, 3, 9)))
    ]
    end = random.choice("uuu~~ABCDEFHPQRSZIOcnty$^@`|")
    return f"\x1b[{random.choice(('', '', '?', '<', '=', '>'))}{';'.join(fields)}{end}".encode()


def _cut(random: Random) -> bytes:
    whole = _report(random)
    return whole[: random.randrange(1, len(whole))]


def _string(random: Random) -> bytes:
    """A device string that is long, cut, or holds what would be keys."""
    begin = random.choice((b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b^", b"\x1bX", b"\x9d", b"\xc2\x90"))
    body = random.choice(
        (b"", b"10;rgb:zz/zz/zz", b"11;rgb:ffff/0/" + b"f" * 900, b"52;c;!!!", b"x" * 9_000,
         b"\xff", b"4;999999999;rgb:1/2/3", b">|tmux 3", b"1$r0m", b"11;rgb:", b"11;#")
    )  # fmt: skip
    return begin + body + random.choice((b"\x07", b"\x1b\\", b"\x1b\\", b"\x9c"))


def _mouse(random: Random) -> bytes:
    numbers = ";".join(random.choice(_NUMBERS) for _ in range(random.choice((2, 3, 4))))
    if random.random() < 0.3:
        return b"\x1b[M" + bytes(random.randrange(256) for _ in range(3))
    return f"\x1b[<{numbers}{random.choice('Mm')}".encode()


def _no_text(random: Random) -> bytes:
    leads = (0xC0, 0xC3, 0xE0, 0xED, 0xF0, 0xF4, 0xF8, 0xFE, 0xFF)
    return bytes(
        random.choice((random.choice(leads), random.randrange(0x80, 0x100))) for _ in "...."
    )


def _keys(random: Random) -> bytes:
    return bytes(random.choice(_LETTERS) for _ in range(random.randrange(1, 4)))


def _paste(random: Random) -> bytes:
    inside = random.choice((_report, _string, _no_text, _keys))(random)
    return b"\x1b[200~" + inside + random.choice((b"\x1b[201~", b"\x1b[201~", b"\x1b[20"))


def _character(random: Random) -> bytes:
    odd = random.choice(
        (0x85, 0xAD, 0x200B, 0x202E, 0x2028, 0xFEFF, 0xFFFF, 0x1F469, 0xE0001, 0x301)
    )
    return chr(odd).encode()


_KINDS: tuple[Callable[[Random], bytes], ...] = (
    _report, _report, _report, _cut, _string, _mouse, _no_text, _keys, _keys, _paste, _character,
)  # fmt: skip
