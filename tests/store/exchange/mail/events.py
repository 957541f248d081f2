"""Invitations with one event, and what is read from them."""

from __future__ import annotations

from store.exchange.mail.calendar.invitation import read_invitations
from store.exchange.mail.taken import Taken
from tests.store.exchange.mail.table import MINE, NOW, told


def event(*lines: str, method: str = "REQUEST", before: str = "") -> bytes:
    """An invitation with one event; it has a time and an organizer unless the lines say another."""
    own = [line.partition(":")[0].partition(";")[0] for line in lines]
    usual = {
        "UID": "UID:1",
        "DTSTART": "DTSTART;TZID=Europe/Berlin:20261124T100000",
        "ORGANIZER": "ORGANIZER;CN=Dana Lee:mailto:dana.lee@harbor.example",
    }
    kept = [line for name, line in usual.items() if name not in own]
    return "\r\n".join(
        [
            *("BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{method}", *before.splitlines()),
            *("BEGIN:VEVENT", *kept, *lines, "END:VEVENT", "END:VCALENDAR", ""),
        ]
    ).encode()


def one(content: bytes, mine: frozenset[str] = MINE) -> Taken:
    """The only invitation in a file."""
    (taken,) = read_invitations(content, NOW, mine)
    return taken


def start(content: bytes) -> str:
    """When the only invitation is, with its zone; empty where that was not read."""
    return str(told(one(content)).get("start", ""))
