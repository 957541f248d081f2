"""The phrases in which a last day is promised: a table of forms, each with the sum that ends it.

The comment at a row says what was chosen where words can be read in two ways: the later.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from store.dates.counted import COUNTED_ROWS, on
from store.dates.days import named_day
from store.dates.ends import End, Rows, Said, kept, rolls
from store.dates.feasts import FEAST_ROWS
from store.dates.hedges import DENIES, OR
from store.dates.names import (
    COUNT,
    FRIDAY,
    UNIT,
    WEEKDAY,
    YEARS,
    end_of_week,
    form,
    in_week,
    next_weekday,
    number_of,
    weekday_number,
)
from store.dates.periods import (
    MONTH_NAMED,
    NTH,
    PART,
    QUARTER_NAMED,
    WEEK_NAMED,
    before_named_month,
    before_named_week,
    in_named_month,
    in_named_quarter,
    in_named_week,
    in_week_of_month,
    part_of,
    weekday_ahead,
    weekday_of_month,
)


@lru_cache(maxsize=2048)
def end_of(text: str, said: Said) -> End | None:
    """The end that the whole of a spelled text names; None if no row has its form.

    Raises:
        UnreadableError: it names a date that may be either of two, or has the wrong weekday.
    """
    # Remembered, because rows that hold a phrase within a phrase come back to the same text:
    # without it the time doubles with every such word.
    for pattern, give in _PHRASES:
        if match := pattern.fullmatch(text):
            try:
                end = give(match, said)
            except (ValueError, OverflowError):
                continue
            if end is not None and end.day.year in YEARS:
                return end
    return None


def _counted_from(match: re.Match[str], said: Said) -> End | None:
    start = end_of(match["rest"], said)
    return start and on(said, start.day, number_of(match["n"]), match["unit"])


def _weekday_to_come(match: re.Match[str], said: date) -> date:
    return next_weekday(said, match["wd"])


def _weekday_in_a_week(match: re.Match[str], said: date) -> date:
    weeks = 2 if "fortnight" in match[0] else 1
    return next_weekday(said, match["wd"]) + timedelta(weeks=weeks)


def _weekday_after(match: re.Match[str], said: Said) -> End | None:
    start = end_of(match["rest"], said)
    return start and End(next_weekday(start.day, match["wd"]))


def _weekday_before(match: re.Match[str], said: Said) -> End | None:
    limit = end_of(match["rest"], said)
    return limit and End(next_weekday(limit.day - timedelta(days=8), match["wd"]))


def _weekday_of_week(match: re.Match[str], said: date) -> date:
    return weekday_ahead(said, weekday_number(match["wd"]), 1 if match["next"] else 0)


def _month(match: re.Match[str], said: Said) -> End:
    """The last day of a month is a date of its own; the 10th and the 20th are only ours."""
    rolls = part_of(match) in {"early", "first", "mid"}
    return End(in_named_month(match, said.day), rolls)


def _rest(match: re.Match[str], said: Said) -> End | None:
    return end_of(match["rest"], said)


def _unless_denied(match: re.Match[str], said: Said) -> End | None:
    lead = match[0].removesuffix(match["rest"])
    return None if DENIES.search(lead) else _rest(match, said)


def _day_before(match: re.Match[str], said: Said) -> End | None:
    limit = end_of(match["rest"], said)
    return limit and End(limit.day - timedelta(days=1))


_WEEKDAY_ALONE = form(rf"(?:on |by )?(?P<wd>{WEEKDAY})")
_ENDS_IN_WEEKDAY = form(rf"(?:.* )?(?:{WEEKDAY})")


def _later_of(match: re.Match[str], said: Said) -> End | None:
    """The later of two, or the one that is over, to be told.

    A second that is only a weekday, or "the following week", is counted from the first: "next
    Wednesday or Thursday".
    """
    one = end_of(match["one"], said)
    if one is None:
        return None
    weekday = _WEEKDAY_ALONE.fullmatch(match["other"])
    if weekday and _ENDS_IN_WEEKDAY.fullmatch(match["one"]):
        return End(next_weekday(one.day, weekday["wd"]))
    follows = "following" in match["other"] and one.day > said.day
    then = said._replace(anchor=said.anchor._replace(today=one.day)) if follows else said
    other = end_of(match["other"], then)
    if other is None:
        return None
    over = min(one, other)
    return over if over.day < said.day else max(one, other)


def _friday_of(match: re.Match[str], said: Said) -> End | None:
    start = end_of(match["rest"], said)
    return start and End(in_week(start.day, FRIDAY), rolls=True)


def _dated(match: re.Match[str], said: Said) -> End | None:
    day = named_day(match[0], said.anchor)
    return End(day) if day else None


_REST = r"(?P<rest>\S.*)"
_WD = rf"(?P<wd>{WEEKDAY})"
_EARLY_IN = r"(?:(?:early|first thing)(?: in)?|(?:the )?(?:start|beginning) of)"
_ONE_PART = r"(?:early|mid(?:dle)?|(?:the )?(?:start|beginning|middle))"

_PHRASES: Rows = (
    (form(rf"(?P<n>{COUNT}) (?P<unit>{UNIT}) (?:from|after|on) {_REST}"), _counted_from),
    *COUNTED_ROWS,
    # Weeks: early is Tuesday, the middle and the first half are Wednesday; the rest, and a week
    # with no part named, are Friday: the last day that keeps "next week".
    (form(rf"(?:{PART} )?{WEEK_NAMED}"), rolls(in_named_week)),
    (form(r"mid ?week"), rolls(lambda _, said: next_weekday(said, "wed"))),
    (form(r"eow"), rolls(lambda _, said: end_of_week(said))),
    (
        form(
            rf"(?P<first>this|next) week {OR} (?:the )?"
            r"(?:week after(?: next| that)?|one after(?: that)?|following(?: week)?)(?: by)?"
        ),
        rolls(lambda m, said: weekday_ahead(said, FRIDAY, 1 if m["first"] == "this" else 2)),
    ),
    (form(rf"(?:the )?week of {_REST}"), _friday_of),
    # Over and after the weekend is Monday; by and before it is Friday.
    (
        form(r"(?:over |after )?(?:the |this )?weekend"),
        rolls(lambda _, said: said + timedelta(6 - said.weekday())),
    ),
    (form(r"(?:over |after )?next weekend"), rolls(lambda _, said: weekday_ahead(said, 6, 1))),
    (form(r"(?:before|by) (?:the |this )?weekend"), kept(lambda _, said: end_of_week(said))),
    # Weekdays: "Friday", said on a Friday, is in a week; only "this Friday" is that day. "Next
    # Friday" is in the next week (Monday to Sunday), not the first to come.
    (
        form(rf"(?:on )?(?:(?:this |the )?(?:coming|following) |the )?{_WD}"),
        kept(_weekday_to_come),
    ),
    (
        form(
            rf"(?:on )?{_WD} (?:of |in )?(?:(?P<next>(?:the )?(?:next|following) week)|this week)"
        ),
        kept(_weekday_of_week),
    ),
    (form(rf"(?:(?P<next>next week)|this week) (?:on )?{_WD}"), kept(_weekday_of_week)),
    (form(rf"(?:on )?{_WD} (?:week|fortnight)"), kept(_weekday_in_a_week)),
    # Months: early is up to the 10th, the middle to the 20th, halves to the 15th and the end. A
    # month with no part named is all of it.
    (form(rf"(?:{PART} )?{MONTH_NAMED}"), _month),
    (
        form(
            rf"(?:the )?{NTH} (?:week|(?P<two>week or two|two weeks|couple of weeks)) (?:of|in) "
            rf"{MONTH_NAMED}"
        ),
        lambda m, s: End(in_week_of_month(m, s.day), rolls=m["nth"] != "last"),
    ),
    (form(rf"(?:the )?{NTH} {_WD} (?:of|in) {MONTH_NAMED}"), kept(weekday_of_month)),
    (form(rf"(?:the )?end of (?P<rest>(?:the )?(?:{WEEKDAY}|{NTH} week (?:of|in) .+))"), _rest),
    (
        form(r"(?P<rest>(?:the )?\d{1,2}(?:st|nd|rd|th)) of the month"),
        _rest,
    ),
    (
        form(r"(?P<rest>(?:the )?\d{1,2}(?:st|nd|rd|th) of )the (?:coming|following) month"),
        lambda m, s: end_of(f"{m['rest']}next month", s),
    ),
    # Of "early to mid December" the second part is the later.
    (
        form(rf"{_ONE_PART} ?(?:to|or|and|-|/)? ?(?P<rest>(?:mid|late|the middle|(?:the )?end).*)"),
        _rest,
    ),
    # Quarters and years: the end, unless a part is named. Early next year is January.
    (form(rf"(?:{PART} )?{QUARTER_NAMED}"), kept(in_named_quarter)),
    (
        form(r"(?:(?:late(?: in)?|later|(?:the )?end of) )?(?:the |this )?year(?: end)?|eoy"),
        kept(lambda _, said: date(said.year, 12, 31)),
    ),
    (form(rf"{_EARLY_IN} (?:the )?next year"), kept(lambda _, said: date(said.year + 1, 1, 31))),
    (
        form(r"(?:(?:the )?end of )?next year"),
        kept(lambda _, said: date(said.year + 1, 12, 31)),
    ),
    *FEAST_ROWS,
    (form(rf"(?:the )?{_WD} (?:after|following) {_REST}"), _weekday_after),
    (form(rf"(?:the )?{_WD} before {_REST}"), _weekday_before),
    # Before a stretch of time is before its first day, but before its end is its last.
    (form(rf"before {WEEK_NAMED}"), kept(before_named_week)),
    (form(rf"before {MONTH_NAMED}"), kept(before_named_month)),
    (
        form(r"before (?P<rest>(?:the )?(?:end|close) of .+|eow|eom|eoy|eod|(?:month|year) end)"),
        _rest,
    ),
    (form(rf"before {_REST}"), _day_before),
    # Of two, the later: "Thursday or Friday", "this week or early next week".
    (
        form(rf"(?:either |between )?(?P<one>.+?) (?:{OR}|and|to|-) (?:by )?(?P<other>.+)"),
        _later_of,
    ),
    # When somebody is back, or the interviews are over, on a day: that day is the last that is
    # known.
    (
        form(
            r"(?:when|once|as soon as) (?:\S+ ){1,5}?(?:back|returns?|reopens?|over|done"
            rf"|interviews?|meets?) (?:from (?:leave|vacation|holiday) )?(?:on )?{_REST}"
        ),
        _unless_denied,
    ),
    (
        form(
            r"(?:\S+ ){0,4}?interview(?:s|ing)(?: \S+){0,3}? (?:through|thru) "
            rf"(?:to |until |the end of (?={WEEKDAY}))?{_REST}"
        ),
        _unless_denied,
    ),
    # The part of a day does not matter: "first thing Monday", "Friday morning", "Friday eod".
    (form(rf"(?:eod|first thing|early|late)(?: on| of| in)? {_REST}"), _rest),
    (
        form(
            r"(?P<rest>.+?) (?:in the |by |at )?"
            r"(?:morning|afternoon|evening|night|lunch ?time|eod|am|pm)"
        ),
        _rest,
    ),
    # Any other day by its date.
    (form(r".+"), _dated),
)
