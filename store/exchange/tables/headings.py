"""Which column of a table is which field: our own by their names, another program's by a guess.

Several columns may have an interview each: they are rounds, each with its own time and people.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from store.errors import FileRefusedError
from store.exchange.tables.dates import is_like_a_date
from store.exchange.tables.names import ALIASES, UNUSED, Meaning, meaning, plain
from store.exchange.tables.reader import Table
from store.records.fields import FIELDS
from store.text import clean_line, shown

_TOLD = {"due": 18, "why": 19}
_BEHIND = 100

_PLACES = {
    **{field.heading: field.column_place or _BEHIND for field in FIELDS},
    "id": 1,
    "stage": 4,
    "outcome": 5,
    "promised_day": 10,
    "offer": _BEHIND,
    "offer_answer_by": _BEHIND,
    "write_again": _BEHIND,
    **_TOLD,
}
OWN = tuple(sorted(_PLACES, key=lambda heading: _PLACES[heading]))
"""The columns that are exported, in their order; due and why are told, and not read again.

Those that old tables do not have stand behind all that they have.
"""

_ENOUGH_OF_OURS = 8

REPEATED = frozenset({"people", "recruiter", "status", "notes", "email", "phone", "reach"})
"""The fields that several columns may give."""

_OF_ROUNDS = frozenset({"interviewed", "time", "people", "email", "phone", "reach", "format"})
_TOLD_AS = {
    **{field: Meaning(field) for field in ALIASES if field not in {UNUSED, "reach"}},
    "interview date": Meaning("interviewed"),
    "recruiter email": Meaning("email", "recruiter"),
    "recruiter phone": Meaning("phone", "recruiter"),
    "unused": Meaning(UNUSED),
}
TELLABLE = tuple(_TOLD_AS)
"""What a person can say that a column is."""


class Columns(Struct, frozen=True):
    """The heading of each column and the field it gives, :data:`UNUSED` where it gives none.

    ``are_ours`` says that Afterword wrote the table: ids, stages and days then mean what they say.
    ``owners`` tells for each column whose address or number it is, and ``rounds`` which interview
    it is of: "" for the only one. ``bare_date`` is the heading of a column that is only called
    "date", where that has to be the interview's.
    """

    headings: tuple[str, ...]
    fields: tuple[str, ...]
    are_ours: bool
    owners: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    bare_date: str = ""

    def of(self, field: str) -> list[int]:
        """The places of the columns that give this field."""
        return [place for place, found in enumerate(self.fields) if found == field]


def columns_of(table: Table, path: Path, told: Mapping[str, str] | None = None) -> Columns:
    """What the columns of a table are; ``told`` names the field of some headings.

    Raises:
        FileRefusedError: None is the company, or none the day of the interview, or there is no such
            heading or field as is told.
    """
    headings = table.headings
    names = [heading.casefold().strip() for heading in headings]
    are_ours = {"company", "interviewed"} <= set(names) and not told
    are_ours = are_ours and len(set(names) & set(OWN)) >= _ENOUGH_OF_OURS
    columns = (
        Columns(headings, _by_name(names), are_ours=True)
        if are_ours
        else _guessed(table, _as_told(table, path, told or {}))
    )
    for field, what, name in (
        ("company", "the company", "Company"),
        ("interviewed", "the day of the interview", "Interview date"),
    ):
        if field not in columns.fields:
            raise FileRefusedError(
                f"No column of {shown(path)} looks like {what} (it has: {_listed(headings)}). Name "
                f"one “{name}” and try again."
            )
    return columns


def _by_name(names: list[str]) -> tuple[str, ...]:
    return tuple(
        name if name in OWN and name not in _TOLD and name not in names[:place] else UNUSED
        for place, name in enumerate(names)
    )


def _as_told(table: Table, path: Path, told: Mapping[str, str]) -> dict[int, Meaning]:
    """What the person says, by the place of the column."""
    found: dict[int, Meaning] = {}
    for heading, field in told.items():
        wanted = clean_line(heading).casefold()
        places = [n for n, each in enumerate(table.headings) if each.casefold() == wanted]
        places = places or [n for n, each in enumerate(table.headings) if plain(each) == wanted]
        if not places:
            raise FileRefusedError(
                f"{shown(path)} has no column “{clean_line(heading)[:40]}” (it has: "
                f"{_listed(table.headings)})."
            )
        means = _TOLD_AS.get(plain(field)) or _TOLD_AS.get(clean_line(field).casefold())
        if means is None:
            raise FileRefusedError(
                f"“{clean_line(field)[:40]}” is nothing that a column can be. Say one of: "
                f"{', '.join(TELLABLE)}."
            )
        found[places[0]] = means
    return found


def _listed(headings: tuple[str, ...]) -> str:
    return ", ".join(heading[:40] for heading in headings[:12])


def _guessed(table: Table, told: dict[int, Meaning]) -> Columns:
    """The likeliest field for each heading; where two want the same one, the clearer one has it."""
    nothing = Meaning(UNUSED)
    means = [
        told.get(place) or _unless_wrong(table, place, meaning(heading)) or nothing
        for place, heading in enumerate(table.headings)
    ]
    means = _with_rounds_named(means, told)
    taken: set[tuple[str, str]] = {
        (each.field, each.round) for place, each in enumerate(means) if place in told
    }
    by_clearness = sorted(
        (each.is_vague, each.rank, place) for place, each in enumerate(means) if place not in told
    )
    for _, _, place in by_clearness:
        each = means[place]
        if each.field in REPEATED or each.field == UNUSED:
            continue
        is_second = (each.field, each.round) in taken
        is_no_round = _is_bare_date(table, place) and any(key == "interviewed" for key, _ in taken)
        if is_second or is_no_round:
            means[place] = nothing
        else:
            taken.add((each.field, each.round))
    bare = [
        table.headings[place]
        for place, each in enumerate(means)
        if each.field == "interviewed" and _is_bare_date(table, place) and place not in told
    ]
    means = _in_rounds(means)
    return Columns(
        table.headings,
        tuple(each.field for each in means),
        are_ours=False,
        owners=tuple(each.owner for each in means),
        rounds=tuple(each.round for each in means),
        bare_date=bare[0] if bare else "",
    )


def _unless_wrong(table: Table, place: int, means: Meaning | None) -> Meaning | None:
    """The meaning, unless the column has no days in it: "Interview" may be yes or no."""
    if means is None or means.field != "interviewed" or not means.is_vague:
        return means
    cells = [row.cells[place] for row in table.rows if place < len(row.cells)]
    filled = [cell for cell in cells if cell.strip()]
    return means if not filled or any(map(is_like_a_date, filled)) else None


def _with_rounds_named(means: list[Meaning], told: dict[int, Meaning]) -> list[Meaning]:
    """Several columns that a person says are interviews are a round each, in their order."""
    days = [place for place in sorted(told) if told[place].field == "interviewed"]
    return [
        replace(each, round=f"column {place + 1}") if place in days and len(days) > 1 else each
        for place, each in enumerate(means)
    ]


def _in_rounds(means: list[Meaning]) -> list[Meaning]:
    """The columns with the round that each is of; a single round needs no name."""
    named = [each.round for each in means if each.field == "interviewed"]
    if len(named) == 1:
        return [replace(each, round="") for each in means]
    return [
        replace(each, round=each.round if each.round in named else "")
        if each.field in _OF_ROUNDS
        else each
        for each in means
    ]


def _is_bare_date(table: Table, place: int) -> bool:
    return plain(table.headings[place]) == "date"
