"""A day in figures, as a country writes it: "24.11.2026", "24/11/2026", "11/24/2026"."""

from __future__ import annotations

import re
from datetime import date

from store.dates.order import DayOrder

_PLAIN = {
    DayOrder.DAY_FIRST: "DD/MM/YYYY",
    DayOrder.MONTH_FIRST: "MM/DD/YYYY",
    DayOrder.YEAR_FIRST: "YYYY-MM-DD",
}
_FIRST = {"D": DayOrder.DAY_FIRST, "M": DayOrder.MONTH_FIRST, "Y": DayOrder.YEAR_FIRST}


def pattern(country: str, order: DayOrder | None) -> str:
    """How a country writes days, as "DD.MM.YYYY"; always with two figures and the whole year.

    ``country`` is a code such as "GB" or "DE-BY". ``order`` is the one that the person chose, which
    counts more; None for none. Where neither tells, a day is as ISO 8601 has it.
    """
    theirs = _of_country(country.partition("-")[0].strip().upper())
    if theirs and order in {None, _FIRST[theirs[0]]}:
        return theirs
    return _PLAIN[order or DayOrder.YEAR_FIRST]


def in_figures(day: date, form: str) -> str:
    """A day in a form that :func:`pattern` gives."""
    figures = {"DD": f"{day:%d}", "MM": f"{day:%m}", "YYYY": f"{day.year:04}"}
    return re.sub("DD|MM|YYYY", lambda part: figures[part[0]], form)


def _of_country(code: str) -> str:
    """The form by the tables of CLDR; "" where there is no such country."""
    if not re.fullmatch("[A-Z]{2}", code):
        return ""
    from babel import Locale, UnknownLocaleError  # it starts slowly

    try:
        theirs = Locale.parse(f"und_{code}")
    except (UnknownLocaleError, ValueError):
        return ""
    if theirs.territory != code:  # of an unknown one, that of the most probable language
        return ""
    short = theirs.date_formats["short"].pattern
    letters = re.sub(r"[^dMy./-]", "", short).strip("./-")
    form = re.sub("d+", "DD", re.sub("M+", "MM", re.sub("y+", "YYYY", letters)))
    return form if re.fullmatch(r"(?:DD|MM|YYYY)(?:([./-])(?:DD|MM|YYYY)){2}", form) else ""
