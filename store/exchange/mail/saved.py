"""What arrived, saved without a person to look it over: only where nothing is left to decide."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from pendulum import DateTime

from store.errors import NotAllowedError
from store.exchange.mail.filled import fill, fill_over, hear, next_round_of, promised_day
from store.exchange.mail.recognised import Meaning, recognise
from store.exchange.mail.taken import Taken
from store.exchange.mail.told import closed, nothing_to_do
from store.forms.card import read_card
from store.history import actions, answers
from store.records import Card, Promise
from store.rules.rules import Rules
from store.search.alike import same_interview
from store.text import clean_line

_CANCEL = "`afterword answer {id} news --cancelled` where no more was said."
_NOTHING_TO_DO = {Meaning.HERE, Meaning.OLDER, Meaning.TOOK_PLACE, Meaning.MINE}
_LOOK = "Without --yes the form opens, to be looked over."


class Saved(Struct, frozen=True):
    """A card as it is to be, made from ``before`` (None for a new one), and what was done.

    Where nothing is to be done ``after`` is ``before``.
    """

    before: Card | None
    after: Card | None
    said: str


def saved(taken: Taken, cards: Iterable[Card], rules: Rules, now: DateTime) -> Saved:
    """The card that this makes or changes.

    Raises:
        NotAllowedError: A person must decide: it says what, in one line.
        FieldError: A value that was read cannot be saved.
    """
    cards = list(cards)
    found = recognise(taken, cards, now)
    card = found.card
    if found.meaning in _NOTHING_TO_DO:
        return Saved(card, card, nothing_to_do(found))
    if card is None:
        if found.meaning is not Meaning.NEW or found.doubt:
            raise NotAllowedError(f"{found.doubt} {_LOOK}" if found.doubt else nothing_to_do(found))
        return _new(taken, cards, rules, now)
    if card.outcome is not None:
        raise NotAllowedError(closed(card))
    said, after = str(found.meaning), card
    if found.meaning is Meaning.NEXT_ROUND:
        after = answers.next_round(card, now, next_round_of(card, taken, now))
    elif found.meaning in {Meaning.NEW_TIME, Meaning.CHANGED}:
        after = actions.edit(
            card, read_card(fill_over(card, taken, now).typed, rules, now, card), now
        )
    elif found.meaning is Meaning.REPLY and (waiting := _with_new_date(card, taken, rules, now)):
        said, after = "new date", waiting
    if after is not card:
        return Saved(card, after, f"{card.company}: {said}")
    if found.meaning is Meaning.CANCELLED:
        told, how = "cancelled the interview", f": {_CANCEL.format(id=card.id)}"
    else:
        told, how = "wrote to you", "."
    said = f"{card.company} {told}, and what that means only you can say{how}"
    raise NotAllowedError(f"{said} {_LOOK}")


def _new(taken: Taken, cards: list[Card], rules: Rules, now: DateTime) -> Saved:
    """A new card, where both the company and the time were read."""
    missing = [
        name for name, found in (("company", taken.company), ("time", taken.start)) if found is None
    ]
    if missing:
        raise NotAllowedError(f"No {' and no '.join(missing)} could be read in it. {_LOOK}")
    typed = fill(taken, rules, now).typed
    card = actions.add(read_card(typed, rules, now), now)
    if other := same_interview(cards, card, now):
        raise NotAllowedError(
            f"{card.company} has an interview on that day already: card {other.id}. {_LOOK}"
        )
    return Saved(None, card, f"{card.company}: a new card")


def _with_new_date(card: Card, taken: Taken, rules: Rules, now: DateTime) -> Card | None:
    """The card with the day that their mail names; None where it names none that is to come."""
    day = promised_day(taken, card, rules, now)
    if taken.promise is None or day is None or day < now.date():
        return None
    heard = hear(taken, Meaning.REPLY, card, rules, now)
    said = min(taken.said or now.date(), now.date())
    promise = Promise(words=clean_line(taken.promise.value), said=said, day=day)
    after = answers.new_date(card, now, promise, note=heard.fields.get("note", ""))
    if heard.message_id:
        after = answers.in_thread(card, after, heard.subject, heard.message_id)
    return after
