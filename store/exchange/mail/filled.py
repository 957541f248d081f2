"""What was read from an invitation or a mail, as a form has it: to be looked over, then saved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store import say
from store.clock import in_zone, local, local_day
from store.dates.order import DayOrder
from store.dates.promises import read_promise
from store.dates.workdays import Workdays
from store.errors import UnreadableError
from store.exchange.mail.facts.moment import ASKS
from store.exchange.mail.recognised import Meaning
from store.exchange.mail.taken import FoundPerson, Kind, Taken
from store.forms.card import Typed, TypedCard, typed_card
from store.records import Card, Person, Round, Via, What
from store.records.fields import fields_of
from store.rules.rules import Rules
from store.rules.stages import is_called_off
from store.text import clean_line
from store.words.scripts.thread import without_re

_ADDRESS = re.compile(r"\s\S+@\S+")
_NOTE = 200  # characters of their mail that a note begins with
_A_WHILE = timedelta(days=17)  # no period of the calendar comes again after so many days
_FROM = {
    Kind.INVITATION: "from the invitation",
    Kind.CANCELLATION: "from the cancellation",
    Kind.MESSAGE: "from the mail",
}


class Filled(Struct, frozen=True):
    """A card's form filled in: ``sources`` says where each value is from, by the form's fields.

    ``opening`` is said above the fields, and ``doubts`` are what was left empty or out, and why.
    """

    typed: TypedCard
    sources: Mapping[str, str]
    opening: str
    doubts: tuple[str, ...] = ()


class Heard(Struct, frozen=True, kw_only=True):
    """Their answer filled in: ``what`` is None where only the person can say what it was.

    ``fields`` and ``sources`` go by the fields of the form. ``interview`` is the next round with
    all that was read of it, ``subject`` and ``message_id`` are those of their mail.
    ``is_called_off`` says that the interview does not take place, so that nobody is thanked for it.
    """

    what: What | None
    fields: Mapping[str, str]
    sources: Mapping[str, str]
    opening: str
    doubts: tuple[str, ...] = ()
    interview: Round | None = None
    subject: str = ""
    message_id: str = ""
    is_called_off: bool = False


def fill(taken: Taken, rules: Rules, now: DateTime) -> Filled:
    """A new card's form, as far as it was read for sure."""
    met = [each for each in taken.people if not each.is_between]
    between = next((each for each in taken.people if each.is_between), None)
    interviewed, fields = _of_round(taken, now)
    sources = _sources_of_round(taken)
    for name, found in (("company", taken.company), ("role", taken.role)):
        if found:
            fields[name], sources[name] = found.value, _in_short(found.source)
    if between:
        of = _recruiter(between.person)
        fields |= {"via": Via.RECRUITER, **of}
        sources |= {name: between.source for name, text in {"contact": "yes", **of}.items() if text}
    promised, doubts = _promised(taken, rules, now)
    if promised and taken.promise:
        sources["promised"] = taken.promise.source
    typed = TypedCard(
        interviewed=interviewed,
        promised=promised,
        people=tuple(_clean(each.person) for each in met),
        fields=_clean_fields(fields),
        uid=taken.uid,
        sequence=taken.sequence,
    )
    sources |= _sources_of_people(met, 0)
    opening = f"{_beginning(taken)} Look it over; nothing is saved yet."
    return Filled(typed, sources, opening, _lines(*taken.doubts, *doubts))


def fill_over(card: Card, taken: Taken, now: DateTime) -> Filled:
    """The form of a card that is here, with its interview as it is to be now."""
    before = typed_card(card, now)
    interviewed, fields = _of_round(taken, now, card.round.zone)
    sources = _sources_of_round(taken)
    if not taken.start:
        interviewed = before.interviewed
        fields.pop("zone", None)
    more = [
        each for each in taken.people if not each.is_between and not _known(each.person, card.round)
    ]
    fields = {name: text for name, text in fields.items() if text != before.fields[name]}
    if interviewed == before.interviewed:
        sources.pop("interviewed", None)
    changed = fields.keys() | {"interviewed", "promised"}
    typed = replace(
        before,
        interviewed=interviewed,
        people=(*before.people, *(_clean(each.person) for each in more)),
        fields={**before.fields, **_clean_fields(fields)},
        uid=taken.uid or card.round.uid,
        sequence=taken.sequence if taken.uid else card.round.sequence,
    )
    sources = {name: source for name, source in sources.items() if name in changed}
    sources |= _sources_of_people(more, len(before.people))
    was = say.moment(in_zone(local(card.round.at, now), card.round.zone))
    is_moved = interviewed != before.interviewed
    opening = f"{_beginning(taken)} {f'It was {was}.' if is_moved else 'The time is as it was.'}"
    return Filled(typed, sources, f"{opening} Nothing is saved yet.", _lines(*taken.doubts))


