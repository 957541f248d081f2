from __future__ import annotations

import itertools
import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.decoding import decoder
from tui.terminal.pasted import END, LONGEST_PASTE, START
from tui.terminal.reading import Reader
from tui.terminal.sequences import Kind, Piece

DELAY = 0.1
KEYS = st.text(st.sampled_from("qyD~2é水\x11\r\t"), max_size=12)
PASTED = st.text(st.sampled_from("qyD[~201 é水\x1b\x11\x00\x7f\t\n"), max_size=12).filter(
    lambda text: END not in text
)
INTRODUCERS = [f"\x1b{each}" for each in "[O]P_^XM\\"]
BYTES = st.lists(
    st.one_of(
        st.binary(max_size=8),
        st.sampled_from([START, END, START[:3], END[:5], "\x1b", "y", "é", *INTRODUCERS]).map(
            str.encode
        ),
    ),
    max_size=12,
).map(b"".join)
CUTS = st.lists(st.integers(0, 120), max_size=10)

REPLIES = [
    "\x1b[?62;22c",
    "\x1b[>41;388;0c",
    "\x1bP!|00000000\x1b\\",
    "\x1b[?2026;2$y",
    "\x1b[4;2$y",
    "\x1bP>|XTerm(390)\x1b\\",
    "\x1b]4;1;rgb:cdcd/0000/0000\x07",
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "\x1b]52;c;RHlxIQ==\x1b\\",
    "\x1b[8;24;80t",
    "\x1b]lDyq title\x1b\\",
    "\x1b[12;40R",
    "\x1b[?12;40;1R",
    "\x1b[?997;1n",
    "\x1b[0n",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1bXDyq\x1b\\",
    "\x1b^Dyq\x1b\\",
    "\x1b[MDyq",
    "\x1b[M !\xe9",
    "\x1b[32;10;20M",
    "\x1b[<0;10;5M",
    "\x1b[I",
    "\x1b[97;5u",
    "\x1b[[A",
    "\x1b[7$",
    "\x1b[24~",
    "\x1bOP",
    "\x1bO5C",
]


def reader() -> Reader:
    return Reader(decoder({}), DELAY)


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(cuts), len(data)]
    return [data[start:end] for start, end in itertools.pairwise(edges)]


def read(data: bytes, cuts: list[int]) -> list[tuple[Kind, str]]:
    """What is made of the data, cut up, with a long silence at the end; text in one piece."""
    made, reading = [], reader()
    for piece in pieces(data, cuts):
        made += reading.feed(piece, 0.0)
    made += reading.tick(9.0)
    made += reading.tick(9.0)
    return joined(made)


def joined(made: list[Piece]) -> list[tuple[Kind, str]]:
    groups = itertools.groupby(made, lambda piece: piece.kind is Kind.TEXT)
    return [
        each
        for is_text, group in groups
        for each in (
            [(Kind.TEXT, "".join(text for _, text in group))]
            if is_text
            else [(kind, text) for kind, text in group]
        )
    ]


def text_of(made: list[tuple[Kind, str]]) -> str:
    return "".join(text for kind, text in made if kind is Kind.TEXT)


@given(BYTES, CUTS)
def test_how_the_bytes_are_cut_up_makes_no_difference(data: bytes, cuts: list[int]) -> None:
    assert read(data, cuts) == read(data, [])


@given(BYTES, CUTS, st.lists(st.floats(0, 3), max_size=11))
def test_whatever_comes_however_late_a_key_after_it_is_one(
    data: bytes, cuts: list[int], waits: list[float]
) -> None:
    reading, now = reader(), 0.0
    for piece, wait in zip(pieces(data, cuts), [*waits, *[0.0] * 12], strict=False):
        made = reading.feed(piece, now)
        now += wait
        made += reading.tick(now)
        for kind, text in made:
            assert kind is not Kind.TEXT or "\x1b" not in text
            assert kind is not Kind.PASTE or not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)
    for _ in range(3):
        reading.tick(now := now + 9)
    assert reading.patience(now) is None
    assert reading.feed(b"y", now) == [Piece(Kind.TEXT, "y")]


