from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import UTC, DateTime

from store.records import Me
from store.text import clean, clean_line
from store.words.deliver.drafts import eml, outgoing
from store.words.deliver.mail import MOST_CHARACTERS, eml_name, mailto
from tests.store.words.deliver.hostile import ANYTHING

HEADERS = ("From", "To", "Subject", "In-Reply-To", "References", "Date", "X-Unsent")
OF_THE_BODY = ("Content-Type", "Content-Transfer-Encoding", "MIME-Version")
NOW = DateTime(2026, 11, 24, 9, 30, tzinfo=UTC)
ME = Me(name="Sam O'Neil", email="sam@example.com")


def read(draft: bytes) -> EmailMessage:
    message = message_from_bytes(draft, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def fields(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link).query, strict_parsing=True))


def controls(text: str) -> list[str]:
    return [
        sign for sign in text if sign < " " or "\x7f" <= sign <= "\x9f" or sign in "\u2028\u2029"
    ]


# The link


def test_a_link_carries_the_whole_mail() -> None:
    link, whole = mailto("Dana Lee <dana+jobs@globex.com>", "You & I?", "Hi Dana,\n\n1+1=2 — é")
    assert whole
    assert link.startswith("mailto:dana%2Bjobs@globex.com?")
    assert fields(link) == {"subject": "You & I?", "body": "Hi Dana,\r\n\r\n1+1=2 — é"}
    assert "%0D%0A%0D%0A" in link
    assert "+" not in link


def test_a_link_without_a_recipient_still_opens_the_mail() -> None:
    assert mailto("", "Hello", "") == ("mailto:?subject=Hello", True)
    assert mailto("dana@globex.com", "", "") == ("mailto:dana@globex.com", True)


def test_a_long_body_is_left_out_and_a_long_subject_too() -> None:
    link, whole = mailto("dana@globex.com", "Hello", "a" * MOST_CHARACTERS)
    assert (link, whole) == ("mailto:dana@globex.com?subject=Hello", False)
    link, whole = mailto("dana@globex.com", "é" * MOST_CHARACTERS, "Hi")
    assert (link, whole) == ("mailto:dana@globex.com", False)


def test_a_link_of_just_the_longest_length_is_whole() -> None:
    room = MOST_CHARACTERS - len("mailto:dana@globex.com?body=")
    link, whole = mailto("dana@globex.com", "", "a" * room)
    assert (len(link), whole) == (MOST_CHARACTERS, True)
    assert not mailto("dana@globex.com", "", "a" * (room + 1)).whole


@given(ANYTHING, ANYTHING, ANYTHING)
def test_nothing_typed_adds_a_field_or_an_address_to_a_link(
    to: str, subject: str, body: str
) -> None:
    link, _ = mailto(to, subject, body)
    assert link.isascii()
    assert link.isprintable()
    assert " " not in link
    assert len(link) <= MOST_CHARACTERS
    recipient, _, query = link.removeprefix("mailto:").partition("?")
    assert unquote(recipient).count("@") <= 1
    assert not set(unquote(recipient)) & set(",;:<> \r\n")
    sent = fields(link) if query else {}
    assert set(sent) <= {"subject", "body"}
    assert controls(sent.get("subject", "")) == []
    assert controls(sent.get("body", "").replace("\r\n", "")) == []


@given(ANYTHING, ANYTHING)
def test_subject_and_body_are_read_again_from_a_link(subject: str, body: str) -> None:
    link, whole = mailto("dana@globex.com", subject, body)
    if whole:
        sent = fields(link) if "?" in link else {}
        assert sent.get("subject", "") == clean_line(subject)
        assert sent.get("body", "").replace("\r\n", "\n") == clean(body)


