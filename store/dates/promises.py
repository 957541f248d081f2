"""When they said they would decide: the last day that an interviewer's words allow.

Every reading is counted from the day the words were said. Where words can be read in two ways the
later is taken: to write while they are still within their word looks impatient, and a day or two
more lose nothing. The comment at a row says what was chosen.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

import pendulum

from store import say
from store.dates.days import Anchor, Row, look_up, named_day
from store.dates.hedges import OR, cores, hints_at_a_date, spelled
from store.dates.names import (
    COUNT,
    COUNTED,
    FRIDAY,
    UNIT,
    WEEKDAY,
    add_months,
    end_of_week,
    form,
    in_week,
    number_of,
    quoted,
    shift,
    tidy,
    weekday_number,
)
from store.dates.order import DayOrder
from store.dates.periods import (
    MONTH_NAMED,
    PART,
    QUARTER_NAMED,
    WEEK_NAMED,
    back_from_holidays,
    before_named_month,
    before_named_week,
    coming,
    in_named_month,
    in_named_quarter,
    in_named_week,
    in_week_of_month,
    thanksgiving,
    weekday_ahead,
)
from store.dates.typed import read_day
from store.dates.workdays import WEEKDAYS
from store.errors import UnreadableError

_LONGEST = 200
_EXAMPLES = "“by the end of next week” or “dec 4”"


def read_promise(words: str, said: date) -> date | None:
    """The last day that their words allow, counted from the day they were ``said``.

    None where the words name no date ("they didn't say", "soon", nothing at all). The day is never
    before ``said``; a weekday by its name is a week later when it was said on that weekday.
    Business days skip Saturdays and Sundays only.

    Raises:
        UnreadableError: the words seem to name a date that cannot be read, or one before ``said``.
    """
    if len(words) > _LONGEST:
        raise _unreadable(words)
    text = spelled(tidy(words))
    found = (day for core in cores(text) if (day := _by_table(core, said)))
    day = next(found, None)
    if day is None and hints_at_a_date(text):
        day = _loosely(words, text, said)
    if day is not None and day < said:
        raise UnreadableError(
            f"{quoted(words)} would be {say.full_day(day)}, before they said it "
            f"({say.full_day(said)}); try {_EXAMPLES}."
        )
    return day


@lru_cache(maxsize=1024)
def _by_table(text: str, said: date) -> date | None:
    # Remembered, because rows that hold a phrase within a phrase come back to the same text:
    # without it the time doubles with every such word.
    return look_up(_PHRASES, text, Anchor(said, "future", DayOrder.MONTH_FIRST))


def _loosely(words: str, text: str, said: date) -> date:
    core = min(cores(text), key=len, default=text)
    try:
        return read_day(
            core,
            pendulum.datetime(said.year, said.month, said.day),
            order=DayOrder.MONTH_FIRST,
        )
    except UnreadableError:
        raise _unreadable(words) from None


def _unreadable(words: str) -> UnreadableError:
    return UnreadableError(
        f"No day could be read from {quoted(words)}; try {_EXAMPLES}, "
        "or “no date” if they named none."
    )


_LOOSE = frozenset({"of", "couple", "few", "several"})


def _counted(match: re.Match[str], anchor: Anchor) -> date:
    words, unit = match["n"], match["unit"]
    count = number_of(words)
    if unit.startswith("h"):
        return anchor.today + timedelta(days=0 if count < 12 else -(-count // 24))
    if unit.startswith("day") and words.split()[-1] in _LOOSE:
        return WEEKDAYS.add(anchor.today, count)
    return shift(anchor.today, count, unit)


def _counted_from(match: re.Match[str], anchor: Anchor) -> date | None:
    start = _by_table(match["rest"], anchor.today)
    return shift(start, number_of(match["n"]), match["unit"]) if start else None


def _next_weekday(day: date, name: str) -> date:
    tomorrow = day + timedelta(days=1)
    return tomorrow + timedelta(days=(weekday_number(name) - tomorrow.weekday()) % 7)


def _weekday_to_come(match: re.Match[str], anchor: Anchor) -> date:
    return _next_weekday(anchor.today, match["wd"])


def _weekday_after(match: re.Match[str], anchor: Anchor) -> date | None:
    day = _by_table(match["rest"], anchor.today)
    return _next_weekday(day, match["wd"]) if day else None


def _weekday_after_holiday(match: re.Match[str], anchor: Anchor) -> date:
    def after(year: int) -> date:
        holiday = thanksgiving(year) if match["thanks"] else date(year, 12, 25)
        return _next_weekday(holiday, match["wd"])

    return coming(after)(match, anchor)


def _weekday_of_week(match: re.Match[str], anchor: Anchor) -> date:
    return weekday_ahead(anchor.today, weekday_number(match["wd"]), 1 if match["next"] else 0)


def _rest(match: re.Match[str], anchor: Anchor) -> date | None:
    return _by_table(match["rest"], anchor.today)


def _day_before(match: re.Match[str], anchor: Anchor) -> date | None:
    day = _by_table(match["rest"], anchor.today)
    return day - timedelta(days=1) if day else None


def _later_of(match: re.Match[str], anchor: Anchor) -> date | None:
    one, other = (_by_table(match[name], anchor.today) for name in ("one", "other"))
    return max(one, other) if one and other else None


def _friday_of(match: re.Match[str], anchor: Anchor) -> date | None:
    day = named_day(match["rest"], anchor)
    return in_week(day, FRIDAY) if day else None


_UNITS = rf"(?P<unit>{UNIT}|hours?|hrs?)(?:'s?)?(?: time)?(?: from (?:now|today|then))?"
_REST = r"(?P<rest>\S.*)"
_WD = rf"(?P<wd>{WEEKDAY})"
_CHRISTMAS = r"(?:christmas|xmas|(?:the )?(?:christmas |winter )?(?:holidays|break))"
_EARLY_IN = r"(?:(?:early|first thing)(?: in)?|(?:the )?(?:start|beginning) of)"
_NEW_YEAR = r"(?:the )?new year(?:'?s)?(?: day)?"

_PHRASES: tuple[Row, ...] = (
    # The day itself.
    (
        form(r"(?:later )?today|eod|tonight|this (?:morning|afternoon|evening)"),
        lambda _, a: a.today,
    ),
    (form(r"(?:the|this) hour"), lambda _, a: a.today),
    # Counted: two weeks are 14 days, 48 hours two, less than 12 hours today. "A few days" and other
    # loose counts of days are business days, as they are said about work; "10 days" are ten.
    (
        form(
            rf"(?:(?:the|these) )?(?:(?:next|following|coming|first) )?{COUNTED}"
            rf"(?:(?:more|full|short) )?{_UNITS}"
        ),
        _counted,
    ),
    # "2-3 weeks", "three or four days", "a week or two": the last of them.
    (form(rf"(?:the next )?(?:{COUNT}) ?(?:-|to|or|and) ?(?P<n>{COUNT}) {_UNITS}"), _counted),
    (form(rf"(?:(?:the )?next |an? )(?P<unit>{UNIT}) or (?P<n>two|three)"), _counted),
    (form(rf"(?P<n>{COUNT}) (?P<unit>{UNIT}) (?:from|after|on) {_REST}"), _counted_from),
    # "In the coming days" (or weeks) is a few of them: three.
    (form(r"(?:the )?(?:next|coming) days"), lambda _, a: WEEKDAYS.add(a.today, 3)),
    (form(r"(?:the )?(?:next|coming) weeks"), lambda _, a: a.today + timedelta(weeks=3)),
    # Within the week, in the coming week: seven days; but "next week" and "this week" end on
    # Friday, below.
    (form(r"the week|(?:the|this) coming week|the next week"), lambda _, a: a.today + timedelta(7)),
    (form(r"(?:the|this|next) fortnight"), lambda _, a: a.today + timedelta(weeks=2)),
    (form(r"the (?:next|coming) month"), lambda _, a: add_months(a.today, 1)),
    # Weeks: early is Tuesday, the middle and the first half are Wednesday; the rest, and a week
    # with no part named, are Friday: the last day that keeps "next week".
    (form(rf"(?:{PART} )?{WEEK_NAMED}"), in_named_week),
    (form(r"mid ?week"), lambda _, a: a.today + timedelta((2 - a.today.weekday()) % 7)),
    (form(r"eow"), lambda _, a: end_of_week(a.today)),
    (
        form(
            rf"next week {OR} (?:the )?"
            r"(?:week after(?: next| that)?|one after(?: that)?|following(?: week)?)"
        ),
        lambda _, a: weekday_ahead(a.today, FRIDAY, 2),
    ),
    (form(rf"(?:the )?week (?:of|beginning|commencing|starting) {_REST}"), _friday_of),
    # "Over the weekend" is Sunday; before it is Friday.
    (form(r"(?:the |this )?weekend"), lambda _, a: a.today + timedelta(6 - a.today.weekday())),
    (form(r"next weekend"), lambda _, a: weekday_ahead(a.today, 6, 1)),
    (form(r"before (?:the |this )?weekend"), lambda _, a: end_of_week(a.today)),
    # Weekdays: "Friday", said on a Friday, is in a week; only "this Friday" is that day. "Next
    # Friday" is in the next week (Monday to Sunday), not the first to come.
    (form(rf"(?:on )?(?:(?:this |the )?(?:coming|following) |the )?{_WD}"), _weekday_to_come),
    (form(rf"{_WD} (?:of |in )?(?:(?P<next>next week)|this week)"), _weekday_of_week),
    (form(rf"(?:(?P<next>next week)|this week) (?:on )?{_WD}"), _weekday_of_week),
    # Months: early is up to the 10th, the middle to the 20th, halves to the 15th and the end. A
    # month with no part named is all of it.
    (form(rf"(?:{PART} )?{MONTH_NAMED}"), in_named_month),
    (
        form(
            r"(?:the )?(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th|last) week (?:of|in) "
            rf"{MONTH_NAMED}"
        ),
        in_week_of_month,
    ),
    # Quarters and years: the end, unless a part is named. Early next year is January.
    (form(rf"(?:{PART} )?{QUARTER_NAMED}"), in_named_quarter),
    (
        form(r"(?:(?:late(?: in)?|later|(?:the )?end of) )?(?:the |this )?year(?: end)?|eoy"),
        lambda _, a: date(a.today.year, 12, 31),
    ),
    (
        form(rf"{_EARLY_IN} (?:the )?next year"),
        lambda _, a: date(a.today.year + 1, 1, 31),
    ),
    (form(r"(?:(?:the )?end of )?next year"), lambda _, a: date(a.today.year + 1, 12, 31)),
    # "In the new year" is January, and early in it is up to the 10th.
    (
        form(rf"{_EARLY_IN} {_NEW_YEAR}"),
        coming(lambda y: date(y, 1, 10)),
    ),
    (form(rf"before {_NEW_YEAR}"), coming(lambda y: date(y, 12, 31))),
    (form(_NEW_YEAR), coming(lambda y: date(y, 1, 31))),
    # By or before Christmas is the 24th. After the holidays is the Friday of the first full week.
    (form(rf"(?:before )?{_CHRISTMAS}(?: eve)?"), coming(lambda y: date(y, 12, 24))),
    (form(rf"after (?:{_CHRISTMAS}|{_NEW_YEAR})"), coming(back_from_holidays)),
    # By or before Thanksgiving is the Wednesday; after it, the Monday that people are back; the
    # week after it ends on Friday.
    (form(r"(?:before )?thanksgiving"), coming(lambda y: thanksgiving(y) - timedelta(days=1))),
    (form(r"after thanksgiving"), coming(lambda y: thanksgiving(y) + timedelta(days=4))),
    (
        form(r"(?:the )?week after thanksgiving"),
        coming(lambda y: thanksgiving(y) + timedelta(days=8)),
    ),
    (
        form(rf"(?:the )?{_WD} (?:after|following) (?:(?P<thanks>thanksgiving)|{_CHRISTMAS})"),
        _weekday_after_holiday,
    ),
    (form(rf"(?:the )?{_WD} (?:after|following) {_REST}"), _weekday_after),
    # Before a stretch of time is before its first day, but before its end is its last.
    (form(rf"before {WEEK_NAMED}"), before_named_week),
    (form(rf"before {MONTH_NAMED}"), before_named_month),
    (
        form(r"before (?P<rest>(?:the )?(?:end|close) of .+|eow|eom|eoy|eod|(?:month|year) end)"),
        _rest,
    ),
    (form(rf"before {_REST}"), _day_before),
    # Of two, the later: "Thursday or Friday", "this week or early next week".
    (
        form(
            r"(?:either |between )?(?P<one>.+?) "
            rf"(?:{OR}|and|to|-) (?:by )?(?P<other>.+)"
        ),
        _later_of,
    ),
    # The part of a day does not matter: "first thing Monday", "Friday morning", "Friday eod".
    (form(rf"(?:eod|first thing|early|late)(?: on| of| in)? {_REST}"), _rest),
    (form(r"(?P<rest>.+?) (?:in the |by )?(?:morning|afternoon|evening|night|eod)"), _rest),
    # Any other day by its date or its distance.
    (form(r".+"), lambda m, a: named_day(m[0], a)),
)
