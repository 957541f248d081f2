"""Keys taken one after the other, each by the screen that the one before it left."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from enum import Enum
from itertools import groupby
from time import monotonic
from typing import TypeVar

from textual import events
from textual.driver import Driver
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

from tui.lean.app import LeanApp
from tui.lean.key_signs import key_of
from tui.lean.painted import Painted
from tui.terminal.layouts import foreign, language_of, latins
from tui.terminal.sequences import Kind, Piece

T = TypeVar("T")

_SEVERAL = 3  # different letters in a row that nobody types within one read
_TOGETHER = 0.1  # seconds within which what comes after pasted text belongs to it
_PATIENCE = 5.0  # seconds after which a key goes on although the one before has not been dealt with
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"  # no key writes these alone
_ROUNDS = 20  # of messages that one key may lead to


class Puzzle(Enum):
    """Why nothing was done with what came."""

    PASTED = "pasted"
    """It was pasted where nothing is typed."""
    FOREIGN = "foreign"
    """It is a letter of another script, of which nobody knows what key it is on."""


class Typed(Message):
    """What one read from the terminal brought.

    Args:
        taken: The keys and pasted texts, in order.
        pieces: What they were read from.
        at: When they came, by a clock in seconds that only goes forward.
    """

    def __init__(
        self, taken: Sequence[events.Key | events.Paste], pieces: Sequence[Piece], at: float
    ) -> None:
        super().__init__()
        self.taken = taken
        self.at = at
        keys = any(kind is Kind.SEQUENCE for kind, _ in pieces)
        self.bursts = frozenset() if keys else frozenset(_bursts(taken))

    @property
    def is_pasted(self) -> bool:
        """Whether it looks pasted from its beginning on, as lines of text do."""
        before = self.taken[: min(self.bursts, default=0)]
        return bool(self.bursts) and all(_is_text(event) or _is_return(event) for event in before)


def _bursts(taken: Sequence[events.Key | events.Paste]) -> Iterator[int]:
    """Where so many different letters follow each other that they were pasted, not typed.

    A terminal that does not mark pasted text sends it in one go. What a slow line brings together
    of a person's keys is less, or has keys among it that write nothing.
    """
    at = 0
    for is_text, group in groupby(taken, _is_text):
        row = list(group)
        letters = {
            event.character
            for event in row
            if isinstance(event, events.Key) and event.character and event.character.isalpha()
        }
        if is_text and len(letters) >= _SEVERAL:
            yield at
        at += len(row)


def _is_text(event: events.Key | events.Paste) -> bool:
    return isinstance(event, events.Key) and event.is_printable


def _is_return(event: events.Key | events.Paste) -> bool:
    return isinstance(event, events.Key) and event.key in {"enter", "ctrl+j"}


class OrderlyApp(LeanApp[T]):
    """Takes keys in order, however fast they come.

    Textual hands a key on while the one before is still on its way: to the board, though a dialog
    was asked for, or to a field that was left. Here a key waits until the last one has been dealt
    with and what it opened is there.

    A screen may name in ``NOT_AT_ONCE`` characters that it must not be given by the very read that
    opened it: nobody can have answered a question that fast, nor gone to its button that saves. In
    a field they are text.
    """

    def __init__(
        self, driver_class: type[Driver] | None = None, painted: Painted | None = None
    ) -> None:
        super().__init__(driver_class=driver_class, painted=painted)
        self._waiting: deque[Typed] = deque()
        self._is_ready = False
        self._turns: asyncio.Task[None] | None = None
        self._writing = False  # whether the last key was a letter of a text
        self._pasted_at = -_TOGETHER  # when pasted text was refused last
        self.typed_at = monotonic()
        """When something was typed last, or else when the app was made: :func:`time.monotonic`."""

    def puzzled(self, by: Puzzle) -> None:
        """Say why nothing was done."""

    def on_typed(self, event: Typed) -> None:
        """Take what was typed once everything before it is dealt with."""
        self.typed_at = event.at
        self._waiting.append(event)
        self._go_on()

    def on_ready(self) -> None:
        """The first frame is there: what was typed before is taken now, when it means something."""
        self._is_ready = True
        self._go_on()

    def _go_on(self) -> None:
        if self._is_ready and (self._turns is None or self._turns.done()):
            self._turns = asyncio.create_task(self._take_turns())

    async def _take_turns(self) -> None:
        while self._waiting:
            typed = self._waiting.popleft()
            late = typed.at - self._pasted_at
            if self._takes_text or (late >= _TOGETHER and not typed.is_pasted):
                await self._take(typed)
            else:
                self._refuse(typed)

    def _refuse(self, typed: Typed) -> None:
        """Do nothing with what was pasted where nothing is typed; it is said once."""
        if typed.at - self._pasted_at >= _TOGETHER:
            self.puzzled(Puzzle.PASTED)
        self._pasted_at = typed.at

    async def _take(self, typed: Typed) -> None:
        first = self.screen
        for at, event in enumerate(typed.taken):
            if at in typed.bursts and not self._takes_text:
                self._refuse(typed)
                return
            for key in self._understood(event):
                if self.screen is not first and self._is_hasty(key):
                    continue
                await self._hand_on(key)

    async def _hand_on(self, key: events.Key | events.Paste) -> None:
        """Hand a key on and wait until it is dealt with; the letters of a text go on together."""
        writes = self._takes_text and _is_text(key)
        if self._writing and not writes:
            await self._dealt_with(self._state)
        self._writing = writes
        before = self._state
        self.post_message(key)
        if not writes:
            await self._dealt_with(before)

    async def _dealt_with(self, before: object) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._settled(before), _PATIENCE)

    def _understood(self, event: events.Key | events.Paste) -> Sequence[events.Key | events.Paste]:
        """What is to be done with a key; nothing with one that means nothing here."""
        if self._takes_text:
            return [event]
        if isinstance(event, events.Paste):
            if event.text.strip(_JOINERS):
                self.puzzled(Puzzle.PASTED)
            return []
        character = event.character
        if character is None or character.isascii():
            return [event]
        if there := latins(character, language_of(os.environ)):
            return [events.Key(key_of(each), each) for each in there]
        if foreign(character):
            self.puzzled(Puzzle.FOREIGN)
            return []
        return [event]

    def _is_hasty(self, event: events.Key | events.Paste) -> bool:
        hasty = "" if self._takes_text else getattr(self.screen, "NOT_AT_ONCE", "")
        if not hasty or not isinstance(event, events.Key):
            return False
        presses = getattr(self.screen, "is_on_save", False)
        if presses and event.key in {"enter", "space"}:
            return True
        return bool(event.character) and event.character in hasty

    @property
    def _takes_text(self) -> bool:
        """Whether what has the focus is typed into."""
        return self.focused is not None and self.focused.check_consume_key("a", "a")

    @property
    def _state(self) -> tuple[Screen[object], object, int]:
        return self.screen, self.focused, len(self.screen_stack)

    async def _settled(self, before: object) -> None:
        """Wait until nobody has anything to do any more because of a key.

        Where it opened or closed something, or moved the focus, what was put off until the next
        frame counts as well.
        """
        for _ in range(_ROUNDS):
            now = self._state
            for each in self._concerned():
                await _reached(each.call_later)
            if now != before:
                await _reached(self.screen.call_after_refresh)
            if self._state == now and not any(map(_has_messages, self._concerned())):
                return
            before = now

    def _concerned(self) -> list[MessagePump]:
        focused = self.focused
        return [focused, *focused.ancestors] if focused else [self.screen, self]


def _has_messages(pump: MessagePump) -> bool:
    return pump.message_queue_size > 0


async def _reached(queue: Callable[[Callable[[], object]], bool]) -> None:
    """Wait until a queue has come to here; it may be closed, and then it never does."""
    here = asyncio.Event()
    if queue(here.set):
        await here.wait()
