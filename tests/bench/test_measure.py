from __future__ import annotations

from pathlib import Path

import pytest
from pendulum import DateTime

from tests.bench import measure
from tests.bench.figures import Figure, growth
from tests.bench.runs import Key, Run


@pytest.mark.parametrize("sizes", [[0], [0, 500, 10_000], [500, 500], [7]])
def test_the_work_foretold_is_the_work_that_is_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, now: DateTime, sizes: list[int]
) -> None:
    def pressed(keys: str) -> tuple[Key, ...]:
        return tuple(Key(key, 5, 0.01, 0, 0.01) for key in keys)

    def run(command, marks, keys="", deed="", terminal_of=None):  # type: ignore[no-untyped-def]
        if "--db" in command:
            Path(command[-1]).write_text("advanced")
        return Run(0.5, 0.6, 9, pressed(keys), 1, pressed(deed))

    monkeypatch.setattr(measure, "run", run)
    monkeypatch.setattr(measure, "seconds", lambda command: 0.1)
    monkeypatch.setattr(measure, "make_file", lambda path, cards, now: path.write_text("made"))
    monkeypatch.setattr(measure, "_save", lambda path: 4.0)
    ticks: list[None] = []
    figures = list(measure.measure(sizes, 2, tmp_path, now, lambda: ticks.append(None)))
    assert len(ticks) == measure.work(sizes, 2)
    over_link = [figure for figure in figures if figure.what.startswith("100 kbit/s, 200 ms: ")]
    assert len(over_link) == 6 * sizes.count(500)


def test_growth_is_told_from_the_fewest_cards_to_the_most() -> None:
    figures = [
        Figure(what, cards, "ms", value)
        for what, values in (
            ("first paint", {0: 290.0, 500: 300.0, 10_000: 490.0}),
            ("durable save", {10_000: 20.0, 500: 1.0}),
            ("key to last byte", {0: 9.0, 500: 4.0, 10_000: 5.0}),
        )
        for cards, value in values.items()
    ]
    assert [(grown.what, grown.value, grown.unit) for grown in growth(figures)] == [
        ("start, slope per 1,000 cards", 20.0, "ms"),
        ("save, slope per 1,000 cards", 2.0, "ms"),
        ("key, 10,000 : 500 cards", 1.25, "×"),
    ]
    assert not list(growth(figures[:2]))
