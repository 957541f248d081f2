"""Asking the tmux that the app runs in."""

from __future__ import annotations

import asyncio
import contextlib

from msgspec import Struct

_ALLOWING = {"1", "2", "on", "all"}
_PATIENCE = 2.0  # seconds; it takes a few thousandths of one


async def load_buffer(text: str) -> bool:
    """Put a text into tmux's newest buffer, and let tmux send it on to its terminal's clipboard.

    That works in a tmux as it comes, which drops what a program sends to the clipboard by itself.

    Returns:
        Whether tmux took it: not where it is missing, too old (before 3.2), or does not answer.
    """
    try:
        tmux = await asyncio.create_subprocess_exec(
            *("tmux", "load-buffer", "-w", "-"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError:
        return False
    await _ended(tmux, text.encode("utf-8", "replace"))
    return tmux.returncode == 0


class Outside(Struct, frozen=True):
    """The terminal around tmux: what it is called, and whether programs may write to it."""

    names: tuple[str, ...] = ()
    is_open: bool = False


async def outside() -> Outside:
    """What tmux says of the terminal that shows it; nothing is open where tmux does not say."""
    told = await _asked("#{client_termtype}\n#{client_termname}\n#{allow-passthrough}")
    *names, allows = told or [""]
    return Outside(tuple(names), allows in _ALLOWING)


async def _asked(format_: str) -> list[str]:
    try:
        tmux = await asyncio.create_subprocess_exec(
            *("tmux", "display-message", "-p", format_),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError:
        return []
    told = await _ended(tmux)
    return told.decode("utf-8", "replace").splitlines()


async def _ended(tmux: asyncio.subprocess.Process, text: bytes | None = None) -> bytes:
    """What it wrote until it ended; it is ended where it takes too long."""
    told: bytes | None = None
    try:
        with contextlib.suppress(TimeoutError, OSError):
            async with asyncio.timeout(_PATIENCE):
                told, _ = await tmux.communicate(text)
    finally:
        if tmux.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                tmux.kill()
            await tmux.wait()
    return told or b""
