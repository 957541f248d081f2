"""Any text is read or left, in bounded time: none can raise, and none can stop the reader."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.exchange.mail.facts.agencies import is_between
from store.exchange.mail.facts.company import company_of
from store.exchange.mail.facts.moment import start_of, why_no_start
from store.exchange.mail.facts.place import format_of, place_of
from store.exchange.mail.facts.promised import promise_of
from store.exchange.mail.facts.role import role_of
from store.exchange.mail.facts.services import domain_of
from store.exchange.mail.facts.signature import signature_of

SENT = pendulum.datetime(2026, 11, 17, 9, 0, tz="America/New_York")

DOORS: dict[str, Callable[[str], object]] = {
    "company": lambda text: company_of([(text, f"a@{text[:300]}")], text, text),
    "company by service": lambda text: company_of([(text, "a@gmail.com")], text, text),
    "role": lambda text: role_of(text, text),
    "signature": lambda text: signature_of(text, "Dana Lee", "dana@harbor.example"),
    "signature without a name": lambda text: signature_of(text, "", "dana@harbor.example"),
    "place": lambda text: place_of(text, text),
    "format": lambda text: format_of(text, text),
    "promise": lambda text: promise_of(text, SENT.date()),
    "start": lambda text: start_of(text, SENT, subject=text),
    "why no start": lambda text: why_no_start(text, SENT),
    "agency": lambda text: is_between(text, text),
    "domain": domain_of,
}
PIECES = [
    "Interview for ", "the position of ", "Analyst ", "(m/w/d) ", "als ", "at ", "Harbor ", "GmbH ",
    "with ", "Dana Lee ", "\n", "\n\n", "-- \n", "Best,\n", "Tel: ", "+49 30 123 ", "Tuesday ",
    "24.11. ", "Nov 24 ", "at 3pm ", "10:00 ", "- ", "(EST) ", "GMT+5 ", "https://zoom.us/j/1 ",
    "https://www.google.com/url?q=", "We'll be in touch by ", "the end of ", "next week ", ". ",
    "Where: ", "1 Main Street ", "Room ", "| ", "@ ", "> ", "wrote:\n", "From: x\n", "Sent: x\n",
    "our client ", "\x00", "\u202e", "ﬁ", "İ", "ß", "\U0001f600", "\ud800", "０", "٣", "&", "’",
]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
@given(
    text=st.one_of(
        st.text(max_size=400), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
    )
)
@settings(max_examples=60, deadline=None)
def test_no_text_raises(door: str, text: str) -> None:
    DOORS[door](text)


REPEATED = [
    "A", "A ", " ", "\n", ".", "- ", "(", "a@", "1 ", "1.", "12:00-", "3pm - ", "Nov 24, ",
    "24. ", "24.11. ", "Tue Nov 24 at 3pm ", "the ", "position of ", "als ", "(m/", "(m w ",
    "interview for ", "Re: ", "at Harbor & ", "Harbor GmbH & Co. ", "https://zoom.us/j/1 ",
    "https://www.google.com/url?q=", "> ", "Best,\n", "T: ", "From: x\n", "x: y\n",
    "On x wrote:\n", "Where: 1\n", "1 Main ", "we decide by Friday ", "rufe ich sie ", "İ",
    "thanks a b c ", "(UTC-05:00) ", "Aa Time ",
]  # fmt: skip
BUDGET = 1.5
"""Seconds for a megabyte, on a machine that has other things to do; a bad pattern takes hours."""


@pytest.mark.parametrize("door", DOORS)
def test_a_megabyte_of_anything_is_read_in_bounded_time(door: str) -> None:
    slow = []
    for piece in REPEATED:
        text = piece * (1_000_000 // len(piece))
        began = time.process_time()
        DOORS[door](text)
        if (took := time.process_time() - began) > BUDGET:
            slow.append((piece, round(took, 1)))

    assert not slow


def test_what_was_said_outside_of_all_calendars_is_no_promise() -> None:
    assert promise_of("We'll decide within 9999 years.", date(2026, 11, 24)) is None
