"""The calendar that goes out of the file."""

from __future__ import annotations

from pathlib import Path

from icalendar import Calendar
from msgspec.structs import replace

from store.file.book import Book
from store.history import actions, answers
from store.records import Person, What
from store.sample import sample_cards
from store.search.reference import find
from tests.conftest import NOW, MakeCard
from tests.tui.cli.conftest import Run


def events(content: bytes) -> dict[str, dict]:
    calendar = Calendar.from_ical(content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_the_calendar_has_an_event_with_an_alarm_for_each_card_that_owes_something(
    run: Run, path: Path, tmp_path: Path
):
    Book(path).put_new(sample_cards(NOW))
    output = tmp_path / "out.ics"
    assert run("export", "--format", "ics", "-o", str(output)).status == 0
    found = events(output.read_bytes())
    due = {uid: event for uid, event in found.items() if "-" not in uid}
    assert len(due) == 17  # all but two moved on and one closed
    by_name = {str(event["summary"]): event for event in found.values()}
    email = by_name["Email Dr. Amit Rao: Initech Systems (Site reliability engineer)"]
    assert email["dtstart"].to_ical() == b"20261201"
    assert "two business days' grace" in str(email["description"])
    assert all(len(event.walk("VALARM")) == 1 for event in due.values())
    thanks = by_name["Thank Dana Lee: Northwind Health (Data analyst)"]
    assert thanks["dtend"].to_ical() == b"20261124T183000Z"


def test_the_calendar_has_the_interviews_that_are_not_over(
    run: Run, book: Book, make_card: MakeCard
):
    dana = Person(name="Dana Lee", title="Head of data", phone="+1 555 010 0100")
    card = make_card(talked="2026-12-03 10:00", people=(dana,), role="Analyst")
    there = replace(
        card.round, place="https://meet.example.com/x?y=1", minutes=45, format="video", uid="theirs"
    )
    book.put_new([replace(card, rounds=(there,)), make_card("Over")])
    path = book.path.with_suffix(".ics")
    assert run("export", "--format", "ics", "-o", str(path)).status == 0
    found = events(path.read_bytes())
    event = found[f"{card.id}-round1@afterword"]
    assert str(event["summary"]) == "Interview: Globex (Analyst)"
    assert event["dtstart"].to_ical() == b"20261203T150000Z"
    assert event["dtend"].to_ical() == b"20261203T154500Z"
    assert str(event["location"]) == str(event["url"]) == "https://meet.example.com/x?y=1"
    assert str(event["description"]) == "video\nDana Lee, Head of data, +1 555 010 0100"
    assert str(event["status"]) == "CONFIRMED"
    triggers = [alarm["trigger"].to_ical() for alarm in event.walk("VALARM")]
    assert triggers == [b"-P1D", b"-PT1H"]
    assert sum("-" in uid for uid in found) == 1


def test_an_interview_that_moves_or_is_off_moves_in_the_calendar_too(
    run: Run, book: Book, make_card: MakeCard
):
    card = actions.add(make_card(talked="2026-12-03 10:00"), NOW)
    book.put(card, None)
    path, uid = book.path.with_suffix(".ics"), f"{card.id}-round1@afterword"
    run("export", "--format", "ics", "-o", str(path))
    first = events(path.read_bytes())[uid]
    moved = actions.edit(
        card, replace(card, rounds=(replace(card.round, at=card.round.at.add(days=1)),)), NOW
    )
    book.put(moved, card)
    run("export", "--format", "ics", "-o", str(path))
    second = events(path.read_bytes())[uid]
    assert second["dtstart"].to_ical() == b"20261204T150000Z"
    assert int(second["sequence"]) > int(first["sequence"])
    book.put(answers.close(moved, NOW, What.WITHDREW), moved)
    run("export", "--format", "ics", "-o", str(path))
    third = events(path.read_bytes())[uid]
    assert (str(third["status"]), third.walk("VALARM")) == ("CANCELLED", [])
    assert int(third["sequence"]) > int(second["sequence"])


def test_a_calendar_that_imports_again_updates_and_does_not_double(run: Run, path: Path, tmp_path):
    Book(path).put_new(sample_cards(NOW)[:3])
    first, second = tmp_path / "1.ics", tmp_path / "2.ics"
    run("export", "--format", "ics", "-o", str(first))
    card = find(Book(path).cards, "Harbor & Pine")
    run("advance", card.id, "--yes")
    run("export", "--format", "ics", "-o", str(second))
    before, after = events(first.read_bytes()), events(second.read_bytes())
    assert before.keys() == after.keys()
    uid = f"{card.id}@afterword"
    assert int(after[uid]["sequence"]) > int(before[uid]["sequence"])
    book = Book(path)
    book.undo(NOW)
    run("export", "--format", "ics", "-o", str(first))
    assert int(events(first.read_bytes())[uid]["sequence"]) > int(after[uid]["sequence"])


def test_a_hostile_name_adds_nothing_to_the_calendar(
    run: Run, path: Path, make_card: MakeCard, tmp_path
):
    evil = "Evil\r\nBEGIN:VALARM\r\nACTION:AUDIO;,\\n\x07END:VEVENT"
    card = make_card(evil, people=(Person(name=f"Dana\n{evil}"),), role=evil)
    Book(path).put(actions.add(card, NOW), None)
    output = tmp_path / "out.ics"
    assert run("export", "--format", "ics", "-o", str(output)).status == 0
    (event,) = events(output.read_bytes()).values()
    assert len(event.walk("VALARM")) == 1
    lines = output.read_bytes().split(b"\r\n")
    assert sum(line.startswith(b"BEGIN:") for line in lines) == 3
    assert not any(byte < 32 for line in lines for byte in line)
