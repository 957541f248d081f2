"""How to address a person whose name was typed in one line."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile
from typing import NamedTuple

from store.records import Person
from store.text import clean_line
from store.words.scripts.nobody import names_nobody
from store.words.scripts.spelling import has_other_letters, is_surname_alone, set_right

_TITLES_TEXT = """
    capt col dr dr-ing father fr frau herr hr judge madame miss mlle mme monsieur mr mrs ms mx
    pastor prof professor rabbi rev señor señora sgt
"""
_TITLES = frozenset(_TITLES_TEXT.split())
_BEFORE_TITLES = frozenset({"frau", "herr"})  # "Herr Dr. Lee": neither is left out
_OF_KNIGHTS = frozenset({"dame", "sir"})  # these go with the first name
_SUFFIXES = frozenset(
    {"ba", "bsc", "cpa", "dds", "esq", "ii", "iii", "iv", "jd", "jr", "llm", "ma", "mba", "md"}
    | {"msc", "pe", "phd", "phr", "pmp", "rn", "sphr", "sr"}
)
_BEHIND_A_COMMA_ONLY = frozenset({"ba", "ma", "pe"})  # else they may be a surname
_INITIAL = re.compile(r"(?:\w\.)+|\w")
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^][]*\]|<[^<>]*>")
_PRONOUNS = re.compile(r"\b(?:she|he|they|ze|xe|sie|er)\s?/\s?\w+(?:\s?/\s?\w+)?", re.IGNORECASE)
_AND_MORE = re.compile(r"\s+[-–—/@]+\s.*|\s*[|•·;:].*|\s+(?:at|from)\s.*|\s--+.*")
_LEAD_IN = re.compile(
    r"^(?:dear|hi|hello|hey|hallo|liebe|lieber|(?:\w+ )?with)\s+(?=\w)", re.IGNORECASE
)
_POST_FIRST = re.compile(r"^([^:]+):\s*(?=\w)")
_HERR = re.compile(r"^(?:Hr|Fr)\.\s+")
_EMOJI = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
    "[\u200d\u20e3\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
)
_AND = re.compile(r"\s+(and|und|&)\s+", re.IGNORECASE)
_LAST_DOT = re.compile(r"(?<=\w{3})\.$")
_AROUND = " \"'“”„‘’«»!?;*_~,"


class _Name(NamedTuple):
    """A name set right: the titles before it, and its words in the order they are said."""

    titles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def address(person: Person) -> str:
    """How to address a person: as the card says, else by their name; "" for nobody to address."""
    return clean_line(person.address_as) or first_name(person.name)


def first_name(name: str) -> str:
    """The name after "Hello": "Dana" for "Dana Lee", "Dr. Lee" for "Dr. Dana Lee".

    "Lee, Dana" is read as Dana Lee, "DANA LEE" and "dana lee" are set right; what stands beside a
    name ("(she/her)", ", PhD", "- Recruiter") is left out. Titles ask for the surname, with its
    particles ("Dr. de la Cruz"); where the first name is an initial, the next name or else the
    whole is taken, and so it is for a surname alone ("van der Berg") and in another writing than
    Latin. It is "" when there is nobody to address: no name, an email address, a title alone, "HR".
    """
    return _each(name, _addressed)


def proper(name: str) -> str:
    """The whole name set right, with its titles: "Dr. Dana Lee" for "LEE, Dr. Dana, PhD".

    It is "" where :func:`first_name` is: what names nobody is no name.
    """
    return _each(name, lambda read: " ".join((*read.titles, *read.words)) if read.words else "")


def _each(name: str, say: Callable[[_Name], str]) -> str:
    """What is said of the one person on the line, or of both: "Dana and Tom"."""
    line = _EMOJI.sub(" ", _ASIDE.sub(" ", clean_line(name)))
    first, *more = _AND.split(line)
    if len(more) == 2:
        one, other = say(_read(first)), say(_read(more[1]))
        return f"{one} {more[0].lower()} {other}" if one and other else one or other
    return say(_read(line))


def _addressed(read: _Name) -> str:
    titles, words = read
    if not words:
        return ""
    if titles and _plain(titles[0]) in _OF_KNIGHTS:
        return f"{titles[0]} {words[0]}"
    if titles:
        kept = 2 if _plain(titles[0]) in _BEFORE_TITLES else 1
        return " ".join((*titles[:kept], _surname(list(words))))
    if has_other_letters(words[0]) or is_surname_alone(words):
        return " ".join(words)
    if not _INITIAL.fullmatch(words[0]):
        return words[0]
    middle = [word for word in words[1:-1] if not _INITIAL.fullmatch(word)]
    return middle[0] if middle else " ".join(words)


def _read(line: str) -> _Name:
    """The name that a line holds; one without words where it names nobody."""
    line = _PRONOUNS.sub(" ", line)
    if (post := _POST_FIRST.match(line)) and names_nobody(post[1]):
        line = line[post.end() :]  # "Recruiter: Dana Lee"
    line = _LEAD_IN.sub("", _AND_MORE.sub("", line).strip(_AROUND))
    surname, _, given = line.partition(",")
    if "@" in line or names_nobody(_HERR.sub("", surname)):
        return _Name()
    before = _without_suffixes(_words(surname))
    after = [word for word in _words(given.replace(",", " ")) if _plain(word) not in _SUFFIXES]
    is_turned = bool(before) and len(_surname(set_right(before)).split()) == len(before)
    is_turned = is_turned and len(after) in {1, 2} and not names_nobody(given)
    words = after + before if is_turned else before
    titles = list(takewhile(_is_title, words))
    names = words[len(titles) :]
    if not names or any(character.isdigit() for character in names[0]):
        return _Name()
    right = [_LAST_DOT.sub("", word) for word in set_right(names)]
    return _Name(tuple(map(_title, titles)), tuple(right))


def _plain(word: str) -> str:
    return word.replace(".", "").casefold()


def _is_title(word: str) -> bool:
    return _plain(word) in _TITLES | _OF_KNIGHTS


def _title(word: str) -> str:
    return word.capitalize() if word.islower() or word.isupper() else word


def _words(text: str) -> list[str]:
    """The words with a letter in them, without the quotes around them."""
    stripped = (word.strip(_AROUND) for word in text.split())
    return [word for word in stripped if any(character.isalnum() for character in word)]


def _without_suffixes(words: list[str]) -> list[str]:
    """The words without "Jr." and degrees; the first is kept, since "J.R." is a first name."""
    degrees = _SUFFIXES - _BEHIND_A_COMMA_ONLY
    return words[:1] + [word for word in words[1:] if _plain(word) not in degrees]


def _surname(names: list[str]) -> str:
    """The last name with the particles before it, which are the words in small letters."""
    start = len(names) - 1
    while start > 0 and names[start - 1].islower():
        start -= 1
    return " ".join(names[start:])
