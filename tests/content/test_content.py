"""The short form of the campaign, and the proof that an unexpected end is told as one."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import orjson
import pytest

from tests.content import commands, screens
from tests.content.mutations import valid
from tests.terminal.terminal import Terminal, changed

_RAISES = 'def broken(*_a, **_k): raise RuntimeError("unforeseen")'


def test_no_content_of_a_file_ends_a_command_or_loses_anything() -> None:
    assert list(chain.from_iterable(commands.campaign(30, 1))) == []


def test_no_content_of_a_file_ends_the_app() -> None:
    assert list(chain.from_iterable(screens.files(1, 1))) == []


def test_no_bytes_end_the_app() -> None:
    assert list(chain.from_iterable(screens.inputs(1, 1))) == []


def test_what_is_lost_is_noticed() -> None:
    one_less = valid().replace(b'"3":{', b'"2":{', 1)
    assert list(commands.lost(valid(), one_less))


@pytest.mark.parametrize(
    "where",
    [
        "from tui.screens.help import HelpScreen as C; C.__init__ = broken",
        "from tui.screens.help import HelpScreen as C; C.compose = broken",
        "from tui.terminal.driver import TerminalDriver as C; C._take = broken",
        "from tui.lean.app import _Lean as C; C.render_segments = broken",
    ],
)
def test_an_unexpected_end_is_told_and_is_no_success(where: str, tmp_path: Path) -> None:
    path = tmp_path / "afterword.json"
    tables = orjson.loads(valid())
    before = orjson.dumps({**tables, "drafts": {}})  # what was half typed would be asked about
    path.write_bytes(before)
    with Terminal(path, program=changed(_RAISES, where), held=True) as terminal:
        terminal.wait_for(lambda: terminal.has_ended() or "History" in terminal.text)
        terminal.press("?")
        terminal.wait_for(terminal.has_ended)
        assert terminal.wait_unread() == 1
        terminal.settle()
        assert terminal.is_as_before()
        assert b"unforeseen" in terminal.raw or b"unexpected" in terminal.raw
    assert path.read_bytes() == before
