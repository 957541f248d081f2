"""What opens over the board, in windows of every size: help, statistics, call mode, QR codes."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.widgets import Digits

from tests.tui.conftest import OpenDesk
from tui.widgets.frame import keys_line

SIZES = [(80, 24), (120, 40), (200, 50), (40, 15)]
KEYS = [("Enter", "reopen"), ("w", "words"), ("Esc", "close")]


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (40, "Enter reopen · w words · Esc close"),
        (34, "Enter reopen · w words · Esc close"),
        (33, "Enter reopen · w words · Esc"),
        (27, "Enter reopen · Esc"),
        (5, "Esc"),
    ],
)
def test_the_keys_that_matter_most_are_named_where_there_is_little_room(width: int, line: str):
    assert keys_line(KEYS, width) == line


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("keys", "title"),
    [(["S"], "Statistics"), (["v"], "Archive"), (["3", "p"], "Call"), (["question_mark"], "Help")],
)
async def test_each_has_its_title_on_the_left_and_its_keys_in_the_lower_border(
    open_desk: OpenDesk, size: tuple[int, int], keys: list[str], title: str
):
    async with open_desk(size=size) as desk:
        await desk.press(*keys)
        await desk.until(lambda: f"╭─ {title} ─" in desk.shown and "Esc" in desk.shown)
        lines = desk.shown.splitlines()
        assert {cell_len(line) for line in lines} == {size[0]}
        top = next(n for n, line in enumerate(lines) if f"╭─ {title} ─" in line)
        left = lines[top].index(f"╭─ {title} ─")
        bottom = next(line[left:] for line in lines[top:] if line[left : left + 2] == "╰─")
        assert "Esc" in bottom
        assert "…" not in bottom


async def test_wide_help_and_statistics_stand_in_two_columns(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("S")
        await desk.until(lambda: "This week" in desk.shown and "How far it went" in desk.shown)
        assert any(
            "What came of your interviews" in line and "The last 12 weeks" in line
            for line in desk.shown.splitlines()
        )
        await desk.press("escape", "question_mark")
        await desk.until(lambda: "The words" in desk.shown and "A short tour" in desk.shown)


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_narrow_help_cuts_no_line(open_desk: OpenDesk, size: tuple[int, int]):
    async with open_desk(size=size) as desk:
        await desk.press("question_mark", "end")
        await desk.until(lambda: "Everything is saved as" in desk.shown)
        assert "…" not in desk.shown.split("Help")[1]


async def test_call_mode_shows_all_words_and_the_code_at_80x24(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "p")
        await desk.until(lambda: "█▀▀▀▀▀█" in desk.shown)
        assert "+1 555 010 0123" in desk.shown
        assert "Hello Nina," in desk.shown
        assert "Thanks so much, and have a good day." in desk.shown
        assert "4 they gave a new date" in desk.shown


async def test_call_mode_shows_the_number_large_where_there_is_room(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("3", "p")
        await desk.until(lambda: desk.pilot.app.screen.query_one(Digits).display)
        assert "+1 555 010 0123" not in desk.shown


async def test_call_mode_names_every_result_in_a_narrow_window(open_desk: OpenDesk):
    async with open_desk(size=(40, 15)) as desk:
        await desk.press("3", "p")
        await desk.until(lambda: "1 spoke  2 left a message" in desk.shown)
        assert "3 no answer  4 they gave a new date" in desk.shown


async def test_a_code_stands_in_a_frame_and_loses_it_before_it_loses_a_mails_words(
    open_desk: OpenDesk,
):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("3", "x")
        await desk.until(lambda: "╭─ Call Nina Solberg ─" in desk.shown)
        assert "← → another · Esc close" in desk.shown
    async with open_desk(size=(40, 15)) as desk:
        await desk.press("x")
        await desk.until(lambda: "This window is too small" in desk.shown)
