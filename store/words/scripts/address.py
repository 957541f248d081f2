"""How to address a person whose name was typed in one line."""

from __future__ import annotations

import re
from itertools import takewhile

_TITLES = frozenset(
    {"capt", "col", "dr", "frau", "herr", "judge", "miss", "mr", "mrs", "ms", "mx", "prof"}
    | {"professor", "rev", "sgt"}
)
_SUFFIXES = frozenset({"esq", "ii", "iii", "iv", "jr", "mba", "md", "msc", "phd", "sr"})
_INITIAL = re.compile(r"(?:\w\.)+|\w")
_ASIDE = re.compile(r"\([^()]*\)")


def _plain(word: str) -> str:
    return word.replace(".", "").casefold()


def first_name(name: str) -> str:
    """The name after "Hello": "Dana" for "Dana Lee", "Dr. Lee" for "Dr. Dana Lee".

    "Lee, Dana" is read as Dana Lee. Titles ask for the surname, with its particles ("Dr. de la
    Cruz"); where the first name is an initial, the next name or else the whole is taken. It is ""
    when there is nothing to address anyone by: no name, an email address, a title alone.
    """
    surname, _, given = _ASIDE.sub(" ", name).partition(",")
    before = _without_suffixes(surname.split())
    after = [word for word in given.replace(",", " ").split() if _plain(word) not in _SUFFIXES]
    turned = len(_surname(before).split()) == len(before) and len(after) in {1, 2}
    words = after + before if turned else before
    titles = list(takewhile(lambda word: _plain(word) in _TITLES, words))
    names = words[len(titles) :]
    if not names or "@" in name:
        return ""
    if titles:
        return f"{titles[0]} {_surname(names)}"
    if not _INITIAL.fullmatch(names[0]):
        return names[0]
    middle = [word for word in names[1:-1] if not _INITIAL.fullmatch(word)]
    return middle[0] if middle else " ".join(names)


def _without_suffixes(words: list[str]) -> list[str]:
    """The words without "Jr." and degrees; the first is kept, since "J.R." is a first name."""
    return words[:1] + [word for word in words[1:] if _plain(word) not in _SUFFIXES]


def _surname(names: list[str]) -> str:
    """The last name with the particles before it, which are the words in small letters."""
    start = len(names) - 1
    while start > 0 and names[start - 1].islower():
        start -= 1
    return " ".join(names[start:])
