from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pendulum import DateTime

from store.file.book import Book
from tests.bench import beside as beside_others
from tests.bench import dialogs, measure, saves
from tests.bench.__main__ import main
from tests.bench.data import edited, make_cards, write_file
from tests.bench.dialogs import DIALOGS, EMPTY, EMPTY_INPUT, Beside, Dialog, Effect, Opened
from tests.bench.figures import Budget, Figure, by_size, growth
from tests.bench.report import table
from tests.bench.runs import Idle, Key, Run


def opened(milliseconds: float, letter: str = "") -> Opened:
    effect = Effect(milliseconds / 1000, 100, milliseconds / 1000)
    closing = Effect(0.1 + milliseconds / 1000, 50, 0.005)
    return Opened(effect, effect if letter else None, closing)


def beside(dialog: Dialog) -> Beside:
    each = opened(60, dialog.letter)
    return Beside(dialog, opened(90, dialog.letter), (each,) * 3, (opened(20),) * 3)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is run; all that is measured is made up."""

    def pressed(keys: str) -> tuple[Key, ...]:
        return tuple(Key(key, 5, 0.01, 0, 0.01) for key in keys)

    def run(command, marks, keys="", deed="", terminal_of=None, *, there=()):  # type: ignore[no-untyped-def]
        if "--db" in command:
            Path(command[-1]).write_text("advanced")
        return Run(0.5, 0.6, 9, pressed(keys), 1, pressed(deed))

    def open_all(empty, full, which, rounds, tick):  # type: ignore[no-untyped-def]
        for _ in which:
            tick()
        return [[beside(dialog) for dialog in (*which, EMPTY_INPUT)] for _ in full]

    monkeypatch.setattr(measure, "run", run)
    monkeypatch.setattr(measure, "seconds", lambda command: 0.1)
    monkeypatch.setattr(measure, "first_answer", lambda command, key, shown: 0.4)
    monkeypatch.setattr(measure, "idle", lambda command, marks, seconds: Idle(0.01, 0))
    monkeypatch.setattr(measure, "make_file", lambda path, cards, now, steps: path.write_text("x"))
    monkeypatch.setattr(dialogs, "measure", open_all)
    monkeypatch.setattr(saves, "save", lambda path: 4.0)
    monkeypatch.setattr(saves, "import_table", lambda *arguments: 3.0)
    monkeypatch.setattr(saves, "merge_copies", lambda *arguments: 1.5)


@pytest.mark.parametrize("only", [(), ("saves",), ("start", "dialogs")])
@pytest.mark.parametrize("sizes", [[0], [0, 500, 10_000, 50_000], [500, 500], [7]])
@pytest.mark.usefixtures("measured")
def test_the_work_foretold_is_the_work_that_is_reported(
    tmp_path: Path, now: DateTime, sizes: list[int], only: tuple[str, ...]
) -> None:
    ticks: list[None] = []
    bench = measure.Bench(tmp_path, now, sizes, 2, lambda: ticks.append(None))
    figures = list(measure.measure(bench, only))
    assert len(ticks) == measure.work(bench, only)
    over_link = [figure for figure in figures if figure.what.startswith("100 kbit/s, 200 ms: ")]
    assert len(over_link) == (8 if 500 in sizes and not only else 0)
    saved = [figure.cards for figure in figures if figure.what == "durable save"]
    assert saved == ([] if "start" in only else [size for size in sizes if size])


@pytest.mark.usefixtures("measured")
def test_the_parts_that_are_named_are_measured_and_no_others() -> None:
    done = CliRunner().invoke(
        main, ["--only", "commands, saves", "--cards", "0,500", "--runs", "1"]
    )
    assert done.exit_code == 0, done.output
    assert "--version" in done.stdout
    assert "durable save" in done.stdout
    assert "first paint" not in done.stdout
    assert "add form" not in done.stdout
    wrong = CliRunner().invoke(main, ["--only", "saving"])
    assert wrong.exit_code == 2
    assert "There is no part saving. Choose among commands, start" in wrong.output


@pytest.mark.usefixtures("measured")
def test_another_afterword_is_measured_beside_this_one(tmp_path: Path, now: DateTime) -> None:
    bench = measure.Bench(tmp_path, now, [500], 2, against="/elsewhere/python")
    figures = list(measure.measure(bench))
    alone = {"durable save", "durable save, 200 steps each"}
    told = {each.what for each in figures if not each.others and "noise" not in each.what}
    assert told == alone
    shown = table(figures)
    assert "against" in shown.splitlines()[0].split()
    assert [line.split()[0] for line in shown.splitlines() if line.startswith("  ")] == [
        "against" for _ in range(len(DIALOGS) + 2)
    ]


def test_growth_is_told_from_each_number_of_cards_to_the_next() -> None:
    figures = [
        Figure(what, cards, "ms", value)
        for what, values in (
            ("first paint", {0: 290.0, 500: 300.0, 10_500: 500.0, 50_500: 1300.0}),
            ("durable save", {10_500: 21.0, 500: 1.0}),
            ("key to last byte", {0: 9.0, 500: 4.0, 10_500: 5.0}),
        )
        for cards, value in values.items()
    ]
    assert [(grown.what, grown.cards, grown.value, grown.unit) for grown in growth(figures)] == [
        ("start, slope per 1,000 cards from 500", 10_500, 20.0, "ms"),
        ("start, slope per 1,000 cards from 10,500", 50_500, 20.0, "ms"),
        ("save, slope per 1,000 cards from 500", 10_500, 2.0, "ms"),
        ("key, 10,500 : 500 cards", None, 1.25, "×"),
    ]
    assert not list(growth(figures[:2]))


def test_a_budget_goes_by_the_number_of_cards() -> None:
    found = [by_size(cards, 4, 20, 120) for cards in (0, 500, 501, 10_000, 50_000, 50_001)]
    assert [each and each.limit for each in found] == [4, 4, 20, 20, 120, None]
    assert by_size(10_001, 4, 20) is None


def test_a_dialog_is_judged_by_its_openings_after_the_first_and_beside_the_empty_one() -> None:
    figures = list(dialogs.of_dialogs(500, [beside(DIALOGS[0]), beside(EMPTY_INPUT)]))
    of_form = {(each.what, each.unit): each for each in figures if each.dialog == DIALOGS[0].name}
    assert of_form["opens first", "ms"].value == pytest.approx(90)
    assert of_form["opens", "ms"].value == pytest.approx(60)
    assert of_form["opens", "×"].value == pytest.approx(3)
    assert of_form["closes", "ms"].value == pytest.approx(60)
    assert of_form["letter", "ms"].met is False
    assert of_form["opens", "ms"].met is True
    judged = {each.dialog for each in figures if each.budget}
    assert judged == {DIALOGS[0].name}
    shown = {each.dialog for each in figures if each.dialog}
    assert shown == {EMPTY.name, EMPTY_INPUT.name, DIALOGS[0].name}


def test_dialogs_stand_in_a_table_of_their_own_where_what_is_over_is_marked() -> None:
    shown = table(
        [
            Figure("first paint", 500, "ms", 300.0, 200.0, Budget(1.1, of_empty=True)),
            Figure("opens", 500, "ms", 81.0, budget=Budget(80), dialog="help"),
            Figure("opens", 500, "ms", 12.0, dialog="log"),
            Figure("letter", 500, "ms", 9.5, budget=Budget(12), dialog="find"),
        ]
    )
    above, below = shown.split("\n\n")
    assert above.splitlines()[1].split() == [
        *("first", "paint", "500", "200", "300", "ms", "1.50", "×", "≤", "1.1", "×", "OVER")
    ]
    assert [line.split() for line in below.splitlines()] == [
        ["dialog", "opens", "letter"],
        ["budget", "≤", "80", "ms", "≤", "12", "ms"],
        ["help", "!81"],
        ["log", "12"],
        ["find", "9.5"],
    ]


def test_other_programs_stand_in_columns_of_their_own() -> None:
    shown = table(
        [
            Figure("cursor key", 10_000, "B", 358.0, others={"neomutt": 210.0}),
            Figure("idle", 10_000, "B", 0.0, 1.0, others={"neomutt": 0.0, "vit": 7.0}),
        ]
    )
    assert [line.split() for line in shown.splitlines()] == [
        ["what", "cards", "neomutt", "vit", "empty", "app", "afterword", "ratio", "budget"],
        ["cursor", "key", "10,000", "210", "358", "B"],
        ["idle", "10,000", "0", "7", "1", "0", "B", "0.00", "×"],
    ]


@pytest.mark.usefixtures("measured")
def test_programs_that_are_not_installed_are_left_out_and_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beside_others, "which", lambda name: None)
    asked = ["--only", "saves", "--cards", "500", "--runs", "1", "--beside"]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    assert "Not installed, so left out: neomutt, task, vit." in done.stderr
    assert "beside others: first paint" in done.stdout


def test_the_files_that_are_measured_hold_what_is_said_of_them(
    path: Path, tmp_path: Path, now: DateTime
) -> None:
    cards = make_cards(130, now, steps=20)
    write_file(path, cards)
    book = Book(path)
    assert len({card.id for card in book.cards}) == 130
    assert len({step.id for card in book.cards for step in card.history}) >= 130 * 20
    assert all(len(card.history) > 20 for card in book.cards)
    copy = tmp_path / "copy.json"
    write_file(copy, edited(cards, now.add(hours=1)))
    assert sum(card not in cards for card in Book(copy).cards) == 13
