import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records import Card, Me
from store.words.scripts.edited import as_text, from_text, to_edit
from store.words.scripts.fill import Piece, fill
from store.words.scripts.placeholders import BY_LABEL
from store.words.scripts.template import kinds, load, parse
from tests.store.words.scripts.written import script_for

EMAIL = "Title: A note\nMedium: email\nPurpose: To say so.\nSubject: Re: [thread subject]\n\n"
NOTE = fill(parse("note", EMAIL + "Hello,\n\nI am [me]."), {"me": "Priya"})
CALL = fill(parse("call", "Title: A\nMedium: speech\nPurpose: B.\n\nHello, I am [me]."), {})


def test_an_email_is_edited_with_its_subject_and_speech_without() -> None:
    assert as_text(NOTE) == "Subject: Re: [email subject]\n\nHello,\n\nI am Priya."
    assert as_text(CALL) == "Hello, I am [your name]."


@pytest.mark.parametrize("kind", kinds())
def test_words_that_were_not_changed_come_back_the_same(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    for script in (script_for(card, me, now, kind), fill(load(kind), {})):
        again = from_text(as_text(script), script)
        assert (again.text, again.subject_text) == (script.text, script.subject_text)
        assert again.gaps == script.gaps
        assert (again.kind, again.medium, again.title) == (kind, script.medium, script.title)


def test_a_label_that_still_stands_is_a_gap_and_other_brackets_are_text() -> None:
    edited = from_text("Subject: On [role]\n\n[NYC] it is [your name][role], [me].", NOTE)
    assert edited.subject == (Piece("On ", "text"), Piece("[role]", "gap"))
    assert edited.body == (
        Piece("[NYC] it is ", "text"),
        Piece("[your name]", "gap"),
        Piece("[role]", "gap"),
        Piece(", [me].", "text"),
    )
    assert edited.gaps == ("role", "me")


@pytest.mark.parametrize(
    ("text", "subject", "body"),
    [
        ("subject : Hi \r\n\r\nBye\r\n", "Hi", "Bye"),
        ("\n\nSubject: Hi\nBye", "Hi", "Bye"),
        ("Subject:\n\nBye", "Re: [email subject]", "Bye"),
        ("Bye", "Re: [email subject]", "Bye"),
        ("Subject: Hi\n\nSubject: Bye", "Hi", "Subject: Bye"),
        ("The subject: Bye", "Re: [email subject]", "The subject: Bye"),
        ("Subject: A\x1b[31m\n\nB\x07", "A␛[31m", "B␇"),
    ],
)
def test_what_an_editor_leaves_is_read_kindly(text: str, subject: str, body: str) -> None:
    edited = from_text(text, NOTE)
    assert (edited.subject_text, edited.text) == (subject, body)


@pytest.mark.parametrize("text", ["", " \n\n", "Subject: Hi", "Subject: Hi\n\n \n"])
def test_words_all_taken_out_leave_the_script_as_it_was(text: str) -> None:
    assert from_text(text, NOTE) == NOTE


def test_what_is_spoken_has_no_subject() -> None:
    edited = from_text("Subject: to change", CALL)
    assert (edited.subject, edited.text, edited.gaps) == ((), "Subject: to change", ())


WORDS = st.lists(
    st.sampled_from([f"[{label}]" for label in BY_LABEL] + ["Subject: ", "\n", "\n\n", "[", "]"])
    | st.text(max_size=5)
).map("".join)


@given(WORDS)
def test_words_edited_once_are_the_same_when_edited_again(text: str) -> None:
    for script in (NOTE, CALL):
        once = from_text(text, script)
        again = from_text(as_text(once), once)
        assert (again.text, again.subject_text, again.gaps) == (
            once.text,
            once.subject_text,
            once.gaps,
        )
        assert all(piece.text for piece in (*once.subject, *once.body))


DAYS = fill(
    parse("note", EMAIL + "You named [promised date]. I wrote on [emailed date]; [me], [slot]."),
    {"me": "Priya", "promised date": "Friday, November 20", "slot": "Tuesday, at 2 p.m."},
)


def test_days_are_edited_as_placeholders_and_told_anew() -> None:
    text = to_edit(DAYS)
    assert text == (
        "Subject: Re: [email subject]\n\n"
        "You named {promised date}. I wrote on {emailed date}; Priya, {slot}."
    )
    moved = {"promised date": "Friday, December 4", "slot": "Tuesday, at noon"}
    assert from_text(text, DAYS, moved).text == (
        "You named Friday, December 4. I wrote on [date of your email]; Priya, Tuesday, at noon."
    )
    late = from_text(text, DAYS, {"slot": "Tuesday, at 3 p.m."})
    assert late.text.endswith("Tuesday, at 3 p.m.")
    assert late.gaps == ("thread subject", "promised date", "emailed date")
    assert Piece("[the date they named]", "gap", "promised date") in late.body


@pytest.mark.parametrize("kind", kinds())
def test_words_that_were_not_changed_are_the_same_with_their_placeholders(
    kind: str, card: Card, me: Me, now: pendulum.DateTime
) -> None:
    for script in (script_for(card, me, now, kind), fill(load(kind), {})):
        values = {piece.name: piece.text for piece in script.body if piece.kind == "value"}
        again = from_text(to_edit(script), script, values)
        assert (again.text, again.subject_text) == (script.text, script.subject_text)
        assert again.gaps == script.gaps
        assert to_edit(again) == to_edit(script)


def test_braces_that_are_no_day_are_text() -> None:
    text = "By {Promised  Date} {me} {the day} {} {promised date|x}"
    assert from_text(text, CALL, {"promised date": "Friday", "me": "Priya"}).text == (
        "By Friday {me} {the day} {} {promised date|x}"
    )


def test_a_label_is_filled_in_once_it_is_known() -> None:
    assert from_text("I am [your name].", CALL).gaps == ("me",)
    known = from_text("I am [your name].", CALL, {"me": "Priya"})
    assert (known.text, known.gaps) == ("I am Priya.", ())


def test_a_gap_that_only_the_words_can_fill_is_left_for_that() -> None:
    offer = fill(parse("call", "Title: A\nMedium: speech\nPurpose: B.\n\n[their deadline]."), {})
    assert to_edit(offer) == "[the day the other offer ends]."
