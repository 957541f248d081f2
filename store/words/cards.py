"""What the app says about a card: the headline, the question, the line in the history."""

from __future__ import annotations

from datetime import timedelta

from pendulum import DateTime

from store import say
from store.records import Card, Channel, Person
from store.rules.board import Entry
from store.rules.calling_hours import call_warning, their_time
from store.rules.due import Rules, Urgency, too_early
from store.rules.stages import Owes, recipient

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


_USUAL_CHANNEL = {
    Owes.THANK: Channel.EMAIL,
    Owes.EMAIL: Channel.EMAIL,
    Owes.CALL: Channel.PHONE,
}


def title(card: Card) -> str:
    """A card as it is called: "Globex · Data analyst", or the company alone."""
    return f"{card.company} · {card.role}" if card.role else card.company


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


def skip_question(card: Card, owed: Owes, person: Person | None) -> str:
    """What skipping asks: "Skip the call to Dana Lee?"."""
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


def to_come(entry: Entry) -> str:
    """What a card waits for after an action: "Email Dana Lee from Tue 1 Dec."; "" for nothing."""
    if entry.urgency is not Urgency.UPCOMING or entry.due.opens is None:
        return ""
    return f"{to_do(entry)} from {say.day(entry.due.opens)}."


def still_alive(others: int) -> str:
    """What is said of the rest of the board when one card is let go."""
    if others <= 0:
        return "When the next interview comes, it will find a clear board."
    cards = "card is" if others == 1 else "cards are"
    return f"{say.number(others).capitalize()} other {cards} still open."