def hear(taken: Taken, meaning: Meaning, card: Card, rules: Rules, now: DateTime) -> Heard:
    """Their answer on a card: a next round, a new date, a cancellation, or what only they know."""
    source, opening = _FROM[taken.kind], f"{_beginning(taken)} Nothing is saved yet."
    fields, sources, doubts = _when(taken, now), dict[str, str](), _lines(*taken.doubts)
    what, interview, is_called_off = None, None, False
    if meaning is Meaning.NEXT_ROUND and taken.start:
        what, interview = What.NEXT_ROUND, next_round_of(card, taken, now)
        fields["interviewed"] = _in_zone_of(card, taken, now)
        sources["interviewed"] = taken.start.source
    elif meaning is Meaning.CANCELLED:
        at = say.moment(in_zone(local(card.round.at, now), card.round.zone))
        fields["note"] = f"They cancelled the interview of {at}."
        is_called_off = True
        opening = (
            f"They cancelled the interview of {at}. Often another time follows. If they said no "
            "more than that, choose other news. Nothing is saved yet."
        )
    else:
        fields["note"] = _beginning_of(taken.text)
        if taken.promise and promised_day(taken, card, rules, now):
            what = What.NEW_DATE
            fields["promised"] = clean_line(taken.promise.value)
            sources["promised"] = taken.promise.source
    if fields.get("note"):
        sources["note"] = source
    if fields.get("when"):
        sources["when"] = source
    return Heard(
        what=what,
        fields={name: text for name, text in fields.items() if text},
        sources=sources,
        opening=opening,
        doubts=doubts,
        interview=interview,
        subject=without_re(taken.subject),
        message_id=taken.message_id,
        is_called_off=is_called_off,
    )


def proposes_a_time(taken: Taken, card: Card, now: DateTime) -> bool:
    """Whether their mail asks if a time suits while the card's interview is still to come."""
    is_ahead = card.round.at > now and not is_called_off(card)
    return is_ahead and any(doubt.startswith(ASKS) for doubt in taken.doubts)


def next_round_of(card: Card, taken: Taken, now: DateTime) -> Round:
    """The round that starts with this invitation. Who was met before is the same person again.

    ``taken`` has a start.
    """
    start = taken.start.at if taken.start else now
    zone = (taken.start.zone if taken.start else "") or card.round.zone
    met = tuple(
        _known(each.person, card.round) or _clean(each.person)
        for each in taken.people
        if not each.is_between
    )
    return Round(
        at=start,
        zone=zone,
        minutes=taken.minutes,
        format=clean_line(taken.format),
        place=clean_line(taken.place.value) if taken.place else "",
        people=met or card.round.people,
        thread_subject=without_re(taken.subject) if taken.message_id else "",
        message_id=taken.message_id,
        uid=taken.uid,
        sequence=taken.sequence,
    )


def promised_day(taken: Taken, card: Card, rules: Rules, now: DateTime) -> date | None:
    """The day that their sentence names, counted from when they wrote it; None for none."""
    if taken.promise is None:
        return None
    said = taken.said or now.date()
    return _day(taken.promise.value, said, rules.workdays(card), rules.date_order(now))


def _beginning_of(text: str) -> str:
    """How their mail begins, on one line, without its greeting."""
    lines = [line.strip() for line in text.strip().splitlines()]
    if len(lines) > 1 and len(lines[0]) < 40 and lines[0].endswith((",", "!", ":")):
        lines = lines[1:]
    line = clean_line(" ".join(lines))
    if len(line) <= _NOTE:
        return line
    return f"{line[:_NOTE].rsplit(' ', 1)[0]} …"


def _beginning(taken: Taken) -> str:
    return f"{_FROM[taken.kind].capitalize()}."


