from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len, split_graphemes

from store.records import Card, Round, Stage
from store.rules.board import Entry
from store.rules.due import Due, Urgency
from tests.conftest import NOW
from tui.fitting import wrap_to, wrap_whole
from tui.widgets.board_drawing import Drawing, View
from tui.widgets.board_layout import (
    SIDES,
    STAGES,
    Layout,
    Widths,
    lay_out,
    wanted_height,
    widths,
)

NAMES = [
    "",
    "a",
    "Globex Energy",
    "Landesamt für Wörter und Zeichen",
    "a-b " * 12,
    "水野デザイン株式会社",
    "한글 사무소 서울",
    "กิ" * 9,
    "e\u0301" * 30,
    "🚀" * 17,
    "👩\u200d💻 labs 👩\u200d💻👩\u200d💻👩\u200d💻👩\u200d💻👩\u200d💻👩\u200d💻👩\u200d💻",
    "🇳🇴🇸🇪🇩🇰",
    "x" * 300,
]
TEXTS = st.lists(st.sampled_from(["a", "水", "e\u0301", "👩\u200d💻", " ", "Wörter "]), max_size=30)
DUE = {
    Urgency.OVERDUE: "4 d late",
    Urgency.TODAY: "by tomorrow",
    Urgency.UPCOMING: "Wed 25 14:00",
    Urgency.NONE: "",
}


def entry(number: int, company: str, role: str = "Cook", urgency: Urgency = Urgency.TODAY) -> Entry:
    opens = NOW if urgency is not Urgency.NONE else None
    card = Card(
        id=f"{number}",
        company=company,
        role=role,
        created=NOW,
        rounds=(Round(id="r", at=NOW),) * (1 + number % 2),
    )
    return Entry(card, Due(opens=opens, reason=()), urgency)


ENTRIES = st.lists(
    st.builds(
        entry,
        number=st.integers(0, 10),
        company=st.sampled_from([f"C{name}" for name in NAMES]),
        role=st.sampled_from(NAMES),
        urgency=st.sampled_from(Urgency),
    ),
    max_size=20,
)
NOTHING: Mapping[Stage, list[Entry]] = {stage: [] for stage in STAGES}
COLUMNS = st.fixed_dictionaries(dict.fromkeys(STAGES, ENTRIES))


def view_of(columns: Mapping[Stage, list[Entry]]) -> View:
    """A view of these cards, each with an id and a due word of its own."""
    view = View()
    view.columns = view.whole = {
        stage: tuple(
            replace(each, source=replace(each.card, id=f"{stage}{row}"))
            for row, each in enumerate(held)
        )
        for stage, held in columns.items()
    }
    view.due_words = {
        each.card.id: (each, DUE[each.urgency]) for held in view.columns.values() for each in held
    }
    return view


def laid_out(view: View, width: int, height: int) -> Layout:
    layout = lay_out(width, height, view.columns, view.whole, view.stage)
    for column in layout.columns:
        row, count = view.row[column.stage], len(view.columns[column.stage])
        view.first[column.stage] = column.scrolled(view.first[column.stage], row, count)
    return layout


def drawn(view: View, layout: Layout) -> list[str]:
    drawing = Drawing(view, lambda _card: False)
    lines = (drawing.line(layout, y) for y in range(layout.height))
    return ["".join(text for text, _ in pieces) for pieces in lines]


def cells(line: str) -> list[str]:
    """A line cell by cell; the second one of a wide character is empty."""
    found = []
    for start, end, width in split_graphemes(line)[0]:
        found += [line[start:end], *[""] * (width - 1)]
    return found


