"""What an import says: how the columns were read, what became of each card, and the sum of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pendulum import DateTime

from store import say
from store.clock import in_zone, local
from store.exchange.arrival import Arrival, LeftOut, Refused
from store.exchange.matching import Brought, Duplicate, Fate
from store.exchange.tables.headings import Columns
from store.exchange.tables.names import UNUSED
from store.exchange.tables.order import Order
from store.exchange.tables.reader import Table
from store.exchange.updating import state
from store.records import Card, Person, Round, Via
from store.words import cards as card_words

_WIDEST = 30
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_FIELDS = {
    "interviewed": "day of the interview",
    "time": "time of the interview",
    "promised_day": "the day promised",
    "promised": "what they promised",
    "status": "stage or outcome",
    "reach": "email or phone",
}
_MOST_LINES = 12
_MOST_REMARKS = 20


def mapping(table: Table, columns: Columns, order: Order) -> Iterator[str]:
    """How the columns are read, one line each."""
    parted = _SEPARATORS.get(table.separator, f"“{table.separator}”")
    whose = "Afterword's own table" if columns.are_ours else "A table of columns by their names"
    yield f"{whose}, parted by {parted}:"
    if table.above:
        lines = "line" if len(table.above) == 1 else "lines"
        yield f"  The headings are below {len(table.above)} {lines} that {_are(table)} not read."
    width = min(_WIDEST, max(map(len, columns.headings), default=0))
    for place, heading in enumerate(columns.headings):
        name = heading if len(heading) <= width else f"{heading[: width - 1]}…"
        yield f"  {name or '(no name)':<{width}}  {_read_as(columns, place)}"
    for sentence in order.said():
        yield f"  {sentence}"


def _are(table: Table) -> str:
    return "is" if len(table.above) == 1 else "are"


def _read_as(columns: Columns, place: int) -> str:
    field = columns.fields[place]
    if field == UNUSED:
        return "not used"
    read_as = _FIELDS.get(field, field.replace("_", " "))
    if columns.bare_date and field == "interviewed" and "status" in columns.fields:
        return f"{read_as}, unless the status says that there was none"
    owner = columns.owners[place] if columns.owners else ""
    if owner and field in {"email", "phone", "reach"}:
        read_as += f" of the {owner}"
    name = columns.rounds[place] if columns.rounds else ""
    return f"{read_as}, round “{name}”" if name else read_as


def rows(brought: Brought, now: DateTime) -> Iterator[str]:
    """What becomes of each card, and what was understood of it: one line each and what changed."""
    for each in brought.found:
        yield f"{_line(each.arrival.line)}{each.fate:<8}{understood(each.arrival, now)}"
        for change in (*each.changes, *each.arrival.said):
            yield f"{'':19}{change}"


def understood(arrival: Arrival, now: DateTime) -> str:
    """All that was read of a card, in a line: rounds with date and time, stage, people, promise.

    "Globex · PM, Fri 13 Nov 2026, 14:00 EST · Waiting · Dana Lee · by Fri 20 Nov 2026".
    """
    card = arrival.card
    has_time = arrival.has_time or arrival.is_whole or arrival.is_ours
    parts = [f"{card_words.title(card)}, {_when(card.round, now, has_time=has_time)}"]
    parts.append(state(card))
    if card.between:
        parts.append(f"via {_who(card.between)}")
    if people := ", ".join(map(_who, card.round.people)):
        is_via = card.via is Via.RECRUITER and card.between is None
        parts.append(f"via {people}" if is_via else people)
    if promise := card.round.promise:
        day = say.full_day(promise.day) if promise.day else "no day read"
        parts.append(f"“{promise.words[:60]}”: {day}")
    for earlier in reversed(card.rounds[:-1]):
        people = ", ".join(map(_who, earlier.people))
        before = f"before that {_when(earlier, now, has_time=has_time)}"
        parts.append(f"{before} with {people}" if people else before)
    return " · ".join(parts)


def _when(interview: Round, now: DateTime, *, has_time: bool) -> str:
    at = in_zone(local(interview.at, now), interview.zone)
    return say.full_moment(at) if has_time else f"{say.full_day(at)}, no time"


def _who(person: Person) -> str:
    reached = ", ".join(filter(None, (person.email, person.phone)))
    if person.name and reached:
        return f"{person.name} <{reached}>"
    return person.name or reached


def left_out(rows_without: Iterable[LeftOut]) -> Iterator[str]:
    """How many rows were left out for each reason, one line each."""
    by_reason: dict[str, list[int]] = {}
    for each in rows_without:
        by_reason.setdefault(each.why, []).append(each.line)
    for why, lines in by_reason.items():
        listed = ", ".join(map(str, lines[:_MOST_LINES])) + (" …" if lines[_MOST_LINES:] else "")
        noun = say.plural(len(lines), "line", "lines")
        yield f"{say.count(len(lines), 'row').capitalize()} left out: {why} ({noun} {listed})"


def remarks(arrivals: Iterable[Arrival]) -> Iterator[str]:
    """What was read with a word, and should be looked at: a line each, the first few of a kind."""
    seen: dict[str, list[int]] = {}
    for arrival in arrivals:
        for sentence in arrival.said:
            seen.setdefault(sentence, []).append(arrival.line)
    for sentence, lines in list(seen.items())[:_MOST_REMARKS]:
        listed = ", ".join(map(str, lines[:_MOST_LINES])) + (" …" if lines[_MOST_LINES:] else "")
        yield f"{say.plural(len(lines), 'line', 'lines')} {listed}: {sentence}"
    if len(seen) > _MOST_REMARKS:
        yield f"and {len(seen) - _MOST_REMARKS} more; --dry-run shows them all"


def bad_rows(refused: Iterable[Refused]) -> Iterator[str]:
    """Why each row that is not read is not, one line each."""
    for each in refused:
        yield f"{_line(each.line)}refused {each.why}"


def total(brought: Brought, refused: int = 0, left_out: int = 0) -> str:
    """The sum: "Two cards are new, one has changed, three were here already."."""
    parts = [
        f"{say.number(amount)} {say.plural(amount, one, more)}"
        for amount, one, more in (
            (brought.count(Fate.NEW), "card is new", "cards are new"),
            (brought.count(Fate.MERGED), "card has changed", "cards have changed"),
            (
                brought.count(Fate.UPDATED),
                "card was brought up to date",
                "cards were brought up to date",
            ),
            (brought.count(Fate.SAME), "was here already", "were here already"),
            (brought.count(Fate.SKIPPED), "duplicate was skipped", "duplicates were skipped"),
            (left_out, "row was left out", "rows were left out"),
            (refused, "row was refused", "rows were refused"),
        )
        if amount
    ]
    return f"{', '.join(parts).capitalize()}." if parts else "There was nothing in it."


def question(duplicate: Duplicate, now: DateTime) -> str:
    """What is said of a card that is here already, before the person decides."""
    here = duplicate.here
    where = "you deleted it" if here.deleted else f"in {state(here)}"
    line = f" (line {duplicate.arrival.line})" if duplicate.arrival.line else ""
    since = f" The file says: {'; '.join(duplicate.changes)}." if duplicate.changes else ""
    return f"{named(duplicate.arrival.card, now)}{line} is here already: {where}.{since}"


def named(card: Card, now: DateTime) -> str:
    """A card in a line: company, role, and the day of its last round."""
    at = in_zone(local(card.round.at, now), card.round.zone)
    return f"{card_words.title(card)}, {say.full_day(at)}"


def _line(number: int) -> str:
    return f"line {number:<5} " if number else ""
