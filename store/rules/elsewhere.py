"""What the offers on other cards mean for a card: one to tell them of, or one that was accepted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from store.records import Card, Outcome, What


class OpenOffer(Struct, frozen=True):
    """An offer that waits for an answer: whose, and by which day (None: no day)."""

    card: str
    company: str
    answer_by: date | None


class AcceptedOffer(Struct, frozen=True):
    """An offer that the candidate accepted, and when."""

    card: str
    company: str
    at: datetime


class Elsewhere(Struct, frozen=True):
    """The offers among all cards that matter to the others."""

    offers: tuple[OpenOffer, ...] = ()
    accepted: tuple[AcceptedOffer, ...] = ()

    def offer_beside(self, card: Card) -> OpenOffer | None:
        """The offer on another card whose answer is due first; one with no day comes last."""
        others = (offer for offer in self.offers if offer.card != card.id)
        return min(others, key=lambda each: each.answer_by or date.max, default=None)

    def accepted_beside(self, card: Card) -> AcceptedOffer | None:
        """The offer on another card that was accepted since this one was added; the latest."""
        others = (
            each for each in self.accepted if each.card != card.id and each.at >= card.created
        )
        return max(others, key=lambda each: each.at, default=None)


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
            AcceptedOffer(card.id, card.company, _accepted_at(card))
            for card in made
            if card.outcome is Outcome.ACCEPTED
        ),
    )


def _accepted_at(card: Card) -> datetime:
    accepted = (step.recorded for step in reversed(card.steps) if step.what is What.ACCEPTED)
    return next(accepted, card.created)
