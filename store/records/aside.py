"""What lies in the file and cannot be used: it is left there as it is, and never in the way."""

from __future__ import annotations

from msgspec import Struct


class Aside(Struct, frozen=True):
    """A card, a setting or another thing that is set aside: where it lies, what it is, and why.

    Attributes:
        table: The table of its document.
        number: The number of its document in that.
        name: What it is, in words: ``card 3 “Hooli”``.
        why: One line: what is wrong with it.
    """

    table: str
    number: str
    name: str
    why: str

    @property
    def told(self) -> str:
        """What it is and what is wrong with it, in one line."""
        return f"{self.name[:1].upper()}{self.name[1:]}: {self.why}"
