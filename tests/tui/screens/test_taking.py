from __future__ import annotations

import pytest
from msgspec.structs import replace

from store.exchange.mail.taken import FoundPerson, FoundTime, Kind, Taken
from store.history import actions, answers
from store.records import Person, Stage, What
from store.search.reference import find
from tests.conftest import NOW
from tests.tui.conftest import OpenDesk
from tests.tui.screens.arriving import AT, DANA, INVITATION, MAIL, found, harbor, shown


async def test_an_invitation_opens_the_form_and_says_where_each_value_is_from(open_desk: OpenDesk):
    async with open_desk(sample=False, arrived=[INVITATION]) as desk:
        await shown(desk, "From the invitation. Look it over; nothing is saved yet.")
        await shown(desk, "from the organizer's address")
        await shown(desk, "Tue 1 Dec 2026, 16:00 CET, 10:00 for you")
        assert desk.book.cards == []
        await desk.press("f2")
        card = find(desk.book.cards, "Harbor")
        interview = card.round
        assert (card.role, interview.zone, interview.minutes) == (
            "Data analyst",
            "Europe/Berlin",
            45,
        )
        assert (interview.uid, interview.message_id) == (INVITATION.uid, "first@harbor.example")
        assert interview.thread_subject == "Your interview"
        assert interview.at == AT
        assert interview.people[0].email == DANA.email


async def test_esc_asks_before_what_was_filled_in_is_lost(open_desk: OpenDesk):
    async with open_desk(sample=False, arrived=[INVITATION]) as desk:
        await shown(desk, "Look it over")
        await desk.press("escape")
        await shown(desk, "This is not saved yet")
        await desk.press("escape")
        await desk.until(lambda: desk.pilot.app.screen is desk.screen)
        assert desk.book.cards == []


async def test_a_value_that_was_edited_has_no_source_any_more(open_desk: OpenDesk):
    async with open_desk(sample=False, arrived=[INVITATION]) as desk:
        await shown(desk, "from the organizer's address")
        await desk.type("s")
        await desk.until(lambda: "from the organizer's address" not in desk.read)
        assert "from the subject" in desk.read
        await desk.press("backspace")
        await shown(desk, "from the organizer's address")


async def test_what_was_filled_in_survives_a_lost_connection(open_desk: OpenDesk):
    async with open_desk(sample=False, arrived=[INVITATION]) as desk:
        await shown(desk, "Look it over")
        desk.screen.keep_everything()
    async with open_desk(sample=False) as desk:
        await shown(desk, "You were typing this")
        await shown(desk, "from the organizer's address")
        await desk.press("f2")
        interview = find(desk.book.cards, "Harbor").round
        assert (interview.uid, interview.people[0].name) == (INVITATION.uid, "Dana Lee")


