"""Tables of other programs: five kinds that people really have, and how a column is known."""

from __future__ import annotations

import pendulum
import pytest

from store.errors import FileRefusedError
from store.exchange import report
from store.exchange.arrival import Arrival, Refused
from store.exchange.tables.headings import Columns, columns_of
from store.exchange.tables.order import Order
from store.exchange.tables.reader import read_table
from store.exchange.tables.status import read_status
from store.records import Offer, Outcome, Stage, Via
from tests.store.exchange.conftest import WHERE, Read

AMERICAN = """\
Company Name,Job Title,Date Applied,Interview Date,Contact,Email,Phone,Salary,Status,Notes,Link
Globex,Data analyst,10/01/2026,11/13/2026 2:00 PM,Dana Lee,dana@example.com,+1 555 010 0123,$90k,\
Awaiting response,"Asked about
weekly reports",https://example.com/1
Initech,SRE,10/02/2026,11/03/2026,,N/A,-,,Rejected,,
"""

GERMAN = """\
sep=;
Employer;Position;Interview Date;Interview Time;Recruiter;Recruiter Phone;Comments;Remarks
Hooli;Writer;03/11/2026;14:30;Kim (kim@hays.example);'+49 30 1234567;nett;zweite Runde?
Müller & Söhne;PM;19/11/2026;;;;;
"""

NOTION = """\
companyName\trole\tinterview_date\tinterviewers\tstage\ttimezone\thearBack
Umbra\tChemist\t2026-11-19T10:00:00+01:00\tIris, Ruth\tFinal round\tEurope/Berlin\tend of next week
Soylent\tCook\t"November 20, 2026"\ti@x.org, r@x.org\tFollowed up\tPST\t
"""

SPREADSHEET = """\
,,
Organisation,Date,Contact Person,Mail,URL,State,Country
Acme,2026-11-10 00:00:00,0151 2345678,me at acme,https://acme.example,Ghosted,Atlantis
,,,,,,
"""

TERSE = "Firm|Interview|Outcome\r\nStark|13 Nov|Offer received\r\n".replace("|", ";")


def cards(found: list[Arrival | Refused]):
    assert all(isinstance(each, Arrival) for each in found), found
    return [each.card for each in found if isinstance(each, Arrival)]


def test_the_usual_tracker(read: Read):
    globex, initech = cards(read(AMERICAN))
    assert (globex.company, globex.role) == ("Globex", "Data analyst")
    assert globex.round.at == pendulum.datetime(2026, 11, 13, 14, tz="America/New_York")
    (dana,) = globex.round.people
    assert (dana.name, dana.email, dana.phone) == (
        "Dana Lee",
        "dana@example.com",
        "+1 555 010 0123",
    )
    assert (globex.stage, globex.outcome) == (Stage.WAITING, None)
    assert globex.notes == "Asked about\nweekly reports"
    assert globex.posting == "https://example.com/1"
    assert (initech.outcome, initech.round.people, initech.notes) == (Outcome.REJECTED, (), "")
    assert initech.round.at.date() == pendulum.date(2026, 11, 3)


def test_days_first_semicolons_a_recruiter_and_a_time_of_its_own(read: Read):
    hooli, other = cards(read(GERMAN))
    assert hooli.round.at == pendulum.datetime(2026, 11, 3, 14, 30, tz="America/New_York")
    assert other.company == "Müller & Söhne"
    assert other.round.at.date() == pendulum.date(2026, 11, 19)
    kim = hooli.between
    assert kim is not None
    assert (kim.name, kim.email, kim.phone) == ("Kim", "kim@hays.example", "+49 30 1234567")
    assert hooli.round.people == ()
    assert (hooli.via, other.via) == (Via.RECRUITER, Via.DIRECT)
    assert hooli.notes == "nett\nzweite Runde?"


