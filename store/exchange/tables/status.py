"""What trackers write for a status, where it is clear which stage or outcome that is."""

from __future__ import annotations

import re

from store.records import Outcome, Stage
from store.rules.stages import TITLES

_STAGES: dict[Stage, tuple[str, ...]] = {
    Stage.THANK_YOU: (
        *("interview", "interviewed", "interviewing", "interview done", "interview scheduled"),
        *("phone screen", "phone interview", "onsite", "on site", "first interview", "scheduled"),
    ),
    Stage.WAITING: (
        *("awaiting", "awaiting response", "awaiting reply", "awaiting decision", "thanked"),
        *("awaiting feedback", "waiting for response", "waiting for reply", "waiting to hear"),
        *("waiting for decision", "waiting for feedback", "thank you sent", "waiting to hear back"),
    ),
    Stage.EMAILED: ("followed up", "follow up sent", "follow up email sent", "sent follow up"),
    Stage.CALLED: ("phoned", "rang", "left voicemail", "left a message"),
    Stage.MOVED_ON: ("ghosted", "gave up", "no answer moved on"),
}
_OUTCOMES: dict[Outcome, tuple[str, ...]] = {
    Outcome.OFFER: (
        *("offered", "offer received", "received offer", "received an offer", "got offer"),
        *("got an offer", "job offer", "offer extended", "offer made"),
    ),
    Outcome.ACCEPTED: (
        *("offer accepted", "accepted offer", "accepted the offer", "i accepted", "hired"),
        *("i accepted the offer", "signed", "offer signed", "contract signed", "signed contract"),
        *("signed the contract", "signed offer", "signed the offer"),
    ),
    Outcome.DECLINED: (
        *("offer declined", "declined offer", "declined the offer", "i declined the offer"),
        *("offer turned down", "turned down offer", "turned down the offer", "turned it down"),
        *("i turned it down", "i turned down the offer"),
    ),
    Outcome.REJECTED: (
        *("rejection", "not selected", "unsuccessful", "rejected by company", "denied"),
        *("no offer", "position filled", "role filled", "job filled", "rejection received"),
        *("rejection email", "application rejected", "declined by company", "rejected by employer"),
    ),
    Outcome.WITHDREW: (
        *("withdrawn", "withdraw", "withdrew application", "i withdrew", "application withdrawn"),
        "withdrawn by me",
    ),
}
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0"})
_NO_WORD = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"^\d+ ")
_SHELVED = re.compile(
    r"^(?:closed|archived|interviewed|interview done|status|result|outcome|decision) "
)
_REJECTED_AT = re.compile(
    r"(?:rejected|rejection|denied|unsuccessful) "
    r"(?:(?:after|at|following|post|in|from|by|email|the|my|their|final|first|second|third|last"
    r"|1st|2nd|3rd|\d|round|rounds|interview|interviews|phone|screen|screening|onsite|on|site"
    r"|technical|panel|stage|company|employer|team|received) ?)+"
)
_SAYS_INTERVIEW = re.compile(
    r"\b(?:interview(?:ed|ing|s)?|phone screen|phone screening|onsite|on site|final round"
    r"|(?:first|second|third|1st|2nd|3rd) round|round \d|superday|panel)\b"
)
_SAYS_NONE = re.compile(
    r"\b(?:no|not|without|before|never|pre|cancel(?:l?ed)?|declined|hoping"
    r"|(?:awaiting|waiting for|pending) (?:an |the )?interview|invited?|request(?:ed)?|to be|tbd"
    r"|schedule|scheduling)\b"
)
_APPLIED = re.compile(
    r"\b(?:appl(?:y|ied|ying|ication)|no (?:response|reply|answer)|skip(?:ped)?|evaluated?"
    r"|wish ?list(?:ed)?|saved|bookmarked|submitted|to do|discarded|not interested"
    r"|under review|in review|reviewing|screened out|draft(?:ed)?|cv sent|resume sent)\b"
)


def read_status(word: str) -> Stage | Outcome | None:
    """The stage or outcome that a word clearly means; None where it may mean something else.

    OFFER is an offer that is not answered yet. A bare "declined" may be either side's word.
    Signs and pictures around it, a number before it and "closed" before it say nothing.
    """
    plain = _plain(word)
    for spelling in (plain, _NUMBERED.sub("", plain), _SHELVED.sub("", plain)):
        if found := _CLEAR.get(spelling):
            return found
        if _REJECTED_AT.fullmatch(spelling):
            return Outcome.REJECTED
    return None


def says_interview(word: str) -> bool:
    """Whether a status says that there is or was an interview."""
    plain = _plain(word)
    return bool(_SAYS_INTERVIEW.search(plain)) and not _SAYS_NONE.search(plain)


def says_applied(word: str) -> bool:
    """Whether a status is one from before any interview: applied, saved, evaluated, skipped."""
    plain = _plain(word)
    return bool(_APPLIED.search(plain)) and not says_interview(word)


def read_yes(word: str) -> bool | None:
    """Yes, no (also where nothing is said), or None for a word that is neither."""
    plain = word.strip().casefold()
    return True if plain in _YES else (False if plain in _NO or not plain else None)


def _plain(word: str) -> str:
    return _NO_WORD.sub(" ", word).casefold().strip()


_CLEAR: dict[str, Stage | Outcome] = {
    **{_plain(word): stage for stage, words in _STAGES.items() for word in words},
    **{_plain(word): outcome for outcome, words in _OUTCOMES.items() for word in words},
    **{_plain(stage): stage for stage in Stage},
    **{_plain(title): stage for stage, title in TITLES.items()},
    **{_plain(outcome): outcome for outcome in Outcome if outcome is not Outcome.DECLINED},
}
