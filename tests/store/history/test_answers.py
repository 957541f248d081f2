from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from store.errors import NotAllowedError
from store.history import actions, answers
from store.history import steps as journal
from store.records import Card, Offer, Outcome, Person, Promise, Result, Round, Stage, Via, What
from store.rules.due import Urgency, due
from store.rules.rules import Rules
from store.rules.stages import Owes, rung, unthanked
from tests.conftest import NOW

RULES = Rules()


def a_card(*names: str) -> Card:
    people = tuple(Person(id=name.lower(), name=name) for name in names or ("Dana",))
    interview = Round(id="r1", at=NOW.subtract(days=20), people=people)
    return Card(company="Globex", created=NOW, rounds=(interview,))


def at_stage(stage: Stage) -> Card:
    card = a_card()
    while card.stage is not stage:
        result = Result.LEFT_MESSAGE if card.stage is Stage.EMAILED else None
        card = actions.advance(card, NOW, done=NOW.subtract(days=18), result=result)
    return card


def promised(day: date | None = date(2026, 12, 4)) -> Promise:
    return Promise(words="by December 4", said=NOW.date(), day=day)


@pytest.mark.parametrize("stage", [s for s in Stage if s is not Stage.THANK_YOU])
def test_a_new_date_sends_the_card_back_to_waiting_and_starts_that_clock(stage: Stage):
    card = answers.new_date(at_stage(stage), NOW, promised())
    assert card.stage is Stage.WAITING
    found = due(card, RULES, NOW)
    assert (found.owes, found.reply_to, found.late_from) == (Owes.REPLY, What.NEW_DATE, None)
    assert "A word of thanks, then wait: they said Fri 4 Dec" in found.why
    found = due(answers.reply(card, NOW, What.NEW_DATE), RULES, NOW)
    assert (found.owes, found.iso()) == (Owes.EMAIL, "2026-12-08")
    assert found.why.startswith("They said Fri 4 Dec")


def test_a_new_date_while_thanks_are_owed_leaves_the_thanks_owed():
    card = answers.new_date(a_card(), NOW, promised())
    assert (card.stage, rung(card)) == (Stage.THANK_YOU, Owes.THANK)
    assert actions.advance(card, NOW).round.promise == promised()


def test_news_without_a_date_starts_the_wait_again_from_that_day():
    card = answers.news(at_stage(Stage.CALLED), NOW, done=NOW.subtract(days=1), note="soon")
    found = due(card, RULES, NOW)
    assert (card.stage, found.owes, found.iso()) == (Stage.WAITING, Owes.REPLY, "2026-11-23")
    assert "after you last heard from them on Mon 23 Nov" in found.why
    found = due(actions.skip(card, NOW, "spoke", Owes.REPLY), RULES, NOW)
    assert (found.owes, found.iso()) == (Owes.EMAIL, "2026-11-30")
    assert "after you last heard from them on Mon 23 Nov" in found.why


def test_a_next_round_starts_the_path_anew_and_keeps_the_history():
    before = at_stage(Stage.CALLED)
    second = Round(id="r2", at=NOW.add(days=3), people=before.round.people)
    card = answers.next_round(before, NOW, second)
    assert (card.stage, len(card.rounds), card.round.id) == (Stage.THANK_YOU, 2, "r2")
    assert card.history[: len(before.history)] == before.history
    assert [person.name for person in unthanked(card)] == ["Dana"]
    found = due(card, RULES, NOW)
    assert (found.owes, found.reply_to) == (Owes.REPLY, What.NEXT_ROUND)
    assert found.urgency(NOW) is Urgency.TODAY
    found = due(answers.reply(card, NOW, What.NEXT_ROUND), RULES, NOW)
    assert (found.owes, found.urgency(NOW)) == (Owes.THANK, Urgency.UPCOMING)


@pytest.mark.parametrize(
    ("what", "outcome"),
    [
        (What.OFFER, Outcome.OFFER),
        (What.REJECTED, Outcome.REJECTED),
        (What.WITHDREW, Outcome.WITHDREW),
    ],
)
@pytest.mark.parametrize("stage", Stage)
def test_an_ending_closes_the_card_and_every_clock_and_can_be_opened_again(stage, what, outcome):
    before = at_stage(stage)
    card = answers.close(before, NOW, what)
    assert (card.outcome, rung(card)) == (outcome, None)
    assert due(card, RULES, NOW.add(years=1)).iso() is None
    for action in (answers.news, actions.move_back):
        with pytest.raises(NotAllowedError):
            action(card, NOW)
    again = answers.reopen(card, NOW)
    assert (again.outcome, again.stage, rung(again)) == (None, before.stage, rung(before))


