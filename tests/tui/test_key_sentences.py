"""With another key for every action, no sentence names the key that the action came with."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from store.errors import SaveFailedError
from store.file import replacing
from store.file.book import Book
from store.history import actions
from store.history.merge import merge_cards
from store.records import Settings
from store.sample import SAMPLE_ME, sample_cards
from tests.conftest import NOW, MakeCard
from tests.tui.conftest import Desk, OpenDesk
from tui.actions import ALL
from tui.key_names import key_name, writes
from tui.screens.form import FormScreen
from tui.widgets.form.parts import Note
from tui.widgets.frame import Drawn
from tui.widgets.page import Page

CHOSEN = {action.id: chr(0x410 + number) for number, action in enumerate(ALL)}
"""A Cyrillic letter for each action: none of them has a key on any screen of its own."""

_FORMER = {key_name(key) for each in ALL for key in each.keys.split(",") if writes(key)}
_OF_DIALOGS = {*"12345", "n", "s"}
"""Those that are also a key of some dialog's own, and are named there."""
_DOES = ("adds brings closes edits keeps leaves makes opens shows tries turns undoes").replace(
    " ", "|"
)


def former_keys(text: str) -> list[str]:
    """Where a text names a key that an action had before."""
    found: list[str] = []
    for key in map(re.escape, _FORMER - _OF_DIALOGS):
        found += re.findall(rf"(?:[Pp]ress {key}(?!\w)|with {key}[.,;]).{{0,20}}", text)
        found += re.findall(rf"\S* \w+: {key}[).,].{{0,20}}", text)
        found += re.findall(rf"(?<!\S){key} (?:{_DOES})\b.{{0,20}}", text)
        found += re.findall(rf"(?<!\S){key} (?:copy|find|mail|edit|others) ·.{{0,20}}", text)
        found += re.findall(rf"(?<!\S){key} for others", text)
        found += re.findall(rf".{{0,20}}\({key}\)", text)
    return found


