"""A mail as a link that writes it, and a name for the file that holds its draft."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote

from store.text import clean, clean_line

MOST_CHARACTERS = 2000
"""The longest link: Windows and VTE's terminals refuse one of more than 2,083 characters."""

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=^_`{|}~-]+"
_ADDRESS = re.compile(
    rf"(?=.{{3,254}}\Z)(?=.{{1,64}}@){_LOCAL}(?:\.{_LOCAL})*@{_LABEL}(?:\.{_LABEL})*"
)
_NAMED = re.compile(r"([^<>]*)<([^<>]*)>")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


class Mailto(NamedTuple):
    """A ``mailto:`` link. ``whole`` is False where something had to be left out of it."""

    link: str
    whole: bool


def mailto(to: str, subject: str, body: str) -> Mailto:
    """The link that opens the mail in the person's own mail program (RFC 6068).

    ``to`` is "dana@globex.com" or "Dana Lee <dana@globex.com>"; anything but one plain ASCII
    address leaves the recipient out. A link of more than :data:`MOST_CHARACTERS` loses its body,
    and its subject if it must; ``whole`` then says so.
    """
    address = quote(named_address(to)[1], safe="@")
    subject_field = _field("subject", clean_line(subject))
    body_field = _field("body", clean(body))
    fields = (subject_field, body_field)
    for kept in (fields, (subject_field, ""), ("", "")):
        query = "&".join(filter(None, kept))
        link = f"mailto:{address}?{query}" if query else f"mailto:{address}"
        if len(link) <= MOST_CHARACTERS:
            break
    return Mailto(link, whole=kept == fields)


def eml_name(company: str, kind: str) -> str:
    """A file name for the draft, of at most 80 characters: "afterword-globex-follow-up.eml".

    It is made of ASCII letters, digits and dashes only; what has none of them is left out.
    """
    ending = _slug(kind)[:30].strip("-")
    room = 80 - len("afterword--.eml") - len(ending)
    parts = ("afterword", _slug(company)[:room].strip("-"), ending)
    return "-".join(filter(None, parts)) + ".eml"


def _field(name: str, text: str) -> str:
    """One ``name=value`` of a link; "" for no text. Line breaks are CRLF, as RFC 6068 wants."""
    value = quote(text.replace("\n", "\r\n"), safe="")
    return f"{name}={value}" if value else ""


def named_address(text: str) -> tuple[str, str]:
    """The name and the address in "Name <address>" or "address"; "" for an address that is none."""
    line = clean_line(text)
    named = _NAMED.fullmatch(line)
    name, address = (named[1].strip(), named[2].strip()) if named else ("", line)
    return name, address if _ADDRESS.fullmatch(address) else ""


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_A_NAME.sub("-", plain).strip("-")
