"""What terminals send, or may send, that no key was pressed for: byte for byte, with who sends it.

Mouse reports are those of a motion or a release in the corner, where nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

ST, BEL = b"\x1b\\", b"\x07"
_CONTROLS_OF_A_SHELL = frozenset(b"\x03\x04\x08\x0a\x0d\x0f\x11\x12\x13\x15\x16\x17\x1a\x1c\x7f")


@dataclass(frozen=True)
class Row:
    """A sequence: its kind, which terminal gives it, and its bytes.

    An ``unfinished`` one begins what never ends. One that is ``escape`` is the Escape key as well,
    and may leave where it comes.
    """

    kind: str
    terminal: str
    data: bytes
    unfinished: bool = False
    escape: bool = False

    @property
    def tame(self) -> bool:
        """Whether a terminal's line editing takes it as text: short, no Ctrl+C, no newline."""
        return len(self.data) < 200 and _CONTROLS_OF_A_SHELL.isdisjoint(self.data)


def _rows(kind: str, *rows: tuple[str, bytes]) -> Iterator[Row]:
    return (Row(kind, terminal, data) for terminal, data in rows)


def _told(kind: str, *bodies: tuple[str, bytes]) -> Iterator[Row]:
    """The rows of OSC replies, ended in either way."""
    for terminal, body in bodies:
        yield Row(f"{kind}, BEL", terminal, b"\x1b]" + body + BEL)
        yield Row(f"{kind}, ST", terminal, b"\x1b]" + body + ST)