class Person:
    """Goes through the app with the chosen keys, and reads whatever it shows or says."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def do(self, *keys: str) -> None:
        """Press keys, each by the action's name where it is one's; then read."""
        await self.desk.press(*(CHOSEN.get(key, key) for key in keys))
        self.read()

    async def sees(self, sentence: str) -> None:
        """Wait for a sentence with the chosen keys in it, as {undo}."""
        wanted = re.sub(r"\{([a-z-]+)\}", lambda found: CHOSEN[found[1]], sentence)
        await self.desk.until(lambda: any(wanted in text for text in self.texts))
        self.read()

    @property
    def texts(self) -> list[str]:
        """What is shown, as it looks and each text for itself, and what is said."""
        screen = self.desk.pilot.app.screen
        each = [str(text.content) for text in (*screen.query(Static), *screen.query(Drawn))]
        if isinstance(screen, FormScreen):
            each += [note.text for note in screen.contents.parts if isinstance(note, Note)]
        each += [str(part) for page in screen.query(Page) for part in page.parts]
        return [" ".join(text.split()) for text in (self.desk.shown, *each, self.desk.log)]

    def read(self) -> None:
        for text in self.texts:
            assert former_keys(text) == []


Opened = Callable[..., AbstractAsyncContextManager[Person]]


@pytest.fixture
def with_other_keys(open_desk: OpenDesk, path: Path) -> Opened:
    @asynccontextmanager
    async def opened(*, sample: bool = True, read_only: bool = False) -> AsyncIterator[Person]:
        if not path.exists():
            book = Book(path)
            book.put_mine(SAMPLE_ME, Settings(keys=CHOSEN))
            if sample:
                book.put_new(sample_cards(NOW))
            book.close()
        async with open_desk(sample=False, size=(130, 40), read_only=read_only) as desk:
            person = Person(desk)
            if sample:  # it starts on an offer, which few sentences are about
                await person.do("column-1")
            yield person

    return opened


@pytest.mark.parametrize(
    "text",
    [
        "Globex is deleted. Press u to bring it back.",
        "It is in the archive now (v).",
        "gap left: role (edit the card: e), your name (M).",
        "1 of 7 · < > for others",
        "Your changes are kept here. ! tries again.",
        "c copy · m mail · Esc close",
        "There is no phone number for Ann. Add one with e.",
    ],
)
def test_a_former_key_in_a_sentence_is_noticed(text: str):
    assert former_keys(text)


async def test_the_board_its_panel_and_its_hints(with_other_keys: Opened):
    async with with_other_keys() as person:
        await person.sees("{advance} Thank Ruth {debrief} Debrief {next-due} Next due")
        await person.sees("{debrief} notes what you talked of")
        await person.sees("(edit the card: {edit})")
        await person.sees("1 of 9 · {previous-script} {next-script}")
        await person.do("find", *"is:closed")
        await person.sees("Closed cards are in the archive. {archive} opens it.")
        await person.do("enter")
        await person.sees("No card here fits what you look for. {show-all} shows all of them.")
        await person.do("edit")
        await person.sees("No card here fits what you look for. {show-all} shows all of them.")
        await person.do("show-all")
        await person.sees("{advance} Thank")
        await person.do("panel", "right")
        await person.do("left")
        await person.sees("1 of ")


async def test_an_empty_board(with_other_keys: Opened):
    async with with_other_keys(sample=False) as person:
        await person.sees("Press {add} to add your first interview")
        await person.sees("{help} shows all keys. {quit} leaves;")
        await person.do("advance")
        await person.sees("There is no card here yet. Press {add} to add an interview.")


async def test_deleting_and_bringing_back(with_other_keys: Opened):
    async with with_other_keys() as person:
        company = person.desk.selected
        await person.do("delete")
        await person.sees("leave the board. {undo} brings them back.")
        await person.do("y")
        await person.sees(f"{company} is deleted. {{undo}} brings it back.")
        await person.do("undo")
        assert person.desk.selected == company


async def test_an_answer_the_reply_to_it_and_the_archive(with_other_keys: Opened):
    async with with_other_keys() as person:
        await person.do("column-3", "answered", "5", "f2")
        await person.sees("is in the archive now. {archive} opens it.")
        await person.sees("{copy} copy · {mail} mail · {edit-words} edit · {copy-part} copy a part")
        await person.do("next-script", "copy")
        await person.sees("{plain} shows it, {mail} mails it.")
        await person.do("escape", "archive")
        ways = "Enter reopen · Space story · w words · {write-again} write again · "
        await person.sees(ways + "{find} find · Esc close")
        await person.do("find", *"nobody")
        await person.sees("No closed card fits. Esc shows all of them.")
        await person.do("escape", "archive")
        assert person.desk.pilot.app.screen is person.desk.screen


async def test_an_offer_accepted_names_the_key_that_leads_through_the_others(
    with_other_keys: Opened,
):
    async with with_other_keys() as person:
        await person.do("column-3", "answered", "3", "f2", "advance", "1", "y")
        await person.sees("other open cards wait for a kind word: {next-due} leads there.")


async def test_editing_and_resetting_the_words(with_other_keys: Opened):
    async with with_other_keys() as person:
        await person.do("column-2", "reset-words")
        await person.sees("These are the words Afterword came with. {edit-words} edits them.")
        await person.do("edit-words", "x", "f2")
        await person.sees("These words are kept with the card. {reset-words} brings the template")
        await person.do("reset-words")
        await person.sees("the template's come back. {undo} undoes it.")
        await person.do("y", "edit-words", "shift+tab", "2", "tab", "f2")
        await person.sees("is changed for all cards. {reset-words} brings the old one back.")


async def test_getting_the_words_out(with_other_keys: Opened):
    async with with_other_keys() as person:
        await person.do("copy")
        await person.sees("Nothing to paste? {plain} shows it, {mail} mails it.")
        await person.do("mail")
        await person.sees("s save the draft · Esc leave")
        await person.do("escape", "copy-part")
        await person.sees("Copy which part?")
        await person.do("copy-part", "words")
        await person.sees("{advance} thank Ruth · {copy} copy · {mail} mail · {previous-script}")
        await person.do("words", "panel", "panel")
        await person.sees("{next-script} others · {edit-words} edit · Esc back")
        await person.do("panel", "call")
        await person.sees("There is no phone number for")
        await person.sees("Add one with {edit}.")
        await person.do("column-3", "qr", "qr", "call")
        await person.sees("Space starts it")
        await person.do("call")
        assert person.desk.pilot.app.screen is person.desk.screen


async def test_help_and_the_settings(with_other_keys: Opened):
    async with with_other_keys() as person:
        await person.do("help")
        text = "\n".join(map(str, person.desk.pilot.app.screen.query_one(Page).parts))
        column = {key for line in text.splitlines() for key in line[:10].split()}
        assert set(CHOSEN.values()) <= column
        assert {"↑", "↓", "←", "→", "⏎", "Tab", "Esc", "Home", "End", "Ctrl+P"} <= column
        rows = [line[:10].split() for line in text.splitlines() if CHOSEN["copy"] in line[:10]]
        assert rows == [[CHOSEN["copy"]], [CHOSEN["copy"]]]  # in the tour, and among the words
        assert not _FORMER & {key for row in text.splitlines() for key in row[:10].split()[:2]}
        await person.do("help", "me")
        await person.sees("You and your settings")
        await person.do("escape", "statistics", "statistics", "snooze")
        await person.sees("F2 save · Esc leave")


async def test_what_cannot_be_saved_or_changed(
    with_other_keys: Opened, monkeypatch: pytest.MonkeyPatch
):
    def full(path: Path, content: bytes, **_owner: Path | None) -> None:
        raise SaveFailedError("The disk is full.")

    async with with_other_keys() as person:
        with monkeypatch.context() as patch:
            patch.setattr(replacing, "replace", full)
            await person.do("advance", "y")
            await person.sees("Your changes are kept here. {save} tries again.")
        await person.do("save")
        await person.desk.until(lambda: person.desk.book.is_saved)
    async with with_other_keys(read_only=True) as person:
        for name in ("add", "edit", "answered", "skip", "snooze", "delete", "me", "edit-words"):
            await person.do(name)


async def test_a_disagreement(with_other_keys: Opened, path: Path, make_card: MakeCard):
    card = actions.add(make_card("Globex"), NOW)
    here, there = (
        actions.edit(card, replace(card, role=role), NOW.add(minutes=minute))
        for minute, role in ((1, "Clerk"), (2, "Analyst"))
    )
    book = Book(path)
    book.put_mine(SAMPLE_ME, Settings(keys=CHOSEN))
    book.put_new([merge_cards(here, there)])
    book.close()
    async with with_other_keys() as person:
        await person.sees("see the next page. {settle} keeps what stands.")
        await person.do("panel", "right")
        await person.sees("{edit} edits the card, {settle} keeps what stands.")
