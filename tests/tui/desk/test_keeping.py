from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.errors import SaveFailedError
from store.file import replacing
from store.file.book import Book
from store.history import actions
from store.history.merge import merge_cards
from store.records import Card, HalfTyped, Stage
from store.search.reference import find
from tests.conftest import NOW, MakeCard
from tests.tui.conftest import Desk, OpenDesk
from tui.widgets.header import Header


class Disk:
    """Stands in for the disk: it can be full, or keep everybody waiting."""

    def __init__(self, replaces: Callable[..., None]) -> None:
        self.is_full = False
        self.asked, self.answers = threading.Event(), threading.Event()
        self.answers.set()
        self._replaces = replaces

    def replace(self, path: Path, content: bytes, *, beside_of: Path | None = None) -> None:
        self.asked.set()
        if not self.answers.wait(10):
            self.answers.set()  # so that a test which waits in vain comes to an end
            raise SaveFailedError("The disk did not answer.")
        if self.is_full:
            raise SaveFailedError("The disk is full.")
        self._replaces(path, content, beside_of=beside_of)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk(replacing.replace)
    monkeypatch.setattr(replacing, "replace", disk.replace)
    return disk


def header(desk: Desk) -> str:
    return str(desk.screen.query_one(Header).content)


def on_disk(path: Path, company: str) -> Card:
    return find(Book(path, read_only=True).cards, company)


def has_left(desk: Desk) -> bool:
    return desk.pilot.app._exit


async def test_a_save_that_fails_is_said_and_the_step_stays_to_be_tried_again(
    open_desk: OpenDesk, disk: Disk, path: Path
):
    async with open_desk() as desk:
        disk.is_full = True
        await desk.press("enter", "y")
        assert find(desk.book.cards, "Harbor & Pine").stage is Stage.WAITING
        await desk.until(lambda: "! not saved" in header(desk))
        assert "The disk is full. Your changes are kept here. ! tries again." in desk.said
        assert on_disk(path, "Harbor & Pine").stage is Stage.THANK_YOU

        disk.asked.clear()
        await desk.press("exclamation_mark")
        await desk.until(disk.asked.is_set)
        await desk.screen.keeping.keeper.finish()
        assert "! not saved" in header(desk)
        assert find(desk.book.cards, "Harbor & Pine").stage is Stage.WAITING

        disk.is_full = False
        await desk.press("exclamation_mark")
        await desk.until(lambda: "not saved" not in header(desk))
        assert on_disk(path, "Harbor & Pine").stage is Stage.WAITING
        await desk.press("exclamation_mark")
        assert "Everything is saved." in desk.said


async def test_it_is_tried_again_without_being_asked_and_a_backup_that_failed_is_not_told_each_time(
    open_desk: OpenDesk, disk: Disk, path: Path
):
    async with open_desk() as desk:
        for copy in path.parent.glob("*.backup-*"):
            copy.unlink()
        disk.is_full = True
        await desk.press("enter", "y")
        await desk.until(lambda: "! not saved" in header(desk))
        assert desk.log.count("No backup was made today.") == 1
        for _ in range(3):
            await desk.screen.keeping.keeper.look()
            await desk.screen.keeping.keeper.finish()
        disk.is_full = False
        await desk.screen.keeping.keeper.look()
        await desk.until(lambda: "not saved" not in header(desk))
        await desk.pilot.pause()
        assert desk.log.count("No backup was made today.") <= 2  # of four attempts
        assert on_disk(path, "Harbor & Pine").stage is Stage.WAITING


@pytest.mark.parametrize("keys", [["q"], ["ctrl+q"], ["q", "q"]])
async def test_leaving_with_something_unsaved_asks_and_n_stays(
    open_desk: OpenDesk, disk: Disk, path: Path, keys: list[str]
):
    async with open_desk() as desk:
        disk.is_full = True
        await desk.press("enter", "y")
        await desk.press(*keys)
        await desk.until(lambda: "Leave without saving?" in desk.shown)
        assert "The disk is full." in desk.shown
        await desk.press("n")
        assert "Leave without saving?" not in desk.shown
        assert not has_left(desk)
        assert find(desk.book.cards, "Harbor & Pine").stage is Stage.WAITING

        disk.is_full = False
        await desk.press("q")
        await desk.until(lambda: has_left(desk))
    assert on_disk(path, "Harbor & Pine").stage is Stage.WAITING


