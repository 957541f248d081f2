"""A field on a record that the table forgets, or that something forgets to read, fails here."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from msgspec.structs import replace

from store.errors import FieldError, UnreadableError
from store.exchange.arrival import Arrival
from store.exchange.filling_in import joined
from store.exchange.tables.headings import OWN
from store.exchange.tables.writer import as_table
from store.forms.card import TypedCard, to_card, typed_card
from store.forms.values import LANGUAGES, check_language
from store.history import actions
from store.history.merge import merge_cards
from store.records import Card, Person, Round
from store.records.bounds import bounds_of
from store.records.fields import FIELDS, KEPT, READ_APART, Kind, fields_of
from store.rules.board import entry
from store.rules.rules import Rules
from store.search.index import Index
from store.search.query import find, parse
from store.words import facts
from store.words import history as history_words
from store.words.scripts.languages.known import KNOWN
from tests.conftest import NOW
from tests.store.exchange.conftest import read_csv
from tests.store.records.conftest import EVERY, full_card, told, value

RECORDS = (Card, Round, Person)
OLD_HEADINGS = (
    *("id", "company", "role", "stage", "outcome", "interviewed", "zone", "format", "promised"),
    *("promised_day", "people", "phone", "contact", "no_calls", "posting", "country", "notes"),
    *("due", "why"),
)
NOT_SEARCHED = {
    "zone",
    "country",
    "language",
    "via",
    "no_calls",
    "at",
    "promise",
    "people",
    "minutes",
}
every = pytest.mark.parametrize(("record", "name"), EVERY)


def every_but(names: set[str]) -> pytest.MarkDecorator:
    left = [each for each in EVERY if each.values[1] not in names]
    return pytest.mark.parametrize(("record", "name"), left)


def table_of(card: Card) -> str:
    return as_table([entry(card, Rules(), NOW)], NOW).decode("utf-8-sig")


def with_value(card: Card, record: type[Card | Round | Person], name: str, new: Any) -> Card:
    interview = card.round
    if record is Card:
        return replace(card, **{name: new})
    if record is Person:
        new, name = (replace(interview.people[0], **{name: new}),), "people"
    return replace(card, rounds=(replace(interview, **{name: new}),))


def changed(card: Card, record: type[Card | Round | Person], name: str) -> Card:
    """The card with this field edited, to what the full card has there."""
    return actions.edit(
        card, with_value(card, record, name, value(full_card(), record, name)), NOW.add(minutes=1)
    )


def blank_card() -> Card:
    interview = Round(id="round1", at=NOW.subtract(days=20), people=(Person(id="dana"),))
    card = Card(id="full", company="Blank", created=NOW, rounds=(interview,))
    return actions.add(card, NOW)


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_of_a_record_is_in_the_table_once_or_is_kept_by_the_program(record):
    named = [field.name for field in fields_of(record)]
    assert len(named) == len(set(named))
    assert sorted([*named, *KEPT[record]]) == sorted(record.__struct_fields__)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: f"{field.on.__name__}.{field.name}")
def test_the_table_and_the_record_say_the_same_of_a_field(field):
    bare = replace(full_card().round.people[0], **dict.fromkeys(told(Person), ""))
    blank = {Card: blank_card(), Round: blank_card().round, Person: bare}[field.on]
    if field.kind not in READ_APART and field.name != "company":
        assert getattr(blank, field.name) == field.nothing
    assert bounds_of(field.on).of(field.stored).has_lines is (field.kind is Kind.TEXT)
    for option in field.options:
        assert option.title


def test_every_field_goes_into_the_form_and_comes_back(full: Card):
    typed = typed_card(full, NOW)
    assert to_card(typed, NOW, full) == full
    new = to_card(typed, NOW)
    assert replace(new, id="full", rounds=full.rounds) == full
    assert replace(new.round, id="round1", promise=full.round.promise) == full.round


def test_a_form_has_no_field_that_no_record_has():
    with pytest.raises(TypeError, match="no such field: contact"):
        TypedCard(fields={"company": "Globex", "contact": "direct"})


def test_every_field_goes_into_a_table_and_comes_back(full: Card):
    (found,) = read_csv(table_of(full))
    assert isinstance(found, Arrival), found
    (interview,) = found.card.rounds
    (dana,) = interview.people
    assert {name: getattr(found.card, name) for name in told(Card)} == told(Card)
    assert {name: getattr(dana, name) for name in told(Person)} == told(Person)
    for name in set(told(Round)) - {"people", "promise"}:
        assert getattr(interview, name) == getattr(full.round, name), name
    assert interview.promise
    assert full.round.promise
    assert interview.promise.day == full.round.promise.day


def test_the_columns_that_old_tables_have_come_first_in_their_order():
    assert OWN[: len(OLD_HEADINGS)] == OLD_HEADINGS
    assert {"person_title", "person_hook", "message_id"} <= set(OWN)
    assert len(set(OWN)) == len(OWN)


def test_a_table_without_the_newer_columns_takes_nothing_off_a_card(full: Card):
    full = actions.add(full, NOW)
    text = io.StringIO()
    writer = csv.DictWriter(text, OLD_HEADINGS, extrasaction="ignore")
    writer.writeheader()
    for row in csv.DictReader(io.StringIO(table_of(full), newline="")):
        writer.writerow(row | {"role": "Tester"})
    (found,) = read_csv(text.getvalue())
    assert isinstance(found, Arrival), found
    after = joined(full, found, NOW)
    assert after.role == "Tester"
    assert replace(after.round, people=full.round.people) == full.round
    assert after.round.people == full.round.people


@every
def test_a_field_is_filled_in_where_it_says_nothing(record, name: str):
    here = blank_card() if name != "company" else with_value(blank_card(), Card, name, "")
    met = replace(here.round.people[0], name=full_card().round.people[0].name)
    there = full_card()
    if record is Person and name != "name":  # so that it is known who is meant
        here = with_value(here, Person, "name", met.name)
    if record is Person and name == "name":
        here = with_value(here, Person, "email", there.round.people[0].email)
    after = joined(here, Arrival(card=there), NOW)
    if name != "at":  # where one is told already, only a row from this card tells another
        assert value_or_people(after, record, name) == value_or_people(there, record, name)


@every_but({"people"})  # nobody is taken off a card
def test_a_row_from_the_card_itself_speaks_for_it(record, name: str):
    here = actions.add(full_card(), NOW)
    other = {"via": "direct", "no_calls": False, "zone": "Asia/Tokyo", "country": "DE"}
    other |= {
        "email": "kim@example.com",
        "minutes": 30,
        "at": here.round.at.subtract(hours=2),
        "promise": None,
    }
    new = other.get(name, "another")
    there = with_value(here, record, name, new)
    given = frozenset(field.heading for field in FIELDS)
    after = joined(here, Arrival(card=there, is_ours=True, given=given), NOW)
    if name != "promise":  # an empty cell never empties a field
        assert value_or_people(after, record, name) == new


def value_or_people(card: Card, record: type[Card | Round | Person], name: str) -> Any:
    if name == "people":
        return [person.name for person in card.round.people if person.name]
    return value(card, record, name)


@every_but(NOT_SEARCHED)
def test_a_card_is_found_by_what_stands_in_a_field(full: Card, record, name: str):
    hits = find([entry(full, Rules(), NOW)], parse(f'"{value(full, record, name)}"'), Index())
    assert [hit.is_exact for hit in hits] == [True]


@pytest.mark.parametrize("typed", ["+47 22 334 455", "+4722334455", "22334455", "334 455"])
def test_a_number_is_found_with_its_gaps_and_without(full: Card, typed: str):
    hits = find([entry(full, Rules(), NOW)], parse(typed), Index())
    assert [hit.is_exact for hit in hits] == [True]


@every_but({"people"})  # told by the fields of a person
def test_an_edit_is_told_by_a_name_that_people_know(record, name: str):
    after = changed(blank_card(), record, name)
    line = history_words.line_of(after.history[-1], after, NOW)
    shown = line.partition("Edited ")[2]
    words = {each.name: each.words for each in fields_of(record)}[name]
    assert shown == ("people" if record is Person else words)
    assert not set(shown) & {"_", "/"}


@every
def test_an_edit_in_one_copy_stays_when_the_copies_meet(record, name: str):
    base = blank_card()
    here = changed(base, record, name)
    there = actions.edit(base, replace(base, own_words={"email/round1": "Hi"}), NOW.add(minutes=2))
    for both in (merge_cards(here, there), merge_cards(there, here)):
        assert value(both, record, name) == value(here, record, name) != value(base, record, name)
        assert both.own_words == {"email/round1": "Hi"}


@every_but(
    {"via", "no_calls", "at", "promise", "people", "minutes"}
)  # those that are chosen, or read
def test_what_is_too_long_for_a_field_is_refused_in_the_form(full: Card, record, name: str):
    field = next(each for each in fields_of(record) if each.name == name)
    card = with_value(full, record, name, "x" * field.longest)
    if name not in {"email", "recruiter_email", "zone", "country", "language"}:
        assert value(to_card(typed_card(card, NOW), NOW), record, name) == "x" * field.longest
    card = with_value(full, record, name, "x" * (field.longest + 1))
    said = f"longer than {field.longest:,} characters"
    if (record, name) == (Round, "zone"):  # the time is read in it, before anything else
        said = "is not a time zone"
    with pytest.raises(FieldError, match=said) as refused:
        to_card(typed_card(card, NOW), NOW)
    assert refused.value.field == (f"{field.key}-0" if record is Person else field.key)


def test_everything_on_a_card_is_told_of_it(full: Card):
    lines = [each.text for each in (*facts.heads(full), *facts.of_card(full))]
    (interview,) = full.rounds
    lines += [each.text for each in facts.of_round(interview, NOW)]
    (dana,) = interview.people
    lines += [facts.with_whom(dana), *(each.text for each in facts.of_person(dana))]
    whole = "\n".join(lines)
    shown = {"via": "through a recruiter", "no_calls": "no calls", "people": "Europe/Oslo"}
    shown |= {"at": "Fri 13 Nov 2026, 20:00", "zone": "20:00 CET", "promise": "Fri 20 Nov 2026"}
    for record in RECORDS:
        for name, said in told(record).items():
            assert shown.get(name, str(said)) in whole, name


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", ""),
        (" DE ", "de"),
        ("de-AT", "de"),
        ("German", "de"),
        ("Deutsch", "de"),
        ("en_GB", "en"),
    ],
)
def test_a_language_is_typed_by_its_code_or_its_name(typed: str, code: str):
    assert check_language(typed) == code


def test_every_language_that_has_letters_can_be_typed():
    assert set(LANGUAGES) == {known.code for known in KNOWN}
    for known in KNOWN:
        assert check_language(known.name) == known.code
    with pytest.raises(UnreadableError, match="No letters in “tlh” yet"):
        check_language("tlh")
