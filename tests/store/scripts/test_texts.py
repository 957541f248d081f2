import re
from collections.abc import Iterator
from itertools import product

import pendulum
import pytest
from msgspec.structs import replace

from store.records import Card, Me
from store.scripts.choose import script_for
from store.scripts.fill import Script, fill
from store.scripts.placeholders import KNOWN, values
from store.scripts.template import Medium, Template, kinds, load, names_in

EMAILS = tuple(kind for kind in kinds() if load(kind).medium is Medium.EMAIL)
SPEECHES = tuple(kind for kind in kinds() if load(kind).medium is Medium.SPEECH)

READS_WRONG = re.compile(
    r"""
      [ ]{2} | \n{3} | [ ]\n | \n[ ]          # doubled or stray blanks
    | [ ][.,;:!?)]                            # a blank before a sign
    | [.,;:!?]{2}                             # doubled signs
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
    for known, script in every_combination(kind, values(card, me, now)):
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
    unnamed = values(card, me, now) | {"contact": ""}
    first = fill(load(kind), unnamed).text.partition("\n")[0]
    assert first in {"Hello,", "Hello, this is Priya Raman."}


@pytest.mark.parametrize(
    ("kind", "required"),
    [
        ("thank-you", {"role", "when we talked", "hook", "me"}),
        ("follow-up-promised", {"role", "interview date", "promised date", "me"}),
        ("follow-up-open", {"role", "interview date", "me"}),
        ("moving-on", {"role", "interview date", "me"}),
        ("call-answered", {"role", "interview date", "me"}),
        ("voicemail", {"role", "interview date", "me", "my phone"}),
    ],
)
def test_only_what_a_text_cannot_do_without_is_a_gap(kind: str, required: set[str]) -> None:
    assert set(fill(load(kind), {}).gaps) == required


@pytest.mark.parametrize("kind", EMAILS)
def test_emails_have_the_length_that_is_answered(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    assert 75 <= script_for(card, me, now, kind).words <= 100
    bare = replace(card, rounds=(replace(card.round, people=()),))
    assert 50 <= script_for(bare, me, now, kind).words <= 125


def test_a_voicemail_is_short_and_gives_the_number_twice(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    script = script_for(card, me, now, "voicemail")
    assert 40 <= script.words <= 60
    assert 15 <= script.seconds <= 30
    assert script.text.count(me.phone) == 2


def test_a_call_is_said_in_under_a_minute(card: Card, me: Me, now: pendulum.DateTime) -> None:
    assert 20 <= script_for(card, me, now, "call-answered").seconds <= 50


@pytest.mark.parametrize("kind", SPEECHES)
def test_speech_comes_in_short_lines_without_stage_directions(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    script = script_for(card, me, now, kind)
    assert max(len(line.split()) for line in script.text.splitlines()) <= 18
    assert not re.search(r"[(\[<*]", script.text)
    assert script.subject == ()


@pytest.mark.parametrize("kind", [kind for kind in EMAILS if kind != "thank-you"])
def test_a_follow_up_replies_in_the_thread_where_there_is_one(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    assert script_for(card, me, now, kind).subject_text == "Re: Your interview with Northwind"
    alone = replace(card, rounds=(replace(card.round, thread_subject=""),))
    subject = script_for(alone, me, now, kind).subject_text
    assert "data analyst" in subject
    assert "Friday, November 13" in subject


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
