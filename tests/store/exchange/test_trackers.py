"""Tables as other trackers and spreadsheets make them: read rightly, left out, or refused."""

from __future__ import annotations

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates.order import DayOrder
from store.exchange import report
from store.exchange.arrival import Arrival, LeftOut, Refused
from store.exchange.matching import Choice, bring
from store.records import Card, Offer, Outcome, Stage, Via
from tests.conftest import NOW
from tests.store.exchange.conftest import Read, read_csv

HERE = "America/New_York"


def cards(found: list[Arrival | Refused | LeftOut]) -> list[Card]:
    assert all(isinstance(each, Arrival) for each in found), found
    return [each.card for each in found if isinstance(each, Arrival)]


def at(card: Card) -> str:
    return f"{pendulum.instance(card.round.at).in_timezone(HERE):%Y-%m-%d %H:%M:%S}"


def one(read: Read, when: str, hour: str = "") -> Arrival | Refused | LeftOut:
    (found,) = read(f'Company,Interview Date,Interview Time\nUmbra,"{when}","{hour}"\n')
    return found


@pytest.mark.parametrize(
    "stamp",
    [
        "2026-11-19T00:00:00.000Z",
        "2026-11-19 00:00:00 UTC",
        "2026-11-19T00:00:00+00:00",
        "2026-11-19T00:00:00+01:00",
        "2026-11-19T00:00Z",
        "2026-11-19T05:00:00.000Z",  # midnight here, as JavaScript tells it
        "Thu Nov 19 2026 00:00:00 GMT-0500 (Eastern Standard Time)",
        "11/19/2026 12:00:00 AM",
        "11/19/2026, 0:00",
        "2026-11-19 → 2026-11-20",
        "46345",
        "46345.0",
        "@November 19, 2026",
        "19-Nov-2026",
    ],
)
def test_a_stamp_at_midnight_and_a_number_of_days_are_a_day(read: Read, stamp: str):
    found = one(read, stamp)
    assert isinstance(found, Arrival), found
    assert (at(found.card), found.has_time) == ("2026-11-19 12:00:00", False)


@pytest.mark.parametrize(
    ("when", "hour", "expected"),
    [
        ("11/19/2026, 8:58:58\u202fAM", "", "08:58:58"),
        ("11/19/2026 3:00:00 PM", "", "15:00:00"),
        ("19.11.2026, 15:10:00", "", "15:10:00"),
        ("2026-11-19", "10:00-11:00", "10:00:00"),
        ("2026-11-19", "09:30–10:15", "09:30:00"),
        ("2026-11-19", "4:00 PM - 4:45 PM", "16:00:00"),
        ("2026-11-19", "11:00 - 12:30 PM", "11:00:00"),
        ("2026-11-19", "3-4 PM", "15:00:00"),
        ("2026-11-19", "10 to 11", "10:00:00"),
        ("2026-11-19", "9:00am–9:45am EST", "09:00:00"),
        ("2026-11-19", "0.625", "15:00:00"),
        ("2026-11-19", "1899-12-30 15:00:00", "15:00:00"),
        ("2026-11-19 16:00", "16:00", "16:00:00"),
        ("2026-11-19 10:00-11:00", "", "10:00:00"),
        ("2026-11-19T10:00-05:00", "", "10:00:00"),
        ("November 19, 2026 3:00 PM → 4:00 PM", "", "15:00:00"),
        ("November 19, 2026 3:00 PM → November 20, 2026 4:00 PM", "", "15:00:00"),
        ("November 19, 2026 10:00 AM (EST)", "", "10:00:00"),
        ("November 19, 2026 3:00 PM (PST) → 4:00 PM", "", "18:00:00"),
        ("Thu Nov 19 2026 15:00:00 GMT-0500 (Eastern Standard Time)", "", "15:00:00"),
        ("46345.625", "", "15:00:00"),
    ],
)
def test_a_time_is_that_written_on_the_day_written(read: Read, when: str, hour: str, expected: str):
    found = one(read, when, hour)
    assert isinstance(found, Arrival), found
    assert (at(found.card), found.has_time) == (f"2026-11-19 {expected}", True)


@pytest.mark.parametrize(
    ("when", "hour"),
    [
        ("Nov-19", ""),
        ("Nov '19", ""),
        ("Nov 19-20", ""),
        ("11/2026", ""),
        ("November 2026", ""),
        ("26-11-19", ""),
        ("2026-11-19 (moved)", ""),
        ("2026-11-19 maybe", ""),
        ("2026-11-19", "after lunch"),
        ("2026-11-19 16:00", "17:00"),
        ("November 19, 2026 → somewhen", ""),
        ("11/31/2026", ""),
        ("########", ""),
        ("1795824000", ""),
        ("yes", ""),
    ],
)
def test_a_cell_with_anything_unread_is_refused(read: Read, when: str, hour: str):
    assert isinstance(one(read, when, hour), Refused)


def test_a_number_of_days_is_said(read: Read):
    found = one(read, "46345.625")
    assert isinstance(found, Arrival)
    assert found.said == (
        "Interview Date 46345.625 is a spreadsheet's number for 2026-11-19 15:00",
    )


@pytest.mark.parametrize("sign", "/-.")
def test_every_date_column_shows_which_number_is_the_day(read: Read, sign: str):
    text = "Company,Date Applied,Interview Date\nA,15/10/2026,03/11/2026\nB,28/10/2026,09/11/2026\n"
    found = cards(read(text.replace("/", sign)))
    assert [at(card)[:10] for card in found] == ["2026-11-03", "2026-11-09"]
    other = "Company,Date Applied,Interview Date\nA,10/15/2026,11/03/2026\n"
    assert at(*cards(read(other.replace("/", sign), usual=DayOrder.DAY_FIRST)))[:10] == "2026-11-03"
    mixed = f"Company,Date Applied,Interview Date\nA,15/10/2026,{'03/11/2026'.replace('/', sign)}\n"
    assert at(*cards(read(mixed)))[:10] == "2026-11-03"


