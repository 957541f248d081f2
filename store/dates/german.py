"""Promises in German: the words that name the last day, put into those that the grammar reads.

Only common ways to say it are known here ("bis Ende nächster Woche", "innerhalb von zwei Wochen",
"bis zum 4. Dezember"); of any other nothing is read. "Ab Montag" and "nicht vor Freitag" name no
last day.
"""

from __future__ import annotations

import re

_COUNTS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn")
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_COUNTS)}|einer|einem|eine|zwölf|vierzehn)"
_FIGURES = {name: str(count) for count, name in enumerate(_COUNTS, start=1)} | {
    **dict.fromkeys(("einer", "einem", "eine"), "1"),
    "zwölf": "12",
    "vierzehn": "14",
}
_WEEKDAYS = {
    "montag": "monday",
    "dienstag": "tuesday",
    "mittwoch": "wednesday",
    "donnerstag": "thursday",
    "freitag": "friday",
    "samstag": "saturday",
    "sonnabend": "saturday",
    "sonntag": "sunday",
}
_MONTHS = {
    "januar": "january",
    "jänner": "january",
    "februar": "february",
    "märz": "march",
    "april": "april",
    "mai": "may",
    "juni": "june",
    "juli": "july",
    "august": "august",
    "september": "september",
    "oktober": "october",
    "november": "november",
    "dezember": "december",
}
_UNITS = {
    **dict.fromkeys(("werktag", "arbeitstag"), "business days"),
    "tag": "days",
    "woche": "weeks",
    "monat": "months",
}
_PARTS = {"anfang": "early", "mitte": "mid", "ende": "the end of"}

_WD = rf"(?P<wd>{'|'.join(_WEEKDAYS)})"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_PART = r"(?:(?:zur|zum|gegen) )?(?P<part>anfang|mitte|ende)"
_NEXT = r"(?:nächste[nrs]?|kommende[nrs]?)"
_THIS = r"(?:diese[rsm]?|laufende[nr])"
_DUE = r"(?:bis (?:spätestens )?(?:zum |zu |am )?|spätestens (?:bis )?(?:zum |am )?)"
_BY = rf"(?P<by>{_DUE})"
_YEAR = r"(?: (?P<year>\d{4}))?"
_DATE = (
    rf"(?:(?P<day>\d{{1,2}})\. ?{_MONTH}{_YEAR}"
    r"|(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\.? ?(?P<y>\d{4}|\d{2})?(?!\d))"
)


def _figure(text: str) -> str:
    return _FIGURES.get(text, text)


def _week(match: re.Match[str]) -> str:
    week = "next week" if match["next"] else "this week"
    part = match["part"]
    if part == "ende" or not part:
        return f"by the end of {week}" if match["by"] or part else week
    return f"{_PARTS[part]} {week}"


def _month(match: re.Match[str]) -> str:
    named = match["month"]
    month = _MONTHS[named] if named else "next month" if match["next"] else "the month"
    year = f" {match['year']}" if match["year"] else ""
    by = "by " if match["by"] else ""
    return f"{by}{_PARTS[match['part']]} {month}{year}"


def _counted(match: re.Match[str]) -> str:
    unit = next(word for name, word in _UNITS.items() if match["unit"].startswith(name))
    count = _figure(match["more"] or match["n"])
    return f"within a {unit.removesuffix('s')}" if count == "1" else f"within {count} {unit}"


def _date(match: re.Match[str]) -> str:
    day_of_week = f"{_WEEKDAYS[match['wd']]} " if match["wd"] else ""
    if match["day"]:
        year = f" {match['year']}" if match["year"] else ""
        return f"by {day_of_week}{match['day']} {_MONTHS[match['month']]}{year}"
    month = int(match["m"])
    if not 1 <= month <= 12:
        return ""
    name = tuple(dict.fromkeys(_MONTHS.values()))[month - 1]
    year = match["y"] or ""
    return f"by {day_of_week}{match['d']} {name} {f'20{year}' if len(year) == 2 else year}".strip()


def _weekday(match: re.Match[str]) -> str:
    return f"by {'next ' if match['next'] else ''}{_WEEKDAYS[match['wd']]}"


_FORMS = tuple(
    (re.compile(rf"(?<!\w){pattern}(?!\w)"), give)
    for pattern, give in (
        (rf"{_BY}(?:{_WD} )?(?:de[nm] )?{_DATE}", _date),
        (rf"{_BY}?{_PART} (?:des |der )?(?:(?P<next>{_NEXT})|{_THIS}|der) woche", _week),
        (
            (
                rf"(?:{_BY}|(?:im laufe|innerhalb|in|während) (?:de[rs] )?)?(?P<part>(?!))?"
                rf"(?:(?P<next>{_NEXT})|{_THIS}) woche"
            ),
            _week,
        ),
        (r"(?P<by>bis )zum (?P<part>ende) der (?P<next>(?!))?woche", _week),
        (r"(?P<by>im laufe der )(?P<part>(?!))?(?P<next>(?!))?woche", _week),
        (rf"{_BY}?{_PART} {_MONTH}{_YEAR}(?P<next>(?!))?", _month),
        (
            (
                rf"{_BY}?{_PART} (?:des |dieses )?(?P<next>{_NEXT} )?monats"
                r"(?P<month>(?!))?(?P<year>(?!))?"
            ),
            _month,
        ),
        (
            (
                rf"(?:innerhalb|binnen|in|im laufe)(?: von| der)?(?: etwa| ca\.?| rund)?"
                rf"(?: den| der)?(?: nächsten| kommenden)? (?P<n>{_NUMBER})"
                rf"(?: ?(?:bis|-|oder) ?(?P<more>{_NUMBER}))? (?P<unit>werktage?n?|arbeitstage?n?"
                r"|tage?n?|wochen?|monate?n?)"
            ),
            _counted,
        ),
        (rf"{_BY}(?P<next>(?:nächsten|kommenden) )?{_WD}", _weekday),
        (rf"{_DUE}morgen", lambda _: "by tomorrow"),
        (rf"{_DUE}übermorgen", lambda _: "by the day after tomorrow"),
        (rf"{_DUE}heute(?: abend)?", lambda _: "by today"),
        (r"bis (?:zum )?monatsende", lambda _: "by the end of the month"),
        (
            r"bis (?:zum )?jahresende|bis (?:zum )?ende des jahres",
            lambda _: "by the end of the year",
        ),
    )
)
_NO_LAST_DAY = re.compile(
    r"\b(?:ab|frühestens|erst|nicht (?:vor|bis)|kaum|seit|nach)\b(?! (?:dem|unserem) gespräch)"
    r"|\boder (?:\d|am|bis|anfang|mitte|ende|nächst\w+|kommend\w+|über\w+|\w+(?:tag|woch)\w*)\b"
    r"|\bnicht (?:\w+ ){0,4}(?:vor|bis)\b|\bkein\w*\b"
)


def of_promise(words: str) -> str:
    """The last day that German words name, in English ones; "" where none is known in them.

    Of two different ones neither is taken.
    """
    text = " ".join(words[:600].casefold().replace(",", " ").replace("–", "-").split())
    if _NO_LAST_DAY.search(text):
        return ""
    found = ""
    for pattern, give in _FORMS:
        for match in pattern.finditer(text):
            english = give(match)
            if english and found:
                return found if english == found else ""
            found = found or english
            # What a form took is not read by another: "bis Freitag" of "bis Freitag, den 4.".
            text = f"{text[: match.start()]}{'#' * len(match[0])}{text[match.end() :]}"
    return found
