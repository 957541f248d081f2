"""Which company a mail or an invitation is about.

The surest word is one that is there twice: a domain, and the name as a subject, a signature or a
sentence writes it. A domain alone gives its name, where that can be one; what a text alone says
counts where it can mean nothing else ("Harbor GmbH", "the Analyst role at Harbor").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from store.exchange.mail.facts import agencies
from store.exchange.mail.facts.closing import below
from store.exchange.mail.facts.naming import LEGAL, bare_name, is_name, key_of, trimmed, written_as
from store.exchange.mail.facts.role_words import names_a_role
from store.exchange.mail.facts.services import domain_of
from store.exchange.mail.taken import Found

_LONGEST = 30_000
_LONGEST_SUBJECT = 500
_LONGEST_NAME = 150
_LONGEST_ADDRESS = 320


class _Sender(NamedTuple):
    name: str
    address: str
    label: str


def company_of(people: Sequence[tuple[str, str]], subject: str, text: str) -> Found | None:
    """The company, and what says so; None where it is not sure.

    ``people`` are the name and the address of each, the sender or organizer first, without the
    candidate. ``text`` is what they wrote, without quotes of earlier mails. An agency is none: of
    its mails only what they say of the company they search for is read.
    """
    subject, text = subject[:_LONGEST_SUBJECT], text[:_LONGEST]
    senders = [
        _Sender(name[:_LONGEST_NAME], address[:_LONGEST_ADDRESS], domain_of(address).label)
        for name, address in people[:50]
    ]
    if any(agencies.is_between(each.address, text) for each in senders[:1]):
        return _of_client(senders, subject, text)
    theirs = _by_label(senders)
    if len(theirs) == 1:
        (sender,) = theirs.values()
        return _by_domain(sender, subject, text)
    if theirs:
        matched = [found for each in theirs.values() if (found := _matched(each, subject, text))]
        return matched[0] if len({key_of(found.value) for found in matched}) == 1 else None
    return _without_domain(senders, subject, text)


def _by_label(senders: Sequence[_Sender]) -> dict[str, _Sender]:
    """The first sender of each company: an agency, or somebody's own domain, is none."""
    found: dict[str, _Sender] = {}
    for each in senders:
        if not each.label or agencies.is_agency(each.address) or _is_own(each):
            continue
        found.setdefault(each.label, each)
    return found


def _is_own(sender: _Sender) -> bool:
    """Whether the domain is a person's: dana@danalee.example."""
    words = [key_of(word) for word in sender.name.split()]
    return len(words) > 1 and key_of(sender.label) in {"".join(words), "".join(words[::-1])}


def _by_domain(sender: _Sender, subject: str, text: str) -> Found | None:
    found = _matched(sender, subject, text)
    if found:
        return found
    of_another = (
        *_names(_IN_SUBJECT, subject, [sender]),
        *_behind_roles(subject, [sender]),
        *_behind_roles(text, [sender]),
    )
    if of_another:
        return None
    name = _spelled(sender.label)
    return Found(name, f"from the address {sender.address}") if name else None


def _matched(sender: _Sender, subject: str, text: str) -> Found | None:
    """The name that the domain has, as they write it themselves."""
    below_it = below(text)
    for where, words in (
        ("subject", subject),
        ("signature", below_it),
        ("text", text),
        ("sender's name", sender.name),
    ):
        if name := written_as(sender.label, words):
            return Found(name, f"from the {where} and the address {sender.address}")
    if name := _by_initials(sender.label, below_it):
        return Found(name, f"from the signature and the address {sender.address}")
    return None


def _by_initials(label: str, text: str) -> str:
    """The name in a signature whose first letters the domain is: hbr, "Harbor Bay Research"."""
    if not 3 <= len(label) <= 5:
        return ""
    for line in text.splitlines()[:20]:
        name = bare_name(line.strip(" ,|"))
        words = re.findall(r"\w+", name)
        if len(words) == len(label) and len(name) <= 60:
            initials = "".join(word[0] for word in words)
            if initials.isupper() and initials.casefold() == label:
                return name
    return ""


_WORD = range(4, 13)  # letters


def _spelled(label: str) -> str:
    """A domain as a name, where it can be one; "" for one that hides how the name is written.

    Of three letters are names (Box) and short forms (SAP), and nothing tells which; of a long one,
    nothing tells where its words begin.
    """
    parts = label.split("-")
    if label.startswith("xn-") or not all(part.isalpha() and len(part) in _WORD for part in parts):
        return ""
    return " ".join(part.capitalize() for part in parts)


