"""What can still be read of a damaged file: every whole document, and a plain list of the rest.

The text is walked once, from one table or document to the next. No part of it is read more than a
few times, so even megabytes of rubbish come to an end soon.
"""

from __future__ import annotations

import itertools
import json
import math
import re
from typing import Annotated, Any

import msgspec
import orjson
from msgspec import Meta, Struct

from store.file.documents import DEEPEST, is_deep
from store.file.door import require_sound
from store.file.format import CARDS, DRAFTS, ME, META, SCRIPTS, SETTINGS
from store.records import Card, Me, OwnTemplate, Settings
from store.text import clean_line

_EVENT = re.compile(  # this cannot stand inside of a JSON text: there, each quote has a backslash
    rf'"(?:(?P<table>{META}|{ME}|{CARDS}|{SCRIPTS}|{SETTINGS}|{DRAFTS})'
    r'|(?P<number>0|[1-9][0-9]{0,17}))"[ \t\r\n]*+:[ \t\r\n]*+\{'
)
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+\\?(?:"|\Z)|[{}\[\]]', re.DOTALL)
_COMPANY = re.compile(r'\{\s*(?:"id"\s*:\s*"\w{0,40}"\s*,\s*)?"company"\s*:\s*"([^"\\]{1,80})"')
_TABLE_ENDS, _ROOT_ENDS = re.compile(r"\s*\}"), re.compile(r"\s*\}\s*\}")
_BEFORE_TABLE = re.compile(r"(?:^\ufeff?\s*\{|\s*\}\s*,|\s*\}\s*\}\s*\ufeff?\{)\s*")
_BEFORE_DOCUMENT = re.compile(r"(?:(?<=\{)|\s*,)\s*")
_NOTHING = " \t\r\n\0\ufeff"
_WINDOW, _LOOKAHEAD = 4096, 16  # a cut word, number or escape is noticed this far before the cut
_TIMES = 10  # how often the text may be read once more for what a document swallowed
_MOST_LINES, _ENOUGH = 20, 100_000  # as many losses as no file of ours has documents


class _Mark(Struct):  # the document of the table "meta"
    format: Annotated[int, Meta(gt=0)]
    id: Annotated[str, Meta(min_length=1)]


_KINDS = {META: _Mark, ME: Me, CARDS: Card, SCRIPTS: OwnTemplate, SETTINGS: Settings, DRAFTS: dict}
_SINGLE = {META: "the file's own mark", ME: "your details", SETTINGS: "your settings"}
_ONE_OF = {CARDS: "card", SCRIPTS: "changed script", DRAFTS: "draft"}
_NAMED_BY = {CARDS: "id", SCRIPTS: "kind"}
_Document = dict[str, Any]


class Salvaged(Struct, frozen=True):
    """What came back: ``tables`` as in a whole file, and one line for each thing ``lost``.

    Only whole records are in the tables, each as it was read, with fields that this version does
    not know. A table of which nothing came back is not there.
    """

    tables: dict[str, dict[str, _Document]]
    lost: tuple[str, ...]


def salvage(raw: bytes) -> Salvaged:
    """Everything in these bytes that is still whole; never raises, whatever they are."""
    text = raw.decode(errors="surrogateescape").rstrip(_NOTHING)
    if not text:
        return Salvaged({}, ("the file is empty",))
    walk = _Walk(text)
    walk.run()
    tables = {name: _numbered([*kept.values()]) for name, kept in walk.kept.items()}
    counted = (
        (walk.more, "{} more places in the file cannot be read"),
        (walk.older, "older copies of what is kept were there too and are left out: {}"),
    )
    return Salvaged(tables, (*walk.lost, *(say.format(f"{n:,}") for n, say in counted if n)))


class _Walk:
    """One pass over the text; of two documents that are one thing the first, newer one is kept."""

    def __init__(self, text: str) -> None:
        self.kept: dict[str, dict[str, tuple[str, _Document]]] = {}  # by table, then by name
        self.lost: list[str] = []
        self.more = self.older = 0
        self._text = text
        self._table = self._last = ""  # the table that is open; the words for what was read last
        self._again = 0  # how much is read once more
        self._past = 0  # all before this is accounted for
        self._broken: tuple[str, int] | None = None  # words and start of what cannot be read
        self._cut = self._ended = False
        self._unclosed: frozenset[int] = frozenset()

    def run(self) -> None:
        """Walk to the end; an event is the opening brace of a table or of a document."""
        while self.more < _ENOUGH and (event := _EVENT.search(self._text, self._past)):
            self._between(event.start(), _BEFORE_TABLE if event["table"] else _BEFORE_DOCUMENT)
            self._past = event.end()
            if event["table"]:
                self._table = event["table"]
                self._last = f"the heading “{self._table}”"
            else:
                self._document(event["number"], event.end() - 1)
        if self._last and not self._text.lstrip(_NOTHING).startswith("{"):
            self.lost.insert(0, "the beginning of the file is missing")
        if self._broken and self._cut:
            self._note(f"the file ends in the middle of {self._broken[0]}", len(self._text))
        elif self._broken or self._ended or _ROOT_ENDS.match(self._text, self._past):
            self._between(len(self._text), _ROOT_ENDS)
        elif self._last:
            self._note(f"the file breaks off after {self._last}", self._past)
        else:
            self.lost.append("nothing in the file can be read")

    def _note(self, line: str, at: int) -> None:
        if len(self.lost) < _MOST_LINES:
            size = len(self._text[:at].encode(errors="surrogateescape"))
            self.lost.append(f"{line} (at byte {size:,})")
        else:
            self.more += 1

    def _between(self, end: int, whole: re.Pattern[str]) -> None:
        """Account for what stands before an event: only punctuation, where the file is whole."""
        if self._broken:
            self._note(f"{self._broken[0]} cannot be read", self._broken[1])
            self._broken = None
            return  # what stands here is the rest of that
        gap = self._text[self._past : end]
        if _TABLE_ENDS.match(gap):
            self._table = ""
            self._ended = self._ended or bool(_ROOT_ENDS.match(gap))
        if not whole.fullmatch(self._text, self._past, end):
            where = f"after {self._last}" if self._last else "at its start"
            where = "behind its end" if self._ended else where
            self._note(f"a part of the file {where} cannot be read", self._past)

    def _document(self, number: str, brace: int) -> None:
        """Read the document that starts here, and go on behind it, or behind its brace."""
        words = _SINGLE.get(self._table) or f"{_ONE_OF.get(self._table, 'entry')} {number}"
        if brace in self._unclosed:  # known from the failure of what is around it
            self._broken = words, brace
            return
        document, end, self._cut = _decoded(self._text, brace)
        if document is None:
            found = _COMPANY.match(self._text, brace, end)
            self._broken = words + _quoted(found and found[1]), brace
            self._unclosed = _opened(self._text, brace, end)
            return
        words += _quoted(document.get("company"))
        home = _home(document, self._table)
        if self._swallowed(brace, end, whole=bool(home)):
            self._broken = words, brace
            return
        self._past, self._last = end, words
        plain = _plain(document) if home else None
        if plain is None:
            self._note(f"{words} is left out, since it is not whole", brace)
            return
        if plain is not document:
            self._note(f"some letters of {words} cannot be read; each is shown as �", brace)
        self._table = home
        name = "" if home in _SINGLE else repr(plain.get(_NAMED_BY.get(home, ""), plain))
        first = self.kept.setdefault(home, {}).setdefault(name, (number, plain))
        self.older += first[1] != plain

    def _swallowed(self, brace: int, end: int, *, whole: bool) -> bool:
        """Whether it holds others, since its own end is missing; they are then read one by one."""
        inner = _EVENT.search(self._text, brace + 1, end)
        if not inner or self._again > _TIMES * len(self._text):
            return False
        self._again += end - brace
        return not whole or bool(inner["table"] or _COMPANY.match(self._text, inner.end() - 1))


def _decoded(text: str, brace: int) -> tuple[_Document | None, int, bool]:
    """The object that starts here, or None; where reading ended; whether the text came to an end.

    Only a window is handed over: the decoder's errors count the lines of all that it is given.
    """
    window = _WINDOW
    while True:
        part = text[brace : brace + window]
        try:
            document, end = _DECODER.raw_decode(part)
        except RecursionError:
            return None, len(text), False
        except json.JSONDecodeError as error:
            cut = error.msg.startswith("Unterminated") or error.pos > len(part) - _LOOKAHEAD
            if not cut or brace + window >= len(text):
                return None, brace + error.pos, cut
            window *= 8
        else:
            if is_deep(part[:end].encode(errors="surrogateescape")):
                return None, len(text), False  # as where the decoder gives up
            return document, brace + end, False


def _opened(text: str, brace: int, end: int) -> frozenset[int]:
    """The brackets that are open at the end, in a text that is well-formed until there."""
    opened: list[int] = []
    for token in _TOKEN.finditer(text, brace, end):
        if token[0] in "{[":
            opened.append(token.start())
        elif token[0] in "]}":
            opened.pop()
        if not 0 < len(opened) < DEEPEST:
            break
    return frozenset(opened)


def _float(digits: str) -> float | None:
    return number if math.isfinite(number := float(digits)) else None  # JSON has no infinity


def _int(digits: str) -> float | None:
    return int(digits) if len(digits) < 19 else _float(digits)  # as orjson, and never slow


def _object(pairs: list[tuple[str, Any]]) -> _Document:
    """The object; where a name is there twice it was joined from two, and fits no record."""
    fields = dict(pairs)
    return fields if len(fields) == len(pairs) else {"": ...}


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_float, parse_int=_int, parse_constant=lambda _: None
)


