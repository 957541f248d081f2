"""What the app says about what happened: steps, news from elsewhere, what copies disagree on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pendulum import DateTime

from store import say
from store.clock import local
from store.history.conflicts import conflicts
from store.history.fields import Path
from store.records import (
    Card,
    Channel,
    Outcome,
    Result,
    Round,
    State,
    Step,
    What,
    differing,
    glance,
    sources,
)
from store.records.fields import FIELDS
from store.rules.stages import TITLES, person_of
from store.words.cards import name_of

_DONE = {
    What.ADDED: "Added the card",
    What.EDITED: "Edited",
    What.DELETED: "Deleted the card",
    What.THANKED: "Thanked {name}",
    What.EMAILED: "Emailed {name}",
    What.EMAILED_AGAIN: "Emailed {name} a second time",
    What.CALLED: "Called {name}",
    What.REPLIED: "Replied to {name}",
    What.MOVED_ON: "Moved on",
    What.SKIPPED_THANKS: "Skipped the thank-you to {name}",
    What.SKIPPED_EMAIL: "Skipped the email",
    What.SKIPPED_EMAIL_AGAIN: "Skipped the second email",
    What.SKIPPED_CALL: "Skipped the call",
    What.SKIPPED_REPLY: "Skipped the reply",
    What.SKIPPED_WRITE_AGAIN: "Skipped writing again",
    What.CHOSE_TO_WRITE_AGAIN: "Chose when to write again",
    What.WROTE_AGAIN: "Wrote to {name} again",
    What.SNOOZED: "Snoozed",
    What.MOVED_BACK: "Moved back a stage",
    What.NEW_DATE: "They named a new date",
    What.NEWS: "They answered, with no date",
    What.NEXT_ROUND: "They asked you to the next round",
    What.OFFER: "They made an offer",
    What.ACCEPTED: "You accepted the offer",
    What.DECLINED: "You declined the offer",
    What.ASKED_TIME: "You asked for time to think",
    What.NEGOTIATED: "You talked about the terms",
    What.REJECTED: "They said no",
    What.WITHDREW: "You withdrew",
    What.NOTED: "Note",
    What.DEBRIEFED: "Wrote down how it went",
    What.REOPENED: "Opened again",
    What.SETTLED: "Settled what two copies disagreed on",
}

_NOTED = {
    What.NOTED: "Noted on {company}.",
    What.DEBRIEFED: "Noted how it went at {company}.",
}


_ENDINGS = {
    Outcome.OFFER: (What.OFFER, "An offer"),
    Outcome.ACCEPTED: (What.ACCEPTED, "You accepted their offer"),
    Outcome.DECLINED: (What.DECLINED, "You declined their offer"),
    Outcome.REJECTED: (What.REJECTED, "A no"),
    Outcome.WITHDREW: (What.WITHDREW, "You withdrew"),
}


_WRITTEN = {What.THANKED, What.EMAILED, What.EMAILED_AGAIN, What.REPLIED, What.WROTE_AGAIN}
"""What is sent by mail where its step names no other channel."""

_FIELDS = {(field.on, field.stored): field.words for field in FIELDS}


def line_of(step: Step, card: Card, now: DateTime) -> str:
    """A step as a line of the history: "Thu 19 Nov, 09:12  Emailed Dana Lee by email"."""
    how = f" by {step.channel}" if step.channel and step.what is not What.CALLED else ""
    what = f"{_what(step, card)}{how}{_told(step)}"
    result = f": {step.result}" if step.result else ""
    return f"{say.moment(local(step.done, now))}  {what}{result}"


def _what(step: Step, card: Card) -> str:
    """What the step says was done, in a few words."""
    name = name_of(person_of(card, step.person), card)
    if step.what is What.CALLED and step.result is Result.NO_ANSWER:
        return f"Tried to call {name}"
    if step.what is What.EDITED:
        return f"Edited {', '.join(dict.fromkeys(_field(c.path) for c in step.changes))}"
    if step.what is What.SNOOZED:
        return _snoozed(step)
    if step.what is What.CHOSE_TO_WRITE_AGAIN:
        return _again(step) or "No day to write again any more"
    return _DONE[step.what].format(name=name)


def _told(step: Step) -> str:
    """What they said with it, or what was agreed: ": “by Friday”", ": answer by Fri 11 Dec"."""
    words = ""
    if step.what is What.NEW_DATE:
        promised = _promised(step)
        words = f"“{promised}”" if promised else ""
    elif step.what in {What.OFFER, What.ASKED_TIME, What.NEGOTIATED}:
        words = _offered(step)
    elif step.what in _AT_REST and (again := _again(step)):
        return f". {again}"
    return f": {words}" if words else ""


def _snoozed(step: Step) -> str:
    after = next((change.after for change in step.changes if change.path == "snooze"), None)
    return f"Snoozed to {say.full_day(date.fromisoformat(after))}" if after else "No longer snoozed"


_AT_REST = {What.REJECTED, What.WITHDREW, What.MOVED_ON, What.WROTE_AGAIN}
"""The steps with which a day to write again may be chosen."""


def _again(step: Step) -> str:
    """From when to write again, where this step says so: "Write again from Mon 25 Jan 2027"."""
    after = next((change.after for change in step.changes if change.path == "write_again"), None)
    return f"Write again from {say.full_day(date.fromisoformat(after))}" if after else ""


def _promised(step: Step) -> str:
    found = (c.after for c in step.changes if Path.parse(c.path).inner == "promise")
    promise = next(found, None) or {}
    return str(promise.get("words", ""))


def _offered(step: Step) -> str:
    """What they offered, where this step tells it, and by when they now want an answer."""
    after = next((change.after for change in step.changes if change.path == "offer"), None) or {}
    day = after.get("answer_by")
    by = f"answer by {say.day(date.fromisoformat(day))}" if day else ""
    offer = str(after.get("what", "")) if step.what is What.OFFER else ""
    return ", ".join(filter(None, (offer, by)))


def closed(card: Card, now: DateTime) -> str:
    """How a closed card ended: "You accepted their offer, Tue 24 Nov 2026."."""
    words, day = ending(card, now)
    return f"{words}, {day}." if day else f"{words}."


def ending(card: Card, now: DateTime) -> tuple[str, str]:
    """How a closed card ended, and when: "A no", "Tue 24 Nov 2026"; "" where nobody knows when."""
    if card.outcome is None:
        return "Closed", ""
    what, words = _ENDINGS[card.outcome]
    step = next((step for step in reversed(card.steps) if step.what is what), None)
    return words, say.full_day(local(step.done, now)) if step else ""


def mails_sent(card: Card) -> str:
    """How many mails were sent, in all rounds: "three mails", "no mail"."""
    amount = sum(
        step.what in _WRITTEN and step.channel in {None, Channel.EMAIL} for step in card.steps
    )
    return say.count(amount, "mail") if amount else "no mail"


def done(card: Card, step: Step) -> str:
    """What is said after a confirmed action: "Thanked Dana Lee. Globex is now in Waiting."."""
    return " ".join(done_in_sentences(card, step))


def done_in_sentences(card: Card, step: Step) -> tuple[str, ...]:
    """What is said after a confirmed action: what was done, and in the second what that means."""
    if step.what in _NOTED:
        return (_NOTED[step.what].format(company=card.company),)
    if step.what is What.CHOSE_TO_WRITE_AGAIN:
        return f"{_what(step, card)}.", f"Noted on {card.company}."
    what = _DONE[step.what].format(name=name_of(person_of(card, step.person), card))
    if card.outcome is not None:
        again = card.write_again
        now = f"until {say.day(again)}" if again else "now"
        return f"{what}.", f"{card.company} is in the archive {now}."
    if step.stage_before is step.stage_after:
        result = f" ({step.result})" if step.result else ""
        return f"{what}{result}{_told(step)}.", f"Noted on {card.company}."
    if step.what is What.MOVED_ON:
        return f"You moved on from {card.company}.", "Head high: most silence is not about you."
    return f"{what}.", f"{card.company} is now in {TITLES[card.stage]}."


def edited(card: Card, step: Step) -> str:
    """What is said after an edit: "Globex is saved: role, notes."."""
    names = dict.fromkeys(_field(change.path) for change in step.changes)
    return f"{card.company} is saved: {', '.join(names)}."


def arrived(cards: Sequence[Card]) -> str:
    """What is said when another program saved: "Saved elsewhere: Globex, Initech."."""
    names = list(dict.fromkeys(card.company for card in cards))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"Changed outside of this window: {', '.join(names[:3])}{more}."


def merged(before: State, after: State) -> str:
    """What merging another copy did: "One card is new, two have changed; on one they disagree."."""
    new = changed = removed = 0
    for key in differing(after.cards, before.cards):
        old, card = before.cards.get(key), after.cards[key]
        new += old is None and card.deleted is None
        removed += old is not None and old.deleted is None and card.deleted is not None
        changed += old is not None and old.deleted is None and card.deleted is None and old != card
    here = (card for card in map(glance, sources(after.cards)) if card.deleted is None)
    disputed = [card.company for card in here if conflicts(card)]
    parts = [
        f"{say.number(amount)} {say.plural(amount, 'card is', 'cards are')} {what}"
        for amount, what in ((new, "new"), (changed, "changed"), (removed, "deleted"))
        if amount
    ]
    text = ", ".join(parts).capitalize() if parts else "Nothing new was in it"
    if not disputed:
        return f"{text}."
    return f"{text}. The copies disagree on {', '.join(disputed)}: the card page shows both values."


def disagreements(card: Card, now: DateTime) -> list[str]:
    """What two copies disagreed on, a line each: "notes: also “call first”, Mon 23 Nov, 14:02"."""
    return [
        f"{_field(each.path)}: also “{_plain_value(each.value)}”, "
        f"{say.moment(local(each.recorded, now))}"
        for each in conflicts(card)
    ]


def _plain_value(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("words") or value.get("name") or value)
    if isinstance(value, list):
        return ", ".join(_plain_value(each) for each in value)
    return "nothing" if value is None else str(value)


def step_of(card: Card, step: Step) -> str:
    """A step with its company, as undo speaks of it: "Emailed Dana Lee (Globex)"."""
    what = _DONE[step.what].format(name=name_of(person_of(card, step.person), card))
    return f"{what} ({card.company})"


def _field(path: str) -> str:
    """The plain name of a field from its path on the card."""
    at = Path.parse(path)
    if at.is_own_words:
        return "your own words"
    if at.is_whole_round:
        return "the round"
    name = at.inner or at.top
    return _FIELDS.get((Round if at.inner else Card, name), name.replace("_", " "))
