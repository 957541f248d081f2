"""Promises in German are read where their words are common, and else not at all."""

from datetime import date

import pytest

from store.dates.german import of_promise
from store.dates.promises import Heard, read_promise
from store.errors import UnreadableError
from store.exchange.mail.facts.promised import promise_of
from store.words.scripts.promised import Window, window

SAID = date(2026, 11, 26)  # a Thursday


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Wir melden uns bis Ende nächster Woche bei Ihnen", "2026-12-04"),
        ("bis Ende der Woche", "2026-11-27"),
        ("im Laufe der nächsten Woche", "2026-12-04"),
        ("nächste Woche", "2026-12-04"),
        ("innerhalb von zwei Wochen", "2026-12-10"),
        ("in den nächsten zehn Tagen", "2026-12-07"),
        ("in ein bis zwei Wochen", "2026-12-10"),
        ("innerhalb von fünf Werktagen", "2026-12-03"),
        ("in einer Woche", "2026-12-03"),
        ("bis Freitag", "2026-11-27"),
        ("bis spätestens Freitag, den 4. Dezember", "2026-12-04"),
        ("bis zum 4.12.2026", "2026-12-04"),
        ("bis zum 4.12.", "2026-12-04"),
        ("bis Mitte Dezember", "2026-12-21"),
        ("bis Ende des Monats", "2026-11-30"),
        ("bis Ende Januar", "2027-01-31"),
        ("bis Jahresende", "2026-12-31"),
        ("bis morgen", "2026-11-27"),
    ],
)
def test_the_last_day_that_german_words_name(words: str, day: str):
    assert read_promise(words, SAID).day == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    [
        *("bald", "in Kürze", "in den nächsten Tagen", "ab Montag", "nicht vor Freitag"),
        *("am Freitag", "bis Freitag oder Montag", "frühestens bis Freitag", "bis keinen Tag"),
    ],
)
def test_what_names_no_last_day_is_not_read(words: str):
    assert of_promise(words) == ""


def test_a_weekday_that_does_not_fit_its_date_is_refused():
    with pytest.raises(UnreadableError, match="5 december"):
        read_promise("bis Freitag, den 5. Dezember", SAID)


@pytest.mark.parametrize("words", ["by Friday", "we decide in a week", "bis später", ""])
def test_english_is_left_as_it_is(words: str):
    assert of_promise(words) == ""
    assert read_promise("bis später", SAID).heard is Heard.NOT_READ


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        (
            "Vielen Dank.\nWir melden uns bis Ende nächster Woche bei Ihnen.\nGruß",
            "Vielen Dank. Wir melden uns bis Ende nächster Woche bei Ihnen. Gruß",
        ),
        (
            "Eine Entscheidung fällt voraussichtlich bis Mitte Dezember.",
            "Eine Entscheidung fällt voraussichtlich bis Mitte Dezember",
        ),
        (
            "Ich melde mich bis Freitag, den 4. Dezember, bei dir.",
            "Ich melde mich bis Freitag, den 4. Dezember, bei dir",
        ),
        ("Bitte melden Sie sich bis Freitag.", ""),
        ("Wir brauchen Ihre Rückmeldung bis Freitag.", ""),
        ("Ihre Unterlagen löschen wir bis zum 31.05.2027.", ""),
        ("Wir melden uns, falls Sie bis Freitag nichts hören.", ""),
        ("Die Stelle ist bis Ende des Monats ausgeschrieben.", ""),
    ],
)
def test_their_sentence_is_found_in_a_german_mail(text: str, promise: str):
    found = promise_of(text, SAID)
    assert (found.value if found else "") in {promise, promise.split(". ")[-2:][0]}


def test_what_german_words_leave_vague_stays_vague():
    assert window("im Laufe der nächsten Woche") is Window.WEEK
    assert window("bis Freitag") is Window.DAY
