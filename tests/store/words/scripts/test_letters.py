"""What the letters say of what happened on their card, and of nothing else."""

from datetime import date

import pendulum
import pytest
from msgspec.structs import replace

from store.history import actions, answers, in_touch
from store.records import Card, Channel, Me, Offer, Promise, Result, Round, Stage, Via, What
from store.rules.elsewhere import elsewhere
from store.rules.rules import Rules
from store.rules.stages import Owes
from store.words.scripts.template import kinds
from tests.store.words.scripts.written import script_for

NO_THREAD = ""
AFTER_A_DATE = ("follow-up-promised", "follow-up-news", "follow-up-again", "late-thanks")


def unthanked(card: Card) -> Card:
    """The card just after the interview: no thanks, no email, no thread."""
    interview = replace(card.round, thread_subject=NO_THREAD)
    return replace(card, stage=Stage.THANK_YOU, history=(), rounds=(interview,))


def thanked(card: Card, now: pendulum.DateTime) -> Card:
    waiting = unthanked(card)
    for person in waiting.round.people:
        waiting = actions.advance(
            waiting, now, Owes.THANK, done=card.round.at.replace(hour=16), person=person.id
        )
    return waiting


def promised(card: Card, words: str, day: date = date(2026, 11, 20)) -> Card:
    promise = Promise(words=words, said=date(2026, 11, 13), day=day)
    return replace(card, rounds=(replace(card.round, promise=promise),))


def in_second_round(card: Card, now: pendulum.DateTime, hook: str = "") -> Card:
    """Thanked for the first round, and already met in the second, a day before ``now``."""
    people = tuple(replace(person, hook=hook) for person in card.round.people)
    second = Round(id="two", at=now.subtract(days=1), people=people)
    return answers.next_round(thanked(card, now), now, second, done=now.subtract(days=5))


def test_the_follow_up_recalls_the_date_they_named(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    text = script_for(replace(card, history=()), me, now, "follow-up-promised").text
    assert "You'd mentioned Friday, November 20, " in text
    assert "on Friday, November 13, about the data analyst position at Northwind." in text
    assert "I enjoyed talking about moving your reports from Excel" in text
    assert text.endswith("617-555-0142\npriya.raman@example.com\nhttps://priyaraman.example")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("we'll decide by the 20th", "decide by Friday, November 20, and"),
        ("we'll get back to you by Friday", "to be in touch by Friday, November 20, and"),
        ("we'll let you know by Friday", "to be in touch by Friday, November 20, and"),
        ("next steps by the 20th", "the next steps to be clear by Friday, November 20, and"),
        ("by the 20th", "You'd mentioned Friday, November 20, "),
        ("a decision in November", "decide in November, and"),
        ("sometime in November", "You'd mentioned November, "),
        ("next week", "You'd mentioned the week of November 16, "),
        ("in two weeks or so", "You'd mentioned a date around November 20, "),
    ],
)
def test_a_promise_keeps_its_own_sense_and_nearness(
    card: Card, me: Me, now: pendulum.DateTime, words: str, told: str
) -> None:
    asked = promised(replace(card, history=()), words)
    assert told in script_for(asked, me, now, "follow-up-promised").text


@pytest.mark.parametrize(
    "words", ["we'll get back to you by Friday", "we'll let you know by Friday", "by Friday"]
)
@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind.startswith(AFTER_A_DATE)])
def test_nobody_is_held_to_a_decision_that_they_did_not_speak_of(
    card: Card, me: Me, now: pendulum.DateTime, words: str, kind: str
) -> None:
    asked = promised(replace(card, history=()), words)
    emailed = promised(card, words)
    for each in (asked, emailed):
        text = script_for(each, me, now, kind).text.casefold()
        said = [word for word in ("decide", "decision", "choose", "your choice") if word in text]
        assert said == []


def test_a_month_stays_a_month_in_every_letter(card: Card, me: Me, now: pendulum.DateTime) -> None:
    vague = Promise(words="some time in December", said=now.date(), day=date(2026, 12, 31))
    told = answers.new_date(card, now, vague)
    for kind in ("reply-more-time", "follow-up-news", "follow-up-promised", "late-thanks"):
        text = script_for(told, me, now, kind).text
        assert "December 31" not in text
        assert "in December" in text or kind != "reply-more-time"
    later = now.add(days=40)
    assert "is past" not in script_for(told, me, later, "follow-up-news").text


def test_thanks_for_news_repeat_the_day_they_named(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    later = Promise(words="by the 10th", said=now.date(), day=date(2026, 12, 10))
    told = answers.new_date(card, now, later)
    first = script_for(told, me, now)
    assert first.kind == "reply-more-time"
    assert "I've made a note of Thursday, December 10, and" in first.text
    again = answers.new_date(told, now.add(days=5), replace(later, day=date(2026, 12, 18)))
    second = script_for(again, me, now.add(days=5), "reply-more-time")
    assert "by Friday, December 18" in second.text
    assert second.text.split("\n\n")[1:-1] != first.text.split("\n\n")[1:-1]
    without = script_for(answers.news(card, now), me, now, "reply-more-time")
    assert "take the time you need; I look forward to your news." in without.text
    assert without.gaps == ()


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


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("take-home task", "thank-you-task", "Thank you for the task for the data analyst"),
        ("coding test", "thank-you-task", "Thank you for inviting me to the test for the data"),
        ("phone screen", "thank-you-panel", "It was a pleasure"),
        ("phone screen", "thank-you", "Thank you for calling me about the data analyst position"),
        ("site visit", "thank-you", "Thank you for showing me around and talking with me about"),
        ("video", "thank-you", "Thank you for talking with me about the data analyst position"),
        ("coding test", "follow-up-open", "Thank you for the test on Friday, November 13, about"),
        ("phone", "follow-up-promised", "Thank you for our phone call on Friday, November 13,"),
        ("site visit", "follow-up-open", "Thank you for the visit on Friday, November 13, about"),
        ("phone", "voicemail", "and our phone call on Friday, November 13."),
    ],
)
def test_a_letter_says_what_kind_of_interview_it_was(  # noqa: PLR0917
    card: Card, me: Me, now: pendulum.DateTime, text: str, kind: str, told: str
) -> None:
    fresh = unthanked(card)
    held = replace(fresh, rounds=(replace(fresh.round, format=text),))
    assert told in script_for(held, me, now, kind).text


