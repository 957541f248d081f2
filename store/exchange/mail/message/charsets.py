"""Bytes as text, whatever they say they are."""

from __future__ import annotations

import codecs

_SLOW_OR_NOT_TEXT = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)
_AS_BROWSERS_READ = {
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}


def decoded(data: bytes, charset: str) -> str:
    """The text of ``data`` in the charset that it names, or else in the one that fits.

    What is no UTF-8 either is read as Windows wrote it in the west; what fits nothing is told by
    U+FFFD.
    """
    for name in (_known(charset), "utf-8", "cp1252"):
        try:
            if name:
                return data.decode(name)
        except (UnicodeError, ValueError):
            continue
    return data.decode(_known(charset) or "cp1252", "replace")


def _known(charset: str) -> str:
    try:
        name = codecs.lookup(charset.strip(" \"'").partition("*")[0]).name
    except (LookupError, ValueError, UnicodeError):
        return ""
    name = _AS_BROWSERS_READ.get(name, name)
    try:
        b"a".decode(name, "ignore")  # refuses those that are not for text, such as "zlib"
    except (LookupError, UnicodeError):
        return ""
    return "" if name.replace("-", "_") in _SLOW_OR_NOT_TEXT else name
