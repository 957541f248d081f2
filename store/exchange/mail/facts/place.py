"""Where an interview is: the link of a video call, or an address.

The numbers to dial into a call are beside its link in most invitations: they make no interview one
by telephone.
"""

from __future__ import annotations

import re

from store.exchange.mail.facts.links import Call, call_of, calls
from store.exchange.mail.taken import Found
from store.text import clean_line

_LONGEST = 60_000
"""The most of a text that is read: what is told of a place stands far before."""
_LONGEST_PLACE = 400

_VIDEO_WORDS = (
    r"(?:google ?)?hangouts?(?: meet)?|google meet|microsoft teams|ms teams|teams"
    r"|zoom|webex|skype(?: for business)?|whereby|jitsi|gotomeeting|go ?to ?meeting|bluejeans"
    r"|amazon chime|chime|facetime|hirevue"
)
_NO_PLACE = re.compile(
    rf"(?:this is\s+)?(?:(?:via|by|per|über|on|a|the|an?|als)\s+)?(?:"
    rf"(?:{_VIDEO_WORDS}|online|virtual|virtuell|remote|video|videokonferenz|web ?conference)"
    r"(?:[ -]?(?:meeting|call|web ?conference|conference|conferencing|besprechung|interview|link"
    r"|video|anruf|konferenz|gespräch|session|event|room|raum|chat))*"
    r"|(?:phone|telephone|telefon|telefonisch|mobile|call|anruf)"
    r"(?:[ -]?(?:call|interview|screen|anruf|interview|gespräch|number))*"
    r"|tb[adc]|to be (?:confirmed|announced|decided|determined)|wird noch (?:bekannt ?gegeben|"
    r"mitgeteilt)|n/?a|none|unknown|see (?:below|description|details|notes|invite|invitation|body)"
    r"|siehe (?:unten|beschreibung|text)|link (?:below|in (?:the )?description|to follow|folgt)"
    r"|[-–—.?]+|at (?:your )?home|home ?office|home|anywhere|your (?:computer|desk|location)"
    r"|dial[- ]in(?: details)?(?: below)?|video or phone|conference call|meeting"
    r")[\s.!:]*",
    re.IGNORECASE,
)
_BY_VIDEO = re.compile(rf"\b(?:{_VIDEO_WORDS}|video\w*)\b", re.IGNORECASE)
_ONLINE = re.compile(r"\b(?:online\w*|virtual|virtuell\w*)\b", re.IGNORECASE)
_BY_PHONE = re.compile(
    r"\b(?:phone|telephone|telefon\w*|tel|anruf\w*|mobile|calls?|calling|rings?|ruft)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:tel|phone|telefon|mobile|call)?[\s:.]*\+?[\d\s().\-/]{7,30}", re.IGNORECASE
)
_ROOM = re.compile(
    r"\b(?:room|raum|conf(?:erence)?|meeting|besprechungsraum|boardroom|floor|etage|huddle)\b",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b\d{1,5}[a-z]?\s+(?:[\w.'-]+\s+){0,4}?(?:st(?:reet)?|ave(?:nue)?|r(?:oa)?d|blvd|boulevard"
    r"|lane|ln|drive|dr|way|square|sq|plaza|place|court|ct|parkway|quay|row|terrace|rue)\b"
    r"|(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|markt|chaussee)\s*\d"
    r"|\b\d{5}\s+[A-ZÄÖÜ]|\b[A-Z]{1,2}\d[\dA-Z]?\s+\d[A-Z]{2}\b|\b[A-Z]{2}\s+\d{5}\b",
    re.IGNORECASE,
)
_A_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_ANY_LINK = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)
"""Its words are an address's, not what somebody says: ".../call/abcd" is no telephone."""
_LABELLED = re.compile(
    r"^[ \t>*_•-]{0,4}(?:location|where|address|venue|place|ort|wo|adresse|anschrift|treffpunkt)"
    r"[*_]{0,2}[ \t]{0,3}:[*_ \t]{0,4}(?P<place>\S[^\r\n]{0,400})$",
    re.IGNORECASE | re.MULTILINE,
)
_HOW = re.compile(
    r"^[ \t>*_•-]{0,4}(?:(?:interview )?(?:format|type|method|mode|medium)|how|art(?: des"
    r" (?:gesprächs|termins))?|form)[*_]{0,2}[ \t]{0,3}:[*_ \t]{0,4}(?P<how>\S[^\r\n]{0,100})$",
    re.IGNORECASE | re.MULTILINE,
)
_SAYS = {
    "video": re.compile(
        rf"\b(?:video[- ]?(?:call|interview|conference|chat|meeting|screen|gespräch|konferenz"
        rf"|anruf|telefonat)s?|videovorstellungsgespräch|videointerview|videokonferenz|videocall"
        rf"|(?:via|over|on|per|über|by|join(?: us)?(?: on| via)?) (?:{_VIDEO_WORDS})"
        rf"|(?:{_VIDEO_WORDS})[- ](?:call|interview|meeting|link|termin|gespräch|besprechung)"
        r"|virtual (?:interview|onsite|on-site|meeting)|online[- ]?(?:interview|gespräch"
        r"|meeting))\b",
        re.IGNORECASE,
    ),
    "phone": re.compile(
        r"\b(?:(?:tele)?phone[- ](?:interview|call|screen(?:ing)?|conversation|chat)"
        r"|interview (?:by|over the|via) (?:tele)?phone|(?:by|over the) (?:tele)?phone"
        r"|telefon(?:isch\w*|interview|gespräch|termin|at)|(?:per|am) telefon"
        r"|(?:will|'ll|’ll|going to) (?:be calling|call|ring|phone) you (?:on|at)\b"
        r"(?= (?:your|\+|\(?\d[\d ()/-]{4}))"
        r"|(?:rufe|rufen|ruft) (?:ich|wir|sie) (?:sie|dich)\b(?:[^.\n]|\.\d){0,120}\ban\b"
        r"|anruf unter)",
        re.IGNORECASE,
    ),
    "on site": re.compile(
        r"\b(?:on[- ]?site (?:interview|visit|meeting|round|loop)|interview (?:is )?on[- ]?site"
        r"|in[- ]person|face[- ]to[- ]face|(?:at|in|to|visit) our (?:office|offices|headquarters"
        r"|hq|building|site|premises|studio|workshop|shop"
        r"|store|clinic|practice|showroom|factory|plant|school|restaurant|lab|laboratory|campus"
        r"|warehouse|branch)\b|vor ort|persönlich(?:es|en)? (?:gespräch|vorstellungs\w+"
        r"|kennenlern\w+)|bei uns im (?:büro|haus|laden|werk|betrieb)"
        r"|zu uns in(?:s| die| den| das)\b"
        r"|in unser(?:e|em|en|er)? (?:büro|räumlichkeiten|räumen?|geschäftsräumen?|werk|werkstatt"
        r"|praxis|filiale|laden|haus|zentrale|niederlassung|kanzlei))",
        re.IGNORECASE,
    ),
}
_REACHED = re.compile(
    r"\b(?:(?:any|have|further|more|other) (?:questions?|queries)|reach (?:me|us|out)"
    r"|contact (?:me|us)|(?:call|ring|phone) (?:me|us)|get hold of|erreichbar|erreiche[nt]?|fragen"
    r"|rückfragen|melden sie sich|verhindert)\b",
    re.IGNORECASE,
)
"""How to reach them with a question is not how one meets."""
_SENTENCE = re.compile(r"(?<=[.!?\n])(?=\s)")
_ASIDE = re.compile(
    r"\s{0,3}\([^()]{0,80}\b(?:instructions?|details?|description|link|below|beschreibung|unten)\b"
    r"[^()]{0,80}\)",
    re.IGNORECASE,
)
_NOT_ON_SITE = re.compile(r"\bvirtual\b", re.IGNORECASE)


def place_of(location: str, text: str) -> Found | None:
    """The link of the call or the address, and what says so; None where it is not sure.

    ``location`` is the invitation's own field, "" where there is none. Of two different calls
    neither is taken. A room beside a link is where the others sit.
    """
    location, text = _cut(location, text)
    if call := _one(location):
        return Found(call.link, "from the invitation's location")
    physical = _physical(location)
    in_text = _one(text)
    if physical and not (in_text and _is_room(physical)):
        return Found(physical, "from the invitation's location")
    if in_text:
        return Found(in_text.link, f"from the {in_text.service} link in the text")
    if any(True for _ in calls(text)):
        return None
    labelled = {place for place in map(_physical, _labelled(text)) if place}
    return Found(labelled.pop(), "from the text") if len(labelled) == 1 else None


def format_of(location: str, text: str) -> str:
    """What kind of interview it is: "video", "phone" or "on site"; "" where it is not sure."""
    location, text = _cut(location, text)
    linked = _one(location) or next(calls(text), None)
    physical = _physical(location)
    if physical and not (linked and _is_room(physical)):
        return "" if linked or _A_LINK.search(physical) else "on site"
    if linked:
        return "video"
    places = [location, *_labelled(text)]
    if any(_says_video(place) for place in places):
        return "video"
    if (by := _how(text)) and len(by) == 1:
        return by.pop()
    how = "".join(part for part in _SENTENCE.split(text) if not _REACHED.search(part))
    told = {name for name, pattern in _SAYS.items() if pattern.search(how)}
    if any(_says_phone(place) for place in places):
        told.add("phone")
    if not told and any(map(_physical, places[1:])):
        return "on site"
    return told.pop() if len(told) == 1 else ""


def _how(text: str) -> set[str]:
    """What the lines say that tell how one meets: "Format: video call"."""
    lines = [match["how"] for match in _HOW.finditer(text)][:5]
    says = {"video": _says_video, "phone": _says_phone}
    by = {name for name, says_so in says.items() if any(map(says_so, lines))}
    on_site = _SAYS["on site"]
    return by | ({"on site"} if any(on_site.search(line) for line in lines) else set())


def _cut(location: str, text: str) -> tuple[str, str]:
    return _ASIDE.sub("", location[:_LONGEST]).strip(), text[:_LONGEST]


def _one(text: str) -> Call | None:
    """The call that is linked to, if all links lead to the same."""
    found = {call.key: call for call in reversed(list(calls(text)))}
    return next(iter(found.values())) if len(found) == 1 else None


def _labelled(text: str) -> list[str]:
    return [match["place"].strip() for match in _LABELLED.finditer(text)][:5]


def _physical(location: str) -> str:
    """An address, or a room; "" where the location is the name of a service, a number, nothing."""
    kept = [
        part.strip()
        for part in re.split(r"[;|\r\n]", _without_links(location))
        if part.strip() and not _is_no_place(part.strip())
    ]
    place = clean_line(", ".join(kept))
    return place if len(place) <= _LONGEST_PLACE and any(map(str.isalpha, place)) else ""


def _without_links(location: str) -> str:
    """The location with the links of calls taken out, which are told of by themselves."""
    words = re.split(r"(\s+)", location[: _LONGEST_PLACE * 4])
    return "".join("" if call_of(word.strip("<>(),;")) else word for word in words)


def _is_no_place(part: str) -> bool:
    if _A_LINK.match(part) and len(part.split()) == 1:
        return False
    if _NO_PLACE.fullmatch(part) or _says_video(part) or _says_phone(part):
        return True
    return bool(_ONLINE.search(part)) and not _STREET.search(part)


def _says_video(place: str) -> bool:
    place = _ANY_LINK.sub(" ", place)
    return bool(_BY_VIDEO.search(place)) and not _STREET.search(place)


def _says_phone(place: str) -> bool:
    if _NUMBER.fullmatch(place):
        return True
    place = _ANY_LINK.sub(" ", place)
    return bool(_BY_PHONE.search(place)) and not _STREET.search(place) and len(place) < 80


def _is_room(place: str) -> bool:
    return bool(_ROOM.search(place)) and not _STREET.search(place)
