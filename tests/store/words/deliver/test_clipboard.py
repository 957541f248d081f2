import re
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.words.deliver.clipboard import MOST_BYTES, TooLongError, osc52, small_enough

SCREEN_STRING = re.compile(r"\x1bP(.*?)\x1b\\", re.DOTALL)


def sent(sequence: str) -> str:
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\a", sequence)
    assert found
    return b64decode(found[1]).decode()


def through_tmux(sequence: str) -> tuple[str, str]:
    """What tmux passes on of a wrapped sequence, and what it reads itself."""
    found = re.fullmatch(r"\x1bPtmux;((?:[^\x1b]|\x1b\x1b)*)\x1b\\(.*)", sequence)
    assert found
    return found[1].replace("\x1b\x1b", "\x1b"), found[2]


def through_screen(sequence: str) -> str:
    assert SCREEN_STRING.sub("", sequence) == ""
    return "".join(SCREEN_STRING.findall(sequence))


@given(st.text())
def test_the_terminal_gets_the_text_as_it_is(text: str) -> None:
    assert sent(osc52(text, {"TERM": "xterm-256color"})) == text


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "screen-256color", "TMUX": "/tmp/tmux-1000/default,1,0"},  # noqa: S108
        {"TERM": "tmux-256color"},
        {"TERM": "screen", "TMUX": "x", "STY": "1.host"},
    ],
)
def test_inside_tmux_it_is_sent_wrapped_and_bare(environ: dict[str, str]) -> None:
    wrapped, bare = through_tmux(osc52("Hello Dana, é", environ))
    assert sent(wrapped) == sent(bare) == "Hello Dana, é"


@pytest.mark.parametrize("environ", [{"TERM": "screen.xterm-256color"}, {"STY": "1.host"}])
def test_inside_screen_it_is_sent_in_strings_that_fit_its_buffer(environ: dict[str, str]) -> None:
    text = "Thank you for your time. " * 200
    sequence = osc52(text, environ)
    assert sent(through_screen(sequence)) == text
    assert max(map(len, SCREEN_STRING.findall(sequence))) <= 76


def test_an_empty_variable_is_no_multiplexer() -> None:
    assert sent(osc52("Hello", {"TMUX": "", "STY": "", "TERM": ""})) == "Hello"


@pytest.mark.parametrize(("sign", "bytes_each"), [("a", 1), ("é", 2)])
def test_the_longest_text_makes_a_sequence_of_100_000_bytes(sign: str, bytes_each: int) -> None:
    longest = sign * (MOST_BYTES // bytes_each)
    assert small_enough(longest)
    assert len(osc52(longest, {})) == 100_000
    assert not small_enough(longest + sign)


def test_a_longer_text_is_refused_in_one_line_that_says_what_to_do() -> None:
    with pytest.raises(TooLongError, match="too long") as refused:
        osc52("a" * (MOST_BYTES + 1), {})
    assert len(str(refused.value).splitlines()) == 1


def test_half_a_surrogate_pair_does_not_stop_the_rest() -> None:
    assert sent(osc52("Hello \ud800Dana", {})) == "Hello ?Dana"
