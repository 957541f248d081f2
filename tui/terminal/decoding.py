"""The characters that a terminal's bytes stand for, by the locale's charset."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

from tui.terminal.charset import charset

STRAY = "\ufffd"
"""What stands for bytes that are no character."""

FILLER = "\udc80"
"""What follows :data:`STRAY` for each further byte that it stands for; nothing to be shown."""

_ERRORS = "afterword-stray"
_ONE_BYTE = re.compile(r"(?:iso-?8859-?\d+|koi8-?\w|cp12\d\d|windows-?12\d\d)", re.IGNORECASE)


def decoder(environ: Mapping[str, str]) -> codecs.IncrementalDecoder:
    """Decodes what the terminal sends: UTF-8, or the charset of one byte that the locale names.

    It never raises. A stray byte from 0x80 to 0x9f is the control character of that number, which
    is how terminals of eight bits begin a sequence; any other that does not fit is :data:`STRAY`.
    """
    named = charset(environ).partition("@")[0]
    encoding = named if _ONE_BYTE.fullmatch(named) and _is_known(named) else "utf-8"
    return codecs.getincrementaldecoder(encoding)(_ERRORS)


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start]
    fillers = FILLER * (error.end - error.start - 1)
    return chr(byte) if byte < 0xA0 else f"{STRAY}{fillers}", error.end


codecs.register_error(_ERRORS, _stray)
