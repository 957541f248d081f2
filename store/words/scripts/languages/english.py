"""English, American or British."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar

from msgspec import structs

from store import say
from store.words.scripts.languages.language import Language, Meeting, Turns, needs_year
from store.words.scripts.languages.meetings import MeetingKind
from store.words.scripts.languages.roles import bare

_ARTICLE = re.compile(r"^(?:the|an?) (?!levels?\b)(?=\w)", re.IGNORECASE)  # not of "A & R"
_MERE = frozenset({"position", "role", "job", "post"})
"""The words for a position that say nothing of it: a subject does without them."""
_POSITIONS = frozenset(
    {"position", "post", "role", "job", "gig", "opening", "vacancy", "opportunity", "contract"}
    | {"internship", "apprenticeship", "traineeship", "fellowship", "placement", "residency"}
    | {"clerkship", "externship", "assistantship", "lectureship", "professorship", "directorship"}
    | {"studentship", "scholarship", "secondment", "program", "programme"}
)
_OF = frozenset({"as", "at", "for", "in", "of", "with"})
_TURNS = Turns(
    today="today",
    yesterday="yesterday",
    on="on {}",
    by="by {}",
    month="{}",
    week="the week of {}",
    in_month="in {}",
    in_week="in the week of {}",
    about="around {}",
    rough="a date around {}",
    slot="{}, at {}",
    both="{} and {}",
    closing="{},",
)


class English(Language):
    """English as it is written in America: "Friday, November 20", "2 p.m."."""

    code: ClassVar[str] = "en"
    name: ClassVar[str] = "English"
    greetings: ClassVar[tuple[str, ...]] = ("Hello", "Dear", "Hi")
    closings: ClassVar[tuple[str, ...]] = (
        "Kind regards",
        "Best regards",
        "Best wishes",
        "Warm regards",
        "Sincerely",
    )
    meetings: ClassVar[Mapping[MeetingKind, Meeting]] = {
        MeetingKind.TALK: Meeting("our conversation", "talking with me"),
        MeetingKind.PHONE: Meeting("our phone call", "calling me"),
        MeetingKind.VISIT: Meeting("the visit", "showing me around and talking with me"),
        MeetingKind.TEST: Meeting("the test", "inviting me to the test"),
        MeetingKind.TASK: Meeting("the task", "the task"),
    }
    turns: ClassVar[Turns] = _TURNS
    before_year: ClassVar[str] = ", "
    titles: ClassVar[Mapping[str, str]] = {
        "dr": "Doctor",
        "prof": "Professor",
        "rev": "Reverend",
        "capt": "Captain",
        "col": "Colonel",
        "sgt": "Sergeant",
    }

    def day(self, day: date, today: date) -> str:
        """As :meth:`Language.day`: "Saturday, November 20, 2027"."""
        return say.spoken_day(day) + (f", {day.year}" if needs_year(day, today) else "")

    def clock(self, moment: datetime) -> str:
        """As :meth:`Language.clock`: "9:30 a.m.", "noon"."""
        return say.spoken_clock(moment)

    def plain_role(self, role: str) -> str:
        """As :meth:`Language.plain_role`: "Teaching" for "the Teaching position (m/f/d)"."""
        *words, last = self._named(role).split() or [""]
        return " ".join(words) if words and last.casefold() in _MERE else " ".join([*words, last])

    def _named(self, role: str) -> str:
        return bare(_ARTICLE.sub("", bare(role)))

    def the_role(self, role: str) -> str:
        """As :meth:`Language.the_role`; "the Teaching position" is not doubled."""
        plain = self._named(role)
        if not plain:
            return "the position"
        words = plain.casefold().split()
        named = words[-1] in _POSITIONS or (words[0] in _POSITIONS and words[1] in _OF)
        return f"the {plain}" if named else f"the {plain} position"

    def greeting(self, word: str, name: str, full_name: str) -> str:
        """As :meth:`Language.greeting`; nobody is greeted with a "Dear," alone."""
        alone = not name and word.casefold() == "dear"
        return super().greeting("" if alone else word, name, full_name)

    def _date(self, day: date) -> str:
        return f"{day:%B} {day.day}"

    def _month(self, day: date) -> str:
        return f"{day:%B}"

    def _addressed(self, name: str, full_name: str) -> str:  # noqa: ARG002
        return name

    def _short_word(self, name: str) -> str:
        return "Hello" if " " in name else "Hi"  # whoever is addressed by a title gets no "Hi"


class BritishEnglish(English):
    """English as it is written in Britain: "Friday 20 November", "2pm"."""

    turns: ClassVar[Turns] = structs.replace(_TURNS, slot="{} at {}")
    before_year: ClassVar[str] = " "

    def day(self, day: date, today: date) -> str:
        """As :meth:`Language.day`: "Saturday 20 November 2027"."""
        year = f" {day.year}" if needs_year(day, today) else ""
        return f"{day:%A} {self._date(day)}{year}"

    def clock(self, moment: datetime) -> str:
        """As :meth:`Language.clock`: "9:30am", "noon"."""
        return say.spoken_clock(moment).replace(" ", "").replace(".", "")

    def _date(self, day: date) -> str:
        return f"{day.day} {day:%B}"
