"""What the letters say of what happened on their card, and of nothing else."""

from datetime import date

import pendulum
import pytest
from msgspec.structs import replace

from store.history import actions, answers, writing_again
from store.records import Card, Channel, Me, Offer, Promise, Result, Round, Stage, What
from store.rules.elsewhere import elsewhere
from store.rules.rules import Rules
from store.rules.stages import Owes
from tests.store.words.scripts.lived import in_second_round, thanked, unthanked
from tests.store.words.scripts.written import script_for


def test_a_follow_up_after_news_names_the_news_and_the_next_one_is_new(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    later = Promise(words="we'll decide by the 10th", said=now.date(), day=date(2026, 12, 10))
    told = answers.new_date(replace(card, history=(), stage=Stage.WAITING), now, later)
    after = now.add(days=12)
    first = script_for(told, me, after)
    assert first.kind == "follow-up-news"
    assert "Thank you for your message of Wednesday, December 2" in first.text
    assert "Thursday, December 10, so may I ask whether you've been able to decide?" in first.text
    assert "Thank you again" not in first.text
    emailed = actions.advance(told, after, Owes.EMAIL)
    more = answers.news(emailed, after.add(days=3))
    second = script_for(more, me, after.add(days=20), "follow-up-news")
    assert second.text.split("\n\n")[1].startswith("On Thursday, December 17 you told me")


def test_the_call_recalls_the_day_of_the_email_only_where_there_was_one(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    assert "I wrote to you on Tuesday, November 24," in script_for(card, me, now).text
    assert "my email of Tuesday, November 24." in script_for(card, me, now, "voicemail").text
    for kind in ("call-answered", "voicemail"):
        silent = script_for(replace(card, history=()), me, now, kind)
        assert "wrote" not in silent.text
        assert "my email" not in silent.text
        assert "another" not in silent.text
        assert silent.gaps == ()


@pytest.mark.parametrize("kind", ["follow-up-open", "follow-up-promised"])
def test_thanks_come_again_only_where_they_were_sent(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    again = script_for(thanked(card, now), me, now, kind).text
    assert "Thank you again for our conversation on Friday, November 13, about" in again
    waived = unthanked(card)
    for _ in card.round.people:
        waived = actions.skip(waived, now, "said so in person", Owes.THANK)
    assert "Thank you for our conversation" in script_for(waived, me, now, kind).text
    taken_back = actions.move_back(thanked(card, now), now)
    assert "Thank you for our conversation" in script_for(taken_back, me, now, kind).text


def test_a_hook_is_told_once_to_a_person(card: Card, me: Me, now: pendulum.DateTime) -> None:
    told = thanked(card, now)
    hook = card.round.people[0].hook
    assert hook in script_for(unthanked(card), me, now, "thank-you").text
    assert hook in script_for(told, me, now, "thank-you").text  # the note as it was sent
    for kind in ("follow-up-open", "follow-up-promised", "moving-on"):
        assert hook not in script_for(told, me, now, kind).text
        assert hook in script_for(unthanked(card), me, now, kind).text


def test_late_thanks_are_not_thanks_again(card: Card, me: Me, now: pendulum.DateTime) -> None:
    script = script_for(unthanked(card), me, now)
    assert script.kind == "late-thanks"
    assert "again" not in script.text
    assert "I'd noted Friday, November 20; may I ask how things stand?" in script.text
    assert script.gaps == ()


def test_the_second_email_names_the_first(card: Card, me: Me, now: pendulum.DateTime) -> None:
    script = script_for(replace(card, no_calls=True), me, now)
    assert script.kind == "follow-up-again"
    assert script.text.split("\n\n")[1].startswith("I wrote on Tuesday, November 24, to ask")
    unsent = script_for(replace(card, history=()), me, now, "follow-up-again")
    assert "I wrote on" not in unsent.text


def test_the_thanks_of_a_second_round_know_the_first(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    second = in_second_round(card, now, hook="the on-call rota")
    script = script_for(second, me, now, "thank-you")
    assert script.text.split("\n\n")[1].startswith("It was good to talk with you again yesterday,")
    assert "the on-call rota" in script.text
    assert "moving your reports" not in script.text
    unhooked = in_second_round(card, now)
    assert "hook" in script_for(unhooked, me, now, "thank-you").gaps
    third = Round(id="three", at=now.subtract(hours=2), people=second.round.people)
    for person in second.round.people:
        second = actions.advance(second, now, Owes.THANK, person=person.id)
    last = script_for(answers.next_round(second, now, third), me, now, "thank-you")
    assert "Many thanks for one more conversation today." in last.text


def test_whom_one_knows_it_is_no_pleasure_to_meet(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    first = script_for(unthanked(card), me, now, "thank-you-panel").text
    assert "It was a pleasure to meet you and your colleagues on Friday" in first
    untold = answers.next_round(
        unthanked(card),
        now,
        Round(id="two", at=now.subtract(days=1), people=card.round.people),
        done=now.subtract(days=5),
    )
    second = script_for(untold, me, now, "thank-you-panel").text
    assert "It was good to see you and your colleagues yesterday," in second


def test_each_confirmation_of_a_round_has_its_own_words(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    to_come = replace(card.round, at=now.add(days=3), zone="America/New_York", format="video")
    first = script_for(replace(card, rounds=(to_come,)), me, now, "next-round-confirm")
    assert "I'm happy to confirm Saturday, December 5, at 10 a.m. EST (video).\n" in first.text
    assert "May I ask whom I'll meet" in first.text
    known = answers.next_round(
        card, now, Round(id="two", at=now.add(days=4), people=to_come.people)
    )
    second = script_for(known, me, now)
    assert second.kind == "next-round-confirm"
    assert "the next round. Sunday, December 6, at 10 a.m. works well for me" in second.text
    third = answers.next_round(known, now, Round(id="three", at=now.add(days=6)))
    last = script_for(third, me, now)
    assert last.text.split("\n\n")[1].startswith("Tuesday, December 8, at 10 a.m.: I'll be there.")
    assert first.gaps == second.gaps == last.gaps == ()


def test_the_letters_about_an_offer_know_it(card: Card, me: Me, now: pendulum.DateTime) -> None:
    terms = Offer(what="four days a week", answer_by=date(2026, 12, 4))
    offering = answers.offered(card, now, terms)
    thinking = script_for(offering, me, now, "offer-time-to-think")
    assert "instead of Friday, December 4?" in thinking.text
    assert thinking.gaps == ("deadline",)
    asks = script_for(offering, me, now, "offer-negotiate")
    assert "As I understand it, the offer is: four days a week." in asks.text
    assert asks.gaps == ("point",)
    accepts = script_for(offering, me, now, "offer-accept")
    assert set(accepts.gaps) == {"title", "pay", "start date"}
    for kind in ("offer-accept", "offer-time-to-think", "offer-negotiate"):
        bare = script_for(answers.offered(card, now, Offer()), me, now, kind)
        assert "December" not in bare.text
        assert "four days" not in bare.text


def test_another_offer_is_told_of_with_its_day(card: Card, me: Me, now: pendulum.DateTime) -> None:
    terms = Offer(what="four days a week", answer_by=date(2026, 12, 4))
    other = answers.offered(replace(card, id="other", company="Acme"), now, terms)
    rules = Rules(elsewhere=elsewhere([card, other]))
    script = script_for(card, me, now, "competing-offer", rules=rules)
    assert "has asked for my answer by Friday, December 4." in script.text
    assert "Acme" not in script.text
    assert script.gaps == ()
    undated = script_for(card, me, now, "competing-offer")
    assert "has made me an offer." in undated.text
    assert undated.gaps == ()


def test_a_letter_stays_in_the_thread_of_the_last_one_sent(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    fresh = unthanked(card)
    assert script_for(fresh, me, now, "thank-you").subject_text == (
        "Thank you for the data analyst interview"
    )
    at = card.round.at.replace(hour=16)
    sent = fresh
    for person in fresh.round.people:
        subject = f"Thank you, {person.name}"
        sent = actions.advance(
            sent, now, Owes.THANK, done=at, person=person.id, subject=subject, channel=Channel.EMAIL
        )
    assert script_for(sent, me, now).subject_text == "Re: Thank you, Dana Lee"
    sam = fresh.round.people[1]
    to_sam = script_for(sent, me, now, "follow-up-open", sam)
    assert to_sam.subject_text == "Re: Thank you, Dr. Sam Okafor"


def test_a_call_that_reached_nobody_leaves_the_letters_as_they_were(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    tried = actions.advance(card, now, Owes.CALL, result=Result.NO_ANSWER)
    assert tried.stage is Stage.EMAILED
    for kind in ("call-answered", "voicemail", "follow-up-again"):
        assert script_for(tried, me, now, kind).text == script_for(card, me, now, kind).text
    assert answers.news(tried, now).steps[-1].what is What.NEWS


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("format_", ["take-home", "coding test"])
def test_after_a_test_or_a_task_no_letter_says_that_they_talked_or_met(
    card: Card, me: Me, now: pendulum.DateTime, format_: str, language: str
) -> None:
    fresh = unthanked(replace(card, language=language))
    people = tuple(replace(person, hook="") for person in fresh.round.people)
    done = replace(fresh, rounds=(replace(fresh.round, format=format_, people=people),))
    for kind in ("late-thanks", "call-answered", "moving-on", "withdraw", "rejection-thanks"):
        text = script_for(done, me, now, kind).text
        wrong = ("meet you", "We talked", "we met", "our meeting", "meeting you", "kennen")
        assert not [words for words in (*wrong, "gesprochen", "unser Gespräch") if words in text]
    talk = script_for(done, me, now, "voicemail").text
    assert ("unser Gespräch" in talk, "our conversation" in talk) == (False, False)


@pytest.mark.parametrize("kind", ["withdraw", "withdraw-accepted", "rejection-thanks"])
def test_before_the_interview_no_letter_says_that_it_took_place(
    card: Card, me: Me, kind: str
) -> None:
    before = card.round.at.replace(year=2025)
    early = script_for(unthanked(card), me, pendulum.instance(before), kind)
    for words in ("our meeting", "meeting you", "told me about the work", "meet again"):
        assert words not in early.text
    assert 30 <= early.words <= 60


def test_a_reference_is_not_told_of_a_final_stage(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    assert "final" not in script_for(card, me, now, "references").text


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "hook", ["how you plan your quarters, and the rota of your team", "x" * 250]
)
def test_a_message_with_long_names_keeps_to_its_limit(
    card: Card, me: Me, now: pendulum.DateTime, hook: str, language: str
) -> None:
    role = "Senior Principal Software Engineering Manager, Platform, Infrastructure and Security"
    fresh = unthanked(replace(card, role=role, language=language))
    people = tuple(replace(person, hook=hook) for person in fresh.round.people)
    long = replace(fresh, rounds=(replace(fresh.round, people=people),))
    note = script_for(long, me, now, "thank-you-linkedin")
    assert len(note.text) <= 300
    assert (hook in note.text) == (len(hook) < 100)
    assert note.gaps == ()


@pytest.mark.parametrize(
    ("how", "english", "german"),
    [
        ("no", "since your answer about the data", "seit Ihrer Antwort zur Stelle als"),
        ("goodbye", "since I withdrew from the data", "seit dem Rückzug meiner Bewerbung"),
        ("offer", "since I turned down your offer of the data", "seit meiner Absage auf Ihr"),
        (
            "silence",
            "since our conversation on Friday, November 13",
            "seit meinem Termin am Freitag",
        ),
    ],
)
def test_a_letter_to_write_again_knows_how_it_ended(  # noqa: PLR0917
    card: Card, me: Me, now: pendulum.DateTime, how: str, english: str, german: str
) -> None:
    match how:
        case "no":
            ended = answers.reply(answers.rejected(card, now), now, What.REJECTED)
        case "goodbye":
            ended = answers.close(card, now, What.WITHDREW)
        case "offer":
            ended = answers.answer_offer(answers.offered(card, now, Offer()), now, What.DECLINED)
        case _:
            ended = actions.advance(replace(card, stage=Stage.CALLED), now, Owes.MOVE_ON)
    then = now.add(days=63)
    kept = writing_again.plan(ended, now, then.date())
    script = script_for(kept, me, then)
    assert (script.kind, script.gaps) == ("write-again", ())
    assert english in script.text
    assert script.subject_text.startswith("Re: ")
    assert german in script_for(replace(kept, language="de"), me, then).text
