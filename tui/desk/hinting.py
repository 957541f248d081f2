"""Which keys the bottom line tells of: by what is seen of the board, and without Textual."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from store.file.book import Book
from store.history.conflicts import Disputes
from store.rules.board import Entry
from tui.desk.finding import Finding
from tui.key_names import Keys


class Sight(Protocol):
    """What is seen of the board and its file, by which it goes whether an action makes sense."""

    @property
    def book(self) -> Book:
        """The open file."""
        ...

    @property
    def finding(self) -> Finding:
        """The cards, and what is looked for."""
        ...

    @property
    def disputes(self) -> Disputes:
        """What copies of the file disagree on."""
        ...

    @property
    def selected(self) -> Entry | None:
        """The selected card."""
        ...

    @property
    def has_strays(self) -> bool:
        """Whether copies with other changes lie beside the file."""
        ...


class Hinted(Protocol):
    """What must be known of an action to tell of it."""

    @property
    def hint(self) -> Callable[[Entry | None], str]:
        """Gives a word for it with this card selected; "" where it does not apply."""
        ...

    def why_not(self, desk: Sight) -> str:
        """Why it makes no sense now; "" where it does."""
        ...


def hints(
    desk: Sight, keys: Keys, actions: Mapping[str, Hinted], wanted: Sequence[str]
) -> list[tuple[str, str]]:
    """The keys to tell of, each with a word or two, the most wanted first.

    Args:
        desk: What there is to see.
        keys: The keys of the actions.
        actions: The actions by their ids.
        wanted: The ids of those that may be told of, the most wanted first.
    """
    entry = desk.selected
    found = [(keys.name("show-all"), "Show all")] if desk.finding.is_narrowed else []
    for each in wanted:
        word = actions[each].hint(entry)
        if word and not actions[each].why_not(desk):
            found.append((keys.name(each), word))
    return found
