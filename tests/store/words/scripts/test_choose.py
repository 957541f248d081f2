from collections.abc import Callable
from datetime import date
from itertools import product

import pendulum
import pytest
from msgspec.structs import replace

from store.errors import UnreadableError
from store.history import actions, answers
from store.records import (
    Card,
    Me,
    Outcome,
    Person,
    Promise,
    Result,
    Round,
    Stage,
    Via,
    What,
)
from store.words.scripts.choose import is_recruiter, kinds_for, script_for
from store.words.scripts.template import kinds, source

NOW = pendulum.datetime(2026, 12, 2, 10, 0, tz="America/New_York")
TALKED = NOW.subtract(days=15)
NAMED = Promise(words="by the 20th", said=TALKED.date(), day=date(2026, 11, 20))
LATER = Promise(words="by the 10th", said=NOW.date(), day=date(2026, 12, 10))
VAGUE = Promise(words="they didn't say", said=TALKED.date())
ANY_TIME = ("material-sent", "missed-call", "competing-offer", "withdraw")
CALLS = ("call-answered", "call-gatekeeper", "voicemail")
PANEL = ("thank-you-panel", "thank-you-panel-2", "thank-you-panel-3", "thank-you")
OFFER = ("offer-time-to-think", "offer-accept", "offer-decline")

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


def closed(card: Card, what: What) -> Card:
    return answers.close(card, NOW, what)


def skipped(card: Card) -> Card:
    return actions.skip(card, NOW, "no address")


def to_come(card: Card) -> Card:
    return replace(card, rounds=(replace(card.round, at=NOW.add(days=2)),))


