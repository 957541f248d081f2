import re
from collections.abc import Iterator
from datetime import date
from itertools import product

import pendulum
import pytest
from msgspec.structs import replace

from store.history import actions, answers
from store.records import Card, Me, Offer, Stage, Via
from store.rules.elsewhere import elsewhere
from store.rules.rules import Rules
from store.rules.stages import Owes
from store.words.scripts.author import Author
from store.words.scripts.checks import checks
from store.words.scripts.fill import Script, fill
from store.words.scripts.placeholders import KNOWN
from store.words.scripts.template import Medium, Template, kinds, load, names_in
from store.words.scripts.values import values
from tests.store.words.scripts.written import script_for

EMAILS = tuple(kind for kind in kinds() if load(kind).medium is Medium.EMAIL)
SPEECHES = tuple(kind for kind in kinds() if load(kind).medium is Medium.SPEECH)

REPLIES = tuple(kind for kind in EMAILS if "thread subject" in names_in(load(kind).subject))
SPOKEN_OF = {
    "new date": "Thursday, December 10",
    "slot": "Tuesday, December 8, at 2:30 p.m.",
    "format": "video",
    "agreed time": "Monday at 3 p.m.",
    "best time": "in the afternoon",
    "items": "two sample reports",
    "point": "working from home on Fridays",
    "offer": "four days a week, from January 11",
    "answer date": "Friday, December 4",
    "deadline": "Friday, December 11",
    "their deadline": "Monday, December 7",
}

READS_WRONG = re.compile(
    r"""
      [ ]{2} | \n{3} | [ ]\n | \n[ ]          # doubled or stray blanks
    | [ ][.,;:!?)]                            # a blank before a sign
    | (?<!\.m)[.,;:!?]{2} | \.\.             # doubled signs, unless after p.m.
    | \b(\w+)[ ]\1\b                          # a doubled word
    | \b(?:at|by|on|for|about|from|the|is|with)[ ]?[.,;:!?\n]  # cut off
    | ^[a-z(,.] | \A\s | \s\Z                 # a line that starts in mid-sentence
    """,
    re.VERBOSE | re.MULTILINE,
)


def used(template: Template) -> tuple[str, ...]:
    return names_in(f"{template.subject}\n{template.body}")


def every_combination(kind: str, full: dict[str, str]) -> Iterator[tuple[set[str], Script]]:
    template = load(kind)
    names = used(template)
    for present in product((True, False), repeat=len(names)):
        known = {name for name, there in zip(names, present, strict=True) if there}
        yield known, fill(template, {n: v if n in known else "" for n, v in full.items()})


def prose(script: Script) -> str:
    """The text that has to read as sentences: an email without its contact lines."""
    if script.medium is Medium.SPEECH:
        return script.text
    letter, _, signature = script.text.rpartition("\n\n")
    return letter + "\n\n" + signature.split("\n")[0]


