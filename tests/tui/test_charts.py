from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from store.statistics.counts import Week
from tui import charts
from tui.terminal.charset import Level, translate


def test_without_colours_or_unicode_the_three_kinds_are_still_told_apart():
    weeks = [Week(date(2026, 9, 7), interviews=1, follow_ups=1, answers=1)]
    legend, *rows = translate(str(charts.weeks(weeks, 70)), Level.ASCII).splitlines()
    assert legend == "# interviews : follow-ups * answers"
    assert [row.split()[-1] for row in rows[:3]] == ["*****", ":::::", "#####"]


def test_a_busy_week_is_drawn_to_scale_and_hides_neither_its_first_nor_its_last():
    busy = Week(date(2026, 9, 7), interviews=1, follow_ups=48, answers=1)
    quiet = Week(date(2026, 9, 14), follow_ups=20)
    _, *rows, _, _ = str(charts.weeks([busy, quiet], 70)).splitlines()
    assert len(rows) == 12
    assert rows[0] == "50┤ •••••"
    assert rows[-1] == " 4┤ █████ ▒▒▒▒▒"
    assert sum(row.endswith(" ▒▒▒▒▒ ▒▒▒▒▒") for row in rows) == 4


@pytest.mark.parametrize("width", [20, 35, 45, 55, 70, 120])
def test_a_picture_is_the_same_each_time_and_its_days_stand_under_their_weeks(width: int):
    weeks = [Week(date(2026, 9, 7) + timedelta(weeks=n), interviews=n % 4) for n in range(12)]
    first = str(charts.weeks(weeks, width))
    assert str(charts.weeks(weeks, width)) == first
    *_, lowest, _, days = first.splitlines()
    bar = lowest.index("█")
    assert days.index("7 Sep") < bar  # there was nothing in the first week, and one in the second
    assert lowest.startswith("1┤")
    labels = [f"{week.starts.day} {week.starts:%b}" for week in weeks]
    assert all(label in labels for label in re.findall(r"\d+ \w+", days))
