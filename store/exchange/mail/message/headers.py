"""The headers of a message: as text, decoded, and never trusted.

They are found by the parser of the standard library and kept as they are written: its policies make
objects of them, and those of its default policy raise on some odd ones. ``decode_header`` is asked
for whole encoded words alone: for each that is not closed it looks through all that follows.
"""

from __future__ import annotations

import re
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from typing import Any

from msgspec import Struct

from store.errors import UnreadableError
from store.exchange.mail.message.charsets import decoded
from store.text import LONGEST_LINE, clean_line

MOST_HEADER_BYTES = 1_000_000
_LONGEST_VALUE = 50_000
_LONGEST_TYPE = 2_000
_MOST_HEADERS = 2_000
_TOO_MANY = 20_000
_TOO_LONG = "The headers of this mail are too long to be read."
_CONTINUED = re.compile(r"\n[ \t]+")
_WORD = r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?]{0,2000}\?="
_WORDS = re.compile(rf"{_WORD}(?:\s*{_WORD})*")
_MESSAGE_ID = re.compile(r"<\s*([!-;=?A-~]{1,200}@[!-;=?A-~]{1,200})\s*>")
_MOST_IDS = 100


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


class _AsWritten(Compat32):
    """Headers stay text as it is written; those that say what a part is are cut to a length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        if sum(map(len, sourcelines)) > MOST_HEADER_BYTES:
            raise UnreadableError(_TOO_LONG)
        return super().header_source_parse(sourcelines)

    def header_fetch_parse(self, name: str, value: str) -> str:
        longest = _LONGEST_TYPE if name.lower().startswith("content-") else _LONGEST_VALUE
        return value[:longest]


AS_WRITTEN = _AsWritten()


def message_of(content: bytes, kind: type[Message] = Message, *, is_head: bool = False) -> Message:
    """What the parser finds in ``content``, as a ``kind`` of message; only headers if ``is_head``.

    Raises:
        UnreadableError: One of its headers is too long.
    """
    parser = BytesParser(kind, policy=AS_WRITTEN)
    return parser.parsebytes(content, headersonly=is_head)


def head(content: bytes) -> Headers:
    """The headers that ``content`` begins with, whose line breaks are newlines.

    Raises:
        UnreadableError: The headers are too long.
    """
    end = content.find(b"\n\n") % (len(content) + 1)
    return headers_of(message_of(content[: min(end, MOST_HEADER_BYTES + 100)], is_head=True))


def headers_of(message: Message) -> Headers:
    """The headers of a message.

    Raises:
        UnreadableError: The headers are too long.
    """
    if len(message) > _TOO_MANY:
        raise UnreadableError(_TOO_LONG)
    return Headers(
        tuple(
            (name.strip().lower(), _CONTINUED.sub(" ", _text(value)).strip())
            for name, value in message.items()[:_MOST_HEADERS]
        )
    )


def _text(value: str) -> str:
    return decoded(value.encode("ascii", "surrogateescape"), "")


def with_words(value: str) -> str:
    """A header with its encoded words decoded; those that cannot be stay as they are."""
    return _WORDS.sub(_read, value)


def _read(words: re.Match[str]) -> str:
    try:
        found: list[tuple[Any, Any]] = decode_header(words[0])
    except (MessageError, ValueError):
        return words[0]
    return "".join(decoded(text, charset or "") for text, charset in found)
