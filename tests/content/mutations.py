"""Broken files, made from a valid one: what a hand, a sync tool or another program may do to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from msgspec import Struct

from store.file.book import Book
from store.records import HalfTyped, Me
from store.sample import sample_cards
from tests.conftest import NOW

Tables = dict[str, dict[str, Any]]

TEMPLATE = "Subject: Thank you\n\nDear {first_name},\n\nthank you for your time.\n"
_CARDS = 8

TIMES = (
    "2026-11-20T10:00:00",
    "2026-11-20",
    "0001-01-01T00:00:00+00:00",
    "9999-12-31T23:59:59-23:59",
    "1969-12-31T23:59:59Z",
    "2201-01-01T00:00:00+00:00",
    "2026-02-30T10:00:00Z",
    "2026-11-20T10:00:00+99:00",
    "2200-12-31T23:59:59-12:00",
    "1970-01-01T00:00:00+14:00",
    "now",
    1_790_000_000,
)
"""Times that are naive, at an edge, out of bounds, of no calendar, or of another kind."""

DAYS = ("0001-01-01", "9999-12-31", "2200-12-31", "1970-01-01", "2026-13-01", "tomorrow", 20_000)

TEXTS = (
    "",
    " ",
    "\x00\x1b[31m\x07",
    "\u202eevil\u2066",
    "e\u0301" * 500,
    "x" * 70_000,
    "[bold]markup[/nothing] [@click=app.quit]here[/]",
    "{first_name",
    "line\nline\r\nline",
    "💌" * 300,
    "../../etc/passwd",
    "a/b/c",
    "'; drop table cards; --",
    "%s%n{0}{name!r:>99999}",
)
VALUES = (None, True, -1, 0, 2**31, 2**63, 10**40, 1e308, 0.5, [], {}, [[]], "", {"a": None})
TEMPLATES = (
    "Subject: x\nX-Other: y\n\ntext",
    "Hello {nobody_knows}",
    "Hello {first_name",
    "Hello first_name}",
    "{",
    "}",
    "{}",
    "{{{{",
    "{first_name!r}",
    "{first_name:>999999999}",
    "{0}",
    "{first_name.__class__}",
    "Subject:\n\n",
    "\n\n\n",
    "[if]{first_name}",
    "[" * 300,
    "{first_name|}" * 50,
    "Subject: a\nSubject: b\n\nc",
)
_OTHERS = {
    "title": "x",
    "Company": "y",
    "date_applied": "2026/11/20",
    "status": "Applied",
    "_id": 1,
}
_STAMPS = {"at", "done", "recorded", "created", "deleted", "undone", "left"}
_DATES = {"said", "day", "answer_by", "snooze", "write_again"}


class Broken(Struct, frozen=True):
    """A file after mutation: what was done to it, and its content."""

    told: str
    content: bytes


@cache
def valid() -> bytes:
    """The content of a file with some of everything in it, and nothing wrong."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "afterword.json")
        book = Book(path, clock=lambda: NOW)
        book.put_new(sample_cards(NOW)[:_CARDS])
        book.put_mine(Me(name="Sam Rivera", email="sam@example.com", zone="America/New_York"))
        book.put_template("thank-you", TEMPLATE)
        book.put_half_typed([HalfTyped(action="add", fields={"company": "Acme"}, left=NOW)])
        book.close()
        tables = orjson.loads(path.read_bytes())
    tables["settings"] = {"1": {"grace_days": 2, "weekend": [5, 6], "keys": {}, "edited": {}}}
    return orjson.dumps(tables)


def broken(random: Random) -> Broken:
    """The valid file with one to three mutations."""
    tables: Tables = orjson.loads(valid())
    told = [random.choice(_KINDS)(tables, random) for _ in range(random.choice((1, 1, 2, 3)))]
    content = json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()
    if random.random() < _RAW:
        done, content = random.choice(_RAW_KINDS)(content, random)
        told.append(done)
    return Broken("; ".join(told), content)


_RAW = 0.15


def _a_time(tables: Tables, random: Random) -> str:
    return _set(tables, random, lambda name: name in _STAMPS, TIMES)


def _a_day(tables: Tables, random: Random) -> str:
    return _set(tables, random, lambda name: name in _DATES, DAYS)


def _a_text(tables: Tables, random: Random) -> str:
    return _set(tables, random, lambda _name: True, TEXTS, only=str)


