import pendulum
import pytest
from msgspec.structs import replace

from store.records import Card, Me
from store.words.scripts.checks import Check, Level, checks, lengths_of
from store.words.scripts.edited import from_text
from store.words.scripts.fill import Script
from tests.store.words.scripts.written import script_for

CALM = "It was good to talk with you, and I would be glad to hear how things stand. "


@pytest.fixture
def follow_up(card: Card, me: Me, now: pendulum.DateTime) -> Script:
    return script_for(card, me, now, "follow-up-promised")


def letter(script: Script, body: str, subject: str = "Re: Your interview with Northwind") -> Script:
    return from_text(
        f"Subject: {subject}\n\nHello Dana,\n\n{body}\n\nKind regards,\nPriya Raman", script
    )


def kinds_of(found: tuple[Check, ...]) -> list[str]:
    return [check.kind for check in found]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (10, "ten words; from 50 on, a letter sounds unhurried."),
        (49, "49 words; from 50 on, a letter sounds unhurried."),
        (50, None),
        (80, None),
        (81, "81 words; up to 80 are read in one go."),
    ],
)
def test_the_length_of_an_email(
    card: Card, me: Me, follow_up: Script, words: int, told: str | None
) -> None:
    found = checks(letter(follow_up, "word " * words), card, me)
    assert [check.text for check in found] == ([told] if told else [])


@pytest.mark.parametrize(
    ("kind", "length"),
    [
        ("thank-you", (30, 100)),
        ("thank-you-panel-2", (30, 100)),
        ("follow-up-news", (50, 80)),
        ("follow-up-again", (50, 80)),
        ("late-thanks-recruiter", (50, 80)),
        ("next-round-confirm", (30, 60)),
        ("reply-more-time", (30, 60)),
        ("offer-accept", (30, 60)),
    ],
)
def test_each_kind_has_the_length_that_is_answered(
    card: Card, me: Me, now: pendulum.DateTime, kind: str, length: tuple[int, int]
) -> None:
    assert lengths_of(kind) == length
    fewest, most = length
    script = script_for(card, me, now, kind)

    def lengths_told(words: int) -> list[str]:
        found = checks(letter(script, "word " * words), card, me)
        return [check.text for check in found if check.kind == "length"]

    assert lengths_told(fewest) == lengths_told(most) == []
    assert "sounds unhurried" in lengths_told(fewest - 1)[0]
    assert f"up to {most} are read" in lengths_told(most + 1)[0]


def test_a_message_has_as_many_characters_as_fit(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    for kind, longest in (("thank-you-linkedin", 300), ("thank-you-text", 320)):
        message = script_for(card, me, now, kind)
        assert checks(from_text("x" * longest, message), card, me) == ()
        (found,) = checks(from_text("x" * (longest + 1), message), card, me)
        assert found.text == f"{longest + 1} characters; {longest} is the most it takes."


def test_a_voicemail_over_half_a_minute_is_told_and_a_call_is_not(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    voicemail = script_for(card, me, now, "voicemail")
    assert checks(from_text("word " * 75, voicemail), card, me) == ()
    (found,) = checks(from_text("word " * 80, voicemail), card, me)
    assert found.text == "32 seconds; under 30 is heard to its end."
    assert checks(script_for(card, me, now, "call-answered"), card, me) == ()


def test_gaps_are_what_has_to_be_mended_first(
    card: Card, me: Me, now: pendulum.DateTime, follow_up: Script
) -> None:
    short = letter(follow_up, "Send it ASAP, [role], [your name].", subject="Hi")
    found = checks(short, card, me)
    assert kinds_of(found) == ["gaps", "subject", "length", "tone"]
    assert found[0].text == "two gaps left: role (edit the card), your name (your details)."
    assert [check.level for check in found] == [Level.MEND, *[Level.CONSIDER] * 3]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Please answer ASAP.", "ASAP"),
        ("I need it as soon\nas possible.", "as soon as possible"),
        ("I am just checking in.", "just checking in"),
        ("I was checking in on this.", "checking in"),
        ("I have not heard back.", "have not heard back"),
        ("I haven’t heard from you.", "haven't heard from you"),
        ("There was no reply yet.", "no reply yet"),
        ("It is urgent!", "urgent"),
        ("I need it urgently", "urgently"),
        ("As I already wrote, …", "As I already wrote"),
        ("Per my last email, …", "Per my last email"),
        ("You promised a word.", "You promised"),
        ("I'm still waiting.", "I'm still waiting"),
        ("Please reply to me right away.", "reply to me right away"),
        ("I need an answer.", "I need an answer"),
        ("I have to know by then.", "I have to know"),
        ("Why haven't you written?", "Why haven't you"),
        ("I expect a reply.", "expect a reply"),
        ("At your earliest convenience", "At your earliest convenience"),
        ("Did you get my email?", "Did you get my email"),
        ("Just wanted to follow up.", "Just wanted to follow"),
    ],
)
def test_a_pressing_phrase_comes_with_a_gentler_one(
    card: Card, me: Me, follow_up: Script, text: str, quoted: str
) -> None:
    (found,) = checks(letter(follow_up, CALM * 4 + text), card, me)
    assert found.kind == "tone"
    told, gentler = found.text.split("; perhaps ")
    assert told == f'"{quoted}" may sound pressing'
    assert checks(letter(follow_up, CALM * 4 + gentler), card, me) == ()


