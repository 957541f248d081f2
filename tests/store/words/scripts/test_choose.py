from collections.abc import Callable
from datetime import date
from itertools import product

import pendulum
import pytest
from msgspec.structs import replace

from store.errors import UnreadableError
from store.history import actions, answers, writing_again
from store.records import (
    Card,
    Channel,
    Me,
    Offer,
    Outcome,
    Person,
    Promise,
    Result,
    Round,
    Stage,
    Via,
    What,
)
from store.rules.elsewhere import elsewhere
from store.rules.rules import Rules
from store.rules.stages import Owes
from store.words.scripts.choose import is_recruiter
from store.words.scripts.template import kinds, source
from tests.store.words.scripts.written import kinds_for, script_for

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


@pytest.mark.parametrize("case", THANKS)
def test_the_fitting_note_of_thanks_comes_first(case: str) -> None:
    card, fitting = THANKS[case]
    assert kinds_for(card, SOON) == fitting


@pytest.mark.parametrize("case", CASES)
def test_the_fitting_kind_comes_first_and_then_the_others_that_fit(case: str) -> None:
    card, fitting = CASES[case]
    assert kinds_for(card, NOW) == fitting


def test_there_is_a_case_for_every_kind() -> None:
    chosen = {kind for _, fitting in (*THANKS.values(), *CASES.values()) for kind in fitting}
    assert chosen | {"competing-offer", "withdraw-accepted"} == set(kinds())


def test_an_offer_elsewhere_comes_second_on_every_other_open_card() -> None:
    waiting, called, offering = done(fresh(), 1), done(fresh(), 3), offered(done(fresh(), 1))
    rules = Rules(elsewhere=elsewhere([waiting, called, offering]))
    first = "follow-up-promised"
    assert kinds_for(waiting, NOW, rules=rules) == (first, "competing-offer", *ANY_TIME)
    assert kinds_for(called, NOW, rules=rules) == ("moving-on", "competing-offer", *ANY_TIME)
    assert kinds_for(offering, NOW, rules=rules) == (*OFFER, *ANY_TIME)


def test_a_goodbye_tells_of_no_other_offer() -> None:
    refused, offering = answers.rejected(done(fresh(), 1), NOW), offered(done(fresh(), 1))
    rules = Rules(elsewhere=elsewhere([refused, offering]))
    assert "competing-offer" not in kinds_for(refused, NOW, rules=rules)


def test_once_another_offer_is_accepted_the_others_are_told_kindly() -> None:
    accepted = answers.answer_offer(offered(done(fresh(), 1)), NOW, What.ACCEPTED)
    for other in (done(fresh(), 1), put_off(done(fresh(), 4)), to_come(fresh())):
        rules = Rules(elsewhere=elsewhere([other, accepted]))
        assert kinds_for(other, NOW, rules=rules)[0] == "withdraw-accepted"


def test_some_kind_fits_whatever_the_card() -> None:
    for stage, outcome, via, no_calls, deleted, promise in product(
        Stage, (None, *Outcome), Via, (True, False), (None, NOW), (NAMED, VAGUE, None)
    ):
        card = replace(
            fresh(promise=promise),
            stage=stage,
            outcome=outcome,
            via=via,
            no_calls=no_calls,
            deleted=deleted,
        )
        for interview in (card.round, replace(card.round, people=(), at=NOW.add(days=1))):
            fitting = kinds_for(replace(card, rounds=(interview,)), NOW)
            assert fitting
            assert set(fitting) <= set(kinds())
            assert len(set(fitting)) == len(fitting)


def test_the_reply_leads_until_it_is_sent_or_the_next_action_opens() -> None:
    waiting = put_off(done(fresh(), 1))
    opens = pendulum.datetime(2026, 12, 14, tz="America/New_York")
    assert kinds_for(waiting, opens.subtract(minutes=1))[0] == "reply-more-time"
    assert kinds_for(waiting, opens)[0] == "follow-up-news"
    replied = answers.reply(waiting, NOW, What.NEW_DATE)
    assert kinds_for(replied, NOW)[:2] == ("follow-up-news", "follow-up-promised")