@pytest.mark.parametrize("reply", REPLIES)
def test_a_sequence_is_taken_whole_wherever_it_is_cut(reply: str) -> None:
    sent = reply.encode("latin-1")
    whole = [(Kind.SEQUENCE, reply.replace("\x07", "\x1b\\"))]
    if "\xe9" in reply:
        whole = [(Kind.SEQUENCE, reply.replace("\xe9", "�"))]
    for cut in range(len(sent) + 1):
        assert read(sent + b"j", [cut]) == [*whole, (Kind.TEXT, "j")], cut


@pytest.mark.parametrize("reply", REPLIES)
def test_of_a_sequence_that_never_ends_nothing_is_left_but_an_escape(reply: str) -> None:
    sent = reply.encode("latin-1")
    for cut in range(1, len(sent)):
        reading = reader()
        made = reading.feed(sent[:cut], 0.0)
        assert made == []
        assert reading.tick(DELAY / 2) == []
        made = reading.tick(DELAY)
        assert made == ([Piece(Kind.ESCAPE, "\x1b")] if cut == 1 else [])
        assert reading.tick(1.0) == []
        assert reading.patience(1.0) is None
        assert reading.feed(b"jk", 4.0) == [Piece(Kind.TEXT, "jk")]


@pytest.mark.parametrize("reply", [reply for reply in REPLIES if "\xe9" not in reply])
def test_the_rest_of_a_sequence_that_was_given_up_is_not_keys(reply: str) -> None:
    sent = reply.encode()
    for cut in range(2, len(sent)):
        reading = reader()
        reading.feed(sent[:cut], 0.0)
        reading.tick(1.0)
        assert reading.feed(sent[cut:] + b"j", 2.0) == [Piece(Kind.TEXT, "j")], cut


def test_an_arrow_whose_escape_came_far_too_early_is_still_an_arrow() -> None:
    reading = reader()
    assert reading.feed(b"\x1b", 0.0) == []
    assert reading.tick(0.2) == [Piece(Kind.ESCAPE, "\x1b")]
    assert reading.feed(b"[D", 0.5) == [Piece(Kind.SEQUENCE, "\x1b[D")]
    assert reading.feed(b"\x1b", 10.0) + reading.tick(10.2) == [Piece(Kind.ESCAPE, "\x1b")]
    assert reading.feed(b"D", 10.5) == [Piece(Kind.TEXT, "D")]  # one letter is a key


def test_a_sequence_in_three_parts_is_not_keys_either() -> None:
    for parts, made in (
        ([b"[", b"D"], [Piece(Kind.SEQUENCE, "\x1b[D")]),
        ([b"[", b"117;5", b"u"], [Piece(Kind.SEQUENCE, "\x1b[117;5u")]),
        ([b"]11;rgb:ff", b"/ff\x07"], [Piece(Kind.SEQUENCE, "\x1b]11;rgb:ff/ff\x1b\\")]),
        ([b"]", b"11;rgb:ff", b"/ff\x07"], [Piece(Kind.SEQUENCE, "\x1b]11;rgb:ff/ff\x1b\\")]),
    ):
        reading, now = reader(), 0.3
        assert reading.feed(b"\x1b", 0.0) + reading.tick(now) == [Piece(Kind.ESCAPE, "\x1b")]
        read_ = []
        for part in parts:
            read_ += reading.feed(part, now) + reading.tick(now := now + 0.3)
        assert read_ == made


@pytest.mark.parametrize("bracket", ["[", "]"])
def test_a_bracket_typed_after_escape_is_one(bracket: str) -> None:
    reading = reader()
    reading.feed(b"\x1b", 0.0)
    reading.tick(0.3)
    assert reading.feed(bracket.encode(), 1.0) + reading.tick(1.5) == []
    assert reading.tick(2.0) == [Piece(Kind.TEXT, bracket)]
    assert reading.feed(b"a", 2.1) == [Piece(Kind.TEXT, "a")]


def test_escape_and_a_letter_in_one_read_are_two_keys() -> None:
    assert read(b"\x1bj\x1b\x1b/\x1b", []) == [
        (Kind.ESCAPE, "\x1b"),
        (Kind.TEXT, "j"),
        (Kind.ESCAPE, "\x1b"),
        (Kind.ESCAPE, "\x1b"),
        (Kind.TEXT, "/"),
        (Kind.ESCAPE, "\x1b"),
    ]


