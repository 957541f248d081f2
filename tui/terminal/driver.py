"""Textual's driver for a terminal, made to bear whatever the terminal sends and cannot show."""

from __future__ import annotations

import os
import re
import selectors
from contextlib import suppress
from threading import Event
from time import monotonic, sleep
from typing import Any

from textual import constants, events
from textual.app import App
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from tui.lean.app import LeanApp
from tui.lean.textual_private.driver import TakingDriver
from tui.terminal.charset import Level, level, translate
from tui.terminal.decoding import decoder
from tui.terminal.in_order import Typed
from tui.terminal.keys import keys_of, typed
from tui.terminal.kind import in_screen
from tui.terminal.one_screen import OTHER, made_to_do
from tui.terminal.reading import Reader
from tui.terminal.replies import colour_told
from tui.terminal.sequences import Kind, Piece

_PIECE = 1 << 12  # bytes read at once
_IDLE = 1.0  # seconds between two looks at whether the app has enough, should nobody say so
_SLOWEST = 0.5  # seconds for which the Esc key is held back at most
_ANSWER = 1.0  # seconds that an answer is waited for when leaving
_NO_MORE = 3.0  # seconds after which none is expected any more
_QUIET = 0.05  # seconds after an answer in which another one would come

_KITTY_ON, _KITTY_ASKED = "\x1b[>1u", "\x1b[?u"
_WIDTH_ASKED = "\x1b[2;1H\u2500\x1b[6n"
_WHO_ASKED = "\x1b[c"

_WHO = re.compile(r"\x1b\[\?[0-9;]*c")
_KITTY = re.compile(r"\x1b\[\?[0-9]+u")
_CURSOR = re.compile(r"\x1b\[2;([0-9]{1,4})R")
_SYNCHRONISED = re.compile(r"\x1b\[\?2026;[12]\$y")
_MOUSE = re.compile(r"\x1b\[<[0-9]{1,4};[0-9]{1,5};[0-9]{1,5}[Mm]")


class LinesAreWide(Message):
    """The terminal draws a piece of a border two cells wide: borders must do without them."""


