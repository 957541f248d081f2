"""The texts that come with the program, each variant and each alternative of them."""

import re
from collections.abc import Iterator
from itertools import product

import pendulum
import pytest
from msgspec.structs import replace

from store.records import Card, Me
from store.words.scripts.checks import checks, lengths_of
from store.words.scripts.fill import LONGEST_SUBJECT, Script, fill
from store.words.scripts.languages.known import KNOWN as LANGUAGES
from store.words.scripts.placeholders import KNOWN
from store.words.scripts.template import Medium, Option, kinds, load, names_in, source
from tests.store.words.scripts.texts import (
    BARE,
    EMAILS,
    EVERYTHING,
    LETTERS,
    MESSAGES,
    NORMAL,
    REPLIES,
    SPEECHES,
    VARIANTS,
    options_of,
    scripts_of,
)
from tests.store.words.scripts.written import script_for

READS_WRONG = re.compile(
    r"""
      [ ]{2} | \n{3} | [ ]\n | \n[ ]          # doubled or stray blanks
    | [ ][.,;:!?)]                            # a blank before a sign
    | (?<!\.m)[.,;:!?]{2} | \.\.             # doubled signs, unless after p.m.
    | \b(\w+)[ ]\1\b                          # a doubled word
    | \b(?:at|by|on|for|about|from|the|is|with)[ ]?[.,;:!?\n]  # cut off
    | \b(?:about|is|mentioned|noted|of|on|to|was)[ ]by[ ]  # a time put where a day belongs
    | ^[a-z(,.] | \A\s | \s\Z                 # a line that starts in mid-sentence
    | (?<!\.m)[.?!][ ][a-z]                    # a sentence that starts small
    """,
    re.VERBOSE | re.MULTILINE,
)


def stands_in(kind: str, found: re.Match[str]) -> bool:
    """Whether it stands so in the text itself: "that you can pass on?" is not cut off."""
    return found.string[max(found.start() - 8, 0) : found.end()] in source(kind)


def combinations_of(kind: str, turn: int) -> Iterator[tuple[frozenset[str], Script]]:
    """The variant with each of the things it names unknown, for all the facts it asks for.

    What is known without exception (a greeting, a closing) is not left out.
    """
    template = load(kind)
    text = f"{template.subject}\n{template.body(turn)}"
    always = {"greeting", "greeting short", "spoken greeting", "closing", "the talk"}
    always |= {"talking with me", "the role", "interview date", "when we talked"}
    optional = {
        name
        for options in options_of(text)
        for option in options
        for name in names_in(option.text)
        if name not in always
    }
    for present in product((True, False), repeat=len(optional)):
        gone = {name for name, there in zip(sorted(optional), present, strict=True) if not there}
        known = {name: value for name, value in EVERYTHING.items() if name not in gone}
        for script in scripts_of(kind, turn, known):
            yield frozenset(known), script


def prose(script: Script) -> str:
    """The text that has to read as sentences: an email without its contact lines."""
    if script.medium is not Medium.EMAIL:
        return script.text
    letter, _, signature = script.text.rpartition("\n\n")
    return letter + "\n\n" + "\n".join(signature.split("\n")[:2])


@pytest.mark.parametrize(("kind", "turn"), VARIANTS)
def test_every_text_reads_right_whatever_is_missing(kind: str, turn: int) -> None:
    seen = 0
    for known, script in combinations_of(kind, turn):
        seen += 1
        # A gap is a stand-in for words, so it is read as the word it stands for.
        read = re.sub(r"\[([^\]]*)\]", r"Gap", prose(script))
        wrong = [found[0] for found in READS_WRONG.finditer(read) if not stands_in(kind, found)]
        assert wrong == [], script.text
        assert not set("{}|") & set(script.text + script.subject_text)
        assert not READS_WRONG.search(script.subject_text.replace("[", "").replace("]", ""))
        assert bool(script.subject_text) is (script.medium is Medium.EMAIL)
        assert not set(script.gaps) & known
        for name in script.gaps:
            assert f"[{KNOWN[name].label}]" in f"{script.subject_text}\n{script.text}"
    assert seen