@pytest.mark.parametrize(
    "text", ["I can start immediately.", "What you need to know is here.", "A vasapi.", "Urgency"]
)
def test_calm_words_are_left_alone(card: Card, me: Me, follow_up: Script, text: str) -> None:
    assert checks(letter(follow_up, CALM * 4 + text), card, me) == ()


@pytest.mark.parametrize(
    ("subject", "kept"),
    [
        ("Re: Your interview with Northwind", True),
        ("RE: re: Your interview with Northwind", True),
        ("Your interview with Northwind", False),
        ("Re: Another matter", False),
    ],
)
def test_a_reply_stays_in_its_thread(
    card: Card, me: Me, follow_up: Script, subject: str, kept: bool
) -> None:
    found = checks(letter(follow_up, CALM * 4, subject), card, me)
    assert kinds_of(found) == ([] if kept else ["subject"])
    assert kept or 'subject "Re: Your interview with Northwind"' in found[0].text
    alone = replace(card, rounds=(replace(card.round, thread_subject=""),))
    assert checks(letter(follow_up, CALM * 4, subject), alone, me) == ()


def test_a_first_note_of_thanks_needs_no_thread(card: Card, me: Me, now: pendulum.DateTime) -> None:
    note = script_for(card, me, now, "thank-you")
    assert note.subject_text == "Thank you for the data analyst interview"
    assert checks(note, card, me) == ()


def test_panel_notes_that_differ_in_name_and_topic_only_are_too_much_alike(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    dana, sam = card.round.people
    for kind in ("thank-you", "thank-you-panel", "thank-you-panel-2", "thank-you-panel-3"):
        note = script_for(card, me, now, kind, dana)
        other = script_for(card, me, now, kind, sam)
        (found,) = checks(note, card, me, ["Something else.", other.text])
        assert found.kind == "alike"
        assert found.text.endswith("a sentence of its own helps.")
        assert checks(note, card, me) == ()


def test_the_notes_to_a_panel_as_they_come_are_each_their_own(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    person = card.round.people[0]
    for kind in (notes := ("thank-you-panel", "thank-you-panel-2", "thank-you-panel-3")):
        note = script_for(card, me, now, kind, person)
        others = [script_for(card, me, now, o, person).text for o in notes if o != kind]
        assert checks(note, card, me, others) == ()


def test_notes_that_share_some_of_their_words_are_not_too_much_alike(
    card: Card, me: Me, follow_up: Script
) -> None:
    note = letter(follow_up, CALM * 4)
    other = letter(follow_up, CALM * 2 + "Our talk about the team has stayed with me since. " * 3)
    assert checks(note, card, me, [other.text]) == ()


def test_greeting_and_signature_do_not_make_notes_alike(
    card: Card, me: Me, follow_up: Script
) -> None:
    subject = "Subject: Re: Your interview with Northwind\n\n"
    owner = replace(me, name="Priya " * 500 + "Raman")
    for ends in (f"{{}}\n\nKind regards,\n{owner.name}", f"Hello {'Dana ' * 500},\n\n{{}}\n\nBye,"):
        mine = from_text(subject + ends.format(CALM * 4), follow_up)
        other = ends.format("Quite another letter, about the weather. " * 5)
        assert "alike" not in kinds_of(checks(mine, card, owner, [other]))


def test_a_huge_text_is_checked_without_delay(card: Card, me: Me, follow_up: Script) -> None:
    huge = letter(follow_up, "as I have not answer me " * 40_000)
    found = checks(huge, card, me, [huge.text[::-1], huge.text])
    assert kinds_of(found) == ["length", "alike"]