RECRUITER = {"via": Via.RECRUITER}
CASES: dict[str, tuple[Card, tuple[str, ...]]] = {
    "thanks": (fresh(), ("thank-you", *ANY_TIME)),
    "thanks, nobody named": (
        replace(fresh(), rounds=(Round(at=TALKED),)),
        ("thank-you", *ANY_TIME),
    ),
    "thanks to a panel": (fresh("Dana", "Sam", "Mina"), (*PANEL, *ANY_TIME)),
    "thanks to the second": (
        done(fresh("Dana", "Sam", "Mina"), 1),
        (PANEL[1], PANEL[2], PANEL[0], PANEL[3], *ANY_TIME),
    ),
    "thanks to the fourth": (
        done(fresh("Dana", "Sam", "Mina", "Ali"), 3),
        (*PANEL, *ANY_TIME),
    ),
    "thanks to the fifth": (
        done(fresh("Dana", "Sam", "Mina", "Ali", "Kim"), 4),
        (PANEL[1], PANEL[2], PANEL[0], PANEL[3], *ANY_TIME),
    ),
    "thanks through a recruiter": (
        fresh(**RECRUITER),
        ("thank-you-recruiter", "thank-you", *ANY_TIME),
    ),
    "thanks through a recruiter, nobody named": (
        replace(fresh(**RECRUITER), rounds=(Round(at=TALKED),)),
        ("thank-you-recruiter", "thank-you", *ANY_TIME),
    ),
    "thanks to whom the recruiter sent one to": (
        done(fresh("Rita", "Dana", **RECRUITER), 1),
        ("thank-you", *ANY_TIME),
    ),
    "interview to come": (to_come(fresh()), ("thank-you", "next-round-confirm", *ANY_TIME)),
    "thanks, and they need more time": (
        put_off(fresh()),
        ("thank-you", "reply-more-time", *ANY_TIME),
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
    "snoozed today": (
        put_off(done(fresh(), 1)),
        ("reply-more-time", "follow-up-promised", *ANY_TIME),
    ),
    "snoozed three days ago": (
        put_off(done(fresh(), 1), hours_ago=72),
        ("follow-up-promised", "reply-more-time", *ANY_TIME),
    ),
    "snoozed with no date": (
        put_off(done(fresh(), 2), VAGUE),
        ("reply-more-time", "follow-up-open", *ANY_TIME),
    ),
    "news today": (news(done(fresh(), 2)), ("reply-more-time", "follow-up-open", *ANY_TIME)),
    "snoozed, and emailed since": (
        done(put_off(done(fresh(), 1), hours_ago=2), 1, days_ago=0),
        (*CALLS, *ANY_TIME),
    ),
    "email skipped": (skipped(done(fresh(), 1)), (*CALLS, *ANY_TIME)),
    "email and call skipped": (skipped(skipped(done(fresh(), 1))), ("moving-on", *ANY_TIME)),
    "emailed": (done(fresh(), 2), (*CALLS, *ANY_TIME)),
    "emailed the recruiter": (done(fresh(**RECRUITER), 2), (*CALLS, *ANY_TIME)),
    "emailed, no calls": (done(fresh(no_calls=True), 2), ("moving-on", *ANY_TIME)),
    "emailed the recruiter, no calls": (
        done(fresh(no_calls=True, **RECRUITER), 2),
        ("moving-on-recruiter", *ANY_TIME),
    ),
    "emailed, call skipped": (skipped(done(fresh(), 2)), ("moving-on", *ANY_TIME)),
    "called": (done(fresh(), 3), ("moving-on", *ANY_TIME)),
    "moved on": (done(fresh(), 4), ("moving-on", "late-reply")),
    "moved on from the recruiter": (
        done(fresh(**RECRUITER), 4),
        ("moving-on-recruiter", "late-reply"),
    ),
    "moved on, then snoozed": (
        put_off(done(fresh(), 4)),
        ("late-reply", "reply-more-time", "follow-up-promised", *ANY_TIME),
    ),
    "moved on, then news": (
        news(done(fresh(), 4)),
        ("late-reply", "reply-more-time", "follow-up-open", *ANY_TIME),
    ),
    "moved on, then snoozed long ago": (
        put_off(done(fresh(), 4), hours_ago=72),
        ("follow-up-promised", "late-reply", "reply-more-time", *ANY_TIME),
    ),
    "next round to come": (
        invited(done(fresh(), 2)),
        ("next-round-confirm", "thank-you", *ANY_TIME),
    ),
    "next round to come after moving on": (
        invited(done(fresh(), 4)),
        ("next-round-confirm", "late-reply", "thank-you", *ANY_TIME),
    ),
    "next round over": (invited(done(fresh(), 2), in_days=-1), ("thank-you", *ANY_TIME)),
    "offer": (closed(done(fresh(), 1), What.OFFER), OFFER),
    "offer while thanks are owed": (closed(fresh(), What.OFFER), OFFER),
    "offer after moving on": (closed(done(fresh(), 4), What.OFFER), OFFER),
    "rejected": (
        closed(done(fresh(), 2), What.REJECTED),
        ("rejection-thanks", "rejection-feedback"),
    ),
    "withdrew": (closed(done(fresh(), 3), What.WITHDREW), ("withdraw",)),
    "rejected, then opened again": (
        answers.reopen(closed(done(fresh(), 1), What.REJECTED), NOW),
        ("follow-up-promised", *ANY_TIME),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_fitting_kind_comes_first_and_then_the_others_that_fit(case: str) -> None:
    card, fitting = CASES[case]
    assert kinds_for(card, NOW) == fitting


def test_there_is_a_case_for_every_kind() -> None:
    assert {kind for _, fitting in CASES.values() for kind in fitting} == set(kinds())


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


def test_the_reply_leads_for_two_days() -> None:
    waiting = done(fresh(), 1)
    assert kinds_for(put_off(waiting, hours_ago=48), NOW)[0] == "reply-more-time"
    assert kinds_for(put_off(waiting, hours_ago=49), NOW)[0] == "follow-up-promised"


def test_the_kind_is_for_the_person_asked_for() -> None:
    card = fresh("Dana", "Sam", "Mina")
    firsts = [kinds_for(card, NOW, person)[0] for person in card.round.people]
    assert firsts == ["thank-you-panel", "thank-you-panel-2", "thank-you-panel-3"]
    stranger = Person(name="Somebody else")
    assert kinds_for(card, NOW, stranger)[0] == "thank-you-panel"


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
    firsts = [kinds_for(card, NOW, person)[0] for person in card.round.people]
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
    first, second = script_for(card, me, NOW), script_for(done(card, 1), me, NOW)
    assert first.text.startswith("Hello Dana,")
    assert second.text.startswith("Hello Dr. Okafor,")
    assert (first.kind, second.kind) == ("thank-you-panel", "thank-you-panel-2")
    assert script_for(card, me, NOW, person=sam) == second
    assert script_for(done(card, 1), me, NOW, person=dana) == first


def test_a_template_changed_for_all_cards_is_used_for_its_kind_alone(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    mine = source("voicemail").replace("Thank you, and have a good day.", "Goodbye, [contact].")
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
