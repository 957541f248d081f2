"""Documents as they lie in the file: kept as text, and parsed only when somebody looks inside.

A save then copies the text of every card that did not change, and neither loading nor saving
builds ten thousand dictionaries that nobody reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from itertools import accumulate
from typing import Any

import msgspec
import orjson

RawTables = dict[str, dict[str, msgspec.Raw]]
"""Tables by name, documents by number, each document as its JSON text."""

DEEPEST = 200
"""Levels of nesting in a document; none of ours comes near."""

_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_NO_BRACKETS = bytes(set(range(256)) - {*b"{}[]"})
_decoder = msgspec.json.Decoder(RawTables)


class StoredDocument(MutableMapping[str, Any]):
    """One document, as TinyDB handles it: a mapping that is parsed when it is first used."""

    __slots__ = ("_fields", "_raw")

    def __init__(self, raw: msgspec.Raw) -> None:
        self._raw: msgspec.Raw | None = raw
        self._fields: dict[str, Any] | None = None

    @property
    def _opened(self) -> dict[str, Any]:
        if self._fields is None:
            self._fields = orjson.loads(memoryview(self._raw)) if self._raw is not None else {}
        return self._fields

    @property
    def raw(self) -> msgspec.Raw:
        """The document's text: as it was read, or written anew where it was changed."""
        return as_raw(self._opened) if self._raw is None else self._raw

    def become(self, fields: dict[str, Any]) -> None:
        """Hold these fields and no others."""
        self._fields, self._raw = fields, None

    def __getitem__(self, key: str) -> Any:
        return self._opened[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._opened[key] = value
        self._raw = None

    def __delitem__(self, key: str) -> None:
        del self._opened[key]
        self._raw = None

    def __iter__(self) -> Iterator[str]:
        return iter(self._opened)

    def __len__(self) -> int:
        return len(self._opened)


def as_raw(document: Mapping[str, Any]) -> msgspec.Raw:
    """The text of a document; raises TypeError where something in it does not go into JSON."""
    if isinstance(document, StoredDocument):
        return document.raw
    return msgspec.Raw(orjson.dumps(document))


def split(content: bytes) -> RawTables:
    """The documents in the content of a file, unparsed.

    Raises:
        ValueError: It is not JSON, or not laid out as tables of documents.
        RecursionError: It is nested too deeply.
    """
    content.decode()  # the text of documents is passed on unread, so here is the place to check it
    tables = _decoder.decode(content)
    for table in tables.values():
        for raw in table.values():
            text = memoryview(raw)
            if bytes(text[:1]) != b"{":
                raise ValueError("an entry is not a record")
            if len(text) > 2 * DEEPEST and is_deep(bytes(text)):
                raise ValueError("an entry is nested too deeply")
    return tables


def is_deep(text: bytes) -> bool:
    """Whether this JSON text is nested deeper than :data:`DEEPEST`.

    How deep a parser goes differs from one Python to the next; a file must not be whole on one of
    them and damaged on another.
    """
    if text.count(b"{") + text.count(b"[") <= DEEPEST:
        return False
    brackets = _STRING.sub(b"", text).translate(None, _NO_BRACKETS)
    return max(accumulate(1 if byte in b"{[" else -1 for byte in brackets)) > DEEPEST


def joined(tables: RawTables) -> bytes:
    """The content of a file with these documents; :func:`split` gives them back."""
    return msgspec.json.encode(tables) + b"\n"
