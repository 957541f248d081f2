import pytest

from store.errors import UnreadableError
from store.words.scripts.placeholders import KNOWN
from store.words.scripts.template import (
    Medium,
    Option,
    check_kind,
    kinds,
    load,
    names_in,
    parse,
    source,
)

EMAIL = "Title: A note\nMedium: email\nPurpose: To say so.\nSubject: Hello\n\n"
SPEECH = "Title: A call\nMedium: speech\nPurpose: To say so.\n\n"
MESSAGE = SPEECH.replace("speech", "message")


def test_these_are_the_kinds() -> None:
    assert kinds() == (
        "before-the-interview",
        "call-answered",
        "call-gatekeeper",
        "cancel",
        "competing-offer",
        "follow-up-again",
        "follow-up-called-off",
        "follow-up-news",
        "follow-up-open",
        "follow-up-open-recruiter",
        "follow-up-promised",
        "follow-up-promised-recruiter",
        "getting-in-touch",
        "late-reply",
        "late-thanks",
        "late-thanks-recruiter",
        "material-sent",
        "missed-call",
        "moving-on",
        "moving-on-recruiter",
        "next-round-confirm",
        "offer-accept",
        "offer-decline",
        "offer-decline-call",
        "offer-negotiate",
        "offer-time-to-think",
        "references",
        "rejection-feedback",
        "rejection-thanks",
        "reply-more-time",
        "reschedule",
        "task-sent",
        "thank-you",
        "thank-you-linkedin",
        "thank-you-panel",
        "thank-you-panel-2",
        "thank-you-panel-3",
        "thank-you-recruiter",
        "thank-you-task",
        "thank-you-text",
        "thank-you-through",
        "voicemail",
        "withdraw",
        "withdraw-accepted",
        "write-again",
    )


@pytest.mark.parametrize("kind", kinds())
def test_every_template_uses_known_placeholders_only(kind: str) -> None:
    template = load(kind)
    used = {name for body in template.bodies for name in names_in(f"{template.subject}\n{body}")}
    assert used or kind == "before-the-interview"
    assert used <= set(KNOWN)


@pytest.mark.parametrize("kind", kinds())
def test_every_template_keeps_its_manners(kind: str) -> None:
    text = " ".join("\n".join(load(kind).bodies).casefold().split())
    if kind == "before-the-interview":  # there it is about a day that is still to come
        text = text.replace("if i haven't heard by then", "")
    pushy = ("just checking", "asap", "as soon as possible", "not heard", "haven't heard", "urgent")
    stiff = ("the choice may have fallen", "a change on my side", "at your earliest convenience")
    humble = ("sorry to bother", "i apologize", "i know you are busy", "humbly")
    assert [phrase for phrase in (*pushy, *stiff, *humble) if phrase in text] == []
    assert "!" not in text


def test_a_template_is_read_into_its_parts() -> None:
    template = parse("note", EMAIL + "Hello [contact],\n\n[me]\n")
    assert (template.kind, template.title, template.medium) == ("note", "A note", Medium.EMAIL)
    assert (template.purpose, template.subject) == ("To say so.", "Hello")
    assert template.bodies == ("Hello [contact],\n\n[me]",)


def test_what_an_editor_leaves_behind_is_no_trouble() -> None:
    windows = "\ufeff" + EMAIL.replace("\n", "\r\n") + "Hello [ Contact\r\n],\r\n"
    template = parse("note", windows.replace("Title", "title").replace("email", "Email"))
    assert template.title == "A note"
    assert names_in(template.body()) == ("contact",)


def test_a_line_of_dashes_stands_between_the_variants_of_a_text() -> None:
    template = parse("note", EMAIL + "One\n\n---\n\nTwo --- and\n--\n\n -----  \n\nThree\n")
    assert template.bodies == ("One", "Two --- and\n--", "Three")
    assert [template.body(turn) for turn in range(5)] == ["One", "Two --- and\n--", *["Three"] * 3]
    assert template.body() == "One"


def test_a_text_of_one_variant_is_taken_every_time() -> None:
    assert parse("note", MESSAGE + "One").body(7) == "One"
    assert parse("note", MESSAGE + "One").medium is Medium.MESSAGE


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("if thanked: again", Option("again", frozenset({"thanked"}))),
        (" if  met  before and several : x", Option("x", frozenset({"met before", "several"}))),
        ("if it rains we talk", Option("if it rains we talk", frozenset())),
        (" at Acme", Option(" at Acme", frozenset())),
        ("", Option("", frozenset())),
    ],
)
def test_an_alternative_may_ask_for_facts(text: str, option: Option) -> None:
    assert Option.read(text.replace(" :", ":")) == option


