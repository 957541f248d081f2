"""Documents as they lie in the file: kept as text, and parsed only when somebody looks inside.

A save then copies the text of every card that did not change, and neither loading nor saving
builds ten thousand dictionaries that nobody reads.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec
import orjson

RawTables = dict[str, dict[str, msgspec.Raw]]
"""Tables by name, documents by number, each document as its JSON text."""

DEEPEST = 200
"""Levels of nesting in a document; none of ours comes near."""

_AT_A_TIME = 128  # documents in a piece: what is copied then is in the processor's own memory still
_A_PIECE = 1 << 20  # bytes
_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_NO_BRACKETS = bytes(set(range(256)) - {*b'{}[]"'})
_ONE_KIND = bytes.maketrans(b"[]", b"{}")
_decoder = msgspec.json.Decoder(RawTables)
_encoder = msgspec.json.Encoder()


def opened(raw: msgspec.Raw) -> dict[str, Any]:
    """The fields of a document; raises ValueError where its text is not JSON after all."""
    document: dict[str, Any] = orjson.loads(memoryview(raw))
    return document


def as_raw(document: Mapping[str, Any]) -> msgspec.Raw:
    """The text of a document; raises TypeError where something in it does not go into JSON."""
    try:
        return msgspec.Raw(orjson.dumps(document))
    except TypeError as error:  # a number from elsewhere may be longer than orjson writes
        if "64-bit" not in str(error):
            raise
        import json

        return msgspec.Raw(json.dumps(document, ensure_ascii=False, allow_nan=False).encode())


def as_text(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> RawTables:
    """The tables with each document as text; raises as :func:`as_raw`."""
    return {
        name: {number: as_raw(document) for number, document in table.items()}
        for name, table in tables.items()
    }


def split(content: bytes, of_one: Collection[str] = ()) -> RawTables:
    """The documents in the content of a file, unparsed.

    Two of one table may have one number, where copies were put together by text: both are kept, the
    first under a number of its own. In a table that has but ``of_one``, the last one counts.

    Raises:
        ValueError: It is not JSON, or not laid out as tables of documents.
        RecursionError: It is nested too deeply.
    """
    _check_text(content)  # that of documents is passed on unread, so here is the place
    tables = _decoder.decode(content)
    length = separators = 0
    for name, table in tables.items():
        length += len(name) + len('"":{}')
        separators += 2 * len(table) + (1 if table else 2)
        for number, raw in table.items():
            text = bytes(memoryview(raw))
            if not text.startswith(b"{"):
                raise ValueError("an entry is not a record")
            if len(text) > 2 * DEEPEST and is_deep(text):
                raise ValueError("an entry is nested too deeply")
            length += len(text) + len(number) + len('"":')
        length += len(table) - bool(table)
    length += len("{}") + len(tables) - bool(tables)
    if len(content) not in (length, length + 1, length + separators - 1):
        return _kept_apart(content, tables, of_one)
    return tables


def _kept_apart(content: bytes, tables: RawTables, of_one: Collection[str]) -> RawTables:
    """The tables with those documents, too, whose number stands there a second time."""
    import json

    found = json.loads(content, object_pairs_hook=_all_of, parse_int=str)
    if not any(isinstance(each, _Doubled) for each in (found, *found.values())):
        return tables  # laid out by another program; here no document is looked into
    found = json.loads(content, object_pairs_hook=_all_of)
    kept = dict(tables)
    for name, table in _pairs(found):
        for number, document in _pairs(table):
            known = kept[name]
            if name not in of_one and (number not in known or document != opened(known[number])):
                free = max((int(each) for each in known if each.isdecimal()), default=0) + 1
                kept[name] = {**known, str(free): as_raw(document)}
    return kept


class _Doubled(dict[str, Any]):
    """An object in which a key stands twice: as the parser gives it, and all ``pairs``."""

    pairs: list[tuple[str, Any]]


def _all_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = _Doubled(found)
    doubled.pairs = pairs
    return doubled


def _pairs(found: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    return found.pairs if isinstance(found, _Doubled) else found.items()


def _check_text(content: bytes) -> None:
    """Pass only what is UTF-8; raises UnicodeDecodeError where it is not."""
    if not content.isascii():
        decoder, view = codecs.getincrementaldecoder("utf-8")(), memoryview(content)
        for start in range(0, len(view), _A_PIECE):
            decoder.decode(view[start : start + _A_PIECE])
        decoder.decode(b"", final=True)


def is_deep(text: bytes) -> bool:
    """Whether this JSON text is nested deeper than :data:`DEEPEST`.

    How deep a parser goes differs from one Python to the next; a file must not be whole on one of
    them and damaged on another.
    """
    if text.count(b"{") + text.count(b"[") <= DEEPEST:
        return False
    if b"\\" in text:
        text = _ESCAPED.sub(b"", text)
    outside = text.translate(_ONE_KIND, _NO_BRACKETS).split(b'"')[::2]
    brackets = b"".join(outside)
    for _ in range(DEEPEST):
        if not brackets:
            return False
        brackets = brackets.replace(b"{}", b"")  # the innermost level, wherever it is
    return bool(brackets)


def joined(tables: RawTables) -> bytes:
    """The content of a file with these documents; :func:`split` gives them back."""
    return b"".join(pieces(tables))


def pieces(tables: RawTables) -> Iterator[bytes]:
    """The same piece by piece, so that a large file need not be in memory once more."""
    yield b"{"
    for place, (name, table) in enumerate(tables.items()):
        yield b"%b%b:{" % (b"," if place else b"", _encoder.encode(name))
        documents, between = iter(table.items()), b""
        while some := dict(islice(documents, _AT_A_TIME)):
            yield between + _encoder.encode(some)[1:-1]
            between = b","
        yield b"}"
    yield b"}\n"
