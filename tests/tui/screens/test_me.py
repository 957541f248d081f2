from __future__ import annotations

from msgspec.structs import replace

from store.search.reference import find
from tests.tui.conftest import OpenDesk


async def test_how_dates_are_written_is_a_setting(open_desk: OpenDesk):
    async with open_desk(size=(120, 60), sample=False) as desk:
        await desk.press("M")
        desk.pilot.app.screen.picker("date_order").choose(0)
        await desk.fill(days_off="3/12/2026")
        await desk.until(lambda: "Thu 3 Dec 2026" in desk.shown)
        await desk.press("f2")
        assert desk.book.settings.date_order == "day first"
        await desk.press("a")
        await desk.fill(company="Initech", interviewed="03/11/2026 15:00")
        await desk.press("f2")
        assert str(find(desk.book.cards, "Initech").round.at.date()) == "2026-11-03"


async def test_your_details_are_checked_and_kept(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("M")
        await desk.fill(email="sam at home", zone="Mars/Base")
        await desk.press("f2")
        assert "is not an email address" in desk.read
        await desk.fill(email="sam@example.com")
        await desk.press("f2")
        assert "is not a time zone" in desk.shown
        await desk.fill(zone="Asia/Tokyo")
        await desk.press("f2")
        assert (desk.book.me.email, desk.book.me.zone) == ("sam@example.com", "Asia/Tokyo")
        assert desk.screen.now().timezone_name == "Asia/Tokyo"


async def test_how_letters_begin_end_and_are_written_is_chosen_once(open_desk: OpenDesk):
    async with open_desk(size=(80, 24)) as desk:
        await desk.press("M")
        await desk.fill(language="tlh")
        await desk.press("f2")
        assert "No letters in “tlh” yet. Write en (English) or de (German)." in desk.read
        await desk.fill(language="DE")
        for name, number in (("greeting", "3"), ("closing", "5"), ("letters", "3")):
            desk.pilot.app.screen.control(name).focus()
            await desk.press(number)
        await desk.press("f2")
        me = desk.book.me
        assert (me.greeting, me.closing, me.letters, me.language) == (
            *("Dear", "Best wishes", "british"),
            "de",
        )
        await desk.press("M")
        desk.pilot.app.screen.control("greeting").focus()
        await desk.press("1", "f2")
        assert (desk.book.me.greeting, desk.book.me.closing) == ("", "Best wishes")


async def test_a_greeting_of_your_own_stays_when_the_form_is_saved(open_desk: OpenDesk):
    async with open_desk() as desk:
        desk.book.put_mine(replace(desk.book.me, greeting="Good day"))
        await desk.press("M")
        await desk.until(lambda: "[5 Good day]" in desk.shown)
        await desk.fill(phone="+1 555 0100")
        await desk.press("f2")
        assert (desk.book.me.greeting, desk.book.me.phone) == ("Good day", "+1 555 0100")
