"""Which post a mail or an invitation is about.

A role is taken where the words around it say that it is one ("the position of …", "(m/f/d)"), or
where they may name it ("Interview for …") and it holds a word that people are employed as. A name
of a person, a round or a day holds none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from store.exchange.mail.facts.role_words import names_a_role
from store.exchange.mail.taken import Found

_LONGEST = 30_000
_LONGEST_SUBJECT = 500
_LONGEST_ROLE = 90

_GENDERS = (
    r"[(\[]\s*(?:(?:[mwfdxiagn]|gn|all genders?|alle geschlechter|männl(?:ich)?|weibl(?:ich)?"
    r"|divers|div|male|female|diverse)\s*[/|,\\ *.-]{0,3}\s*){2,5}[)\]]|[(\[](?:gn"
    r"|all genders?)[)\]]"
)
_GENDER = re.compile(_GENDERS, re.IGNORECASE)
_PREFIX = re.compile(
    r"^\s*(?:(?:re|fwd?|aw|wg|antw|sv|tr|rv|accepted|declined|tentative|invitation|einladung"
    r"|updated(?: invitation)?|cancell?ed(?: event)?|abgesagt|zugesagt|aktualisiert|verschoben"
    r"|new event|reminder|erinnerung|action required|confirmed|confirmation|bestätigung|external"
    r"|\[[^\]]{1,20}\]|terminbestätigung)\s*[:\]-]?\s*[:\]]\s*|\[[^\]]{1,20}\]\s*)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+@\s+(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mo|di"
    r"|mi|do|fr|sa|so|\d).*$",
    re.IGNORECASE,
)

_STOP = (
    r"(?=\s*(?:$|[\r\n.!?;:|•·,\"”“»]|\s[-–—]\s|[(\[<]"
    r"|\s(?:at|with|on|for the|in our|in the|@|and (?:for|would|we|are|i|to|your)|which|that"
    r"|to(?! the\b)"
    r"|here|position|role|job|opening|opportunity|vacancy|is|has|was|will|we|by|from|through|via"
    r"|next|scheduled|bei|mit|am|um|vom|in unserem|in der|im|und (?:freuen|möchten|laden)|haben|ist"
    r"|zu|eingeladen|i|you|as (?:well|we|soon)|because|after|before|today|tomorrow|within|starting)"
    r"\b|[-–]?stelle\b))"
)
_ROLE = rf"(?P<role>[^\W_][^\r\n|;:!?\"“”<>]{{1,{_LONGEST_ROLE}}}?)"


class _Form(NamedTuple):
    """A way to write of a post; what is not ``sure`` needs a word that people are employed as."""

    pattern: re.Pattern[str]
    sure: bool = False


def _form(before: str, *, sure: bool = False) -> _Form:
    return _Form(re.compile(rf"{before}\s*{_ROLE}{_STOP}", re.IGNORECASE), sure)


_QUOTES = r"[\"“”„»'‘*]{0,2}"
_OF_POST = (
    rf"\b(?:position|role|post|job|vacancy|opening|opportunity)\s+(?:of|as(?! soon"
    rf"| well))\s+(?:an?\s+|our\s+|the"
    rf"\s+)?{_QUOTES}"
)
_ALS = (
    r"\b(?:stelle|position|tätigkeit|job|ausschreibung|bewerbung|vorstellungsgespräch"
    r"|bewerbungsgespräch|gespräch|interview|telefoninterview|kennenlerngespräch)\s+als\s+"
    rf"(?:eine?[rn]?\s+)?{_QUOTES}"
)
_FORMS = (
    _form(_OF_POST, sure=True),
    _form(_ALS),
    _form(
        rf"\b(?:stelle|position|stellenausschreibung|ausschreibung|jobtitel|job title"
        rf"|position title"
        rf"|role|position|job|stellenbezeichnung)\s*:\s*{_QUOTES}",
    ),
    _form(
        r"\b(?:interviews?(?:\s+\w+){0,3}?|confirmation|application|applied|applying"
        r"|conversation|call"
        r"|screen(?:ing)?|chat|invitation|meeting|round|candidacy|discussion|assessment|candidate"
        r"|scheduled|apply)\s+for\s+(?:(?:the|a|an|our|your)\s+)?(?:(?:open\s+)?"
        rf"(?:position|role|post)\s+(?:of|as)\s+)?(?:an?\s+)?{_QUOTES}"
    ),
    _form(
        r"\b(?:vorstellungsgespräch|bewerbungsgespräch|gespräch|interview|bewerbung|einladung"
        r"|stelle"
        rf"|position)\s+(?:für|um|auf|zur|zum)\s+(?:die|den|das|eine?n?)?\s*"
        rf"(?:stelle|position)?\s*(?:als|des|der)?\s*{_QUOTES}"
    ),
)
_NAMED_POST = re.compile(
    rf"\b(?:the|our|your|this|a|an)\s+{_QUOTES}(?P<role>[^\W\d_a-z][^\r\n"
    rf"|;:!?\"“”<>.]{{1,70}}?){_QUOTES}\s+"
    r"(?:position|role|post|opening|opportunity|vacancy|job)\b",
)
_OUR = re.compile(r"\b(?:[Tt]he|[Oo]ur|[Yy]our|[Tt]his|[Aa]n?)\s+")
_BEFORE_GENDER = re.compile(
    rf"(?:^|[:|•·\"“„]|\b(?:als|as|for|für|position|role|stelle|die|den|der|zum|zur|an?|the)\s"
    rf"|\s[-–—]\s)"
    rf"[ \t]{{0,8}}(?P<role>[^\W_][^\r\n|:;\"“„]{{1,80}}?)[ \t]{{0,8}}(?:{_GENDERS})",
    re.IGNORECASE | re.MULTILINE,
)
_LED = re.compile(
    r"\b(?:als|as an?|(?:position|role|post) (?:of|as)|position|stelle"
    r"|(?:interview|application|apply|applied|applying|looking|searching|conversation)"
    r" for(?: the| an?| our)?)\s+",
    re.IGNORECASE,
)
_AT = re.compile(r"\s+(?:at|@|with|bei)\s+(?=[^\W_a-z])")
_PARTS = re.compile(r"\s+[-–—|/•·:]+\s+|\s*[|•·]\s*|:\s+|\s*<>\s*|\s*<->\s*|\s+with\s+|,\s+")
_WITH = re.compile(r"\b(?:with|mit|w/)\s[^|–—]*?(?=\s-\s|[|–—]|$)", re.IGNORECASE)
"""Whom one talks with: what they are is no role that one applies for."""
_DASHES = re.compile(r"\s+[-–—]\s+")
_BRACKETED = re.compile(r"[(\[](?P<role>[^()\[\]]{2,80})[)\]]")
_ROUNDS = re.compile(
    r"\b(?:\d(?:st|nd|rd|th)|first|second|third|fourth|final|last|next|initial|intro(?:duction"
    r"|ductory)?|technical|tech|hiring manager|hm|panel|onsite|on-site|virtual|phone|video|zoom"
    r"|teams"
    r"|recruiter|hr|telephone|google meet|meet|screen(?:ing)?|round|stage|interviews?|call|chat"
    r"|meeting"
    r"|discussion|conversation|confirmation|invitation|invite|schedul(?:ed|e|ing)|assessment"
    r"|debrief"
    r"|loop|prep|step|your|the|a|an|to|for|of|as|im|zum|zur|runde|gespräch|vorstellungsgespräch"
    r"|einladung|telefoninterview|erste[ns]?|zweite[ns]?|kennenlernen|termin|bewerbung|application"
    r"|position|role|job|thank you|thanks|re|fwd|update|regarding|about|reminder|availability)\b",
    re.IGNORECASE,
)
_PERSON_WORDS = re.compile(
    r"\b(?:hiring|recruit\w*|talent|people|interviewer|team|panel|our|your|hr|coordinator)\b",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"^(?:(?:the|our|your|an?|open|advertised|position|role|post|of|as|als|die|der|den|das"
    r"|eine[rn]?"
    r"|ein|stelle|zum|zur|für)\s+)+",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:\s+(?:position|role|post|opening|opportunity|vacancy|job|interview|stelle))+$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\s*(?:[(\[#]?\s*(?:job|req|requisition|ref|reference|id|jr|r)[\s.:#-]{0,3}(?:id|nr|no)?"
    r"[\s.:#-]{0,3}[a-z]{0,3}-?\d[\w-]*\s*[)\]]?|#\s?\d+|[(\[]\d{3,}[)\]])\s*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:(?:r|jr|req|job)[-_ #]{0,2}\d{3,}[\s:,–-]+"
    r"|(?:vorstellungs|bewerbungs|kennenlern|telefon|video)?(?:gespräch|interview)\s+)",
    re.IGNORECASE,
)


_LEADING_REFERENCE = re.compile(
    r"^(?:(?:job|req|ref|reference|requisition)\b[\s.:#-]{0,3}|jr|r|#)?-?_?\d{3,}[\s:,–-]{1,4}",
    re.IGNORECASE,
)


_OF_MANY = re.compile(
    r"\b(?:new|more|similar|recommended|hot|top|latest|neue|passende|aktuelle|weitere)\s+"
    r"(?:[\w-]+\s+)?(?:jobs|roles|openings|vacancies|positions|stellen(?:angebote|anzeigen)?)\b"
    r"|\bjob ?(?:alerts?|agent|digest|newsletter)\b|\bstellenangebote für\b"
    r"|\b(?:jobs|stellen) (?:for you|near you|in your|für (?:dich|sie)|in deiner|in ihrer)\b",
    re.IGNORECASE,
)
"""A subject that offers jobs names none that one has an interview for."""
_APPOINTMENTS_TEXT = """
    barber dentist doctor hairdresser optician physiotherapist therapist vet
    anwalt arzt frauenarzt friseur hausarzt notar tierarzt zahnarzt
