"""Who stands between the candidate and a company: agencies for staff."""

from __future__ import annotations


def is_between(address: str, text: str) -> bool:
    """Whether the writer says plainly that they recruit for somebody else, or is of an agency.

    ``text`` is what they wrote, with their signature, without quotes of earlier mails.
    """
    return False
