"""No two letters to one person share a sentence, and none says "again" of what never was."""

import re
from itertools import combinations

import pytest
from rapidfuzz import fuzz

from store.words.scripts.placeholders import KNOWN
from store.words.scripts.template import OPTIONAL, kinds, load, names_in
from tests.store.words.scripts.texts import EMAILS, LETTERS, options_of, scripts_of

THANKS_REPEATED = re.compile(r"\bthank\w*(?: \w+){0,2}? (?:again|once more)\b", re.IGNORECASE)
AGAIN = re.compile(r"[^.?!]*\b(?:again|once more|another round)\b", re.IGNORECASE)
OF_A_TIME_TO_COME = re.compile(
    r"(?:meet|paths cross|looking for someone|send it|when to ask|should I try) again"
    r"|Once more, the number"
)
"""What is "again" in a letter that nothing went before: a wish, an offer."""


@pytest.mark.parametrize("kind", kinds())
def test_again_is_said_only_of_what_came_before(kind: str) -> None:
    first = load(kind).body()
    for options in options_of(first):
        for option in options:
            assert "thanked" in option.needs or not THANKS_REPEATED.search(option.text)
    plain = OPTIONAL.sub("", first)
    assert not THANKS_REPEATED.search(plain)
    assert AGAIN.findall(OF_A_TIME_TO_COME.sub("", plain)) == []


def sentences_of(kind: str, turn: int) -> set[str]:
    """Every sentence that a variant can have, with its placeholders, for all facts and gaps."""
    names = {name: f"<{name}>" for name in KNOWN}
    found: set[str] = set()
    body = load(kind).body(turn)
    choosable = {name for options in options_of(body) for o in options for name in names_in(o.text)}
    for gone in (set(), *({name} for name in choosable)):
        known = {name: text for name, text in names.items() if name not in gone}
        for script in scripts_of(kind, turn, known):
            _, *paragraphs, _ = script.text.split("\n\n")
            found.update(re.split(r"(?<=[.?!])\s+|\n", " ".join(paragraphs)))
    return {sentence for sentence in found if len(re.sub("<[^>]*>", "", sentence).split()) > 3}


SET_PHRASE = re.compile(r"^I enjoyed talking about <hook>\.$")
"""A hook is told once a round, and each round has its own: only this phrase comes twice."""
TO_INTERVIEWERS = frozenset(
    {"follow-up-open", "follow-up-promised", "late-thanks", "moving-on", "thank-you-task"}
    | {"thank-you-panel", "thank-you-panel-2", "thank-you-panel-3"}
)
FAMILIES = (
    frozenset(kind for kind in EMAILS if kind.startswith("thank-you")),
    frozenset(kind for kind in EMAILS if kind.startswith(("follow-up-open", "follow-up-promised"))),
)


def never_both(one: tuple[str, int], other: tuple[str, int]) -> bool:
    """Whether no person can get both of these letters.

    A recruiter gets the letters to recruiters, and an interviewer gets the others. The kinds of a
    family are counted together, so the first variant of one is never sent after that of another.
    """
    (kind, turn), (other_kind, other_turn) = one, other
    to_recruiters = [each for each in (kind, other_kind) if each.endswith("-recruiter")]
    if len(to_recruiters) == 1 and {kind, other_kind} & TO_INTERVIEWERS:
        return True
    is_family = any({kind, other_kind} <= family for family in FAMILIES)
    return is_family and turn == other_turn == 0


def test_no_two_letters_to_one_person_share_a_sentence() -> None:
    said = {letter: sentences_of(*letter) for letter in LETTERS}
    assert all(said.values())
    shared = [
        (one, other, left, right)
        for one, other in combinations(LETTERS, 2)
        if not never_both(one, other)
        for left in said[one]
        for right in said[other]
        if fuzz.ratio(left, right) >= 85 and not SET_PHRASE.search(left)
    ]
    assert shared == []
