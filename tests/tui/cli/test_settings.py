"""Details and settings from a shell: all that the form has, read as the form reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.file.book import Book
from store.records import Me, Settings
from tests.tui.cli.conftest import Run

_ELSEWHERE = {"opens-at", "closes-at", "edited"}
"""Fields that are set by another name, or by nobody."""


def test_every_detail_and_setting_has_a_name(run: Run) -> None:
    told = json.loads(run("set", "--json").out)
    fields = {*Me.__struct_fields__, *Settings.__struct_fields__}
    assert {field.replace("_", "-") for field in fields} - _ELSEWHERE == set(told) - {"hours"}
    assert run("set").lines == [f"{name} = {value}" for name, value in told.items()]
    helped = run("set", "--help").out
    assert all(name in helped for name in told)


@pytest.mark.parametrize(
    ("arguments", "told", "understood"),
    [
        (("name", "Sam", "Rivera"), "name = Sam Rivera", ""),
        (("email", "sam@example.com"), "email = sam@example.com", ""),
        (("zone", "Berlin"), "zone = Europe/Berlin", "zone: Europe/Berlin, now 15:30"),
        (("country", "de-by"), "country = DE-BY", ""),
        (("language", "German"), "language = de", ""),
        (("greeting", "dear"), "greeting = Dear", ""),
        (("closing", "as usual"), "closing = ", ""),
        (("letters", "British"), "letters = british", ""),
        (("Thank_Hours", "36"), "thank-hours = 36", ""),
        (("hours", "8 to 16"), "hours = 8-16", ""),
        (("weekend", "fri sat"), "weekend = fri sat", ""),
        (
            ("days-off", "dec 24,", "dec 31"),
            "days-off = 2026-12-24, 2026-12-31",
            "days-off: Thu 24",
        ),
        (("date-order", "day first"), "date-order = day first", ""),
        (("mouse", "OFF"), "mouse = off", ""),
        (("keys", "copy = y"), "keys = copy = y", "keys: y: Copy the script"),
        (("theme", "light"), "theme = light", ""),
        (("name", ""), "name = ", ""),
    ],
)
def test_a_value_is_kept_and_told_as_it_was_understood(
    run: Run, arguments: tuple[str, ...], told: str, understood: str
) -> None:
    kept = run("set", *arguments)
    assert (kept.status, kept.lines) == (0, [told.rstrip("\n")])
    assert kept.err.startswith(understood)
    assert bool(kept.err) is bool(understood)
    name, _, value = told.partition(" = ")
    assert run("set", name).out == f"{value}\n"


def test_what_is_set_moves_the_due_dates(run: Run, path: Path) -> None:
    run("set", "mouse", "off")
    run("set", "thank-hours", "12")
    run("set", "keys", "copy = y")
    settings = Book(path).settings
    assert (settings.mouse, settings.thank_hours, settings.keys) == (False, 12, {"copy": "y"})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("colour", "red"), 'There is no setting "colour". There are: name, email'),
        (("colour",), 'There is no setting "colour"'),
        (("email", "nowhere"), "is not an email address"),
        (("zone", "Nowhere"), "Nowhere"),
        (("country", "Narnia"), "Narnia"),
        (("language", "Klingon"), "No letters in"),
        (("greeting", "Yo"), "none of those to choose from: as usual, Hello, Dear, Hi."),
        (("thank-hours", "soon"), "It takes a whole number"),
        (("thank-hours", "0"), "does not fit"),
        (("weekend", "blursday"), "is not a weekday"),
        (("hours", "17-9"), "are no working hours"),
        (("mouse", "maybe"), "neither on nor off"),
        (("date-order", "backwards"), "is no order of dates"),
        (("keys", "fly = y"), "There is no action “fly”."),
        (("keys", "copy = u"), "is the key of “Undo”"),
        (("theme", "mauve"), "There are: dark, light"),
        (("name", "Sam", "--json"), "--json only prints"),
    ],
)
def test_what_cannot_be_set_is_one_line_and_changes_nothing(
    run: Run, path: Path, arguments: tuple[str, ...], said: str
) -> None:
    run("set", "name", "Sam Rivera")
    before = path.read_bytes()
    refused = run("set", *arguments)
    assert (refused.status, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert said in refused.err
    assert path.read_bytes() == before
