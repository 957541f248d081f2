"""Commands about the file itself, and files that are not whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.file.book import Book
from store.file.format import FORMAT
from store.sample import sample_cards
from tests.conftest import NOW
from tui.cli.main import main
from tui.cli.session import Session

Run = Callable[..., int]
Refused = Callable[..., str]


@pytest.fixture
def run(path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("AFTERWORD_DB", str(path))

    def ran(*arguments: object, days: int = 0) -> int:
        with pytest.raises(SystemExit) as left:
            main([*map(str, arguments)], Session(clock=lambda: NOW.add(days=days)))
        return int(left.value.code or 0)

    return ran


@pytest.fixture
def refused(run: Run, capsys: pytest.CaptureFixture[str], path: Path) -> Refused:
    """A command that is refused: its one line. The folder is as it was."""

    def ran(*arguments: object) -> str:
        capsys.readouterr()
        before = folder(path)
        assert run(*arguments) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err.count("\n")) == ("", 1)
        assert printed.err.startswith("afterword: ")
        assert folder(path) == before
        return printed.err

    return ran


def folder(path: Path) -> dict[str, bytes]:
    """The files beside this one, without the sidecars that carry the locks."""
    return {
        each.name: each.read_bytes()
        for each in path.parent.iterdir()
        if each.is_file() and each.suffix not in {".lock", ".saving"}
    }


@pytest.fixture
def content(path: Path) -> bytes:
    book = Book(path, clock=lambda: NOW)
    book.put_new(sample_cards(NOW))
    book.close()
    return path.read_bytes()


THIS, NEWER = (f'"format":{number}'.encode() for number in (FORMAT, FORMAT + 1))
SPOILED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut": (lambda content: content[:-200], "is cut short"),
    "empty": (lambda _content: b"", "is empty"),
    "text": (lambda _content: b"Dear diary", "is not JSON"),
    "foreign": (lambda _content: b'{"_default": {"1": {}}}', "not an Afterword file"),
    "newer": (lambda content: content.replace(THIS, NEWER), "newer Afterword"),
}
