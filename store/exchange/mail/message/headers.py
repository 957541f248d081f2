"""The headers of a message: read line by line, decoded, and never trusted.

The parser of the standard library is made for messages that are well meant: it raises on some odd
headers, and takes minutes for some long ones. So a header is cut to a length first, encoded words
are decoded here, and only the parameters of ``Content-Type`` are left to it.
"""

from __future__ import annotations

import binascii
import re
from typing import NamedTuple

from msgspec import Struct

from store.errors import UnreadableError
from store.exchange.mail.message.charsets import decoded
from store.text import LONGEST_LINE, clean_line

MOST_HEADER_BYTES = 1_000_000
_LONGEST_VALUE = 50_000
_MOST_HEADERS = 2_000
HEADER = re.compile(rb"[!-9;-~]{1,76}[ \t]*:")
_CONTINUED = re.compile(r"\n[ \t]+")
_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,2000})\?=")
_BETWEEN_WORDS = re.compile(r"(?<=\?=)\s+(?==\?)")
_MESSAGE_ID = re.compile(r"<\s*([!-;=?A-~]{1,200}@[!-;=?A-~]{1,200})\s*>")
_MOST_IDS = 100


class Split(NamedTuple):
    """The headers of a message or a part of one, and what stands below them."""

    headers: Headers
    body: bytes


class Headers(Struct, frozen=True):
    """The headers in their order, names in small letters, values unfolded and not yet decoded."""

    lines: tuple[tuple[str, str], ...] = ()

    def all(self, name: str) -> tuple[str, ...]:
        """The different values of a header, as they stand there."""
        return tuple(dict.fromkeys(value for each, value in self.lines if each == name and value))

    def first(self, name: str) -> str:
        """The first value of a header, or ""."""
        return next((value for each, value in self.lines if each == name), "")

    def only(self, *names: str) -> str:
        """The value of the first of these headers that is there; "" where there are two of it."""
        for name in names:
            if values := self.all(name):
                return values[0] if len(values) == 1 else ""
        return ""

    def text(self, *names: str) -> str:
        """As :meth:`only`, decoded and made safe to show, on one line."""
        return clean_line(with_words(self.only(*names)))[:LONGEST_LINE]

    def ids(self, *names: str) -> tuple[str, ...]:
        """The ids of messages in these headers, in their order, without brackets, each once."""
        values = (value for name in names for value in self.all(name))
        found = dict.fromkeys(match[1] for each in values for match in _MESSAGE_ID.finditer(each))
        return tuple(found)[-_MOST_IDS:]


def split(content: bytes) -> Split:
    """What stands above the first line that is no header, and below it.

    Line breaks in ``content`` are newlines. A blank line between them is part of neither.

    Raises:
        UnreadableError: The headers are too long.
    """
    end = 0
    lines: list[bytes] = []
    while end < len(content):
        stop = content.find(b"\n", end) % (len(content) + 1)
        line = content[end:stop]
        is_continued = bool(lines) and line[:1] in b" \t" and bool(line.strip())
        if not is_continued and not HEADER.match(line):
            end = stop + 1 if not line.strip() else end
            break
        lines.append(line)
        end = stop + 1
        if end > MOST_HEADER_BYTES or len(lines) > MOST_HEADER_BYTES // 50:
            raise UnreadableError("The headers of this mail are too long to be read.")
    return Split(_headers(b"\n".join(lines)), content[end:])


def _headers(block: bytes) -> Headers:
    unfolded = _CONTINUED.sub(" ", decoded(block, ""))
    pairs = (line.partition(":") for line in unfolded.split("\n")[:_MOST_HEADERS])
    return Headers(
        tuple((name.strip().lower(), value.strip()[:_LONGEST_VALUE]) for name, _, value in pairs)
    )


def with_words(value: str) -> str:
    """A header with its encoded words decoded; those that cannot be stay as they are."""
    pieces: list[str] = []
    raw, charset, end = b"", "", 0
    joined = _BETWEEN_WORDS.sub("", value)
    for match in _ENCODED.finditer(joined):
        # A letter may be cut in two between words that stand side by side.
        if raw and (match.start() != end or match[1].lower() != charset):
            pieces.append(decoded(raw, charset))
            raw = b""
        pieces.append(joined[end : match.start()])
        raw, charset, end = raw + _word(match), match[1].lower(), match.end()
    pieces += [decoded(raw, charset) if raw else "", joined[end:]]
    return "".join(pieces)


def _word(match: re.Match[str]) -> bytes:
    text = match[3].encode("utf-8", "replace")
    if match[2] in "qQ":
        return binascii.a2b_qp(text.replace(b" ", b"_"), header=True)
    return from_base64(text)


_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


def from_base64(data: bytes) -> bytes:
    """What is encoded in base64, whatever stands between its letters, as far as it is whole."""
    letters = _NOT_BASE64.sub(b"", data.translate(None, b"\n\r \t"))
    short = len(letters) % 4
    letters = letters[:-1] if short == 1 else letters + b"=" * (-len(letters) % 4)
    return binascii.a2b_base64(letters)
