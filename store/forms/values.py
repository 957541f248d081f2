"""Single values as a person types them: an address, a person in one line, a language."""

from __future__ import annotations

import re

from store.dates.names import quoted
from store.errors import UnreadableError
from store.records import Person
from store.text import clean_line

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_NAME_AND_EMAIL = re.compile(r"(?P<name>[^<>]*)<\s*(?P<email>[^<>]*?)\s*>")

LANGUAGES = {"en": ("English", "Englisch"), "de": ("German", "Deutsch")}
"""The languages that letters can be written in: the names that each code goes by."""


def check_email(address: str) -> str:
    """The address itself when it is empty or looks like one.

    Raises:
        UnreadableError: It is not a single plain address.
    """
    if address and not _EMAIL.fullmatch(address):
        raise UnreadableError(f'"{address}" is not an email address. Write it as dana@example.com.')
    return address


def check_language(text: str) -> str:
    """The code of a language typed as a code or a name ("de", "de-AT", "German"); "" stays "".

    Raises:
        UnreadableError: There are no letters in that language.
    """
    typed = text.strip().casefold()
    code = typed.replace("_", "-").partition("-")[0]
    if not code:
        return ""
    for known, names in LANGUAGES.items():
        if code in {known, *(name.casefold() for name in names)}:
            return known
    codes = " or ".join(f"{known} ({names[0]})" for known, names in LANGUAGES.items())
    raise UnreadableError(f"No letters in {quoted(text)} yet. Write {codes}.")


def read_person(text: str) -> Person:
    """A person written as "Dana Lee <dana@example.com>", a bare name, or a bare address.

    Raises:
        UnreadableError: What should be an address is not one.
    """
    text = clean_line(text)
    if match := _NAME_AND_EMAIL.fullmatch(text):
        address = match["email"]
        if not address:
            raise UnreadableError(f'"{text}" has no address between the brackets.')
        return Person(name=match["name"].strip(" \"'"), email=check_email(address))
    return Person(email=check_email(text)) if "@" in text else Person(name=text)