def _a_type(tables: Tables, random: Random) -> str:
    return _set(tables, random, lambda _name: True, VALUES)


def _set(
    tables: Tables,
    random: Random,
    wanted: Callable[[str], bool],
    values: tuple[object, ...],
    only: type = object,
) -> str:
    """Give one field another value."""
    places = [
        (holder, name, path)
        for holder, name, path in _places(tables)
        if wanted(str(name)) and isinstance(holder[name], only)
    ]
    if not places:
        return "nothing"
    holder, name, path = random.choice(places)
    holder[name] = deepcopy(random.choice(values))
    return f"{path} = {str(holder[name])[:30]!r}"


def _missing(tables: Tables, random: Random) -> str:
    holder, name, path = random.choice([each for each in _places(tables) if "meta" not in each[2]])
    del holder[name]
    return f"{path} is missing"


def _doubled(tables: Tables, random: Random) -> str:
    """A card, or a part of one, twice: just the same, or with another text in it."""
    if random.random() < 0.5:
        number, card = random.choice(list(tables["cards"].items()))
        twin = deepcopy(card)
        if random.random() < 0.7 and isinstance(twin, dict):
            twin["company"] = "Twin"
        tables["cards"][str(900 + random.randrange(90))] = twin
        return f"card {number} twice"
    lists = [
        (holder[name], path)
        for holder, name, path in _places(tables)
        if isinstance(holder[name], list) and holder[name]
    ]
    if not lists:
        return "nothing"
    parts, path = random.choice(lists)
    parts.append(deepcopy(random.choice(parts)))
    return f"a part of {path} twice"


def _swapped(tables: Tables, random: Random) -> str:
    """A reference, or an id, is that of something else."""
    return _set(
        tables,
        random,
        lambda name: name in {"id", "round", "person"},
        ("nobody", "round1", "", "recruiter", "x" * 3000, "a/b", "ä ö", 5),
    )


def _deep(tables: Tables, random: Random) -> str:
    depth = random.choice((50, 150, 190))
    value: Any = "end"
    for _ in range(depth):
        value = {"x": value} if random.random() < 0.5 else [value]
    holder, name, path = random.choice(_places(tables))
    holder[name] = value
    return f"{path} is {depth} levels deep"


def _foreign(tables: Tables, random: Random) -> str:
    """Fields of other formats, in the place of ours or beside them."""
    number, card = random.choice(list(tables["cards"].items()))
    if random.random() < 0.5 or not isinstance(card, dict):
        tables["cards"][number] = dict(_OTHERS)
    else:
        card |= _OTHERS
    return f"card {number} has fields of another format"


def _template(tables: Tables, random: Random) -> str:
    text = random.choice(TEMPLATES)
    if random.random() < 0.6:
        kind = random.choice(("thank-you", "follow-up-open", "moving-on", "call", "no-such-kind"))
        tables.setdefault("scripts", {})[str(random.randrange(1, 9))] = {"kind": kind, "text": text}
        return f"script {kind} = {text[:20]!r}"
    cards = [card for card in tables["cards"].values() if isinstance(card, dict)]
    if not cards:
        return "nothing"
    card = random.choice(cards)
    kinds = ("thank-you", "follow-up-open", "moving-on", "call/x/y", "", "////")
    card["wording"] = dict.fromkeys(kinds, text)
    return f"own words {text[:20]!r}"


def _setting(tables: Tables, random: Random) -> str:
    name, value = random.choice(
        [
            ("grace_days", 10**9), ("weekend", [0, 1, 2, 3, 4, 5, 6]), ("weekend", [9]),
            ("days_off", ["2026-11-25"] * 5000), ("days_off", ["x"]), ("opens_at", 23),
            ("closes_at", 0), ("keys", {"copy": "c", "quit": "c", "nothing": "z"}),
            ("keys", {"copy": "\x1b", "advance": ""}), ("keys", []), ("theme", "no-such-theme"),
            ("theme", "[red]"), ("mouse", "yes"), ("reminders", "never"), ("backups", -1),
            ("thank_hours", 0), ("date_order", "zzz"), ("interview_minutes", 10**30),
            ("edited", {"theme": "2026-11-20"}),
        ]
    )  # fmt: skip
    settings = tables.setdefault("settings", {}).setdefault("1", {})
    if isinstance(settings, dict):
        settings[name] = value
    mine = tables.setdefault("me", {}).setdefault("1", {})
    if isinstance(mine, dict) and random.random() < 0.3:
        field, other = random.choice(
            [("zone", "Mars/Base"), ("country", "ZZ-99"), ("language", "xx"),
             ("letters", "klingon"), ("zone", "../../etc/localtime"), ("edited", {"name": 1})]
        )  # fmt: skip
        mine[field] = other
        return f"setting {name}, detail {field} = {other}"
    return f"setting {name}"