async def test_another_form_that_was_left_waits_for_the_next_start(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("a")
        await desk.type("Initech")
        desk.screen.keep_everything()
    async with open_desk(sample=False, arrived=[INVITATION]) as desk:
        await shown(desk, "Look it over")
        await desk.press("f2")
        await desk.until(lambda: desk.pilot.app.screen is desk.screen)
        assert [card.company for card in desk.book.cards] == ["Harbor"]
    async with open_desk(sample=False) as desk:
        await shown(desk, "You were typing this")
        await shown(desk, "Initech")


async def test_a_next_round_survives_a_lost_connection(open_desk: OpenDesk, book):
    past = replace(harbor(), rounds=(replace(harbor().round, at=NOW.subtract(days=9)),))
    book.put(past, None)
    book.close()
    second = replace(INVITATION, uid="two@harbor.example", references=("first@harbor.example",))
    async with open_desk(sample=False, arrived=[second]) as desk:
        await shown(desk, "Harbor answered")
        desk.screen.keep_everything()
    async with open_desk(sample=False) as desk:
        await shown(desk, "You were typing this")
        await shown(desk, "Video, 45 min, with Dana Lee.")
        await desk.press("f2")
        interview = find(desk.book.cards, "Harbor").round
        assert (interview.uid, interview.place) == (
            "two@harbor.example",
            "https://meet.example/abc",
        )


async def test_hostile_text_is_shown_and_kept_as_signs(open_desk: OpenDesk):
    hostile = replace(
        INVITATION,
        company=found("Har\x1b]0;x\x07bor"),
        people=(FoundPerson(replace(DANA, name="Da\u202ena"), "from the sender"),),
        doubts=("A \x1b[31mred line.",),
    )
    async with open_desk(sample=False, arrived=[hostile]) as desk:
        await shown(desk, "Har␛]0;x␇bor")
        assert "A ␛[31mred line." in desk.read
        assert "\x1b" not in desk.shown
        await desk.press("f2")
        (card,) = desk.book.cards
        assert (card.company, card.round.people[0].name) == ("Har␛]0;x␇bor", "Da⟨202E⟩na")


async def test_a_doubt_is_said_above_the_fields(open_desk: OpenDesk):
    doubtful = replace(INVITATION, role=None, doubts=("Two roles are named, so none was taken.",))
    async with open_desk(sample=False, arrived=[doubtful]) as desk:
        await shown(desk, "Two roles are named, so none was taken.")


async def test_a_recruiter_fills_the_fields_of_the_recruiter(open_desk: OpenDesk):
    rae = FoundPerson(Person(name="Rae Kim", email="rae@agency.example"), "from the sender", True)  # noqa: FBT003 - a recruiter
    async with open_desk(sample=False, arrived=[replace(INVITATION, people=(rae,))]) as desk:
        await shown(desk, "rae@agency.example")
        await desk.press("f2")
        card = find(desk.book.cards, "Harbor")
        assert (card.recruiter, card.via, card.round.people) == ("Rae Kim", "recruiter", ())


async def test_a_new_time_opens_the_card_with_it(open_desk: OpenDesk, book):
    book.put(harbor(), None)
    later = AT.add(days=1)
    moved = replace(
        INVITATION, start=FoundTime(later, "Europe/Berlin", "from the invitation"), sequence=1
    )
    book.close()
    async with open_desk(sample=False, arrived=[moved]) as desk:
        await shown(desk, "It was Tue 1 Dec, 16:00. Nothing is saved yet.")
        assert find(desk.book.cards, "Harbor").round.at == AT
        await desk.press("f2")
        card = find(desk.book.cards, "Harbor")
        assert (card.round.at, card.round.sequence, len(card.rounds)) == (later, 1, 1)
        await desk.press("u")
        assert find(desk.book.cards, "Harbor").round.at == AT


async def test_a_mail_in_a_known_thread_opens_their_answer(open_desk: OpenDesk, book):
    book.put(harbor(), None)
    book.close()
    async with open_desk(sample=False, arrived=[MAIL]) as desk:
        await shown(desk, "Harbor answered")
        await shown(desk, "Fri 4 Dec; email opens Tue 8 Dec")
        await desk.press("f2")
        card = find(desk.book.cards, "Harbor")
        promise, step = card.round.promise, card.steps[-1]
        assert promise is not None
        assert (str(promise.day), promise.words) == ("2026-12-04", "by Friday next week")
        assert step.what is What.NEW_DATE
        assert step.note == "we need a little longer and decide by Friday next week."
        assert card.round.message_id == MAIL.message_id
        await desk.press("u")
        assert find(desk.book.cards, "Harbor").round.message_id == "first@harbor.example"


async def test_another_invitation_in_the_thread_is_the_next_round(open_desk: OpenDesk, book):
    past = replace(harbor(), rounds=(replace(harbor().round, at=NOW.subtract(days=9)),))
    book.put(past, None)
    book.close()
    second = replace(
        INVITATION,
        uid="two@harbor.example",
        message_id="third@harbor.example",
        references=("first@harbor.example",),
        people=(
            FoundPerson(replace(DANA, id="other"), "from the invitation's organizer"),
            FoundPerson(Person(name="Kim Park"), "from the invitation's attendees"),
        ),
    )
    async with open_desk(sample=False, arrived=[second]) as desk:
        await shown(desk, "Harbor answered")
        await shown(desk, "Video, 45 min, with Dana Lee and Kim Park.")
        await desk.press("f2")
        card = find(desk.book.cards, "Harbor")
        assert [each.uid for each in card.rounds] == [INVITATION.uid, "two@harbor.example"]
        assert card.round.people[0].id == past.round.people[0].id
        assert card.round.people[1].name == "Kim Park"
        assert card.round.at == AT


@pytest.mark.parametrize("days", [7, -1])
async def test_a_mail_that_asks_for_another_time_names_the_key_to_move_it(
    open_desk: OpenDesk, book, days: int
):
    book.put(harbor(at=NOW.add(days=days)), None)
    book.close()
    asks = "It asks whether a time suits (Thu 3 Dec 14:30): no start was taken from it."
    mail = replace(MAIL, promise=None, doubts=(asks,))
    async with open_desk(sample=False, arrived=[mail]) as desk:
        await shown(desk, "It asks whether a time suits")
        told = "It names a time: edit the card (e) if the interview moved."
        assert (told in desk.read) is (days > 0)


async def test_a_cancelled_interview_is_answered_and_nobody_is_thanked(open_desk: OpenDesk, book):
    book.put(harbor(), None)
    book.close()
    cancelled = replace(INVITATION, kind=Kind.CANCELLATION, sequence=1)
    async with open_desk(sample=False, arrived=[cancelled]) as desk:
        await shown(desk, "They cancelled the interview of Tue 1 Dec, 16:00. Often another time")
        await desk.press("f2")
        await shown(desk, "Choose what they said")
        await desk.press("6", "f2")
        card = find(desk.book.cards, "Harbor")
        assert card.stage is Stage.WAITING
        assert [step.what for step in card.steps[-2:]] == [What.SKIPPED_THANKS, What.NEWS]


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        (INVITATION, "Harbor has all of this already."),
        (replace(INVITATION, uid="none"), "Harbor has all of this already."),
        (replace(MAIL, message_id="first@harbor.example"), "Harbor has all of this already."),
        (replace(MAIL, is_mine=True), "You wrote this one yourself"),
    ],
    ids=["the same", "the same by another id", "the same mail", "own"],
)
async def test_what_is_here_already_opens_nothing(
    open_desk: OpenDesk, book, taken: Taken, said: str
):
    card = harbor(uid="none") if taken.uid == "none" else harbor()
    book.put(card, None)
    book.close()
    async with open_desk(sample=False, toasts=True, arrived=[taken]) as desk:
        await desk.until(lambda: said in desk.log)
        assert desk.pilot.app.screen is desk.screen
        assert len(find(desk.book.cards, "Harbor").steps) == 1