def chosen_in(part: tuple[Option, ...], known: set[str], facts: frozenset[str]) -> Option | None:
    return next(
        (
            option
            for option in part
            if known.issuperset(names_in(option.text)) and option.needs.issubset(facts)
        ),
        None,
    )


@pytest.mark.parametrize(("kind", "turn"), VARIANTS)
def test_every_alternative_of_every_text_is_taken_for_some_card(kind: str, turn: int) -> None:
    template = load(kind)
    for part in options_of(template.body(turn)):
        for option in part:
            known = {*names_in(option.text), "the role"}
            assert chosen_in(part, known, option.needs) == option, option
            values = {name: EVERYTHING[name] for name in known}
            begins = fill(template, values, option.needs, turn).text
            words = fill(replace(template, bodies=(option.text,)), values).text
            assert words.strip(" ,;.") in begins


def cards_by_role() -> Iterator[dict[str, str]]:
    """What cards with longer and longer roles know, in a thread and outside one, and bare ones."""
    yield EVERYTHING
    for length in range(5, 80, 5):
        role = "a" * length
        named = EVERYTHING | {"role": role, "the role": f"the {role} position"}
        yield {name: text for name, text in named.items() if name != "thread subject"}
    yield BARE
    yield {name: text for name, text in BARE.items() if name != "me"}


@pytest.mark.parametrize("kind", EMAILS)
def test_every_subject_is_taken_for_some_card_and_is_short(kind: str) -> None:
    part = next(options_of(load(kind).subject), (Option.read(load(kind).subject),))
    taken = set()
    for known in cards_by_role():
        subject = fill(load(kind), known).subject_text
        assert subject
        assert len(subject) <= LONGEST_SUBJECT
        each = {o.text: fill(replace(load(kind), subject=o.text), known) for o in part}
        taken.update(text for text, script in each.items() if script.subject_text == subject)
    assert taken == {option.text for option in part}


@pytest.mark.parametrize("kind", kinds())
def test_without_a_name_the_greeting_stands_alone(kind: str) -> None:
    first = fill(load(kind), BARE).text.partition("\n")[0]
    greetings = (
        *("Hello,", "Hello, this is Priya Raman.", "Hello, it's Priya Raman."),
        *("Good day, this is Priya Raman.", "Hello Dr. Fox,", "Thank you, I enjoyed this."),
    )
    assert first.startswith("Hello, thank you for ") if kind in MESSAGES else first in greetings


ALWAYS_KNOWN = frozenset(
    {"greeting", "greeting short", "spoken greeting", "closing", "the role"}
    | {"the talk", "talking with me", "interview date", "when we talked"}
)
NEEDED = {
    "before-the-interview": frozenset(),
    "call-gatekeeper": {"contact full name", "me", "my phone"},
    "cancel": {"me", "slot"},
    "follow-up-news": {"me", "news date"},
    "getting-in-touch": {"me", "my news"},
    "material-sent": {"me", "items"},
    "missed-call": {"me", "agreed time"},
    "next-round-confirm": {"me", "slot"},
    "offer-accept": {"me", "title", "pay", "start date"},
    "offer-negotiate": {"me", "point"},
    "offer-time-to-think": {"me", "deadline"},
    "references": {"me", "referee"},
    "reschedule": {"me", "slot", "other times"},
    "task-sent": {"me", "items"},
    "voicemail": {"me", "my phone"},
}


@pytest.mark.parametrize(("kind", "turn"), VARIANTS)
def test_only_what_a_text_cannot_do_without_is_a_gap(kind: str, turn: int) -> None:
    gaps = {gap for script in scripts_of(kind, turn, {}) for gap in script.gaps} - ALWAYS_KNOWN
    needed = set(NEEDED.get(kind, {"me"}))
    if kind.startswith("thank-you") and kind not in {*MESSAGES, "thank-you-task"}:
        needed.add("hook")
    assert gaps == needed or (turn and gaps <= needed)


