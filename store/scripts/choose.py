"""Which script a card needs now."""

from __future__ import annotations

from pendulum import DateTime

from store.records import Card, Me, Person, Stage
from store.scripts.fill import Script, fill
from store.scripts.placeholders import values
from store.scripts.template import load
from store.stages import recipient

_CALLS = ("call-answered", "voicemail")


def kinds_for(card: Card) -> tuple[str, ...]:
    """The kinds that fit the card's stage, the one to use first in front.

    Where calls are ruled out ("no calls"), the closing note comes before the two for a call.
    """
    match card.stage:
        case Stage.THANK_YOU:
            return ("thank-you",)
        case Stage.WAITING:
            promise = card.round.promise
            return ("follow-up-promised" if promise and promise.day else "follow-up-open",)
        case Stage.EMAILED:
            return ("moving-on", *_CALLS) if card.no_calls else _CALLS
        case Stage.CALLED | Stage.MOVED_ON:
            return ("moving-on",)


def script_for(
    card: Card,
    me: Me,
    now: DateTime,
    kind: str | None = None,
    person: Person | None = None,
) -> Script:
    """The script the card needs now, or one of the given kind, filled in.

    It is for the given person, else for the one the owed action is for: the next of a panel to be
    thanked, otherwise the first of the round.

    Raises:
        UnreadableError: There is no such kind.
    """
    template = load(kind or kinds_for(card)[0])
    return fill(template, values(card, me, now, person or recipient(card)))
