"""What a screen must be able to do so that work on it can be taken up again after a break."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pendulum import DateTime

    from store.records import HalfTyped


class Resumable:
    """A screen on which something is typed that may have to be left half done.

    It stands apart from the forms so that whoever asks for one at the start need not load them.
    """

    opened_by: tuple[str, str] = ("", "")
    """The action that opened it, and the card it is about."""

    @property
    def changed(self) -> bool:
        """Whether anything would be lost by leaving."""
        return False

    def typed(self) -> dict[str, str]:
        """What stands in the fields, by name."""
        raise NotImplementedError

    def bring_back(self, half: HalfTyped, now: DateTime) -> None:
        """Put back what was typed before the program had to end, and say so."""
        raise NotImplementedError