@pytest.mark.parametrize(
    ("to", "address"),
    [
        ("dana@globex.com", "dana@globex.com"),
        ("  Dana Lee <dana@globex.com> ", "dana@globex.com"),
        ("Lee, Dana <dana.lee@mail.globex.com>", "dana.lee@mail.globex.com"),
        ("o'neil@globex.com", "o'neil@globex.com"),
        ("dana@localhost", "dana@localhost"),
        ("dana@globex.com, eve@evil.example", ""),
        ("dana@globex.com;eve@evil.example", ""),
        ("Dana <dana@globex.com>, <eve@evil.example>", ""),
        ("dana@globex.com\r\nBcc: eve@evil.example", ""),
        ("dana@globex.com?bcc=eve@evil.example", ""),
        ("=?utf-8?q?dana?=@globex.com", ""),
        ("dana..lee@globex.com", ""),
        ("zoë@globex.com", ""),
        ("dana@glöbex.com", ""),
        ("dana@-globex.com", ""),
        ("dana", ""),
        ("@globex.com", ""),
        ("a" * 65 + "@globex.com", ""),
        ("dana@" + "g" * 255, ""),
    ],
)
def test_only_one_plain_address_is_written_to(to: str, address: str, now: DateTime) -> None:
    assert unquote(mailto(to, "", "").link) == f"mailto:{address}"
    header = read(eml(to, "", "", Me(), now=now))["To"]
    assert ([one.addr_spec for one in header.addresses] if header else [""]) == [address]


# The draft


def test_a_draft_opens_as_a_mail_to_send(now: DateTime) -> None:
    draft = eml(
        "Dana Lee <dana@globex.com>",
        "Re: Your interview",
        "Hi Dana,\n\nThank you. — Zoë\n",
        ME,
        now=now,
        in_reply_to="<abc.123@mail.globex.com>",
    )
    message = read(draft)
    assert message["From"] == "Sam O'Neil <sam@example.com>"
    assert message["To"] == "Dana Lee <dana@globex.com>"
    assert message["Subject"] == "Re: Your interview"
    assert message["Date"].datetime == now
    assert message["X-Unsent"] == "1"
    assert message["In-Reply-To"] == message["References"] == "<abc.123@mail.globex.com>"
    assert message["Message-ID"] is None
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert message.get_content().replace("\r\n", "\n") == "Hi Dana,\n\nThank you. — Zoë\n"


def test_a_draft_of_nothing_still_is_one(now: DateTime) -> None:
    message = read(eml("", "", "", Me(), now=now))
    assert [name for name in HEADERS if message[name] is not None] == ["Date", "X-Unsent"]


def test_names_of_any_script_reach_the_header(now: DateTime) -> None:
    draft = eml(
        "Zoë 李娜 <zoe@globex.com>", "Grüße", "", Me(name="Łukasz", email="l@x.pl"), now=now
    )
    message = read(draft)
    assert draft.isascii()
    assert [one.display_name for one in message["To"].addresses] == ["Zoë 李娜"]
    assert [one.display_name for one in message["From"].addresses] == ["Łukasz"]
    assert message["Subject"] == "Grüße"


def test_a_long_subject_of_any_script_keeps_its_blanks(now: DateTime) -> None:
    subject = "Re: " + "Gespräch über Führungskräfteentwicklung " * 6
    assert read(eml("", subject, "", ME, now=now))["Subject"] == subject.strip()


def test_an_id_longer_than_a_line_stays_readable(now: DateTime) -> None:
    long_id = f"<{'AM0PR05MB' * 10}@eurprd05.prod.outlook.com>"
    draft = eml("", "", "", ME, now=now, in_reply_to=long_id)
    assert draft.count(f" {long_id}\r\n".encode()) == 2
    assert read(draft)["In-Reply-To"].strip() == long_id  # a long one starts on a line of its own


@pytest.mark.parametrize(
    "message_id",
    [
        "",
        "abc@globex.com",
        "<abc>",
        "<a@b> <c@d>",
        "<a b@c>",
        "<a@b>\r\nBcc: eve@evil.example",
        "<é@b>",
    ],
)
def test_an_id_that_is_none_is_left_out(message_id: str, now: DateTime) -> None:
    message = read(eml("", "", "", ME, now=now, in_reply_to=message_id))
    assert message["In-Reply-To"] is None
    assert message["References"] is None


def test_a_subject_cannot_hide_a_header_in_an_encoded_word(now: DateTime) -> None:
    draft = eml("", "=?utf-8?q?Hi=0D=0ABcc:_eve=40evil.example?=", "", ME, now=now)
    assert read(draft)["Bcc"] is None


