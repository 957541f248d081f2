"""Asking the tmux that the app runs in."""

from __future__ import annotations

import asyncio
import contextlib

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
    try:
        async with asyncio.timeout(_PATIENCE):
            await tmux.communicate(text.encode("utf-8", "replace"))
    except (TimeoutError, OSError):
        return False
    finally:
        if tmux.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                tmux.kill()
            await tmux.wait()
    return tmux.returncode == 0
