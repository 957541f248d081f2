"""What a person can do to a card: each a function from the card before to the card after.

Every one leaves its step in the history. None of them reads the clock: ``now`` is handed in, aware
and in the candidate's zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec.structs import replace
from pendulum import DateTime

from store import say
from store.clock import local
from store.errors import NotAllowedError, WrongTimeError
from store.history.steps import record
from store.records import Card, Channel, Outcome, Promise, Result, Stage, What
from store.rules.stages import (
    RUNGS,
    Owes,
    in_round,
    is_called_off,
    is_to_write_again,
    recipient,
    recipient_id,
    rung,
    skipped_as,
    thanked,
    to_thank,
    unreplied,
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
        after = replace(after, stage=Stage.WAITING)  # who was left to thank is off the card
    if is_called_off(before) and after.round.at != before.round.at:
        after = replace(after, stage=Stage.THANK_YOU)  # it takes place after all
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
    is_thanks = kind.startswith("thank-you") and card.stage is Stage.THANK_YOU
    to = f"/{person.id}" if person and is_thanks else ""
    return f"{kind}/{card.round.id}{to}"


def delete(card: Card, now: DateTime) -> Card:
    """The card as a tombstone: off every list, kept so that undo and merging know of it."""
    gone = replace(card, deleted=now)
    return record(card, gone, What.DELETED, now)


def advance(
    card: Card,
    now: DateTime,
    owed: Owes | None = None,
    *,
    done: datetime | None = None,
    person: str = "",
    channel: Channel | None = None,
    result: Result | None = None,
    note: str = "",
    subject: str = "",
    write_again: date | None = None,
) -> Card:
    """The card after an action of the path was really taken, at ``done`` (default: now).

    ``owed`` is the action that was asked about, by default the rung that the card stands before:
    with time the two differ, as an email takes up thanks that are still owed.

    The card moves on, with two exceptions: while someone of a panel is still to be thanked it stays
    in Thank-you, and a call that nobody answered is recorded and leaves it where it is. A snooze is
    over once the action is taken. ``subject`` is that of the email that was sent; ``write_again``
    is the day from which to write again, where the card is let go.

    Raises:
        NotAllowedError: Nothing is owed, ``owed`` is not of the path, a call has no result,
            ``done`` lies in the future, or ``write_again`` does not.
    """
    owed = owed or _owed(card)
    _check_owing(card, owed)
    if owed not in RUNGS:
        raise NotAllowedError("This is answered, not advanced: say what you wrote to them.")
    if owed is not Owes.CALL:
        result = None
    elif result is None:
        raise NotAllowedError("Say what came of the call: spoke, left a message, or no answer.")
    check_done(card, done, now)
    if not person and owed is not Owes.MOVE_ON:
        person = recipient_id(card)
    stays = result is Result.NO_ANSWER or (owed is Owes.THANK and _others(card, person))
    after = replace(
        card,
        stage=card.stage if stays else RUNGS[owed].leads_to,
        snooze=None,
        write_again=check_to_come(write_again, now) if owed is Owes.MOVE_ON else None,
    )
    return record(
        card,
        after,
        RUNGS[owed].done,
        now,
        done=done,
        person=person,
        channel=channel,
        result=result,
        note=note,
        subject=subject,
    )


def already(card: Card, now: DateTime, owed: Owes, done: datetime | None = None) -> Card:
    """A card just added, with what was done before it was: thanked, emailed or called.

    Who was thanked is everybody whom the thanks go to; what came of a call is not known.

    Raises:
        NotAllowedError: ``done`` lies in the future, or before the interview.
    """
    check_done(card, done, now)
    people = [person.id for person in to_thank(card)] if owed is Owes.THANK else []
    for person in people or [recipient_id(card)]:
        stays = owed is Owes.THANK and _others(card, person)
        after = replace(card, stage=card.stage if stays else RUNGS[owed].leads_to)
        card = record(card, after, RUNGS[owed].done, now, done=done, person=person)
    return card


def skip(
    card: Card,
    now: DateTime,
    reason: str,
    owed: Owes | None = None,
    *,
    person: str = "",
    no_calls: bool = False,
) -> Card:
    """The card with what it owes skipped, on record, for a reason.

    Skipped thanks lead to Waiting once nobody is left to thank, and so does a skipped email that
    had taken up the thanks. Any other skipped email or call leaves the card in its column, owing
    the next rung: the board never shows as sent what was not. A skipped thanks for a no closes the
    card all the same, and skipping to write again leaves it at rest. ``owed`` is as in
    :func:`advance`; ``no_calls`` also marks the card so.

    Raises:
        NotAllowedError: Nothing is owed, what is owed cannot be skipped, or there is no reason.
    """
    owed = owed or _owed(card)
    _check_owing(card, owed)
    what = check_skippable(owed)
    if not reason.strip():
        raise NotAllowedError("Say why, in a word or two, so that you can look it up later.")
    if owed is Owes.THANK and not person:
        person = recipient_id(card)
    thanks_over = owed is Owes.EMAIL or (owed is Owes.THANK and not _others(card, person))
    moves = card.stage is Stage.THANK_YOU and thanks_over
    after = replace(
        card,
        stage=Stage.WAITING if moves else card.stage,
        snooze=None,
        no_calls=card.no_calls or no_calls,
        write_again=None if owed is Owes.WRITE_AGAIN else card.write_again,
    )
    if owed is Owes.REPLY:
        after = with_ending(after)
    return record(card, after, what, now, person=person, note=reason.strip())


def check_skippable(owed: Owes) -> What:
    """The step that skipping the action leaves.

    Raises:
        NotAllowedError: It cannot be skipped; the message says what to do instead.
    """
    what = skipped_as(owed)
    if what is None:
        raise NotAllowedError(_UNSKIPPED[owed])
    return what


_UNSKIPPED = {
    Owes.MOVE_ON: "Moving on is the last step, so it cannot be skipped. Snooze it.",
    Owes.ANSWER_OFFER: "An offer is answered, not skipped: accept it, decline it, or ask for time.",
}


def note(card: Card, now: DateTime, text: str, done: datetime | None = None) -> Card:
    """The card with a dated note in its history.

    Raises:
        NotAllowedError: There is no text, or ``done`` lies in the future.
    """
    if not text.strip():
        raise NotAllowedError("There is nothing in the note. Write a line, or leave it.")
    check_past(done, now)
    return record(card, card, What.NOTED, now, done=done, note=text.strip())


def snooze(card: Card, now: DateTime, until: date | None) -> Card:
    """The card snoozed to a day; None takes the snooze away again.

    Raises:
        NotAllowedError: Nothing is owed, or the day is not to come.
    """
    if card.offer is not None and card.outcome is None:
        raise NotAllowedError("An offer cannot be snoozed. Ask them for more time instead.")
    if unreplied(card) is None and not is_to_write_again(card):
        _owed(card)
    check_to_come(until, now)
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
    after = replace(card, stage=_came_from(card), snooze=None, write_again=None)
    return record(card, after, What.MOVED_BACK, now, note=note)


def _came_from(card: Card) -> Stage:
    """The stage the card last left for this one; a rung may have been passed over."""
    place = _ORDER.index(card.stage)
    for step in reversed(in_round(card)):
        if step.stage_after is card.stage and step.stage_before in _ORDER[:place]:
            return step.stage_before
    return _ORDER[place - 1]


def with_ending(card: Card) -> Card:
    """The card closed, where a no has nothing more to come: its thanks were sent, or skipped."""
    answer = unreplied(card)
    is_no = answer is not None and answer.what is What.REJECTED
    return replace(card, outcome=Outcome.REJECTED) if is_no else card


def debrief(
    card: Card,
    now: DateTime,
    hooks: Mapping[str, str],
    promise: Promise | None,
    text: str = "",
) -> Card:
    """The card after the talk was gone through: what came up, what they said, and a dated note.

    ``hooks`` is what was talked of with each person, by the person's id; who is not in it keeps
    what was known.

    Raises:
        NotAllowedError: Nothing was written down.
    """
    people = tuple(
        replace(person, hook=hooks.get(person.id, person.hook)) for person in card.round.people
    )
    interview = replace(card.round, people=people, promise=promise)
    after = replace(card, rounds=(*card.rounds[:-1], interview))
    if after == card and not text.strip():
        raise NotAllowedError("Nothing is written down yet. One line is enough.")
    return record(card, after, What.DEBRIEFED, now, note=text.strip())


def check_to_come(day: date | None, now: DateTime) -> date | None:
    """Pass only a day after today; None stands for none, and passes.

    Raises:
        NotAllowedError: It is today or over.
    """
    if day is not None and day <= now.date():
        raise NotAllowedError(f"{say.day(day)} is not to come. Name a day after today.")
    return day


def check_past(done: datetime | None, now: DateTime) -> None:
    """Pass only a time at which something can have been done; None stands for now.

    Raises:
        WrongTimeError: It is still to come.
    """
    if done is not None and done.timestamp() > now.timestamp():  # the wall clock goes back at times
        raise WrongTimeError(f"{say.moment(done)} is still to come. Confirm it once it is done.")


def check_done(card: Card, done: datetime | None, now: DateTime) -> None:
    """Pass only a time at which an action after the interview can have been taken.

    Raises:
        WrongTimeError: It is still to come, or before the interview.
    """
    check_past(done, now)
    if done is not None and done < card.round.at <= now:
        raise WrongTimeError(
            f"{say.moment(done)} is before the interview, {say.moment(local(card.round.at, now))}."
        )


def _owed(card: Card) -> Owes:
    owed = rung(card)
    if owed is None:
        raise NotAllowedError("Nothing is owed on this card, so there is nothing to confirm.")
    return owed


def _check_owing(card: Card, owed: Owes) -> None:
    """Pass only a card that can owe this: replies and offers are owed beside the path."""
    if owed is Owes.WRITE_AGAIN and is_to_write_again(card):
        return
    if owed in RUNGS or card.outcome is not None or card.deleted is not None:
        _owed(card)


def _others(card: Card, person: str) -> bool:
    """Whether anybody but this person is still to be thanked."""
    return any(other.id != person for other in unthanked(card))
