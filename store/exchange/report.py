"""What an import says: how the columns were read, what became of each card, and the sum of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pendulum import DateTime

from store import say
from store.clock import in_zone, local
from store.exchange.arrival import Refused
from store.exchange.matching import Brought, Duplicate, Fate
from store.exchange.tables.dates import Slashes
from store.exchange.tables.headings import UNUSED, Columns
from store.exchange.tables.reader import Table
from store.records import Card
from store.rules.stages import TITLES
from store.words import cards as card_words

_WIDEST = 30
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_FIELDS = {
    "interviewed": "day of the interview",
    "time": "time of the interview",
    "promised_day": "the day promised",
    "promised": "what they promised",
    "status": "stage or outcome",
}


def mapping(table: Table, columns: Columns, slashes: Slashes) -> Iterator[str]:
    """How the columns are read, one line each."""
    parted = _SEPARATORS.get(table.separator, f"“{table.separator}”")
    whose = "Afterword's own table" if columns.are_ours else "A table of columns by their names"
    yield f"{whose}, parted by {parted}:"
    width = min(_WIDEST, max(map(len, columns.headings), default=0))
    for heading, field in zip(columns.headings, columns.fields, strict=True):
        name = heading if len(heading) <= width else f"{heading[: width - 1]}…"
        read_as = "not used" if field == UNUSED else _FIELDS.get(field, field.replace("_", " "))
        yield f"  {name or '(no name)':<{width}}  {read_as}"
    if slashes.has_any:
        order = "day first" if slashes.day_first else "month first"
        order += " or month first, where only one fits" if slashes.is_mixed else ""
        yield f"  Dates with slashes are read {order}."


def rows(brought: Brought, now: DateTime) -> Iterator[str]:
    """What becomes of each card, one line each."""
    for each in brought.found:
        yield f"{_line(each.arrival.line)}{each.fate:<8}{named(each.arrival.card, now)}"
        for change in each.changes:
            yield f"{'':19}{change}"


def bad_rows(refused: Iterable[Refused]) -> Iterator[str]:
    """Why each row that is not read is not, one line each."""
    for each in refused:
        yield f"{_line(each.line)}refused {each.why}"


def total(brought: Brought, refused: int = 0) -> str:
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
            (refused, "row was refused", "rows were refused"),
        )
        if amount
    ]
    return f"{', '.join(parts).capitalize()}." if parts else "There was nothing in it."


def question(duplicate: Duplicate, now: DateTime) -> str:
    """What is said of a card that is here already, before the person decides."""
    here = duplicate.here
    where = "you deleted it" if here.deleted else f"in {here.outcome or TITLES[here.stage]}"
    line = f" (line {duplicate.arrival.line})" if duplicate.arrival.line else ""
    since = f" The file says: {'; '.join(duplicate.changes)}." if duplicate.changes else ""
    return f"{named(duplicate.arrival.card, now)}{line} is here already: {where}.{since}"


def named(card: Card, now: DateTime) -> str:
    """A card in a line: company, role, and the day of its last round."""
    at = in_zone(local(card.round.at, now), card.round.zone)
    return f"{card_words.title(card)}, {say.full_day(at)}"


def _line(number: int) -> str:
    return f"line {number:<5} " if number else ""