def _draft(tables: Tables, random: Random) -> str:
    action = random.choice(("add", "edit", "advance", "no such", "answer", "snooze", "me", ""))
    tables["drafts"] = {
        "1": {
            "action": action,
            "card": random.choice(("", "nobody")),
            "fields": random.choice(({"company": "A"}, {"": ""}, {"at": "x" * 5000}, {"no": "y"})),
            "left": random.choice((TIMES[0], NOW.isoformat())),
        }
    }
    return f"a half-typed {action or 'nothing'}"


def _meta(tables: Tables, random: Random) -> str:
    meta = tables["meta"].get("1")
    if isinstance(meta, dict):
        meta["batch"] = random.choice(
            ({}, {"id": "x"}, {"cards": ["nobody"]}, [], {"steps": {"a": "b"}}, "batch", 5)
        )
    return "the mark of the last import"


def _table(tables: Tables, random: Random) -> str:
    name = random.choice(("cards", "me", "scripts", "settings", "drafts", "other"))
    if random.random() < 0.5:
        tables[name] = random.choice(({}, {"1": {}}, {"1": None}, {"1": []}, {"2": "text"}))
        return f"the table {name} = {tables[name]}"
    tables.setdefault(name, {})["77"] = random.choice((None, [], 5, "text", {}, {"id": None}))
    return f"one more in {name}"


def _places(value: Any, path: str = "") -> list[tuple[Any, Any, str]]:
    return list(_walk(value, path))


def _walk(value: Any, path: str) -> Iterator[tuple[Any, Any, str]]:
    """Every place below: what holds it, its name or number there, and its path."""
    if isinstance(value, dict):
        inner: list[tuple[Any, Any]] = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    else:
        return
    for name, each in inner:
        deeper = f"{path}/{name}"
        if path.count("/") >= 2:  # tables and documents are broken by other kinds
            yield value, name, deeper
        yield from _walk(each, deeper)


def _cut(content: bytes, random: Random) -> tuple[str, bytes]:
    where = random.randrange(len(content))
    return f"cut at {where}", content[:where]


def _flipped(content: bytes, random: Random) -> tuple[str, bytes]:
    where = random.randrange(len(content))
    changed = bytearray(content)
    changed[where] = random.randrange(256)
    return f"byte {where} is {changed[where]}", bytes(changed)


def _conflict(content: bytes, random: Random) -> tuple[str, bytes]:
    where = random.randrange(len(content))
    marks = b"\n<<<<<<< HEAD\n", b"\n=======\n", b"\n>>>>>>> other\n"
    return "marks of a conflict", content[:where] + b"".join(marks) + content[where:]


def _very_deep(content: bytes, random: Random) -> tuple[str, bytes]:
    depth = random.choice((500, 5_000, 100_000))
    where = content.index(b'"company":') + 10
    return f"{depth} levels deep", content[:where] + b"[" * depth + b"]" * depth + content[where:]


def _huge_number(content: bytes, random: Random) -> tuple[str, bytes]:
    digits = b"9" * random.choice((30, 400, 5_000))
    where = content.index(b'"cards":{') + 9
    return "a huge number", content[:where] + b'"98":{"id":' + digits + b"}," + content[where:]


def _doubled_key(content: bytes, random: Random) -> tuple[str, bytes]:
    return "a doubled key", content.replace(b'"2":{', b'"1":{', 1)


_KINDS = (
    _a_time, _a_time, _a_day, _a_text, _a_type, _a_type, _missing, _doubled, _swapped, _deep,
    _foreign, _template, _template, _setting, _setting, _draft, _meta, _table,
)  # fmt: skip
_RAW_KINDS = (_cut, _flipped, _conflict, _very_deep, _huge_number, _doubled_key)
