"""What the pages say of this repository is so: files, tests and commands are there."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tui.version import __version__

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
SECURITY, README, CONTRIBUTING, CHANGELOG = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("SECURITY.md", "README.md", "CONTRIBUTING.md", "CHANGELOG.md")
)
PROMISES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in SECURITY.splitlines()
    if line.startswith("| ") and not line.startswith("| promise")
]
LONG_CHECKS = sorted(set(re.findall(r"python -m (tests\.[a-z.]+)", README + CONTRIBUTING)))
CONNECTIONS = {"ftplib", "http", "imaplib", "poplib", "requests", "smtplib", "urllib.request"}


@pytest.mark.parametrize(("promise", "tested"), PROMISES, ids=[each[0] for each in PROMISES])
def test_every_promise_names_tests_that_are_there(promise: str, tested: str) -> None:
    named = re.findall(r"`([^`]+)`", tested)
    assert named
    for name in named:
        assert list((ROOT / name).rglob("test_*.py")) or (ROOT / name).is_file(), name


def test_nothing_opens_a_connection() -> None:
    imported = set()
    for path in [*(ROOT / "store").rglob("*.py"), *(ROOT / "tui").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {each.name for each in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
            elif isinstance(node, ast.Attribute):  # socket tells the name of the host
                assert node.attr not in {"create_connection", "open_connection"}, path
    assert "store.records" in imported
    assert not imported & CONNECTIONS


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_links_to_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for name in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (ROOT / name).exists(), name


def test_the_house_is_told_as_it_is() -> None:
    told = re.findall(r"`((?:store|tui|tests)/[\w/.-]+)`", README + CONTRIBUTING)
    examples = {
        "store/words/scripts/texts/en/thanks-for-feedback.txt",
        "store/words/scripts/texts/nl",
        "store/words/scripts/languages/dutch.py",
    }
    assert {name for name in told if not (ROOT / name).exists()} == examples


@pytest.mark.parametrize("module", LONG_CHECKS)
def test_the_long_checks_can_be_run(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module, "--help"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    for option in re.findall(rf"`python -m {re.escape(module)}([^`]*)`", CONTRIBUTING):
        assert all(each in done.stdout for each in re.findall(r"--[a-z]+", option))


def test_the_long_checks_are_told_in_both_places() -> None:
    assert len(LONG_CHECKS) == 4
    for module in LONG_CHECKS:
        assert f"python -m {module}" in README
        assert f"python -m {module}" in CONTRIBUTING


def test_this_version_is_told_with_its_day() -> None:
    newest = re.search(r"^## (\S+) \((\d{4}-\d\d-\d\d)\)$", CHANGELOG, re.MULTILINE)
    assert newest
    assert newest[1] == __version__


def test_the_sources_that_are_handed_out_have_every_page() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    sources = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert {*PAGES, "LICENSE", "store", "tui", "tests", "screenshots"} <= set(sources)
