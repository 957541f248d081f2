"""Words by which the name of a post is known: analyst, engineer, Pflegefachkraft."""

from __future__ import annotations


def names_a_role(text: str) -> bool:
    """Whether one of the words is what somebody can be employed as."""
    return False
