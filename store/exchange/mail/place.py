"""Where an interview is: the link of a video call, or an address."""

from __future__ import annotations

from store.exchange.mail.taken import Found


def place_of(location: str, text: str) -> Found | None:
    """The link of the call or the address, and what says so; None where it is not sure.

    ``location`` is the invitation's own field, "" where there is none.
    """
    return Found(location, "from the invitation's location") if location else None


def format_of(location: str, text: str) -> str:
    """ "video", "phone" or "on site"; "" where it is not sure."""
    return ""
