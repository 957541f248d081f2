"""Names in capitals or in small letters, written as their owners would write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_PARTICLES = frozenset(
    {"af", "al", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos"}
    | {"du", "el", "ibn", "la", "las", "le", "los", "ten", "ter", "van", "vom", "von", "zu", "zum"}
    | {"zur"}
)
"""Words that belong to a surname, in small letters before the rest of it."""
_MAY_BE_GIVEN = frozenset({"al", "bin", "del", "di", "do", "el", "ten"})
"""Those that are a first name at the beginning: Al Green, Di Lee, Del Ray."""
_GIVEN_IN_TWO = frozenset({"al", "an", "ed", "em", "ib", "ng", "oz"})
"""Names of two letters that look like initials."""

_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]?|[^\W\d_]")
_MC = re.compile(r"(mc)([^\W\d_]{2,})")
_PARTS = re.compile(r"([-'’.])")
_VOWELS = set("aeiouy")


def set_right(words: Sequence[str]) -> list[str]:
    """The words of a name, those in capitals or in small letters as names are written.

    What is written with care stays as it is: "de la Cruz", "McKay", "D'Angelo", "JP". Other
    writings than Latin stay as they are.
    """
    whole = "".join(words)
    if has_other_letters(whole):
        return list(words)
    is_one_case = whole.isupper() or whole.islower()
    last = len(words) - 1
    return [_right(word, place, last, is_one_case=is_one_case) for place, word in enumerate(words)]


def is_surname_alone(words: Sequence[str]) -> bool:
    """Whether a name begins with the particles of a surname: "van der Berg", "de la Cruz"."""
    low = [word.lower() for word in words]
    count = next((n for n, word in enumerate(low) if word not in _PARTICLES), len(words) - 1)
    if count == 0:
        return False
    return count > 1 or (words[0].islower() and low[0] not in _MAY_BE_GIVEN)


def has_other_letters(text: str) -> bool:
    """Whether a letter is of another writing than Latin."""
    return any(
        character.isalpha() and "LATIN" not in unicodedata.name(character, "LATIN")
        for character in text
    )


def _right(word: str, place: int, last: int, *, is_one_case: bool) -> str:
    is_shouted, low = word.isupper(), word.lower()
    if not is_shouted and not word.islower():
        return word
    if _INITIALS.fullmatch(word):
        return word.upper()
    if low in _PARTICLES and place < last and (place > 0 or low not in _MAY_BE_GIVEN):
        return low
    if _are_initials(low, place, last, is_one_case=is_one_case or not is_shouted):
        return word.upper()
    if not is_one_case and not is_shouted and 0 < place < last:
        return word  # a particle of some other language
    return _capitalised(low)


def _are_initials(low: str, place: int, last: int, *, is_one_case: bool) -> bool:
    """Whether letters are initials ("jp", "DJ", "AJ") and no short name ("Ed", "Jo", "Ng")."""
    if not low.isascii() or not low.isalpha() or len(low) > 3 or low in _GIVEN_IN_TWO:
        return False
    if not is_one_case and len(low) == 2:
        return True  # the rest is written with care, and so is this
    if place == last > 0:
        return False
    if _VOWELS.isdisjoint(low):
        return True
    return len(low) == 2 and low[0] in _VOWELS and low[1] == "j"


def _capitalised(low: str) -> str:
    """A capital at the beginning, behind a hyphen, behind "O'" and in "McDonald"."""
    parts = _PARTS.split(low)
    for number in range(0, len(parts), 2):
        is_behind_apostrophe = number > 0 and parts[number - 1] in {"'", "’"}
        if not is_behind_apostrophe or len(parts[number]) > 2:
            parts[number] = _capital(parts[number])
    return "".join(parts)


def _capital(part: str) -> str:
    if match := _MC.fullmatch(part):
        return f"Mc{match[2].capitalize()}"
    return part[:1].upper() + part[1:]
