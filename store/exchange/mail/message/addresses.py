"""Who is named in a header: names and addresses, as mail clients of all kinds write them.

``email.utils.getaddresses`` is not asked: of "Lee, Dana <…>" it makes two people and of "Dana [EXT]
<…>" three, it does not know "[mailto:…]", and 1,000 brackets end in a RecursionError.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from store.exchange.mail.facts.services import MAIL_PROVIDERS, NOBODYS, is_under
from store.exchange.mail.message.headers import with_words
from store.text import HARMFUL, clean_line

_MOST = 200
_SERVICES = NOBODYS - MAIL_PROVIDERS
_LONGEST_NAME = 200
_EMAIL = re.compile(r"[^\s<>()\[\],;:\"@]{1,64}@[^\s<>()\[\],;:\"'@]{1,253}")
_IN_BRACKETS = re.compile(
    r"[<\[(]\s*(?:mailto:)?([^\s<>()\[\]]{1,64}@[^\s<>()\[\]@]{1,253})\s*[>\])]"
)
_COMMENT = re.compile(r"\(([^()]*)\)\s*$")
_TAGS = re.compile(
    r"\s*(?:\[(?:ext|extern|external)[^\]]*\]|\((?:ext|extern|external|via [^)]*|he/[^)]*|she/[^)]*"
    r"|they/[^)]*|er/[^)]*|sie/[^)]*)\))\s*",
    re.IGNORECASE,
)
_VIA = re.compile(r"\s+(?:via|über|durch|par)\s+.*", re.IGNORECASE)
_MACHINE = re.compile(
    r"(?:no|do[-_.]?not|donot|nicht|ne[-_.]?pas)[-_.]?(?:reply|antworten|repondre|respond)"
    r"|mailer-?daemon|postmaster|bounces?|notifications?|notify|alerts?|automated|auto-?mailer"
    r"|newsletters?|(?:^|[._-])(?:news|digest|marketing)(?:$|[._-])|job-?(?:mail|agent|alarm)s?$"
    r"|system|listserv|majordomo|daemon|scheduler|unsubscribe",
    re.IGNORECASE,
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_LETTERS = re.compile(r"[^\W\d_]{2,}")


class Address(NamedTuple):
    """Somebody in a header; ``name`` is "" where only the address stands there."""

    name: str
    email: str

    @property
    def is_machine(self) -> bool:
        """Whether nobody reads what is written to it: a service, a list, a sender of notices."""
        local, _, host = self.email.partition("@")
        if _MACHINE.search(local):
            return True
        if not is_under(host, _SERVICES):
            return False
        # Who works at such a service has an address of their own there.
        own = {word.casefold() for word in _LETTERS.findall(self.name)}
        return not (
            host in NOBODYS and any(word.casefold() in own for word in _LETTERS.findall(local))
        )


def addresses(value: str) -> tuple[Address, ...]:
    """Everybody who is named in a header, in order, each address once and in small letters."""
    found: dict[str, Address] = {}
    before = ""
    for piece in _pieces(value):
        if "@" not in piece:
            before = f"{before}{piece}, " if len(before) < _LONGEST_NAME else ""
            continue
        if each := _address(before + piece):
            found.setdefault(each.email, each)
        before = ""
        if len(found) == _MOST:
            break
    return tuple(found.values())


def _pieces(value: str) -> Iterator[str]:
    """The header cut at its commas and semicolons, but not at those in quotes or brackets."""
    start, closing = 0, ""
    is_escaped = False
    for at, letter in enumerate(value):
        if is_escaped:
            is_escaped = False
        elif letter == "\\":
            is_escaped = True
        elif closing:
            closing = "" if letter == closing else closing
        elif letter in '"<(':
            closing = {'"': '"', "<": ">", "(": ")"}[letter]
        elif letter in ",;":
            yield value[start:at].strip()
            start = at + 1
    yield value[start:].strip()


def _address(piece: str) -> Address | None:
    if match := _IN_BRACKETS.search(piece):
        email, rest = match[1], piece[: match.start()] or piece[match.end() :]
    elif match := _EMAIL.search(piece):
        email, rest = match[0], piece[: match.start()] + piece[match.end() :]
        if comment := _COMMENT.search(rest):
            rest = comment[1]
    else:
        return None
    email = email.strip("'\"*.").casefold()
    if not _EMAIL.fullmatch(email) or HARMFUL.search(email) or "." not in email.partition("@")[2]:
        return None
    return Address(_name(rest, email), email)


def _name(text: str, email: str) -> str:
    """The name as one writes it to them; "" where an address stands in its place."""
    plain = clean_line(with_words(re.sub(r"\\(.)", r"\1", text)))
    plain = _VIA.sub("", _TAGS.sub(" ", plain)).strip(" \"'*:,;")
    if len(plain) > _LONGEST_NAME or "@" in plain or not _LETTERS.search(plain):
        return ""
    last, comma, first = (each.strip() for each in plain.partition(","))
    if comma and _is_first_name(first, last, email):
        return f"{first} {last}"
    return plain


def _is_first_name(first: str, last: str, email: str) -> bool:
    """Whether "Lee, Dana" is Dana Lee: her address says so."""
    words = _LETTERS.findall(_spelled(email.partition("@")[0]))
    front = _spelled(first).split()[0] if first else ""
    surname = _spelled(last).split()[-1] if last else ""
    if len(words) < 2:
        return bool(front) and (words == [front] or words == [front[:1] + surname])
    return words[0] == front and words[-1] in surname.split("-")


def _spelled(name: str) -> str:
    """A name as it is spelled in addresses: "Jörg Weiß" as joerg weiss, "José" as jose."""
    german = name.casefold().translate(_GERMAN)
    return "".join(
        each for each in unicodedata.normalize("NFD", german) if each < "\u0300" or each > "\u036f"
    )


def names_another(value: str, sender: Address) -> bool:
    """Whether an address stands where a sender's name should, and it is not their own."""
    shown = (each.casefold().strip("'.") for each in _EMAIL.findall(with_words(value)))
    return any(each != sender.email for each in shown)
