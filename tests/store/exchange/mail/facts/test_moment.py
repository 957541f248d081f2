"""When an interview starts, from the words of a mail."""

from __future__ import annotations

import pendulum
import pytest

from store.dates.order import DayOrder
from store.exchange.mail.facts.moment import start_of, why_no_start

SENT = pendulum.datetime(2026, 11, 17, 9, 0, tz="America/New_York")  # a Tuesday

EST, UTC = "America/New_York", "UTC"
TEN, THREE = "2026-11-24T10:00", "2026-11-24T15:00"


@pytest.mark.parametrize(
    ("text", "at", "zone"),
    [
        ("Your interview is on Tuesday, November 24, 2026 at 10:00 AM EST.", f"{TEN}-05:00", EST),
        (
            "Interview @ Nov 24, 2026, 4:00:00 PM - 4:45:00 PM (GMT+5:30)",
            "2026-11-24T16:00+05:30",
            "",
        ),
        (
            "Invitation: Chat @ Tue Nov 24, 2026 3pm - 4pm (EST) (me@example.com)",
            f"{THREE}-05:00",
            EST,
        ),
        ("Date: Tuesday, 24 November 2026\nTime: 3:00 PM - 4:00 PM EST", f"{THREE}-05:00", EST),
        (
            "*Date:* Tuesday, 24 November 2026\n*Time:* 3:00 PM CET",
            f"{THREE}+01:00",
            "Europe/Paris",
        ),
        ("Time: 15:00 CET\nDate: 24 November 2026", f"{THREE}+01:00", "Europe/Paris"),
        ("When\nTuesday Nov 24, 2026 ⋅ 3pm – 4pm (Eastern Time - New York)", f"{THREE}-05:00", EST),
        (
            "When: Tuesday, November 24, 2026 3:00 PM-4:00 PM (UTC-05:00) Eastern Time (US"
            " & Canada).",
            f"{THREE}-05:00",
            EST,
        ),
        (
            "When: Dienstag, 24. November 2026 15:00-16:00 (UTC+01:00) Amsterdam, Berlin,"
            " Bern, Rome.",
            f"{THREE}+01:00",
            "Europe/Amsterdam",
        ),
        (
            "Event Date/Time:\n10:00am - Tuesday, 24 November 2026 (Eastern Time - US & Canada)",
            f"{TEN}-05:00",
            EST,
        ),
        (
            "Date & Time: 03:00pm - 03:30pm (Eastern Time - US & Canada) on Tuesday, November 24,"
            " 2026",
            f"{THREE}-05:00",
            EST,
        ),
        (
            "3:00pm (Mountain Time (US & Canada)) on 24 November 2026",
            f"{THREE}-07:00",
            "America/Denver",
        ),
        ("3pm - 4pm (CET) on 24 November 2026", f"{THREE}+01:00", "Europe/Paris"),
        (
            "Event Date/Time: 3:00pm - Tuesday, 24 November 2026 (Central European Time)",
            f"{THREE}+01:00",
            "Europe/Paris",
        ),
        ("3:00pm - Tuesday, November 24, 2026 (GMT/BST)", f"{THREE}+00:00", "Europe/London"),
        (
            "3:00pm - Tuesday, November 24, 2026 (UK, Ireland, Lisbon Time)",
            f"{THREE}+00:00",
            "Europe/London",
        ),
        (
            "3:00pm - Tuesday, November 24, 2026 (India, Sri Lanka Time)",
            f"{THREE}+05:30",
            "Asia/Kolkata",
        ),
        (
            "3:00pm - Tuesday, November 24, 2026 (China, Singapore, Perth)",
            f"{THREE}+08:00",
            "Asia/Shanghai",
        ),
        (
            "Date: Nov 24, 2026\nTime: 3pm - 4pm\nTime zone: Pacific Time (US & Canada)",
            f"{THREE}-08:00",
            "America/Los_Angeles",
        ),
        (
            "Datum: 24.11.2026\nUhrzeit: 15:00 Uhr\nZeitzone: Europe/Berlin",
            f"{THREE}+01:00",
            "Europe/Berlin",
        ),
        ("Time: 3pm\nTimezone: UK\nDate: Nov 24, 2026", f"{THREE}+00:00", "Europe/London"),
        (
            "3pm - Tuesday, November 24, 2026 (Central Standard Time - Mexico City)",
            f"{THREE}-06:00",
            "America/Mexico_City",
        ),
        ("Tuesday, November 24 at 3pm (Sydney)", f"{THREE}-05:00", ""),
        ("Tuesday, November 24 at 3pm (Regina, Dana)", f"{THREE}-05:00", ""),
        ("Tuesday, November 24 at 3pm (Microsoft Teams)", f"{THREE}-05:00", ""),
        ("We look forward to Tuesday 24th November at 3 PM GMT.", f"{THREE}+00:00", ""),
        ("3pm ET on Tuesday, November 24", f"{THREE}-05:00", EST),
        ("Tuesday, November 24 at 3pm ET / 12pm PT / 8pm GMT", f"{THREE}-05:00", EST),
        (
            "24 November 2026 (Tuesday) from 3:00 PM to 4:00 PM CET",
            f"{THREE}+01:00",
            "Europe/Paris",
        ),
        ("15:00 CET on 24 November 2026", f"{THREE}+01:00", "Europe/Paris"),
        ("Tuesday, the 24th of November 2026, at 3 p.m.", f"{THREE}-05:00", ""),
        ("2026-11-24 15:00 Europe/Berlin", f"{THREE}+01:00", "Europe/Berlin"),
        ("from 10:00 to 11:00 on Tuesday 24 November (UTC+1)", f"{TEN}+01:00", ""),
        ("Tue 24 Nov 10am (London time)", f"{TEN}+00:00", "Europe/London"),
        ("Nov 24 at 2-3pm ET", "2026-11-24T14:00-05:00", EST),
        ("Nov. 24, 10 a.m. to 11 a.m.", f"{TEN}-05:00", ""),
        ("Tuesday at 3pm", "2026-11-17T15:00-05:00", ""),
        ("next Tuesday at 10am", f"{TEN}-05:00", ""),
        ("See you tomorrow at 10:30!", "2026-11-18T10:30-05:00", ""),
        ("Tuesday, Nov 24 at noon", "2026-11-24T12:00-05:00", ""),
        ("24/11/2026 at 10:00", f"{TEN}-05:00", ""),
        ("11/24/2026 10:00 AM", f"{TEN}-05:00", ""),
        ("2026-11-24 10:00", f"{TEN}-05:00", ""),
        ("Ihr Gespräch findet am Dienstag, dem 24.11.2026 um 10:00 Uhr statt.", f"{TEN}-05:00", ""),
        ("Dienstag, 24. November 2026, 10 Uhr", f"{TEN}-05:00", ""),
        ("am Dienstag, den 24. November, von 10 bis 11 Uhr", f"{TEN}-05:00", ""),
        ("Di, 24.11. 10.00 Uhr", f"{TEN}-05:00", ""),
        ("am 24.11.2026 um 15.30 Uhr (MEZ)", "2026-11-24T15:30+01:00", "Europe/Paris"),
        ("Termin: 24.11.2026, 15:00 – 16:00 Uhr", f"{THREE}-05:00", ""),
        ("Dienstag, 1. Dezember um 9:00 Uhr", "2026-12-01T09:00-05:00", ""),
        ("Tue, 24 Nov 2026 15:00:00 +0100", f"{THREE}+01:00", ""),
        ("Date: Nov 24, 2026\n\nTime: 3pm ET", f"{THREE}-05:00", EST),
        ("Date\nNov 24, 2026\n\nTime\n3pm ET", f"{THREE}-05:00", EST),
        ("Termin am 24.11.2026, Beginn: 10:00 Uhr", f"{TEN}-05:00", ""),
        ("24.11.2026 / 10:00 Uhr", f"{TEN}-05:00", ""),
        ("Tuesday, November 24th\nat 10:00 AM", f"{TEN}-05:00", ""),
    ],
)
def test_one_day_with_a_time_is_the_start(text: str, at: str, zone: str) -> None:
    found = start_of(text, SENT)

    assert found is not None
    assert found.at == pendulum.parse(at)
    assert (found.zone, found.source) == (zone, "from the text")
    assert not why_no_start(text, SENT)


