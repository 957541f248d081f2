"""The texts that come with the program, each variant and each alternative of them."""

import re
from collections.abc import Iterator
from itertools import combinations, product

import pendulum
import pytest
from msgspec.structs import replace
from rapidfuzz import fuzz

from store.records import Card, Me
from store.words.scripts.checks import checks, lengths_of
from store.words.scripts.fill import LONGEST_SUBJECT, Script, fill
from store.words.scripts.placeholders import KNOWN
from store.words.scripts.template import (
    OPTIONAL,
    Medium,
    Option,
    Template,
    kinds,
    load,
    names_in,
    source,
)
from tests.store.words.scripts.written import script_for

EMAILS = tuple(kind for kind in kinds() if load(kind).medium is Medium.EMAIL)
SPEECHES = tuple(kind for kind in kinds() if load(kind).medium is Medium.SPEECH)
MESSAGES = tuple(kind for kind in kinds() if load(kind).medium is Medium.MESSAGE)
REPLIES = tuple(kind for kind in EMAILS if "thread subject" in names_in(load(kind).subject))
VARIANTS = [(kind, turn) for kind in kinds() for turn in range(len(load(kind).bodies))]
LETTERS = [(kind, turn) for kind, turn in VARIANTS if kind in EMAILS]

EVERYTHING = {
    "me": "Priya Raman",
    "my email": "priya.raman@example.com",
    "my phone": "617-555-0142",
    "my link": "https://priyaraman.example",
    "contact": "Dana",
    "contact full name": "Dana Lee",
    "greeting": "Hello Dana,",
    "greeting short": "Hi Dana,",
    "spoken greeting": "Hello Dana,",
    "closing": "Kind regards,",
    "the role": "the data analyst position",
    "role": "data analyst",
    "company": "Acme",
    "the talk": "our conversation",
    "talking with me": "talking with me",
    "interview date": "Friday, November 13",
    "when we talked": "on Friday, November 13",
    "promised date": "Friday, November 20",
    "promised when": "by Friday, November 20",
    "promised time": "Friday, November 20",
    "to add": "I have built such a dashboard before",
    "hook": "the move to Kafka",
    "thread subject": "Your interview",
    "emailed date": "Tuesday, November 24",
    "new date": "Thursday, December 10",
    "new when": "by Thursday, December 10",
    "news date": "Monday, November 23",
    "slot": "Tuesday, December 8, at 2:30 p.m.",
    "zone": "EST",
    "format": "video",
    "interviewers": "Sam Okafor",
    "agreed time": "Monday at 3 p.m.",
    "best time": "the afternoon",
    "items": "two sample reports",
    "other times": "Monday at 3 p.m. or Tuesday at 10 a.m.",
    "title": "data analyst",
    "pay": "$90,000 a year",
    "start date": "January 11",
    "my news": "I have finished my course in statistics",
    "referee": "Dr. Fox",
    "point": "working from home on Fridays",
    "offer": "four days a week, from January 11",
    "answer date": "Friday, December 4",
    "deadline": "Friday, December 11",
    "their deadline": "Monday, December 7",
}
OFTEN_UNKNOWN = frozenset(
    {"role", "company", "hook", "my phone", "my link", "interviewers", "format", "zone", "to add"}
    | {"emailed date", "new date", "new when", "news date", "promised date", "promised when"}
    | {"promised time"}
    | {"thread subject", "offer", "answer date", "best time"}
)
BARE = {name: text for name, text in EVERYTHING.items() if name not in OFTEN_UNKNOWN} | {
    "greeting": "Hello,",
    "greeting short": "Hello,",
    "spoken greeting": "Hello,",
    "the role": "the position",
}
NORMAL = {name: text for name, text in EVERYTHING.items() if name != "to add"}

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


def options_of(text: str) -> Iterator[tuple[Option, ...]]:
    for part in OPTIONAL.findall(text):
        yield tuple(Option.read(option) for option in part.split("|"))


def asked_by(template: Template, turn: int) -> tuple[str, ...]:
    """The facts that one variant asks for."""
    text = f"{template.subject}\n{template.body(turn)}"
    needs = {need for options in options_of(text) for option in options for need in option.needs}
    return tuple(sorted(needs))


def facts_for(kind: str, turn: int) -> Iterator[frozenset[str]]:
    asked = asked_by(load(kind), turn)
    for present in product((True, False), repeat=len(asked)):
        yield frozenset(fact for fact, holds in zip(asked, present, strict=True) if holds)