class TerminalDriver(TakingDriver):
    """Reads keys and nothing else as keys, and writes what the terminal's font and charset have.

    Textual's own driver decodes strictly, so that one byte that is no UTF-8 ends the app, and takes
    for keys what it does not know: an answer of the terminal, an escape within pasted text.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._level = level(os.environ)
        self._in_screen = in_screen(os.environ)
        # The level says what the terminal takes. What Python has made of the locale, or was told by
        # $PYTHONIOENCODING, may raise in the thread that writes.
        self.encode_as(None if self._level is Level.ASCII else "utf-8")
        self._reader = Reader(decoder(os.environ), constants.ESCAPE_DELAY)
        self._painted = app.painted if isinstance(app, LeanApp) else None
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._woken, False)
        self._kitty = False
        self._asked = 0.0  # when the terminal was asked something last
        self._unanswered = 0
        self._answers = False  # whether it has ever answered
        self._all_answered = Event()
        self._heard = 0.0  # when something came last that is no key

    def write(self, data: str) -> None:
        """Write to the terminal, in the characters that it has."""
        if data == OTHER and self._painted:
            return  # to go to the other screen again may empty it
        if self._in_screen:
            data = made_to_do(data)
        super().write(translate(data, self._level))

    def ask(self, question: str) -> None:
        """Ask the terminal something; what it answers is waited for before it is given back.

        It is asked who it is as well, which every terminal answers, and answers last.
        """
        self._unanswered += 1
        self._all_answered.clear()
        self._asked = monotonic()
        self.write(f"{question}{_WHO_ASKED}")
        self.flush()

    def wait_for_answers(self) -> None:
        """Wait for what the terminal has yet to answer, for a second at most.

        An answer to somebody else may be taken for the last of one's own: what comes right behind
        it is waited for as well.
        """
        if self.is_started and self._unanswered and monotonic() - self._asked < _NO_MORE:
            end = monotonic() + _ANSWER
            self._all_answered.wait(_ANSWER)
            while (left := min(self._heard + _QUIET, end) - monotonic()) > 0:
                sleep(left)

    def start_application_mode(self) -> None:
        """Take the terminal, and ask what it can do."""
        if self._asked:  # it comes back from another program
            self._reader = Reader(decoder(os.environ), constants.ESCAPE_DELAY)
            self._reader.sequences.expect_late_rest(monotonic())
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if not self.is_started:
            return
        self.write(_KITTY_ON)
        width = _WIDTH_ASKED if self._level is Level.UNICODE else ""
        painted = self._painted
        if painted:
            width += painted.again(1, 2)
            self.give_back_as(painted.modes)
            self._painted = None
        self.ask(f"{width}{_KITTY_ASKED}")
        if painted:
            painted.take()

    def stop_application_mode(self) -> None:
        """Give the terminal back, once it has answered all that it was asked.

        What it still sent would land in the shell. Of one that never answered, nothing is expected
        any more after a while.
        """
        if self.is_started:
            self.use_no_reports()
            if self._answers:
                self.ask("")
            self.wait_for_answers()
        self._unanswered = 0
        if isinstance(self._app, LeanApp):
            self._app.painted = None  # whatever was on the terminal is gone when it comes back
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Read no more. Whoever reads sleeps until something comes, and is woken for that."""
        os.write(self._wake, b"\0")
        super().disable_input()

    def run_input_thread(self) -> None:
        """Read what the terminal sends until the app has enough or the terminal is gone."""
        reader = self._reader
        with suppress(BlockingIOError):
            os.read(self._woken, _PIECE)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                patience = reader.patience(monotonic())
                ready = selector.select(_IDLE if patience is None else min(patience, _IDLE))
                now = monotonic()
                if any(key.fd == self._woken for key, _ in ready):
                    self.exit_event.wait(_IDLE)
                elif not ready:
                    pieces = reader.tick(now)
                elif data := self._read():
                    pieces = reader.feed(data, now)
                else:
                    return  # the terminal has hung up: SIGHUP and the desk see to the rest
                self._take(pieces, now)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _PIECE)
        except OSError:
            return b""

    def _take(self, pieces: list[Piece], now: float) -> None:
        """Pass on the keys and the text of one read together, and all else by itself."""
        taken: list[events.Key | events.Paste] = []
        for kind, text in pieces:
            if kind is Kind.TEXT:
                taken += typed(text)
            elif kind is Kind.PASTE:
                taken.append(events.Paste(text))
            elif kind is Kind.ESCAPE:
                taken.append(events.Key("escape", text))
            elif keys := keys_of(text, kitty=self._kitty):
                taken += keys
            else:
                self._hear(text, now)
        if taken:
            self.process_message(Typed(taken, pieces, now))

    def _hear(self, sequence: str, now: float) -> None:
        """Act on what the terminal tells; what nobody asked for is passed over."""
        self._heard = now
        if _MOUSE.fullmatch(sequence):
            if event := self.mouse_event(sequence):
                self.process_message(event)
        elif sequence == "\x1b[I":
            self.process_message(events.AppFocus())
        elif sequence == "\x1b[O":
            self.process_message(events.AppBlur())
        elif now - self._asked < _NO_MORE:
            self._hear_answer(sequence, now)

    def _hear_answer(self, sequence: str, now: float) -> None:
        if _SYNCHRONISED.fullmatch(sequence):
            self.process_message(TerminalSupportsSynchronizedOutput())
        elif _KITTY.fullmatch(sequence):
            self._kitty = True
        elif _WHO.fullmatch(sequence):
            self._answered(now)
        elif told := sequence.startswith("\x1b]") and colour_told(sequence[2:-2]):
            self.process_message(told)
        elif (cursor := _CURSOR.fullmatch(sequence)) and cursor[1] == "3":
            self._level = Level.LINES
            self.process_message(LinesAreWide())

    def _answered(self, now: float) -> None:
        """All that was asked is answered: so one knows how long the way there and back is.

        The bytes of one key may come as far apart as that: the Esc key waits half of it.
        """
        self._answers = True
        delay = max(constants.ESCAPE_DELAY, min((now - self._asked) / 2, _SLOWEST))
        self._reader.sequences.delay = delay
        self._unanswered = max(0, self._unanswered - 1)
        if not self._unanswered:
            self._all_answered.set()