def test_tabs_joined_words_zones_and_words_that_are_kept(read: Read):
    umbra, soylent = cards(read(NOTION))
    assert umbra.round.at == pendulum.datetime(2026, 11, 19, 10, tz="Europe/Berlin")
    assert (umbra.round.zone, umbra.stage) == ("Europe/Berlin", Stage.THANK_YOU)
    assert umbra.notes == "stage: Final round"
    assert umbra.round.promise is not None
    assert umbra.round.promise.day == pendulum.date(2026, 11, 27)
    assert [each.name for each in umbra.round.people] == ["Iris, Ruth"]
    assert [each.email for each in soylent.round.people] == ["i@x.org", "r@x.org"]
    assert soylent.stage is Stage.EMAILED


def test_a_spreadsheet_of_little_order_loses_nothing(read: Read):
    (acme,) = cards(read(SPREADSHEET))
    assert acme.round.at == pendulum.datetime(2026, 11, 10, 12, tz="America/New_York")
    assert [each.phone for each in acme.round.people] == ["0151 2345678"]
    assert (acme.stage, acme.country) == (Stage.MOVED_ON, "")
    assert acme.notes.splitlines() == ["Country: Atlantis", "Mail: me at acme"]


def test_three_columns_are_enough(read: Read):
    (stark,) = cards(read(TERSE))
    assert (stark.company, stark.outcome, stark.offer) == ("Stark", None, Offer())
    assert stark.round.at.date() == pendulum.date(2026, 11, 13)


def fields(heading: str) -> dict[str, str]:
    columns = columns_of(read_table(f"{heading}\na\n", WHERE), WHERE)
    return dict(zip(columns.headings, columns.fields, strict=True))


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("POSITION / TITLE", "role"),
        ("InterviewTime", "time"),
        ("Interviewers", "people"),
        ("Recruiter Name", "recruiter"),
        ("E-Mail", "email"),
        ("Telephone", "phone"),
        ("Job_URL", "posting"),
        ("Current Status", "status"),
        ("Comment", "notes"),
        ("Contract", ""),
        ("Follow-up date", ""),
        ("Location", ""),
        ("Xyzzy", ""),
        ("", ""),
    ],
)
def test_a_column_is_known_by_its_name(heading: str, expected: str):
    assert fields(f"Company,Interview date,{heading}")[heading] == expected


def test_of_two_columns_the_clearer_one_counts():
    found = fields("Date,Interviews date,Company,Employer")
    assert found == {
        "Date": "",
        "Interviews date": "interviewed",
        "Company": "company",
        "Employer": "",
    }


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Position,Interview Date", "looks like the company"),
        ("Company,Date Applied", "looks like the day of the interview"),
        ("Firma,Datum", r"it has: Firma, Datum"),
    ],
)
def test_without_a_company_or_a_day_nothing_is_guessed(heading: str, said: str):
    with pytest.raises(FileRefusedError, match=said):
        fields(heading)


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("Emailed", Stage.EMAILED),
        ("moved-on", Stage.MOVED_ON),
        (" REJECTED. ", Outcome.REJECTED),
        ("Follow-up sent", Stage.EMAILED),
        ("Withdrawn", Outcome.WITHDREW),
        ("declined", None),
        ("pending", None),
        ("closed", None),
    ],
)
def test_only_clear_words_move_a_card(word: str, meaning: Stage | Outcome | None):
    assert read_status(word) is meaning


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("yesterday", "another day tomorrow"),
        ("soon", "No time could be read"),
        ("2026-13-01", "No time could be read"),
        ("9999-01-01T10:00Z", "Check the year"),
        ("0001-01-01 00:00:01+23:00", "Check the year"),
    ],
)
def test_a_row_without_a_day_is_refused_with_its_line(read: Read, when: str, why: str):
    (found,) = read(f"Company,Interview date\n\nGlobex,{when}\n")
    assert isinstance(found, Refused)
    assert found.line == 3
    assert why in found.why


