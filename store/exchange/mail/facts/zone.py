"""The time zone behind a time in a mail: "ET", "(Eastern Time - US & Canada)", "Time zone: Berlin".

One that is named and not known is handed on as it stands, so that whoever reads the moment refuses
it: such a time is not to be taken for one in the candidate's own zone.
"""

from __future__ import annotations

import re

from pendulum import DateTime

from store.dates.zones import find_zone, offsets
from store.errors import UnreadableError
from store.exchange.mail.facts.moment_words import ZONE

_SHORT = re.compile(rf"[\s,(\[]{{0,3}}(?P<zone>{ZONE})(?![\w/])[)\]]?")
_ZONE = re.compile(ZONE)
_BRACKETED = re.compile(
    r"[\s,]{0,3}[(\[](?P<zone>[A-Z][^()\[\]\n]{1,60}(?:\([^()\[\]\n]{1,30}\))?)[)\]]"
)
_LABELLED = re.compile(
    r"[ \t)]{0,6}\r?\n[ \t*_>•-]{0,6}(?:time ?zone|zeitzone)[*_]{0,2}[ \t]{0,3}"
    r"(?::[*_ \t]{0,4}|\r?\n[ \t]{0,6})(?P<zone>[^\s:][^\n]{1,60})",
    re.IGNORECASE,
)
_SAYS_TIME = re.compile(r"(?:[A-Z][\w.'’]{0,20}[\s,/&-]{1,3}){1,6}[Tt]ime")
_PARTS = re.compile(r"\s?[,/]\s?")
_SIGNS = re.compile(r"[()–—]")


def zone_behind(sentence: str, at: int, sent: DateTime) -> tuple[str, int]:
    """The zone that stands behind ``at``, "" for none, and where it ends.

    ``sent`` is in the candidate's zone: a name that several places use is read by that.
    """
    if match := _BRACKETED.match(sentence, at):
        written = match["zone"]
        if not _ZONE.fullmatch(written) and (zone := _in_brackets(written, sent)):
            return zone, match.end()
    if match := _SHORT.match(sentence, at):
        return match["zone"], match.end()
    if match := _LABELLED.match(sentence, at):
        written = match["zone"].strip(" \t\r*_.")
        return _known(written, sent) or written, match.end()
    return "", at


def _in_brackets(written: str, sent: DateTime) -> str:
    """The zone that words in brackets name, themselves where it is not known; "" for other words.

    In "Central Time - Mexico City" the place tells more. Of several places, as in "UK, Ireland,
    Lisbon Time", those that are known have to agree. One word may as well be somebody's name.
    """
    if (" " in written or "/" in written) and (zone := _known(written, sent)):
        return zone
    kind, _, place = written.rpartition(" - ")
    if (wide := _known(kind, sent)) and (zone := _known(place, sent)):
        share = set(offsets(wide, sent.year)) & set(offsets(zone, sent.year))
        return zone if share else written
    is_time = bool(_SAYS_TIME.fullmatch(written))
    parts = _PARTS.split(written.removesuffix(" Time").removesuffix(" time"))
    zones = [_known(part, sent) for part in parts]
    found = [zone for zone in zones if zone]
    clocks = {offsets(zone, sent.year) for zone in found}
    if len(parts) > 1 and len(clocks) == 1 and (is_time or len(found) == len(parts)):
        return found[0]
    return written if is_time else ""


def _known(written: str, sent: DateTime) -> str:
    """The IANA name of a zone by what it is called; "" where nobody calls one so."""
    words = " ".join(_SIGNS.sub(" ", written).casefold().split())
    try:
        found = find_zone(words, sent)
    except UnreadableError:
        return ""
    return found.name if found else ""
