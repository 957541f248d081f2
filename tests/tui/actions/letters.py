"""Words that are typed where a script is edited."""

from __future__ import annotations

from tests.tui.conftest import Desk


async def type_words(desk: Desk, text: str) -> None:
    """Put these words in the place of those that are edited."""
    desk.pilot.app.screen.field("words").value = text
    await desk.pilot.pause()
