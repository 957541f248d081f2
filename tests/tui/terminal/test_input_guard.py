from __future__ import annotations

import itertools
import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from tui.terminal.input_guard import END, LONGEST_PASTE, START, InputGuard

PASTE = re.compile(f"{re.escape(START)}(.*?)(?:{re.escape(END)}|\\Z)", re.DOTALL)
KEYS = st.text(st.sampled_from("qyD[~2O01 é水\x1b\x11\r\t"), max_size=12).filter(
    lambda text: START not in text
)
PASTED = st.text(st.sampled_from("qyD[~201 é水\x1b\x11\x00\x7f\t\n"), max_size=12).filter(
    lambda text: END not in text
)
BYTES = st.lists(
    st.one_of(
        st.binary(max_size=8),
        st.sampled_from([START, END, START[:3], END[:5], "\x1b", "y", "é"]).map(str.encode),
    ),
    max_size=12,
).map(b"".join)
CUTS = st.lists(st.integers(0, 120), max_size=10)


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(cuts), len(data)]
    return [data[start:end] for start, end in itertools.pairwise(edges)]


def read(data: bytes, cuts: list[int]) -> str:
    """What a guard makes of the data, cut up, with a long silence at the end."""
    guard = InputGuard()
    return "".join([*(guard.feed(each, 0.0) for each in pieces(data, cuts)), guard.tick(9.0)])


def all_at_once(*sent: str) -> str:
    return read("".join(sent).encode(), [])


@given(BYTES, CUTS, st.lists(st.floats(0, 3), max_size=11))
def test_whatever_comes_however_late_nothing_in_a_paste_is_an_escape(
    data: bytes, cuts: list[int], waits: list[float]
):
    guard, now, text = InputGuard(), 0.0, ""
    for piece, wait in zip(pieces(data, cuts), [*waits, *[0.0] * 12], strict=False):
        text += guard.feed(piece, now)
        now += wait
        text += guard.tick(now)
    text += guard.tick(now + 9)
    for pasted in PASTE.findall(text):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", pasted)
    assert text.count(START) <= text.count(END)  # no paste stays open
    assert guard.feed(b"y", now + 20) == "y"


@given(BYTES, CUTS)
def test_how_the_bytes_are_cut_up_makes_no_difference(data: bytes, cuts: list[int]):
    assert read(data, cuts) == read(data, [])


@given(st.binary(max_size=60).filter(lambda data: START.encode() not in data), CUTS)
def test_outside_of_pastes_text_is_unchanged_and_the_rest_is_replaced(data: bytes, cuts: list[int]):
    assert read(data, cuts) == data.decode("utf-8", "replace")


@given(st.lists(st.tuples(KEYS, PASTED), max_size=4), KEYS, CUTS)
def test_keys_and_pasted_text_come_in_order(
    parts: list[tuple[str, str]], last: str, cuts: list[int]
):
    sent = "".join(f"{keys}{START}{pasted}{END}" for keys, pasted in parts) + last
    text = read(sent.encode(), cuts)
    assert PASTE.split(text)[::2] == [*(keys for keys, _ in parts), last]
    pictures = {code: 0x2400 + code for code in (0, 0x11, 0x1B)} | {0x7F: 0x2421}
    assert PASTE.findall(text) == [pasted.translate(pictures) for _, pasted in parts]


@pytest.mark.parametrize(
    "answer",
    [
        "\x1b[?2026;2$y",
        "\x1b[?62;22c",
        "\x1b[48;24;80;480;800t",
        "\x1b[<0;10;5M",
        "\x1b[M !!",
        "\x1b[I",
        "\x1b[97;5u",
        "\x1bOP",
        "\x1bP>|XTerm(390)\x1b\\",
    ],
)
def test_what_terminals_answer_passes_untouched(answer: str):
    assert InputGuard().feed(answer.encode(), 0.0) == answer


def test_escape_is_held_back_only_for_a_moment():
    guard = InputGuard()
    assert guard.feed(b"j\x1b", 1.0) == "j"
    assert guard.waiting
    assert guard.tick(1.02) == ""
    assert guard.tick(1.06) == "\x1b"
    assert not guard.waiting
    assert guard.tick(9.0) == ""


def test_a_beginning_that_was_let_go_still_begins_a_paste():
    guard = InputGuard()
    assert guard.feed(START[:1].encode(), 0.0) == ""
    assert guard.tick(0.1) == START[:1]
    assert guard.feed(START[1:3].encode(), 2.0) == START[1:3]
    assert guard.tick(9.0) == ""
    assert guard.feed(f"{START[3:]}D{END}y".encode(), 9.0) == f"{START}D{END}y"


def test_a_start_within_a_paste_is_text():
    assert all_at_once(START, f"a{START}b", END, "y") == f"{START}a␛[200~b{END}y"


def test_line_breaks_of_all_kinds_become_newlines():
    sent = f"{START}a\r\nb\rc\nd\r\r\ne\r{END}".encode()
    for cut in range(len(sent)):
        assert read(sent, [cut]) == f"{START}a\nb\nc\nd\n\ne\n{END}"


def test_what_is_too_long_is_cut_off_until_its_end():
    pasted = "x" * (LONGEST_PASTE - 1) + "\x1b" + "D" * 5_000_000
    started = process_time()
    text = read(f"{START}{pasted}{END}q".encode(), list(range(0, 120, 7)))
    assert process_time() - started < 2  # were it quadratic, it would take minutes
    assert text == f"{START}{'x' * (LONGEST_PASTE - 1)}␛{END}q"


def test_the_end_of_a_paste_may_be_lost():
    guard = InputGuard()
    assert guard.feed(f"{START}Dear Dana\x1b[20".encode(), 0.0) == f"{START}Dear Dana"
    assert guard.tick(0.9) == ""
    assert guard.feed(b"!\xe6\xb0", 0.9) == "␛[20!"
    assert guard.tick(1.8) == ""
    assert guard.tick(1.95) == "�" + END
    assert guard.feed(b"D", 2.0) == "D"
    assert guard.feed(b"\x1b[B", 2.1) == "\x1b[B"


def test_the_rest_of_a_paste_that_was_only_late_is_no_keys():
    for rest in ("Dyq" * 30, f"Dyq{END}"):
        guard = InputGuard()
        text = guard.feed(f"{START}Hello ".encode(), 0.0) + guard.tick(5.0)
        assert text == f"{START}Hello {END}"
        late = guard.feed(rest.encode(), 6.0) + guard.tick(9.0)
        assert late == f"{START}{rest.removesuffix(END)}{END}"
        assert guard.feed(b"y", 12.0) == "y"


def test_bytes_that_are_no_text_are_shown_as_such():
    assert read(b"a\xffb\xc3(\xed\xa0\x80\x80", []) == "a�b�(����"
    guard = InputGuard()
    assert guard.feed(b"\xe6\xb0", 0.0) + guard.feed(b"\xb4", 0.7) == "水"
    assert guard.feed(b"\xe9", 1.0) + guard.tick(1.5) == ""
    assert guard.tick(2.1) == "�"


@given(BYTES, CUTS)
def test_textual_reads_every_paste_as_one_and_the_keys_after_it(data: bytes, cuts: list[int]):
    *_, paste, key = XTermParser().feed(f"{read(data, cuts)}{END}{START}last{END}j")
    assert isinstance(paste, events.Paste)
    assert paste.text == "last"
    assert isinstance(key, events.Key)
    assert key.key == "j"
