"""The list itself: whose it is, for which period, and each contact in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct
from pendulum import DateTime

from store.clock import local_day
from store.dates.order import DayOrder, country_of
from store.dates.written import in_figures, pattern
from store.exchange.proof.found import Contact, News, contacts
from store.exchange.proof.language import Column, Words, words_in
from store.exchange.proof.period import Period
from store.records import Card, Channel, Me, Stage, What
from store.rules.rules import Rules
from store.text import clean_line


class Row(Struct, frozen=True, kw_only=True):
    """A contact in words; ``day`` is its date, and ``is_call`` says that it went by phone."""

    day: date
    what: str
    way: str
    person: str
    position: str
    company: str
    result: str
    is_call: bool = False

    @property
    def in_short(self) -> str:
        """What it was and by which way, where that does not say itself: "Thank-you (email)"."""
        return f"{self.what} ({self.way})" if self.way and not self.is_call else self.what


class Proof(Struct, frozen=True, kw_only=True):
    """The list in one language; ``days`` is how it writes days: see :mod:`store.dates.written`."""

    name: str
    period: str
    made: str
    summary: str
    rows: tuple[Row, ...]
    words: Words
    days: str

    def cells(self, row: Row, columns: Iterable[Column]) -> list[str]:
        """A contact's cells in these columns; the way stands with what it was without its own."""
        wanted = tuple(columns)
        told: dict[Column, str] = {
            "date": in_figures(row.day, self.days),
            "what": row.what,
            "way": row.way,
            "person": row.person,
            "position": row.position,
            "company": row.company,
            "result": row.result,
        }
        if "way" not in wanted:
            told["what"] = row.in_short
        return [told[column] for column in wanted]


def proof(cards: Iterable[Card], me: Me, rules: Rules, period: Period, now: DateTime) -> Proof:
    """The contacts of a period as a list, in the language of the candidate's letters.

    Days are as the candidate's country writes them. ``now`` is in the candidate's zone.
    """
    words = words_in(me.language)
    country = me.country or country_of(now.timezone_name or "")
    chosen = rules.settings.date_order
    days = pattern(country, DayOrder(chosen) if chosen in set(DayOrder) else None)
    found = contacts(cards, period, rules, now)
    first = period.first or (found[0].at.date() if found else period.last)
    return Proof(
        name=clean_line(me.name),
        period=words.until.format(in_figures(first, days), in_figures(period.last, days)),
        made=words.made.format(in_figures(now.date(), days)),
        summary=_summary(found, words),
        rows=tuple(_row(contact, words, days, now) for contact in found),
        words=words,
        days=days,
    )


def _row(contact: Contact, words: Words, days: str, now: DateTime) -> Row:
    return Row(
        day=contact.at.date(),
        what=words.kinds.get(contact.what, words.other) if contact.what else words.interview,
        way=_way(contact, words),
        person=_people(contact, words),
        position=clean_line(contact.card.role),
        company=clean_line(contact.card.company),
        result="; ".join(_results(contact, words, days, now)),
        is_call=contact.what is What.CALLED and contact.channel is Channel.PHONE,
    )


def _way(contact: Contact, words: Words) -> str:
    if contact.channel:
        return words.ways[contact.channel]
    typed = clean_line(contact.form)
    return words.formats.get(typed.casefold(), typed)


def _people(contact: Contact, words: Words) -> str:
    named = ", ".join(
        clean_line(person.name or person.email or person.phone) for person in contact.people
    )
    return words.recruiter.format(named) if named and contact.is_recruiter else named


def _results(contact: Contact, words: Words, days: str, now: DateTime) -> Iterable[str]:
    if contact.call:
        yield words.calls[contact.call]
    for news in contact.news:
        yield _told(news, words, days, now)
    if contact.silent:
        yield words.no_answer if contact.silent is Stage.MOVED_ON else words.no_answer_yet


def _told(news: News, words: Words, days: str, now: DateTime) -> str:
    if news.what is What.NEXT_ROUND and isinstance(news.at, datetime):
        return words.next_on.format(in_figures(local_day(news.at, now), days))
    return words.news.get(news.what, words.news[What.NEWS])


def _summary(found: list[Contact], words: Words) -> str:
    """How many there were of each kind, and with how many companies; "" where there were none."""
    if not found:
        return ""
    amounts = Counter(map(_kind, found))
    parts = [words.amount(amounts[kind], words.counted[kind]) for kind in words.counted]
    told = [part for part, kind in zip(parts, words.counted, strict=True) if amounts[kind]]
    companies = len({clean_line(each.card.company).casefold() for each in found})
    with_them = words.companies[companies > 1].format(companies)
    return f"{words.amount(len(found), words.contacts)} {with_them}: {', '.join(told)}."


def _kind(contact: Contact) -> str:
    if contact.what is None:
        return "interview"
    match contact.channel:
        case Channel.EMAIL:
            return "mail"
        case Channel.PHONE:
            return "call"
        case _:
            return "other"
