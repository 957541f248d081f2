"""What is said of an invitation or a mail that arrived: in a list, in a line, for a script."""

from __future__ import annotations

from typing import Any

from pendulum import DateTime

from store import say
from store.clock import in_zone, local
from store.exchange.mail.recognised import Meaning, Recognised
from store.exchange.mail.taken import Found, Kind, Taken
from store.records import Card, Person
from store.records.fields import fields_of
from store.text import clean_line

_WHAT = {
    Kind.INVITATION: "Invitation",
    Kind.CANCELLATION: "Cancellation",
    Kind.MESSAGE: "Mail",
}
_MEANS = {
    Meaning.NEW: "a new card",
    Meaning.NEXT_ROUND: "a next round",
    Meaning.NEW_TIME: "a new time",
    Meaning.CHANGED: "a change",
    Meaning.CANCELLED: "cancelled",
    Meaning.REPLY: "they answered",
    Meaning.HERE: "here already",
    Meaning.OLDER: "older than what is here",
    Meaning.MINE: "written by you",
}


def row(taken: Taken, found: Recognised, now: DateTime) -> tuple[str, str]:
    """What it is and from whom, and what it would mean, for a list of several."""
    named = found.card.company if found.card else taken.company.value if taken.company else ""
    people = [each.person.name or each.person.email for each in taken.people]
    who = named or (people[0] if people else "") or clean_line(taken.subject) or "nobody named"
    when = f", {say.moment(_start(taken, now))}" if taken.start else ""
    return f"{_WHAT[taken.kind]} · {who}{when}", _MEANS[found.meaning]


def nothing_to_do(found: Recognised) -> str:
    """Why nothing is done about it."""
    company = found.card.company if found.card else ""
    match found.meaning:
        case Meaning.HERE:
            return f"{company} has all of this already."
        case Meaning.OLDER:
            return f"{company} has something newer than this. Nothing was changed."
        case Meaning.MINE:
            return f"You wrote this one yourself, to {company}: there is nothing to take from it."
        case _:
            doubt = f" {found.doubt}" if found.doubt else ""
            return f"This cancels an interview that is not here, so nothing is to be done.{doubt}"


def closed(card: Card) -> str:
    """Why nothing is done about it on a card that is closed."""
    return f"This belongs to {card.company}, which is closed. Open that card again first."


def as_object(taken: Taken, found: Recognised, now: DateTime) -> dict[str, Any]:
    """All that was read, as a script gets it: values with their sources, null for what was not."""
    start = taken.start
    return {
        "kind": taken.kind,
        "meaning": found.meaning,
        "card": found.card.id if found.card else None,
        "company": _value(taken.company),
        "role": _value(taken.role),
        "start": start
        and {
            "value": _start(taken, now).isoformat(),
            "zone": start.zone or None,
            "source": start.source,
        },
        "minutes": taken.minutes or None,
        "place": _value(taken.place),
        "format": taken.format or None,
        "people": [
            {
                **_person(each.person),
                "recruiter": each.is_between,
                "source": each.source,
            }
            for each in taken.people
        ],
        "promise": _value(taken.promise),
        "said": taken.said.isoformat() if taken.said else None,
        "subject": taken.subject or None,
        "message_id": taken.message_id or None,
        "references": list(taken.references),
        "uid": taken.uid or None,
        "sequence": taken.sequence if taken.uid else None,
        "mine": taken.is_mine,
        "doubts": [*([found.doubt] if found.doubt else []), *taken.doubts],
    }


def _value(found: Found | None) -> dict[str, str] | None:
    return {"value": found.value, "source": found.source} if found else None


def _person(person: Person) -> dict[str, str]:
    said = {field.name: str(getattr(person, field.name)) for field in fields_of(Person)}
    return {name: text for name, text in said.items() if text}


def _start(taken: Taken, now: DateTime) -> DateTime:
    """The start in the zone that was named, else in the candidate's."""
    if taken.start is None:
        return now
    return in_zone(local(taken.start.at, now), taken.start.zone)
