"""What the app says about a card: the headline, the question, the line in the history."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct
from pendulum import DateTime

from store import say
from store.clock import days_between, local
from store.records import RECRUITER, Card, Channel, Person, What
from store.rules.board import Entry
from store.rules.calling_hours import call_warning, their_time
from store.rules.due import Due, Urgency, too_early
from store.rules.rules import Rules
from store.rules.stages import Owes, is_called_off, recipient


class _Action(Struct, frozen=True):
    """How one action is spoken of; ``{name}`` is the person, ``{company}`` the company."""

    to_do: str
    asked: str
    skipped: str = ""  # what cannot be skipped has no question for it
    brief: str = "Email {name}"  # for the key that confirms it, where room is scarce
    channel: Channel | None = Channel.EMAIL


_ACTIONS = {
    Owes.THANK: _Action(
        "Thank {name}",
        "Did you send the thank-you to {name}?",
        "Skip the thank-you to {name}?",
        "Thank {name}",
    ),
    Owes.EMAIL: _Action(
        "Email {name}",
        "Did you send the follow-up email to {name}?",
        "Skip the follow-up email to {name}?",
    ),
    Owes.EMAIL_AGAIN: _Action(
        "Email {name} once more",
        "Did you send the second email to {name}?",
        "Skip the second email to {name}?",
        "Email {name} again",
    ),
    Owes.CALL: _Action(
        "Call {name}",
        "Did you call {name}?",
        "Skip the call to {name}?",
        "Call {name}",
        Channel.PHONE,
    ),
    Owes.MOVE_ON: _Action(
        "Move on from {company}",
        "Are you ready to move on from {company}?",
        brief="Move on",
        channel=None,
    ),
    Owes.ANSWER_OFFER: _Action(
        "Answer the offer of {company}",
        "How did you answer the offer of {company}?",
        brief="Answer the offer",
    ),
    Owes.WRITE_AGAIN: _Action(
        "Write to {name} again",
        "Did you write to {name} again?",
        "Skip writing to {name} again?",
        "Write to {name}",
    ),
}

_REPLIES = {
    What.NEXT_ROUND: _Action(
        "Confirm the interview with {name}",
        "Did you send {name} the confirmation of the interview?",
        "Skip confirming the interview with {name}?",
        "Reply to {name}",
    ),
    What.NEW_DATE: _Action(
        "Thank {name} for the news",
        "Did you thank {name} for the news?",
        "Skip the thanks for the news to {name}?",
        "Reply to {name}",
    ),
    What.REJECTED: _Action(
        "Thank {name} for letting you know",
        "Did you thank {name} for letting you know?",
        "Skip the thanks to {name}, and close the card?",
        "Reply to {name}",
    ),
    What.WITHDREW: _Action(
        "Tell {name} that you withdraw",
        "Did you tell {name} that you withdraw?",
        "Leave {company} open after all?",
        "Reply to {name}",
    ),
}
_REPLIES[What.NEWS] = _REPLIES[What.NEW_DATE]


def _action(due: Due) -> _Action | None:
    if due.owes is Owes.REPLY:
        return _REPLIES[due.reply_to] if due.reply_to else None
    return _ACTIONS[due.owes] if due.owes else None


def _spoken(entry: Entry, text: str, person: Person | None = None) -> str:
    card = entry.card
    return text.format(name=name_of(person or recipient(card), card), company=card.company)


def title(card: Card) -> str:
    """A card as it is called: "Globex · Data analyst", or the company alone."""
    return f"{card.company} · {card.role}" if card.role else card.company


def name_of(person: Person | None, card: Card) -> str:
    """The person as the app speaks of them; "the team at …" while no name is known."""
    if person and person.name:
        return person.name
    return "the recruiter" if person and person.id == RECRUITER else f"the team at {card.company}"


def address(person: Person | None) -> str:
    """The person as a mail is addressed: "Dana Lee <dana@example.com>"; "" without an address."""
    if person is None or not person.email:
        return ""
    return f"{person.name} <{person.email}>" if person.name else person.email


def question(entry: Entry, person: Person | None = None) -> str:
    """The question that confirming opens: "Did you call Dana Lee?"; "" when nothing is owed."""
    action = _action(entry.due)
    return _spoken(entry, action.asked, person) if action else ""


def skip_question(entry: Entry) -> str:
    """What skipping asks: "Skip the call to Dana Lee?"; "" for what cannot be skipped."""
    action = _action(entry.due)
    return _spoken(entry, action.skipped) if action else ""


def in_brief(entry: Entry, name: str) -> str:
    """What the card owes in two or three words, with a short ``name``: "Email Dana".

    Before its day that stands behind it: "Email Dana (Tue 1 Dec)"; "" when nothing is owed.
    """
    action = _action(entry.due)
    if action is None:
        return ""
    opens = entry.due.opens if entry.urgency is Urgency.UPCOMING else None
    day = f" ({say.day(opens)})" if opens else ""
    return f"{action.brief.format(name=name)}{day}"


def usual_channel(entry: Entry) -> Channel | None:
    """The channel this action usually takes; None for moving on, which takes none."""
    action = _action(entry.due)
    return action.channel if action else None


def to_do(entry: Entry) -> str:
    """What the card owes, in a few words: "Email Dana Lee"; "" when it owes nothing."""
    action = _action(entry.due)
    return _spoken(entry, action.to_do) if action else ""


def headline(entry: Entry) -> str:
    """One line that says what to do now, or until when to wait."""
    card, due = entry.card, entry.due
    if due.owes is None:
        return f"Closed: {card.outcome}" if card.outcome else "Moved on. Nothing is owed here."
    if due.owes is Owes.ANSWER_OFFER:
        return f"{to_do(entry)}{_by_their_day(entry)}"
    if entry.urgency is Urgency.UPCOMING:
        return _wait_for(entry)
    return f"{to_do(entry)}{_now(entry)}"


def _by_their_day(entry: Entry) -> str:
    """By when an offer wants its answer; "" where they named no day."""
    due = entry.due
    if due.late_from is None or due.day is None:
        return ""
    passed = ": the day has passed" if entry.urgency is Urgency.OVERDUE else ""
    return f" by {say.day(due.day)}{passed}"


def _wait_for(entry: Entry) -> str:
    act, due = to_do(entry), entry.due
    if _is_before_thanks(entry):
        return f"{act} after the interview"
    opens = say.day(due.opens) if due.opens else "later"
    if due.owes is Owes.WRITE_AGAIN:
        return f"At rest for now. {act} from {opens}"
    return f"Wait for now. {act} on {opens}"


def _now(entry: Entry) -> str:
    """How pressing an action is that is open."""
    if entry.urgency is Urgency.OVERDUE:
        return " today: late, and still worth doing"
    if entry.due.owes is Owes.MOVE_ON:
        return ", when you are ready"
    if entry.due.owes is Owes.WRITE_AGAIN:
        return ", if you like"
    return "" if entry.due.late_from is None else " today"


def _is_before_thanks(entry: Entry) -> bool:
    """Whether thanks wait for the interview to be over; snoozed ones have a day instead."""
    due = entry.due
    coming = entry.urgency is Urgency.UPCOMING
    return coming and due.owes is Owes.THANK and not due.whole_day


def draft_until(entry: Entry) -> str:
    """What a letter is before its day: "draft, for after Fri 4 Dec"; "" once the action is open."""
    if entry.urgency is not Urgency.UPCOMING or entry.due.opens is None:
        return ""
    if _is_before_thanks(entry):
        return "draft, for after the interview"
    return f"draft, for after {say.day(entry.due.opens)}"


def interview_ahead(entry: Entry, now: DateTime) -> str:
    """The interview to come: "today 15:30, video, Dana Lee"; "" where there is none."""
    if not is_ahead(entry, now):
        return ""
    start = local(entry.card.round.at, now)
    day = "today" if start.date() == now.date() else say.day(start)
    return ", ".join([f"{day} {say.clock(start)}", *_setting(entry.card)])


def is_ahead(entry: Entry, now: DateTime) -> bool:
    """Whether the card's interview is still to come."""
    card = entry.card
    is_open = card.outcome is None and card.deleted is None
    return is_open and card.round.at > now and not is_called_off(card)


