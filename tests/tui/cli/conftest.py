"""The commands as a shell runs them, with what they print and the status they leave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from pendulum import DateTime

from tests.conftest import NOW
from tui.cli.main import main
from tui.cli.session import Session

ADD = ("add", "--company", "Initech", "--interviewed", "yesterday 14:00")


class Outcome(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Outcome]


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("AFTERWORD_DB", str(path))

    def run(*arguments: str, now: DateTime = NOW) -> Outcome:
        with pytest.raises(SystemExit) as left:
            main(list(arguments), Session(clock=lambda: now))
        out, err = capsys.readouterr()
        return Outcome(int(left.value.code or 0), out, err)

    return run
