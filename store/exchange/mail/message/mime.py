"""A message taken apart into its parts, bounded in number, depth and time.

The parser of the standard library looks at each line once for every level that it is nested in, and
calls itself for each, so a message that is made to be slow stops it. Here each level is cut at its
boundaries, in one go.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import Struct

from store.errors import UnreadableError
from store.exchange.mail.message.headers import Headers, from_base64, split, with_words

MOST_PARTS = 500
DEEPEST = 20
_LONGEST_TYPE = 2_000
_PARAMETER = re.compile(r";\s*([^\s=;\"]{1,80})\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^;]*))")


class Part(Struct, frozen=True):
    """A message, or a part of one: its headers, and what is in it.

    ``kind`` is its type in small letters, such as "text/plain", ``charset`` and ``name`` (of the
    file) are "" where none is named. ``parts`` are those of a multipart, or the one message that
    is attached; ``content`` is then empty.
    """

    headers: Headers
    kind: str
    charset: str = ""
    name: str = ""
    is_attached: bool = False
    is_flowed: bool = False
    raw: bytes = b""
    parts: tuple[Part, ...] = ()

    def content(self) -> bytes:
        """What the part holds, taken out of its encoding for the way."""
        return _unpacked(self.headers, self.raw)

    def walk(self) -> Iterator[Part]:
        """The part itself and all that are in it, also those of messages attached to it."""
        yield self
        for each in self.parts:
            yield from each.walk()


class _Left:
    """How many parts may still come."""

    def __init__(self) -> None:
        self.parts = MOST_PARTS

    def take(self) -> None:
        self.parts -= 1
        if self.parts < 0:
            raise UnreadableError(f"This mail has more than {MOST_PARTS} parts; that is too many.")


def parsed(content: bytes) -> Part:
    """The message in ``content``, whose line breaks are newlines.

    Raises:
        UnreadableError: It has too many parts, is nested too deep, or its headers are too long.
    """
    return _part(content, "text/plain", 0, _Left())


def _part(content: bytes, usual: str, depth: int, left: _Left) -> Part:
    left.take()
    if depth > DEEPEST:
        raise UnreadableError(f"This mail is nested more than {DEEPEST} deep; that is too deep.")
    headers, body = split(content)
    kind, described = _described(headers.first("content-type"))
    placed, placing = _described(headers.first("content-disposition"))
    kind = kind if "/" in kind else usual
    name = with_words(placing.get("filename", described.get("name", "")))[:200]
    boundary = described.get("boundary", "")
    inner: tuple[Part, ...] = ()
    if kind.startswith("multipart/"):
        usual = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        inner = tuple(_part(each, usual, depth + 1, left) for each in _cut(body, boundary))
        kind = kind if inner else "text/plain"
    elif kind in {"message/rfc822", "message/global"}:
        whole = _unpacked(headers, body).lstrip(b"\n")
        inner = (_part(whole, "text/plain", depth + 1, left),)
    return Part(
        headers,
        kind,
        charset=described.get("charset", ""),
        name=name,
        is_attached=placed == "attachment",
        is_flowed=described.get("format", "").lower() == "flowed",
        raw=b"" if inner else body,
        parts=inner,
    )


def _described(value: str) -> tuple[str, dict[str, str]]:
    """What such a header says, and its parameters; those in pieces (RFC 2231) are put together."""
    value = value[:_LONGEST_TYPE]
    found: dict[str, str] = {}
    for match in _PARAMETER.finditer(value):
        name, _, piece = match[1].lower().partition("*")
        text = re.sub(r"\\(.)", r"\1", match[2]) if match[2] is not None else match[3].strip()
        if piece.endswith("*") or (not piece and match[1].endswith("*")):
            text = unquote(text.rpartition("'")[2])
        found[name] = found.get(name, "") + text if piece.strip("*0") else text
    return value.partition(";")[0].strip().lower(), found


def _cut(body: bytes, boundary: str) -> Iterator[bytes]:
    """What stands between the boundaries; what stands before the first and after the last is none.

    A message that was cut short ends without one.
    """
    mark = b"\n--" + boundary.encode("utf-8", "replace")
    start, at = -1, 0 if body.startswith(mark[1:]) else body.find(mark) + 1
    while boundary and at < len(body) and body.startswith(mark[1:], at):
        stop = body.find(b"\n", at) % (len(body) + 1)
        behind = body[at + len(mark) - 1 : stop].rstrip(b" \t")
        if behind in {b"", b"--"}:
            if start >= 0:
                yield body[start : max(start, at - 1)]
            if behind:
                return
            start = stop + 1
        at = body.find(mark, at) % (len(body) + 1) + 1
    if start >= 0:
        yield body[start:]


def _unpacked(headers: Headers, raw: bytes) -> bytes:
    match headers.first("content-transfer-encoding").lower():
        case "base64":
            return from_base64(raw)
        case "quoted-printable":
            return binascii.a2b_qp(raw)
        case _:
            return raw