def _of_round(taken: Taken, now: DateTime, zone: str = "") -> tuple[str, dict[str, Typed]]:
    """When it is, and the other fields of the round; ``zone`` is that of the card so far.

    Blank ones are left out, and so is a zone that is the candidate's own.
    """
    interviewed = ""
    fields: dict[str, Typed] = {}
    if taken.start:
        is_own = taken.start.zone == (now.timezone_name or "")
        named = "" if is_own and not zone else taken.start.zone or zone
        at = in_zone(local(taken.start.at, now), named)
        interviewed, fields["zone"] = f"{at:%Y-%m-%d %H:%M}", named
    fields["place"] = taken.place.value if taken.place else ""
    fields["format"] = taken.format
    fields["minutes"] = say.length(taken.minutes)
    if taken.message_id:
        fields["message_id"] = taken.message_id
        fields["thread_subject"] = without_re(taken.subject)
    return interviewed, {name: text for name, text in fields.items() if text}


def _sources_of_round(taken: Taken) -> dict[str, str]:
    source = _FROM[taken.kind]
    sources = dict.fromkeys(("format", "minutes"), source)
    sources |= dict.fromkeys(("thread_subject", "message_id"), "from the mail")
    if taken.start:
        sources |= dict.fromkeys(("interviewed", "zone"), taken.start.source)
    if taken.place:
        sources |= dict.fromkeys(("place", "format"), taken.place.source)
    return sources


def _sources_of_people(met: Iterable[FoundPerson], first: int) -> dict[str, str]:
    return {
        f"{name}-{number}": _said_of(name, each.source)
        for number, each in enumerate(met, first)
        for name in ("name", "email", "phone", "title")
        if getattr(each.person, name)
    }


def _said_of(name: str, source: str) -> str:
    """Where one thing about a person is from: "from the sender; phone from the signature"."""
    first, *others = source.split("; ")
    for other in others:
        what, has_from, where = other.partition(" from ")
        if has_from and name in what.split():
            return f"from {where}"
    return first


def _in_short(source: str) -> str:
    """A source as there is room for it beside a field: without the address that it names."""
    return _ADDRESS.sub("", source)


def _recruiter(person: Person) -> dict[str, str]:
    return {
        "recruiter": person.name,
        "recruiter_email": person.email,
        "recruiter_phone": person.phone,
    }


def _clean(person: Person) -> Person:
    """Somebody, with nothing in what is said of them that drives a terminal."""
    texts = {field.name: str(getattr(person, field.name)) for field in fields_of(Person)}
    return replace(person, **{name: clean_line(text) for name, text in texts.items()})


def _lines(*doubts: str) -> tuple[str, ...]:
    return tuple(map(clean_line, doubts))


def _clean_fields(fields: Mapping[str, Typed]) -> dict[str, Typed]:
    return {
        name: clean_line(typed) if type(typed) is str else typed for name, typed in fields.items()
    }


def _known(person: Person, interview: Round) -> Person | None:
    """Who of a round it is, by address, or by name where one has no address."""
    name, email = person.name.casefold(), person.email.casefold()
    for each in interview.people:
        if email and each.email.casefold() == email:
            return each
        if name and each.name.casefold() == name and not (email and each.email):
            return replace(each, email=each.email or person.email)
    return None


def _in_zone_of(card: Card, taken: Taken, now: DateTime) -> str:
    """The start as it is typed on this card: a zone is named where it is another than before."""
    if not taken.start:
        return ""
    zone = taken.start.zone or card.round.zone
    at = in_zone(local(taken.start.at, now), zone)
    before = card.round.zone or now.timezone_name or ""
    return f"{at:%Y-%m-%d %H:%M}{f' {zone}' if zone and zone != before else ''}"


def _when(taken: Taken, now: DateTime) -> dict[str, str]:
    """The day on which they wrote, where that is a day before today."""
    said = taken.said
    return {"when": said.isoformat()} if said and said < now.date() else {}


def _promised(taken: Taken, rules: Rules, now: DateTime) -> tuple[str, tuple[str, ...]]:
    """Their words, where the day they name is the same counted from the interview; else why not.

    A form counts from the day of the interview, and they wrote on another.
    """
    if not taken.promise:
        return "", ()
    words, said = clean_line(taken.promise.value), taken.said or now.date()
    workdays, order = rules.workdays_in(""), rules.date_order(now)
    counted_from = local_day(taken.start.at, now) if taken.start else said + _A_WHILE
    meant = _day(words, said, workdays, order)
    if meant is None or meant == _day(words, counted_from, workdays, order):
        return words if meant else "", ()
    why = (
        f"They wrote “{words}” on {say.day(said)}: that is {say.full_day(meant)}. Put that day "
        "under They said, if it is when they decide."
    )
    return "", (why,)


def _day(words: str, said: date, workdays: Workdays, order: DayOrder | None) -> date | None:
    try:
        return read_promise(clean_line(words), said, workdays, order).day
    except UnreadableError:
        return None
