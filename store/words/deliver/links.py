"""Links that a phone opens: a number to dial, a text to send."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from store.text import clean

_SHOWN_CONTROL = re.compile(r"⟨[0-9A-F]{4}⟩")  # as store.text shows what came with a pasted number
_NUMBER = re.compile(r"(?:(\+)[\s()]*)?(\d(?:(?:[\s().·‐-―−-]|(?<=\d)/)*\d)*)\)?")
_TRUNK_ZERO = re.compile(r"\(0\)")
_EXTENSION = re.compile(r"\s*(?:[,;]\s*)?(?:ext(?:ensio)?n?|x|#)[\s.:=]*(\d{1,9})\b", re.IGNORECASE)
_SPELLED = re.compile(r"-?[A-Za-z]")
_MOST_DIGITS = 20  # E.164 allows 15; the rest is room for a prefix to dial out


def tel(phone: str) -> str:
    """The link that dials a number (RFC 3966): "tel:+15550100123", "tel:5550100;ext=12".

    The first number in the text counts. A trunk zero in brackets, "+44 (0)20", is not dialled from
    abroad and left out. "" where there is no number, or none that could be dialled as it stands:
    more than 20 digits, or partly spelled in letters ("1-800-FLOWERS").
    """
    number, extension = _number(phone)
    if not number:
        return ""
    return f"tel:{number};ext={extension}" if extension else f"tel:{number}"


def sms(phone: str, body: str = "") -> str:
    """The link that opens a text message to a number (RFC 5724); "" as for :func:`tel`."""
    number, _ = _number(phone)
    if not number:
        return ""
    text = quote(clean(body), safe="")
    return f"sms:{number}?body={text}" if text else f"sms:{number}"


def _number(phone: str) -> tuple[str, str]:
    """The digits to dial, with a leading plus if there is one, and the extension, or "" and ""."""
    text = _SHOWN_CONTROL.sub("", unicodedata.normalize("NFKC", phone))
    found = _NUMBER.search(text)
    if not found:
        return "", ""
    extension = _EXTENSION.match(text, found.end())
    plus = found[1] or ""
    digits = _digits(_TRUNK_ZERO.sub("", found[2]) if plus else found[2])
    if len(digits) > _MOST_DIGITS or (not extension and _SPELLED.match(text, found.end())):
        return "", ""
    return plus + digits, _digits(extension[1]) if extension else ""


def _digits(text: str) -> str:
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())
