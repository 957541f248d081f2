"""What is said of an invitation or a mail that arrived: in a list, in a line."""

from __future__ import annotations

from pendulum import DateTime

from store import say
from store.clock import in_zone, local
from store.exchange.mail.recognised import Meaning, Recognised
from store.exchange.mail.taken import FoundTime, Kind, Taken
from store.records import Card
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
    Meaning.TOOK_PLACE: "took place already",
    Meaning.MINE: "written by you",
}


def row(taken: Taken, found: Recognised, now: DateTime) -> tuple[str, str]:
    """What it is and from whom, and what it would mean, for a list of several."""
    named = found.card.company if found.card else taken.company.value if taken.company else ""
    people = [each.person.name or each.person.email for each in taken.people]
    who = clean_line(named or (people[0] if people else "") or taken.subject) or "nobody named"
    when = f", {say.moment(told_at(taken.start, now))}" if taken.start else ""
    return f"{_WHAT[taken.kind]} · {who}{when}", _MEANS[found.meaning]


def nothing_to_do(found: Recognised) -> str:
    """Why nothing is done about it."""
    company = found.card.company if found.card else ""
    match found.meaning:
        case Meaning.HERE:
            return f"{company} has all of this already."
        case Meaning.OLDER:
            return f"{company} has something newer than this. Nothing was changed."
        case Meaning.TOOK_PLACE:
            return f"The interview with {company} has taken place, so nothing was changed."
        case Meaning.MINE:
            return f"You wrote this one yourself, to {company}: there is nothing to take from it."
        case _:
            doubt = f" {found.doubt}" if found.doubt else ""
            return f"This cancels an interview that is not here, so nothing is to be done.{doubt}"


def closed(card: Card) -> str:
    """Why nothing is done about it on a card that is closed."""
    return f"This belongs to {card.company}, which is closed. Open that card again first."


def told_at(start: FoundTime, now: DateTime) -> DateTime:
    """A start in the zone that was named, else in the candidate's."""
    return in_zone(local(start.at, now), start.zone)
