"""A template with its values put in: text, values, and gaps that stand out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Literal

from msgspec import Struct

from store.words.scripts.placeholders import KNOWN
from store.words.scripts.template import (
    OPTIONAL,
    PLACEHOLDER,
    Medium,
    Option,
    Template,
    name_in,
    names_in,
)

WORDS_PER_MINUTE = 150
LONGEST_SUBJECT = 60
"""Characters of a subject that a phone shows whole; one in a thread is as long as it was."""

_LEFT_OUT = "\1"  # no template holds one: reading it made control characters visible
_PARAGRAPHS_GONE = re.compile(rf"(?:\A|(?<=\n\n))(?: *(?:{_LEFT_OUT} *)+\n)+\n*")
_LINES_GONE = re.compile(rf"^ *(?:{_LEFT_OUT} *)+(?:\n|\Z)", re.MULTILINE)
_GONE = re.compile(rf"( *)(?:{_LEFT_OUT} *)+")
_CLOSES = frozenset("\n.,;:!?)")


class Piece(Struct, frozen=True):
    """A stretch of a script: the template's own text, a value put in, or a gap with its label.

    ``name`` is that of the placeholder which a value or a gap stands for.
    """

    text: str
    kind: Literal["text", "value", "gap"]
    name: str = ""


class Script(Struct, frozen=True, kw_only=True):
    """A filled template. ``gaps`` names the unknown placeholders in order, once each."""

    kind: str
    title: str
    medium: Medium
    purpose: str
    subject: tuple[Piece, ...]
    body: tuple[Piece, ...]
    gaps: tuple[str, ...]

    @property
    def text(self) -> str:
        """The body as plain text, gaps as their labels."""
        return "".join(piece.text for piece in self.body)

    @property
    def subject_text(self) -> str:
        """The subject as plain text; "" for what is spoken."""
        return "".join(piece.text for piece in self.subject)

    @property
    def words(self) -> int:
        """How many words the body has. An email's greeting and signature are not counted."""
        return len(self._counted.split())

    @property
    def seconds(self) -> int:
        """How long it takes to say at 150 words a minute; each digit of a long number is a word."""
        spoken = sum(_spoken_words(word) for word in self._counted.split())
        return round(spoken * 60 / WORDS_PER_MINUTE)

    @property
    def _counted(self) -> str:
        if self.medium is not Medium.EMAIL:
            return self.text
        letter, _, signature = self.text.rpartition("\n\n")
        greeting, _, rest = letter.partition("\n\n")
        return (rest if rest and greeting.endswith((",", ":")) else letter) or signature


def fill(
    template: Template,
    values: Mapping[str, str],
    facts: Collection[str] = frozenset(),
    turn: int = 0,
) -> Script:
    """Put the values in, literally; a value that is missing or blank is unknown.

    An optional part with something unknown is left out, together with the blank or the line it
    would leave behind, and so is one that asks for what is none of the ``facts``. Any other unknown
    placeholder becomes a gap. ``turn`` counts the letters of this kind that went before.
    """
    known = {name for name, value in values.items() if value.strip()}

    def fits(option: Option) -> bool:
        return known.issuperset(names_in(option.text)) and option.needs.issubset(facts)

    def is_short(option: Option) -> bool:
        text = "".join(piece.text for piece in _pieces(option.text, values, known))
        return text.startswith("Re:") or len(text) <= LONGEST_SUBJECT

    subject = _chosen(template.subject, lambda option: fits(option) and is_short(option))
    subject = subject or _chosen(template.subject, fits)  # a long one is better than none
    body = _chosen(template.body(turn), fits)
    return Script(
        kind=template.kind,
        title=template.title,
        medium=template.medium,
        purpose=template.purpose,
        subject=_pieces(subject, values, known),
        body=_pieces(body, values, known),
        gaps=tuple(name for name in names_in(f"{subject}\n{body}") if name not in known),
    )


def _chosen(source: str, fits: Callable[[Option], bool]) -> str:
    """The template's text with its optional parts decided."""

    def choose(part: re.Match[str]) -> str:
        options = (Option.read(option) for option in part[1].split("|"))
        return next((option.text for option in options if fits(option)), "") or _LEFT_OUT

    text = OPTIONAL.sub(choose, source)
    text = _PARAGRAPHS_GONE.sub("", text)
    text = _LINES_GONE.sub("", text)
    return _GONE.sub(_close_up, text).strip()


def _close_up(gone: re.Match[str]) -> str:
    """The blank, if any, that stays between what stood before and after a part left out."""
    before = gone.string[gone.start() - 1 : gone.start()]
    after = gone.string[gone.end() : gone.end() + 1]
    if before in {"", "\n", "("}:
        return gone[1]  # the blank that indents a line
    return " " if " " in gone[0] and after and after not in _CLOSES else ""


def _pieces(text: str, values: Mapping[str, str], known: set[str]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for index, found in enumerate(PLACEHOLDER.split(text)):
        if index % 2:  # what the pattern captured: a placeholder's name
            name = name_in(found)
            unknown = Piece(f"[{KNOWN[name].label}]", "gap", name)
            value = Piece(_as_written(values.get(name, ""), found), "value", name)
            pieces.append(value if name in known else unknown)
        elif rest := _after(pieces[-1], found) if pieces else found:
            pieces.append(Piece(rest, "text"))
    return tuple(pieces)


def _as_written(value: str, placeholder: str) -> str:
    """The value; "[The role]" at the start of a sentence has a capital letter."""
    return value[:1].upper() + value[1:] if placeholder.lstrip().startswith("The ") else value


def _after(previous: Piece, text: str) -> str:
    """The text without its full stop where the value before ends the sentence: "at Acme Inc."."""
    ended = previous.kind == "value" and previous.text.endswith((".", "!", "?"))
    return text.removeprefix(".") if ended else text


def _spoken_words(word: str) -> int:
    digits = sum(sign.isdigit() for sign in word)
    return digits if digits > 2 else 1
