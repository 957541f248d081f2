"""What the offers on other cards mean for a card: one to tell them of, or one that was accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from msgspec import Struct

from store.records import Card, Outcome, Step, What, differing, with_offer


class OpenOffer(Struct, frozen=True):
    """An offer that waits for an answer: whose, and by which day (None: no day)."""

    card: str
    company: str
    answer_by: date | None


class AcceptedOffer(Struct, frozen=True):
    """An offer that the candidate accepted: when that was done, and when it was recorded."""

    card: str
    company: str
    done: datetime
    recorded: datetime


class Elsewhere(Struct, frozen=True):
    """The offers among all cards that matter to the others."""

    offers: tuple[OpenOffer, ...] = ()
    accepted: tuple[AcceptedOffer, ...] = ()

    def offer_beside(self, card: Card, today: date) -> OpenOffer | None:
        """The offer on another card whose answer is due first; one with no day comes last.

        One whose day has passed by ``today`` is no news any more.
        """
        others = (
            offer
            for offer in self.offers
            if offer.card != card.id and (offer.answer_by or date.max) >= today
        )
        return min(others, key=lambda each: each.answer_by or date.max, default=None)

    def accepted_beside(self, card: Card) -> AcceptedOffer | None:
        """The offer on another card that was accepted since this one was added; the latest."""
        others = (
            each for each in self.accepted if each.card != card.id and each.recorded >= card.created
        )
        return max(others, key=lambda each: each.recorded, default=None)


def elsewhere(cards: Iterable[Card]) -> Elsewhere:
    """What the offers on these cards mean for the others."""
    made = [card for card in cards if card.offer is not None and card.deleted is None]
    return Elsewhere(
        offers=tuple(
            OpenOffer(card.id, card.company, card.offer.answer_by)
            for card in made
            if card.offer is not None and card.outcome is None
        ),
        accepted=tuple(
            AcceptedOffer(card.id, card.company, step.done, step.recorded)
            for card in made
            if card.outcome is Outcome.ACCEPTED and (step := _accepted(card)) is not None
        ),
    )


def around_now(
    cards: Mapping[str, Card], before: Mapping[str, Card], known: Elsewhere
) -> Elsewhere:
    """The same for all cards by id, where ``known`` was found among those that were here before."""
    if cards is before:
        return known
    changed = differing(cards, before) if before else []
    told = {each.card for each in known.offers} | {each.card for each in known.accepted}
    is_same = bool(before) and len(cards) >= len(before)
    if is_same and all(key not in told and cards[key].offer is None for key in changed):
        return known
    return elsewhere(with_offer(cards))


def _accepted(card: Card) -> Step | None:
    steps = (step for step in reversed(card.steps) if step.what is What.ACCEPTED)
    return next(steps, None)
