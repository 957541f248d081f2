"""What is said takes the bottom line, at any size and over any screen, and the log keeps it."""

from __future__ import annotations

import pytest
from textual.widgets._toast import Toast

from store.history import actions
from store.rules.board import Overview
from tests.conftest import NOW
from tests.tui.conftest import Desk, OpenDesk
from tui.desk.voice import LONG

LONGER = (
    "The first line of a long message that no terminal of the usual width has room for, with "
    "an end that nobody may miss: 12345.\nAnd a second line of it."
)
SIZES = [(80, 24), (40, 15)]


def toasts(desk: Desk) -> list[Toast]:
    app = desk.pilot.app
    return [each for each in app.screen.query(Toast) if each.region.area and each.is_mounted]


def bottom(desk: Desk) -> str:
    return desk.shown.splitlines()[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_said_is_one_line_over_the_keys_and_never_over_the_panel(
    open_desk: OpenDesk, size: tuple[int, int]
):
    async with open_desk(size=size, toasts=True) as desk:
        voice = desk.screen.voice
        for tell in (
            lambda: desk.screen.say(LONGER),
            lambda: desk.screen.say("Short.", LONGER, last="Next: Call Bo."),
            lambda: voice.warn(LONGER),
            lambda: voice.alarm(LONGER, last="Your changes are kept."),
            lambda: voice.give_notice([LONGER, "Read-only."]),
            lambda: desk.pilot.app.notify(LONGER, title="Somebody else's"),
        ):
            before = desk.shown.splitlines()[:-1]
            tell()
            await desk.until(lambda: "▌" in bottom(desk))
            assert [each.region for each in toasts(desk)] == [(0, size[1] - 1, size[0], 1)]
            assert bottom(desk).rstrip().endswith("L")
            assert desk.shown.splitlines()[:-1] == before
            voice.hush()
            await desk.until(lambda: "▌" not in bottom(desk))


@pytest.mark.parametrize("keys", [("enter",), ("a",), ("question_mark",), ("v",), ("p",)])
async def test_over_a_dialog_too_it_is_the_bottom_line_and_news_takes_the_place_of_news(
    open_desk: OpenDesk, keys: tuple[str, ...]
):
    async with open_desk(toasts=True) as desk:
        await desk.press("3", *keys)
        assert desk.pilot.app.screen is not desk.screen
        before = desk.shown.splitlines()[:-1]
        desk.screen.voice.warn("The file was saved elsewhere.")
        desk.screen.say("It is saved again.")
        await desk.until(lambda: "It is saved again." in bottom(desk))
        assert desk.said == "It is saved again."
        assert [each.region.height for each in toasts(desk)] == [1]
        assert desk.shown.splitlines()[:-1] == before


async def test_the_log_has_what_was_said_whole_also_while_a_dialog_covered_it(open_desk: OpenDesk):
    async with open_desk(toasts=True) as desk:
        await desk.press("L")
        assert "Nothing was said yet." in desk.shown
        await desk.press("escape", "question_mark")
        desk.screen.voice.alarm(LONGER)
        await desk.press("escape")
        desk.screen.say("The newest.")
        await desk.press("L")
        await desk.until(lambda: "12345." in desk.shown)
        shown = desk.shown
        assert "09:30  The newest." in shown
        assert shown.index("The newest.") < shown.index("The first line") < shown.index("And a sec")
        await desk.press("escape")
        assert desk.pilot.app.screen is desk.screen


async def test_what_was_said_gives_way_to_the_keys_unless_it_must_not_be_missed(
    open_desk: OpenDesk,
):
    async with open_desk(toasts=True) as desk:
        desk.screen.say("Noted.")
        await desk.until(lambda: "Noted." in bottom(desk))
        await desk.press("j")
        await desk.until(lambda: "⏎ Thank" in bottom(desk))
        desk.screen.voice.give_notice(["Read-only."], LONG)
        await desk.press("j")
        assert "Read-only." in bottom(desk)


async def test_after_a_confirmation_the_line_names_what_the_same_key_would_confirm_next(
    open_desk: OpenDesk,
):
    async with open_desk(toasts=True) as desk:
        await desk.press("enter", "y")
        await desk.until(lambda: "Next: Call Nina." in bottom(desk))
        assert desk.said.startswith("Thanked Ruth Adler.")
        assert "Harbor & Pine is now in Waiting." in desk.log


async def test_it_starts_at_the_most_urgent_card_of_all_columns(open_desk: OpenDesk):
    async with open_desk(toasts=True) as desk:
        card = next(each for each in desk.book.cards if each.company == "Harbor & Pine")
        desk.book.put(actions.delete(card, NOW), card)
        desk.screen.keep_everything()
        desk.screen.finding.look(NOW)
        first = desk.screen.finding.shown.owed_now[0]
        assert desk.screen.finding.shown.most_urgent == first
    async with open_desk(toasts=True) as desk:
        assert desk.selected == first.card.company
        assert desk.screen.board.stage is first.card.stage


def test_of_no_card_none_is_most_urgent():
    assert Overview().most_urgent is None


@pytest.mark.parametrize(
    ("column", "key"),
    [
        ("1", "⏎ Thank Ruth "),
        ("3", "⏎ Call Nina "),
        ("4", "⏎ Move on "),
        ("5", "d Debrief"),
    ],
)
async def test_the_key_that_confirms_names_what_and_whom(
    open_desk: OpenDesk, column: str, key: str
):
    async with open_desk() as desk:
        await desk.press(column)
        if column == "5":  # nothing is owed there, and there is nothing to debrief
            await desk.until(lambda: "⏎" not in bottom(desk))
            assert key not in bottom(desk)
        else:
            await desk.until(lambda: key in bottom(desk))
        assert bottom(desk).rstrip().endswith("? Help")


async def test_before_its_day_the_key_says_so(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("2", "j", "j")
        assert desk.selected == "Initech Systems"
        await desk.until(lambda: "(Tue 1 Dec)  " in bottom(desk))


async def test_keys_that_do_nothing_now_are_not_shown(open_desk: OpenDesk):
    async with open_desk(sample=False, size=(200, 50)) as desk:
        await desk.until(lambda: "a Add" in bottom(desk))
        for word in ("u Undo", "c Copy", "/ Find", "n Next due", "s Snooze", "p Call mode"):
            assert word not in bottom(desk)
    async with open_desk(size=(200, 50)) as desk:
        await desk.press("3")
        await desk.until(lambda: "p Call mode" in bottom(desk))
        for word in ("u Undo", "c Copy", "/ Find", "n Next due", "s Snooze"):
            assert word in bottom(desk)


async def test_the_palette_shows_each_key_and_why_an_action_makes_no_sense_now(
    open_desk: OpenDesk,
):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("ctrl+p")
        await desk.type("redo")
        await desk.until(lambda: "Not now: There is nothing to redo." in desk.shown)
        assert "U       Redo" in desk.shown
        await desk.press("enter")
        await desk.until(lambda: desk.pilot.app.screen is desk.screen)
        await desk.until(lambda: "There is nothing to redo." in desk.said)
