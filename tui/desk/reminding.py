"""Telling the person that something falls due while the app is open, perhaps behind other windows.

What falls due is told once, when its moment comes: not what is due at the start, and not what is
due because of something that was just done.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from pendulum import DateTime
from textual.screen import Screen

from store.file.book import Book
from store.records import Card, Reminders
from store.rules.board import Entry, Overview
from store.rules.due import Urgency, due
from store.words import cards as card_words
from store.words.deliver.clipboard import for_tmux
from tui.desk.voice import Voice
from tui.lean.textual_private.drawing import SendingApp
from tui.terminal.kind import in_screen, in_tmux
from tui.terminal.notices import names, notification
from tui.terminal.tmux import outside

_DUE = {Urgency.OVERDUE, Urgency.TODAY}


class Reminding:
    """Rings, and has the terminal notify, as the settings say; in GNU screen it does neither.

    A notification says only how much fell due: it may be read by others.

    Args:
        screen: The screen, which stays for as long as the app does.
        book: The open file. Where another app has it, that one reminds.
        voice: Says what fell due, on the screen itself.
    """

    def __init__(self, screen: Screen[Any], book: Book, voice: Voice) -> None:
        self._screen = screen
        self._book = book
        self._voice = voice
        self._looked: DateTime | None = None
        self._cards: Mapping[str, Card] = {}
        self._till_morning: set[str] = set()

    def time_passed(self, board: Overview, now: DateTime) -> None:
        """Remind of what time has made due since the last look; the first look only looks.

        What is due on a day, and at no hour, is due from midnight on: it is told once the hours
        begin at which people can be called.
        """
        fresh = [
            entry
            for column in board.columns.values()
            for entry in column
            if entry.urgency in _DUE
            and (entry.id in self._till_morning or self._by_time(entry, now))
        ]
        is_early = now.hour < self._book.settings.opens_at
        later = {entry.id for entry in fresh if is_early and entry.due.whole_day}
        told = [entry for entry in fresh if entry.id not in later]
        self._looked, self._cards, self._till_morning = now, self._book.state.cards, later
        if told:
            self._remind(told)

    def _by_time(self, entry: Entry, now: DateTime) -> bool:
        """Whether nothing but time made it due since the last look.

        What opened since then may have done so by what the person did: by a reply of theirs, say.
        So the card as it was then must have been about to open at the same moment.
        """
        opens = entry.due.opens
        if self._looked is None or opens is None or opens <= self._looked:
            return False
        before = self._cards.get(entry.id)
        if before is None:
            return False
        return before is entry.card or due(before, self._book.rules, now).opens == opens

    def _remind(self, entries: list[Entry]) -> None:
        how = self._book.settings.reminders
        if how is Reminders.OFF or self._book.read_only or in_screen(os.environ):
            return
        self._screen.app.bell()
        self._voice.say(_in_words(entries))
        if how is Reminders.BOTH:
            self._notify(f"{len(entries)} due")

    def _notify(self, text: str) -> None:
        if not in_tmux(os.environ):
            self._write(notification("Afterword", text, names(os.environ)))
        elif os.environ.get("TMUX"):  # one around the far end of an SSH line cannot be asked
            self._screen.run_worker(self._by_tmux(text), group="reminding", exclusive=True)

    async def _by_tmux(self, text: str) -> None:
        terminal = await outside()
        if terminal.is_open:
            self._write(for_tmux(notification("Afterword", text, terminal.names)))

    def _write(self, sequence: str) -> None:
        app = self._screen.app
        if sequence and isinstance(app, SendingApp) and app.terminal and not app.is_headless:
            app.terminal.write(sequence)
            app.terminal.flush()


def _in_words(entries: list[Entry]) -> str:
    """What fell due: by its name where it is one thing."""
    if len(entries) > 1:
        return f"{len(entries)} cards are due now."
    return f"Due now: {card_words.to_do(entries[0])}, {entries[0].card.company}."
