from __future__ import annotations

import pytest
from textual import events

from store.search.reference import find
from tests.tui.conftest import Desk, OpenDesk
from tui.terminal.keys import typed

PERSIAN = "می\u200cخواهم"
FAMILY = "👨\u200d👩\u200d👧"


async def key_by_key(desk: Desk, text: str) -> None:
    """Send what the terminal's keys do: Textual's pilot knows no key for a blank of this kind."""
    app = desk.pilot.app
    for event in typed(text):
        event.set_sender(app)
        assert app._driver is not None
        app._driver.send_message(event)
        await desk.pilot.pause()


@pytest.mark.parametrize("blank", ["\u00a0", "\u2007", "\u202f", "\u3000"])
async def test_another_blank_is_typed_and_pasted_as_a_space(open_desk: OpenDesk, blank: str):
    async with open_desk(sample=False) as desk:
        await desk.press("a")
        field = desk.pilot.app.screen.field("company")
        await key_by_key(desk, f"Mizuno{blank}De")
        assert field.value == "Mizuno De"
        desk.pilot.app.focused.post_message(events.Paste(f"sign{blank}Ltd"))
        await desk.pilot.pause()
        assert field.value == "Mizuno Design Ltd"
        await desk.press("home", "shift+right")
        await key_by_key(desk, blank)
        assert field.value == " izuno Design Ltd"


async def test_a_time_with_another_blank_is_read(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("a", *"Initech")
        form = desk.pilot.app.screen
        form.control("interviewed").focus()
        await key_by_key(desk, "fri\u00a010am")
        await desk.until(lambda: "Fri 20 Nov 2026, 10:00 EST" in desk.shown)


@pytest.mark.parametrize("name", [PERSIAN, FAMILY])
async def test_joiners_are_typed_kept_and_copied(open_desk: OpenDesk, name: str):
    async with open_desk(sample=False) as desk:
        await desk.press("a")
        await key_by_key(desk, name)
        await desk.press("shift+home", "ctrl+c")
        assert desk.pilot.app.clipboard == name
        notes = desk.pilot.app.screen.field("notes")
        notes.focus()
        await key_by_key(desk, name)
        assert notes.value == name
        form = desk.pilot.app.screen
        form.field("interviewed").value = "fri 10am"
        await desk.press("f2")
        card = find(desk.book.cards, name)
        assert card.notes == name
        await desk.press("slash")
        await key_by_key(desk, name.replace("\u200c", "").replace("\u200d", ""))
        assert desk.selected == name
        assert all("│" in line or "╮" in line for line in desk.shown.splitlines()[1:4])
