"""What is pasted into a form is taken in there, unless it is plain text."""

from __future__ import annotations

from textual import events

from store.search.reference import find
from tests.tui.conftest import Desk, OpenDesk
from tests.tui.screens.arriving import harbor, shown

ICS = """\
BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
DTSTART;TZID=America/New_York:20261208T100000
DTEND;TZID=America/New_York:20261208T104500
ORGANIZER;CN=Dana Lee:mailto:dana@initech.example
UID:pasted@initech.example
SEQUENCE:0
SUMMARY:Interview: Data Analyst at Initech
LOCATION:https://meet.google.com/abc-defg-hij
END:VEVENT
END:VCALENDAR
"""


async def paste(desk: Desk, text: str) -> None:
    field = desk.pilot.app.focused
    assert field is not None
    field.post_message(events.Paste(text))
    await desk.pilot.pause()


async def test_a_pasted_invitation_fills_the_empty_form(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("a")
        await paste(desk, ICS)
        await shown(desk, "From the invitation. Look it over; nothing is saved yet.")
        await desk.press("escape")
        await shown(desk, "This is not saved yet")
        await desk.press("f2")
        assert find(desk.book.cards, "Initech").round.uid == "pasted@initech.example"


async def test_pasted_lines_replace_nothing_that_was_typed(open_desk: OpenDesk):
    async with open_desk(sample=False, size=(100, 60)) as desk:
        await desk.press("a")
        form = desk.pilot.app.screen
        await desk.type("Initech GmbH")
        form.field("name-0").value = "Ann Cole"
        await desk.press("tab")
        await paste(desk, ICS)
        await shown(desk, "From the invitation. Look it over; nothing is saved yet.")
        await shown(desk, "from the invitation's organizer")
        await desk.until(lambda: form.has("name-1") and form.field("name-1").value)
        await desk.press("f2")
        card = find(desk.book.cards, "Initech GmbH")
        names = [(person.name, person.email) for person in card.round.people]
        assert names == [("Ann Cole", ""), ("Dana Lee", "dana@initech.example")]
        assert (card.role, card.round.uid) == ("Data Analyst", "pasted@initech.example")


async def test_one_pasted_line_and_plain_lines_are_text_as_ever(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("a")
        await paste(desk, "Initech\n")
        await paste(desk, " and\nsons")
        assert desk.pilot.app.screen.field("company").value == "Initech and sons"


async def test_what_is_pasted_for_a_card_that_is_here_opens_there(open_desk: OpenDesk, book):
    book.put(harbor(uid="pasted@initech.example"), None)
    book.close()
    async with open_desk(sample=False) as desk:
        await desk.press("a")
        await desk.type("x")
        await paste(desk, ICS)
        await shown(desk, "What you pasted belongs to Harbor. Paste it into an empty form")
        await desk.press("backspace")
        await paste(desk, ICS)
        await shown(desk, "Edit Harbor")