async def test_leaving_without_saving_is_possible_and_changes_nothing(
    open_desk: OpenDesk, disk: Disk, path: Path
):
    async with open_desk() as desk:
        before = path.read_bytes()
        disk.is_full = True
        await desk.press("enter", "y", "q")
        await desk.until(lambda: "Leave without saving?" in desk.shown)
        await desk.press("y")
        await desk.until(lambda: has_left(desk))
    assert path.read_bytes() == before


async def test_no_key_waits_for_a_slow_disk_and_leaving_does(
    open_desk: OpenDesk, disk: Disk, path: Path
):
    async with open_desk() as desk:
        before = path.read_bytes()
        disk.asked.clear()
        disk.answers.clear()
        try:
            await desk.press("enter", "y")
            await desk.until(disk.asked.is_set)
            assert desk.selected == "Globex Energy"
            await desk.press("2", "j", "j", "j")
            assert desk.selected == "Initech Systems"
            assert "Waiting 6" in desk.shown
            await desk.press("enter")
            assert "Did you send the follow-up email" in desk.shown
            await desk.press("y")
            assert "Waiting 5" in desk.shown
            assert path.read_bytes() == before

            await desk.press("q", "q")
            await desk.until(lambda: "Saving. Afterword closes after that." in desk.said)
            selected = desk.selected
            await desk.press("n")
            assert desk.selected != selected
            assert not has_left(desk)
        finally:
            disk.answers.set()
        await desk.until(lambda: has_left(desk))
        assert desk.book.is_saved
    assert on_disk(path, "Harbor & Pine").stage is Stage.WAITING
    assert on_disk(path, "Initech Systems").stage is Stage.EMAILED


async def test_what_is_shown_and_not_on_the_disk_yet_is_marked_until_it_is(
    open_desk: OpenDesk, disk: Disk, path: Path
):
    async with open_desk() as desk:
        assert header(desk).endswith(" ")
        disk.asked.clear()
        disk.answers.clear()
        try:
            await desk.press("enter")
            await desk.pilot.press("y")
            assert find(desk.book.cards, "Harbor & Pine").stage is Stage.WAITING
            marked = header(desk)
            assert marked.endswith("*")
            await desk.until(disk.asked.is_set)
            await desk.until(lambda: "· not saved yet" in header(desk))
            assert header(desk).endswith(" ")
            assert on_disk(path, "Harbor & Pine").stage is Stage.THANK_YOU
        finally:
            disk.answers.set()
        await desk.until(lambda: "not saved" not in header(desk))
        assert on_disk(path, "Harbor & Pine").stage is Stage.WAITING
        assert header(desk) == f"{marked[:-1]} "  # nothing else moved


async def test_what_is_no_card_is_marked_as_well(open_desk: OpenDesk, disk: Disk):
    async with open_desk() as desk:
        disk.answers.clear()
        try:
            desk.pilot.app.choose_theme("light")
            assert header(desk).endswith("*")
        finally:
            disk.answers.set()
        await desk.until(lambda: header(desk).endswith(" "))
        assert desk.book.is_saved


async def test_a_form_opened_while_leaving_waits_keeps_the_app_open(
    open_desk: OpenDesk, disk: Disk
):
    async with open_desk() as desk:
        disk.answers.clear()
        try:
            await desk.press("enter", "y", "q", "a", *"Hooli")
        finally:
            disk.answers.set()
        await desk.screen.keeping.keeper.finish()
        await desk.pilot.pause()
        assert not has_left(desk)
        assert "Hooli" in desk.shown


async def test_rubbish_on_the_disk_is_told_and_what_follows_it_too(open_desk: OpenDesk, path: Path):
    async with open_desk() as desk:
        older = path.read_bytes()
        await desk.press("enter", "y")
        await desk.screen.keeping.keeper.finish()
        path.write_bytes(b"Dear Dana,")
        await desk.screen.keeping.keeper.look()
        await desk.until(lambda: "is not JSON" in desk.said)
        assert "! unreadable" in header(desk)
        path.write_bytes(older)
        await desk.screen.keeping.keeper.look()
        assert find(desk.book.cards, "Harbor & Pine").stage is Stage.THANK_YOU
        assert "unreadable" not in header(desk)
        await desk.until(lambda: "Changed outside of this window: Harbor & Pine." in desk.said)
        assert "is not JSON" not in desk.said
        assert path.read_bytes() == older


