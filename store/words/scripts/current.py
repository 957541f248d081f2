"""The words for a card as they are now: its own words, else the template's, filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pendulum import DateTime

from store.history.actions import own_words_key
from store.records import Card, Me
from store.rules.stages import Owes, owes, recipient
from store.words.scripts.checks import Check, checks
from store.words.scripts.choose import kinds_for, script_for
from store.words.scripts.edited import from_text
from store.words.scripts.fill import Script

Templates = Mapping[str, str]


def offered(card: Card, now: DateTime) -> tuple[str, ...]:
    """The kinds of scripts that fit the card, the one to use first in front."""
    return kinds_for(card, now)


def words_for(
    card: Card, me: Me, now: DateTime, templates: Templates, kind: str | None = None
) -> Script:
    """The script of a kind, by default the first that fits, in the card's own words if it has some.

    Raises:
        UnreadableError: There is no such kind.
    """
    script = script_for(card, me, now, kind, templates=templates)
    own = card.own_words.get(own_words_key(card, script.kind)) if card.own_words else None
    return from_text(own, script) if own else script


def advice(
    script: Script, card: Card, me: Me, now: DateTime, templates: Templates
) -> tuple[Check, ...]:
    """What the checks say of the script, the notes to the rest of a panel included."""
    return checks(script, card, me, _other_notes(card, me, now, templates))


def _other_notes(card: Card, me: Me, now: DateTime, templates: Templates) -> Sequence[str]:
    if len(card.round.people) < 2 or owes(card) is not Owes.THANK:
        return ()
    addressee = recipient(card)
    return [
        script_for(card, me, now, person=person, templates=templates).text
        for person in card.round.people
        if person != addressee
    ]
