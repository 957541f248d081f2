import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.words.scripts.fill import Piece, Script, fill
from store.words.scripts.template import Template, parse

EMAIL = "Title: A note\nMedium: email\nPurpose: To say so.\nSubject: Re: [thread subject]\n\n"
SPEECH = "Title: A call\nMedium: speech\nPurpose: To say so.\n\n"
MESSAGE = SPEECH.replace("speech", "message")


def spoken(body: str) -> Template:
    return parse("note", SPEECH + body)


def filled(body: str, **values: str) -> Script:
    return fill(spoken(body), values)


def test_values_gaps_and_text_are_told_apart() -> None:
    script = filled("Hello [contact], it is [me]. Bye, [contact].", contact="Dana")
    assert script.body == (
        Piece("Hello ", "text"),
        Piece("Dana", "value", "contact"),
        Piece(", it is ", "text"),
        Piece("[your name]", "gap", "me"),
        Piece(". Bye, ", "text"),
        Piece("Dana", "value", "contact"),
        Piece(".", "text"),
    )
    assert script.text == "Hello Dana, it is [your name]. Bye, Dana."


def test_gaps_are_named_in_order_and_once() -> None:
    script = fill(
        parse("note", EMAIL + "[role] [me] [role] [company]\n\n[me]"), {"company": "Acme"}
    )
    assert script.gaps == ("thread subject", "role", "me")
    assert script.subject_text == "Re: [email subject]"


def test_a_blank_value_is_unknown() -> None:
    assert filled("[role]{ at [company]}", role=" ", company="\t").text == "[role]"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("A. {[me].} B.", "A. B."),
        ("A{ [me]} b.", "A b."),
        ("A {[me]}, b.", "A, b."),
        ("A {[me]}.", "A."),
        ("A {[me]} {[role]}.", "A."),
        ("A {[me]} {[role]} b", "A b"),
        ("{[me]} A.", "A."),
        ("A.\n{[me]} B.", "A.\nB."),
        ("A {[me]}\nB", "A\nB"),
        ("A\n{[me]}\nB", "A\nB"),
        ("A\n{[me]}\n{[role]}\nB", "A\nB"),
        ("A\n{[me]} {[role]}\nB", "A\nB"),
        ("A\n\n{[me]}\n\nB", "A\n\nB"),
        ("A\n\n{[me]}\n\n{[role]}\n\nB", "A\n\nB"),
        ("A\n\n{[me]}\n{[role]}\n\nB", "A\n\nB"),
        ("A\n\n{[me]}\nB", "A\n\nB"),
        ("A\n{[me]}\n\nB", "A\n\nB"),
        ("{[me]}\n\nA", "A"),
        ("A\n\n{[me]}", "A"),
        ("A\n{[me]}\n{[role]}", "A"),
        ("A {[me]}", "A"),
        ("({[me]} A)", "(A)"),
        ("{[me]}", ""),
        ("A{ [me]|}, b", "A, b"),
        ("A  b\n    c {x}", "A  b\n    c x"),
        ("a | b", "a | b"),
    ],
)
def test_a_part_left_out_leaves_nothing_behind(body: str, text: str) -> None:
    assert filled(body).text == text


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"contact": "Dana", "me": "Priya"}, "Hello Dana, Priya here."),
        ({"contact": "Dana"}, "Hello Dana,"),
        ({"me": "Priya"}, "Hello,"),
    ],
)
def test_the_first_alternative_with_nothing_unknown_is_taken(
    values: dict[str, str], text: str
) -> None:
    body = "{Hello [contact], [me] here.|Hello [contact],|Hello,}"
    script = fill(spoken(body), values)
    assert script.text == text
    assert script.gaps == ()


def test_a_part_with_everything_known_stays() -> None:
    assert filled("I like [role]{ at [company]}.", role="it", company="Acme").text == (
        "I like it at Acme."
    )


@pytest.mark.parametrize(
    ("company", "text"),
    [
        ("Acme", "At Acme. Or Acme, or Acme"),
        ("Acme Inc.", "At Acme Inc. Or Acme Inc., or Acme Inc."),
        ("Yahoo!", "At Yahoo! Or Yahoo!, or Yahoo!"),
    ],
)
def test_a_sentence_never_ends_twice(company: str, text: str) -> None:
    assert filled("At [company]. Or [company], or [company]", company=company).text == text