def test_a_moved_on_card_is_opened_by_an_answer():
    card = answers.news(at_stage(Stage.MOVED_ON), NOW)
    assert (card.stage, rung(card)) == (Stage.WAITING, Owes.EMAIL)
    with pytest.raises(NotAllowedError, match="not closed"):
        answers.reopen(at_stage(Stage.MOVED_ON), NOW)


def test_an_answer_cannot_lie_in_the_future():
    with pytest.raises(NotAllowedError, match="still to come"):
        answers.news(at_stage(Stage.WAITING), NOW, done=NOW.add(days=1))


def test_a_skipped_call_leads_to_a_second_email_and_nothing_is_pretended():
    card = actions.skip(at_stage(Stage.EMAILED), NOW, "no phone number")
    assert (card.stage, rung(card)) == (Stage.EMAILED, Owes.EMAIL_AGAIN)
    assert (card.steps[-1].what, card.steps[-1].note) == (What.SKIPPED_CALL, "no phone number")
    assert "no call for this one" in due(card, RULES, NOW).why
    again = actions.advance(card, NOW)
    assert (again.stage, rung(again)) == (Stage.EMAILED, Owes.MOVE_ON)
    assert again.steps[-1].what is What.EMAILED_AGAIN
    assert "no call for this one" in due(again, RULES, NOW).why
    assert actions.advance(again, NOW).stage is Stage.MOVED_ON


def test_a_skipped_email_leads_to_the_call_from_where_the_card_is():
    card = actions.skip(at_stage(Stage.WAITING), NOW, "asked to be called")
    assert (card.stage, rung(card)) == (Stage.WAITING, Owes.CALL)
    tried = actions.advance(card, NOW, result=Result.NO_ANSWER)
    assert (tried.stage, due(tried, RULES, NOW).iso()) == (Stage.WAITING, "2026-11-27")
    assert actions.advance(card, NOW, result=Result.SPOKE).stage is Stage.CALLED


def test_skipped_thanks_count_for_one_person_of_a_panel():
    card = actions.skip(a_card("Ann", "Bob"), NOW, "no address")
    assert (card.stage, [p.name for p in unthanked(card)]) == (Stage.THANK_YOU, ["Bob"])
    assert actions.advance(card, NOW).stage is Stage.WAITING


def test_a_skip_needs_a_reason_and_something_to_skip():
    with pytest.raises(NotAllowedError, match="Say why"):
        actions.skip(at_stage(Stage.WAITING), NOW, "  ")
    with pytest.raises(NotAllowedError, match="cannot be skipped"):
        actions.skip(at_stage(Stage.CALLED), NOW, "why not")


def test_an_answer_makes_a_skipped_email_owed_again():
    card = actions.skip(at_stage(Stage.WAITING), NOW, "asked to be called")
    assert rung(answers.new_date(card, NOW, promised())) is Owes.EMAIL


def test_skipping_a_call_can_rule_out_calls_for_good():
    card = actions.skip(at_stage(Stage.EMAILED), NOW, "asked not to", no_calls=True)
    assert card.no_calls
    again = answers.news(card, NOW)
    emailed = actions.advance(again, NOW)
    assert rung(emailed) is Owes.EMAIL_AGAIN
    assert rung(actions.advance(emailed, NOW)) is Owes.MOVE_ON


def test_a_snooze_ends_with_the_action_or_when_it_is_taken_away():
    card = actions.snooze(at_stage(Stage.WAITING), NOW, date(2026, 12, 1))
    assert due(card, RULES, NOW).iso() == "2026-12-01"
    assert actions.snooze(card, NOW, None).snooze is None
    assert actions.advance(card, NOW).snooze is None
    with pytest.raises(NotAllowedError, match="not to come"):
        actions.snooze(card, NOW, NOW.date())


def test_back_goes_one_column_and_due_dates_follow_what_was_really_done():
    card = actions.move_back(at_stage(Stage.CALLED), NOW)
    assert (card.stage, rung(card)) == (Stage.EMAILED, Owes.CALL)
    assert due(card, RULES, NOW).iso() == "2026-11-13"
    first = actions.move_back(actions.move_back(card, NOW), NOW)
    assert (first.stage, [p.name for p in unthanked(first)]) == (Stage.THANK_YOU, ["Dana"])
    with pytest.raises(NotAllowedError, match="first column"):
        actions.move_back(first, NOW)


def test_taking_the_last_unthanked_person_off_a_card_moves_it_on():
    card = actions.advance(a_card("Ann", "Bob"), NOW)
    only_ann = replace(card.round, people=card.round.people[:1])
    assert actions.edit(card, replace(card, rounds=(only_ann,)), NOW).stage is Stage.WAITING