@pytest.mark.parametrize("language", [known.code for known in LANGUAGES])
@pytest.mark.parametrize("kind", EMAILS)
def test_emails_have_the_length_that_is_answered(kind: str, language: str) -> None:
    fewest, most = lengths_of(kind)
    for turn in range(len(load(kind, language).bodies)):
        for script in scripts_of(kind, turn, NORMAL, language):
            assert fewest <= script.words <= most, script.text
        for script in scripts_of(kind, turn, EVERYTHING, language):
            assert fewest <= script.words <= most, script.text
        for script in scripts_of(kind, turn, BARE, language):  # of which there is less to say
            assert fewest * 2 // 3 <= script.words <= most, script.text


@pytest.mark.parametrize("kind", MESSAGES)
def test_messages_fit_the_note_of_an_invitation(kind: str) -> None:
    assert 80 <= len(fill(load(kind), BARE).text) <= 300
    long = EVERYTHING | {"hook": "how you move your reports from Excel to a warehouse"}
    long["the role"] = "the Senior Data Analyst, Growth and Retention position"
    assert len(fill(load(kind), long).text) <= 300


def test_a_voicemail_is_short_and_gives_the_number_twice() -> None:
    for known in (EVERYTHING, BARE | {"my phone": "617-555-0142"}):
        script = fill(load("voicemail"), known)
        assert 15 <= script.seconds <= 30
        assert script.text.count("617-555-0142") == 2


def test_a_call_is_said_in_under_a_minute() -> None:
    for kind in set(SPEECHES) - {"voicemail"}:
        assert 10 <= fill(load(kind), EVERYTHING).seconds <= 45


@pytest.mark.parametrize("kind", SPEECHES)
def test_speech_comes_in_short_lines_without_stage_directions(kind: str) -> None:
    script = fill(load(kind), EVERYTHING)
    assert max(len(line.split()) for line in script.text.splitlines()) <= 18
    assert not re.search(r"[(\[<*]", script.text)
    assert script.subject == ()


@pytest.mark.parametrize("kind", kinds())
def test_english_is_written_as_it_is_spoken(kind: str) -> None:
    told = " ".join(" ".join(load(kind).bodies).casefold().split())
    stiff = re.compile(
        r"\b(?:i am|i would|i will|i have (?:accepted|decided|thought)|do not|does not|did not"
        r"|can ?not|(?<!whatever )it is|that is|there is|we are"
        r"|hereby|regarding|kindly|therefore|herewith|i trust|further to|please find)\b"
    )
    assert stiff.findall(told) == []


def test_what_goes_on_with_a_talk_stays_in_its_thread_and_what_is_new_says_what_it_is() -> None:
    decisions = {"cancel", "competing-offer", "reschedule", "withdraw", "withdraw-accepted"}
    offers = {"offer-accept", "offer-decline", "offer-negotiate", "offer-time-to-think"}
    notes = {"thank-you", "thank-you-panel", "thank-you-panel-2", "thank-you-panel-3"}
    others = {"thank-you-task", "thank-you-through", "getting-in-touch", "references"}
    assert set(REPLIES) == set(EMAILS) - decisions - offers - notes - others


@pytest.mark.parametrize("kind", REPLIES)
def test_a_reply_stays_in_the_thread_where_there_is_one(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    assert script_for(card, me, now, kind).subject_text == "Re: Your interview with Northwind"
    alone = replace(card, rounds=(replace(card.round, thread_subject=""),), history=())
    subject = script_for(alone, me, now, kind).subject_text
    assert subject
    assert not subject.startswith("Re:")


@pytest.mark.parametrize(("kind", "turn"), LETTERS)
def test_a_recruiter_is_not_told_that_they_held_the_interview(kind: str, turn: int) -> None:
    if "recruiter" not in kind:
        return
    text = fill(load(kind), EVERYTHING, turn=turn).text
    assert "talking with me" not in text
    assert not re.search(r"\bour (?:conversation|talk)\b", text)
    assert not re.search(r"\b[Yy]ou (?:had )?(?:hoped|decide|expected|planned)", text)


@pytest.mark.parametrize(("kind", "turn"), VARIANTS)
def test_no_text_comes_with_advice_against_itself(kind: str, turn: int, card: Card, me: Me) -> None:
    threaded = EVERYTHING | {"thread subject": "Your interview with Northwind"}
    for script in scripts_of(kind, turn, threaded):
        assert checks(script, card, me) == ()
