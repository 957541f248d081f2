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
        *("offered", "offer received", "got offer", "got an offer", "job offer", "hired"),
        *("offer accepted", "accepted", "accepted offer", "offer extended", "offer declined"),
    ),
    Outcome.REJECTED: (
        *("rejection", "not selected", "unsuccessful", "turned down", "rejected by company"),
        *("rejected after interview", "no offer"),
    ),
    Outcome.WITHDREW: ("withdrawn", "withdraw", "withdrew application", "i withdrew"),
}
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0"})
_NO_WORD = re.compile(r"[\W_]+")


def read_status(word: str) -> Stage | Outcome | None:
    """The stage or outcome that a word clearly means; None where it may mean something else."""
    return _CLEAR.get(_plain(word))


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
    **{_plain(outcome): outcome for outcome in Outcome},
}