def interview_line(entry: Entry, now: DateTime) -> str:
    """A line about an interview to come: "today 15:30  Globex · PM: interview, video, Dana Lee"."""
    when = _start_word(local(entry.card.round.at, now), now)
    what = ", ".join(["interview", *_setting(entry.card)])
    return f"{when:<11}  {title(entry.card)}: {what}"


def _setting(card: Card) -> list[str]:
    """How an interview is held, and by whom."""
    interview = card.round
    people = ", ".join(person.name for person in interview.people if person.name)
    return [each for each in (interview.format, people) if each]


def lead(entry: Entry, now: DateTime) -> tuple[str, ...]:
    """What is said first of a card: what to do, and before an interview when that is.

    Until an interview is over it comes first, with what to ask there, unless a reply is owed.
    """
    ahead = interview_ahead(entry, now)
    if not ahead:
        return (headline(entry),)
    if entry.due.owes is not Owes.THANK:
        return (headline(entry), f"Interview {ahead}")
    return (f"Interview {ahead}", "Ask when they will decide, and whom you may ask.")


def early(entry: Entry, rules: Rules, now: DateTime) -> str:
    """The sentence that warns of acting too early; "" when it is not early."""
    ahead = too_early(entry.due, entry.card, rules, now)
    return f"This would be {ahead} early. {entry.due.why}" if ahead else ""