async def test_an_older_invitation_changes_nothing(open_desk: OpenDesk, book):
    book.put(harbor(sequence=3), None)
    book.close()
    older = replace(
        INVITATION, sequence=2, start=FoundTime(AT.add(hours=2), "", "from the invitation")
    )
    async with open_desk(sample=False, toasts=True, arrived=[older]) as desk:
        await desk.until(lambda: "Harbor has something newer than this." in desk.log)


async def test_a_cancellation_of_what_took_place_says_that_it_did(open_desk: OpenDesk, book):
    past = replace(harbor(), rounds=(replace(harbor().round, at=NOW.subtract(days=1)),))
    book.put(actions.advance(past, NOW), None)
    book.close()
    gone = replace(INVITATION, kind=Kind.CANCELLATION, sequence=1)
    async with open_desk(sample=False, toasts=True, arrived=[gone]) as desk:
        told = "The interview with Harbor has taken place, so nothing was changed."
        await desk.until(lambda: told in desk.log)


async def test_what_belongs_to_a_closed_card_says_so(open_desk: OpenDesk, book):
    book.put(answers.close(harbor(), NOW, What.WITHDREW), None)
    book.close()
    async with open_desk(sample=False, toasts=True, arrived=[MAIL]) as desk:
        await desk.until(lambda: "Harbor, which is closed" in desk.log)
        assert "v opens the archive" in desk.log


async def test_a_cancellation_of_nothing_here_says_so(open_desk: OpenDesk):
    gone = replace(INVITATION, kind=Kind.CANCELLATION)
    async with open_desk(sample=False, toasts=True, arrived=[gone]) as desk:
        await desk.until(lambda: "an interview that is not here" in desk.log)


async def test_of_several_one_is_chosen_by_its_number_or_with_the_arrows(open_desk: OpenDesk):
    other = replace(INVITATION, company=found("Initech"), uid="other", message_id="")
    async with open_desk(sample=False, arrived=[INVITATION, other]) as desk:
        await shown(desk, "Which of the 2?")
        await shown(desk, "2 Invitation · Initech, Tue 1 Dec, 16:00")
        await desk.press("2")
        await shown(desk, "Initech")
        await desk.press("f2")
        assert [card.company for card in desk.book.cards] == ["Initech"]
    async with open_desk(sample=False, arrived=[INVITATION, other]) as desk:
        await shown(desk, "Which of the 2?")
        await desk.press("3")
        assert "Which of the 2?" in desk.read
        await desk.press("down", "up", "enter")
        await shown(desk, "Look it over")
        await desk.press("f2")
        assert {card.company for card in desk.book.cards} == {"Harbor", "Initech"}


async def test_a_read_only_file_takes_nothing_in(open_desk: OpenDesk, book):
    book.put(harbor(), None)
    book.close()
    async with open_desk(sample=False, toasts=True, read_only=True, arrived=[MAIL]) as desk:
        await desk.until(lambda: "Read-only, so nothing" in desk.log)
        assert desk.pilot.app.screen is desk.screen
