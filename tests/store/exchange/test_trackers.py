"""Tables as other trackers and spreadsheets make them: read rightly, left out, or refused."""

from __future__ import annotations

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates.order import DayOrder
from store.exchange import report
from store.exchange.arrival import Arrival, LeftOut, Refused
from store.exchange.matching import bring
from tests.conftest import NOW
from tests.store.exchange.conftest import Read, at, cards, read_csv, skip


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
    brought = bring({}, [each for each in found if isinstance(each, Arrival)], skip, NOW)
    assert report.total(brought, 0, 7) == "One card is new, seven rows were left out."


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