def _home(document: _Document, table: str) -> str:
    """The table that a document belongs to, "" for none; a card is known without its table."""
    for home in (CARDS, table or SCRIPTS):
        try:
            record: object = msgspec.convert(document, _KINDS[home])
            if isinstance(record, Struct):
                require_sound(record)
        except (msgspec.ValidationError, ValueError):  # the latter for what was not UTF-8
            continue
        return home
    return ""


def _plain(document: _Document) -> _Document | None:
    """The document as it can be saved: itself, or with � for what was not UTF-8; else None."""
    try:
        orjson.dumps(document)
    except TypeError:  # a broken character; or it is nested too deeply
        try:
            text = json.dumps(document, ensure_ascii=False).encode("utf-16", "surrogatepass")
            mended: _Document = orjson.loads(text.decode("utf-16", "replace"))
            orjson.dumps(mended)
        except (TypeError, ValueError, RecursionError):
            return None
        return mended
    return document


def _numbered(kept: list[tuple[str, _Document]]) -> dict[str, _Document]:
    """The documents by number; where one is taken already, the later document gets a free one."""
    taken = {number for number, _ in kept}
    free = (number for number in map(str, itertools.count(1)) if number not in taken)
    numbered: dict[str, _Document] = {}
    for number, document in kept:
        numbered[number if number not in numbered else next(free)] = document
    return numbered


def _quoted(company: object) -> str:
    return f" “{clean_line(company)[:40]}”" if isinstance(company, str) and company else ""
