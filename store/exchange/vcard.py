"""People as vCards, for the address book of a phone or a mail program.

They are of version 3.0 (RFC 2426): every address book reads it, many phones nothing newer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from store.records import RECRUITER, Card, Person
from store.text import clean_line
from store.words.deliver.links import tel

_SPECIAL = re.compile(r"([\\,;])")
_PLAIN_NUMBER = re.compile(r"\+?[\d\s().\-/]+")
_MOST_BYTES = 75  # of a line, which goes on after a line break and a blank


class VCard(Struct, frozen=True):
    """A person with the company they are known from; ``uid`` stays theirs."""

    uid: str
    person: Person
    company: str


def vcard(person: Person, card: Card) -> VCard:
    """A person of a card; a recruiter is not of the card's company."""
    company = "" if person.id == RECRUITER else card.company
    return VCard(f"{card.id}-{person.id}@afterword", person, company)


def vcards(cards: Iterable[Card]) -> tuple[VCard, ...]:
    """Everybody on the cards who has an address or a number, each of them once.

    Who has the address of somebody before, or without one the name at the same company, is the
    same person: what is missing there is filled in.
    """
    found: dict[tuple[str, str], VCard] = {}
    for card in cards:
        for person in _people(card):
            known = vcard(person, card)
            by_name = (person.name.casefold(), known.company)
            key = ("", person.email.casefold()) if person.email else by_name
            found[key] = _together(found[key], known) if key in found else known
    return tuple(found.values())


def as_vcf(vcards: Iterable[VCard]) -> bytes:
    """The vCards as a ``.vcf`` file: UTF-8, with lines as RFC 2426 wants them."""
    return b"".join(_folded(line) for each in vcards for line in _lines(each))


def for_code(vcard: VCard) -> str:
    """A vCard with no more than a code for a phone needs, in lines that are not folded."""
    wanted = ("BEGIN", "VERSION", "N:", "FN", "ORG", "TEL", "EMAIL", "END")
    return "\r\n".join(line for line in _lines(vcard) if line.startswith(wanted))


def _people(card: Card) -> Iterator[Person]:
    met = [person for interview in reversed(card.rounds) for person in interview.people]
    recruiter = [card.known_recruiter] if card.known_recruiter else []
    yield from (each for each in (*met, *recruiter) if each.email or each.phone)


def _together(one: VCard, other: VCard) -> VCard:
    names = ("name", "title", "email", "phone")
    lacking = {name: getattr(other.person, name) for name in names if not getattr(one.person, name)}
    return replace(one, person=replace(one.person, **lacking), company=one.company or other.company)


def _lines(vcard: VCard) -> Iterator[str]:
    person = vcard.person
    name = clean_line(person.name) or clean_line(person.email) or clean_line(person.phone)
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    # Which part is the family name is not known: so the whole stands where it is shown first.
    yield f"N:;{_text(name)};;;"
    yield f"FN:{_text(name)}"
    if vcard.company:
        yield f"ORG:{_text(vcard.company)}"
    if person.title:
        yield f"TITLE:{_text(person.title)}"
    if number := _number(person.phone):
        yield f"TEL;TYPE=WORK,VOICE:{number}"
    if person.email:
        yield f"EMAIL;TYPE=INTERNET:{_text(person.email)}"
    yield f"UID:{_text(vcard.uid)}"
    yield "END:VCARD"


def _number(phone: str) -> str:
    """The number as it was typed; of one with more beside it, what would be dialled."""
    typed = clean_line(phone)
    if not tel(phone) or _PLAIN_NUMBER.fullmatch(typed):
        return typed if tel(phone) else ""
    return tel(phone).removeprefix("tel:").replace(";ext=", ",")


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", clean_line(text))


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 bytes, none of which ends within a character."""
    pieces, piece = [], b""
    for character in line:
        encoded = character.encode("utf-8", "replace")
        if len(piece) + len(encoded) > _MOST_BYTES:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
