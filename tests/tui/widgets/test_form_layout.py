"""Where the parts of a form go; nothing of it needs a screen."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.geometry import Region

from tui.widgets.form.foot import Buttons, foot
from tui.widgets.form.layout import LABEL, Layout, Measures, lay_out
from tui.widgets.form.parts import Button, Field, Note, NoteField, Part, Picker, Row, Section


def placed(*parts: Part, width: int = 80, narrow: bool = False, room: int = 20) -> Layout:
    return lay_out(parts, Measures(width, narrow, LABEL, room))


def lines(layout: Layout) -> dict[int, list[str]]:
    """The texts by their lines, from left to right."""
    found: dict[int, list[tuple[int, str]]] = {}
    for each in layout.placed:
        for y, x, text, _ in each.texts:
            found.setdefault(y, []).append((x, text))
    return {y: [text for _, text in sorted(texts)] for y, texts in sorted(found.items())}


def test_of_the_empty_lines_between_two_parts_the_greater_number_counts():
    layout = placed(Note("a", below=1), Section("b"), Note("c"), Row("d", Field(), above=2))
    assert lines(layout) == {0: ["a"], 2: ["b"], 3: ["c"], 6: ["d"]}
    assert layout.height == 7


def test_what_is_not_shown_takes_no_room():
    hidden = Row("b", Field())
    hidden.display = False
    layout = placed(Row("a", Field()), hidden, Row("c", Field()))
    assert lines(layout) == {0: ["a"], 1: ["c"]}
    assert layout.region(hidden.control) is None


def test_a_label_stands_at_the_right_of_its_column_in_as_many_lines_as_it_needs():
    row = Row("Interview zone of theirs", Field())
    layout = placed(row)
    assert lines(layout) == {0: ["Interview zone"], 1: ["of theirs"]}
    ends = {x + cell_len(text) for each in layout.placed for _, x, text, _ in each.texts}
    assert ends == {LABEL - 1}
    assert layout.region(row.control) == Region(LABEL, 0, 80 - LABEL, 1)


def test_an_echo_takes_its_room_from_the_field_or_stands_below_it():
    row = Row("When", Field("monday"))
    row.echo("Mon 23 Nov 2026, and this goes on for more than there is room for beside it")
    layout = placed(row)
    assert layout.region(row.control) == Region(LABEL, 0, 80 - LABEL - 36, 1)
    assert layout.height == 3
    narrow = placed(row, width=36, narrow=True)
    assert narrow.region(row.control) == Region(LABEL, 0, 36 - LABEL, 1)
    assert lines(narrow)[0] == ["When"]
    assert lines(narrow)[1] == ["Mon 23 Nov 2026, and"]


def test_beside_values_nothing_breaks_their_line():
    row = Row("Again", Picker([(1, "no"), (2, "on a day")], 2, id="again"))
    row.echo("Fri 22 Jan 2027")
    layout = placed(row)
    assert layout.region(row.control) == Region(LABEL, 0, 80 - LABEL, 1)
    assert lines(layout)[1] == ["Fri 22 Jan 2027"]


def test_a_refusal_stands_before_what_was_understood_and_gives_way_to_it():
    row = Row("When", Field())
    row.echo("today")
    row.came_from("from the mail")
    assert row.said == [("today", "echo"), ("from the mail", "source")]
    row.refuse("Not then.")
    assert row.said == [("Not then.", "wrong")]
    row.refuse("")
    row.echo("No such day.", wrong=True)
    assert row.said == [("No such day.", "wrong")]


@pytest.mark.parametrize(("room", "height"), [(20, 17), (9, 6), (4, 4)])
def test_a_text_takes_the_room_that_is_left_but_never_more_than_there_is(room: int, height: int):
    words = NoteField("Hello", id="words", lines=0)
    layout = placed(Row("For", Field()), Note("hint", below=1), Row(None, words), room=room)
    assert layout.region(words) == Region(0, 3, 80, height)


def test_values_go_on_in_the_next_line_and_one_that_is_too_long_goes_on_below():
    picker = Picker([(1, "as in your country"), (2, "no")], 1, id="x")
    assert [[text for text, _ in line] for line in picker.drawn(40)] == [
        ["[1 as in your country]", " 2 ", "no "]
    ]
    assert [[text for text, _ in line] for line in picker.drawn(16)] == [
        ["[1 as in your"],
        ["country]"],
        [" 2 ", "no "],
    ]


def test_buttons_stand_in_the_middle_or_one_above_the_other():
    buttons = [Button("Save", id="save"), Button("Leave everything as it was", id="leave")]
    below = foot("", buttons, 80, Buttons())
    assert [region for _, region in below.places] == [Region(17, 1, 16, 1), Region(35, 1, 28, 1)]
    assert below.height == 2
    stacked = foot("It is wrong.", buttons, 30, Buttons(are_stacked=True))
    assert [region for _, region in stacked.places] == [Region(0, 2, 30, 1), Region(0, 3, 30, 1)]
    assert (stacked.problem, stacked.height) == (("It is wrong.",), 4)