"""
_APPOINTMENTS = frozenset(_APPOINTMENTS_TEXT.split())
"""Those whom one sees, where a title says no more."""
_TOPIC = re.compile(
    r"^[ \t>*]{0,4}(?:topic|thema|event name|meeting title)[ \t]?:[ \t]*"
    r"(?P<topic>\S[^\r\n]{0,200})",
    re.IGNORECASE | re.MULTILINE,
)
"""What a service for calls writes of a meeting into its own text."""


def role_of(subject: str, text: str, company: str = "") -> Found | None:
    """The role, and what says so ("from the subject"); None where it is not sure.

    ``text`` is what they wrote, without quotes of earlier mails. Where a text names two roles,
    neither is taken. ``company`` is theirs, where it is known: "with Harbor, Analyst" tells no
    person's title.
    """
    if _OF_MANY.search(subject[:_LONGEST_SUBJECT]):
        return None
    subject = _plain_subject(subject[:_LONGEST_SUBJECT])
    if subject.casefold() in _APPOINTMENTS:
        subject = ""
    if company:
        subject = re.sub(rf"\bwith {re.escape(company)}\b", " ", subject, flags=re.IGNORECASE)
    if role := next(_in_forms(subject), "") or _in_parts(subject):
        return Found(role, "from the subject")
    found = list(_in_forms(text[:_LONGEST]))
    if not found and (topic := _TOPIC.search(text[:_LONGEST])):
        found = [role for role in [_in_parts(_plain_subject(topic["topic"]))] if role]
    roles = dict.fromkeys(map(_key, found))
    return Found(found[0], "from the text") if len(roles) == 1 else None


def _plain_subject(subject: str) -> str:
    plain = " ".join(subject.split())
    for _ in range(5):
        cut = _PREFIX.sub("", plain)
        if cut == plain:
            break
        plain = cut
    return _TAIL.sub("", plain)


def _in_forms(text: str) -> Iterator[str]:
    """The roles in a text, those whose form leaves no doubt first."""
    for match in _BEFORE_GENDER.finditer(text):
        if role := _checked(_own_part(_LED.split(match["role"])[-1]), sure=True):
            yield role
    for pattern, sure in _FORMS:
        for match in pattern.finditer(text):
            if role := _checked(match["role"], sure=sure):
                yield role
    for match in _NAMED_POST.finditer(text):
        if role := _checked(_OUR.split(match["role"])[-1], sure=False):
            yield role


def _own_part(text: str) -> str:
    """What is the role of "Invitation - Analyst", and of "Analyst - Night Shift"."""
    parts = _DASHES.split(text)
    first = next((at for at, part in enumerate(parts) if names_a_role(part)), 0)
    return " - ".join(parts[first:])


def _in_parts(subject: str) -> str:
    """The one part of a subject that is a role: "1st round – PM – Globex"."""
    subject = _WITH.sub(" ", subject)
    found = [
        role
        for match in _BRACKETED.finditer(subject)
        if (role := _checked(match["role"], sure=False))
    ]
    for part in _PARTS.split(_BRACKETED.sub(" ", subject)):
        words = _AT.split(part)[0]
        if _ROUNDS.sub("", words).strip(" ,.-&+/#0123456789"):
            role = _checked(_without_round(words), sure=False)
            if role and not _PERSON_WORDS.search(role):
                found.append(role)
    return found[0] if len({_key(role) for role in found}) == 1 else ""


def _without_round(words: str) -> str:
    """A part without the round that it begins or ends with: "Product Manager Interview"."""
    kept = words.split()
    while kept and _ROUNDS.fullmatch(kept[-1]):
        kept.pop()
    while kept and _ROUNDS.fullmatch(kept[0]) and kept[0].casefold() not in {"technical", "hr"}:
        kept.pop(0)
    return " ".join(kept)


def _checked(text: str, *, sure: bool) -> str:
    """The role without what stands around it; "" where it is none."""
    role = _GENDER.sub(" ", text)
    role = _AT.split(" ".join(role.split()))[0]
    role = _LEADING_REFERENCE.sub("", _REFERENCE.sub("", role))
    role = _BEFORE.sub("", role).strip(" \"“”„»«'‘’*_,.;:-–—/")
    role = _ENDS.sub("", _STARTS.sub("", role)).strip(" ,-–")
    if not 2 <= len(role) <= _LONGEST_ROLE or len(role.split()) > 10:
        return ""
    if not _ROUNDS.sub("", role).strip(" ,.-&+/#0123456789"):
        return ""
    if len(parts := _OR.split(role)) > 1 and all(map(names_a_role, parts)):
        return ""
    return role if names_a_role(role) or (sure and role[0].isupper()) else ""


_OR = re.compile(r",?\s+(?:and|or|und|oder)\s+", re.IGNORECASE)
"""What stands between two roles, of which nobody knows for which one it is."""


def _key(role: str) -> str:
    return "".join(letter for letter in role.casefold() if letter.isalnum())
