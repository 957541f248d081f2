"""The short form of the campaign, and the proof that it notices a save that is not safe."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest

from store.errors import SaveFailedError
from store.file import replacing
from tests.faults import campaign
from tests.faults.campaign import Case

_ROOT = Path(__file__).parents[2]


def test_whatever_goes_wrong_nothing_that_was_saved_is_lost() -> None:
    command = [sys.executable, "-m", "tests.faults", "--quick"]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("part", "cases", "breaks"),
    [
        ("killed amid a write", campaign.dying, "_in_place"),
        ("a write is short, the next one fails", campaign.writing_short, "_in_place"),
        ("power cut, renames kept", campaign.dying, "_without_sync"),
        ("power cut, renames undone", campaign.dying, "_without_sync_of_the_folder"),
        ("a call fails from then on", campaign.failing, "_saying_nothing"),
    ],
)
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_save_that_is_not_safe_is_noticed(
    part: str,
    cases: Callable[[], Iterator[Case]],
    breaks: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of_this_part = [case for case in cases() if case.part == part]
    some = islice(of_this_part, 0, None, max(1, len(of_this_part) // 50))
    globals()[breaks](monkeypatch)
    assert any(outcome.found for _, outcome in campaign.run(some, tmp_path))


def _in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """As stock TinyDB saves: into the very file."""

    def replace(path: Path, content: bytes, *, beside_of: Path | None = None) -> None:
        replacing.make_folder(path.parent)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(descriptor, left) :]
            os.fsync(descriptor)
        except OSError as error:
            raise SaveFailedError("It was not saved.") from error
        finally:
            os.close(descriptor)

    monkeypatch.setattr(replacing, "replace", replace)


def _without_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "_sync", lambda _descriptor: None)


def _without_sync_of_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "_sync_folder", lambda _folder: None)


def _saying_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A save that failed counts as one that worked."""
    real = replacing.replace

    def replace(path: Path, content: bytes, *, beside_of: Path | None = None) -> None:
        with suppress(SaveFailedError):
            real(path, content, beside_of=beside_of)

    monkeypatch.setattr(replacing, "replace", replace)
