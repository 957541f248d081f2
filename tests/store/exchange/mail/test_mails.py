"""Mails as clients and services write them are read for what they say, and for nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from store.exchange.mail.reading import read
from store.text import HARMFUL
from tests.store.exchange.mail.table import FORMS, MINE, NOW, forms, told

MAILS: dict[str, dict[str, Any]] = json.loads((FORMS / "mails.json").read_text())
PATHS = {form.path.name: form.path for form in forms("mails")}
SUFFIXES = {".eml", ".mbox", ".txt"}


@pytest.mark.parametrize("name", MAILS)
def test_each_form_is_read_for_what_it_says(name: str):
    taken = read(PATHS[name].read_bytes(), NOW, MINE)
    assert [told(each) for each in taken] == MAILS[name]["read"]


@pytest.mark.parametrize("name", MAILS)
def test_the_words_of_each_form_are_read_without_what_they_quote(name: str):
    taken = read(PATHS[name].read_bytes(), NOW, MINE)
    assert [each.text.split("\n") for each in taken] == MAILS[name]["words"]
    assert not any(HARMFUL.search(each.text) for each in taken)


@pytest.mark.parametrize("name", MAILS)
def test_the_day_of_each_form_is_that_of_its_sender(name: str):
    taken = read(PATHS[name].read_bytes(), NOW, MINE)
    assert [str(each.said or "") for each in taken] == MAILS[name]["said"]


@pytest.mark.parametrize("name", MAILS)
def test_a_form_is_read_as_well_with_the_line_breaks_of_another_system(name: str):
    content = PATHS[name].read_bytes()
    windows = read(content.replace(b"\n", b"\r\n"), NOW, MINE)
    assert [told(each) for each in windows] == MAILS[name]["read"]


def test_every_form_in_the_folder_is_in_the_table():
    assert {path.name for path in FORMS.iterdir() if path.suffix in SUFFIXES} == set(MAILS)
    assert len(MAILS) >= 15
