"""What other trackers keep of a card: rounds, people, status and offers come in whole."""

from __future__ import annotations

import pytest

from store.exchange import report
from store.exchange.arrival import Arrival, Refused
from store.exchange.matching import bring
from store.records import Card, Offer, Outcome, Stage, Via
from tests.conftest import NOW
from tests.store.exchange.conftest import Read, at, cards, skip

ROUNDS = """\
company,interviewer_name,interviewer_contact_details,interview_date,second_interviewer_name,\
second_interview_date,final_interviewer_name,final_interview_date
Umbra,Dana Lee,dana@x.org,2026-10-01 10:00:00,Amit Rao,2026-10-20 11:00:00,Kim Soto,{last}
"""


def test_several_rounds_are_rounds_of_one_card(read: Read):
    (card,) = cards(read(ROUNDS.format(last="2026-11-20 15:00:00")))
    met = [[(each.name, each.email) for each in interview.people] for interview in card.rounds]
    assert met == [[("Dana Lee", "dana@x.org")], [("Amit Rao", "")], [("Kim Soto", "")]]
    assert at(card) == "2026-11-20 15:00:00"
    assert card.rounds[0].at < card.rounds[1].at < card.rounds[2].at

    (card,) = cards(read(ROUNDS.format(last="")))
    assert (at(card), [each.name for each in card.round.people]) == (
        "2026-10-20 11:00:00",
        ["Amit Rao"],
    )
    (found,) = read(ROUNDS.format(last="2026-12-20 15:00"))
    assert isinstance(found, Arrival)
    assert at(found.card) == "2026-10-20 11:00:00"
    assert "final_interview_date 2026-12-20 15:00 is to come: kept in the notes" in found.said
    (found,) = read(ROUNDS.format(last="soonish"))
    assert isinstance(found, Refused)
    assert found.why.startswith("final_interview_date: ")


@pytest.mark.parametrize(
    "headings",
    [
        "Round 1,Round 2",
        "Phone screen date,Onsite date",
        "1st interview,2nd interview",
        "Interview 1 Date,Interview 2 Date",
        "Date of first interview,Date of second interview",
        "Phone Interview,Final Interview",
        "Interview Date,Final Round Date",
    ],
)
def test_a_round_is_known_by_its_heading(read: Read, headings: str):
    text = f"Company,{headings}\nUmbra,2026-11-03,2026-11-12\nHooli,2026-12-12,2026-12-03\n"
    umbra, hooli = cards(read(text))
    assert (len(umbra.rounds), at(umbra)[:10]) == (2, "2026-11-12")
    assert (len(hooli.rounds), at(hooli)[:10]) == (1, "2026-12-03")  # the next one


def people(card: Card) -> list[tuple[str, str, str]]:
    return [(each.name, each.email, each.phone) for each in card.round.people]


def test_an_address_is_that_of_the_person_of_its_column(read: Read):
    (card,) = cards(
        read(
            "Company,Interview Date,Hiring Manager,Recruiter Email,Recruiter Phone\n"
            "Umbra,2026-11-19,Dana Lee,rob@a.example,+1 555 010 0123\n"
        )
    )
    assert people(card) == [("Dana Lee", "", "")]
    assert card.via is Via.RECRUITER
    assert (card.recruiter, card.recruiter_email, card.recruiter_phone) == (
        "",
        "rob@a.example",
        "+1 555 010 0123",
    )
    (card,) = cards(
        read(
            "Company,Interview Date,Recruiter,Interviewer,Email,Hiring Manager,Manager Phone\n"
            "Umbra,2026-11-19,Rob,Dana,d@x.org,Kim,555 0123\n"
        )
    )
    assert people(card) == [("Dana", "d@x.org", ""), ("Kim", "", "555 0123")]
    assert (card.recruiter, card.recruiter_email, card.recruiter_phone) == ("Rob", "", "")


def test_a_card_has_one_recruiter_and_a_second_one_is_kept_in_the_notes(read: Read):
    (found,) = read("Company,Interview Date,Recruiter\nUmbra,2026-11-19,Rob; Ann <ann@a.example>\n")
    assert isinstance(found, Arrival)
    assert (found.card.recruiter, people(found.card)) == ("Rob", [])
    assert found.card.notes == "Recruiter: Ann, ann@a.example"
    assert "second recruiter" in found.said[0]


def test_of_several_people_the_name_in_the_address_tells(read: Read):
    text = "Company,Interview Date,Contacts,Email\nUmbra,2026-11-19,Dana Lee; Amit Rao,{}\n"
    (card,) = cards(read(text.format("amit@x.org")))
    assert people(card) == [("Dana Lee", "", ""), ("Amit Rao", "amit@x.org", "")]
    (found,) = read(text.format("jobs@x.org"))
    assert isinstance(found, Arrival)
    assert people(found.card) == [("Dana Lee", "", ""), ("Amit Rao", "", "")]
    assert (found.card.notes, len(found.said)) == ("Email: jobs@x.org", 1)


