"""What there is to know of a card, field by field, as it is told on the screen and on paper.

Blank fields are passed over. The texts are as the card holds them, also where they are long.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from pendulum import DateTime

from store import say
from store.clock import in_zone, local
from store.dates import promises
from store.records import NO_DATE_YET, Card, Person, Promise, Round
from store.records.fields import CardField, Kind, Place, fields_of
from store.rules.stages import is_called_off


class Fact(Struct, frozen=True):
    """What stands in a field: the field, what it is called here, and the text."""

    field: CardField
    label: str
    text: str


def of_card(card: Card) -> Iterator[Fact]:
    """What is known of the card itself; what it is called by is not among it."""
    return (fact for fact in _plain(card) if fact.field.place is not Place.HEAD)


def heads(card: Card) -> Iterator[Fact]:
    """What the card is called by: the company, the role."""
    return (fact for fact in _plain(card) if fact.field.place is Place.HEAD)


def of_round(interview: Round, now: DateTime, card: Card | None = None) -> Iterator[Fact]:
    """What is known of a round but for its people; its time tells its zone.

    Of a round of ``card`` that they called off, it says that too.
    """
    is_off = card is not None and is_called_off(card, interview)
    for field in fields_of(Round):
        match field.kind:
            case Kind.MOMENT:
                here = local(interview.at, now)
                theirs = in_zone(here, interview.zone)
                told = say.full_moment(theirs)
                yield Fact(field, field.label, f"{told}, cancelled" if is_off else told)
                if here.offset != theirs.offset:
                    yield Fact(field, "For you", say.full_moment(here))
            case Kind.PROMISE:
                if promise := interview.promise:
                    yield Fact(field, field.label, _promised(promise))
            case Kind.PEOPLE | Kind.ZONE:
                pass
            case _:
                yield from _fact(interview, field)


def of_offer(card: Card) -> Iterator[tuple[str, str]]:
    """What they offered, and the day by which they want an answer, each with its label."""
    if card.offer is None:
        return
    yield "Offer", card.offer.what or "they made one"
    if card.offer.answer_by:
        yield "Answer by", say.full_day(card.offer.answer_by)


def of_write_again(card: Card) -> Iterator[tuple[str, str]]:
    """The day from which to write again, with its label."""
    if card.write_again is not None:
        yield "Write again", f"from {say.full_day(card.write_again)}"


def named(card: Card) -> str:
    """A card in running text: "Globex (Data analyst)"."""
    return f"{card.company} ({card.role})" if card.role else card.company


def with_whom(person: Person) -> str:
    """A person in one line: "Dana Lee, Head of data, dana@example.com"."""
    facts = [fact for fact in _plain(person) if fact.field.place is Place.FACTS]
    facts.sort(key=lambda fact: fact.field.kind is not Kind.LINE)  # who, then how to reach them
    return ", ".join([*([] if person.name else ["someone"]), *(fact.text for fact in facts)])


def of_person(person: Person) -> Iterator[Fact]:
    """What has a line of its own beside the one that tells who a person is."""
    return (fact for fact in _plain(person) if fact.field.place is Place.APART)


def _plain(record: Card | Person) -> Iterator[Fact]:
    for field in fields_of(type(record)):
        yield from _fact(record, field)


def _promised(promise: Promise) -> str:
    """Their words and the day read from them; words that are not theirs stand without quotes."""
    if promise.words == NO_DATE_YET:
        return f"{promise.words}, on {say.full_day(promise.said)}"
    return f"“{promise.words}”: {_day_of(promise)}"


def _day_of(promise: Promise) -> str:
    if promise.day:
        return say.full_day(promise.day)
    is_known = promises.without_day(promise.words).heard is promises.Heard.NONE_NAMED
    return "no date named" if is_known else "no date read from these words"


def _fact(record: Card | Round | Person, field: CardField) -> Iterator[Fact]:
    value = getattr(record, field.name)
    chosen = (each.shown for each in field.options if each.value == value)
    text = say.length(value) if field.kind is Kind.LENGTH else str(value)
    if text := next(chosen, "") if field.options else text:
        yield Fact(field, field.label, text)
