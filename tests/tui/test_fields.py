"""Every field of a card is in its form, on its page, and in what the shell shows."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from store.file.book import Book
from store.records import Card, Person, Round
from store.search.reference import find
from tests.store.records.conftest import full_card, told
from tests.tui.cli.conftest import Run
from tests.tui.cli.conftest import run as run  # noqa: PLC0414 - a fixture
from tests.tui.conftest import OpenDesk
from tui.widgets.form.parts import Picker, Text

_SHOWN = {
    "via": "through a recruiter",
    "no_calls": "no calls",
    "at": "Fri 13 Nov 2026, 20:00",
    "zone": "20:00 CET",
    "promise": "“by friday”: Fri 20 Nov 2026",
    "people": "With",
}


def shown() -> list[str]:
    """How each field of the full card reads."""
    said = [each for record in (Card, Round, Person) for each in told(record).items()]
    return [_SHOWN.get(name, str(value)) for name, value in said]


async def test_every_field_can_be_typed_and_stands_on_the_card_page(
    open_desk: OpenDesk, path: Path
):
    with closing(Book(path)) as book:
        book.put_new([full_card()])
    async with open_desk(size=(200, 60)) as desk:
        await desk.press("tab", "right")
        await desk.until(lambda: "Id" in desk.panel)
        for text in shown():
            assert text in desk.panel
        assert "Holidays  NO" in desk.panel
        assert "Letters in de" in desk.panel
        await desk.press("escape", "e")
        form = desk.pilot.app.screen
        typed = [
            str(each.value) for each in form.contents.controls if isinstance(each, Text | Picker)
        ]
        typed_otherwise = {"at": "2026-11-13 20:00", "promise": "by friday", "people": "name of"}
        for record in (Card, Round, Person):
            for name, value in told(record).items():
                text = typed_otherwise.get(name, str(value))
                assert any(text in each for each in typed), name
        await desk.press("f2")
        assert find(desk.book.cards, "full").history == ()


def test_every_field_is_shown_in_a_shell(run: Run, path: Path):
    with closing(Book(path)) as book:
        book.put_new([full_card()])
    told_there = run("show", "full").out
    for text in shown():
        assert text in told_there
