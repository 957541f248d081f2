from __future__ import annotations

from pathlib import Path

import pytest

from store.file.book import Book
from store.history import answers
from store.records import Card, Person, Via, What
from tests.conftest import NOW, MakeCard
from tests.tui.conftest import Desk, OpenDesk

DANA = Person(name="Dana Lee", title="Head of data", email="dana@globex.example", phone="+1 555 01")


def value(desk: Desk, field: str) -> str:
    return desk.pilot.app.screen.field(field).value


def shown(desk: Desk) -> str:
    return " ".join(desk.shown.replace("│", " ").split())


@pytest.fixture
def met(path: Path, make_card: MakeCard) -> list[Card]:
    no = answers.close(make_card("Globex Energy", people=(DANA,)), NOW, What.WITHDREW)
    headhunted = make_card(
        "Initech",
        people=(Person(name="José Pérez", email="jose@initech.example"),),
        via=Via.RECRUITER,
        recruiter="Rae Kim",
        recruiter_email="rae@example.com",
        recruiter_phone="+1 555 02",
    )
    book = Book(path)
    book.put_new([no, headhunted])
    book.close()
    return [no, headhunted]


@pytest.mark.parametrize("key", ["right", "end"])
async def test_a_company_completes_and_says_how_it_went(
    open_desk: OpenDesk, met: list[Card], key: str
):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("a", *"glob")
        await desk.until(lambda: "Company globex Energy" in shown(desk))
        await desk.until(lambda: "Globex Energy · Right takes it" in shown(desk))
        await desk.press(key)
        assert value(desk, "company") == "Globex Energy"
        await desk.until(lambda: "You withdrew on Tue 24 Nov." in shown(desk))
        assert value(desk, "name-0") == ""  # whom one met there before says nothing of today


@pytest.mark.parametrize("key", ["enter", "tab", "down", "shift+right"])
async def test_no_other_key_takes_what_is_offered(open_desk: OpenDesk, met: list[Card], key: str):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("a", *"glob")
        await desk.until(lambda: "Right takes it" in shown(desk))
        await desk.press(key)
        assert value(desk, "company") == "glob"


async def test_what_is_offered_is_shown_again_in_a_field_that_is_come_back_to(
    open_desk: OpenDesk, met: list[Card]
):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("a", *"glob")
        await desk.until(lambda: "Company globex Energy" in shown(desk))
        await desk.press("tab")
        await desk.until(lambda: "Company globex Energy" not in shown(desk))
        await desk.press("shift+tab")
        await desk.until(lambda: "Company globex Energy" in shown(desk))


async def test_what_is_offered_is_taken_also_when_the_keys_come_in_one_burst(
    open_desk: OpenDesk, met: list[Card]
):
    async with open_desk() as desk:
        await desk.pilot.press("a", *"glob", "right", "tab", *"PM")
        await desk.pilot.pause()
        assert (value(desk, "company"), value(desk, "role")) == ("Globex Energy", "PM")


@pytest.mark.parametrize("typed", ["Dana", "lee", "DANA L"])
async def test_a_person_brings_address_phone_and_title(
    open_desk: OpenDesk, met: list[Card], typed: str
):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("a")
        desk.pilot.app.screen.control("name-0").focus()
        await desk.press(*typed)
        await desk.until(lambda: "Dana Lee, dana@globex.example" in shown(desk))
        assert "takes it" in shown(desk)
        await desk.press("right")
        assert value(desk, "name-0") == "Dana Lee"
        assert value(desk, "email-0") == "dana@globex.example"
        assert (value(desk, "phone-0"), value(desk, "title-0")) == ("+1 555 01", "Head of data")
        await desk.until(lambda: "Filled in: email, phone" in shown(desk))
        assert "takes it" not in desk.shown


async def test_what_was_typed_is_never_replaced(open_desk: OpenDesk, met: list[Card]):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("a")
        desk.pilot.app.screen.field("email-0").value = "dana@new.example"
        desk.pilot.app.screen.control("name-0").focus()
        await desk.press(*"dan", "right")
        assert value(desk, "email-0") == "dana@new.example"
        assert value(desk, "phone-0") == "+1 555 01"
        await desk.until(lambda: "Filled in: phone and job title." in shown(desk))


async def test_of_two_people_of_one_name_nothing_is_filled_in_until_the_company_tells(
    open_desk: OpenDesk, met: list[Card], path: Path, make_card: MakeCard
):
    book = Book(path)
    book.put_new([make_card("Hooli", people=(Person(name="Dana Lee", email="lee@hooli.example"),))])
    book.close()
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("a")
        desk.pilot.app.screen.control("name-0").focus()
        await desk.press(*"dana", "right")
        assert (value(desk, "name-0"), value(desk, "email-0")) == ("Dana Lee", "")
        await desk.until(lambda: "You know one at" in shown(desk))
        desk.pilot.app.screen.field("company").value = "hooli"
        await desk.press("right")
        assert value(desk, "email-0") == "lee@hooli.example"


async def test_a_recruiter_completes_and_brings_address_and_phone(
    open_desk: OpenDesk, met: list[Card]
):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("a")
        desk.pilot.app.screen.control("contact").focus()
        await desk.press("2", "tab", *"kim")
        await desk.until(lambda: "Rae Kim, rae@example.com" in shown(desk))
        await desk.press("right")
        assert value(desk, "recruiter") == "Rae Kim"
        assert value(desk, "recruiter_email") == "rae@example.com"
        assert value(desk, "recruiter_phone") == "+1 555 02"


async def test_editing_does_not_speak_of_the_card_itself(open_desk: OpenDesk, met: list[Card]):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("e")
        await desk.until(lambda: "Edit Initech" in shown(desk))
        await desk.press("right")
        assert value(desk, "company") == "Initech"
        await desk.press("backspace")
        assert "Right takes it" not in desk.shown
        assert "You are waiting" not in desk.shown
