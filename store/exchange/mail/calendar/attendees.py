"""Whom one will meet by an invitation: its people, without rooms, services, and oneself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple
from urllib.parse import unquote

from store import say
from store.exchange.mail.calendar.lines import MOST_PEOPLE, Line
from store.exchange.mail.facts.services import (
    APPLICANT_SYSTEMS,
    JOB_BOARDS,
    NOTE_TAKERS,
    SCHEDULING,
    SENDING,
    VIDEO,
    domain_of,
    is_under,
)
from store.text import clean_line

_MOST_TAKEN = 20
"""The most people that are taken from one invitation: of more, nobody knows whom one will meet."""
_LONGEST_NAME = 120

_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\]{1,64}@[^\s@<>\"(),:;\\]{1,250}")
_ROBOT = re.compile(
    r"(?:(?:no|do[._-]?not|never)[._-]?reply|notifications?|mailer|automated|calendar"
    r"(?:-invite|-notification)?s?|invitations?|invites?|bookings?|scheduling|scheduler"
    r"|postmaster|bounces?)(?:[+._-].*)?",
    re.IGNORECASE,
)
_NOBODYS = (
    (APPLICANT_SYSTEMS | JOB_BOARDS | SCHEDULING | SENDING | VIDEO | NOTE_TAKERS)
    # At these companies' own domains people work, too.
    - {"google.com", "onmicrosoft.com"}
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_ROOM = re.compile(
    r"\b(?:(?:meeting|conference|board|conf|interview|zoom|huddle)[ -]?room|conf(?:\.|erence)? room"
    r"|room [\w.]{1,5}|besprechungsraum|konferenzraum|sitzungszimmer)\b",
    re.IGNORECASE,
)
_NOT_A_FIRST_NAME = re.compile(
    r"(?:jr|sr|ii+|iv|ph\.?d|m\.?d|mba|esq|dr|prof|pmp|cpa|phr|shrm(?:-s?cp)?)\.?", re.IGNORECASE
)
_LAST_FIRST = re.compile(r"(?P<last>[^\W\d][\w'’ .-]*), (?P<first>[^\W\d][\w'’ .-]*)")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_OF_NOTES = re.compile(r"(?:CN=)?(?P<name>[^/=]+)(?:/(?:OU?=|C=)?[^/=]+)+")  # "Dana Lee/Harbor"


class Guest(NamedTuple):
    """Somebody in an invitation; ``is_organizer`` says that it is from them."""

    name: str
    email: str
    is_organizer: bool = False


class Guests(NamedTuple):
    """The people one will meet, the organizer first; what was left out, and why.

    ``names`` are the names and addresses of all of theirs, also of rooms and services: they may
    tell the company.
    """

    people: tuple[Guest, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


def guests_of(lines: Iterable[tuple[bool, Line]], mine: Collection[str]) -> Guests:
    """Whom one will meet: the organizer and those who are to be there, but for ``mine``.

    Where none of ``mine`` is among them, whoever is not of the organizer's company may be the
    candidate under another address, and is left out.
    """
    listed = list(lines)
    own = {address.casefold() for address in mine}
    found: dict[str, Guest] = {}
    others: list[tuple[str, str]] = []
    declined: list[str] = []
    is_known = False
    for is_organizer, line in sorted(listed[:MOST_PEOPLE], key=lambda each: not each[0]):
        guest = Guest(_name_of(line), _address_of(line), is_organizer)
        if guest.email.casefold() in own:
            is_known = True
        elif not _is_person(guest, line) or not (guest.name or guest.email):
            if guest.email.rpartition("@")[2].casefold() not in NOTE_TAKERS:
                others.append((guest.name, guest.email))
        elif line.params.get("PARTSTAT", "").upper() == "DECLINED" and not is_organizer:
            declined.append(guest.name or guest.email)
        else:
            key = guest.email.casefold() or guest.name.casefold()
            known = found.get(key, guest)
            found[key] = known._replace(name=known.name or guest.name)
    people = list(found.values())
    doubts = [f"{say.listed(declined[:3])} declined: not taken."] if declined else []
    if not is_known:
        people, unsure = _without_strangers(people)
        if unsure:
            who = say.listed([guest.email or guest.name for guest in unsure][:3])
            whether = f"{who} may be you" if len(unsure) == 1 else f"One of {who} may be you"
            doubts.append(f"{whether}: not taken.")
    names = tuple((guest.name, guest.email) for guest in people) + tuple(others)
    if len(people) > _MOST_TAKEN or len(listed) > MOST_PEOPLE:
        return Guests(
            tuple(guest for guest in people if guest.is_organizer),
            names,
            (*doubts, "So many are invited that only the organizer was taken."),
        )
    return Guests(tuple(people), names, tuple(doubts))


def _is_person(guest: Guest, line: Line) -> bool:
    """Whether it is somebody who is to be there: no room, no service, nobody who need not come."""
    if line.params.get("CUTYPE", "INDIVIDUAL").upper() not in {"INDIVIDUAL", "UNKNOWN", ""}:
        return False
    if line.params.get("ROLE", "").upper() in {"OPT-PARTICIPANT", "NON-PARTICIPANT"}:
        return guest.is_organizer
    local, _, host = guest.email.casefold().rpartition("@")
    if _ROBOT.fullmatch(local) or _ROOM.search(guest.name) or host in NOTE_TAKERS:
        return False
    if not is_under(host, _NOBODYS):
        return True
    # Who works at such a service is called there by name.
    names = {word.casefold() for word in _WORD.findall(guest.name)}
    is_named = len(names) > 1 and bool(names & set(_WORD.findall(local)))
    return is_named and host in _NOBODYS and not domain_of(guest.email).label


def _without_strangers(people: list[Guest]) -> tuple[list[Guest], list[Guest]]:
    """Those of the organizer's company, and those who may be the candidate."""
    organizer = next((guest for guest in people if guest.is_organizer), None)
    company = domain_of(organizer.email).name if organizer else ""
    is_company = bool(organizer and domain_of(organizer.email).label)
    kept: list[Guest] = []
    unsure: list[Guest] = []
    for guest in people:
        domain = domain_of(guest.email)
        is_stranger = domain.name != company if is_company else not domain.label
        (unsure if is_stranger and not guest.is_organizer else kept).append(guest)
    return kept, unsure


def _address_of(line: Line) -> str:
    for text in (line.value, line.params.get("EMAIL", "")):
        plain = re.sub(r"(?i)^\s*mailto:", "", text).partition("?")[0].strip(" <>'\"")
        if _ADDRESS.fullmatch(plain) or _ADDRESS.fullmatch(plain := unquote(plain)):
            return clean_line(plain)
    return ""


def _name_of(line: Line) -> str:
    return _person_name(line.params.get("CN", ""))


def _person_name(text: str) -> str:
    """A name as an address book has it, as it is said: "Lee, Dana (Harbor)" is Dana Lee.

    "" where it is no name, but an address.
    """
    name = clean_line(text[:500]).strip(" '\"")
    name = clean_line(_ASIDE.sub("", name)) or name
    if match := _OF_NOTES.fullmatch(name):
        name = match["name"].strip()
    if "@" in name or not any(map(str.isalpha, name)) or len(name) > _LONGEST_NAME:
        return ""
    turned = _LAST_FIRST.fullmatch(name)
    if turned and not _NOT_A_FIRST_NAME.fullmatch(turned["first"]):
        return f"{turned['first']} {turned['last']}"
    return name
