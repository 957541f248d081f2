"""What came in at once, from a file of another program or from another copy: one thing to undo."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from store.records.record import Moment, Record


class Batch(Record, frozen=True, kw_only=True):
    """An import or a merge: the steps that it brought, so that all of them can be undone together.

    ``at`` is when it was done here, whatever the times of its steps, and ``undone`` when it was
    taken back, both aware. ``steps`` has the ids of the steps that stand by it and did not before,
    ``taken_back`` those that stood before and that it marked as undone, both by card id. ``new``
    has the ids of the cards that came with it.
    """

    what: Literal["import", "merge"]
    at: Moment
    steps: dict[str, tuple[str, ...]] = field(default_factory=dict)
    taken_back: dict[str, tuple[str, ...]] = field(default_factory=dict)
    new: tuple[str, ...] = ()
    undone: Moment | None = None