def scripts_of(kind: str, turn: int, known: dict[str, str]) -> Iterator[Script]:
    for facts in facts_for(kind, turn):
        yield fill(load(kind), known, facts, turn)


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


@pytest.mark.parametrize(("kind", "turn"), LETTERS)
def test_emails_have_the_length_that_is_answered(kind: str, turn: int) -> None:
    fewest, most = lengths_of(kind)
    for script in scripts_of(kind, turn, NORMAL):
        assert fewest <= script.words <= most, script.text
    for script in scripts_of(kind, turn, EVERYTHING):
        assert fewest <= script.words <= most, script.text
    for script in scripts_of(kind, turn, BARE):  # of which there is less to say
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
    others = {"thank-you-task", "getting-in-touch", "references"}
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


THANKS_REPEATED = re.compile(r"\bthank\w*(?: \w+){0,2}? (?:again|once more)\b", re.IGNORECASE)
AGAIN = re.compile(r"[^.?!]*\b(?:again|once more|another round)\b", re.IGNORECASE)
OF_A_TIME_TO_COME = re.compile(
    r"(?:meet|paths cross|looking for someone|send it|when to ask|should I try) again"
    r"|Once more, the number"
)
"""What is "again" in a letter that nothing went before: a wish, an offer."""


@pytest.mark.parametrize("kind", kinds())
def test_again_is_said_only_of_what_came_before(kind: str) -> None:
    first = load(kind).body()
    for options in options_of(first):
        for option in options:
            assert "thanked" in option.needs or not THANKS_REPEATED.search(option.text)
    plain = OPTIONAL.sub("", first)
    assert not THANKS_REPEATED.search(plain)
    assert AGAIN.findall(OF_A_TIME_TO_COME.sub("", plain)) == []


def sentences_of(kind: str, turn: int) -> set[str]:
    """Every sentence that a variant can have, with its placeholders, for all facts and gaps."""
    names = {name: f"<{name}>" for name in KNOWN}
    found: set[str] = set()
    body = load(kind).body(turn)
    choosable = {name for options in options_of(body) for o in options for name in names_in(o.text)}
    for gone in (set(), *({name} for name in choosable)):
        known = {name: text for name, text in names.items() if name not in gone}
        for script in scripts_of(kind, turn, known):
            _, *paragraphs, _ = script.text.split("\n\n")
            found.update(re.split(r"(?<=[.?!])\s+|\n", " ".join(paragraphs)))
    return {sentence for sentence in found if len(re.sub("<[^>]*>", "", sentence).split()) > 3}


SET_PHRASE = re.compile(r"^I enjoyed talking about <hook>\.$")
"""A hook is told once a round, and each round has its own: only this phrase comes twice."""
TO_INTERVIEWERS = frozenset(
    {"follow-up-open", "follow-up-promised", "late-thanks", "moving-on", "thank-you-task"}
    | {"thank-you-panel", "thank-you-panel-2", "thank-you-panel-3"}
)
FAMILIES = (
    frozenset(kind for kind in EMAILS if kind.startswith("thank-you")),
    frozenset(kind for kind in EMAILS if kind.startswith(("follow-up-open", "follow-up-promised"))),
)


def never_both(one: tuple[str, int], other: tuple[str, int]) -> bool:
    """Whether no person can get both of these letters.

    A recruiter gets the letters to recruiters, and an interviewer gets the others. The kinds of a
    family are counted together, so the first variant of one is never sent after that of another.
    """
    (kind, turn), (other_kind, other_turn) = one, other
    to_recruiters = [each for each in (kind, other_kind) if each.endswith("-recruiter")]
    if len(to_recruiters) == 1 and {kind, other_kind} & TO_INTERVIEWERS:
        return True
    is_family = any({kind, other_kind} <= family for family in FAMILIES)
    return is_family and turn == other_turn == 0


def test_no_two_letters_to_one_person_share_a_sentence() -> None:
    said = {letter: sentences_of(*letter) for letter in LETTERS}
    assert all(said.values())
    shared = [
        (one, other, left, right)
        for one, other in combinations(LETTERS, 2)
        if not never_both(one, other)
        for left in said[one]
        for right in said[other]
        if fuzz.ratio(left, right) >= 85 and not SET_PHRASE.search(left)
    ]
    assert shared == []
