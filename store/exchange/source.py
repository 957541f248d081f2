"""A file to import, as text: what is no text, or too much of it, is refused unparsed."""

from __future__ import annotations

import codecs
import stat
from enum import StrEnum
from pathlib import Path

from store.errors import FileRefusedError, reason
from store.exchange.kinds import other_kind
from store.text import shown

LARGEST = 100 * 1024 * 1024
"""The most bytes that are read; ten thousand cards with their history take about seven million."""

_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx, ods and numbers are zip files; xls
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_SAVE_AS_UTF_8 = "Save it as “CSV UTF-8” and try again"


class Form(StrEnum):
    """The forms in which cards come in."""

    JSON = "json"
    CSV = "csv"


def read_source(path: Path, *, is_told: bool = False) -> str:
    """The text of a file, without its byte order mark.

    Raises:
        FileRefusedError: It is not there, not a plain file, too large, not UTF-8 or UTF-16 text, or
            clearly something else than a table or JSON; by its name alone not where ``is_told``
            says that its form is known.
    """
    raw = _bytes(path)
    if kind := other_kind(raw, "" if is_told else path.suffix):
        raise FileRefusedError(f"{shown(path)} is {kind}")
    return decoded(raw, path)


def decoded(raw: bytes, path: Path) -> str:
    """The text in these bytes: UTF-8, or UTF-16 where a byte order mark says so.

    Raises:
        FileRefusedError: They are none; it names the first byte that is not.
    """
    name = shown(path)
    if raw.startswith(_SPREADSHEETS):
        raise FileRefusedError(f"{name} is a spreadsheet's own format. {_SAVE_AS_UTF_8}.")
    encoding, mark = _UTF_16.get(raw[:2], "utf-8"), 2 if raw[:2] in _UTF_16 else 0
    if raw.startswith(codecs.BOM_UTF8):
        mark = len(codecs.BOM_UTF8)
    try:
        text = raw[mark:].decode(encoding)
    except UnicodeDecodeError as error:
        at = mark + error.start
        raise FileRefusedError(
            f"{name} is not {encoding[:6].upper()} text: byte {at:,} is 0x{raw[at]:02X}. "
            f"{_SAVE_AS_UTF_8}. Nothing was imported."
        ) from None
    if (at := text.find("\0")) >= 0:
        raise FileRefusedError(
            f"{name} is not text: character {at:,} is NUL. {_SAVE_AS_UTF_8}. Nothing was imported."
        )
    if not text.strip():
        raise FileRefusedError(f"{name} is empty, so there is nothing to import.")
    return text


def form_of(path: Path, text: str) -> Form:
    """Whether this is JSON or a table: by the ending of its name, else by how it begins."""
    named = {".json": Form.JSON, ".csv": Form.CSV, ".tsv": Form.CSV}.get(path.suffix.casefold())
    return named or (Form.JSON if text.lstrip().startswith(("{", "[")) else Form.CSV)


def _bytes(path: Path) -> bytes:
    name = shown(path)
    try:
        found = path.stat()  # before opening: a pipe would wait for a writer for ever
        if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST:
            with path.open("rb") as file:
                raw = file.read(LARGEST + 1)
            if len(raw) <= LARGEST:
                return raw
    except FileNotFoundError:
        raise FileRefusedError(f"{name} is not there. Name the file to import.") from None
    except (OSError, ValueError) as error:
        raise FileRefusedError(f"{name} cannot be read: {reason(error)}.") from None
    if not stat.S_ISREG(found.st_mode):
        what = "a folder" if stat.S_ISDIR(found.st_mode) else "a device or a pipe"
        raise FileRefusedError(f"{name} is {what}, not a plain file. Name the file to import.")
    raise FileRefusedError(
        f"{name} is larger than {LARGEST // 1024**2} MB, so it was not read. Split it, then try "
        "again."
    )