def inside(line: str, x: int, width: int) -> str:
    return "".join(cells(line)[x : x + width])


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(deadline=None, max_examples=40)
@given(COLUMNS, st.integers(40, 220), st.integers(6, 60), st.data())
def test_nothing_overlaps_and_the_selected_card_is_seen(
    columns: Mapping[Stage, list[Entry]], width: int, height: int, data: st.DataObject
):
    view = view_of(columns)
    view.stage = data.draw(st.sampled_from(STAGES))
    for stage, held in view.columns.items():
        view.row[stage] = data.draw(st.integers(0, max(0, len(held) - 1)))
        view.first[stage] = data.draw(st.integers(0, len(held)))
    layout = laid_out(view, width, height)

    assert sum(column.width for column in layout.columns) == width
    for column, after in pairwise(layout.columns):
        assert column.x + column.width == after.x
    for column in layout.columns:
        assert column.width >= 10 + SIDES
        ends = [slot.top + slot.height for slot in column.slots]
        assert all(slot.height > 0 for slot in column.slots)
        assert all(end <= slot.top for end, slot in zip(ends, column.slots[1:], strict=False))
        assert not ends or ends[-1] <= height - layout.top - 2
        for index, slot in enumerate(column.slots):
            region = layout.slot(column, index)
            for y in (region.y, region.bottom - 1):
                assert layout.card_at(column, y) == (index, y - region.y)
            assert region.height == slot.height

    lines = drawn(view, layout)
    assert {cell_len(line) for line in lines} == {width}
    assert {len(cells(line)) for line in lines} == {width}

    selected = view.selected
    column = layout.column(view.stage)
    assert column
    marked = [inside(line, column.x + 1, 1) for line in lines].count("▌")
    if selected is None:
        assert marked == 0
    else:
        place = layout.slot(column, view.row[view.stage] - view.first[view.stage])
        assert 1 <= marked <= place.height
        assert marked >= min(2, place.height) or not selected.card.role.strip()
        first = inside(lines[place.y], column.x + 2, column.width - SIDES)
        assert first.startswith(cells(selected.card.company)[0])
        word = DUE[selected.urgency]
        if selected.urgency is Urgency.UPCOMING and cell_len(word) > column.width - SIDES:
            word = word.rpartition(" ")[0]  # the day, without its hour
        whole = "\n".join(lines[place.y : place.bottom])
        assert place.height < 2 or word in whole


@pytest.mark.parametrize("full", range(1, 6), ids="{} columns with cards".format)
@pytest.mark.parametrize("width", range(70, 82))
def test_when_a_card_is_due_has_room_in_the_narrowest_column(full: int, width: int):
    held = [entry(number, "Globex", urgency=Urgency.TODAY) for number in range(4)]
    view = view_of({stage: held if i < full else [] for i, stage in enumerate(STAGES)})

    lines = "".join(drawn(view, laid_out(view, width, 6)))

    assert lines.count("by tomorrow") == 2 * full


@settings(deadline=None, max_examples=40)
@given(COLUMNS, st.integers(40, 220), st.integers(6, 60))
def test_a_name_is_cut_only_where_there_is_no_room_for_all_of_it(
    columns: Mapping[Stage, list[Entry]], width: int, height: int
):
    view = view_of(columns)
    layout = laid_out(view, width, height)
    lines = drawn(view, layout)
    for column in layout.columns:
        held = view.columns[column.stage]
        text = column.width - SIDES
        needed = sum(
            len(wrap_whole(each.card.company, text))
            + len(wrap_whole(_role(each), text))
            + (each.due.opens is not None)
            for each in held
        )
        if needed > height - layout.top - 2 or not held:
            continue
        shown = [
            inside(line, column.x + 2, text) for line in lines[layout.top + 1 : layout.height - 1]
        ]
        told = squeezed("".join(shown))
        assert "…" not in told or text < max(len(word) + 2 for word in DUE.values())
        for each in held:
            assert squeezed(each.card.company) in told
            assert squeezed(_role(each)) in told


def _role(each: Entry) -> str:
    again = "round 2 · " if len(each.card.rounds) > 1 else ""
    return again + each.card.role


@settings(deadline=None, max_examples=40)
@given(COLUMNS, st.integers(70, 220), st.integers(6, 60))
def test_where_cards_stand_does_not_go_by_the_cursor(
    columns: Mapping[Stage, list[Entry]], width: int, height: int
):
    view = view_of(columns)
    layouts = [lay_out(width, height, view.columns, view.whole, stage) for stage in STAGES]
    assert all(layout == layouts[0] for layout in layouts)


@settings(deadline=None, max_examples=40)
@given(COLUMNS, st.integers(40, 109), st.integers(7, 30))
def test_the_height_it_wants_is_what_its_fullest_column_needs(
    columns: Mapping[Stage, list[Entry]], width: int, most: int
):
    view = view_of(columns)
    height = wanted_height(width, most, view.columns, view.whole)
    assert 7 <= height <= most
    layout = laid_out(view, width, height)
    for stage in STAGES:
        view.stage = stage
        layout = laid_out(view, width, height)
        column = layout.column(stage)
        assert column
        assert height == most or column.rows >= len(view.columns[stage])


def many(count: int, company: str = "Globex Energy", role: str = "Project manager") -> list[Entry]:
    return [entry(2 * number, company, role) for number in range(count)]


def board_of(width: int, height: int, **columns: list[Entry]) -> tuple[Layout, str]:
    view = view_of({**NOTHING, **{Stage(key): held for key, held in columns.items()}})
    layout = laid_out(view, width, height)
    return layout, "\n".join(drawn(view, layout))


