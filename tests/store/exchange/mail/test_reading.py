"""Whatever comes is told apart and read, or refused at once, in one line; nothing gets stuck."""

from __future__ import annotations

import time
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import to_builtins

from store.errors import UnreadableError
from store.exchange.mail.reading import MOST_BYTES, read
from store.text import HARMFUL
from tests.store.exchange.mail.table import FORMS, MINE, NOW, one

HEAD = (
    b"From: Dana Lee <dana.lee@harbor.example>\nMIME-Version: 1.0\nMessage-ID: <1@harbor.example>\n"
)
PLAIN = HEAD + b"Content-Type: text/plain; charset=utf-8\n\n"
HTML = HEAD + b"Content-Type: text/html; charset=utf-8\n\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
MUCH = 9_900_000
SLOW = 6.0
"""Seconds of the processor that one file may take, on a machine that has other work too."""


def deep(levels: int) -> bytes:
    inner = (
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
        for level in range(levels)
    )
    return b"From: a@b.example\nMIME-Version: 1.0\n" + b"".join(inner) + b"\n"


REFUSED = {
    "nothing": (b"", "nothing to read"),
    "blanks": (b" \r\n\t\0\0\n", "nothing to read"),
    "100 MB": (b"x" * 100_000_000, "larger than 10 MB"),
    "10,000 parts": (MIXED + b"--b\n\nhi\n" * 10_000, "more than 500 parts"),
    "1,000 levels": (deep(1_000), "nested more than 20 deep"),
    "1,000 mails in mails": (
        HEAD + b"Content-Type: message/rfc822\n\nMIME-Version: 1.0\n" * 1_000,
        "nested more than 20 deep",
    ),
    "a header of 5 MB": (HEAD + b"X-A: " + b"a" * 5_000_000 + b"\n\nhi", "too long to be read"),
    "100,000 headers": (HEAD + b"A: b\n" * 100_000 + b"\nhi", "too long to be read"),
    "1,000 mails": (b"From a 10:00:00 2026\nTo: b@c.d\n\nhi\n\n" * 1_000, "more than 200 mails"),
    "long mails": (
        (b"From a 10:00:00 2026\nTo: b@c.d\n\n" + b"word " * 4_000 + b"\n\n") * 100,
        "too much text",
    ),
    "an Outlook file": (b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(5_000), ".msg"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\n", "PDF"),
    "an archive": (b"PK\x03\x04" + bytes(5_000), "unpack it first"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "nothing to read"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line(name: str):
    content, says = REFUSED[name]
    start = time.process_time()
    with pytest.raises(UnreadableError, match=says) as refused:
        read(content, NOW, MINE)
    assert time.process_time() - start < SLOW
    assert "\n" not in str(refused.value)


BOMBS = {
    "nested to the bound": deep(19) + b"\n" * MUCH,
    "blank lines": PLAIN + b"\n" * MUCH,
    "quotes": PLAIN + b"> \n" * (MUCH // 3),
    "beginnings of quotes": PLAIN + b"On 1 <a\n" * (MUCH // 8),
    "one line about quotes": PLAIN + b"On 1 " + b"wrote " * (MUCH // 6),
    "headers in the text": PLAIN + b"From: a\n" * (MUCH // 8),
    "lines that flow": HEAD + b"Content-Type: text/plain; format=flowed\n\n" + b"a \n" * 3_000_000,
    "signs of tags": HTML + b"<" * MUCH,
    "tags not closed": HTML + b"<a " * (MUCH // 3),
    "tags closed by others": HTML + b"<plaintext>=<a b='>' <a x\"=' \">&#9" * (MUCH // 34),
    "comments in tags": HTML + b"<<!--x-->a " * (MUCH // 11),
    "comments not closed": HTML + b"<!--" * (MUCH // 4),
    "values not closed": HTML + b"<a b='" * (MUCH // 6),
    "quotes of quotes": HTML + b"<blockquote type=cite>" * 40_000 + b"<br>" * 1_000_000,
    "an endless number": HTML + b"&#" + b"9" * MUCH,
    "an endless list": HTML + b"<li>" * (MUCH // 4),
    "calls": HTML + b"<a href='https://zoom.us/j/1'>x</a>" * (MUCH // 36),
    "junk in base64": HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"!QUJD\n" * (MUCH // 6),
    "encoded words": HEAD + b"Subject: " + b"=?a?q?" * 150_000 + b"\n\nhi",
    "whole encoded words": HEAD + b"Subject: " + b"=?utf-8?b?4pyT?= " * 50_000 + b"\n\nhi",
    "ids": HEAD + b"References: " + b"<" * 900_000 + b"\n\nhi",
    "parameters": HEAD + b'Content-Type: text/plain; a="' + b'\\"' * 400_000 + b"\n\nhi",
    "telephones": PLAIN + b"+49 30 " * (MUCH // 7),
    "invitations without end": b"Hello\n" + b"BEGIN:VCALENDAR\n" * 600_000,
    "line breaks of old": PLAIN + b"\r" * MUCH,
    "mails that are none": b"From a 10:00:00 2026\n" + b"\nFrom " * (MUCH // 6),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_made_to_be_slow_is_read_in_time(name: str):
    start = time.process_time()
    taken = read(BOMBS[name], NOW, MINE)
    assert time.process_time() - start < SLOW
    assert all(len(each.text) <= 20_000 for each in taken)


CHARSETS = [
    "x-unknown",
    "zlib",
    "hex",
    "idna",
    "punycode",
    "undefined",
    "utf-16",
    "\x00",
    "a" * 999,
]


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_charset_that_is_none_leaves_text_that_can_be_read(charset: str):
    content = HEAD + f"Content-Type: text/plain; charset={charset}\n\nDear Alex".encode()
    assert one(content).text


@pytest.mark.parametrize(
    ("charset", "raw", "text"),
    [
        ("us-ascii", b"Gr\xfc\xdfe", "Grüße"),
        ("us-ascii", "Grüße".encode(), "Grüße"),
        ("nonsense", "Grüße".encode(), "Grüße"),
        ("utf-8", b"Gr\xfc\xdfe", "Grüße"),
        ("iso-8859-1", b"\x80 5 \x96 6", "€ 5 – 6"),
    ],
)
def test_a_charset_that_is_wrong_is_mended_where_the_letters_tell(
    charset: str, raw: bytes, text: str
):
    content = HEAD + f"Content-Type: text/plain; charset={charset}\n\n".encode() + raw
    assert one(content).text == text


QUOTED = [
    "On Tue, 17 Nov 2026 at 16:02, Alex Kim <alex.kim@example.org> wrote:\n> Old words",
    "On Tue, Nov 17, 2026 at 4:02 PM Alex Kim\n<alex.kim@example.org> wrote:\n\nOld words",
    "Am Di., 17. Nov. 2026 um 16:02 Uhr schrieb Alex Kim\n<alex.kim@example.org>:\n> Old words",
    "Am 17.11.26 um 16:02 schrieb Alex Kim:\n> Old words",
    "Le mar. 17 nov. 2026 à 16:02, Alex Kim <alex.kim@example.org> a écrit :\n> Old words",
    "El mar, 17 nov 2026 a las 16:02, Alex Kim (<alex.kim@example.org>) escribió:\n> Old words",
    "Il giorno mar 17 nov 2026 alle ore 16:02 Alex Kim <a@example.org> ha scritto:\n> Old words",
    "Op di 17 nov 2026 om 16:02 schreef Alex Kim <alex.kim@example.org>:\n> Old words",
    "Den tis 17 nov. 2026 kl 16:02 skrev Alex Kim <alex.kim@example.org>:\n> Old words",
    "-----Original Message-----\nFrom: Alex Kim\n\nOld words",
    "-----Ursprüngliche Nachricht-----\nVon: Alex Kim\n\nOld words",
    "________________________________\nFrom: Alex Kim\nSent: Tuesday\nTo: Dana\n\nOld words",
    "*From:* Alex Kim\n*Sent:* Tuesday, November 17, 2026\n*To:* Dana\n\nOld words",
    "Von: Alex Kim\nGesendet: Dienstag, 17. November 2026 16:02\nAn: Dana\n\nOld words",
    "De : Alex Kim\nEnvoyé : mardi 17 novembre 2026\nÀ : Dana\n\nOld words",
    "> Old words",
]


@pytest.mark.parametrize("quoted", QUOTED)
def test_an_earlier_mail_is_not_taken_for_their_words(quoted: str):
    content = PLAIN + f"Hello Alex,\nOn Monday we wrote the plan.\n\n{quoted}".encode()
    assert one(content).text == "Hello Alex,\nOn Monday we wrote the plan."


def test_answers_between_quotes_stay():
    content = PLAIN + b"On 17 Nov Alex wrote:\n> Tuesday?\nYes.\n> At ten?\nAt eleven."
    assert one(content).text == "Yes.\nAt eleven."


def test_a_mail_quoted_in_html_is_not_taken_for_their_words():
    content = HTML + (
        b"<p>Hello Alex</p><div class=gmail_quote><div>On Tue, Nov 17, 2026 Alex Kim wrote:</div>"
        b"<blockquote class=gmail_quote><p>We decide by Friday.</p></blockquote></div>"
    )
    assert one(content).text == "Hello Alex"


def test_what_html_does_not_show_is_not_read():
    content = HTML + (
        b"<style>p{}</style><script>x()</script><div style='display:none'>We decide <b>today</b>."
        b"</div><p hidden>No</p><!-- no --><p>Hello&nbsp;Alex &lt;3 &amp; all</p>"
        b"<ul><li>one</li><li>two</li></ul><a href='https://harbor.example/x'>us</a>"
    )
    assert one(content).text == "Hello Alex <3 & all\n\n- one\n- two\n\nus"


def test_the_candidates_own_mail_says_so_and_names_whom_it_went_to():
    content = (
        b"From: Alex <ALEX.KIM@example.org>\nTo: Dana Lee <dana.lee@harbor.example>, "
        b"alex.kim@example.org\nMessage-ID: <1@a.example>\n\nYou will decide by Friday."
    )
    taken = one(content)
    assert taken.is_mine
    assert [found.person.name for found in taken.people] == ["Dana Lee"]
    assert taken.promise is None


def test_an_attached_invitation_that_cannot_be_read_leaves_the_mail():
    content = MIXED + (
        b"--b\n\nHello Alex\n--b\nContent-Type: text/calendar\n\nBEGIN:NOTHING\n--b--\n"
    )
    taken = one(content)
    assert taken.text == "Hello Alex"
    assert any(doubt.startswith("Of what is attached: ") for doubt in taken.doubts)


@pytest.mark.parametrize("lost", [0, 1, 2, 3, 4])
def test_what_is_cut_short_in_base64_is_read_as_far_as_it_goes(lost: int):
    words = b64encode(b"Dear Alex, you will hear from us on Friday")
    content = PLAIN.replace(b"\n\n", b"\nContent-Transfer-Encoding: base64\n\n")
    assert one(content + words[: len(words) - lost]).text.startswith("Dear Alex, you will hear")


def test_a_line_below_base64_does_not_take_the_words_with_it():
    content = PLAIN.replace(b"\n\n", b"\nContent-Transfer-Encoding: base64\n\n")
    words = b64encode(b"Dear Alex, hello.")[:-1]
    for footer in (b"", b"\n--", b"\n-- a", b"\n-- ab", b"\n-- abc", b"\n-- abcd"):
        assert one(content + words + footer).text.startswith("Dear Alex, hello")


@pytest.mark.parametrize("packed", [False, True])
def test_an_attached_mail_is_read_in_whatever_way_it_is_packed(packed: bool):
    inner = b"\n" + PLAIN + b"Hello Alex"
    how = b"Content-Transfer-Encoding: base64\n" if packed else b""
    part = b"--b\nContent-Type: message/rfc822\n" + how + b"\n"
    taken = one(MIXED + part + (b64encode(inner) if packed else inner) + b"\n--b--\n")
    assert (taken.text, taken.message_id) == ("Hello Alex", "1@harbor.example")


def test_a_mail_with_far_too_many_lines_says_that_its_end_was_not_read():
    long = MIXED + b"--b\n\nHello\n--b\nContent-Type: image/png\n\n" + b"x\n" * 300_000
    assert one(long).text == "Hello"
    assert "It is very long, so only its beginning was read." in one(long).doubts


def test_a_broken_mail_among_others_leaves_them():
    good = b"From a 10:00:00 2026\n" + HEAD + b"\nHello\n\n"
    taken = read(good + b"From b 10:00:00 2026\n" + deep(50), NOW, MINE)
    assert [each.text for each in taken] == ["Hello"]
    assert any("nested" in doubt for doubt in taken[0].doubts)


SEEDS = sorted(path for path in FORMS.iterdir() if path.suffix in {".eml", ".mbox", ".txt"})
PIECES = st.sampled_from(
    [
        *(b"\n", b"\r", b"\0", b"\x1b[2J", b"=", b"?=", b"=?utf-8?b?", b"\xff", b"\xe2\x80\xae"),
        *(
            b"--",
            b"<",
            b">",
            b'"',
            b"'",
            b";",
            b":",
            b"%",
            b"*",
            b"From ",
            b"From: ",
            b"> ",
            b"\n\n",
        ),
        *(b"\t", b"boundary=", b"charset=idna", b"message/rfc822", b"multipart/mixed", b"base64"),
        *(b"&#0;", b"&#x202e;", b"BEGIN:VCALENDAR", b"END:VEVENT", b"9" * 20, b"\xc2\x85"),
    ]
)


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    content = draw(st.sampled_from(SEEDS)).read_bytes()
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(content)))
        gone = draw(st.sampled_from([0, 0, 1, 5, 40, 400]))
        content = content[:at] + draw(PIECES | st.binary(max_size=6)) + content[at + gone :]
    return content


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in texts(each)]
    return [value] if isinstance(value, str) else []


@given(mutations())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_change_to_a_mail_is_read_or_refused_without_harm(content: bytes):
    try:
        taken = read(content, NOW, MINE)
    except UnreadableError as error:
        told = [str(error)]
    else:
        told = texts(to_builtins(taken, enc_hook=str))
    assert not any(HARMFUL.search(text) for text in told)


def test_the_most_bytes_that_are_read_are_enough_for_a_mail_with_attachments():
    assert one(PLAIN + b"Hello\n" + b"\n" * (MOST_BYTES - len(PLAIN) - 6)).text == "Hello"


def test_a_name_without_an_address_is_a_person_or_the_candidate():
    theirs = one(b"Von: Lee, Dana\nBetreff: Termin\n\nHallo")
    assert [(each.person.name, each.person.email) for each in theirs.people] == [("Dana Lee", "")]
    own = one(b"From: Kim, Alex\nTo: Dana Lee <dana.lee@harbor.example>\nSubject: Thanks\n\nHi")
    assert own.is_mine
    assert [each.person.name for each in own.people] == ["Dana Lee"]
