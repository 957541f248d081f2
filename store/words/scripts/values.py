"""What a card and its owner put in the placeholders."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeGuard

from pendulum import DateTime

from store.clock import in_zone, local
from store.errors import UnreadableError
from store.history.debriefs import TO_ADD, noted
from store.records import RECRUITER, Card, Person, Promise, Step, What
from store.rules.stages import ANSWERS, latest
from store.text import clean_line
from store.words.scripts.address import address, proper
from store.words.scripts.author import Author
from store.words.scripts.facts import was_thanked
from store.words.scripts.hooks import within_sentence
from store.words.scripts.languages.known import british, language
from store.words.scripts.languages.language import Language
from store.words.scripts.placeholders import KNOWN
from store.words.scripts.promised import Window, about_day, week_of, window
from store.words.scripts.thread import thread_of


def values(
    card: Card,
    author: Author,
    now: DateTime,
    person: Person | None = None,
    *,
    is_thanks: bool = False,
) -> dict[str, str]:
    """What each placeholder stands for on this card; "" where it is not known.

    The person is the first one of the current round unless one is given. Days and times are those
    of the interviewer's zone where the round has one, else of ``now``. What was talked of is told
    to a person once a round: in the thanks (``is_thanks``), else in the first letter without them.
    Some things no card knows (what you send them): they stay gaps until the words are edited.
    """
    if person is None:
        person = card.between or next(iter(card.round.people), Person())
    here = in_zone(now, card.round.zone)
    tongue = language_of(card, author)
    found = dict(
        [
            *_of_the_author(author, tongue),
            *_of_the_person(person, author, tongue),
            *_of_the_card(card, person, tongue, is_thanks=is_thanks),
            *_of_the_interview(card, tongue, here),
            *_of_the_promise(card, tongue, here),
            *_of_what_was_sent(card, person, tongue, here),
            *_of_offers(card, author, tongue, here),
        ]
    )
    return {name: clean_line(found.get(name, "")) for name in KNOWN}


def language_of(card: Card, author: Author) -> Language:
    """The language of the letters on a card, as the candidate's country writes it.

    Where the card names one that there is not, as a file from elsewhere may, it is the candidate's;
    where they do, it is English.
    """
    me = author.me
    is_british = british(me.letters, me.country)
    for code in (card.language, me.language):
        with contextlib.suppress(UnreadableError):
            if code:
                return language(code, british=is_british)
    return language("", british=is_british)


Values = Iterator[tuple[str, str]]


def _of_the_author(author: Author, tongue: Language) -> Values:
    me = author.me
    yield "me", me.name
    yield "my email", me.email
    yield "my phone", me.phone
    yield "my link", me.link
    yield "closing", tongue.closing(me.closing)


def _of_the_person(person: Person, author: Author, tongue: Language) -> Values:
    name, whole = address(person), proper(person.name)
    full = person.address_as or whole
    yield "contact", name
    yield "contact full name", tongue.spoken_of(whole)
    yield "greeting", tongue.greeting(author.me.greeting, name, full)
    yield "greeting short", tongue.short_greeting(name, full)
    yield "spoken greeting", tongue.spoken_greeting(name, full)


def _of_the_card(card: Card, person: Person, tongue: Language, *, is_thanks: bool) -> Values:
    met = [proper(each.name) for each in card.round.people if each.name and each.id != person.id]
    told = not is_thanks and was_thanked(card, person)
    yield "role", tongue.plain_role(card.role)
    yield "the role", tongue.the_role(card.role)
    yield "company", card.company
    yield "hook", "" if told else within_sentence(_hook(card, person))
    yield "to add", noted(card, TO_ADD)
    yield "interviewers", tongue.listed([tongue.spoken_of(name) for name in met])
    yield "thread subject", thread_of(card, person)


def _of_the_interview(card: Card, tongue: Language, here: DateTime) -> Values:
    start = local(card.round.at, here)
    talk = tongue.meeting(card.round.format)
    yield "the talk", talk.talk
    yield "talking with me", talk.talking
    yield "format", card.round.format
    yield "interview date", tongue.day(start.date(), here.date())
    yield "when we talked", tongue.when(start.date(), here.date())
    if start > here:
        yield "slot", tongue.slot(start, here)
    if card.round.zone:
        yield "zone", _zone(max(start, here))


def _of_the_promise(card: Card, tongue: Language, here: DateTime) -> Values:
    promise = card.round.promise
    if promise is None or promise.day is None:
        return
    day, today = promise.day, here.date()
    yield "promised date", tongue.day(day, today)
    when, named = _as_promised(promise, day, tongue, today)
    yield "promised when", when
    yield "promised time", named
    answer = latest(card, *ANSWERS)
    if answer is not None and answer.what is What.NEW_DATE and _is_ahead(day, here):
        yield "new date", tongue.day(day, today)
        yield "new when", when


def _as_promised(promise: Promise, day: date, tongue: Language, today: date) -> tuple[str, str]:
    """The time they named as exactly as they did: when it is, and as a thing that they named.

    So "by Friday, November 20" and "Friday, November 20", or "in December" and "December".
    """
    match window(promise.words):
        case Window.MONTH:
            return tongue.in_month(day, today), tongue.month(day, today)
        case Window.WEEK:
            monday = week_of(promise.words, day)
            return tongue.in_week(monday), tongue.week(monday)
        case Window.ABOUT:
            roughly = about_day(promise.words, day)
            return tongue.about(roughly, today), tongue.rough(roughly, today)
        case Window.DAY:
            return tongue.by(day, today), tongue.limit(day, today)


def _of_what_was_sent(card: Card, person: Person, tongue: Language, here: DateTime) -> Values:
    if emailed := _emailed(card, person):
        yield "emailed date", tongue.day(local(emailed.done, here).date(), here.date())
    if news := latest(card, What.NEW_DATE, What.NEWS):
        yield "news date", tongue.day(local(news.done, here).date(), here.date())


def _of_offers(card: Card, author: Author, tongue: Language, here: DateTime) -> Values:
    today = here.date()
    if card.offer:
        yield "offer", card.offer.what
        if _is_ahead(card.offer.answer_by, here):
            yield "answer date", tongue.limit(card.offer.answer_by, today)
    beside = author.rules.elsewhere.offer_beside(card, today)
    if beside and beside.answer_by:
        yield "their deadline", tongue.limit(beside.answer_by, today)


def _hook(card: Card, person: Person) -> str:
    """What was talked of with the person; to a recruiter, what was talked of with the others."""
    if person.id != RECRUITER:
        return person.hook
    return next((each.hook for each in card.round.people if each.hook), "")


def _is_ahead(day: date | None, now: DateTime) -> TypeGuard[date]:
    """Whether a day is not past: no letter promises anything for one that is."""
    return day is not None and day >= now.date()


def _emailed(card: Card, person: Person) -> Step | None:
    """The last follow-up email, where it was to this person."""
    step = latest(card, What.EMAILED, What.EMAILED_AGAIN)
    return step if step is not None and step.person in {"", person.id} else None


def _zone(moment: datetime) -> str:
    """The zone as it is said: "EST"; "UTC+4" where it has no letters of its own."""
    name = moment.tzname() or ""
    if name.isalpha():
        return name
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
