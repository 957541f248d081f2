"""What the headings of other trackers mean: a field, whose it is, and which round it tells of."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

UNUSED = ""

ALIASES: dict[str, tuple[str, ...]] = {
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
        *("hiring manager name", "contact person name"),
    ),
    "recruiter": ("recruiter", "recruiter name", "headhunter", "agency contact"),
    "email": ("email", "e mail", "email address", "mail", "e mail address"),
    "phone": (
        *("phone", "phone number", "telephone", "tel", "mobile", "cell phone", "contact number"),
        *("telephone number", "mobile number"),
    ),
    "reach": ("contact details", "contact info", "contact information", "email or phone"),
    "posting": (
        *("posting", "job posting", "job link", "job url", "posting link", "posting url"),
        *("link", "url", "link to job", "listing", "job listing", "job ad", "advert"),
    ),
    "status": (
        *("status", "stage", "state", "application status", "current status", "outcome"),
        *("result", "application stage"),
    ),
    "country": ("country",),
    "notes": (
        *("notes", "note", "comments", "comment", "remarks", "remark", "interview notes"),
        *("interview post notes", "post interview notes"),
    ),
    # Columns that trackers have, that look like one of the above, and are none of them.
    UNUSED: (
        *("date applied", "applied", "applied on", "application date", "applied date"),
        *("date added", "date posted", "created", "updated", "last updated", "last contact"),
        *("follow up date", "follow up", "next step", "deadline", "offer date", "start date"),
        *("rejection date", "salary", "salary range", "location", "city", "county", "source"),
        *("contract", "contract type", "job type", "job description", "employee", "employees"),
        *("company size", "company website", "industry", "resume", "cv", "cover letter", "id"),
        *("priority", "rating", "due", "why", "no calls", "promised day", "role type"),
        *("contact date", "date contacted", "recruiter date", "response date", "email date"),
        *("interview prep", "interview status", "interview result"),
        *("email sent", "email status", "phone screened", "interview location", "interview link"),
    ),
}
"""The fields, and the names that a column of each has, the clearest first."""

_VAGUE = frozenset({"date", "interview", "title", "job", "time", "contact"})
_ALIKE = 86  # of 100: one slip in a word of eight letters
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_WORD = re.compile(r"[\W_]+")

_OWNERS = {
    "recruiter": ("recruiter", "recruiter s", "agency", "headhunter"),
    "interviewer": ("interviewer", "interviewers", "interviewer s"),
    "hiring manager": ("hiring manager", "hiring manager s", "manager"),
    "contact": ("contact", "contact person", "contact s"),
}
_OWNER = {spelling: owner for owner, row in _OWNERS.items() for spelling in row}
_OWNED = re.compile(
    rf"(?P<owner>{'|'.join(sorted(_OWNER, key=len, reverse=True))}) (?P<what>.+)"
    rf"|(?P<what_of>.+) of (?:the )?(?P<of>{'|'.join(sorted(_OWNER, key=len, reverse=True))})"
)
_REACHED = ("email", "phone", "reach")

_ORDINALS = {
    **dict.fromkeys(("first", "1st", "one"), "1"),
    **dict.fromkeys(("second", "2nd", "two"), "2"),
    **dict.fromkeys(("third", "3rd", "three"), "3"),
    **dict.fromkeys(("fourth", "4th", "four"), "4"),
    **dict.fromkeys(("fifth", "5th", "five"), "5"),
}
_KINDS = (
    *("phone screen", "phone screening", "phone interview", "phone call", "screening call"),
    *("recruiter screen", "recruiter call", "hr screen", "hr interview", "hr call", "screening"),
    *("intro call", "technical screen", "tech screen", "technical", "tech", "onsite", "on site"),
    *("video interview", "panel", "culture fit", "hiring manager interview", "final", "last"),
    *("next", "latest", "previous", "initial", "screen", "superday", "in person", "virtual onsite"),
)
_NTH = rf"(?P<nth>\d|{'|'.join(_ORDINALS)})"
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_ROUNDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:interview )?(?:round|rd|stage|r) ?{_NTH}(?: (?P<rest>.+))?",
        rf"{_NTH} round(?: (?P<rest>.+))?",
        r"interview ?(?P<nth>\d)(?: (?P<rest>.+))?",
        rf"{_NTH} (?P<rest>.*\binterview(?:er|ers|s)?\b.*)",
        rf"(?P<rest>.*\binterview(?:er|ers)?\b.*) {_NTH}",
        rf"(?P<rest>date|time)(?: of)?(?: the)? {_NTH} (?:interview|round)",
        rf"(?P<kind>{_KIND})(?: round)?(?: (?P<rest>.+))?",
        rf"(?P<rest>date|time) of (?:the )?(?P<kind>{_KIND})(?: round| interview)?",
    )
)
_OF_A_ROUND = {
    **dict.fromkeys(
        (
            *("", "interview", "date", "interview date", "date of interview", "interview day"),
            *("on", "day", "interview on", "date time", "interview date time", "call", "call date"),
            *("screen date", "interview datetime", "scheduled", "datetime"),
        ),
        "interviewed",
    ),
    **dict.fromkeys(("time", "interview time"), "time"),
    **dict.fromkeys(
        ("interviewer", "interviewers", "interviewer name", "interviewer names", "with", "people"),
        "people",
    ),
    **dict.fromkeys(("interviewer email", "email"), "email"),
    **dict.fromkeys(("interviewer phone", "phone"), "phone"),
    **dict.fromkeys(("interviewer contact details", "interviewer contact"), "reach"),
    **dict.fromkeys(("format", "interview type", "interview format", "type"), "format"),
}


_OF_ANYTHING = frozenset({"final", "last", "next", "latest", "previous", "initial"})
_SAYS_INTERVIEW = re.compile(r"\b(?:interview(?:er|ers)?|round)\b")


class Meaning(Struct, frozen=True):
    """What a heading means.

    ``owner`` is whose address or number it is, "" for nobody's in particular; ``round`` names the
    round that it tells of, "" for the only one. ``is_vague`` says that it may be something else,
    and ``rank`` orders the headings that mean one field, the clearest first.
    """

    field: str
    owner: str = ""
    round: str = ""
    is_vague: bool = False
    rank: tuple[float, int] = (0, 0)


def plain(heading: str) -> str:
    """The words of a heading, in small letters with single blanks."""
    return _NO_WORD.sub(" ", _CAMEL.sub(" ", heading[:100])).casefold().strip()


@lru_cache(maxsize=1024)
def meaning(heading: str) -> Meaning | None:
    """What a heading means; None where nothing is known of it."""
    words = plain(heading)
    if not words:
        return None
    for read in (_exact, _of_round, _of_owner, _alike):
        if (found := read(words)) is not None:
            return found
    return None


def is_heading(cells: tuple[str, ...]) -> bool:
    """Whether a row reads as headings: a company, and a second field that is known."""
    fields = {found.field for cell in cells if (found := meaning(cell))}
    return "company" in fields and len(fields - {UNUSED}) > 1


_EXACT = {alias: (field, n) for field, row in ALIASES.items() for n, alias in enumerate(row)}


def _exact(words: str) -> Meaning | None:
    if words not in _EXACT:
        return None
    field, place = _EXACT[words]
    owner = _OWNER.get(words.removesuffix(" name"), "") if field in {"people", "recruiter"} else ""
    return Meaning(field, owner, is_vague=words in _VAGUE, rank=(-100, place))


def _of_round(words: str) -> Meaning | None:
    for pattern in _ROUNDS:
        if not (match := pattern.fullmatch(words)):
            continue
        found = match.groupdict()
        field = _OF_A_ROUND.get(found.get("rest") or "")
        if field is None:
            continue
        nth = found.get("nth") or ""
        kind = found.get("kind") or ""
        if kind in _OF_ANYTHING and not _SAYS_INTERVIEW.search(words):
            continue
        key = _ORDINALS.get(nth, nth) or kind
        is_bare = field == "interviewed" and "date" not in words
        return Meaning(field, _round_owner(field), round=key, is_vague=is_bare, rank=(-100, 0))
    return None


def _round_owner(field: str) -> str:
    return "interviewer" if field in {"people", *_REACHED} else ""


def _of_owner(words: str) -> Meaning | None:
    match = _OWNED.fullmatch(words)
    if not match:
        return None
    owner = _OWNER[match["owner"] or match["of"]]
    field = _EXACT.get(match["what"] or match["what_of"], (None, 0))[0]
    return Meaning(field, owner, rank=(-100, 0)) if field in _REACHED else None


def _alike(words: str) -> Meaning | None:
    """The meaning of the name that this one is most like: a slip of the finger, other endings."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(
        words, _EXACT.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE
    )
    if best is None:
        return None
    alias, score, _ = best
    found = _exact(alias)
    return found and Meaning(found.field, found.owner, "", found.is_vague, (-score, found.rank[1]))