@pytest.mark.parametrize(
    "text",
    [
        "Your interview: Nov 24 at 10:00. Please confirm by Friday 5pm.",
        "Your interview: Nov 24 at 10:00. Please reply no later than Nov 20 at 5pm.",
        "Your interview: Nov 24 at 10:00. Our office hours are Monday to Friday 9am-5pm.",
        "Thanks for talking on Monday at 3pm. Your interview: Nov 24 at 10:00.",
        "Your interview: Nov 24 at 10:00.\n\nOn Mon, Nov 16, 2026 at 3:12 PM Dana Lee wrote:\n",
        "From: Dana\nSent: Monday, November 16, 2026 3:12 PM\nTo: me\n\nYour interview: Nov"
        " 24 at 10:00.",
        "Moved from Monday 23 Nov at 3pm to Tuesday 24 Nov at 10:00.",
        "Tuesday 24 Nov at 10:00 instead of Monday 23 Nov at 3pm.",
        "Nov 24 at 10:00 and again: Tuesday, Nov 24, 10:00.",
        "Ihr Gespräch: 24.11. um 10 Uhr. Bitte antworten Sie bis Freitag um 12 Uhr.",
        "Nov 24 at 10:00\nQuestions? Write to us.",
        "Nov 24 at 10:00\nPlease let me know if that does not suit you",
        "When: Nov 24 at 10:00\nWhere: https://zoom.us/j/1?pwd=2\nThanks for the call on Monday",
        "Ihr Termin wurde von Montag, 23.11., 10 Uhr auf Dienstag, 24.11., 10 Uhr verschoben.",
        "Thank you for confirming Tuesday, Nov 24 at 10am.",
        "next Tuesday at 10am: Nov 24, 10am",
        "Interview Slot\nNov 24 at 10:00",
        "Please arrive by Nov 24 at 9:45. Your interview: Nov 24 at 10:00.",
    ],
)
def test_other_moments_in_the_mail_are_told_from_the_start(text: str) -> None:
    found = start_of(text, SENT)

    assert found is not None
    assert found.at == pendulum.parse(f"{TEN}-05:00")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", ""),
        ("See you soon.", ""),
        ("See you on Tuesday.", ""),
        ("See you at 3pm.", ""),
        ("Thanks for talking on Tuesday at 3pm.", ""),
        ("It was great to meet you on Monday at 3pm.", ""),
        ("On Tue, Nov 17, 2026 at 3:12 PM Dana Lee wrote:\n", ""),
        ("Please confirm by Friday 5pm.", ""),
        ("Tuesday 25 November 2026 at 15:00", "Wednesday"),
        ("Monday, November 23 - Friday, November 27 at 9am", ""),
        ("Our office is closed on Nov 26 at 12pm", ""),
        ("The role closes Nov 30 at 11:59 PM", ""),
        ("Wir könnten Ihnen Dienstag, 24.11. um 10 Uhr anbieten.", "suits"),
        ("Interview 1: Nov 24, 10:00-10:30\nInterview 2: Nov 24, 10:30-11:00", "two times"),
        ("born 24.11.1990 10:00", ""),
        ("sometime Tuesday at 3pm or later", "suits"),
        ("Tuesday 3pm our time", "suits"),
        ("Fri 24 Nov at 10:00", "Tuesday"),
        ("25 November 2026 (Tuesday) at 15:00", "Wednesday"),
        ("03/11/2026 at 3pm", "may be"),
        ("Would Tuesday at 3pm work for you?", "suits"),
        ("Interview on Nov 24 at 10am?", "suits"),
        ("Würde Ihnen am Dienstag, 24.11. um 10 Uhr ein\nGespräch passen?", "suits"),
        (
            "Can we meet on Tuesday, 24 Nov at 10am in the office on\nMain Street, with Dana?",
            "suits",
        ),
        ("Are you free on Nov 24 at 10:00?", "suits"),
        ("I am available Tuesday at 3pm or Wednesday at 10am.", "suits"),
        ("Please choose: Nov 24 at 10:00, Nov 25 at 11:00", "suits"),
        ("Passt Ihnen Dienstag, 24.11. um 10 Uhr?", "suits"),
        ("Nov 24 at 10:00 with Dana, Nov 25 at 11:00 with Kim", "two times"),
        ("Tuesday, November 24 at 3pm ET / 1pm PT", "two times"),
        ("Nov 24 at 10:00 PST and Nov 24 at 10:00 EST", "two times"),
        ("Nov 24 at 3pm Wonderland Time", "No start"),
        ("3pm - 4pm (Wonderland Time) on Tuesday, November 24, 2026", "Wonderland"),
        ("3pm - Tuesday, November 24, 2026 (Narnia, Wonderland Time)", "Narnia"),
        ("3pm - Tuesday, November 24, 2026 (London, Berlin Time)", "No start"),
        ("3pm - Tuesday, November 24, 2026 (Central Time - Berlin)", "No start"),
        ("Date: Nov 24, 2026\nTime: 3pm\nTime zone: Wonderland", "Wonderland"),
        ("February 30 at 10:00", "No start"),
        ("Nov 24 at 25:00", "No start"),
    ],
)
def test_what_is_not_sure_is_left_empty_and_said(text: str, why: str) -> None:
    assert start_of(text, SENT) is None
    told = why_no_start(text, SENT)
    assert why in told
    assert bool(why) == bool(told)