def test_the_kind_is_for_the_person_asked_for() -> None:
    card = fresh("Dana", "Sam", "Mina")
    firsts = [kinds_for(card, SOON, person)[0] for person in card.round.people]
    assert firsts == ["thank-you-panel", "thank-you-panel-2", "thank-you-panel-3"]
    stranger = Person(name="Somebody else")
    assert kinds_for(card, SOON, stranger)[0] == "thank-you-panel"


@pytest.mark.parametrize(
    ("titles", "recruiters"),
    [
        (("",), (True,)),
        (("", ""), (True, False)),
        (("", "Technical Recruiter"), (False, True)),
        (("Talent partner", "CTO"), (True, False)),
        (("Head of Data", "CTO"), (True, False)),
    ],
)
def test_the_recruiter_is_who_has_the_title_else_the_first(
    titles: tuple[str, ...], recruiters: tuple[bool, ...]
) -> None:
    people = tuple(Person(name="Alex", title=title) for title in titles)
    card = fresh(**RECRUITER)
    card = replace(card, rounds=(replace(card.round, people=people),))
    assert tuple(is_recruiter(card, person) for person in people) == recruiters
    direct = replace(card, via=Via.DIRECT)
    assert not any(is_recruiter(direct, person) for person in people)


def test_interviewers_behind_a_recruiter_are_a_panel_of_their_own() -> None:
    card = fresh("Rita", "Dana", "Sam", **RECRUITER)
    firsts = [kinds_for(card, SOON, person)[0] for person in card.round.people]
    assert firsts == ["thank-you-recruiter", "thank-you-panel", "thank-you-panel-2"]


def test_the_script_is_the_fitting_one_unless_another_is_asked_for(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    assert script_for(card, me, now).kind == "call-answered"
    assert script_for(card, me, now, "voicemail").kind == "voicemail"
    with pytest.raises(UnreadableError):
        script_for(card, me, now, "telegram")


def test_a_panel_is_thanked_one_by_one(me: Me) -> None:
    card = fresh("Dana Lee", "Dr. Sam Okafor")
    dana, sam = card.round.people
    first, second = script_for(card, me, SOON), script_for(done(card, 1), me, SOON)
    assert first.text.startswith("Hello Dana,")
    assert second.text.startswith("Hello Dr. Okafor,")
    assert (first.kind, second.kind) == ("thank-you-panel", "thank-you-panel-2")
    assert script_for(card, me, SOON, person=sam) == second
    assert script_for(done(card, 1), me, SOON, person=dana) == first


def test_a_template_changed_for_all_cards_is_used_for_its_kind_alone(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    mine = source("voicemail").replace("Thanks, and goodbye.", "Goodbye, [contact].")
    templates = {"voicemail": mine}
    changed = script_for(card, me, now, "voicemail", templates=templates)
    assert changed.text.endswith("Goodbye, Dana.")
    assert script_for(card, me, now, templates=templates) == script_for(card, me, now)


def test_a_changed_template_that_cannot_be_read_is_refused(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    templates = {"voicemail": source("voicemail") + "[boss]"}
    with pytest.raises(UnreadableError, match=r'"voicemail" uses \[boss\], .*Known are \[me\]'):
        script_for(card, me, now, "voicemail", templates=templates)
    with pytest.raises(UnreadableError, match="no script"):
        script_for(card, me, now, "boss", templates={"boss": source("voicemail")})


@pytest.mark.parametrize("how", [What.ASKED_TIME, What.NEGOTIATED])
def test_time_to_think_is_not_asked_for_twice(how: What) -> None:
    day = date(2026, 12, 20)
    answered = answers.answer_offer(offered(done(fresh(), 1)), NOW, how, answer_by=day)
    assert kinds_for(answered, NOW)[:5] == (*OFFER[1:], OFFER[0])
    bettered = answers.offered(answered, NOW, Offer(what="more", answer_by=day))
    assert kinds_for(bettered, NOW)[:5] == OFFER