def test_an_empty_column_leaves_its_width_to_a_full_one_and_has_no_frame():
    layout, text = board_of(80, 20, waiting=many(30))
    widths = {column.stage: column.width for column in layout.columns}
    assert widths.pop(Stage.WAITING) > 20
    assert set(widths.values()) <= {13, 14, 15, 16}
    assert "by tomorrow" in text
    assert text.count("╭") == 1
    assert text.count("╰") == 1
    assert "Let go, with" in text


def test_many_cards_have_two_lines_each_where_the_board_is_low():
    layout, text = board_of(80, 11, **{stage: many(7) for stage in STAGES})
    heights = [[slot.height for slot in column.slots] for column in layout.columns]
    assert heights == [[3, 2, 2, 2]] * 5
    assert "↓3" in text
    layout, text = board_of(60, 11, waiting=many(3), **{"thank-you": many(7)})
    assert "● by tomorrow · Project manager" in text


def test_long_names_go_on_where_lines_are_free():
    _, text = board_of(80, 24, **{stage: many(4) for stage in STAGES})
    assert "…" not in text
    assert "Project      │" in text
    _, text = board_of(80, 40, **{stage: many(12) for stage in STAGES})
    assert "…" in text  # a few of them have no line to go on


def test_on_a_wide_board_names_stand_on_one_line():
    _, text = board_of(133, 48, **{stage: many(6) for stage in STAGES})
    assert "Globex Energy " in text
    assert "Project manager " in text


def widths_of(columns: Mapping[Stage, list[Entry]], kept: Widths | None = None) -> Widths:
    return widths(80, 20, {**NOTHING, **columns}, Stage.WAITING, kept=kept)


def test_a_card_that_moves_on_leaves_the_columns_as_wide_as_they_were():
    before = widths_of({Stage.WAITING: many(10), Stage.EMAILED: many(1)})
    emptied = {Stage.WAITING: many(11)}
    assert widths_of(emptied) != before
    assert widths_of(emptied, before) == before


def test_a_column_that_gets_its_first_card_gets_its_room():
    before = widths_of({Stage.WAITING: many(30)})
    assert before[Stage.CALLED] < 16
    now = {Stage.WAITING: many(29), Stage.CALLED: many(1)}
    assert widths_of(now, before) == widths_of(now)


def test_columns_get_other_widths_once_much_of_their_names_is_left_out():
    before = widths_of({})
    assert len(set(before.values())) == 1
    now = {Stage.WAITING: many(30)}
    assert widths_of(now, before) == widths_of(now) != before


def test_another_window_begins_anew():
    narrow = widths(100, 20, NOTHING, Stage.WAITING)
    columns = {Stage.WAITING: many(9)}
    assert widths_of(columns, narrow) == widths_of(columns)


def test_while_some_cards_are_left_out_the_columns_keep_their_width():
    view = view_of({**NOTHING, Stage.WAITING: many(9), Stage.CALLED: many(1)})
    before = [each.width for each in laid_out(view, 80, 20).columns]
    view.columns = dict.fromkeys(STAGES, ())
    view.totals = {stage: len(held) for stage, held in view.whole.items()}
    layout = laid_out(view, 80, 20)
    assert [each.width for each in layout.columns] == before
    assert "\n".join(drawn(view, layout)).count("╭") == 2  # where there are cards behind it


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("Globex", 10, ["Globex"]),
        ("Harbor and Pine", 10, ["Harbor and", "Pine"]),
        ("Site reliability", 10, ["Site", "reliabilit", "y"]),
        ("水野デザイン株式会社", 11, ["水野デザイ", "ン株式会社"]),
        ("👩\u200d💻" * 6, 10, ["👩\u200d💻" * 5, "👩\u200d💻"]),
        ("e\u0301" * 12, 10, ["e\u0301" * 10, "e\u0301" * 2]),
    ],
)
def test_a_text_goes_on_with_nothing_left_out(text: str, width: int, lines: list[str]):
    assert list(wrap_whole(text, width)) == lines


@given(TEXTS.map("".join), st.integers(2, 30), st.integers(1, 4))
def test_a_text_that_has_too_few_lines_ends_with_an_ellipsis(text: str, width: int, most: int):
    whole, lines = wrap_whole(text, width), wrap_to(text, width, most)
    assert all(cell_len(line) <= width for line in lines)
    if len(whole) <= most:
        assert lines == list(whole)
        assert squeezed("".join(lines)) == squeezed(text)
    else:
        assert len(lines) == most
        assert lines[-1].endswith("…")
