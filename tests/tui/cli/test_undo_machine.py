"""Whatever was done from a shell, undo leaves the cards as they were, and redo as they became."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from msgspec.structs import replace

from store.file.book import Book
from store.records import to_document
from store.sample import sample_cards
from tests.conftest import NOW
from tui.cli.main import main
from tui.cli.session import Session

_TABLE = "company,role,interviewed\nAlpha,Dev,2026-11-20 10:00\nBeta,Ops,2026-11-19 10:00\n"
_LETTER = "Subject: Hello\n\nHello there.\n"
_WHEN = st.sampled_from(["monday", "+3", "in a week", "60", "in 4 months"])
_DAY = st.sampled_from(["dec 4", "by the end of next week", "dec 12"])
_ON_CARDS = st.one_of(
    st.tuples(st.just("advance"), st.just("--yes")),
    st.tuples(
        *(st.just(word) for word in ("advance", "--yes", "--result")),
        st.sampled_from(["spoke", "left-a-message", "no-answer"]),
    ),
    st.tuples(
        *(st.just(word) for word in ("advance", "--yes", "--answer")),
        st.sampled_from(["accepted", "declined", "negotiated"]),
    ),
    st.tuples(*(st.just(word) for word in ("advance", "--yes", "--write-again")), _WHEN),
    st.tuples(st.just("answer"), st.just("new-date"), st.just("--promised"), _DAY),
    st.tuples(st.just("answer"), st.sampled_from(["news", "rejected", "withdrew"])),
    st.tuples(st.just("answer"), st.just("rejected"), st.just("--write-again"), _WHEN),
    st.just(("answer", "next-round", "--interviewed", "dec 3 10:00")),
    st.just(("answer", "offer", "--offer", "52,000", "--answer-by", "dec 10")),
    st.sampled_from([("back", "--yes"), ("delete", "--yes"), ("reopen", "--yes"), ("settle",)]),
    st.just(("debrief", "--asked", "why here", "--promised", "a call by Friday")),
    st.tuples(st.just("edit"), st.just("--role"), st.sampled_from(["Analyst", "Cook", ""])),
    st.tuples(
        st.just("edit"),
        st.just("--interviewed"),
        st.sampled_from(["2026-11-12 10:00", "nov 30 9:00"]),
    ),
    st.sampled_from(
        [
            ("edit", "--person", "Noor Haddad <noor@example.com>"),
            ("edit", "--promised", ""),
            ("edit", "--no-calls"),
            ("edit", "--recruiter", "Rae Kim <rae@example.com>"),
            ("note", "they have moved"),
            ("reword", "letter.txt"),
            ("skip", "--reason", "asked not to"),
            ("snooze", "--off"),
            ("write-again", "--off"),
        ]
    ),
    st.tuples(st.sampled_from(["snooze", "write-again"]), _WHEN),
)
_ON_THE_FILE = st.sampled_from(
    [
        ("add", "--company", "Zed", "--interviewed", "yesterday 14:00", "--again"),
        ("import", "table.csv", "--yes"),
        ("import", "copy.json", "--yes", "--on-duplicate", "update"),
        ("merge", "copy.json"),
    ]
)


class Shell(RuleBasedStateMachine):
    """One file, and commands on it, each at a later moment than the one before."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._before = Path.cwd()
        os.chdir(self._folder.name)
        self.path, self.now = Path(self._folder.name) / "afterword.json", NOW
        Book(self.path, clock=lambda: NOW).put_new(sample_cards(NOW)[:4])
        Path("table.csv").write_text(_TABLE)
        Path("letter.txt").write_text(_LETTER)
        assert self.run("backup", "copy.json") == 0

    def teardown(self) -> None:
        os.chdir(self._before)
        self._folder.cleanup()

    def run(self, *arguments: str) -> int:
        """The exit status of a command."""
        self.now = self.now.add(seconds=1)
        quiet = contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO())
        with quiet[0], quiet[1]:
            try:
                main(["--db", str(self.path), *arguments], Session(clock=lambda: self.now))
            except SystemExit as left:
                return int(left.code or 0)
        raise AssertionError("a command ends")

    def meaning(self) -> dict[str, dict[str, Any]]:
        """All that the living cards say, but for what was undone and when a field was edited."""
        cards = Book(self.path, read_only=True).cards
        standing = {
            card.id: replace(
                card, edited={}, history=tuple(step for step in card.history if not step.undone)
            )
            for card in cards
        }
        return {key: to_document(card) for key, card in standing.items()}

    @rule(minutes=st.integers(1, 3000))
    def wait(self, minutes: int) -> None:
        self.now = self.now.add(minutes=minutes)

    @precondition(lambda self: Book(self.path, read_only=True).cards)
    @rule(which=st.integers(0, 9), words=_ON_CARDS, keep=st.booleans())
    def on_a_card(self, which: int, words: tuple[str, ...], *, keep: bool) -> None:
        cards = sorted(Book(self.path, read_only=True).cards, key=lambda card: card.id)
        self.turn(words[0], cards[which % len(cards)].id, *words[1:], keep=keep)

    @rule(words=_ON_THE_FILE, keep=st.booleans())
    def on_the_file(self, words: tuple[str, ...], *, keep: bool) -> None:
        self.turn(*words, keep=keep)

    def turn(self, *arguments: str, keep: bool) -> None:
        """Do it, undo it, do it again; ``keep`` leaves it done."""
        before, raw = self.meaning(), self.path.read_bytes()
        status = self.run(*arguments)
        if status:
            assert status == 2
            assert self.path.read_bytes() == raw, "what is refused changes nothing"
            return
        after = self.meaning()
        if after == before:
            return
        assert self.run("undo") == 0
        assert self.meaning() == before
        assert self.run("redo") == 0
        assert self.meaning() == after
        if not keep:
            assert self.run("undo") == 0


TestShell = Shell.TestCase
TestShell.settings = settings(max_examples=6, stateful_step_count=12, deadline=None)
