import pytest

from store.errors import UnreadableError
from store.words.scripts.placeholders import KNOWN
from store.words.scripts.template import Medium, check_kind, kinds, load, names_in, parse, source

EMAIL = "Title: A note\nMedium: email\nPurpose: To say so.\nSubject: Hello\n\n"
SPEECH = "Title: A call\nMedium: speech\nPurpose: To say so.\n\n"


def test_these_are_the_kinds() -> None:
    assert kinds() == (
        "before-the-interview",
        "call-answered",
        "call-gatekeeper",
        "competing-offer",
        "follow-up-again",
        "follow-up-open",
        "follow-up-open-recruiter",
        "follow-up-promised",
        "follow-up-promised-recruiter",
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
        "offer-negotiate",
        "offer-time-to-think",
        "rejection-feedback",
        "rejection-thanks",
        "reply-more-time",
        "thank-you",
        "thank-you-panel",
        "thank-you-panel-2",
        "thank-you-panel-3",
        "thank-you-recruiter",
        "voicemail",
        "withdraw",
        "withdraw-accepted",
    )


@pytest.mark.parametrize("kind", kinds())
def test_every_template_uses_known_placeholders_only(kind: str) -> None:
    template = load(kind)
    used = names_in(f"{template.subject}\n{template.body}")
    assert used
    assert set(used) <= set(KNOWN)


@pytest.mark.parametrize("kind", kinds())
def test_every_template_keeps_its_manners(kind: str) -> None:
    body = load(kind).body.casefold()
    pushy = ("just checking", "asap", "as soon as possible", "not heard", "haven't heard", "urgent")
    assert [phrase for phrase in pushy if phrase in body] == []
    assert body.count("!") <= (kind == "thank-you")


def test_a_template_is_read_into_its_parts() -> None:
    template = parse("note", EMAIL + "Hello [contact],\n\n[me]\n")
    assert (template.kind, template.title, template.medium) == ("note", "A note", Medium.EMAIL)
    assert (template.purpose, template.subject) == ("To say so.", "Hello")
    assert template.body == "Hello [contact],\n\n[me]"


def test_what_an_editor_leaves_behind_is_no_trouble() -> None:
    windows = "\ufeff" + EMAIL.replace("\n", "\r\n") + "Hello [ Contact\r\n],\r\n"
    template = parse("note", windows.replace("Title", "title").replace("email", "Email"))
    assert template.title == "A note"
    assert names_in(template.body) == ("contact",)


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
        (SPEECH.replace("speech", "fax") + "text", '"fax". It can be email or speech'),
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
