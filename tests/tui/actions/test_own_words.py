from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.tui.actions.letters import type_words
from tests.tui.conftest import OpenDesk
from tui.screens.words import WordsScreen


async def test_own_words_are_kept_with_the_card_undone_and_reset(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("2", "E")
        await type_words(desk, "Subject: Hello\n\nDear [Iris],\nmy own words.")
        await desk.press("f2")
        await desk.until(lambda: "my own words." in desk.panel)
        assert "Dear [Iris]," in desk.panel
        await desk.press("u")
        await desk.until(lambda: "my own words." not in desk.panel)
        await desk.press("U")
        await desk.until(lambda: "my own words." in desk.panel)
        await desk.press("R")
        assert "Your own words for this card go" in desk.shown
        await desk.press("y")
        await desk.until(lambda: "my own words." not in desk.panel)
        assert desk.card("Quillon Press").own_words == {}
    async with open_desk() as desk:
        assert desk.card("Quillon Press").own_words == {}


async def test_a_template_is_changed_for_all_cards_and_a_wrong_one_is_refused(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("3", "E")
        desk.pilot.app.screen.control("scope").focus()
        await desk.press("2")
        template = desk.pilot.app.screen.field("words").value
        assert "[emailed date]" in template
        await type_words(desk, template.replace("[emailed date]", "[no such thing]"))
        await desk.press("f2")
        assert "no such thing" in desk.shown
        assert "placeholder" in desk.shown
        await type_words(desk, template.replace("Is this a good moment?", "Is this a good time?"))
        await desk.press("f2")
        await desk.until(lambda: "Is this a good time?" in desk.panel)
    async with open_desk() as desk:
        await desk.press("3", "j", "j")
        await desk.until(lambda: "Owen" in desk.panel and "Is this a good time?" in desk.panel)
        await desk.press("R", "y")
        await desk.until(lambda: "Is this a good moment?" in desk.panel)
        await desk.press("R")
        assert "the words Afterword came with" in desk.said


async def test_an_editor_that_is_missing_leaves_the_text_and_says_so(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))  # nothing usual is there
    async with open_desk() as desk:
        await desk.press("E", "f4")
        assert "No editor was found. Set EDITOR to one" in desk.shown
        monkeypatch.setenv("EDITOR", 'vi "unclosed')
        await desk.press("f4")
        assert "not a command that can be read" in desk.shown
        monkeypatch.setenv("EDITOR", "nothing-of-that-name")
        await desk.press("f4")
        assert "“nothing-of-that-name” is not there. Set EDITOR to one" in desk.shown
        (tmp_path / "nano").touch(mode=0o755)
        await desk.press("f4")
        assert "cannot make room for another program" in desk.shown  # there is no real terminal
        assert "Hello Ruth," in desk.shown


@pytest.mark.parametrize("size", [(120, 40), (200, 50)])
async def test_the_words_are_edited_in_the_place_of_the_panel(
    open_desk: OpenDesk, size: tuple[int, int]
):
    async with open_desk(size=size) as desk:
        panel = desk.screen.query_one("#panel").region
        await desk.press("E")
        dialog = desk.pilot.app.screen.view
        await desk.until(lambda: dialog.region == panel)
        assert " Leave " in desk.shown
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: dialog.region == desk.screen.query_one("#body").region)
        assert dialog.region.width == 80


async def test_at_full_height_the_words_are_edited_there(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("space", "E")
        dialog = desk.pilot.app.screen.view
        await desk.until(lambda: (dialog.region.x, dialog.region.size) == (18, (84, 40)))
        await type_words(desk, "Subject: x\n\nMy own words for Ruth.")
        await desk.press("f2")
        assert isinstance(desk.pilot.app.screen, WordsScreen)
        await desk.until(lambda: "My own words for Ruth." in desk.shown)


async def test_the_template_that_is_edited_is_in_the_language_of_the_card(open_desk: OpenDesk):
    async with open_desk() as desk:
        german = replace(desk.card("Harbor & Pine"), language="de")
        desk.book.put(german, desk.card("Harbor & Pine"))
        desk.screen.show(german.id)
        await desk.press("E", "shift+tab", "2")
        text = desk.pilot.app.screen.field("words").value
        assert text.startswith("Title: Dank nach dem Gespräch")
