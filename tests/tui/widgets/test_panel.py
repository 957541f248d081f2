from __future__ import annotations

import re
from pathlib import Path

import pendulum

from store.file.book import Book
from store.history import answers
from store.records import Me, Offer, Round, Via
from tests.conftest import NOW, MakeCard
from tests.tui.conftest import OpenDesk
from tui.widgets.panel import Panel


async def test_the_panel_says_what_to_do_why_and_in_what_words(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.until(lambda: "Thank Ruth Adler today" in desk.panel)
        assert "thanks are due within 24 hours, by Fri 20 Nov, 15:00." in desk.panel
        assert "Subject: Thank you for the Office manager interview" in desk.panel
        assert "Hello Ruth," in desk.panel
        assert "Sam Rivera" in desk.panel


async def test_a_gap_stands_in_the_script_and_is_listed_with_the_key_that_fills_it(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.until(lambda: "[what you talked about]" in desk.panel)
        assert "gap left: what you talked about (edit the card: e)" in desk.panel
        desk.book.put_mine(Me())
        await desk.press("j")
        await desk.until(lambda: "your name (M)" in desk.panel)


async def test_the_panel_follows_the_cursor_and_explains_why_not_yet(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("2", "j", "j")
        await desk.until(lambda: "Wait for now. Email Dr. Amit Rao on Tue 1 Dec" in desk.panel)
        assert (
            "They said Fri 27 Nov; two business days' grace; email opens Tue 1 Dec." in desk.panel
        )


async def test_tab_goes_in_and_out_and_left_and_right_turn_the_pages(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3")
        await desk.until(lambda: "Call Nina Solberg" in desk.panel)
        await desk.press("tab", "right")
        assert "They said" in desk.panel
        assert "+1 555 010 0123" in desk.panel
        await desk.press("l")
        assert "Emailed Nina Solberg by email" in desk.panel
        assert "Added the card" in desk.panel
        assert desk.selected == "Globex Energy"
        await desk.press("escape", "j")
        assert desk.selected == "Brightwater Trust"


async def test_another_card_is_met_with_its_script_from_the_top(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3")
        await desk.until(lambda: "Call Nina Solberg" in desk.panel)
        await desk.press("tab", "end")
        panel = desk.screen.query_one(Panel)
        await desk.until(lambda: panel.scroll_y > 0)
        await desk.press("right", "n")
        await desk.until(lambda: "Call Nina Solberg" not in desk.panel and "Hello" in desk.panel)
        assert panel.scroll_y == 0


async def test_the_border_names_the_script_as_fully_as_there_is_room(open_desk: OpenDesk):
    async with open_desk(size=(200, 50)) as desk:
        await desk.press("2")
        await desk.until(
            lambda: "Follow-up, no date was named · 1 of 5 · < > for others" in desk.shown
        )
        await desk.pilot.resize_terminal(120, 40)
        await desk.until(lambda: re.search("Follow-up, no [a-z ]+… · 1 of 5 · < > ─╯", desk.shown))


async def test_copying_sends_the_words_to_the_terminal_and_moves_nothing(open_desk: OpenDesk):
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        await desk.press("2", "c")
        assert "Sent to your terminal's clipboard" in desk.said
        assert desk.pilot.app.clipboard.startswith("Hello Iris,")
        assert desk.book.path.read_bytes() == before


async def test_your_details_are_asked_for_when_a_script_first_needs_them(open_desk: OpenDesk):
    async with open_desk() as desk:
        desk.book.put_mine(Me())
        await desk.press("2", "c")
        assert "This script needs your own details first." in desk.shown
        await desk.type("Sam Rivera")
        await desk.press("f2")
        await desk.until(lambda: "Sam Rivera" in desk.pilot.app.clipboard)
        assert desk.book.me.name == "Sam Rivera"


async def test_an_interview_to_come_leads_with_its_time_and_what_to_ask(open_desk: OpenDesk):
    async with open_desk(size=(130, 40)) as desk:
        assert "· Wed 25 14:00" in desk.shown
    async with open_desk() as desk:
        await desk.press("G")
        assert "▌Wed 25 14:00 │" in desk.shown  # the hour matters more than the dot
        await desk.until(lambda: "Interview Wed 25 Nov 14:00, video, Marcus Webb" in desk.panel)
        assert "Ask when they will decide, and whom you may ask." in desk.panel
        assert "Before you leave the room · " in desk.panel
        assert "A draft" not in desk.panel


async def test_a_confirmation_that_is_owed_comes_before_the_interview(
    open_desk: OpenDesk, path: Path, make_card: MakeCard
):
    start = NOW.add(days=1)
    book = Book(path)
    interview = Round(at=start, format="video")
    book.put_new([answers.next_round(make_card(), NOW.subtract(hours=1), interview)])
    book.close()
    async with open_desk() as desk:
        await desk.until(
            lambda: desk.panel.startswith(
                "Confirm the interview with the team at Globex today\n"
                "Interview Wed 25 Nov 09:30, video\n"
            )
        )


async def test_a_draft_is_called_one_until_the_interview_is_over(
    open_desk: OpenDesk, path: Path, make_card: MakeCard
):
    book = Book(path)
    book.put_new([make_card("Globex", "2026-11-24 09:10")])
    book.close()
    async with open_desk() as desk:
        await desk.until(lambda: "A draft, for after the interview:" in desk.panel)
        assert "d Debrief" not in desk.shown


async def test_the_email_is_a_draft_until_its_day_and_what_fits_any_time_is_not(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("2", "j", "j")
        await desk.until(lambda: "Wait for now. Email Dr. Amit Rao on Tue 1 Dec" in desk.panel)
        assert "A draft, for after Tue 1 Dec:" in desk.panel
        draft = desk.panel.index("A draft, for after Tue 1 Dec:")
        assert draft < desk.panel.index("Subject: ")
        await desk.press("less_than_sign")
        await desk.until(lambda: "Withdraw" in desk.panel)
        assert "A draft" not in desk.panel


async def test_what_is_open_is_no_draft(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("2")
        await desk.until(lambda: "Email Iris Fontaine today" in desk.panel)
        assert "A draft" not in desk.panel


async def test_an_offer_stands_out_and_stands_on_the_card(
    open_desk: OpenDesk, path: Path, make_card: MakeCard
):
    book = Book(path)
    offer = Offer(what="3 days a week", answer_by=pendulum.date(2026, 12, 4))
    book.put_new([answers.offered(make_card(), NOW.subtract(days=1), offer)])
    book.close()
    async with open_desk() as desk:
        assert "★ by Fri 4" in desk.shown
        assert "● 1 due" in desk.shown
        await desk.until(lambda: "Answer the offer of Globex by Fri 4 Dec" in desk.panel)
        await desk.press("tab", "right")
        assert "Offer     3 days a week" in desk.panel
        assert "Answer by Fri 4 Dec 2026" in desk.panel


async def test_an_offer_whose_day_has_passed_is_late(
    open_desk: OpenDesk, path: Path, make_card: MakeCard
):
    book = Book(path)
    offer = Offer(what="3 days a week", answer_by=pendulum.date(2026, 11, 23))
    book.put_new([answers.offered(make_card(), NOW.subtract(days=4), offer)])
    book.close()
    async with open_desk() as desk:
        assert "! 1 d late" in desk.shown
        assert "! 1 late" in desk.shown


async def test_thanks_through_a_recruiter_show_the_recruiter(
    open_desk: OpenDesk, path: Path, make_card: MakeCard
):
    book = Book(path)
    through = make_card(
        talked="2026-11-23 14:00",
        via=Via.RECRUITER,
        recruiter="Rae Kim",
        recruiter_email="rae@example.com",
    )
    book.put_new([through])
    book.close()
    async with open_desk() as desk:
        await desk.until(lambda: "→ next      Rae Kim, the recruiter" in desk.panel)
        await desk.press("tab", "right")
        assert "Recruiter Rae Kim" in desk.panel
        assert "rae@example.com" in desk.panel
