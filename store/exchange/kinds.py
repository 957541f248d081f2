"""Files that people hand over and that are no table, known by how they begin or by their name."""

from __future__ import annotations

import codecs
import re

_NOTHING = "Nothing was imported."
_SAVE = f"Save it as “CSV UTF-8” and try again. {_NOTHING}"
_ADD = (
    "Only tables (csv, tsv) and Afterword's own json can be imported; add its interview with "
    f"`afterword add`. {_NOTHING}"
)
_COPY = f"Copy its table into a spreadsheet, save that as “CSV UTF-8” and try again. {_NOTHING}"

INVITATION = f"a calendar invitation, not a table. {_ADD}"
MAIL = f"an email, not a table. {_ADD}"
_CONTACT = f"a contact card, not a table. {_ADD}"
_SHEET = f"a spreadsheet's own format, not CSV. {_SAVE}"
_PAGE = f"a web page, not a table. {_COPY}"
_MARKDOWN = f"a Markdown page, not a table. {_COPY}"
_PDF = f"a PDF, not a table. {_COPY}"
_DOCUMENT = f"a text document, not a table. {_COPY}"
_PICTURE = f"a picture, not a table. {_ADD}"
_ARCHIVE = f"a compressed archive, not a table. Unpack it and import the table in it. {_NOTHING}"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", _PDF),
    (b"\xd0\xcf\x11\xe0", _SHEET),  # xls
    (b"{\\rtf", _DOCUMENT),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", _ARCHIVE),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", _DOCUMENT),
    (b"opendocument.text", _DOCUMENT),
)
_HEADER = (
    rb"(?:From|To|Cc|Subject|Date|Message-ID|Received|Return-Path|Delivered-To|MIME-Version"
    rb"|Content-Type|DKIM-Signature|Authentication-Results|X-[\w-]+)"
)
_BEGINS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"BEGIN:VCALENDAR\b", re.IGNORECASE), INVITATION),
    (re.compile(rb"BEGIN:VCARD\b", re.IGNORECASE), _CONTACT),
    (re.compile(rb"<(?:!doctype html|html|head|body|table)\b", re.IGNORECASE), _PAGE),
    (re.compile(rb"<\?xml\b", re.IGNORECASE), f"XML, not a table. {_COPY}"),
    (re.compile(rb"From \S+@\S+ .*\d{4}"), MAIL),
    (
        re.compile(_HEADER + rb": .*\r?\n(?:[ \t].*\r?\n)*" + _HEADER + rb": ", re.IGNORECASE),
        MAIL,
    ),
    (re.compile(rb"\|.*\|[ \t]*\r?\n[ \t]*\|[ \t:|-]+\|"), _MARKDOWN),
)
_ENDINGS = {
    **dict.fromkeys((".ics", ".ical", ".ifb", ".vcs"), INVITATION),
    **dict.fromkeys((".eml", ".mbox", ".msg"), MAIL),
    **dict.fromkeys((".md", ".markdown"), _MARKDOWN),
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".ods", ".numbers"), _SHEET),
    **dict.fromkeys((".htm", ".html"), _PAGE),
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".pages"), _DOCUMENT),
    ".pdf": _PDF,
    ".vcf": _CONTACT,
    ".zip": _ARCHIVE,
}
_LOOKED_AT = 4096


def other_kind(raw: bytes, ending: str) -> str:
    """What a file is that is no table and no JSON, and what to do; "" where it may be one.

    Its content counts before its ``ending`` (".ics"), which may be "" for no name at all.
    """
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            return what
    if raw.startswith(b"PK\x03\x04"):
        return next((what for name, what in _ZIPPED if name in raw[:_LOOKED_AT]), _SHEET)
    top = raw[:_LOOKED_AT].removeprefix(codecs.BOM_UTF8).lstrip()
    for begins, what in _BEGINS:
        if begins.match(top):
            return what
    return _ENDINGS.get(ending.casefold(), "") if top else ""