def test_a_note_is_dated_and_leaves_everything_else_as_it_is():
    before = at_stage(Stage.CALLED)
    card = actions.note(before, NOW, " met Dana at the fair ", NOW.subtract(days=2))
    step = card.steps[-1]
    assert (step.what, step.note) == (What.NOTED, "met Dana at the fair")
    assert step.done == NOW.subtract(days=2)
    assert due(card, RULES, NOW) == due(before, RULES, NOW)
    assert replace(card, history=before.history, edited=before.edited) == before
    closed = answers.close(before, NOW, What.WITHDREW)
    assert actions.note(closed, NOW, "they wrote all the same").steps[-1].what is What.NOTED
    with pytest.raises(NotAllowedError, match="nothing in the note"):
        actions.note(before, NOW, "  ")
    with pytest.raises(NotAllowedError, match="still to come"):
        actions.note(before, NOW, "soon", NOW.add(hours=1))


def test_a_debrief_keeps_what_was_talked_of_what_they_said_and_a_note():
    before = at_stage(Stage.WAITING)
    card = actions.debrief(before, NOW, {"dana": "the rota"}, promised(), "They asked about Go.")
    assert card.round.people[0].hook == "the rota"
    assert (card.steps[-1].what, card.steps[-1].note) == (What.DEBRIEFED, "They asked about Go.")
    assert due(card, RULES, NOW).iso() == "2026-12-08"
    kept = actions.debrief(card, NOW, {}, card.round.promise, "One more thing.")
    assert kept.round == card.round
    with pytest.raises(NotAllowedError, match="Nothing is written down"):
        actions.debrief(card, NOW, {}, card.round.promise, " ")
    undone = journal.undo(card, card.steps[-1], NOW)
    assert (undone.round, due(undone, RULES, NOW)) == (before.round, due(before, RULES, NOW))


def test_what_is_not_of_the_path_is_not_advanced_and_a_closed_card_owes_nothing():
    with pytest.raises(NotAllowedError, match="answered, not advanced"):
        actions.advance(at_stage(Stage.WAITING), NOW, Owes.REPLY)
    closed = answers.close(at_stage(Stage.WAITING), NOW, What.WITHDREW)
    for owed in (Owes.EMAIL, Owes.REPLY):
        with pytest.raises(NotAllowedError, match="Nothing is owed"):
            actions.advance(closed, NOW, owed)
        with pytest.raises(NotAllowedError, match="Nothing is owed"):
            actions.skip(closed, NOW, "why", owed)


@pytest.mark.parametrize("count", [1, 2])
def test_thanks_told_of_when_the_card_is_added_can_be_undone_one_by_one(count: int):
    card = actions.already(a_card("Ann", "Bob"), NOW, Owes.THANK, NOW.subtract(days=19))
    assert (card.stage, len(card.steps)) == (Stage.WAITING, 2)
    for _ in range(count):
        card = journal.undo(card, card.steps[-1], NOW)
    assert (card.stage, len(unthanked(card))) == (Stage.THANK_YOU, count)


def test_undo_knows_that_the_recruiter_alone_is_thanked():
    card = replace(a_card("Ann", "Bob"), via=Via.RECRUITER, recruiter="Rae")
    card = actions.advance(card, NOW, person="ann")
    assert card.stage is Stage.THANK_YOU  # Ann was thanked besides; Rae still waits for it
    card = actions.advance(card, NOW)
    assert card.stage is Stage.WAITING
    card = actions.move_back(actions.advance(card, NOW), NOW)
    undone = journal.undo(card, card.steps[-1], NOW)
    assert undone.stage is Stage.EMAILED
    direct = actions.edit(undone, replace(undone, via=Via.DIRECT), NOW)
    assert direct.stage is Stage.EMAILED


def test_an_answer_is_not_given_on_a_day_before_their_news():
    offer = answers.offered(at_stage(Stage.WAITING), NOW, Offer(what="60k"))
    early, told = (
        NOW.subtract(days=2),
        "Sun 22 Nov, 09:30 is before you heard from them, Tue 24 Nov",
    )
    with pytest.raises(NotAllowedError, match=told):
        answers.answer_offer(offer, NOW, What.ACCEPTED, done=early)
    asked = answers.new_date(at_stage(Stage.WAITING), NOW, promised())
    with pytest.raises(NotAllowedError, match=told):
        answers.reply(asked, NOW, What.NEW_DATE, done=early)
    same_day = NOW.subtract(hours=2)  # the hours are guessed at times
    assert answers.reply(asked, NOW, What.NEW_DATE, done=same_day).steps[-1].what is What.REPLIED
