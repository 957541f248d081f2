"""Which company a mail or an invitation is about."""

from __future__ import annotations

from collections.abc import Sequence

from store.exchange.mail.services import domain_of
from store.exchange.mail.taken import Found


def company_of(people: Sequence[tuple[str, str]], subject: str, text: str) -> Found | None:
    """The company, and what says so; None where it is not sure.

    ``people`` are the name and the address of each, the sender or organizer first, without the
    candidate. ``text`` is what they wrote, without quotes of earlier mails.
    """
    for _, address in people:
        if label := domain_of(address).label:
            return Found(label.capitalize(), f"from the address {address}")
    return None