def test_only_a_lone_escape_is_given_up_soon() -> None:
    reading = reader()
    assert reading.patience(0.0) is None
    reading.feed(b"\x1b", 5.0)
    assert reading.patience(5.0) == pytest.approx(DELAY)
    for begun in (b"[", b"O", b"]", b"P", b"_", b"[1;5"):
        reading = reader()
        reading.feed(b"\x1b" + begun, 5.0)
        assert reading.patience(5.0) == pytest.approx(1.0)
        assert reading.tick(5.9) == []


def test_a_string_without_end_swallows_no_keys_for_long() -> None:
    reading = reader()
    reading.feed(b"\x1b]11;rgb:ff", 0.0)
    assert reading.feed(b"j", 0.9) == []
    assert reading.feed(b"j", 1.4) == [Piece(Kind.TEXT, "j")]


def test_a_string_without_end_does_not_swallow_an_arrow_that_is_held_down() -> None:
    reading = reader()
    reading.feed(b"\x1b]11;rgb:ff", 0.0)
    assert reading.feed(b"\x1b[B", 0.9) == []
    assert reading.feed(b"\x1b[B\x1b[B", 1.4) == [Piece(Kind.SEQUENCE, "\x1b[B")] * 2


@pytest.mark.parametrize(
    "rest", ["1;5D", "[D", "2;3R", "?62;22c", "<35;1;1M", "11;rgb:Dy/q\x07", "|xterm\x1b\\"]
)
def test_the_rest_of_a_reply_to_another_program_is_not_keys(rest: str) -> None:
    reading = reader()
    reading.sequences.expect_late_rest(5.0)
    assert reading.feed(f"{rest}j".encode(), 6.0) == [Piece(Kind.TEXT, "j")]
    assert reading.feed(b"D", 6.1) == [Piece(Kind.TEXT, "D")]
    reading.sequences.expect_late_rest(5.0)
    assert reading.feed(b"nc\r", 6.0) == [Piece(Kind.TEXT, "nc\r")]


def test_a_string_of_megabytes_is_swallowed_in_time_and_space() -> None:
    reading, started = reader(), process_time()
    reading.feed(b"\x1b]52;c;", 0.0)
    for _ in range(2_000):
        assert reading.feed(b"Dy\r" * 1_000, 0.0) == []
    ((kind, text),) = reading.feed(b"\x07", 0.0)
    assert kind is Kind.SEQUENCE
    assert len(text) < 5_000
    assert process_time() - started < 5  # were it quadratic, it would take minutes


@pytest.mark.parametrize("report", [b"\x1b[MC0\xb9", b"\x1b[MC\xe2\x9e", b"\x1b[M\xf1\x94\x80"])
def test_a_mouse_of_three_bytes_takes_no_key_with_it(report: bytes) -> None:
    for cut in range(len(report)):
        made = read(report + b"jk", [cut])
        assert [text for kind, text in made if kind is Kind.TEXT] == ["jk"]


def test_eight_bit_controls_begin_sequences_too() -> None:
    assert read(b"\x9b?62;22c\x9d11;rgb:D\x9cj", []) == [
        (Kind.SEQUENCE, "\x1b[?62;22c"),
        (Kind.SEQUENCE, "\x1b]11;rgb:D\x1b\\"),
        (Kind.TEXT, "j"),
    ]


@given(st.lists(st.tuples(KEYS, PASTED), max_size=4), KEYS, CUTS)
def test_keys_and_pasted_text_come_in_order(
    parts: list[tuple[str, str]], last: str, cuts: list[int]
) -> None:
    sent = "".join(f"{keys}{START}{pasted}{END}" for keys, pasted in parts) + last
    pictures = {code: 0x2400 + code for code in (0, 0x11, 0x1B)} | {0x7F: 0x2421}
    expected = [
        each
        for keys, pasted in parts
        for each in ((Kind.TEXT, keys), (Kind.PASTE, pasted.translate(pictures)))
    ]
    expected.append((Kind.TEXT, last))
    made = read(sent.encode(), cuts)
    assert made == [(kind, text) for kind, text in expected if text or kind is Kind.PASTE]


