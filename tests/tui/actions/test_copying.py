"""Copying inside tmux, with programs of the test's own that stand in for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.conftest import Desk, OpenDesk

HINT = "Nothing to paste?"

Tmux = Callable[[str], Path]


@pytest.fixture
def tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tmux:
    """Puts a shell script in tmux's place; gives where it may leave what it got."""

    def put(script: str) -> Path:
        program, got = tmp_path / "tmux", tmp_path / "got"
        program.write_text(f'#!/bin/sh\ngot="{got}"\n{script}\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("TMUX", f"{tmp_path}/socket,1,0")
        return got

    return put


def listen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the terminal is sent from now on."""
    sent: list[str] = []
    driver = desk.pilot.app._driver
    assert driver is not None
    monkeypatch.setattr(driver, "write", sent.append)
    return sent


async def test_tmux_gets_the_words_into_its_buffer_and_passes_them_on(
    open_desk: OpenDesk, tmux: Tmux, monkeypatch: pytest.MonkeyPatch
):
    got = tmux('echo "$*" >"$got"; cat >>"$got"')
    async with open_desk() as desk:
        sent = listen(desk, monkeypatch)
        await desk.press("2", "c")
        await desk.until(lambda: "Sent to tmux's buffer and your terminal's clipboard" in desk.said)
        assert got.read_text() == f"load-buffer -w -\n{desk.pilot.app.clipboard}"
        assert desk.pilot.app.clipboard.startswith("Hello Iris,")
        assert not any("\x1b]52" in each for each in sent)
        assert f"{HINT} prefix ] pastes it in tmux, f shows it, m mails it." in desk.log


@pytest.mark.parametrize(
    "script",
    ["cat >/dev/null; echo unknown flag -w >&2; exit 1", "exit 1", "exec sleep 600"],
    ids=["too old", "no server", "hanging"],
)
async def test_where_tmux_does_not_take_them_the_terminal_is_sent_the_words(
    open_desk: OpenDesk, tmux: Tmux, monkeypatch: pytest.MonkeyPatch, script: str
):
    tmux(script)
    async with open_desk() as desk:
        sent = listen(desk, monkeypatch)
        await desk.press("2", "c")
        await desk.press("j")  # meanwhile the board takes keys
        await desk.until(lambda: any(each.startswith("\x1bPtmux;") for each in sent))
        assert "Sent to your terminal's clipboard" in desk.log  # the key may have come after it
        assert desk.pilot.app.clipboard.startswith("Hello Iris,")


async def test_without_the_program_the_terminal_is_sent_the_words(
    open_desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("TMUX", f"{tmp_path}/socket,1,0")
    async with open_desk() as desk:
        sent = listen(desk, monkeypatch)
        await desk.press("2", "c")
        await desk.until(lambda: any(each.startswith("\x1bPtmux;") for each in sent))
        assert "Sent to your terminal's clipboard" in desk.said


async def test_what_to_do_if_nothing_arrives_is_said_once_in_a_run(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("2", "c")
        assert desk.log.count(HINT) == 1
        await desk.press("j", "c")
        assert "sent to your terminal's clipboard" in desk.said.lower()
        assert desk.log.count(HINT) == 1


async def test_the_gaps_that_are_left_are_named_before_where_it_went(
    open_desk: OpenDesk, tmux: Tmux
):
    tmux('cat >"$got"')
    async with open_desk(toasts=True) as desk:
        await desk.press("1", "c")
        await desk.until(lambda: "Sent, with gaps still (what you talked about), to" in desk.shown)
        assert "to tmux's buffer and your terminal's clipboard." in desk.log
