"""Cards at each point of their way, each with the kinds of script that fit it, the best first."""

from collections.abc import Callable
from datetime import date

import pendulum
from msgspec.structs import replace

from store.history import actions, answers, writing_again
from store.records import (
    Card,
    Channel,
    Offer,
    Person,
    Promise,
    Result,
    Round,
    Stage,
    Via,
    What,
)
from store.rules.stages import Owes

NOW = pendulum.datetime(2026, 12, 2, 10, 0, tz="America/New_York")
TALKED = NOW.subtract(days=15)
SOON = TALKED.add(days=2)
NAMED = Promise(words="by the 20th", said=TALKED.date(), day=date(2026, 11, 20))
LATER = Promise(words="by the 10th", said=NOW.date(), day=date(2026, 12, 10))
VAGUE = Promise(words="they didn't say", said=TALKED.date())
AGAIN = date(2027, 2, 1)
UNDECIDED = replace(VAGUE, said=NOW.date())
ANY_TIME = ("material-sent", "missed-call", "references", "withdraw")
CALLS = ("call-answered", "call-gatekeeper", "voicemail", "follow-up-again")
PANEL = ("thank-you-panel", "thank-you-panel-2", "thank-you-panel-3")
MESSAGES = ("thank-you-linkedin", "thank-you-text")
OTHERWISE = ("thank-you-through", *MESSAGES)  # by way of somebody else, or in short
THANKS_TO_ONE = ("thank-you", *OTHERWISE)
THANKS_TO_THE_RECRUITER = ("thank-you-recruiter", "thank-you", *MESSAGES)
CHANGES = ("reschedule", "cancel")
OFFER = (
    *("offer-time-to-think", "offer-accept", "offer-decline", "offer-negotiate"),
    "offer-decline-call",
)

Change = Callable[[Card], Card]


def fresh(*names: str, promise: Promise | None = NAMED, **fields: object) -> Card:
    people = tuple(Person(id=name.lower(), name=name) for name in names or ("Dana",))
    interview = Round(id="one", at=TALKED, people=people, promise=promise)
    return Card(company="Globex", role="analyst", created=TALKED, rounds=(interview,), **fields)


def done(card: Card, times: int, days_ago: int = 14) -> Card:
    """The card after its next so many actions were taken, an email and a message among them."""
    for _ in range(times):
        result = Result.LEFT_MESSAGE if card.stage is Stage.EMAILED else None
        card = actions.advance(card, NOW, done=NOW.subtract(days=days_ago), result=result)
    return card


def invited(card: Card, in_days: int = 5) -> Card:
    second = Round(id="two", at=NOW.add(days=in_days), people=card.round.people)
    return answers.next_round(card, NOW, second)


def put_off(card: Card, promise: Promise = LATER, hours_ago: int = 1) -> Card:
    return answers.new_date(card, NOW, promise, done=NOW.subtract(hours=hours_ago))


def news(card: Card, hours_ago: int = 1) -> Card:
    return answers.news(card, NOW, done=NOW.subtract(hours=hours_ago))


def offered(card: Card) -> Card:
    terms = Offer(what="four days a week", answer_by=date(2026, 12, 4))
    return answers.offered(card, NOW, terms)


def closed(card: Card, what: What) -> Card:
    return answers.close(card, NOW, what)


def again_now(card: Card) -> Card:
    return writing_again.plan(card, NOW.subtract(days=60), NOW.date())


def skipped(card: Card) -> Card:
    return actions.skip(card, NOW, "no address")


def in_format(card: Card, text: str) -> Card:
    return replace(card, rounds=(replace(card.round, format=text),))


def to_come(card: Card) -> Card:
    return replace(card, rounds=(replace(card.round, at=NOW.add(days=2)),))


