from datetime import date

import pendulum
import pytest
from msgspec.structs import replace

from store.errors import UnreadableError
from store.records import Card, Me, Promise, Stage, Step, What
from store.scripts.choose import kinds_for, script_for
from store.scripts.template import kinds

NAMED = Promise(words="by the 20th", said=date(2026, 11, 13), day=date(2026, 11, 20))
VAGUE = Promise(words="they didn't say", said=date(2026, 11, 13))


@pytest.mark.parametrize(
    ("stage", "promise", "no_calls", "fitting"),
    [
        (Stage.THANK_YOU, NAMED, False, ("thank-you",)),
        (Stage.THANK_YOU, None, True, ("thank-you",)),
        (Stage.WAITING, NAMED, False, ("follow-up-promised",)),
        (Stage.WAITING, VAGUE, False, ("follow-up-open",)),
        (Stage.WAITING, None, True, ("follow-up-open",)),
        (Stage.EMAILED, NAMED, False, ("call-answered", "voicemail")),
        (Stage.EMAILED, NAMED, True, ("moving-on", "call-answered", "voicemail")),
        (Stage.CALLED, None, False, ("moving-on",)),
        (Stage.CALLED, None, True, ("moving-on",)),
        (Stage.MOVED_ON, VAGUE, False, ("moving-on",)),
    ],
)
def test_the_kind_follows_from_stage_promise_and_no_calls(
    card: Card, stage: Stage, promise: Promise | None, no_calls: bool, fitting: tuple[str, ...]
) -> None:
    interview = replace(card.round, promise=promise)
    changed = replace(card, stage=stage, no_calls=no_calls, rounds=(interview,))
    assert kinds_for(changed) == fitting
    assert set(fitting) <= set(kinds())


def test_the_current_round_decides(card: Card) -> None:
    second = replace(card.round, id="two", promise=None)
    changed = replace(card, stage=Stage.WAITING, rounds=(card.round, second))
    assert kinds_for(changed) == ("follow-up-open",)


def test_the_script_is_the_fitting_one_unless_another_is_asked_for(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    assert script_for(card, me, now).kind == "call-answered"
    assert script_for(card, me, now, "voicemail").kind == "voicemail"
    with pytest.raises(UnreadableError):
        script_for(card, me, now, "telegram")


def test_a_panel_is_thanked_one_by_one(card: Card, me: Me, now: pendulum.DateTime) -> None:
    thanked = Step(
        round="one",
        what=What.THANKED,
        person="dana",
        done=card.created,
        recorded=card.created,
        stage_before=Stage.THANK_YOU,
        stage_after=Stage.THANK_YOU,
    )
    fresh = replace(card, stage=Stage.THANK_YOU, history=())
    half = replace(fresh, history=(thanked,))
    dana, sam = card.round.people
    assert script_for(fresh, me, now).text.startswith("Hello Dana,")
    assert script_for(half, me, now).text.startswith("Hello Dr. Okafor,")
    assert "how you plan a quarter" in script_for(fresh, me, now, person=sam).text
    assert script_for(half, me, now, person=dana).text.startswith("Hello Dana,")
