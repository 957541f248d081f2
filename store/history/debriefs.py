"""What was noted after an interview: one dated line, each part of it behind a word of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.records import Card, What
from store.rules.stages import latest

TALKED_OF, THEY_ASKED, TO_ADD, WHOM = "You talked of", "They asked", "To add", "Whom to ask"
_PARTS = re.compile(rf"(?:^|; )({TALKED_OF}|{THEY_ASKED}|{TO_ADD}|{WHOM}): ")


def as_line(parts: Iterable[tuple[str, str]]) -> str:
    """The parts on one line: "They asked: …; To add: …"; those without text are left out."""
    return "; ".join(f"{label}: {text}" for label, text in parts if text)


def noted(card: Card, label: str) -> str:
    """What was noted last behind this word about the current round; "" where nothing was."""
    step = latest(card, What.DEBRIEFED)
    if step is None:
        return ""
    _, *found = _PARTS.split(step.note)
    return dict(zip(found[::2], found[1::2], strict=True)).get(label, "")