RECRUITER = {"via": Via.RECRUITER}
THANKS: dict[str, tuple[Card, tuple[str, ...]]] = {
    "thanks": (fresh(), (*THANKS_TO_ONE, *ANY_TIME)),
    "thanks, nobody named": (
        replace(fresh(), rounds=(Round(at=TALKED),)),
        (*THANKS_TO_ONE, *ANY_TIME),
    ),
    "thanks to a panel": (fresh("Dana", "Sam", "Mina"), (*PANEL, *THANKS_TO_ONE, *ANY_TIME)),
    "thanks to the second": (
        done(fresh("Dana", "Sam", "Mina"), 1),
        (PANEL[1], PANEL[2], PANEL[0], *THANKS_TO_ONE, *ANY_TIME),
    ),
    "thanks to the fourth": (
        done(fresh("Dana", "Sam", "Mina", "Ali"), 3),
        (*PANEL, *THANKS_TO_ONE, *ANY_TIME),
    ),
    "thanks to the fifth": (
        done(fresh("Dana", "Sam", "Mina", "Ali", "Kim"), 4),
        (PANEL[1], PANEL[2], PANEL[0], *THANKS_TO_ONE, *ANY_TIME),
    ),
    "thanks through a recruiter": (
        fresh(**RECRUITER),
        (*THANKS_TO_THE_RECRUITER, *ANY_TIME),
    ),
    "thanks through a recruiter who is none of those met": (
        fresh("Dana", "Sam", recruiter="Rita Moss", **RECRUITER),
        (*THANKS_TO_THE_RECRUITER, *ANY_TIME),
    ),
    "thanks through a recruiter, nobody named": (
        replace(fresh(**RECRUITER), rounds=(Round(at=TALKED),)),
        (*THANKS_TO_THE_RECRUITER, *ANY_TIME),
    ),
    "thanks to whom the recruiter sent one to": (
        done(fresh("Rita", "Dana", **RECRUITER), 1),
        (*THANKS_TO_ONE, *ANY_TIME),
    ),
    "thanks, and they need more time": (
        put_off(fresh(), hours_ago=14 * 24),
        (*THANKS_TO_ONE, "reply-more-time", *ANY_TIME),
    ),
    "thanks after a coding test": (
        in_format(fresh(), "coding test"),
        ("thank-you-task", "thank-you", "task-sent", *MESSAGES, *ANY_TIME),
    ),
    "thanks for a take-home task": (
        in_format(fresh("Dana", "Sam"), "take-home"),
        ("thank-you-task", "thank-you", "task-sent", *MESSAGES, *ANY_TIME),
    ),
    "thanks after a phone screen": (
        in_format(fresh(), "phone screen"),
        (*THANKS_TO_ONE, *ANY_TIME),
    ),
}
TO_COME = ("before-the-interview", "next-round-confirm", *CHANGES)
CASES: dict[str, tuple[Card, tuple[str, ...]]] = {
    "thanks that were not sent, and the email is owed": (fresh(), ("late-thanks", *ANY_TIME)),
    "some of a panel were not thanked": (
        done(fresh("Dana", "Sam"), 1),
        ("late-thanks", *ANY_TIME),
    ),
    "the recruiter was not thanked": (
        fresh(recruiter="Rita Moss", **RECRUITER),
        ("late-thanks-recruiter", *ANY_TIME),
    ),
    "interview to come": (
        to_come(fresh()),
        (*TO_COME, *THANKS_TO_ONE, *ANY_TIME),
    ),
    "interview of a panel to come": (
        to_come(fresh("Dana", "Sam")),
        (*TO_COME, *PANEL, *THANKS_TO_ONE, *ANY_TIME),
    ),
    "date named": (done(fresh(), 1), ("follow-up-promised", *ANY_TIME)),
    "no date named": (done(fresh(promise=VAGUE), 1), ("follow-up-open", *ANY_TIME)),
    "no promise": (done(fresh(promise=None), 1), ("follow-up-open", *ANY_TIME)),
    "date named to the recruiter": (
        done(fresh(**RECRUITER), 1),
        ("follow-up-promised-recruiter", *ANY_TIME),
    ),
    "no date named to the recruiter": (
        done(fresh(promise=None, **RECRUITER), 1),
        ("follow-up-open-recruiter", *ANY_TIME),
    ),
    "called off": (
        answers.called_off(fresh(), NOW),
        ("follow-up-called-off", *ANY_TIME),
    ),
    "put off today": (put_off(done(fresh(), 1)), ("reply-more-time", *ANY_TIME)),
    "put off ten days ago, and the new date is past": (
        put_off(done(fresh(), 1), hours_ago=240, promise=NAMED),
        ("follow-up-news", "follow-up-promised", "reply-more-time", *ANY_TIME),
    ),
    "put off over the phone": (
        answers.new_date(done(fresh(), 1), NOW, LATER, channel=Channel.PHONE),
        ("follow-up-news", "follow-up-promised", "reply-more-time", *ANY_TIME),
    ),
    "put off, and the reply skipped": (
        actions.skip(put_off(done(fresh(), 1)), NOW, "said it at the door", Owes.REPLY),
        ("follow-up-news", "follow-up-promised", "reply-more-time", *ANY_TIME),
    ),
    "put off, and replied to": (
        answers.reply(put_off(done(fresh(), 1)), NOW, What.NEW_DATE),
        ("follow-up-news", "follow-up-promised", *ANY_TIME),
    ),
    "put off with no date": (
        put_off(done(fresh(), 2), replace(VAGUE, said=NOW.date())),
        ("reply-more-time", *ANY_TIME),
    ),
    "news today": (news(done(fresh(), 2)), ("reply-more-time", *ANY_TIME)),
    "put off, and emailed since": (
        done(put_off(done(fresh(), 1), hours_ago=2), 1, days_ago=0),
        (*CALLS, *ANY_TIME),
    ),
    "email skipped": (skipped(done(fresh(), 1)), (*CALLS, *ANY_TIME)),
    "email and call skipped": (skipped(skipped(done(fresh(), 1))), ("moving-on", *ANY_TIME)),
    "emailed": (done(fresh(), 2), (*CALLS, *ANY_TIME)),
    "emailed the recruiter": (done(fresh(**RECRUITER), 2), (*CALLS, *ANY_TIME)),
    "emailed, no calls": (done(fresh(no_calls=True), 2), ("follow-up-again", *ANY_TIME)),
    "emailed, call skipped": (skipped(done(fresh(), 2)), ("follow-up-again", *ANY_TIME)),
    "emailed twice, no calls": (done(fresh(no_calls=True), 3), ("moving-on", *ANY_TIME)),
    "emailed the recruiter twice, no calls": (
        done(fresh(no_calls=True, **RECRUITER), 3),
        ("moving-on-recruiter", *ANY_TIME),
    ),
    "called": (done(fresh(), 3), ("moving-on", *ANY_TIME)),
    "moved on": (done(fresh(), 4), ("moving-on", "late-reply", "getting-in-touch")),
    "moved on from the recruiter": (
        done(fresh(**RECRUITER), 4),
        ("moving-on-recruiter", "late-reply", "getting-in-touch"),
    ),
    "moved on, then put off": (
        put_off(done(fresh(), 4)),
        ("late-reply", "reply-more-time", *ANY_TIME),
    ),
    "moved on, then news": (
        news(done(fresh(), 4)),
        ("late-reply", "reply-more-time", *ANY_TIME),
    ),
    "next round to come": (
        invited(done(fresh(), 2)),
        ("next-round-confirm", "before-the-interview", *CHANGES, *ANY_TIME),
    ),
    "next round to come, and confirmed": (
        answers.reply(invited(done(fresh(), 2)), NOW, What.NEXT_ROUND),
        (*TO_COME, *THANKS_TO_ONE, *ANY_TIME),
    ),
    "next round to come after moving on": (
        invited(done(fresh(), 4)),
        ("next-round-confirm", "before-the-interview", *CHANGES, "late-reply", *ANY_TIME),
    ),
    "next round over": (invited(done(fresh(), 2), in_days=-1), (*THANKS_TO_ONE, *ANY_TIME)),
    "offer": (offered(done(fresh(), 1)), (*OFFER, *ANY_TIME)),
    "offer while thanks are owed": (offered(fresh()), (*OFFER, *ANY_TIME)),
    "offer after moving on": (offered(done(fresh(), 4)), (*OFFER, *ANY_TIME)),
    "offer before an interview to come": (offered(to_come(fresh())), (*OFFER, *ANY_TIME)),
    "ended with an offer, in another tracker": (closed(done(fresh(), 1), What.OFFER), OFFER),
    "offer accepted": (
        answers.answer_offer(offered(done(fresh(), 1)), NOW, What.ACCEPTED),
        ("offer-accept",),
    ),
    "offer declined": (
        answers.answer_offer(offered(done(fresh(), 1)), NOW, What.DECLINED),
        ("offer-decline", "offer-decline-call"),
    ),
    "a no": (
        answers.rejected(done(fresh(), 2), NOW),
        ("rejection-thanks", "rejection-feedback", *ANY_TIME),
    ),
    "a no after moving on": (
        answers.rejected(done(fresh(), 4), NOW),
        ("rejection-thanks", "rejection-feedback", *ANY_TIME),
    ),
    "rejected": (
        closed(done(fresh(), 2), What.REJECTED),
        ("rejection-thanks", "rejection-feedback", "getting-in-touch"),
    ),
    "withdrew": (closed(done(fresh(), 3), What.WITHDREW), ("withdraw",)),
    "rejected, to write again later": (
        writing_again.plan(closed(done(fresh(), 2), What.REJECTED), NOW, AGAIN),
        ("rejection-thanks", "rejection-feedback", "getting-in-touch", "write-again"),
    ),
    "moved on, to write again later": (
        writing_again.plan(done(fresh(), 4), NOW, AGAIN),
        ("moving-on", "late-reply", "getting-in-touch", "write-again"),
    ),
    "rejected, to write again now": (
        again_now(closed(done(fresh(), 2), What.REJECTED)),
        ("write-again", "getting-in-touch", "rejection-thanks", "rejection-feedback"),
    ),
    "withdrew, to write again now": (
        again_now(closed(done(fresh(), 3), What.WITHDREW)),
        ("write-again", "getting-in-touch", "withdraw"),
    ),
    "moved on, to write again now": (
        again_now(done(fresh(), 4)),
        ("write-again", "getting-in-touch", "late-reply"),
    ),
    "rejected, then opened again": (
        answers.reopen(closed(done(fresh(), 1), What.REJECTED), NOW),
        ("follow-up-promised", *ANY_TIME),
    ),
}
