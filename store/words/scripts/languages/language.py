"""What a language must know so that letters can be written in it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import ClassVar

from msgspec import Struct

from store.words.scripts.languages.meetings import MeetingKind, meeting_kind

_NO_YEAR_DAYS = 300  # ten months; further off, a day without its year could be misread


class Meeting(Struct, frozen=True):
    """An interview in words.

    ``talk`` as in "thank you for our conversation", ``talking`` as in "thank you for talking with
    me".
    """

    talk: str
    talking: str


class Turns(Struct, frozen=True, kw_only=True):
    """The small turns of a language, with {} where what they speak of goes."""

    today: str
    yesterday: str
    on: str
    by: str
    month: str
    week: str
    in_month: str
    in_week: str
    about: str
    rough: str
    slot: str
    both: str
    closing: str


class Language(ABC):
    """A language of letters: its days, names, greetings and turns; nothing in it ever changes.

    ``code`` is that of ISO 639, ``name`` what its speakers call it. The first of ``greetings`` and
    of ``closings`` is the usual one. Days and times are said as they are given: in whose zone, the
    caller decides.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    greetings: ClassVar[tuple[str, ...]]
    closings: ClassVar[tuple[str, ...]]
    meetings: ClassVar[Mapping[MeetingKind, Meeting]]
    turns: ClassVar[Turns]
    titles: ClassVar[Mapping[str, str]]
    """How a title is said: "Doctor" for "dr"."""
    before_year: ClassVar[str] = " "
    """What stands between a day and its year."""

    @abstractmethod
    def day(self, day: date, today: date) -> str:
        """A day: "Friday, November 20", with its year when it is more than ten months away."""

    @abstractmethod
    def clock(self, moment: datetime) -> str:
        """A time of day: "2 p.m."."""

    @abstractmethod
    def plain_role(self, role: str) -> str:
        """A position's bare name, for a text that has its own article; "" for none."""

    @abstractmethod
    def the_role(self, role: str) -> str:
        """A position with its article: "the data analyst position"; "the position" for none."""

    @abstractmethod
    def _date(self, day: date) -> str:
        """A day without its weekday: "November 20"."""

    @abstractmethod
    def _month(self, day: date) -> str:
        """The name of its month."""

    @abstractmethod
    def _addressed(self, name: str, full_name: str) -> str:
        """Which of the two names one says; "" where ``name`` is."""

    @abstractmethod
    def _short_word(self, name: str) -> str:
        """The greeting of a short message."""

    def when(self, day: date, today: date) -> str:
        """When something was: "today", "yesterday", "on Friday, November 20"."""
        near = {0: self.turns.today, 1: self.turns.yesterday}
        return near.get((today - day).days) or self.turns.on.format(self.day(day, today))

    def by(self, day: date, today: date) -> str:
        """A day as a limit: "by Friday, November 20"."""
        return self.turns.by.format(self.limit(day, today))

    def limit(self, day: date, today: date) -> str:
        """A day as it stands behind the word for "by"; as :meth:`day`, but for some languages."""
        return self.day(day, today)

    def month(self, day: date, today: date) -> str:
        """The month of a day as something they named: "December"."""
        year = f" {day.year}" if needs_year(day, today) else ""
        return self.turns.month.format(self._month(day)) + year

    def week(self, day: date) -> str:
        """The week of a day as something they named: "the week of December 14"."""
        monday = day - timedelta(days=day.weekday())
        return self.turns.week.format(self._date(monday))

    def in_month(self, day: date, today: date) -> str:
        """The month of a day: "in December", with the year as :meth:`day` has it."""
        year = f" {day.year}" if needs_year(day, today) else ""
        return self.turns.in_month.format(self._month(day)) + year

    def in_week(self, day: date) -> str:
        """The week of a day, by its Monday: "in the week of December 14"."""
        monday = day - timedelta(days=day.weekday())
        return self.turns.in_week.format(self._date(monday))

    def about(self, day: date, today: date) -> str:
        """A day that was named roughly: "around December 10", with the year as :meth:`day`."""
        return self.turns.about.format(self._dated(day, today))

    def rough(self, day: date, today: date) -> str:
        """The same as something they named: "a date around December 10"."""
        return self.turns.rough.format(self._dated(day, today))

    def _dated(self, day: date, today: date) -> str:
        year = f"{self.before_year}{day.year}" if needs_year(day, today) else ""
        return self._date(day) + year

    def slot(self, moment: datetime, now: datetime) -> str:
        """A day and a time: "Tuesday, December 8, at 2 p.m."."""
        day = self.day(moment.date(), now.date())
        return self.turns.slot.format(day, self.clock(moment))

    def spoken_of(self, name: str) -> str:
        """A whole name where it is spoken of: "could I speak with Dana Lee"."""
        return name

    def listed(self, names: Sequence[str]) -> str:
        """Names as a sentence lists them: "Dana Lee, Sam Fox and Ann Cole"; "" for none."""
        *others, last = names or [""]
        return self.turns.both.format(", ".join(others), last) if others else last

    def meeting(self, text: str) -> Meeting:
        """What the interview was, by the format that was typed (see :mod:`.meetings`)."""
        return self.meetings[meeting_kind(text)]

    def greeting(self, word: str, name: str, full_name: str) -> str:
        """The first line: "Hello Dana,"; "Hello," for no ``name``.

        ``word`` is one of the greetings; any other, also one of another language, stands for the
        usual one. ``name`` is how one addresses the person ("Dana", "Dr. Lee"), ``full_name`` the
        whole ("Dana Lee"), for languages that are less familiar.
        """
        addressed = self._addressed(name, full_name)
        return f"{chosen(word, self.greetings)} {addressed}".rstrip() + ","

    def short_greeting(self, name: str, full_name: str) -> str:
        """The beginning of a short message: "Hi Dana,". Names as in :meth:`greeting`."""
        return self.greeting(self._short_word(name), name, full_name)

    def spoken_greeting(self, name: str, full_name: str) -> str:
        """The beginning of a call, as it is said: "Hello Doctor Lee,"."""
        title, blank, rest = self._addressed(name, full_name).partition(" ")
        said = self.titles.get(title.rstrip(".").casefold(), title) if blank else title
        return f"{self.greetings[0]} {said}{blank}{rest}".rstrip() + ","

    def closing(self, word: str) -> str:
        """The line before the signature: "Kind regards,". ``word`` as in :meth:`greeting`."""
        return self.turns.closing.format(chosen(word, self.closings))


def needs_year(day: date, today: date) -> bool:
    """Whether a day is so far away that it needs its year."""
    return abs((day - today).days) > _NO_YEAR_DAYS


def chosen(word: str, choices: Sequence[str]) -> str:
    """The word if it is one of the choices, capitals aside; else the first of them."""
    return next((choice for choice in choices if choice.casefold() == word.casefold()), choices[0])