def their_clock(entry: Entry, rules: Rules, now: DateTime) -> str:
    """What time it is for them where that differs; "" otherwise.

    With a call that is open, a warning takes its place where calling now would break their hours.
    """
    if entry.due.owes is None:
        return ""
    calls = entry.due.owes is Owes.CALL and entry.urgency is not Urgency.UPCOMING
    warning = call_warning(entry.card, rules, now) if calls else ""
    return warning or their_time(entry.card, now)


def due_word(entry: Entry, now: DateTime) -> str:
    """The due date as the card shows it, in at most twelve cells: "2 d late", "by Wed 2"."""
    due = entry.due
    if due.opens is None:
        return ""
    if due.late_from is not None and entry.urgency is Urgency.OVERDUE:
        return _late_word(due, due.late_from, now)
    if entry.urgency is Urgency.TODAY:
        return _open_word(due, now)
    if _is_before_thanks(entry):
        return _start_word(local(entry.card.round.at, now), now)
    days = days_between(now, due.opens)
    return "tomorrow" if days == 1 else say.day(due.opens)


def _late_word(due: Due, since: DateTime, now: DateTime) -> str:
    """For how long it is late: in days, or where the rule speaks of an hour in hours at first."""
    days = days_between(since, now)
    if due.whole_day:
        return f"{days + 1} d late"
    late = now - since
    return f"{days} d late" if late >= timedelta(days=1) else f"{_span(late)} late"


def _open_word(due: Due, now: DateTime) -> str:
    """Until when what is open is in good time."""
    if due.late_from is None:
        return _NO_LAST_DAY.get(due.owes, "a reply")
    if due.whole_day:
        last = max(due.until or due.late_from.subtract(microseconds=1).date(), now.date())
        days = days_between(now, last)
        return ("today", "by tomorrow")[days] if days < 2 else f"by {_near(last, days)}"
    left = due.late_from - now
    if left <= timedelta(days=1):
        return f"{_span(left)} left"
    if left < timedelta(days=6):
        return f"by {due.late_from:%a} {say.clock(due.late_from)}"
    return f"by {_near(due.late_from, days_between(now, due.late_from))}"


_NO_LAST_DAY: dict[Owes | None, str] = {
    Owes.MOVE_ON: "when ready",
    Owes.ANSWER_OFFER: "an answer",
    Owes.WRITE_AGAIN: "write again",
}


def _start_word(start: DateTime, now: DateTime) -> str:
    """When an interview starts: "today 15:30", "Fri 27 15:30", "12 Jan 15:30"; later its day."""
    days = days_between(now, start)
    if start <= now:
        return "now"
    if days <= 0:
        return f"today {say.clock(start)}"
    if days >= _A_YEAR:
        return f"{start.day} {start:%b} {start.year}"
    return f"{_near(start, days)} {say.clock(start)}"


_A_MONTH, _A_YEAR = 28, 300  # from so many days on, a weekday or a day alone could be misread


def _near(day: date, days: int) -> str:
    """A day in few cells, by how far off it is: "Wed 2", "12 Jan", "Jan 2028"."""
    if days < _A_MONTH:
        return f"{day:%a} {day.day}"
    return f"{day.day} {day:%b}" if days < _A_YEAR else f"{day:%b} {day.year}"


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
    if _is_before_thanks(entry):
        return f"{to_do(entry)} after the interview."
    day = say.day(entry.due.opens)
    if entry.due.owes is Owes.MOVE_ON:
        return f"You can move on from {day}."
    return f"{to_do(entry)} from {day}."


def still_alive(others: int) -> str:
    """What is said of the rest of the board when one card is let go."""
    if others <= 0:
        return "When the next interview comes, it will find a clear board."
    cards = "card is" if others == 1 else "cards are"
    return f"{say.number(others).capitalize()} other {cards} still open."


def kind_words(others: int) -> str:
    """What is said of the rest of the board once an offer is accepted; "" where nothing is left.

    In place of the key that leads there it has the action, "{next-due}".
    """
    if others <= 0:
        return ""
    cards = "card waits" if others == 1 else "cards wait"
    other = f"{say.number(others).capitalize()} other open {cards} for a kind word"
    return f"{other}: {{next-due}} leads there."
