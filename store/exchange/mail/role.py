"""Which post a mail or an invitation is about."""

from __future__ import annotations

from store.exchange.mail.taken import Found


def role_of(subject: str, text: str) -> Found | None:
    """The role, and what says so ("from the subject"); None where it is not sure."""
    return None
