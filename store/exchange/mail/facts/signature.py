"""Who somebody is, from what stands below their mail: name, title, telephone, company."""

from __future__ import annotations

import re

from msgspec import Struct

from store.exchange.mail.facts.closing import below
from store.exchange.mail.facts.naming import LEGAL, bare_name, is_name, key_of, written_as
from store.exchange.mail.facts.role_words import names_a_role
from store.exchange.mail.facts.services import domain_of
from store.records import Person
from store.text import clean_line

_LONGEST = 30_000
_MOST_LINES = 14
_LONGEST_LINE = 160


class Signature(Struct, frozen=True):
    """What a signature says; what it does not say is ""."""

    name: str = ""
    title: str = ""
    phone: str = ""
    company: str = ""


def signature_of(text: str, name: str, email: str) -> Signature | None:
    """What stands below a mail about its sender, whose name and address are known; else None.

    ``text`` is what they wrote themselves, without quotes of earlier mails. A signature is only
    read where the name in it is theirs, or, where ``name`` is "", where it fits their address.
    """
    text = text[-_LONGEST:]
    wanted = _in_order(name)
    lines = _lines(below(text)) or _lines("\n".join(text.rstrip().splitlines()[-_MOST_LINES:]))
    for at, line in enumerate(lines):
        first, rest = _first_part(line)
        if written := _name_in(first, wanted, email):
            if " " not in written and at + 1 < len(lines):
                # "Dana" above "Dana Lee": the second is the signature's.
                following, more = _first_part(lines[at + 1])
                if fuller := _name_in(following, wanted or written, email):
                    return _read([*more, *lines[at + 2 :]], fuller, wanted, email)
            return _read([*rest, *lines[at + 1 :]], written, wanted, email)
    return None


def signed(name: str, email: str, text: str, source: str) -> tuple[Person, str]:
    """Somebody met by name and address, with what stands below their mail, and where it is from.

    ``source`` says where name and address are from; what the signature had is added to it.
    """
    found = signature_of(text, name, email) or Signature()
    person = Person(name=name or found.name, email=email, title=found.title, phone=found.phone)
    new = {"name": "" if name else found.name, "title": found.title, "phone": found.phone}
    told = " and ".join(word for word, value in new.items() if value)
    return person, f"{source}; {told} from the signature" if told else source


def _lines(text: str) -> list[str]:
    lines = (clean_line(line[:_LONGEST_LINE]).strip(" *_>|") for line in text.splitlines())
    return [line for line in lines if line][:_MOST_LINES]


def _in_order(name: str) -> str:
    """The name as it is said: "Dana Lee" of "Lee, Dana" and of "Dana Lee (Harbor)"."""
    plain = clean_line(name[:_LONGEST_LINE])
    plain = re.sub(r"\s*[(\[].*$|\s+(?:via|at|from|von|\|)\s.*$", "", plain).strip(" \"'")
    last, comma, first = plain.partition(", ")
    if "@" in plain:
        return ""
    return f"{first} {last}".strip() if comma and " " not in first.strip() else plain


_SIGNS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+|\s{3,}|,\s+")
_ADDED = re.compile(
    r"\s*[(\[](?:she|he|they|her|him|sie|er|m|f|w|d|pronouns)\b[^)\]]{0,30}[)\]]"
    r"|\s*,?\s*(?:ph\.?d\.?"
    r"|mba|phr|shrm-cp|m\.?sc\.?|b\.?sc\.?|m\.?a\.?|b\.?a\.?|cpa|md)\b\.?",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"^(?:(?:i\.?\s?[av]\b\.?|ppa\b\.?|gez\b\.?|im auftrag)\s+)?"
    r"(?:(?:dr|prof|dipl|herr|frau|mr|mrs|ms|mx)\b\.?\s+(?:-ing\.?\s+)?)*",
    re.IGNORECASE,
)


def _first_part(line: str) -> tuple[str, list[str]]:
    parts = [part for part in _SIGNS.split(_ADDED.sub("", line)) if part]
    return (parts[0], parts[1:]) if parts else ("", [])


def _name_in(part: str, wanted: str, email: str) -> str:
    """The name in a line, if it is the one that is wanted, or fits the address; else ""."""
    bare = _TITLED.sub("", part).strip(" ,.!-–")
    words = bare.split()
    if not words or len(words) > 5 or len(bare) > 60 or not words[0][:1].isupper():
        return ""
    if wanted:
        theirs = [key_of(word) for word in wanted.split()]
        own = [key_of(word) for word in words]
        is_first = len(own) == 1 and own[0] == theirs[0]
        is_whole = own[0] in theirs and own[-1] in theirs and len(own) > 1
        return bare if is_first or is_whole else ""
    local = key_of(email.partition("@")[0])
    if len(words) < 2 or any(map(str.isdigit, bare)) or names_a_role(bare) or len(local) < 3:
        return ""
    first, last = key_of(words[0]), key_of(words[-1])
    fits = {first + last, last + first, first[:1] + last, first + last[:1], last + first[:1]}
    return bare if local in fits or local in {first, last} else ""


