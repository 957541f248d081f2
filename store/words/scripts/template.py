"""Templates: a few header lines, an empty line, and the text with its [placeholders].

``{…}`` holds a part that is nice to have: it is left out whole while something in it is unknown.
``{Hi [contact],|Hello,}`` gives alternatives; the first one with nothing unknown is taken. One that
begins with ``if thanked:`` (or ``if thanked and several:``) is taken only where that is a fact; the
facts are in :mod:`.facts`. A line ``---`` stands between variants of the text: the second letter of
a kind to one person takes the second, so that nobody reads a sentence twice.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

from msgspec import Struct

from store.errors import UnreadableError
from store.text import clean
from store.words.scripts.facts import FACTS
from store.words.scripts.placeholders import KNOWN

PLACEHOLDER = re.compile(r"\[([^\[\]{}|]*)\]")
OPTIONAL = re.compile(r"\{([^{}]*)\}")
CONDITION = re.compile(r"\s*if ([\w -]+(?: and [\w -]+)*):\s*")

_VARIANTS = re.compile(r"\n\s*^ *---+ *$\n\s*", re.MULTILINE)
_LIKE_A_CONDITION = re.compile(r"\s*if\b([^.!?]{0,60}?):|\s*if +([\w -]+)", re.IGNORECASE)
_LINE = re.compile(r"^ *---+ *$", re.MULTILINE)
_EMPTY_LINE = re.compile(r"\n *\n")
_HEADERS = ("Title", "Medium", "Purpose", "Subject")
_TEXTS = Path(__file__).with_name("texts")
ENGLISH = "en"
"""The language whose texts say which kinds there are."""


class Medium(StrEnum):
    """How a script reaches its reader."""

    EMAIL = "email"
    SPEECH = "speech"
    MESSAGE = "message"


class Template(Struct, frozen=True, kw_only=True):
    """A script before it is filled; ``subject`` is "" for all but emails.

    ``bodies`` are the variants of its text, for one letter of the kind to a person after the other.
    """

    kind: str
    title: str
    medium: Medium
    purpose: str
    subject: str
    bodies: tuple[str, ...]

    def body(self, turn: int = 0) -> str:
        """The text for the letter that comes after ``turn`` others of its kind to the person."""
        return self.bodies[min(turn, len(self.bodies) - 1)]


class Option(Struct, frozen=True):
    """One of the alternatives in braces: its text, and the facts without which it is not taken."""

    text: str
    needs: frozenset[str]

    @classmethod
    def read(cls, source: str) -> Option:
        """The alternative written so, with or without a condition."""
        if found := CONDITION.match(source):
            needs = (" ".join(name.split()) for name in found[1].split(" and "))
            return cls(source[found.end() :], frozenset(needs))
        return cls(source, frozenset())


def name_in(brackets: str) -> str:
    """The placeholder meant by what stands in the brackets: blanks and capitals do not matter."""
    return " ".join(brackets.split()).casefold()


def names_in(text: str) -> tuple[str, ...]:
    """The placeholders of a text, in order of first appearance, once each."""
    return tuple(dict.fromkeys(name_in(found) for found in PLACEHOLDER.findall(text)))


def parse(kind: str, text: str) -> Template:
    """Read a template.

    Raises:
        UnreadableError: A header is missing or unknown, there is no text, a bracket or brace has
            no partner, a placeholder or a fact is not one of the known ones, or a variant is empty.
    """
    source = clean(text.removeprefix("\ufeff")).strip()
    head, *rest = _EMPTY_LINE.split(source, maxsplit=1)
    headers = _read_headers(kind, head)
    if not rest:
        raise UnreadableError(
            f'The script "{kind}" has no text. Put it after the header lines and an empty line.'
        )
    body = rest[0].strip()
    subject = headers.get("Subject", "")
    _check_signs(kind, f"{subject}\n{body}")
    _check_placeholders(kind, f"{subject}\n{body}")
    _check_facts(kind, f"{subject}\n{body}")
    bodies = tuple(_VARIANTS.split(body))
    _check_variants(kind, bodies)
    return Template(
        kind=kind,
        title=headers["Title"],
        medium=Medium(headers["Medium"]),
        purpose=headers["Purpose"],
        subject=subject,
        bodies=bodies,
    )


@cache
def kinds(language: str = ENGLISH) -> tuple[str, ...]:
    """The kinds of script that come with the program in a language, in alphabetical order."""
    names = (text.name for text in (_TEXTS / language).iterdir())
    return tuple(sorted(name.removesuffix(".txt") for name in names if name.endswith(".txt")))


def check_kind(kind: str) -> str:
    """The kind itself, when there is such a script.

    Raises:
        UnreadableError: There is none.
    """
    if kind not in kinds():
        raise UnreadableError(f'There is no script "{kind}". There are: {", ".join(kinds())}.')
    return kind


def source(kind: str, language: str = ENGLISH) -> str:
    """The text of a kind's file as it comes with the program, to edit or to go back to.

    Raises:
        UnreadableError: There is no such kind.
    """
    return (_TEXTS / language / f"{check_kind(kind)}.txt").read_text(encoding="utf-8")


@cache
def load(kind: str, language: str = ENGLISH) -> Template:
    """The template of a kind, as it comes with the program.

    Raises:
        UnreadableError: There is no such kind.
    """
    return parse(kind, source(kind, language))


def _read_headers(kind: str, head: str) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in head.splitlines():
        name, colon, value = line.partition(":")
        name = name.strip().capitalize()
        if not colon or name not in _HEADERS:
            raise UnreadableError(
                f'The script "{kind}" has a header line "{line.strip()}". Known are '
                f"{', '.join(_HEADERS)}; an empty line goes between them and the text."
            )
        headers[name] = value.strip()
    medium = headers.get("Medium", "").casefold()
    needed = _HEADERS if medium == Medium.EMAIL else _HEADERS[:3]
    for name in needed:
        if not headers.get(name):
            raise UnreadableError(
                f'The script "{kind}" has no {name}. Add a line "{name}: …" at its top.'
            )
    if medium not in set(Medium):
        raise UnreadableError(
            f'The script "{kind}" has the medium "{headers["Medium"]}". It can be email, speech '
            "or message."
        )
    if medium != Medium.EMAIL and "Subject" in headers:
        raise UnreadableError(
            f'The script "{kind}" is no email, so it has no subject. Take the Subject line out.'
        )
    return headers | {"Medium": medium}


def _check_signs(kind: str, text: str) -> None:
    flat = OPTIONAL.sub(r"\1", text)
    if "{" in flat or "}" in flat:
        raise UnreadableError(
            f'The script "{kind}" has a "{{" or "}}" too many. '
            "Each { needs its }, and none can stand inside another."
        )
    bare = PLACEHOLDER.sub("", flat)
    if "[" in bare or "]" in bare:
        raise UnreadableError(f'The script "{kind}" has a "[" or "]" too many. Each [ needs its ].')


def _check_placeholders(kind: str, text: str) -> None:
    found = dict.fromkeys(" ".join(name.split()) for name in PLACEHOLDER.findall(text))
    unknown = [f"[{name}]" for name in found if name_in(name) not in KNOWN]
    if unknown:
        raise UnreadableError(
            f'The script "{kind}" uses {", ".join(unknown)}, which cannot be filled in. '
            f"Known are {', '.join(f'[{name}]' for name in KNOWN)}."
        )


def _check_facts(kind: str, text: str) -> None:
    options = (option for part in OPTIONAL.findall(text) for option in part.split("|"))
    asked = dict.fromkeys(name for each in options for name in sorted(Option.read(each).needs))
    for option in (part.strip() for each in OPTIONAL.findall(text) for part in each.split("|")):
        if _is_amiss(option):
            raise UnreadableError(
                f'The script "{kind}" has "{option[:40]}" in braces. A condition is written '
                '"if thanked: …", or "if thanked and several: …".'
            )
    if unknown := [f'"{name}"' for name in asked if name not in FACTS]:
        raise UnreadableError(
            f'The script "{kind}" asks if {", ".join(unknown)}, which is not known. '
            f"It can ask if {', '.join(FACTS)}."
        )


def _is_amiss(option: str) -> bool:
    """Whether an alternative looks like one with a condition and is none: its colon is missing."""
    if CONDITION.match(option) or not (found := _LIKE_A_CONDITION.match(option)):
        return False
    if found[2] is None:
        return True
    begun = " ".join(found[2].split()).casefold()
    return any(f"{begun} ".startswith(f"{fact} ") for fact in FACTS)


def _check_variants(kind: str, bodies: tuple[str, ...]) -> None:
    if any(not body.strip() or _LINE.search(body) for body in bodies):
        raise UnreadableError(
            f'The script "{kind}" has a line "---" with no text before or after it. '
            "Such a line stands between two variants of the text."
        )
