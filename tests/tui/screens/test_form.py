from __future__ import annotations

from datetime import date

import pytest
from rich.cells import cell_len
from textual import events

from store.history import answers
from store.records import Promise, Stage, Via, What
from store.search.reference import find
from tests.conftest import NOW
from tests.tui.conftest import OpenDesk
from tui.widgets.page import Page

HOSTILE = [
    "Acme [NYC]",
    "[/back]",
    "[@click=app.quit]x[/]",
    "\x1b]0;PWNED\x07\x1b[31mred",
    "株式会社サンプル 東京支店",
    "Café 👩‍🚀🎉 Ltd",
    "\u202edrawkcab",
    "x" * 300,
    "$name ${me} %s {0}",
]


async def test_a_first_interview_is_added_with_the_keyboard_alone(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("a")
        for text in (
            "Initech",
            "Data analyst",
            "",
            "fri 10am",
            "by the end of next week",
            "",
            "Dana Lee",
        ):
            await desk.type(text)
            await desk.press("enter")
        await desk.type("dana@example.com")
        await desk.until(lambda: "Fri 20 Nov 2026, 10:00 EST" in desk.shown)
        await desk.until(lambda: "Fri 27 Nov; email opens Tue 1 Dec" in desk.shown)
        await desk.press("f2")
        card = find(desk.book.cards, "Initech")
        assert (card.role, card.round.people[0].email) == ("Data analyst", "dana@example.com")
        assert card.round.promise is not None
        assert str(card.round.promise.day) == "2026-11-27"
        assert desk.selected == "Initech"


async def test_a_zone_is_typed_with_the_time_or_in_its_field_but_not_twice(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("a")
        await desk.fill(company="Initech", interviewed="fri 10am PT", zone="Europe/London")
        await desk.press("f2")
        assert "is in America/Los_Angeles" in desk.read
        assert desk.book.cards == []
        await desk.fill(zone="")
        await desk.press("f2")
        assert find(desk.book.cards, "Initech").round.zone == "America/Los_Angeles"


async def test_words_that_no_date_was_read_from_are_told_so_in_the_form_and_on_the_card(
    open_desk: OpenDesk,
):
    async with open_desk(sample=False, size=(120, 40)) as desk:
        await desk.press("a")
        for text in ("Initech", "", "", "mon 9am PT", "asdf"):
            await desk.type(text)
            await desk.press("enter")
        await desk.until(lambda: "Mon 23 Nov 2026, 09:00 PST" in desk.shown)
        await desk.until(lambda: "(America/Los_Angeles), 12:00 for" in desk.shown)
        await desk.until(lambda: "no date read from" in desk.shown)
        await desk.press("f2", "tab", "right")
        await desk.until(lambda: "“asdf”: no date read from" in desk.shown)


async def test_a_form_keeps_what_was_typed_and_goes_to_what_is_wrong(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("a", "f2")
        assert "Which company was it?" in desk.shown
        await desk.type("Initech")
        await desk.press("f2")
        assert "When was the interview?" in desk.shown
        await desk.type("the day after never")
        await desk.press("f2")
        assert desk.pilot.app.screen.at is not None
        assert desk.pilot.app.screen.at.id == "interviewed"
        assert "the day after never" in desk.shown
        assert "Initech" in desk.shown
        assert desk.book.cards == []


async def test_escape_asks_once_before_typed_text_is_lost(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("a", "escape")
        assert "Add an interview" not in desk.shown
        await desk.press("a", "x", "escape")
        assert "Press Esc again" in desk.shown
        await desk.press("y")
        assert "Press Esc again" not in desk.shown
        await desk.press("ctrl+q", "ctrl+q")
        assert "Company" not in desk.shown
        assert desk.book.cards == []


async def test_several_people_fit_on_a_card(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("a")
        await desk.fill(company="Initech", interviewed="yesterday 14:00", name_0="Ann")
        await desk.pilot.press("ctrl+n", *"Bob")
        await desk.press("f2")
        assert [person.name for person in find(desk.book.cards, "Initech").round.people] == [
            "Ann",
            "Bob",
        ]


async def test_editing_changes_only_what_was_changed_and_undo_brings_it_back(open_desk: OpenDesk):
    async with open_desk() as desk:
        before = find(desk.book.cards, "Globex Energy")
        await desk.press("3", "e")
        assert "Edit Globex Energy" in desk.shown
        await desk.fill(role="Program manager", zone="Europe/Oslo")
        await desk.until(lambda: "for you" in desk.shown)
        await desk.press("f2")
        after = find(desk.book.cards, "Globex Energy")
        assert after.role == "Program manager"
        assert {c.path.split("/")[-1] for c in after.steps[-1].changes} == {"role", "zone", "at"}
        assert after.round.promise == before.round.promise
        await desk.press("u")
        assert find(desk.book.cards, "Globex Energy").role == before.role


async def test_saving_an_edit_without_a_change_writes_nothing(open_desk: OpenDesk):
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        for key in ("1", "2", "3", "4", "5"):
            await desk.press(key, "e", "f2")
        assert desk.book.path.read_bytes() == before


async def test_delete_asks_with_the_safe_answer_first_and_undo_brings_back(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("D")
        assert "Delete Harbor & Pine (Office manager)?" in desk.shown
        await desk.press("enter")
        assert find(desk.book.cards, "Harbor & Pine")
        await desk.press("D", "y")
        assert "Harbor & Pine" not in [card.company for card in desk.book.cards]
        await desk.press("u")
        assert find(desk.book.cards, "Harbor & Pine")


async def test_a_card_says_how_to_write_to_them(open_desk: OpenDesk):
    async with open_desk(size=(80, 24), sample=False) as desk:
        await desk.press("a")
        await desk.fill(company="Initech", interviewed="yesterday 14:00", name_0="Dana Lee")
        await desk.fill(address_as_0="Dr. Lee", language="xx")
        await desk.press("f2")
        assert "No letters in “xx” yet." in desk.shown
        assert desk.pilot.app.screen.at is not None
        assert desk.pilot.app.screen.at.id == "language"
        await desk.fill(language="De")
        await desk.press("f2")
        card = find(desk.book.cards, "Initech")
        assert (card.language, card.round.people[0].address_as) == ("de", "Dr. Lee")


async def test_a_hook_that_does_not_read_in_a_letter_is_told_so_and_is_kept(open_desk: OpenDesk):
    async with open_desk(size=(80, 24), sample=False) as desk:
        await desk.press("a")
        await desk.fill(company="Initech", interviewed="yesterday 14:00", name_0="Dana Lee")
        desk.pilot.app.screen.control("hook-0").focus()
        await desk.type("they use Kafka")
        await desk.until(lambda: "A sentence; “talking about …”" in desk.shown)
        await desk.press("f2")
        assert find(desk.book.cards, "Initech").round.people[0].hook == "they use Kafka"
        await desk.press("d")
        await desk.until(lambda: "A sentence; “talking about …”" in desk.shown)
        await desk.fill(hook_0="their move to Kafka")
        await desk.until(lambda: "A sentence;" not in desk.shown)


async def test_a_choice_is_made_by_arrow_or_number(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("e")
        desk.pilot.app.screen.control("contact").focus()
        await desk.press("right")
        desk.pilot.app.screen.control("no_calls").focus()
        await desk.press("2", "f2")
        card = find(desk.book.cards, "Harbor & Pine")
        assert (card.via, card.no_calls) == (Via.RECRUITER, True)


async def test_a_recruiter_is_asked_for_only_where_there_is_one(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("a", *"Initech", "enter", "enter")
        assert "Recruiter" not in desk.shown
        assert "Interview" in desk.shown
        await desk.press("2", "tab", *"Rae Kim", "tab", *"rae@example", "tab")
        await desk.until(lambda: "is not an email" in desk.shown)
        lines = [line for line in desk.shown.splitlines() if "│" in line]
        (name,) = (n for n, line in enumerate(lines) if "Rae Kim" in line)
        (interview,) = (n for n, line in enumerate(lines) if "yesterday 14:00" in line)
        assert name < interview
        await desk.press("shift+tab", *".com", "tab", *"+1 555 010 0199", "tab")
        await desk.press(*"yesterday 14:00", "f2")
        (card,) = desk.book.cards
        assert (card.via, card.recruiter) == (Via.RECRUITER, "Rae Kim")
        assert (card.recruiter_email, card.recruiter_phone) == (
            "rae@example.com",
            "+1 555 010 0199",
        )
        assert card.round.people == ()

        await desk.press("e")
        assert "rae@example.com" in desk.shown
        desk.pilot.app.screen.control("contact").focus()
        await desk.press("1")
        assert "rae@example.com" not in desk.shown
        await desk.press("f2")
        (card,) = desk.book.cards
        assert (card.via, card.recruiter) == (Via.DIRECT, "Rae Kim")


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_in_every_field_is_shown_literally_and_aligned(
    open_desk: OpenDesk, text: str
):
    async with open_desk(sample=False) as desk:
        await desk.press("a")
        names = ("company", "role", "format", "thread_subject", "posting", "name_0", "title_0")
        for name in (*names, "phone_0", "hook_0"):
            desk.pilot.app.screen.control(name.replace("_0", "-0")).focus()
            desk.pilot.app.focused.insert_text_at_cursor(text)
        desk.pilot.app.screen.control("notes").focus()
        desk.pilot.app.focused.insert(text)
        await desk.fill(interviewed="yesterday 14:00")
        await desk.press("f2")
        (card,) = desk.book.cards
        assert not any(ord(char) < 32 or char == "\u202e" for char in card.company)
        for key in ("tab", "right", "right", "tab", "enter", "n", "e", "escape", "question_mark"):
            await desk.press(key)
            assert {cell_len(line) for line in desk.shown.splitlines()} == {80}
            assert "\x1b" not in desk.shown
            assert "\u202e" not in desk.shown
        await desk.press("escape", "escape")
        await desk.press("tab", "right")
        if text.startswith(("Acme", "[", "株")):
            await desk.until(lambda: text in desk.panel and text[:9] in desk.shown)


async def test_help_lists_every_action_once_and_the_palette_finds_them(open_desk: OpenDesk):
    from tui.actions import ALL

    async with open_desk(size=(120, 60)) as desk:
        await desk.press("question_mark")
        parts = [part.plain for part in desk.pilot.app.screen.query_one(Page).parts]
        shown = " ".join(" ".join(parts).split())
        for action in ALL:
            assert shown.count(action.help) == 1
        await desk.press("escape", "ctrl+p")
        await desk.type("You and your")
        await desk.until(lambda: "the numbers behind the due dates" in desk.shown)
        await desk.press("enter")
        await desk.until(lambda: "Your name" in desk.shown)


async def test_lines_pasted_into_a_field_of_one_line_are_joined(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("a")
        await desk.type("At ")
        desk.pilot.app.screen.focused.post_message(events.Paste("one thing\nand another"))
        await desk.until(lambda: "At one thing and another" in desk.shown)


async def test_the_words_of_a_later_answer_are_read_from_the_day_they_were_said(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        before = find(desk.book.cards, "Globex Energy")
        said = NOW.date()
        promise = Promise(words="next friday", said=said, day=date(2026, 12, 4))
        desk.book.put(answers.new_date(before, NOW, promise), before)
        desk.screen.show(before.id)
        await desk.pilot.pause()
        await desk.press("e")
        await desk.until(lambda: "Fri 4 Dec; email opens Tue 8 Dec" in desk.shown)


@pytest.mark.parametrize(
    ("opens", "text", "what"),
    [
        ("s", "+3", What.SNOOZED),
        ("o", "met Ruth", What.NOTED),
        ("w", "at the door", What.SKIPPED_THANKS),
    ],
)
async def test_a_dialog_of_one_line_is_saved_with_enter(
    open_desk: OpenDesk, opens: str, text: str, what: What
):
    async with open_desk() as desk:
        before = find(desk.book.cards, "Harbor & Pine").steps
        await desk.press(opens)
        assert "Enter or F2 save · Esc leave" in desk.shown
        await desk.press("enter")  # with nothing in it, it says so and stays
        assert find(desk.book.cards, "Harbor & Pine").steps == before
        await desk.press("tab")
        assert "Tab next · F2 save · Esc leave" in desk.shown
        await desk.press("shift+tab")
        await desk.type(text)
        await desk.press("enter")
        assert desk.pilot.app.screen is desk.screen
        assert find(desk.book.cards, "Harbor & Pine").steps[-1].what is what


async def test_where_more_than_a_line_is_asked_enter_goes_on(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "w")  # a call, which may be the last for this card
        assert "Enter next · F2 save · Esc leave" in desk.shown
        await desk.type("no number")
        await desk.press("enter")
        assert "Skip the call" in desk.shown


async def test_a_time_that_is_no_time_is_said_beside_it_and_not_beside_their_words(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("3", "r", "1", "enter")
        await desk.type("by friday")
        await desk.press("enter")
        assert "now, or yesterday 16:30" in desk.shown
        await desk.type("blursday")
        await desk.press("f2")
        assert desk.pilot.app.screen.at is not None
        assert desk.pilot.app.screen.at.id == "when"
        assert desk.shown.count("“blursday”") == 1
        assert "by friday" in desk.shown
        assert find(desk.book.cards, "Globex Energy").stage is Stage.EMAILED