@pytest.mark.parametrize("kind", kinds())
def test_every_text_reads_right_whatever_is_missing(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    combinations = 0
    full = values(card, Author(me), now) | SPOKEN_OF
    for known, script in every_combination(kind, full):
        combinations += 1
        # A gap is a stand-in for words, so it is read as the word it stands for.
        read = re.sub(r"\[([^\]]*)\]", r"Gap", prose(script))
        wrong = READS_WRONG.search(read)
        assert wrong is None, (known, wrong, script.text)
        assert "{" not in script.text
        assert "|" not in script.text
        assert not READS_WRONG.search(script.subject_text.replace("[", "").replace("]", ""))
        assert bool(script.subject_text) is (script.medium is Medium.EMAIL)
        assert not set(script.gaps) & known
        for name in script.gaps:
            assert f"[{KNOWN[name].label}]" in f"{script.subject_text}\n{script.text}"
    assert combinations == 2 ** len(used(load(kind)))


@pytest.mark.parametrize("kind", kinds())
def test_without_a_name_the_greeting_stands_alone(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    unnamed = values(card, Author(me), now) | {"contact": ""}
    first = fill(load(kind), unnamed).text.partition("\n")[0]
    assert first in {"Hello,", "Hello, this is Priya Raman.", "Thank you, I enjoyed this."}


INTERVIEWED = frozenset({"role", "interview date", "me"})


@pytest.mark.parametrize(
    ("kind", "required"),
    [
        ("before-the-interview", set()),
        ("call-answered", INTERVIEWED),
        ("call-gatekeeper", {"interview date", "me", "my phone", "best time"}),
        ("competing-offer", {"role", "me", "their deadline"}),
        ("follow-up-again", {"role", "me"}),
        ("follow-up-open", INTERVIEWED),
        ("follow-up-open-recruiter", INTERVIEWED),
        ("follow-up-promised", INTERVIEWED | {"promised date"}),
        ("follow-up-promised-recruiter", INTERVIEWED | {"promised date"}),
        ("late-reply", {"role", "me"}),
        ("late-thanks", INTERVIEWED),
        ("late-thanks-recruiter", INTERVIEWED),
        ("material-sent", {"role", "me", "items"}),
        ("missed-call", {"role", "me", "agreed time"}),
        ("moving-on", INTERVIEWED),
        ("moving-on-recruiter", INTERVIEWED),
        ("next-round-confirm", {"role", "me", "slot"}),
        ("offer-accept", {"role", "me"}),
        ("offer-decline", {"role", "me"}),
        ("offer-negotiate", {"role", "me", "point"}),
        ("offer-time-to-think", {"role", "me", "deadline"}),
        ("rejection-feedback", {"role", "me"}),
        ("rejection-thanks", {"role", "me"}),
        ("reply-more-time", {"role", "me"}),
        ("thank-you", {"role", "when we talked", "hook", "me"}),
        ("thank-you-panel", {"role", "when we talked", "hook", "me"}),
        ("thank-you-panel-2", {"role", "when we talked", "hook", "me"}),
        ("thank-you-panel-3", {"role", "when we talked", "hook", "me"}),
        ("thank-you-recruiter", {"role", "when we talked", "hook", "me"}),
        ("voicemail", INTERVIEWED | {"my phone"}),
        ("withdraw", {"role", "me"}),
        ("withdraw-accepted", {"role", "me"}),
    ],
)
def test_only_what_a_text_cannot_do_without_is_a_gap(kind: str, required: set[str]) -> None:
    assert set(fill(load(kind), {}).gaps) == required


SHORT = frozenset({"follow-up-again", "late-thanks", "withdraw-accepted"})


@pytest.mark.parametrize("kind", EMAILS)
def test_emails_have_the_length_that_is_answered(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    full = values(card, Author(me), now) | SPOKEN_OF
    shortest, longest = (50, 74) if kind in SHORT else (75, 100)
    assert shortest <= fill(load(kind), full).words <= longest
    for unknown in ("hook", "contact", "company", "my phone", "new date"):
        full[unknown] = ""
    assert 50 <= fill(load(kind), full).words <= 125


def test_a_voicemail_is_short_and_gives_the_number_twice(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    script = script_for(card, me, now, "voicemail")
    assert 40 <= script.words <= 60
    assert 15 <= script.seconds <= 30
    assert script.text.count(me.phone) == 2


def test_a_call_is_said_in_under_a_minute(card: Card, me: Me, now: pendulum.DateTime) -> None:
    assert 20 <= script_for(card, me, now, "call-answered").seconds <= 50
    assert 20 <= script_for(card, me, now, "call-gatekeeper").seconds <= 50


@pytest.mark.parametrize("kind", SPEECHES)
def test_speech_comes_in_short_lines_without_stage_directions(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    script = fill(load(kind), values(card, Author(me), now) | SPOKEN_OF)
    assert max(len(line.split()) for line in script.text.splitlines()) <= 18
    assert not re.search(r"[(\[<*]", script.text)
    assert script.subject == ()


def test_all_but_a_first_note_of_thanks_can_be_replies() -> None:
    notes = {"thank-you", "thank-you-panel", "thank-you-panel-2", "thank-you-panel-3"}
    assert set(REPLIES) == set(EMAILS) - notes


@pytest.mark.parametrize("kind", REPLIES)
def test_a_reply_stays_in_the_thread_where_there_is_one(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    assert script_for(card, me, now, kind).subject_text == "Re: Your interview with Northwind"
    alone = replace(card, rounds=(replace(card.round, thread_subject=""),))
    subject = script_for(alone, me, now, kind).subject_text
    assert "data analyst" in subject or "Northwind" in subject
    recalls = kind.startswith(("follow-up", "late-thanks", "moving-on"))
    assert ("Friday, November 13" in subject) is recalls


@pytest.mark.parametrize("kind", [kind for kind in kinds() if "recruiter" in kind])
def test_a_recruiter_is_not_told_that_they_held_the_interview(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    text = script_for(card, me, now, kind).text
    assert "arranging my interview" in text
    assert "talking with me" not in text
    assert "at Northwind" in text


@pytest.mark.parametrize("kind", kinds())
def test_no_text_comes_with_advice_against_itself(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    script = fill(load(kind), values(card, Author(me), now) | SPOKEN_OF)
    assert checks(script, card, me) == ()


def test_the_follow_up_recalls_the_date_they_named(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    text = script_for(card, me, now, "follow-up-promised").text
    assert "by Friday, November 20." in text
    assert "on Friday, November 13, about the data analyst position" in text
    assert text.endswith("617-555-0142\npriya.raman@example.com\nhttps://priyaraman.example")


def test_the_call_recalls_the_day_of_the_email_only_where_there_was_one(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    assert "I wrote to you on Tuesday, November 24," in script_for(card, me, now).text
    silent = script_for(replace(card, history=()), me, now)
    assert "wrote" not in silent.text
    assert silent.gaps == ()


def thanked(card: Card, now: pendulum.DateTime) -> Card:
    waiting = replace(card, stage=Stage.THANK_YOU, history=())
    for person in waiting.round.people:
        waiting = actions.advance(
            waiting, now, Owes.THANK, done=card.round.at.replace(hour=16), person=person.id
        )
    return waiting


FOLLOW_UPS = [
    "follow-up-open",
    "follow-up-open-recruiter",
    "follow-up-promised",
    "follow-up-promised-recruiter",
]


@pytest.mark.parametrize("kind", FOLLOW_UPS)
def test_thanks_come_again_only_where_they_were_sent(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    assert "Thank you again for " in script_for(thanked(card, now), me, now, kind).text
    waived = replace(card, stage=Stage.THANK_YOU, history=())
    for _ in card.round.people:
        waived = actions.skip(waived, now, "said so in person", Owes.THANK)
    assert "Thank you for " in script_for(waived, me, now, kind).text
    taken_back = actions.move_back(thanked(card, now), now)
    assert "Thank you for " in script_for(taken_back, me, now, kind).text


def test_late_thanks_are_not_thanks_again(card: Card, me: Me, now: pendulum.DateTime) -> None:
    unthanked = replace(card, stage=Stage.THANK_YOU, history=())
    script = script_for(unthanked, me, now)
    assert script.kind == "late-thanks"
    assert "again" not in script.text
    assert "by Friday, November 20," in script.text
    assert script.gaps == ()


def test_the_second_email_names_the_first(card: Card, me: Me, now: pendulum.DateTime) -> None:
    script = script_for(replace(card, no_calls=True), me, now)
    assert script.kind == "follow-up-again"
    assert "I wrote to you on Tuesday, November 24;" in script.text


def test_a_recruiter_is_asked_to_pass_the_thanks_on_by_name(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    through = replace(card, via=Via.RECRUITER, recruiter="Rita Moss", history=())
    text = script_for(through, me, now, "thank-you-recruiter").text
    assert text.startswith("Hello Rita,")
    assert "Please pass on my thanks to Dana Lee and Dr. Sam Okafor." in text
    assert "talking about moving your reports from Excel" in text
    unnamed = replace(through, rounds=(replace(card.round, people=()),))
    text = script_for(unnamed, me, now, "thank-you-recruiter").text
    assert "to everyone who took the time to talk with me." in text


def test_a_recruiter_among_those_met_is_not_asked_to_thank_themselves(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    through = replace(card, via=Via.RECRUITER)
    text = script_for(through, me, now, "thank-you-recruiter").text
    assert "Please pass on my thanks to Dr. Sam Okafor." in text


def test_the_letters_about_an_offer_know_it(card: Card, me: Me, now: pendulum.DateTime) -> None:
    terms = Offer(what="four days a week", answer_by=date(2026, 12, 4))
    offering = answers.offered(card, now, terms)
    accepts = script_for(offering, me, now, "offer-accept").text
    assert "I am delighted to accept it, as you set it out: four days a week." in accepts
    assert "Friday, December 4" in script_for(offering, me, now, "offer-time-to-think").text
    asks = script_for(offering, me, now, "offer-negotiate").text
    assert "my answer by Friday, December 4." in asks
    for kind in ("offer-accept", "offer-time-to-think", "offer-negotiate"):
        bare = script_for(answers.offered(card, now, Offer()), me, now, kind)
        assert "December" not in bare.text


def test_another_offer_is_told_of_with_its_day(card: Card, me: Me, now: pendulum.DateTime) -> None:
    terms = Offer(what="four days a week", answer_by=date(2026, 12, 4))
    other = answers.offered(replace(card, id="other", company="Acme"), now, terms)
    rules = Rules(elsewhere=elsewhere([card, other]))
    script = script_for(card, me, now, "competing-offer", rules=rules)
    assert "hopes for my answer by Friday, December 4." in script.text
    assert "Acme" not in script.text
    assert script.gaps == ()
    assert script_for(card, me, now, "competing-offer").gaps == ("their deadline",)


@pytest.mark.parametrize("kind", ["moving-on", "moving-on-recruiter"])
def test_a_closing_note_thanks_again_only_after_thanks(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    full = values(card, Author(me), now) | SPOKEN_OF
    assert "My thanks again for" in fill(load(kind), full).text
    unthanked = fill(load(kind), full | {"again": ""}).text
    assert "My thanks for" in unthanked
    assert "once more" not in unthanked