def test_what_the_table_does_not_show_is_as_the_person_writes_or_says_or_refused(read: Read):
    text = "Company,Interview Date\nA,03/11/2026\n"
    assert at(*cards(read(text, usual=DayOrder.MONTH_FIRST)))[:10] == "2026-03-11"
    assert at(*cards(read(text, usual=DayOrder.DAY_FIRST)))[:10] == "2026-11-03"
    assert at(*cards(read(text, told=DayOrder.DAY_FIRST)))[:10] == "2026-11-03"
    (found,) = read(text, usual=None)
    assert isinstance(found, Refused)
    assert "say --day-first or --month-first" in found.why
    assert at(*cards(read(text.replace("/", "."), usual=None)))[:10] == "2026-11-03"
    assert at(*cards(read(text.replace("03", "Tue 03"), usual=None)))[:10] == "2026-11-03"


def test_a_bare_date_beside_a_status_is_no_interview_unless_it_says_so(read: Read):
    found = read(
        "date,company,role,status\n2026-10-22,Umbra,PM,applied\n2026-10-23,Hooli,PM,❌ Rejected\n"
        "2026-11-01,Globex,PM,Phone Screen\n2026-11-02,Initech,PM,No Response\n"
        "2026-11-03,Stark,PM,\n"
    )
    assert [type(each) for each in found] == [LeftOut, LeftOut, Arrival, LeftOut, LeftOut]
    (globex,) = (each for each in found if isinstance(each, Arrival))
    assert "the column “date” is taken as the interview's day" in globex.said[0]
    (left, *_) = report.left_out(each for each in found if isinstance(each, LeftOut))
    assert left == (
        "One row left out: “date” is no interview's day where the status says “applied” (line 2)"
    )


@pytest.mark.parametrize(
    "status", ["Evaluated", "SKIP", "To apply", "Saved", "no reply", "In progress"]
)
def test_rows_from_before_any_interview_are_left_out(read: Read, status: str):
    (found,) = read(f"num\tdate\tcompany\tstatus\n7\t2026-11-10\tUmbra\t{status}\n")
    assert isinstance(found, LeftOut)


def test_rows_without_a_day_are_left_out_and_the_rest_comes_in(read: Read):
    days = ["", "2026-11-20", "TBD", "N/A", "-", "—", "to be scheduled", "0000-00-00"]
    rows = "".join(f"C{n},Interview,{day}\n" for n, day in enumerate(days))
    found = read(f"Company,Status,Interview Date\n{rows}")
    assert [isinstance(each, Arrival) for each in found] == [n == 1 for n in range(len(days))]
    assert all(isinstance(each, LeftOut) for n, each in enumerate(found) if n != 1)
    brought = bring({}, [each for each in found if isinstance(each, Arrival)], _skip, NOW)
    assert report.total(brought, 0, 7) == "One card is new, seven rows were left out."


def _skip(_: object) -> Choice:
    return Choice.SKIP


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
    (line,) = report.rows(bring({}, [found], _skip, NOW), NOW)
    for part in (
        *("line 2", "Umbra · PM", "Thu 19 Nov 2026, 10:30 EST", "Waiting"),
        *("Dana Lee <dana@x.org>", "“next friday”: Fri 27 Nov 2026"),
    ):
        assert part in line


FORMS = {
    "%Y-%m-%d": False,
    "%d/%m/%Y": False,
    "%m/%d/%Y": False,
    "%d.%m.%Y": False,
    "%d-%m-%Y": False,
    "%m-%d-%Y": False,
    "%d %B %Y": False,
    "%b %d, %Y": False,
    "%a %d %b %Y": False,
    "%Y-%m-%dT%H:%M:%S": True,
    "%d/%m/%Y %H:%M": True,
    "%m/%d/%Y, %I:%M:%S %p": True,
    "%B %d, %Y %I:%M %p": True,
    "%d.%m.%Y %H:%M": True,
}
moments = st.datetimes(pendulum.naive(2020, 1, 1), pendulum.naive(2029, 12, 31)).map(
    lambda when: when.replace(hour=7 + when.hour % 12, microsecond=0, second=0)
)


@given(
    st.sampled_from(sorted(FORMS)),
    st.lists(moments, min_size=1, max_size=4),
    st.none() | st.sampled_from(DayOrder),
)
def test_a_date_in_any_form_is_read_as_it_was_or_refused(form: str, days, usual: DayOrder | None):
    is_month_first = form.startswith("%m")
    if usual is DayOrder.DAY_FIRST and is_month_first:
        usual = None  # somebody else's table: only what it shows counts
    if usual is DayOrder.MONTH_FIRST and form.startswith("%d"):
        usual = None
    rows = "".join(f'C{n},"{day:{form}}"\n' for n, day in enumerate(days))
    found = read_csv(f"Company,Interview Date\n{rows}", usual=usual)
    for each, day in zip(found, days, strict=True):
        if isinstance(each, Refused):
            assert usual not in {DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST}
            continue
        assert isinstance(each, Arrival)
        assert at(each.card)[:10] == f"{day:%Y-%m-%d}"
        assert each.has_time is FORMS[form]
        if FORMS[form]:
            assert at(each.card)[11:16] == f"{day:%H:%M}"
