"""What a card owes: the answer to an offer, a reply to their news, or what the path asks for.

When each opens, from when it is late, and why: the rules of timing, each with its sentence. The
path's own rules are in :mod:`store.rules.path`.
"""

from __future__ import annotations

from msgspec import structs
from pendulum import DateTime

from store import say
from store.clock import local, local_day
from store.records import Card, Outcome, Stage, Step, What
from store.rules.elsewhere import AcceptedOffer
from store.rules.owed import Due, Reason, Urgency, last_day, late_from, start_of
from store.rules.path import at_rest, path
from store.rules.rules import Rules
from store.rules.stages import Owes, is_to_write_again, latest, unreplied

__all__ = ["Due", "Urgency", "due", "snoozed", "too_early"]


def due(card: Card, rules: Rules, now: DateTime) -> Due:
    """What the card owes, when, and why, as seen at ``now``.

    An offer comes before everything else; then thanks for a no; then the kind withdrawal, once
    another offer was accepted; then a reply to their news; then the path. A card at rest may be
    one to write again to.
    """
    if is_to_write_again(card):
        return snoozed(_write_again(card, rules, now), card, rules, now)
    if card.outcome is not None or card.deleted is not None:
        return Due(reason=at_rest(card, now))
    if card.offer is not None:
        return _answer_offer(card, now)
    news = unreplied(card)
    if news is not None and news.what is What.REJECTED:
        return snoozed(_reply_to_no(news, now), card, rules, now)
    if accepted := _to_withdraw_for(card, rules):
        return snoozed(_withdraw(accepted, card, rules, now), card, rules, now)
    ahead = path(card, rules, now)
    reply = _reply(news, ahead, card, rules, now) if news else None
    return snoozed(reply or ahead, card, rules, now)


def too_early(found: Due, card: Card, rules: Rules, now: DateTime) -> str:
    """How much too early the action would be now ("three business days"); "" when it is not."""
    if found.opens is None or now >= found.opens:
        return ""
    if found.opens.date() == now.date():
        return say.count(max(1, round((found.opens - now).total_hours())), "hour")
    days = rules.workdays(card).between(now.date(), found.opens.date())
    return say.count(days, "business day") if days else "less than one business day"


def snoozed(found: Due, card: Card, rules: Rules, now: DateTime) -> Due:
    """The same with its day pushed back, where the candidate snoozed it; the rule stays visible.

    Thanks are then late after that day, or after the first business day that follows.
    """
    if card.snooze is None or found.opens is None:
        return found
    if (found.day or (found.late_from or found.opens).date()) >= card.snooze:
        return found
    late = found.late_from
    if late is not None and found.day is None:
        late = start_of(rules.workdays(card).add(card.snooze, 0), now).add(days=1)
    elif late is not None:
        late = late_from(card.snooze, card, rules, now)
    return structs.replace(
        found,
        opens=start_of(card.snooze, now),
        late_from=late,
        day=card.snooze,
        until=found.until and last_day(card.snooze, card, rules),
        reason=(*found.reason, " You snoozed it to ", card.snooze, "."),
    )


def _reply_to_no(answer: Step, now: DateTime) -> Due:
    """A no is thanked for, or not, whenever the candidate likes."""
    told = local(answer.done, now)
    reason = ("They said no on ", told.date(), ". A word of thanks leaves the door open.")
    return Due(owes=Owes.REPLY, opens=told, day=told.date(), reply_to=What.REJECTED, reason=reason)


def _reply(answer: Step, ahead: Due, card: Card, rules: Rules, now: DateTime) -> Due | None:
    """The reply to their news, while one is fitting.

    A round is confirmed before it takes place. Thanks for news of a date are in place until the
    next action of the path opens, which knows of that news.
    """
    told = local(answer.done, now)
    found = Due(owes=Owes.REPLY, opens=told, day=told.date(), reply_to=answer.what, reason=())
    if answer.what is What.NEXT_ROUND:
        start = local(card.round.at, now)
        if now >= start:
            return None
        asked = ("They asked you on ", told.date(), "; confirm the interview on ", start, ".")
        late = min(late_from(told.date(), card, rules, now), start)
        last = min(last_day(told.date(), card, rules), start.date())
        return structs.replace(found, late_from=late, until=last, turns=start, reason=asked)
    if ahead.opens is not None and now >= ahead.opens:
        return None
    first, *rest = ahead.reason
    wait = f"{str(first)[:1].lower()}{str(first)[1:]}"
    wrote = ("They wrote on ", told.date(), ". A word of thanks, then wait: ", wait, *rest)
    return structs.replace(found, reason=wrote)


