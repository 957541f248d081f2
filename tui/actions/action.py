"""What an action is. Its key, palette entry, help row and footer hint all come from here."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from store.rules.board import Entry
from tui.desk.hinting import Sight

if TYPE_CHECKING:
    from textual.binding import Binding

    from tui.screens.board import BoardScreen

Run = Callable[["BoardScreen"], None]
Hint = Callable[[Entry | None], str]
Hindrance = Callable[[Sight], str]
"""Why an action makes no sense now, in a short sentence; "" where it does."""


class Group(StrEnum):
    """The situations that help sorts the actions by."""

    FOLLOW_UP = "Following up"
    WORDS = "The words"
    CARDS = "Cards"
    MOVE = "Moving around"
    APP = "Afterword"


class Action(Struct, frozen=True):
    """One thing that a key does on the board.

    ``keys`` are Textual's names, separated by commas; ``hint`` gives the footer's word for the
    selected card, "" where it does not apply; ``hindrances`` say why it makes no sense now;
    ``help`` is the function's docstring.
    """

    id: str
    keys: str
    title: str
    group: Group
    hint: Hint
    run: Run
    hindrances: tuple[Hindrance, ...] = ()

    def why_not(self, desk: Sight) -> str:
        """Why the action makes no sense now; "" where it does."""
        return next(filter(None, (hindrance(desk) for hindrance in self.hindrances)), "")

    @property
    def help(self) -> str:
        """One sentence that says what the action does."""
        return (self.run.__doc__ or "").strip()

    @property
    def binding(self) -> Binding:
        """The key binding; its id is the action's, so that a keymap can remap it.

        It has priority so that keys which arrive in one burst, as they do over a slow line, meet
        the screen that the key before them opened.
        """
        from textual.binding import Binding

        return Binding(
            self.keys,
            f"do({self.id!r})",
            self.title,
            tooltip=self.help,
            id=self.id,
            priority=True,
        )


DECLARED: list[Action] = []
"""Every action; within a group in the order in which help shows them."""


def with_card(word: str) -> Hint:
    """The hint of an action that makes sense only while a card is selected."""
    return lambda entry: word if entry else ""


def action(
    id: str,  # noqa: A002 - what it is called everywhere else
    keys: str,
    title: str,
    group: Group,
    hint: str | Hint = "",
    *,
    unless: tuple[Hindrance, ...] = (),
) -> Callable[[Run], Run]:
    """Declare a function as an action: it is given the board's screen when a key asks for it.

    ``unless`` are its hindrances, the plainest first.
    """

    def declare(run: Run) -> Run:
        words = hint
        shown: Hint = words if callable(words) else lambda _entry: words
        DECLARED.append(Action(id, keys, title, group, shown, run, unless))
        return run

    return declare