@pytest.mark.parametrize("number", ["4.36764E+11", "########", "n. a. yet"])
def test_what_a_spreadsheet_made_of_a_number_is_kept_and_told(read: Read, number: str):
    text = f"Company,Interview Date,Contact,Phone\nUmbra,2026-11-19,Dana,{number}\n"
    (found,) = read(text)
    assert isinstance(found, Arrival)
    assert (people(found.card), found.card.notes) == ([("Dana", "", "")], f"Phone: {number}")
    assert number in found.said[0]


def test_links_are_taken_off_names_and_stay_in_a_posting(read: Read):
    (card,) = cards(
        read(
            "Company,Role,Interview Date,Contacts,Link\n"
            'Umbra (https://www.notion.so/U-1a),[PM](roles/7.md),2026-11-19,"Dana Lee '
            '(https://www.notion.so/D-9f), Amit Rao (https://www.notion.so/A)",'
            "[ad](https://x.example/7)\n"
        )
    )
    assert (card.company, card.role, card.posting) == ("Umbra", "PM", "https://x.example/7")
    assert [name for name, _, _ in people(card)] == ["Dana Lee", "Amit Rao"]


@pytest.mark.parametrize("word", ["⭐ Offer", "Offer received", "Job offer"])
def test_an_offer_that_is_not_answered_leaves_the_card_open(read: Read, word: str):
    (found,) = read(f"Company,Interview Date,Status\nUmbra,2026-11-02,{word}\n")
    assert isinstance(found, Arrival)
    card = found.card
    assert (card.offer, card.outcome, card.notes) == (Offer(), None, "")


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("❌ Rejected", Outcome.REJECTED),
        ("🕒 Waiting", Stage.WAITING),
        ("Rejection :(", Outcome.REJECTED),
        ("Denied", Outcome.REJECTED),
        ("Rejected after final round", Outcome.REJECTED),
        ("Closed - Rejected", Outcome.REJECTED),
        ("3. REJECTED", Outcome.REJECTED),
        ("Interviewed - rejected", Outcome.REJECTED),
        ("Offer Declined", Outcome.DECLINED),
        ("Position filled", Outcome.REJECTED),
        ("Accepted!", Outcome.ACCEPTED),
        ("Hired 🎉", Outcome.ACCEPTED),
        ("Signed", Outcome.ACCEPTED),
        ("Declined the offer", Outcome.DECLINED),
        ("Turned it down", Outcome.DECLINED),
        ("Declined", None),
        ("No Offer", Outcome.REJECTED),
        ("Phone Screen", Stage.THANK_YOU),
        ("Ghosted 👻", Stage.MOVED_ON),
        ("📧 Email Sent", None),
        ("No Response", None),
        ("ACTIVE INTERVIEW — Round 3 Pending", None),
        ("Interview Cancelled", None),
        ("Not Applied", None),
        ("Not rejected", None),
        ("Rejected offer", None),
        ("Rejected by me", None),
        ("Turned down", None),
        ("Fail", None),
        ("Pass", None),
        ("❌", None),
    ],
)
def test_a_status_is_read_where_its_word_is_clear(
    read: Read, word: str, meaning: Stage | Outcome | None
):
    (found,) = read(f"Company,Interview Date,Status\nUmbra,2026-11-02,{word}\n")
    assert isinstance(found, Arrival)
    card = found.card
    if isinstance(meaning, Outcome):
        assert (card.outcome, card.notes) == (meaning, "")
    else:
        assert (card.stage, card.outcome) == (meaning or Stage.THANK_YOU, None)
    if meaning is None and word != "❌":
        assert (card.notes, f"“{word}” is not clear" in found.said[0]) == (f"Status: {word}", True)


@pytest.mark.parametrize("separator", ",;\t")
def test_a_title_above_the_headings_is_passed_over(read: Read, separator: str):
    lines = ["My Job Search, 2026", "", "Company,Interview Date,Status", "Umbra,2026-11-19,Waiting"]
    text = "\n".join([lines[0], *(line.replace(",", separator) for line in lines[1:])])
    (found,) = read(f"{text}\n")
    assert isinstance(found, Arrival)
    assert (found.card.company, found.line, found.card.stage) == ("Umbra", 4, Stage.WAITING)


def test_the_report_shows_all_that_was_understood(read: Read):
    (found,) = read(
        "Company,Role,Interview Date,Contact,Email,Status,They said\n"
        "Umbra,PM,2026-11-19 10:30,Dana Lee,dana@x.org,Waiting,next friday\n"
    )
    assert isinstance(found, Arrival)
    (line,) = report.rows(bring({}, [found], skip, NOW), NOW)
    for part in (
        *("line 2", "Umbra · PM", "Thu 19 Nov 2026, 10:30 EST", "Waiting"),
        *("Dana Lee <dana@x.org>", "“next friday”: Fri 27 Nov 2026"),
    ):
        assert part in line