def test_an_unknown_placeholder_is_named_and_the_known_ones_listed() -> None:
    with pytest.raises(UnreadableError) as caught:
        parse("note", EMAIL + "[contcat] [role] {[boss]|x}")
    told = str(caught.value)
    assert "\n" not in told
    assert "[contcat], [boss], which" in told
    assert all(f"[{name}]" in told for name in KNOWN)


def test_an_unknown_placeholder_in_the_subject_counts() -> None:
    with pytest.raises(UnreadableError, match=r"\[NYC\]"):
        parse("note", EMAIL.replace("Hello", "Hello [NYC]") + "text")


@pytest.mark.parametrize("header", ["Title", "Medium", "Purpose", "Subject"])
def test_a_missing_header_is_named(header: str) -> None:
    lines = [line for line in EMAIL.splitlines() if not line.startswith(header)]
    with pytest.raises(UnreadableError, match=f"has no {header}"):
        parse("note", "\n".join(lines) + "\n\ntext")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SPEECH.replace("speech", "fax") + "text", '"fax". It can be email, speech or message'),
        (SPEECH.replace("\n\n", "\nSubject: x\n\n") + "text", "Take the Subject line out"),
        (SPEECH, "has no text"),
        (SPEECH.replace("Title", "Titel") + "text", 'header line "Titel: A call"'),
        (SPEECH.replace("\n\n", "\n") + "text", 'header line "text"'),
        ("", "has no Title"),
        (SPEECH + "{a", 'has a "{"'),
        (SPEECH + "a}", 'has a "{"'),
        (SPEECH + "{a {b} c}", "inside another"),
        (SPEECH + "[me", 'has a "["'),
        (SPEECH + "me]", 'has a "["'),
        (SPEECH + "{[me|role]}", 'has a "["'),
        (MESSAGE.replace("\n\n", "\nSubject: x\n\n") + "text", "Take the Subject line out"),
        (SPEECH + "{if lucky: a|b}", 'asks if "lucky", which is not known'),
        (SPEECH + "{if thanked and  very lucky: a}", 'asks if "very lucky", which'),
        (SPEECH + "{x|if lucky: a}", "It can ask if thanked, emailed, called,"),
        (EMAIL.replace("Hello", "{if lucky: a}") + "text", 'asks if "lucky"'),
    ],
)
def test_what_is_wrong_is_said(text: str, told: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse("note", text)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kind", ["foo", "../../records", "", "thank-you.txt"])
def test_a_kind_that_is_not_there_is_refused(kind: str) -> None:
    for wanted in (load, source, check_kind):
        with pytest.raises(UnreadableError, match="There are: before-the-interview, call-"):
            wanted(kind)


@pytest.mark.parametrize("kind", kinds())
def test_the_source_is_the_text_that_is_loaded(kind: str) -> None:
    assert parse(kind, source(kind)) == load(kind)
    assert check_kind(kind) == kind


def test_no_two_titles_are_the_same() -> None:
    assert len({load(kind).title for kind in kinds()}) == len(kinds())


@pytest.mark.parametrize(
    "text", ["Hello\n---", "---\nHello", "A\n---\n---\nB", "A\n\n---\n\n---\n\nB"]
)
def test_a_variant_without_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match='has a line "---" with no text before or after it'):
        parse("thank-you", EMAIL + text)


@pytest.mark.parametrize(
    "option",
    [
        "if thanked A",
        "if : A",
        "If thanked: A",
        "IF: A",
        "if thanked, decide: A",
        "if met before A",
    ],
)
def test_a_condition_that_is_none_is_refused_and_not_sent(option: str) -> None:
    with pytest.raises(UnreadableError, match="A condition is written"):
        parse("thank-you", EMAIL + f"{{{option}|B}}")


@pytest.mark.parametrize("text", ["{if you like|B}", "{if it helps, [role]}", "{, if you like: A}"])
def test_an_alternative_may_begin_with_an_if_that_is_no_condition(text: str) -> None:
    assert parse("thank-you", EMAIL + text).bodies == (text,)