def _answer_offer(card: Card, now: DateTime) -> Due:
    """An offer waits for its answer from the moment it was made, by the day that they named."""
    made = next((step for step in reversed(card.steps) if step.what is What.OFFER), None)
    told = local(made.done if made else card.created, now)
    by = card.offer.answer_by if card.offer else None
    offered: Reason = ("They made an offer on ", told.date())
    if by is None:
        reason = (*offered, "; they named no day for your answer.")
        return Due(owes=Owes.ANSWER_OFFER, opens=told, day=told.date(), reason=reason)
    late = start_of(max(by, told.date()), now).add(days=1)
    asked = latest(card, What.OFFER, What.ASKED_TIME)
    is_asked = asked is not None and asked.what is What.ASKED_TIME
    reason = (*offered, "; you asked for time until " if is_asked else _WANTED, by, ".")
    return Due(owes=Owes.ANSWER_OFFER, opens=told, late_from=late, day=by, reason=reason)


_WANTED = "; they want your answer by "


def _write_again(card: Card, rules: Rules, now: DateTime) -> Due:
    """Writing again, on the first business day from that which was chosen; never late.

    It waits for as long as the candidate likes.
    """
    chosen = card.write_again or now.date()
    day = rules.workdays(card).add(chosen, 0)
    moved: Reason = () if day == chosen else ("; the next business day is ", day)
    reason = (*_ended(card, now), "; you chose to write again from ", chosen, *moved, ".")
    return Due(owes=Owes.WRITE_AGAIN, opens=start_of(day, now), day=day, reason=reason)


_LET_GO = (What.MOVED_ON, "You moved on")
_ENDINGS: dict[Outcome | None, tuple[What, str]] = {
    Outcome.OFFER: (What.OFFER, "They made an offer"),
    Outcome.DECLINED: (What.DECLINED, "You declined their offer"),
    Outcome.REJECTED: (What.REJECTED, "They said no"),
    Outcome.WITHDREW: (What.WITHDREW, "You withdrew"),
}


def _ended(card: Card, now: DateTime) -> Reason:
    """How a card came to rest, and when, where the history tells."""
    what, words = _ENDINGS.get(card.outcome, _LET_GO)
    step = latest(card, what)
    return (words, " on ", local_day(step.done, now)) if step else (words,)


def _to_withdraw_for(card: Card, rules: Rules) -> AcceptedOffer | None:
    """The offer accepted elsewhere for which this card is still to be withdrawn from, kindly."""
    accepted = rules.elsewhere.accepted_beside(card) if rules.elsewhere.accepted else None
    if accepted is None or card.stage is Stage.MOVED_ON:
        return None
    answer = unreplied(card)
    if answer is not None and answer.what is What.REJECTED:
        return None  # nobody withdraws from a no; a word of thanks is all
    skipped = (s for s in card.steps if s.what in {What.SKIPPED_REPLY, What.REOPENED})
    return None if any(step.recorded >= accepted.recorded for step in skipped) else accepted


def _withdraw(accepted: AcceptedOffer, card: Card, rules: Rules, now: DateTime) -> Due:
    day = local_day(accepted.done, now)
    reason: Reason = (
        f"You accepted the offer of {accepted.company} on ",
        day,
        "; a kind word now lets them go ahead with somebody else.",
    )
    return Due(
        owes=Owes.REPLY,
        opens=local(accepted.done, now),
        late_from=late_from(day, card, rules, now),
        day=day,
        until=last_day(day, card, rules),
        reply_to=What.WITHDREW,
        reason=reason,
    )
