"""What opens over the board is there before its key is pressed, at no key's cost."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import pytest
from textual.app import App

from tui.ahead import SOON, Ahead

_PROGRAM = """
import asyncio
import sys
from importlib import import_module
from pathlib import Path

import pendulum

from store.file.book import Book
from store.sample import SAMPLE_ME, sample_cards
from tui.ahead import SOON
from tui.app import AfterwordApp


async def main(path: Path) -> None:
    book = Book(path)
    book.put_mine(SAMPLE_ME)
    book.put_new(sample_cards(pendulum.now()))
    app = AfterwordApp(book)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for name in SOON:
            import_module(name)
        before = set(sys.modules)
        for key in sys.argv[2:]:
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is not app.screen_stack[0], key
            await pilot.press("escape")
            await pilot.pause()
    ours = ("store.", "tui.", "textual.")
    print(sorted(name for name in set(sys.modules) - before if name.startswith(ours)))


asyncio.run(main(Path(sys.argv[1])))
"""


def test_what_opens_by_a_key_is_imported_before(tmp_path: Path) -> None:
    keys = [
        "enter",
        "r",
        "a",
        "e",
        "M",
        "o",
        "space",
        "v",
        "question_mark",
        "S",
        "L",
        "C",
        "ctrl+p",
    ]
    program = [sys.executable, "-c", _PROGRAM, str(tmp_path / "cards.json"), *keys]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sequence[str]:
    """Two modules that nobody has imported yet."""
    names = ("opens_first", "opens_second")
    for name in names:
        (tmp_path / f"{name}.py").write_text("")
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    return names


async def test_it_comes_one_by_one_while_nobody_types(modules: Sequence[str]) -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        Ahead(app, float, modules).begin()
        while modules[0] not in sys.modules:
            await pilot.pause(0.01)
        assert modules[1] not in sys.modules
        while modules[1] not in sys.modules:
            await pilot.pause(0.01)


async def test_nothing_comes_while_somebody_types(modules: Sequence[str]) -> None:
    app = App[None]()
    looked: list[float] = []

    def typed_at() -> float:
        looked.append(monotonic())
        return looked[-1]

    async with app.run_test() as pilot:
        Ahead(app, typed_at, modules).begin()
        while len(looked) < 3:
            await pilot.pause(0.01)
        assert not set(modules) & set(sys.modules)


def test_each_is_named_once() -> None:
    assert len(set(SOON)) == len(SOON)
