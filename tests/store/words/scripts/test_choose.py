from datetime import date
from itertools import product

import pendulum
import pytest
from msgspec.structs import replace

from store.errors import UnreadableError
from store.history import answers
from store.records import (
    Card,
    Me,
    Offer,
    Outcome,
    Person,
    Stage,
    Via,
    What,
)
from store.rules.elsewhere import elsewhere
from store.rules.rules import Rules
from store.words.scripts.choose import is_recruiter
from store.words.scripts.template import kinds, source
from tests.store.words.scripts.fitting import (
    ANY_TIME,
    CASES,
    NAMED,
    NOW,
    OFFER,
    RECRUITER,
    SOON,
    THANKS,
    VAGUE,
    done,
    fresh,
    offered,
    put_off,
    to_come,
)
from tests.store.words.scripts.written import kinds_for, script_for


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