@given(
    ANYTHING | ANYTHING.map("{} <dana@globex.com>".format),
    ANYTHING,
    ANYTHING,
    st.builds(Me, name=ANYTHING, email=ANYTHING | st.just("sam@example.com")),
    ANYTHING,
)
def test_nothing_typed_adds_a_header_or_an_address_to_a_draft(
    to: str, subject: str, body: str, me: Me, message_id: str
) -> None:
    draft = eml(to, subject, body, me, now=NOW, in_reply_to=message_id)
    message = read(draft)
    assert message.defects == []
    assert len(set(message.keys())) == len(message.keys())
    assert set(message.keys()) <= {*HEADERS, *OF_THE_BODY}
    for name, value in message.items():
        assert controls(value) == []
        if name in {"To", "From"}:
            assert len(value.addresses) == 1
    head, _, _ = draft.partition(b"\r\n\r\n")
    assert head.isascii()
    assert all(byte >= 32 for line in head.split(b"\r\n") for byte in line)


@given(ANYTHING, st.text())
def test_subject_and_body_are_read_again_from_a_draft(subject: str, body: str) -> None:
    message = read(eml("", subject, body, ME, now=NOW))
    read_again = message["Subject"] or ""  # a fold after the header's name leaves a blank
    assert read_again.lstrip() == clean_line(subject).replace("=?", "= ?")
    content = message.get_content().replace("\r\n", "\n")
    assert content.removesuffix("\n") == clean(body).removesuffix("\n")


@given(st.text(min_size=200, max_size=3000))
def test_no_line_of_a_draft_is_too_long_for_mail(text: str) -> None:
    draft = eml(f"{text} <dana@globex.com>", text, text, ME, now=NOW)
    assert max(map(len, draft.split(b"\r\n"))) <= 998


# The file's name


@pytest.mark.parametrize(
    ("company", "kind", "name"),
    [
        ("Globex", "follow-up", "afterword-globex-follow-up.eml"),
        ("Müller & Söhne GmbH", "thank_you", "afterword-muller-sohne-gmbh-thank-you.eml"),
        ("../../etc/passwd", "x", "afterword-etc-passwd-x.eml"),
        ("李娜", "", "afterword.eml"),
        ("", "", "afterword.eml"),
    ],
)
def test_a_file_is_named_after_company_and_kind(company: str, kind: str, name: str) -> None:
    assert eml_name(company, kind) == name


@given(ANYTHING | st.text(min_size=60), ANYTHING | st.text(min_size=60))
def test_whatever_was_typed_the_file_name_is_safe(company: str, kind: str) -> None:
    name = eml_name(company, kind)
    stem = name.removesuffix(".eml")
    assert len(name) <= 80
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert stem.startswith("afterword")
    assert not stem.endswith("-")


def test_a_long_company_leaves_room_for_the_kind() -> None:
    assert eml_name("a" * 500, "follow-up").endswith("a-follow-up.eml")
    assert len(eml_name("a" * 500, "b" * 500)) == 80


# What is sent as it stands


def test_what_is_sent_is_the_same_mail_and_does_not_say_that_it_is_a_draft(now: DateTime) -> None:
    given = ("Dana Lee <dana@globex.com>", "Re: Zoë", "Hi Dana,\n\nFrom now on — Zoë", ME)
    answered = "<abc.123@mail.globex.com>"
    mail = outgoing(*given, now=now, in_reply_to=answered)
    assert b"\r" not in mail
    assert mail.endswith(b"\n")
    sent, draft = read(mail), read(eml(*given, now=now, in_reply_to=answered))
    for header in HEADERS:
        assert sent[header] == (None if header == "X-Unsent" else draft[header])
    assert sent.get_content() == "Hi Dana,\n\nFrom now on — Zoë\n"
    assert "\r\nFrom now on" in draft.get_content().replace("\n", "\r\n")


@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_nothing_typed_adds_a_header_to_what_is_sent(
    to: str, subject: str, body: str, answered: str
) -> None:
    me = Me(name=to, email=subject)
    sent = read(outgoing(to, subject, body, me, now=NOW, in_reply_to=answered))
    assert set(sent.keys()) <= {*HEADERS, *OF_THE_BODY} - {"X-Unsent"}
    assert not sent["To"] or len(sent["To"].addresses) == 1
