"""What the app says about a card: the headline, the question, the line in the history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pendulum import DateTime

from store import say
from store.board import Entry
from store.conflicts import conflicts
from store.hours import call_warning, their_time
from store.records import Card, Channel, Person, Result, Step, What
from store.rules import Rules
from store.schedule import Urgency, local, too_early
from store.stages import TITLES, Owes, recipient
from store.state import State

_ASKED = {
    Owes.THANK: "Did you send the thank-you to {name}?",
    Owes.EMAIL: "Did you send the follow-up email to {name}?",
    Owes.CALL: "Did you call {name}?",
    Owes.MOVE_ON: "Are you ready to move on from {company}?",
}

_TO_DO = {
    Owes.THANK: "Thank {name}",
    Owes.EMAIL: "Email {name}",
    Owes.CALL: "Call {name}",
    Owes.MOVE_ON: "Move on from {company}",
}

_SKIPPED = {
    Owes.THANK: "Skip the thank-you to {name}?",
    Owes.EMAIL: "Skip the follow-up email to {name}?",
    Owes.CALL: "Skip the call to {name}?",
    Owes.MOVE_ON: "Skip moving on?",
}

_CONFIRMS = {
    Owes.THANK: "Sent it",
    Owes.EMAIL: "Sent it",
    Owes.CALL: "Called",
    Owes.MOVE_ON: "Move on",
}

_DONE = {
    What.ADDED: "Added the card",
    What.EDITED: "Edited",
    What.DELETED: "Deleted the card",
    What.THANKED: "Thanked {name}",
    What.EMAILED: "Emailed {name}",
    What.CALLED: "Called {name}",
    What.MOVED_ON: "Moved on",
    What.WAIVED_THANKS: "Waived the thank-you to {name}",
    What.WAIVED_EMAIL: "Waived the email",
    What.WAIVED_CALL: "Waived the call",
    What.SNOOZED: "Snoozed",
    What.MOVED_BACK: "Moved back a stage",
    What.NEW_DATE: "They named a new date",
    What.NEWS: "They answered, with no date",
    What.NEXT_ROUND: "They asked you to the next round",
    What.OFFER: "They made an offer",
    What.REJECTED: "They said no",
    What.WITHDREW: "You withdrew",
    What.REOPENED: "Opened again",
    What.SETTLED: "Settled what two copies disagreed on",
}

_ENDINGS = {
    What.OFFER: "An offer",
    What.REJECTED: "A no",
    What.WITHDREW: "You withdrew",
}

_FIELDS = {"at": "the interview time", "promise": "what they said", "rounds": "the round"}

_USUAL_CHANNEL = {
    Owes.THANK: Channel.EMAIL,
    Owes.EMAIL: Channel.EMAIL,
    Owes.CALL: Channel.PHONE,
}


def name_of(person: Person | None, card: Card) -> str:
    """The person as the app speaks of them; "the team at …" while no name is known."""
    return person.name if person and person.name else f"the team at {card.company}"


def address(person: Person | None) -> str:
    """The person as a mail is addressed: "Dana Lee <dana@example.com>"; "" without an address."""
    if person is None or not person.email:
        return ""
    return f"{person.name} <{person.email}>" if person.name else person.email


def person_in(card: Card, person_id: str) -> Person | None:
    """The person with this id in any round of the card."""
    everyone = (person for interview in card.rounds for person in interview.people)
    return next((person for person in everyone if person.id == person_id), None)


def question(card: Card, owed: Owes, person: Person | None = None) -> str:
    """The question that confirming opens: "Did you call Dana Lee?"."""
    name = name_of(person or recipient(card), card)
    return _ASKED[owed].format(name=name, company=card.company)


def waiver(card: Card, owed: Owes, person: Person | None) -> str:
    """What waiving asks: "Skip the call to Dana Lee?"."""
    return _SKIPPED[owed].format(name=name_of(person, card))


def confirms(owed: Owes) -> str:
    """Two words for the key that says it was done: "Sent it"."""
    return _CONFIRMS[owed]


def usual_channel(owed: Owes) -> Channel | None:
    """The channel this action usually takes; None for moving on, which takes none."""
    return _USUAL_CHANNEL.get(owed)


def to_do(entry: Entry) -> str:
    """What the card owes, in a few words: "Email Dana Lee"; "" when it owes nothing."""
    card, owed = entry.card, entry.due.owes
    if owed is None:
        return ""
    return _TO_DO[owed].format(name=name_of(recipient(card), card), company=card.company)


def headline(entry: Entry) -> str:
    """One line that says what to do now, or until when to wait."""
    card, due = entry.card, entry.due
    if due.owes is None:
        return f"Closed: {card.outcome}" if card.outcome else "Moved on. Nothing is owed here."
    act = to_do(entry)
    if entry.urgency is Urgency.OVERDUE:
        return f"{act} today: late, and still worth doing"
    if entry.urgency is Urgency.TODAY:
        return f"{act} today"
    if due.owes is Owes.THANK and due.opens is not None and card.snooze is None:
        return f"Nothing to send yet. {act} after the interview"
    opens = say.day(due.opens) if due.opens else "later"
    return f"Wait for now. {act} on {opens}"


def early(entry: Entry, rules: Rules, now: DateTime) -> str:
    """The sentence that warns of acting too early; "" when it is not early."""
    ahead = too_early(entry.due, entry.card, rules, now)
    return f"This would be {ahead} early. {entry.due.why}" if ahead else ""


def their_clock(entry: Entry, rules: Rules, now: DateTime) -> str:
    """What time it is for them where that differs, with a warning before a call; "" otherwise."""
    if entry.due.owes is None:
        return ""
    warning = call_warning(entry.card, rules, now) if entry.due.owes is Owes.CALL else ""
    return warning or their_time(entry.card, now)


def due_word(entry: Entry, now: DateTime) -> str:
    """The due date as the card shows it, in at most twelve cells: "2 d late", "Tue 1 Dec"."""
    due = entry.due
    if due.opens is None or due.by is None:
        return ""
    if entry.urgency is Urgency.OVERDUE:
        days = (now.date() - due.by.date()).days
        hours = int((now - due.by).total_hours())
        late = days and (due.whole_day or hours >= 24)
        return f"{days} d late" if late else f"{_span(now - due.by)} late"
    if entry.urgency is Urgency.TODAY:
        return "today" if due.whole_day else f"{_span(due.by - now)} left"
    days = (due.opens.date() - now.date()).days
    if days == 0:
        return f"from {say.clock(due.opens)}"
    return "tomorrow" if days == 1 else say.day(due.opens)


def _span(span: timedelta) -> str:
    """Hours, or under an hour minutes: "3 h", "40 min"."""
    minutes = int(span.total_seconds()) // 60
    return f"{minutes // 60} h" if minutes >= 60 else f"{max(1, minutes)} min"


def nothing_due(next_up: Entry | None) -> str:
    """What is said when the queue is empty: "Nothing is due. Next: Globex, Tue 24 Nov."."""
    if next_up is None or next_up.due.opens is None:
        return "Nothing is due. You are up to date."
    return f"Nothing is due. Next: {next_up.card.company}, {say.day(next_up.due.opens)}."


def told(step: Step, card: Card, now: DateTime) -> str:
    """A step as a line of the history: "Thu 19 Nov, 09:12  Emailed Dana Lee by email"."""
    what = _DONE[step.what].format(name=name_of(person_in(card, step.person), card))
    if step.what is What.CALLED and step.result is Result.NO_ANSWER:
        what = f"Tried to call {name_of(person_in(card, step.person), card)}"
    if step.what is What.EDITED:
        what = f"Edited {', '.join(dict.fromkeys(_field(c.path) for c in step.changes))}"
    if step.what is What.SNOOZED:
        what = _snoozed(step)
    if step.what is What.NEW_DATE and (words := _promised(step)):
        what = f"{what}: “{words}”"
    how = f" by {step.channel}" if step.channel and step.what is not What.CALLED else ""
    result = f": {step.result}" if step.result else ""
    return f"{say.moment(local(step.done, now))}  {what}{how}{result}"


def _snoozed(step: Step) -> str:
    after = next((change.after for change in step.changes if change.path == "snooze"), None)
    return f"Put off to {say.full_day(date.fromisoformat(after))}" if after else "No longer put off"


def _promised(step: Step) -> str:
    paths = (change.after for change in step.changes if change.path.endswith("/promise"))
    promise = next(paths, None) or {}
    return str(promise.get("words", ""))


def closed(card: Card, now: DateTime) -> str:
    """How a closed card ended: "An offer, Tue 24 Nov 2026."."""
    step = next((step for step in reversed(card.steps) if step.what in _ENDINGS), None)
    if step is None:
        return "Closed."
    return f"{_ENDINGS[step.what]}, {say.full_day(local(step.done, now))}."


def done(card: Card, step: Step) -> str:
    """What is said after a confirmed action: "Thanked Dana Lee. Globex is now in Waiting."."""
    what = _DONE[step.what].format(name=name_of(person_in(card, step.person), card))
    if card.outcome is not None:
        return f"{what}. {card.company} is in the archive now (v)."
    if step.stage_before is step.stage_after:
        return f"{what}{f' ({step.result})' if step.result else ''}. Noted on {card.company}."
    if step.what is What.MOVED_ON:
        return f"You moved on from {card.company}. Head high: most silence is not about you."
    return f"{what}. {card.company} is now in {TITLES[card.stage]}."


def to_come(entry: Entry) -> str:
    """What a card waits for after an action: "Email Dana Lee from Tue 1 Dec."; "" for nothing."""
    if entry.urgency is not Urgency.UPCOMING or entry.due.opens is None:
        return ""
    return f"{to_do(entry)} from {say.day(entry.due.opens)}."


def arrived(cards: Sequence[Card]) -> str:
    """What is said when another program saved: "Saved elsewhere: Globex, Initech."."""
    names = list(dict.fromkeys(card.company for card in cards))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"Changed outside of this window: {', '.join(names[:3])}{more}."


def merged(before: State, after: State) -> str:
    """What merging another copy did: "One card is new, two have changed; on one they disagree."."""
    old = {key: card for key, card in before.cards.items() if card.deleted is None}
    here = {key: card for key, card in after.cards.items() if card.deleted is None}
    new = len(here.keys() - before.cards.keys())
    changed = sum(old[key] != card for key, card in here.items() if key in old)
    removed = len(old.keys() - here.keys())
    disputed = [card.company for card in here.values() if conflicts(card)]
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


def still_alive(others: int) -> str:
    """What is said of the rest of the board when one card is let go."""
    if others <= 0:
        return "When the next interview comes, it will find a clear board."
    cards = "card is" if others == 1 else "cards are"
    return f"{say.number(others).capitalize()} other {cards} still open."


def step_of(card: Card, step: Step) -> str:
    """A step with its company, as undo speaks of it: "Emailed Dana Lee (Globex)"."""
    what = _DONE[step.what].format(name=name_of(person_in(card, step.person), card))
    return f"{what} ({card.company})"


def _field(path: str) -> str:
    """The plain name of a field from its path on the card."""
    top, *inner = path.split("/")
    name = inner[-1] if len(inner) == 2 else top
    return _FIELDS.get(name, name.replace("_", " "))
