"""The text of cards as it is searched: folded, kept with the card, and forgiving of misspelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from store.records import Card, Person, Round, Source, glance
from store.records.fields import Kind, fields_of
from store.text import JOINERS

_TWO_WRONG_FROM = 8  # letters; a word from here on may have two wrong, a shorter one has one
_GAP = re.compile(r"[^\d+]")
_LEFT_OUT = re.compile(f"[\u0300-\u036f{JOINERS}]")
_FIELD, _PART = "\0", "\1"  # between fields, and after the names: no card's own text has them
_PUNCTUATION = ".,;:!?()[]{}<>\"'“”‘’…&/-"


class Text(Struct, frozen=True, gc=False):
    """The searchable text of a card: the company, the other names, then everything else.

    One string holds all of it, for there may be ten thousand of them; the ends say what is where.
    ``source`` is the card, or what it is read from.
    """

    source: Source
    text: str
    company_end: int
    names_end: int


class Index:
    """The searchable text of cards, made when first asked for and kept while the card is the same.

    A card is frozen, and a change makes another, so what is the same object has the same text.
    """

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}
        self._read: dict[str, Text] = {}
        self._pieces: set[str] = set()
        self._words: set[str] = set()

    def text(self, source: Source) -> Text:
        """The text of a card, or of what it can be read from."""
        known = self._texts.get(source.id)
        if known is None or known.source is not source:
            known = self._texts[source.id] = _prepared(source)
        return known

    def prepare(self, cards: Iterable[Source]) -> bool:
        """Make ready what finding among these cards needs, and say whether there were any.

        Finding does it by itself; in small helpings beforehand, no key has to wait for it.
        """
        there_were = False
        for card in cards:
            self._read_words(self.text(card))
            there_were = True
        return there_were

    def like(self, word: str, texts: Iterable[Text]) -> dict[str, int]:
        """What stands in these texts that ``word`` may be meant for, with how much is wrong in it.

        A letter may be wrong, missing, too many, or swapped with the next; in a word of eight and
        more, two. A word that is longer than what was typed so far counts by its beginning.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        for text in texts:
            self._read_words(text)
        allowed = 2 if len(word) >= _TWO_WRONG_FROM else 1
        found: dict[str, int] = {}
        for length in (len(word), len(word) + 1):
            starts = {each[:length] for each in self._words if len(each) >= len(word) - allowed}
            close = process.extract(
                word,
                list(starts),
                scorer=OSA.distance,
                processor=None,
                score_cutoff=allowed,
                limit=None,
            )
            for start, wrong, _ in close:
                found[start] = min(int(wrong), found.get(start, allowed))
        return found

    def _read_words(self, text: Text) -> None:
        if self._read.get(text.source.id) is text:
            return
        self._read[text.source.id] = text
        spaced = text.text.replace(_FIELD, " ").replace(_PART, " ")
        new = set(spaced.split()) - self._pieces
        self._pieces |= new
        words = [each for each in new if "://" not in each]  # nobody types a link by heart
        self._words |= {each.strip(_PUNCTUATION) for each in words}


def fold(text: str) -> str:
    """Text made equal to what means the same: small letters, no accents or joiners, single blanks.

    Many people type the joiners of Persian and Hindi only where they see them.
    """
    text = text.casefold()
    if not text.isascii():
        text = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return " ".join(text.split())


def _prepared(source: Source) -> Text:
    card = glance(source)
    names: list[str] = []
    rest = [card.outcome or "", card.offer.what if card.offer else ""]
    for record in (card, *card.rounds, *(each for one in card.rounds for each in one.people)):
        for name, is_name, is_phone in _searched(type(record)):
            text = getattr(record, name)
            if is_name:  # a blank one too: the company comes first
                names.append(text)
            elif text:
                rest.append(text)
                if is_phone:
                    rest.append(_GAP.sub("", text))  # as it is typed without its gaps
    rest += [step.note for step in card.history if step.note]
    company, *others = names
    whole = f"{company}{_FIELD}{_FIELD.join(others)}{_PART}{_FIELD.join(rest)}"
    text = fold(whole).replace(f" {_FIELD}", _FIELD).replace(f"{_FIELD} ", _FIELD)
    return Text(source, text, text.index(_FIELD), text.index(_PART))


@cache
def _searched(record: type[Card | Round | Person]) -> tuple[tuple[str, bool, bool], ...]:
    """The name of each field that is searched, whether it is a name, and whether a number."""
    return tuple(
        (field.name, field.is_name, field.kind is Kind.PHONE)
        for field in fields_of(record)
        if field.is_searched
    )
