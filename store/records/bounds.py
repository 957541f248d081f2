"""How long a text in a record may be, and whether it may have several lines.

A field says so where it is declared, by :data:`TEXT` or :data:`NOTE`; any other holds one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Meta, Struct

from store.text import LONGEST_LINE, LONGEST_TEXT

TEXT = Meta(extra={"longest": LONGEST_TEXT, "has_lines": True})
"""Declares a field whose texts, all that are in it, may be long and have line breaks."""
NOTE = Meta(extra={"longest": LONGEST_TEXT, "has_lines": False})
"""Declares a field whose texts may be long, and are kept on one line."""


class Bounds(Struct, frozen=True):
    """What the texts in a value may be: ``inner`` has the bounds of its fields, as in the file."""

    longest: int = LONGEST_LINE
    has_lines: bool = False
    inner: Mapping[str, Bounds] = {}

    def of(self, name: str) -> Bounds:
        """The bounds of a field; what is in a mapping or a list is bound as the whole of it."""
        return self.inner.get(name, _LINE) if self.inner else self


_LINE = Bounds()


@cache
def bounds_of(kind: type[Struct]) -> Bounds:
    """The bounds of the texts in a record of this kind, as its fields declare them."""
    from msgspec import inspect  # only what is not plain ASCII, or comes from elsewhere, needs it

    return _bounds(inspect.type_info(kind))


def _bounds(found: Any) -> Bounds:
    """The bounds for a type as msgspec describes it; the first record in it says what is inside."""
    from msgspec import inspect

    match found:
        case inspect.Metadata(type=inner, extra=extra):
            return Bounds(**extra) if extra else _bounds(inner)
        case inspect.StructType(fields=fields):
            return Bounds(inner={field.encode_name: _bounds(field.type) for field in fields})
        case inspect.CollectionType(item_type=item) | inspect.VarTupleType(item_type=item):
            return _bounds(item)
        case inspect.UnionType(types=types):
            return next((each for each in map(_bounds, types) if each.inner), _LINE)
        case _:
            return _LINE