def test_dates_that_can_be_read_two_ways_in_one_file_are_refused(read: Read):
    found = read("Company,Date\nA,13/11/2026\nB,11/20/2026\nC,03/04/2026\nD,04/04/2026\n")
    assert [isinstance(each, Refused) for each in found] == [False, False, True, False]
    assert "day first or month first" in found[2].why


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",2026-11-13", "company: Which company"),
        ("G,2026-11-13,a,b,,,c", "more cells than there are headings"),
        (f"{'G' * 2_001},2026-11-13", "company: That is longer than 2,000"),
        (f"G,2026-11-13,,{'n' * 50_001}", "notes: That is longer than 50,000"),
        ("G,2026-11-13,by the 45th of Movember", "promised: "),
    ],
)
def test_what_does_not_fit_a_card_is_refused(read: Read, row: str, why: str):
    (found,) = read(f"Company,Interview date,They said,Notes\n{row}\n")
    assert isinstance(found, Refused)
    assert why in found.why
    assert len(found.why) <= 240


OWN = "id,company,role,stage,outcome,interviewed,zone,promised,promised_day,contact,no_calls"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("../x,G,,,,2026-11-13", "id: This is no id"),
        (",G,,limbo,,2026-11-13", "stage: “limbo” is none of"),
        (",G,,,won,2026-11-13", "outcome: "),
        (",G,,,,2026-11-13,Mars/Base", "zone: "),
        (",G,,,,2026-11-13,,soon,3 Dec", "promised day: “3 Dec” is not a date"),
        (",G,,,,2026-11-13,,,,pigeon", "contact: "),
        (",G,,,,2026-11-13,,,,,maybe", "no calls: Write yes or no"),
    ],
)
def test_our_own_table_means_what_it_says(read: Read, row: str, why: str):
    (found,) = read(f"{OWN}\n{row}\n")
    assert isinstance(found, Refused)
    assert why in found.why


def promised(read: Read, *days: str) -> list[object]:
    rows = "".join(f"a{n},G,,,,2026-11-13,,soon,{day}\n" for n, day in enumerate(days))
    found = read(f"{OWN}\n{rows}")
    return [each.card.round.promise.day if isinstance(each, Arrival) else None for each in found]


def test_days_that_a_spreadsheet_wrote_anew_are_never_guessed(read: Read):
    third, fourth, thirtieth = (pendulum.date(2026, 12, day) for day in (3, 4, 30))
    assert promised(read, "2026-12-03", "2026-12-30") == [third, thirtieth]
    assert promised(read, "03.12.2026") == [third]
    assert promised(read, "03/12/2026", "30/12/2026") == [third, thirtieth]
    assert promised(read, "12/3/2026", "12/30/2026") == [third, thirtieth]
    assert promised(read, "12/12/2026", "12/4/2026") == [pendulum.date(2026, 12, 12), None]
    assert promised(read, "12/4/2026 0:00", "12/30/2026", "30/12/2026") == [
        *(None, thirtieth, thirtieth),
    ]
    assert fourth not in promised(read, "04/12/2026")


def test_a_row_added_to_our_table_by_hand_is_read_as_if_typed(read: Read):
    (found,) = cards(read(f"{OWN}\n,G,,Emailed,,13 nov 14:00,,by friday,,,yes\n"))
    assert (found.stage, found.no_calls) == (Stage.EMAILED, True)
    assert found.round.promise is not None
    assert found.round.promise.day == pendulum.date(2026, 11, 20)


def test_controls_and_bidi_become_visible(read: Read):
    (found,) = cards(read("Company,Interview date,Notes\nA\x1b]0;x\x07\u202e,2026-11-13,\x9b31m\n"))
    assert found.company == "A␛]0;x␇⟨202E⟩"
    assert found.notes == "⟨009B⟩31m"


def test_the_report_says_how_the_columns_were_read():
    table = read_table("Organisaton,Date\x1b,Salary,\nA,13/11/2026,1,\n", WHERE)
    columns = columns_of(table, WHERE)
    assert isinstance(columns, Columns)
    lines = list(report.mapping(table, columns, Order(["13/11/2026"])))
    assert lines[0] == "A table of columns by their names, parted by commas:"
    assert lines[1].split() == ["Organisaton", "company"]
    assert lines[2].split(maxsplit=1) == ["Date␛", "day of the interview"]
    assert lines[3].split() == ["Salary", "not", "used"]
    assert lines[-1].strip() == "Dates are read as day/month, as in 13/11/2026."