@pytest.mark.parametrize(
    ("role", "told", "subject"),
    [
        ("data analyst", "the data analyst position", "The data analyst position: a short"),
        ("Teaching position", "the Teaching position", "The Teaching position: a short question"),
        ("the Head of Sales", "the Head of Sales position", "The Head of Sales position: a"),
        ("Analyst (m/w/d) - REF 1234", "the Analyst position", "The Analyst position: a short"),
        ("", "the position", "The position: a short question"),
        ("a" * 60, f"the {'a' * 60} position", "A short question"),
    ],
)
def test_a_role_reads_right_in_a_sentence_and_in_a_subject(  # noqa: PLR0917
    card: Card, me: Me, now: pendulum.DateTime, role: str, told: str, subject: str
) -> None:
    named = replace(unthanked(card), role=role)
    script = script_for(named, me, now, "follow-up-again")
    assert told in script.text
    assert "position position" not in script.text
    assert script.subject_text.startswith(subject)
    assert script.gaps == ()


def test_a_card_has_a_language_of_its_own_over_that_of_all_letters(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    fresh = unthanked(card)
    german = replace(me, language="de")
    assert script_for(fresh, me, now, "thank-you").text.startswith("Hello Dana,")
    assert script_for(fresh, german, now, "thank-you").text.startswith("Guten Tag Dana Lee,")
    english = replace(fresh, language="en")
    assert script_for(english, german, now, "thank-you").text.startswith("Hello Dana,")
    own = replace(fresh, language="de")
    assert "Freitag, dem 13. November" in script_for(own, me, now, "thank-you").text


@pytest.mark.parametrize(
    ("letters", "country", "day", "time"),
    [
        ("", "US", "on Friday, November 13", "Tuesday, December 8, at 2:30 p.m."),
        ("", "", "on Friday, November 13", "Tuesday, December 8, at 2:30 p.m."),
        ("", "GB", "on Friday 13 November", "Tuesday 8 December at 2:30pm"),
        ("", "IE", "on Friday 13 November", "Tuesday 8 December at 2:30pm"),
        ("american", "GB", "on Friday, November 13", "Tuesday, December 8, at 2:30 p.m."),
        ("british", "US", "on Friday 13 November", "Tuesday 8 December at 2:30pm"),
    ],
)
def test_days_are_written_as_the_country_does(  # noqa: PLR0917
    card: Card,
    me: Me,
    now: pendulum.DateTime,
    letters: str,
    country: str,
    day: str,
    time: str,
) -> None:
    mine = replace(me, letters=letters, country=country)
    assert day in script_for(unthanked(card), mine, now, "follow-up-open").text
    at = pendulum.datetime(2026, 12, 8, 14, 30, tz="America/New_York")
    to_come = answers.next_round(card, now, Round(id="two", at=at, people=card.round.people))
    assert time in script_for(to_come, mine, now).text


def test_people_are_greeted_as_they_are_addressed_and_as_one_chose(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    dana = replace(card.round.people[0], name="LEE, DANA", address_as="")
    fresh = unthanked(card)

    def first_line(**fields: str) -> str:
        person = replace(dana, **fields)
        held = replace(fresh, rounds=(replace(fresh.round, people=(person,)),))
        mine = replace(me, greeting="Dear", closing="Best wishes")
        text = script_for(held, mine, now, "thank-you").text
        assert "\n\nBest wishes,\nPriya Raman\n" in text
        return text.partition("\n")[0]

    assert first_line() == "Dear Dana,"
    assert first_line(address_as="Ms. Lee") == "Dear Ms. Lee,"
    assert first_line(name="The hiring team") == "Hello,"
    assert first_line(name="HR", address_as="Dana") == "Dear Dana,"


def test_a_recruiter_is_asked_to_pass_the_thanks_on_by_name(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    through = replace(unthanked(card), via=Via.RECRUITER, recruiter="Rita Moss")
    text = script_for(through, me, now, "thank-you-recruiter").text
    assert text.startswith("Hello Rita,")
    assert "Please pass on my thanks to Dana Lee and Dr. Sam Okafor." in text
    assert "talking about moving your reports from Excel" in text
    unnamed = replace(through, rounds=(replace(card.round, people=()),))
    text = script_for(unnamed, me, now, "thank-you-recruiter").text
    assert "Please pass on my thanks to everyone who talked with me." in text


def test_a_recruiter_among_those_met_is_not_asked_to_thank_themselves(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    through = replace(unthanked(card), via=Via.RECRUITER)
    text = script_for(through, me, now, "thank-you-recruiter").text
    assert "Please pass on my thanks to Dr. Sam Okafor." in text


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
def test_a_word_to_keep_in_touch_knows_how_it_ended(  # noqa: PLR0917
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
    kept = in_touch.plan(ended, now, then.date())
    script = script_for(kept, me, then)
    assert (script.kind, script.gaps) == ("write-again", ())
    assert english in script.text
    assert script.subject_text.startswith("Re: ")
    assert german in script_for(replace(kept, language="de"), me, then).text
