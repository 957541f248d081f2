"""What comes next on a card, in as few words as a line of keys has room for."""

from __future__ import annotations

from store.records import RECRUITER
from store.rules.board import Entry
from store.rules.stages import recipient
from store.words.cards import in_brief
from store.words.scripts.address import address


def next_step(entry: Entry) -> str:
    """What the card owes, with a name as short as one says it: "Email Dana", "Call the team".

    Before its day that stands behind it: "Thank Ruth (Tue 1 Dec)"; "" when nothing is owed.
    """
    person = recipient(entry.card)
    nobody = "the recruiter" if person and person.id == RECRUITER else "the team"
    return in_brief(entry, (address(person) if person else "") or nobody)
