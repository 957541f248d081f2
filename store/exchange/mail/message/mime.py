"""A message taken apart into its parts by the standard library, bounded in number, depth and time.

Its parser looks at each line once for every level that the line is nested in, and calls itself for
each: 1,000 levels end in a RecursionError. So a message is cut at a number of lines first, and the
parser is stopped where it finds too many parts or levels. Its headers are
only ever text here: those of the newer policies raise on some odd ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import InvalidBase64LengthDefect, MessageError
from email.message import Message
from email.utils import collapse_rfc2231_value
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from store.errors import UnreadableError
from store.exchange.mail.message.headers import (
    AS_WRITTEN,
    Headers,
    headers_of,
    message_of,
    with_words,
)

MOST_PARTS = 500
DEEPEST = 20
MOST_LINES = 200_000
"""The most lines that are read; an attachment of 10 MB has 130,000."""
_TOO_DEEP = f"This mail is nested more than {DEEPEST} deep; that is too deep."
_TOO_MANY = f"This mail has more than {MOST_PARTS} parts; that is too many."
_NO_LETTERS = re.compile(r"[^A-Za-z0-9+/]+")
_MESSAGES = frozenset({"message/rfc822", "message/global"})


class Part(Struct, frozen=True):
    """A message, or a part of one: its headers, and what is in it.

    ``kind`` is its type in small letters, such as "text/plain", ``charset`` and ``name`` (of the
    file) are "" where none is named. ``parts`` are those of a multipart, or the one message that
    is attached; ``content`` is then empty, and else taken out of its encoding for the way.
    ``is_cut`` says that a whole message has more lines than are read.
    """

    headers: Headers
    kind: str
    charset: str = ""
    name: str = ""
    is_attached: bool = False
    is_flowed: bool = False
    content: bytes = b""
    parts: tuple[Part, ...] = ()
    is_cut: bool = False

    def walk(self) -> Iterator[Part]:
        """The part itself and all that are in it, also those of messages attached to it."""
        yield self
        for each in self.parts:
            yield from each.walk()


class _Bounded(Message):
    """A message that refuses to have too many parts in it, or too many levels of them."""

    def __init__(self, policy: Any = AS_WRITTEN) -> None:
        super().__init__(policy)
        self.depth = 0
        self.whole = self
        self.count = 1

    def attach(self, payload: Any) -> None:
        """Take a part in; the parser calls it when one begins."""
        payload.depth, payload.whole = self.depth + 1, self.whole
        self.whole.count += 1
        if payload.depth > DEEPEST:
            raise UnreadableError(
                f"This mail is nested more than {DEEPEST} deep; that is too deep."
            )
        if self.whole.count > MOST_PARTS:
            raise UnreadableError(_TOO_MANY)
        super().attach(payload)


def parsed(content: bytes) -> Part:
    """The message in ``content``, whose line breaks are newlines.

    Raises:
        UnreadableError: It has too many parts, is nested too deep, or its headers are too long.
    """
    if is_cut := content.count(b"\n") > MOST_LINES:
        content = b"\n".join(content.split(b"\n", MOST_LINES)[:MOST_LINES])
    try:
        return replace(_part(message_of(content, _Bounded)), is_cut=is_cut)
    except (MessageError, RecursionError, ValueError, LookupError, TypeError) as error:
        raise UnreadableError("This mail is broken in a way that cannot be read.") from error


def _part(message: Message) -> Part:
    kind = message.get_content_type()
    inner: tuple[Part, ...] = ()
    if kind.startswith("multipart/") or kind in _MESSAGES:
        inner = tuple(_part(each) for each in _inside(message, kind))
        kind = kind if inner else "text/plain"
    content = _content(message)
    return Part(
        headers_of(message),
        kind,
        charset=_parameter(message, "charset"),
        name=with_words(
            _parameter(message, "filename", "content-disposition") or _parameter(message, "name")
        )[:200],
        is_attached=message.get_content_disposition() == "attachment",
        is_flowed=_parameter(message, "format").lower() == "flowed",
        content=b"" if inner else content,
        parts=inner,
    )


def _content(message: Message) -> bytes:
    """What a part holds; of base64 that was cut short or has more in it, as far as it is whole."""
    content = message.get_payload(decode=True)
    if any(isinstance(each, InvalidBase64LengthDefect) for each in message.defects):
        letters = _NO_LETTERS.sub("", str(message.get_payload()))
        message.set_payload(letters[: len(letters) // 4 * 4])
        content = message.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _inside(message: Message, kind: str) -> list[Message]:
    """What the parser found in a message; one that is attached may be encoded, or begin late."""
    found: Any = message.get_payload()
    if not message.is_multipart():
        return []
    if kind in _MESSAGES and not found[0].keys():
        found[0]["content-transfer-encoding"] = message.get("content-transfer-encoding", "")
        return [message_of(_content(found[0]).lstrip(b"\n"), _Bounded)]
    return list(found)


def _parameter(message: Message, name: str, header: str = "content-type") -> str:
    """A parameter of a header, put together from its pieces (RFC 2231); "" where it is none."""
    try:
        value = collapse_rfc2231_value(message.get_param(name, "", header))
    except (ValueError, LookupError, TypeError):
        return ""
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
