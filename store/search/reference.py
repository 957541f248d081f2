"""Which card a short name means, as somebody types it into a shell."""

from __future__ import annotations

from collections.abc import Sequence

from store.errors import UnreadableError
from store.records import Card


def find(cards: Sequence[Card], reference: str) -> Card:
    """The card meant by an id, a unique beginning of one, or a unique company name.

    Raises:
        UnreadableError: No card, or more than one, fits.
    """
    wanted = " ".join(reference.split()).casefold()
    for fits in (
        [card for card in cards if card.id == wanted],
        [card for card in cards if card.company.casefold() == wanted],
        [card for card in cards if wanted and card.id.startswith(wanted)],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            named = ", ".join(f"{card.id} ({card.role or 'no role'})" for card in fits[:4])
            raise UnreadableError(f'"{reference}" fits {len(fits)} cards: {named}. Use an id.')
    raise UnreadableError(f'No card fits "{reference}". `afterword list` shows them all.')
