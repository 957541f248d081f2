"""What is read from each form of an invitation or a mail that is kept in ``forms``, as a table.

``python -m tests.store.exchange.mail.table`` prints it: what was read, what was left empty, and
where that is not what the form says. The forms are those that programs write, with invented
people. What each says is in a JSON file beside them, by the file's name: ``by`` is what writes such
a form, ``read`` has what is to be read from each of its events or mails. What is not named there is
to stay empty.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pendulum

from store.errors import UnreadableError
from store.exchange.mail.reading import read
from store.exchange.mail.taken import Found, Taken

NOW = pendulum.datetime(2026, 11, 18, 12, tz="Europe/Berlin")
MINE = frozenset({"alex.kim@example.org"})
FORMS = Path(__file__).with_name("forms")
_FIELDS = ("company", "role", "start", "minutes", "place", "format", "people")


class Form(NamedTuple):
    """A form: its file, what writes it, and what is to be read from it."""

    path: Path
    by: str
    expected: list[dict[str, Any]]
    refused: str = ""


def forms(kind: str = "*") -> Iterator[Form]:
    """The forms that a JSON file names, or all."""
    for told in sorted(FORMS.glob(f"{kind}.json")):
        for name, form in json.loads(told.read_text()).items():
            yield Form(FORMS / name, form["by"], form.get("read", []), form.get("refused", ""))


def one(content: bytes, **how: Any) -> Taken:
    """The only thing that a mail or a file has to tell."""
    (taken,) = read(content, NOW, MINE, **how)
    return taken


def told(taken: Taken) -> dict[str, Any]:
    """What was read, in short, without what was left empty."""
    start = taken.start and f"{taken.start.at.to_iso8601_string()[:16]} {taken.start.zone}".strip()
    values = {
        "kind": taken.kind.value,
        "company": _value(taken.company),
        "role": _value(taken.role),
        "start": start,
        "minutes": taken.minutes,
        "place": _value(taken.place),
        "format": taken.format,
        "people": [_person(found.person) for found in taken.people],
        "promise": _value(taken.promise),
        "subject": taken.subject,
        "message_id": taken.message_id,
        "references": list(taken.references),
        "uid": taken.uid,
        "sequence": taken.sequence,
        "is_mine": taken.is_mine,
        "doubts": list(taken.doubts),
    }
    return {name: value for name, value in values.items() if value}


def _value(found: Found | None) -> str:
    return found.value if found else ""


def _person(person: Any) -> str:
    named = f"{person.name} <{person.email}>".strip()
    return ", ".join(part for part in (named, person.title, person.phone) if part)


def rows(form: Form) -> Iterator[tuple[str, list[str], list[str], list[str]]]:
    """For each event or mail of a form: its kind, what was read, left empty, and wrong."""
    try:
        read_now = [told(taken) for taken in read(form.path.read_bytes(), NOW, MINE)]
    except UnreadableError as error:
        yield f"refused: {error}", [], [], [] if form.refused in str(error) else ["refused"]
        return
    for number, found in enumerate(read_now):
        expected = form.expected[number] if number < len(form.expected) else {}
        wrong = [name for name in found if name in expected and found[name] != expected[name]]
        wrong += [name for name in found if name not in expected]
        missed = [name for name in expected if name not in found]
        empty = [name for name in _FIELDS if name not in found and name not in missed]
        kept = [name for name in _FIELDS if name in found and name not in wrong]
        yield found["kind"], kept, empty, [*wrong, *(f"{name} missed" for name in missed)]


def main() -> None:
    """Prints the table, and how many forms there are."""
    count = 0
    for form in forms():
        count += 1
        for kind, kept, empty, wrong in rows(form):
            sys.stdout.write(
                f"{form.path.name:36} {form.by:34} {kind}\n"
                f"{'':36} read: {', '.join(kept) or '-'}\n"
                f"{'':36} left empty: {', '.join(empty) or '-'}; wrong: {', '.join(wrong) or '-'}\n"
            )
    sys.stdout.write(f"{count} forms\n")


if __name__ == "__main__":
    main()
