"""The scripts of a card as its owner would see them, for the tests of the words."""

from collections.abc import Mapping

from pendulum import DateTime

from store.records import Card, Me, Person
from store.rules.board import entry
from store.rules.rules import Rules
from store.words.scripts import choose
from store.words.scripts.author import Author
from store.words.scripts.fill import Script

_BUILT_IN: Mapping[str, str] = {}
_USUAL = Rules()


def kinds_for(
    card: Card, now: DateTime, person: Person | None = None, rules: Rules = _USUAL
) -> tuple[str, ...]:
    """The kinds that fit the card as it is at ``now``."""
    return choose.kinds_for(entry(card, rules, now), rules, now, person)


def script_for(
    card: Card,
    me: Me,
    now: DateTime,
    kind: str | None = None,
    person: Person | None = None,
    *,
    rules: Rules = _USUAL,
    templates: Mapping[str, str] = _BUILT_IN,
) -> Script:
    """The script of the card as it is at ``now``."""
    author = Author(me, rules, templates)
    return choose.script_for(entry(card, rules, now), author, now, kind, person)