def test_an_email_is_counted_without_its_greeting_and_its_signature() -> None:
    template = parse("note", EMAIL + "One two,\n\nthree four.\n\nRegards,\n[me]\n[my phone]")
    assert fill(template, {"me": "Priya Raman", "my phone": "1"}).words == 2
    assert fill(parse("note", EMAIL + "One two three"), {}).words == 3
    assert fill(parse("note", EMAIL + "One two.\n\nthree four.\n\nRegards,\n[me]"), {}).words == 4
    assert fill(parse("note", MESSAGE + "Hi Dana,\n\none two.\n\n[me]"), {"me": "P"}).words == 5


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ((), "Thanks for coming."),
        (("thanked",), "Thanks again for coming."),
        (("several",), "Thanks for coming."),
        (("thanked", "several"), "Thanks once more for coming."),
    ],
)
def test_an_alternative_is_taken_only_where_its_facts_hold(
    facts: tuple[str, ...], text: str
) -> None:
    body = "Thanks {if thanked and several: once more|if thanked: again} for coming."
    assert fill(spoken(body), {}, facts).text == text


def test_an_alternative_of_a_fact_is_not_taken_while_something_in_it_is_unknown() -> None:
    template = spoken("{if decide: You decide [promised when].|if decide: You decide.|Hello.}")
    assert fill(template, {"promised when": "in May"}, {"decide"}).text == "You decide in May."
    assert fill(template, {}, {"decide"}).text == "You decide."
    assert fill(template, {"promised when": "in May"}).text == "Hello."
    assert fill(template, {}, {"decide"}).gaps == ()


def test_the_next_letter_takes_the_next_variant_and_then_the_last_one() -> None:
    template = spoken("One [me]\n---\nTwo [role]")
    assert [fill(template, {}, turn=turn).text for turn in (0, 1, 2)] == [
        "One [your name]",
        "Two [role]",
        "Two [role]",
    ]
    assert fill(template, {}, turn=1).gaps == ("role",)


def subject_of(options: str, **values: str) -> str:
    text = EMAIL.replace("Re: [thread subject]", options)
    return fill(parse("note", text + "Hello"), values).subject_text


def test_the_subject_is_the_first_that_a_phone_shows_whole() -> None:
    options = "{Re: [me]|Our talk about [role]|Our talk}"
    assert subject_of(options, role="r" * 45) == f"Our talk about {'r' * 45}"
    assert subject_of(options, role="r" * 46) == "Our talk"
    assert subject_of(options) == "Our talk"
    assert subject_of(options, me="m" * 99) == f"Re: {'m' * 99}"
    assert subject_of("{[role]}", role="r" * 99) == "r" * 99  # better than none


def test_what_is_capital_at_the_start_of_a_sentence_stays_small_within_one() -> None:
    the = {"the role": "the data analyst position"}
    script = fill(spoken("[The role] is mine, [the role]. [ The  role ]?"), the)
    assert script.text == (
        "The data analyst position is mine, the data analyst position. The data analyst position?"
    )
    assert fill(spoken("[The role]"), {"the role": "die Stelle"}).text == "Die Stelle"
    assert fill(spoken("[The role]"), {}).gaps == ("the role",)


def test_speech_is_counted_whole_and_digit_by_digit() -> None:
    assert filled("word " * 150).seconds == 60
    assert filled("one\n\ntwo three").words == 3
    assert filled("[my phone]", **{"my phone": "(617) 555-0142"}).seconds == 4
    assert filled("on the 20").seconds == 1


ANYTHING = st.text(st.characters(codec="utf-8"), min_size=1) | st.sampled_from(
    ["[NYC]", "{x}", "{a|b}", "[me]", "{[me]}", "}", "[", "|", "\\1", "\1", "\0", "a  b", "\n\n\n"]
)


@given(ANYTHING.filter(str.strip), ANYTHING.filter(str.strip))
def test_values_go_in_as_they_are(role: str, company: str) -> None:
    script = filled("<[role]>{ <[company]>} {no [me]}", role=role, company=company)
    assert script.text == f"<{role}> <{company}>"
    assert script.gaps == ()
    assert [piece.text for piece in script.body if piece.kind == "value"] == [role, company]


@given(
    st.lists(
        st.sampled_from(
            ["word", " ", "\n", "\n\n", "{[me]}", "{ [me]}", "{[me]|or}", "{[me].}", "[role]"]
        )
    ).map("".join)
)
def test_leaving_out_never_spoils_the_text_around(body: str) -> None:
    if not body.strip():
        return
    kept = body.replace("{[me]|or}", "or")
    for part in ("{[me]}", "{ [me]}", "{[me].}"):
        kept = kept.replace(part, "")
    assert filled(body).text.split() == kept.split()
