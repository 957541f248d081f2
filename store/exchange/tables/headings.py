"""Which column of a table is which field: our own by their names, another program's by a guess."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from store.errors import FileRefusedError
from store.exchange.tables.reader import Table
from store.records.fields import FIELDS
from store.text import shown

_TOLD = {"due": 18, "why": 19}
_BEHIND = 100

_PLACES = {
    **{field.heading: field.column_place or _BEHIND for field in FIELDS},
    "id": 1,
    "stage": 4,
    "outcome": 5,
    "promised_day": 10,
    **_TOLD,
}
OWN = tuple(sorted(_PLACES, key=lambda heading: _PLACES[heading]))
"""The columns that are exported, in their order; due and why are told, and not read again.

Those that old tables do not have stand behind all that they have.
"""

_ENOUGH_OF_OURS = 8

UNUSED = ""
REPEATED = frozenset({"people", "recruiter", "status", "notes"})
"""The fields that several columns may give."""

_ALIASES: dict[str, tuple[str, ...]] = {
    "company": (
        *("company", "company name", "name of company", "employer", "employer name"),
        *("organisation", "organization", "organisation name", "firm", "business", "company firm"),
    ),
    "role": (
        *("role", "position", "job title", "title", "job", "position title", "role title"),
        *("job role", "job name", "position name", "vacancy", "opening", "role position"),
    ),
    "interviewed": (
        *("interview date", "interviewed", "date of interview", "interviewed on"),
        *("date interviewed", "interview day", "interview date time", "interview datetime"),
        *("interview", "date"),
    ),
    "time": ("interview time", "time", "time of interview"),
    "zone": ("time zone", "timezone", "zone"),
    "format": ("interview format", "interview type", "type of interview", "format"),
    "promised": (
        *("promised", "they said", "decision date", "decision by", "hear back by", "hear back"),
        *("expected response", "expected decision", "response expected", "answer by"),
    ),
    "people": (
        *("interviewer", "interviewers", "interviewer name", "interviewed by", "people"),
        *("contact", "contacts", "contact name", "contact person", "hiring manager", "met with"),
    ),
    "recruiter": ("recruiter", "recruiter name", "headhunter", "agency contact"),
    "email": (
        *("email", "e mail", "email address", "contact email", "interviewer email", "mail"),
        *("recruiter email",),
    ),
    "phone": (
        *("phone", "phone number", "telephone", "tel", "mobile", "contact phone", "cell phone"),
        *("contact number", "recruiter phone"),
    ),
    "posting": (
        *("posting", "job posting", "job link", "job url", "posting link", "posting url"),
        *("link", "url", "link to job", "listing", "job listing", "job ad", "advert"),
    ),
    "status": (
        *("status", "stage", "state", "application status", "current status", "outcome"),
        *("result", "application stage"),
    ),
    "country": ("country",),
    "notes": ("notes", "note", "comments", "comment", "remarks", "remark"),
    # Columns that trackers have, that look like one of the above, and are none of them.
    UNUSED: (
        *("date applied", "applied", "applied on", "application date", "applied date"),
        *("date added", "date posted", "created", "updated", "last updated", "last contact"),
        *("follow up date", "follow up", "next step", "deadline", "offer date", "start date"),
        *("rejection date", "salary", "salary range", "location", "city", "county", "source"),
        *("contract", "contract type", "job type", "job description", "employee", "employees"),
        *("company size", "company website", "industry", "resume", "cv", "cover letter", "id"),
        *("priority", "rating", "due", "why", "no calls", "promised day"),
    ),
}
_VAGUE = frozenset({"date", "interview", "title", "job", "time", "contact"})
_ALIKE = 86  # of 100: one slip in a word of eight letters
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_WORD = re.compile(r"[\W_]+")


class Columns(Struct, frozen=True):
    """The heading of each column and the field it gives, :data:`UNUSED` where it gives none.

    ``are_ours`` says that Afterword wrote the table: ids, stages and days then mean what they say.
    """

    headings: tuple[str, ...]
    fields: tuple[str, ...]
    are_ours: bool

    def of(self, field: str) -> list[int]:
        """The places of the columns that give this field."""
        return [place for place, found in enumerate(self.fields) if found == field]


def columns_of(table: Table, path: Path) -> Columns:
    """What the columns of a table are.

    Raises:
        FileRefusedError: None is the company, or none the day of the interview.
    """
    headings = table.headings
    names = [heading.casefold().strip() for heading in headings]
    are_ours = {"company", "interviewed"} <= set(names)
    are_ours = are_ours and len(set(names) & set(OWN)) >= _ENOUGH_OF_OURS
    columns = Columns(headings, _by_name(names) if are_ours else _guessed(headings), are_ours)
    for field, what, name in (
        ("company", "the company", "Company"),
        ("interviewed", "the day of the interview", "Interview date"),
    ):
        if field not in columns.fields:
            listed = ", ".join(heading[:40] for heading in headings[:12])
            raise FileRefusedError(
                f"No column of {shown(path)} looks like {what} (it has: {listed}). Name one "
                f"“{name}” and try again."
            )
    return columns


def _by_name(names: list[str]) -> tuple[str, ...]:
    return tuple(
        name if name in OWN and name not in _TOLD and name not in names[:place] else UNUSED
        for place, name in enumerate(names)
    )


def _guessed(headings: tuple[str, ...]) -> tuple[str, ...]:
    """The likeliest field for each heading; where two want the same one, the clearer one has it."""
    found = sorted(
        guess
        for place, heading in enumerate(headings)
        if (guess := _likeliest(heading, place)) is not None
    )
    fields = [UNUSED] * len(headings)
    for _, _, _, place, field in found:
        if field in REPEATED or field not in fields:
            fields[place] = field
    return tuple(fields)


def _likeliest(heading: str, place: int) -> tuple[bool, float, int, int, str] | None:
    """How good the best guess is (vague, unlike, late in its list), its column, and its field."""
    from rapidfuzz import fuzz, process

    words = _NO_WORD.sub(" ", _CAMEL.sub(" ", heading[:100])).casefold().strip()
    names = {alias: (field, n) for field, row in _ALIASES.items() for n, alias in enumerate(row)}
    best = process.extractOne(
        words, names.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE
    )
    if best is None:
        return None
    alias, score, _ = best
    field, rank = names[alias]
    return alias in _VAGUE, -score, rank, place, field