def test_a_beginning_that_was_given_up_still_begins_a_paste() -> None:
    for size in range(1, len(START)):
        reading = reader()
        assert reading.feed(START[:size].encode(), 0.0) == []
        reading.tick(1.0)
        rest = f"{START[size:]}D{END}y".encode()
        assert reading.feed(rest, 2.0) == [Piece(Kind.PASTE, "D"), Piece(Kind.TEXT, "y")]


def test_a_start_within_a_paste_is_text() -> None:
    assert read(f"{START}a{START}b{END}y".encode(), []) == [
        (Kind.PASTE, "a␛[200~b"),
        (Kind.TEXT, "y"),
    ]


def test_line_breaks_of_all_kinds_become_newlines() -> None:
    sent = f"{START}a\r\nb\rc\nd\r\r\ne\r{END}".encode()
    for cut in range(len(sent)):
        assert read(sent, [cut]) == [(Kind.PASTE, "a\nb\nc\nd\n\ne\n")]
    assert read(f"{START}\r\n\n{END}".encode(), [7, 8]) == [(Kind.PASTE, "\n\n")]


def test_what_is_too_long_is_cut_off_until_its_end() -> None:
    pasted = "x" * (LONGEST_PASTE - 1) + "\x1b" + "D" * 5_000_000
    started = process_time()
    made = read(f"{START}{pasted}{END}q".encode(), list(range(0, 120, 7)))
    assert process_time() - started < 2  # were it quadratic, it would take minutes
    assert made == [(Kind.PASTE, "x" * (LONGEST_PASTE - 1) + "␛"), (Kind.TEXT, "q")]


def test_the_end_of_a_paste_may_be_lost() -> None:
    reading = reader()
    assert reading.feed(f"{START}Dear Dana\x1b[20".encode(), 0.0) == []
    assert reading.tick(0.9) == []
    assert reading.feed(b"!\xe6\xb0", 0.9) == []
    assert reading.tick(1.8) == []
    assert reading.tick(1.95) == [Piece(Kind.PASTE, "Dear Dana␛[20!�")]
    assert reading.feed(b"D", 2.0) == [Piece(Kind.TEXT, "D")]
    assert reading.feed(b"\x1b[B", 2.1) == [Piece(Kind.SEQUENCE, "\x1b[B")]


def test_the_rest_of_a_paste_that_was_only_late_is_no_keys() -> None:
    for rest in ("Dyq" * 30, f"Dyq{END}"):
        reading = reader()
        reading.feed(f"{START}Hello ".encode(), 0.0)
        assert reading.tick(5.0) == [Piece(Kind.PASTE, "Hello ")]
        late = reading.feed(rest.encode(), 6.0) + reading.tick(9.0)
        assert late == [Piece(Kind.PASTE, rest.removesuffix(END))]
        assert reading.feed(b"y", 12.0) == [Piece(Kind.TEXT, "y")]


def test_bytes_that_are_no_text_are_shown_as_such() -> None:
    assert text_of(read(b"a\xffb\xc3(\xed\xa0\xa0", [])) == "a�b�(���"
    reading = reader()
    reading.feed(b"\xe6\xb0", 0.0)
    assert reading.feed(b"\xb4", 0.7) == [Piece(Kind.TEXT, "水")]
    assert reading.feed(b"\xe9", 1.0) + reading.tick(1.5) == []
    assert reading.tick(2.1) == [Piece(Kind.TEXT, "�")]


@pytest.mark.parametrize(
    ("locale", "sent", "text"),
    [
        ("de_DE.ISO-8859-1", b"\xe4", "ä"),
        ("de_DE.ISO-8859-15@euro", b"\xa4", "€"),
        ("ru_RU.KOI8-R", b"\xc4", "д"),
        ("de_DE.UTF-8", "ä".encode(), "ä"),
        ("C", "ä".encode(), "ä"),
        ("xx.made-up", "ä".encode(), "ä"),
        ("xx.ISO-8859-99", "ä".encode(), "ä"),
    ],
)
def test_letters_are_those_of_the_locales_charset(locale: str, sent: bytes, text: str) -> None:
    reading = Reader(decoder({"LANG": locale}), DELAY)
    assert reading.feed(sent, 0.0) == [Piece(Kind.TEXT, text)]