REPLIES: tuple[Row, ...] = (
    *_rows(
        "DA1",
        ("xterm", b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"),
        ("VTE", b"\x1b[?65;1;9c"),
        ("kitty", b"\x1b[?62;52;c"),
        ("tmux", b"\x1b[?1;2;4c"),
        ("screen", b"\x1b[?1;2c"),
        ("PuTTY", b"\x1b[?6c"),
        ("linux", b"\x1b[?6c"),
        ("foot", b"\x1b[?62;4;22;28;29;52c"),
        ("VT100 at a Backspace", b"\x1b[?1;0c"),
    ),
    *_rows(
        "DA2",
        ("xterm", b"\x1b[>41;388;0c"),
        ("VTE", b"\x1b[>65;7006;1c"),
        ("kitty", b"\x1b[>1;4000;35c"),
        ("tmux", b"\x1b[>84;0;0c"),
        ("screen", b"\x1b[>83;40900;0c"),
        ("PuTTY", b"\x1b[>0;136;0c"),
    ),
    *_rows(
        "DA3",
        ("xterm", b"\x1bP!|00000000" + ST),
        ("VTE", b"\x1bP!|7E565445" + ST),
        ("iTerm2", b"\x1bP!|6954726D" + ST),
    ),
    *_rows(
        "mode report",
        ("xterm", b"\x1b[?2026;2$y"),
        ("VTE", b"\x1b[?2026;0$y"),
        ("kitty", b"\x1b[?2048;0$y"),
        ("kitty", b"\x1b[?2048;2$y"),
        ("xterm", b"\x1b[?1016;1$y"),
        ("xterm", b"\x1b[4;2$y"),
        ("none: a mode of 30 digits", b"\x1b[?" + b"2" * 30 + b";1$y"),
    ),
    *_rows(
        "name and version",
        ("xterm", b"\x1bP>|XTerm(388)" + ST),
        ("kitty", b"\x1bP>|kitty(0.35.2)" + ST),
        ("tmux", b"\x1bP>|tmux 3.5a" + ST),
        ("WezTerm", b"\x1bP>|WezTerm 20240203-110809-5046fc22" + ST),
    ),
    *_told(
        "colour",
        ("xterm", b"4;1;rgb:cdcd/0000/0000"),
        ("xterm", b"10;rgb:0000/0000/0000"),
        ("VTE", b"11;rgb:ffff/ffff/dddd"),
        ("kitty", b"12;rgb:dead/dead/dead"),
        ("rxvt-unicode", b"11;rgba:0000/0000/0000/c8c8"),
    ),
    *_told(
        "clipboard",
        ("xterm", b"52;c;RHkgeSBkIHUKRA=="),
        ("tmux", b"52;;cQpxRHk="),
        ("kitty", b"5522;type=read:status=DONE"),
    ),
    *_rows(
        "window report",
        ("xterm", b"\x1b[8;24;80t"),
        ("xterm", b"\x1b[4;480;640t"),
        ("xterm", b"\x1b[6;20;10t"),
        ("xterm", b"\x1b[9;50;200t"),
        ("xterm", b"\x1b[3;10;10t"),
        ("dtterm", b"\x1b[1t"),
        ("kitty", b"\x1b[48;24;80;480;640t"),
        ("foot without pixels", b"\x1b[48;24;80;0;0t\x1b[<35;1;1M"),
        ("xterm, icon", b"\x1b]LDy quit" + ST),
        ("xterm, title", b"\x1b]lDy quit" + ST),
        ("xterm, title", "\x1b]l\xdcbung \u2603 \u4e00Dy".encode() + ST),
    ),
    *_rows(
        "cursor report",
        ("xterm", b"\x1b[12;40R"),
        ("xterm", b"\x1b[24;80R"),
        ("xterm, extended", b"\x1b[?12;40;1R"),
        ("VTE, extended", b"\x1b[?12;40R"),
        ("none: no numbers", b"\x1b[;R"),
        ("xterm, checksum", b"\x1bP1!~0000" + ST),
    ),
    *_rows(
        "colour scheme",
        ("kitty", b"\x1b[?997;1n"),
        ("VTE", b"\x1b[?997;2n"),
    ),
    *_rows(
        "status",
        ("xterm", b"\x1b[0n"),
        ("none", b"\x1b[3n"),
        ("xterm, printer", b"\x1b[?13n"),
        ("xterm, keyboard", b"\x1b[?27;1;0;0n"),
        ("xterm, terminal parameters", b"\x1b[2;1;1;128;128;1;0x"),
    ),
    *_rows(
        "keyboard flags", ("kitty", b"\x1b[?1u"), ("foot", b"\x1b[?0u"), ("xterm", b"\x1b[>4;2m")
    ),
    *_rows(
        "graphics",
        ("kitty", b"\x1b_Gi=31;OK" + ST),
        ("kitty", b"\x1b_Gi=31;ENODATA:Dy quit" + ST),
        ("xterm", b"\x1b[?2;0;800;600S"),
    ),
    *_rows(
        "terminfo",
        ("xterm", b"\x1bP1+r524742=8" + ST),
        ("kitty", b"\x1bP1+r544e=787465726d2d6b69747479" + ST),
        ("VTE", b"\x1bP0+r" + ST),
    ),
    *_rows(
        "setting",
        ("xterm", b"\x1bP1$r0m" + ST),
        ("xterm", b'\x1bP1$r64;1"p' + ST),
        ("tmux", b"\x1bP1$r2 q" + ST),
        ("VTE", b"\x1bP0$r" + ST),
    ),
    *_rows(
        "string",
        ("none, SOS", b"\x1bXDy quit" + ST),
        ("screen, PM", b"\x1b^Dy quit" + ST),
        ("screen, APC", b"\x1b_Dy quit" + ST),
        ("tmux passed through", b"\x1bPtmux;\x1b\x1b]52;c;RHk=\x07" + ST),
        ("none, DCS with BEL in it", b"\x1bP1$rDy\x07quit" + ST),
        ("none, lines in it", b"\x1b]52;c;Dy\r\nq\ru" + ST),
        ("none, no UTF-8 in it", b"\x1b]l\xff\xfe\xc3(Dy\xe9" + ST),
        ("none, 200 KB", b"\x1b]52;c;" + b"RHkq" * 50_000 + BEL),
        ("none, nothing in it", b"\x1b]" + ST),
        ("none, an end and no beginning", ST),
    ),
    *_rows(
        "aborted",
        ("none, CAN in CSI", b"\x1b[?62\x18"),
        ("none, SUB in CSI", b"\x1b[?62\x1a"),
        ("none, CSI in CSI", b"\x1b[?62\x1b[?62c"),
    ),
    *_rows(
        "mouse, X10",
        ("xterm", b"\x1b[MC!!"),
        ("xterm, far off", b"\x1b[MC\xff\xe9"),
        ("xterm, a letter's column", b"\x1b[M#Dy"),
        ("xterm, q and u", b"\x1b[M#qu"),
    ),
    *_rows("mouse, 1015", ("rxvt-unicode", b"\x1b[35;1;1M"), ("rxvt-unicode", b"\x1b[67;80;24M")),
    *_rows(
        "mouse, SGR",
        ("xterm, motion", b"\x1b[<35;1;1M"),
        ("xterm, release", b"\x1b[<0;1;1m"),
        ("Ghostty, outside", b"\x1b[<35;-3;-1M"),
        ("none: far outside", b"\x1b[<35;99999999999;99999999999M"),
        ("none: no numbers", b"\x1b[<;;M"),
        ("none: too few", b"\x1b[<0M"),
    ),
    *_rows("mouse, others", ("DEC locator", b"\x1b[1;2;3;4;0&w"), ("linux", b"\x1b[>M")),
    *_rows("focus", ("xterm, in", b"\x1b[I"), ("xterm, out and in", b"\x1b[O\x1b[I")),
    *_rows(
        "kitty key, malformed",
        ("kitty, a release", b"\x1b[97;1:3u"),
        ("none, a control as text", b"\x1b[97;65;2u"),
        ("kitty, a release", b"\x1b[1;1:3A"),
        ("none, too large", b"\x1b[99999999999u"),
        ("none, past Unicode", b"\x1b[1114112u"),
        ("none, a surrogate", b"\x1b[55296u"),
        ("none, no numbers", b"\x1b[;;;u"),
        ("none, modifiers of 20 digits", b"\x1b[97;" + b"9" * 20 + b"u"),
        ("none, no event", b"\x1b[97;1:9u"),
        ("none, text too large", b"\x1b[97;;1114112u"),
        ("kitty, Caps Lock alone", b"\x1b[57358;65u"),
        ("kitty, left Shift", b"\x1b[57441;2u"),
    ),
    *_rows(
        "other key, unknown",
        ("xterm, Ctrl+D", b"\x1b[27;5;68~"),
        ("none, no number", b"\x1b[~"),
        ("none, many numbers", b"\x1b[1;2;3;4;5;6;7~"),
        ("none, 99", b"\x1b[99~"),
        ("linux, past F5", b"\x1b[[Z"),
        ("none, intermediates", b"\x1b[1 !D"),
        ("none, a private key", b"\x1b[?1A"),
        ("none, SS3", b"\x1bOz"),
        ("none, long", b"\x1b[" + b"1;" * 600 + b"D"),
        ("none, an end of a paste", b"\x1b[201~"),
    ),
    *_rows(
        "8-bit C1",
        ("xterm, DA1", b"\x9b?62c"),
        ("xterm, OSC", b"\x9d11;rgb:ffff/ffff/ffff\x9c"),
        ("xterm, DCS", b"\x901$r0m\x9c"),
        ("none, DA1 in UTF-8", "\x9b?62c".encode()),
        ("none, OSC in UTF-8", "\x9d11;rgb:ff\x9c".encode()),
    ),
)
"""Those that are whole, in one read."""

UNFINISHED: tuple[Row, ...] = (
    Row("lone", "any, Escape", b"\x1b", escape=True),
    Row("lone", "any, Escape twice", b"\x1b\x1b", escape=True),
    *(
        Row("unfinished", "any, cut", data, unfinished=True)
        for data in (
            b"\x1b[",
            b"\x1bO",
            b"\x1b]",
            b"\x1bP",
            b"\x1b_",
            b"\x1bX",
            b"\x1b^",
            b"\x1b[M",
            b"\x1b[M#D",
            b"\x1b[?62;",
            b"\x1b[97;5",
            b"\x1b[1;2",
            b"\x1b]11;rgb:ff",
            b"\x1b]11;rgb:ffff/ffff/ffff\x1b",
            b"\x1bP1$rDy quit",
            b"\x1b[<0;1;1",
        )
    ),
    # Where a string is broken off, a second's silence ends it: what follows may be a part of it.
    *(
        Row("string broken off", terminal, data, unfinished=True)
        for terminal, data in (
            ("none, by a CSI", b"\x1b]11;rgb:ff\x1b[?62c"),
            ("none, by an OSC", b"\x1bP1$r\x1b]11;rgb:ff" + BEL),
            ("none, OSC by CAN", b"\x1b]11;rgb:ff\x18"),
            ("none, OSC by SUB", b"\x1b]11;rgb:ff\x1a"),
            ("none, DCS by CAN", b"\x1bP1$rDy\x18"),
        )
    ),
)
"""Those that nothing comes after."""

_CUT = (
    b"\x1b[?64;1;2;6c",
    b"\x1b[?2026;2$y",
    b"\x1b[12;40R",
    b"\x1b[<35;1;1M",
    b"\x1b[M#Dy",
    b"\x1b]11;rgb:ffff/ffff/dddd" + BEL,
    b"\x1b]11;rgb:0000/0000/0000" + ST,
    b"\x1bP>|XTerm(388)" + ST,
    b"\x1b_Gi=31;OK" + ST,
    "\x1b]l\xdcDy".encode() + ST,
)


@dataclass(frozen=True)
class Cut:
    """A sequence whose beginning comes alone; ``rest`` after some seconds, or never if empty."""

    begins: bytes
    rest: bytes
    after: float = 0.3

    @property
    def kind(self) -> str:
        """What it is in a word."""
        return "cut, the rest later" if self.rest else "cut, no rest"


def cuts() -> Iterator[Cut]:
    """Each of the usual replies, cut at each byte after the introducer.

    An escape alone is a key: what comes long after it cannot be known for its rest.
    """
    for data in _CUT:
        for at in range(2, len(data)):
            yield Cut(data[:at], data[at:])
            yield Cut(data[:at], b"")
