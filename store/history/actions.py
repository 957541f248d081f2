"""What a person can do to a card: each a function from the card before to the card after.

Every one leaves its step in the history. None of them reads the clock: ``now`` is handed in, aware
and in the candidate's zone.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec.structs import replace
from pendulum import DateTime

from store import say
from store.clock import local
from store.errors import NotAllowedError
from store.history.steps import record
from store.records import Card, Channel, Result, Stage, What
from store.rules.stages import (
    Owes,
    in_round,
    leads_to,
    owes,
    recipient,
    recorded_as,
    skipped_as,
    thanked,
    unthanked,
)

_ORDER = tuple(Stage)


def add(card: Card, now: DateTime) -> Card:
    """A new card, with the step that says when it was added; undoing that step deletes it."""
    absent = replace(card, deleted=now)
    return record(absent, card, What.ADDED, now)


def edit(before: Card, after: Card, now: DateTime) -> Card:
    """The card with its fields changed; ``before`` itself when nothing differs."""
    if thanked(after) and not unthanked(after) and after.stage is Stage.THANK_YOU:
        after = replace(after, stage=leads_to(Owes.THANK))  # who was left to thank is off the card
    changed = record(before, after, What.EDITED, now)
    return changed if changed.history[-1].changes else before


def reword(card: Card, kind: str, text: str | None, now: DateTime) -> Card:
    """The card with its own words for a kind of script; None goes back to the template."""
    key = own_words_key(card, kind)
    own_words = {name: each for name, each in card.own_words.items() if name != key}
    if text is not None:
        own_words[key] = text
    return edit(card, replace(card, own_words=own_words), now)


def has_own_words(card: Card, kind: str) -> bool:
    """Whether the card has its own words for a kind of script."""
    return bool(card.own_words) and own_words_key(card, kind) in card.own_words


def own_words_key(card: Card, kind: str) -> str:
    """Under which name the card keeps its own words for a kind of script.

    Thanks have words for each person of a panel, everything else once a round.
    """
    person = recipient(card)
    to = f"/{person.id}" if person and owes(card) is Owes.THANK else ""
    return f"{kind}/{card.round.id}{to}"


def delete(card: Card, now: DateTime) -> Card:
    """The card as a tombstone: off every list, kept so that undo and merging know of it."""
    gone = replace(card, deleted=now)
    return record(card, gone, What.DELETED, now)


def advance(
    card: Card,
    now: DateTime,
    *,
    done: datetime | None = None,
    person: str = "",
    channel: Channel | None = None,
    result: Result | None = None,
    note: str = "",
) -> Card:
    """The card after the action it owes was really taken, at ``done`` (default: now).

    The card moves on, with two exceptions: while someone of a panel is still to be thanked it stays
    in Thank-you, and a call that nobody answered is recorded and leaves it where it is. A snooze is
    over once the action is taken.

    Raises:
        NotAllowedError: Nothing is owed, a call has no result, or ``done`` lies in the future.
    """
    owed = _owed(card)
    if owed is not Owes.CALL:
        result = None
    elif result is None:
        raise NotAllowedError("Say what came of the call: spoke, left a message, or no answer.")
    check_past(done, now)
    if done is not None and done < card.round.at <= now:
        raise NotAllowedError(
            f"{say.moment(done)} is before the interview, {say.moment(local(card.round.at, now))}."
        )
    if not person and owed is not Owes.MOVE_ON and (addressee := recipient(card)):
        person = addressee.id
    stays = result is Result.NO_ANSWER or (owed is Owes.THANK and _others(card, person))
    after = replace(card, stage=card.stage if stays else leads_to(owed), snooze=None)
    return record(
        card,
        after,
        recorded_as(owed),
        now,
        done=done,
        person=person,
        channel=channel,
        result=result,
        note=note,
    )


def skip(
    card: Card, now: DateTime, reason: str, *, person: str = "", no_calls: bool = False
) -> Card:
    """The card with the rung it owes skipped, on record, for a reason.

    Skipped thanks lead to Waiting once nobody is left to thank. A skipped email or call leaves the
    card in its column, owing the next rung: the board never shows as sent what was not.
    ``no_calls`` also marks the card so.

    Raises:
        NotAllowedError: Nothing is owed, moving on is, or there is no reason.
    """
    owed = _owed(card)
    what = skipped_as(owed)
    if what is None:
        raise NotAllowedError("Moving on is the last step, so it cannot be skipped. Snooze it.")
    if not reason.strip():
        raise NotAllowedError("Say why, in a word or two, so that you can look it up later.")
    if owed is Owes.THANK and not person and (addressee := recipient(card)):
        person = addressee.id
    moves = owed is Owes.THANK and not _others(card, person)
    stage = leads_to(owed) if moves else card.stage
    after = replace(card, stage=stage, snooze=None, no_calls=card.no_calls or no_calls)
    return record(card, after, what, now, person=person, note=reason.strip())


def snooze(card: Card, now: DateTime, until: date | None) -> Card:
    """The card snoozed to a day; None takes the snooze away again.

    Raises:
        NotAllowedError: Nothing is owed, or the day is not to come.
    """
    _owed(card)
    if until is not None and until <= now.date():
        raise NotAllowedError(f"{say.day(until)} is not to come. Name a day after today.")
    return record(card, replace(card, snooze=until), What.SNOOZED, now)


def move_back(card: Card, now: DateTime, note: str = "") -> Card:
    """The card back where it came from, for an action that was not taken after all.

    That is the stage its last advance left, mostly the column before; the first of the columns has
    none before it.

    Raises:
        NotAllowedError: It is in the first column, or closed.
    """
    if card.outcome is not None:
        raise NotAllowedError("This card is closed. Open it again first.")
    if card.stage is Stage.THANK_YOU:
        raise NotAllowedError("This card is in the first column already.")
    after = replace(card, stage=_came_from(card), snooze=None)
    return record(card, after, What.MOVED_BACK, now, note=note)


def _came_from(card: Card) -> Stage:
    """The stage the card last left for this one; a rung may have been passed over."""
    place = _ORDER.index(card.stage)
    for step in reversed(in_round(card)):
        if step.stage_after is card.stage and step.stage_before in _ORDER[:place]:
            return step.stage_before
    return _ORDER[place - 1]


def check_past(done: datetime | None, now: DateTime) -> None:
    """Pass only a time at which something can have been done; None stands for now.

    Raises:
        NotAllowedError: It is still to come.
    """
    if done is not None and done.timestamp() > now.timestamp():  # the wall clock goes back at times
        raise NotAllowedError(f"{say.moment(done)} is still to come. Confirm it once it is done.")


def _owed(card: Card) -> Owes:
    owed = owes(card)
    if owed is None:
        raise NotAllowedError("Nothing is owed on this card, so there is nothing to confirm.")
    return owed


def _others(card: Card, person: str) -> bool:
    """Whether anybody but this person is still to be thanked."""
    return any(other.id != person for other in unthanked(card))