def test_the_subject_and_the_text_may_say_the_same() -> None:
    found = start_of("Tuesday, Nov 24, 3pm ET", SENT, subject="Interview Nov 24 at 3pm")

    assert found is not None
    assert (found.at.isoformat(), found.zone) == ("2026-11-24T15:00:00-05:00", EST)


def test_the_subject_alone_is_named_as_the_source() -> None:
    found = start_of("See you then.", SENT, subject="Interview on Nov 24 at 3pm")

    assert found is not None
    assert found.source == "from the subject"


def test_a_subject_and_a_text_that_differ_give_none() -> None:
    assert start_of("Nov 25 at 3pm", SENT, subject="Interview Nov 24 at 3pm") is None


@pytest.mark.parametrize(("order", "month"), [(DayOrder.DAY_FIRST, 1), (DayOrder.MONTH_FIRST, 2)])
def test_a_date_in_figures_is_read_as_the_person_writes_it(order: DayOrder, month: int) -> None:
    found = start_of("Interview: 02/01/2027 at 10:00", SENT, order)

    assert found is not None
    assert found.at.month == month


def test_a_week_of_times_is_no_start() -> None:
    text = "\n\n".join(f"Nov {day} at 10:00" for day in range(1, 31))

    assert start_of(text, SENT) is None
    assert "many times" in why_no_start(text, SENT)