_FAX = re.compile(r"\b(?:fax|telefax|facsimile)\b|(?:^|\s)f\s?[:.]", re.IGNORECASE)
_CALLED = re.compile(
    r"(?:\b(?:tel(?:efon|ephone)?|phone|mobile?|mobil|cell|direct|office|durchwahl|handy|fon|ph"
    r"|whatsapp|work)\b|(?:^|\s)[tmpdo](?=\s?[:.]|\s?\+))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w/#])(?P<number>(?:\+|\(|0|\d)[\d ()./\xa0–-]{5,28}\d)(?:\s?(?:x|ext\.?"
    r"|-)\s?\d{1,6})?(?![\w@])"
)
_NO_NUMBER = re.compile(
    r"\b(?:hrb|hra|vat|ust|iban|bic|amtsgericht|registergericht|steuernummer|meeting|pin|passcode"
    r"|id|reg(?:istration)?|no|nr|company|job|req|ref)\b(?:[-\s]?(?:id|nr|no|idnr))?[\s.:#]{0,3}"
    r"(?:[A-Z]{2}\s?)?\d",
    re.IGNORECASE,
)


_OF_THE_MEETING = frozenset({"organizer", "organiser", "host", "interviewer", "invitee"})
"""What somebody is in a meeting, and not at the company."""


def _read(lines: list[str], written: str, wanted: str, email: str) -> Signature:
    name = written if " " in written or not wanted else wanted
    company = _company(lines, email)
    title, said = _title(lines[:5], company)
    if title.casefold() in _OF_THE_MEETING:
        title = ""
    return Signature(name, title, _phone(lines), company or said)


def _phone(lines: list[str]) -> str:
    """The first number to call; a fax, a register and an account have numbers, too."""
    for line in lines:
        # "T: … F: …": what each number is stands before it.
        for part in re.split(
            r"\s*[|•·,;]\s*|\s{2,}|\s(?=(?:fax|f|m|mobile|mobil|t|tel)\s?[:.])", line
        ):
            if _FAX.search(part) or _NO_NUMBER.search(part):
                continue
            match = _NUMBER.search(part)
            if match and _is_number(match["number"], called=bool(_CALLED.search(part))):
                return clean_line(match[0]).replace("–", "-").strip(" .-/")
    return ""


def _is_number(number: str, *, called: bool) -> bool:
    digits = sum(map(str.isdigit, number))
    if called:
        return 6 <= digits <= 15
    is_dated = re.search(r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d{4}-\d\d-\d\d", number)
    grouped = number[0] in "+(0" or len(re.findall(r"[ .-]", number)) >= 2
    return 9 <= digits <= 15 and grouped and not is_dated


_AT = re.compile(r"\s+(?:at|@|bei)\s+(?=[^\W_a-z])|\s*[|•·]\s*|\s+[–—-]\s+|,\s+")
_TALENT = re.compile(
    r"\b(?:talent acquisition|recruit(?:er|ing|ment)|human resources|people (?:ops|operations|team"
    r"|partner|& culture)|hr|personal(?:abteilung|referentin|leitung)?|founder|gründer(?:in)?)\b",
    re.IGNORECASE,
)


def _title(lines: list[str], company: str) -> tuple[str, str]:
    """What they are, and at which company, where a line says both: "Recruiter at Harbor"."""
    for line in lines:
        if "@" in line.replace(" @ ", " ") or "http" in line or "www." in line or len(line) > 100:
            continue
        head, *rest = _AT.split(line)
        if sum(map(str.isdigit, line)) > 4 or (LEGAL.search(line) and not names_a_role(head)):
            continue
        if not (names_a_role(head) or _TALENT.search(head)) or key_of(head) == key_of(company):
            continue
        if " at " in line or " @ " in line or " bei " in line:
            name = bare_name(rest[-1]) if rest else ""
            return ", ".join([head, *rest[:-1]]), name if is_name(name) else ""
        kept = [part for part in rest if part and key_of(bare_name(part)) != key_of(company)]
        kept = [part for part in kept if "," in line and not LEGAL.search(part)]
        return clean_line(", ".join([head, *kept[:1]])), ""
    return "", ""


def _company(lines: list[str], email: str) -> str:
    label = domain_of(email).label
    if label and (name := written_as(label, "\n".join(lines))):
        return name
    for line in lines:
        for part in re.split(r"\s*[|•·]\s*", line):
            match = LEGAL.search(part)
            if match and match.end() >= len(part) - 1 and is_name(name := bare_name(part)):
                return name
    return ""
