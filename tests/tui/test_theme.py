from __future__ import annotations

from pathlib import Path

import pytest

from store.file.book import Book
from tests.tui.conftest import OpenDesk
from tui import theme


@pytest.mark.parametrize(
    ("name", "many", "few"),
    [
        ("", theme.DARK, None),
        ("dark", theme.DARK, None),
        ("light", theme.LIGHT, None),
        ("plaid", theme.DARK, None),
        ("terminal-dark", theme.TERMINAL_DARK, theme.TERMINAL_DARK),
        ("terminal-light", theme.TERMINAL_LIGHT, theme.TERMINAL_LIGHT),
    ],
)
def test_a_terminal_with_few_colours_keeps_its_own(
    name: str, many: theme.Theme, few: theme.Theme | None
):
    assert theme.fitting(name, few_colours=False) is many
    assert theme.fitting(name, few_colours=True, dark=True) is (few or theme.TERMINAL_DARK)
    assert theme.fitting(name, few_colours=True, dark=False) is (few or theme.TERMINAL_LIGHT)
    assert theme.fitting(name, few_colours=True, dark=None) is (few or theme.TERMINAL)


def test_every_theme_can_be_chosen():
    assert list(theme.TITLES) == list(theme.THEMES)


async def test_the_file_keeps_the_chosen_theme(open_desk: OpenDesk, path: Path):
    async with open_desk() as desk:
        app = desk.pilot.app
        assert app.theme == theme.DARK.name
        titles = [command.title for command in app.get_system_commands(desk.screen)]
        assert titles[-4:] == [f"Theme: {title}" for title in theme.TITLES.values()]
        for name in theme.THEMES:
            app.choose_theme(name)
            await desk.pilot.pause()
            assert app.theme == theme.THEMES[name].name
            assert "Thank-you" in desk.shown
        await desk.press("q")
    assert Book(path, read_only=True).settings.theme == "terminal-light"


async def test_the_settings_form_turns_the_mouse_off(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("M", "shift+tab", "shift+tab", "shift+tab", "2", "f2")
        assert not desk.book.settings.mouse
        await desk.press("M", "shift+tab", "shift+tab", "shift+tab")
        await desk.until(lambda: "[2 off]" in desk.shown)
        await desk.press("1", "escape")
        assert "Press Esc again" in desk.shown
