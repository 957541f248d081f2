from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.terminal import PROGRAM, environment

AddCard = Callable[..., None]


@pytest.fixture
def add_card(path: Path) -> AddCard:
    def add(company: str, *more: str) -> None:
        command = [
            str(PROGRAM),
            "add",
            "--company",
            company,
            "--interviewed",
            "yesterday 14:00",
            *more,
        ]
        subprocess.run(
            command, env=environment(path.parent, path), check=True, stdout=subprocess.DEVNULL
        )

    return add
