from __future__ import annotations

from store.records import Reminders
from store.search.reference import find
from tests.tui.conftest import Desk, OpenDesk


async def type_zone(desk: Desk, field: str, text: str) -> None:
    desk.pilot.app.screen.field(field).value = text
    await desk.pilot.pause()


async def test_a_zone_in_the_settings_is_a_city_and_told(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("M")
        await type_zone(desk, "zone", "san francisco")
        await desk.until(lambda: "America/Los_Angeles, now 06:30" in desk.shown)
        await desk.press("f2")
        assert desk.book.me.zone == "America/Los_Angeles"


async def test_a_city_of_several_keeps_the_form_and_says_what_to_write(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("M")
        await type_zone(desk, "zone", "Portland")
        await desk.press("f2")
        assert "Write “Portland, Oregon” or" in desk.shown
        assert desk.pilot.app.screen.at is not None
        assert desk.pilot.app.screen.at.id == "zone"
        assert desk.book.me.zone == ""


async def test_the_zones_of_a_card_are_cities_too(open_desk: OpenDesk):
    async with open_desk(size=(120, 50)) as desk:
        await desk.press("3", "e")
        await type_zone(desk, "zone", "São Paulo")
        await type_zone(desk, "zone-0", "mumbai")
        await desk.until(lambda: "America/Sao_Paulo, now" in desk.shown)
        await desk.until(lambda: "Asia/Kolkata, now" in desk.shown)
        await desk.press("f2")
        card = find(desk.book.cards, "Globex Energy")
        assert card.round.zone == "America/Sao_Paulo"
        assert card.round.people[0].zone == "Asia/Kolkata"


async def test_the_settings_come_in_sections(open_desk: OpenDesk):
    async with open_desk(size=(120, 70)) as desk:
        await desk.press("M")
        places = [
            desk.shown.index(f" {title} ")
            for title in ("You", "Dates and places", "Words", "When things are due", "Keys and")
        ]
        assert places == sorted(places)


async def test_reminders_are_chosen_and_kept(open_desk: OpenDesk):
    async with open_desk() as desk:
        assert desk.book.settings.reminders is Reminders.BOTH
        await desk.press("M")
        desk.pilot.app.screen.control("reminders").focus()
        await desk.press("1", "f2")
        assert desk.book.settings.reminders is Reminders.OFF
