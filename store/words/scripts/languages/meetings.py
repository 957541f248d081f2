"""What an interview was, told from the format that was typed: a talk, a call, a test."""

from __future__ import annotations

import re
from enum import StrEnum


class MeetingKind(StrEnum):
    """What one thanks for: not every round is a conversation."""

    TALK = "talk"
    PHONE = "phone"
    VISIT = "visit"
    TEST = "test"
    TASK = "task"


_SIGNS = re.compile(r"[\W_]+")
_SEEN = re.compile(
    r"\b(?:video\w*|zoom|teams|meet|webex|skype|facetime|hangouts?|online|web|virtual|on ?site"
    r"|in person|vor ort)\b"
)
_SPOKEN = re.compile(
    r"\b(?:\w*interviews?|panel|conversation|chat|talk|discussion|presentation|review|debrief"
    r"|pairing|live|\w*gespräche?|präsentation|vorstellung)\b"
)
_PHONE = re.compile(r"\b(?:(?:tele)?phon\w+|calls?|telefon\w*|tel|\w*anruf)\b")
_OTHERS = {
    MeetingKind.TASK: re.compile(
        r"\b(?:take ?home|home ?work|task|challenge|assignment|exercise|case stud(?:y|ies)"
        r"|work samples?|hausarbeit|\w*aufgaben?|fallstudien?|arbeitsproben?)\b"
    ),
    MeetingKind.TEST: re.compile(
        r"\b(?:tests?|testing|assessments?|exam|examination|quiz|hackerrank|codility|codesignal"
        r"|\w+stest|(?:online|programmier|fach|deutsch|englisch)test|prüfung|klausur)\b"
    ),
    MeetingKind.VISIT: re.compile(
        r"\b(?:visit|tour|trial|(?:taster|shadow) (?:day|shift)|shadowing|open day|\w*besuch"
        r"|besichtigung|rundgang|probetag|probearbeit\w*|schnuppertag|hospitation)\b"
    ),
}


def meeting_kind(text: str) -> MeetingKind:
    """The kind of interview meant by a format such as "video", "phone screen" or "coding test".

    Where people talked, it is a talk whatever else there was ("interview with a test", "video
    call"), or a call if it was by phone. A format that says nothing is a talk.
    """
    plain = _SIGNS.sub(" ", text.casefold())
    if _PHONE.search(plain):
        return MeetingKind.TALK if _SEEN.search(plain) else MeetingKind.PHONE
    if _SPOKEN.search(plain):
        return MeetingKind.TALK
    found = (kind for kind, words in _OTHERS.items() if words.search(plain))
    return next(found, MeetingKind.TALK)
