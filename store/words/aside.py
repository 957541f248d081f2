"""The words for what lies in the file and cannot be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store import say
from store.errors import UnreadableError
from store.records import Aside

_CARDS = "cards"


def in_short(aside: Sequence[Aside]) -> str:
    """How much there is: "1 card cannot be read"; "" for nothing."""
    cards = sum(each.table == _CARDS for each in aside)
    others = len(aside) - cards
    if cards and others:
        return f"{len(aside)} things in the file cannot be read"
    if cards:
        return f"{cards} {say.plural(cards, 'card', 'cards')} cannot be read"
    return f"{others} of your settings or words cannot be read" if others else ""


def told(aside: Sequence[Aside]) -> list[str]:
    """What to tell of it at the start: the first reason, and where to see them all."""
    if not aside:
        return []
    return [f"{aside[0].told}.", "It is kept in the file as it is: `afterword check` tells more."]


def unusable_templates(templates: Mapping[str, str]) -> list[str]:
    """A line for each changed template that cannot be read, and why."""
    lines: list[str] = []
    for kind, text in templates.items():
        from store.words.scripts.template import parse  # only who has changed one needs it

        try:
            parse(kind, text)
        except UnreadableError as error:
            lines.append(f"The usual words stand in for your script “{kind}”. {error}")
    return lines