async def test_two_values_for_one_field_are_marked_listed_and_settled(
    open_desk: OpenDesk, path: Path, make_card: MakeCard
):
    card = actions.add(make_card("Globex", notes="call first"), NOW)
    here, there = (
        actions.edit(card, replace(card, role=role), NOW.add(minutes=minute))
        for minute, role in ((1, "Clerk"), (2, "Analyst"))
    )
    book = Book(path)
    book.put_new([merge_cards(here, there)])
    book.close()
    async with open_desk() as desk:
        assert "≠" in desk.shown
        await desk.press("tab", "right")
        await desk.until(lambda: "Two copies of the file disagree." in desk.panel)
        assert "role: also “Clerk”" in desk.panel
        assert "call first" in desk.panel
        await desk.press("escape", "K")
        await desk.until(lambda: "disagree" not in desk.panel)
        assert "≠" not in desk.shown
        await desk.press("K")
        assert "Nothing on this card is in dispute." in desk.said
        await desk.screen.keeping.keeper.finish()
    assert on_disk(path, "Globex").role == "Analyst"


async def test_an_edit_that_meets_another_ones_on_the_disk_is_marked_as_well(
    open_desk: OpenDesk, disk: Disk, path: Path
):
    async with open_desk() as desk:
        card = find(desk.book.cards, "Initech Systems")
        desk.screen.keep(actions.edit(card, replace(card, role="Clerk"), NOW), card)
        elsewhere = Book(path)
        edited = actions.edit(card, replace(card, role="Analyst"), NOW.add(minutes=5))
        elsewhere.put(edited, card)
        await desk.screen.keeping.keeper.finish()
        await desk.until(lambda: "≠" in desk.shown)
        assert "Changed outside of this window: Initech Systems." in desk.said
        assert find(desk.book.cards, "Initech Systems").role == "Analyst"
        await desk.until(lambda: "Two copies of the file disagree here" in desk.panel)
        await desk.press("tab", "right")
        await desk.until(lambda: "role: also “Clerk”" in desk.panel)
    assert len(on_disk(path, "Initech Systems").history) == len(card.history) + 2


async def test_the_end_of_the_program_finds_a_form_that_is_only_just_opening(
    open_desk: OpenDesk, path: Path
):
    async with open_desk() as desk:
        await desk.press("enter", "y")
        desk.screen.action_do("add")
        desk.screen.keep_everything()  # there is no field to read yet
        await desk.pilot.pause()
    assert on_disk(path, "Harbor & Pine").stage is Stage.WAITING


async def leave_typing(open_desk: OpenDesk, *keys: str) -> tuple[HalfTyped, ...]:
    """End the program in the middle of typing; gives what it left to be offered again."""
    async with open_desk() as desk:
        await desk.press(*keys)
        desk.screen.keep_everything()
        return desk.book.half_typed


async def test_what_was_typed_for_a_card_that_is_gone_is_not_put_on_another(
    open_desk: OpenDesk, path: Path
):
    (draft,) = await leave_typing(open_desk, "e", *" & Sons")
    book = Book(path)
    card = find(book.cards, draft.card)
    book.put(actions.delete(card, NOW), card)
    async with open_desk() as desk:
        await desk.until(lambda: "Harbor & Pine & Sons" in desk.said)
        assert desk.selected
        assert "You were typing this" not in desk.shown
        assert desk.book.half_typed == ()


async def test_what_was_typed_waits_for_a_window_with_room_for_it(open_desk: OpenDesk, path: Path):
    (draft,) = await leave_typing(open_desk, "e", *" & Sons")
    async with open_desk(size=(30, 10)) as desk:
        await desk.pilot.pause()
        assert desk.book.half_typed == (draft,)
    async with open_desk() as desk:
        await desk.until(lambda: "Harbor & Pine & Sons" in desk.shown)
        assert "You were typing this" in desk.shown


async def test_a_card_that_cannot_be_used_is_told_on_the_first_line_and_the_app_goes_on(
    open_desk: OpenDesk, path: Path
):
    async with open_desk() as desk:
        good = path.read_bytes()
        cards = len(desk.book.cards)
        assert "cannot be read" not in header(desk)
        path.write_bytes(good.replace(b'"created":"2', b'"created":"9', 1))
        await desk.screen.keeping.keeper.look()
        await desk.until(lambda: "! 1 card cannot be read: afterword check" in header(desk))
        await desk.until(lambda: "is not between the years 1970 and 2200" in desk.log)
        assert len(desk.book.cards) == cards - 1
        await desk.press("S", "escape", "n", "u", "U")
        path.write_bytes(good)
        await desk.screen.keeping.keeper.look()
        await desk.until(lambda: "cannot be read" not in header(desk))
        assert len(desk.book.cards) == cards