_NAME = r"(?P<name>[^\W\d_a-zß-öø-ÿ](?:[\w&.'’+-]|[ ](?=[^\W_a-zß-öø-ÿ]|of |und |& )){1,60})"
_NOT_FURTHER = r"(?![\w])"
_IN_SUBJECT = (
    re.compile(rf"\b(?:[Aa]t|@|[Bb]ei(?: der| dem)?)\s+{_NAME}{_NOT_FURTHER}"),
    re.compile(rf"\b(?:[Yy]our application (?:to|with)|[Ii]hre Bewerbung bei(?: der)?)\s+{_NAME}"),
)
_IN_TEXT = (
    re.compile(
        r"\b(?:role|position|opportunity|opening|job|vacancy|career|interview|team|future"
        r"|[Jj]oining"
        rf"|working|work|here)(?:\s+here)?\s+at\s+{_NAME}{_NOT_FURTHER}"
    ),
    re.compile(
        r"\b(?:interest in|apply(?:ing)? (?:to|at|with)|applied (?:to|at|with)"
        rf"|application (?:to|with|at)|considering|on behalf of)\s+{_NAME}{_NOT_FURTHER}"
    ),
    re.compile(
        r"\b(?:Bewerbung|Interesse|Stelle|Position|Gespräch)\s+(?:bei|an)"
        rf"(?:\s+(?:der|dem))?\s+{_NAME}"
    ),
)
_AS_IT_IS = re.compile(rf"^{_NAME}")
_WITH = re.compile(rf"\b(?:with|mit(?: der)?)\s+{_NAME}{_NOT_FURTHER}")
_OF_TEAM = re.compile(
    r"^\s*(?:the\s+)?(?P<name>.{2,60}?)(?:['’]s)?\s*[-–|@,]?\s*"
    r"(?:talent(?: acquisition)?|recruit(?:ing|ment)|hiring|careers?|people|hr|human resources|jobs"
    r"|bewerbermanagement)(?:\s+(?:team|department|office|operations|notifications?))?"
    r"(?:\s+(?:via|über)\s.{2,40})?\s*$",
    re.IGNORECASE,
)
_CLIENT = re.compile(
    r"\b(?i:(?:our|my) client,?|(?:unser(?:em|en)?|mein(?:em|en)?) (?:kunden?|mandant(?:en)?),?"
    rf"(?: (?:der|die|dem|den))?)\s+{_NAME}{_NOT_FURTHER}"
)


def _without_domain(senders: Sequence[_Sender], subject: str, text: str) -> Found | None:
    """The company, where every address is one of a service, or of a mailbox for private people."""
    told: list[tuple[str, str]] = [
        (name, "from the sender's name") for each in senders[:1] if (name := _team(each))
    ]
    told += ((name, "from the subject") for name in _names(_IN_SUBJECT, subject, senders))
    told += ((name, "from the text") for name in _names(_IN_TEXT, text, senders))
    told += ((name, "from the text") for name in _behind_roles(text, senders))
    told += ((name, "from the signature") for name in _with_legal_form(below(text)))
    known = {key_of(name) for name, _ in told}
    known |= {key_of(line) for line in below(text).splitlines()}
    known |= {key_of(name) for each in senders if (name := _of_service(each))}
    for name in _names((_WITH,), subject, senders):
        # "Interview with Dana" is not at Dana: it counts where something else says the same.
        if key_of(name) in known or _says_team(name, text):
            told.insert(0, (name, "from the subject"))
    return _agreed(told)


_BEHIND_ROLE = re.compile(
    rf"\b(?:for|as|of)\s+(?:(?:the|an?|our)\s+)?(?P<role>[^\n.,;:]{{2,60}}?)\s+(?:at"
    rf"|with)\s+{_NAME}"
)


def _behind_roles(text: str, senders: Sequence[_Sender]) -> Iterator[str]:
    """The companies of "for Analyst at Harbor"."""
    for match in _BEHIND_ROLE.finditer(text):
        if names_a_role(match["role"]):
            yield from _names((_AS_IT_IS,), match["name"], senders)


_AUTOMATIC = re.compile(
    r"^(?:no|do)-?_?(?:not)?-?_?reply|notif|^(?:jobs?|careers?|hello|interviews?|recruiting"
    r"|hiring)\b",
    re.IGNORECASE,
)


def _of_service(sender: _Sender) -> str:
    """The name in which a service writes, where nobody's mailbox is behind it."""
    name = re.split(r"\s+(?:via|über|through)\s+", sender.name)[0].strip()
    is_automatic = _AUTOMATIC.search(sender.address.partition("@")[0])
    return name if is_automatic and name else ""


def _of_client(senders: Sequence[_Sender], subject: str, text: str) -> Found | None:
    """The company that an agency searches for, where its mail names it."""
    theirs = {key_of(each.label) for each in senders[:1]}
    told = [(name, "from the text") for name in _names((_CLIENT,), text, senders)]
    told += ((name, "from the subject") for name in _names(_IN_SUBJECT, subject, senders))
    return _agreed([(name, source) for name, source in told if key_of(name) not in theirs])


def _agreed(told: Sequence[tuple[str, str]]) -> Found | None:
    """The first of the names, unless another is told of besides."""
    keys = {key_of(name) for name, _ in told}
    shortest = min(keys, key=len, default="")
    if not told or not all(key.startswith(shortest) for key in keys):
        return None
    return Found(*told[0])


def _names(
    patterns: Sequence[re.Pattern[str]], text: str, senders: Sequence[_Sender]
) -> Iterator[str]:
    named = [each.name for each in senders if not _of_service(each)]
    people = {key_of(each) for name in named for each in (name, *name.split())}
    for pattern in patterns:
        for match in pattern.finditer(text):
            name = trimmed(bare_name(match["name"].strip(" .,-'’&+")))
            if is_name(name) and key_of(name) not in people:
                yield name


def _team(sender: _Sender) -> str:
    """The company in the name of a sender: "Harbor Recruiting", "Harbor Hiring Team"."""
    match = _OF_TEAM.match(sender.name[:100])
    name = bare_name(match["name"].strip(" .,-|@'’")) if match else ""
    return name if is_name(name) else ""


def _with_legal_form(text: str) -> Iterator[str]:
    for line in text.splitlines()[:25]:
        match = LEGAL.search(line.strip(" ,|"))
        if match and match.end() == len(line.strip(" ,|")) and match.start() > 1:
            name = bare_name(line.strip(" ,|"))
            if is_name(name):
                yield name


def _says_team(name: str, text: str) -> bool:
    written = re.escape(name)
    return bool(
        re.search(
            rf"\b(?:[Tt]he {written} (?:\w+ )?team|{written} (?:GmbH|AG|Inc|Ltd|LLC))\b", text
        )
    )
