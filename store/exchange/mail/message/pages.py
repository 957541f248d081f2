"""HTML as text that can be read: lines, lists, quotes, and the links of calls.

The parser of the standard library looks for the end of a tag or comment in all that follows, and
again from the next one on: 20 kB of "<a " take it 4 s in Python 3.11 to 3.13. So it is given whole
tags alone, and neither comments nor numbers without end. Nothing here is told where a browser would
show nothing.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

LONGEST_MARKUP = 1_000_000
_MOST_LEVELS = 50
_VALUE = r"\"[^\"]{0,20000}\"|'[^']{0,20000}'|[^\s\"'<>]++"
_TAGS = re.compile(
    r"(?P<whole></?[a-zA-Z][a-zA-Z0-9:-]{0,30}"
    rf"(?:[\s/]++|[^\s\"'<>/=]++(?:\s*+=\s*+(?:{_VALUE})?+)?+){{0,400}}+>)|<[a-zA-Z/!?][^>]*>?"
    r"|(?P<signs>(?:<(?![a-zA-Z/!?]))+)"
)
_HUGE_NUMBER = re.compile(r"&#(?:x[0-9a-f]{7,}|\d{8,});?", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_NOT_SHOWN = frozenset(
    {"style", "script", "head", "title", "template", "noscript", "object", "xml"}
)
_EMPTY = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "o:p"}
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    }
)
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_CALLS = re.compile(
    r"(?:^|\.)(?:zoom\.us|zoom\.com|zoomgov\.com|meet\.google\.com|teams\.microsoft\.com|whereby\.com"
    r"|teams\.live\.com|webex\.com|gotomeeting\.com|gotomeet\.me|meet\.goto\.com|jit\.si|8x8\.vc"
    r"|chime\.aws|bluejeans\.com|skype\.com|ringcentral\.com|around\.co|livestorm\.co)$"
)


def text_of(markup: str) -> str:
    """The text of a page of HTML, a quote marked with "> " and a list with "- "."""
    return _Page().text(markup)


def link_to_call(href: str) -> str:
    """The link itself where it leads to a video call, also when it is wrapped; else ""."""
    try:
        parts = urlsplit(href.strip()[:4_000])
        host = (parts.hostname or "").lower()
        if parts.scheme not in {"http", "https"}:
            return ""
        if host.endswith(".safelinks.protection.outlook.com") or (
            host.startswith("www.google.") and parts.path == "/url"
        ):
            query = parse_qs(parts.query, max_num_fields=20)
            inner = (query.get("url") or query.get("q") or [""])[0]
            return "" if "safelinks" in inner else link_to_call(inner) if inner != href else ""
    except ValueError:
        return ""
    return href.strip() if _CALLS.search(host) else ""


def _bounded(markup: str) -> str:
    """The page without what would be slow: comments, and tags that do not end."""
    shown, *rest = markup[:LONGEST_MARKUP].split("<!--")
    shown += "".join(piece.partition("-->")[2] for piece in rest)
    return _HUGE_NUMBER.sub(" ", _TAGS.sub(_whole, shown))


def _whole(tag: re.Match[str]) -> str:
    return tag["whole"] or "&lt;" * len(tag["signs"] or "")


class _Page(HTMLParser):
    """What has been read of a page so far."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes: list[bool] = []
        self._hidden = ""
        self._hidden_levels = 0
        self._href = ""

    def text(self, markup: str) -> str:
        """The lines, with no more than one blank line between two."""
        self.feed(_bounded(markup))
        self.close()
        self._break()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._hidden:
            self._line.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of what a tag encloses, or one that encloses nothing."""
        attributes = {name: value or "" for name, value in attrs}
        if self._hidden:
            self._hidden_levels += tag == self._hidden
        elif tag not in _EMPTY and (
            tag in _NOT_SHOWN
            or "hidden" in attributes
            or _HIDDEN.search(attributes.get("style", ""))
        ):
            self._hidden, self._hidden_levels = tag, 1
        else:
            self._open(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        """Take the end of what a tag encloses."""
        if not self._hidden:
            self._close(tag)
        elif tag == self._hidden:
            self._hidden_levels -= 1
            self._hidden = self._hidden if self._hidden_levels else ""

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if name == "br":
            self._break(keeps_blank=True)
        elif name in _BLOCKS:
            self._break()
        if name == "li":
            self._line.append("- ")
        elif name in _CELLS and self._line:
            self._line.append(" ")
        elif name == "a":
            self._href = link_to_call(attributes.get("href", ""))
        elif name == "blockquote" and len(self._quotes) < _MOST_LEVELS:
            says = attributes.get("type") == "cite" or "cite" in attributes
            self._quotes.append(says or "quote" in attributes.get("class", ""))

    def _close(self, name: str) -> None:
        if name == "a" and self._href:
            if self._href not in "".join(self._line[-8:]):
                self._line.append(f" <{self._href}>")
            self._href = ""
        if name in _BLOCKS:
            self._break()
        if name in {"p", "h1", "h2", "h3", "h4", "table", "ul", "ol"}:
            self._lines.append(self._mark())
        if name == "blockquote" and self._quotes:
            self._quotes.pop()

    def _mark(self) -> str:
        return "> " * min(3, sum(self._quotes))

    def _break(self, *, keeps_blank: bool = False) -> None:
        line = _BLANKS.sub(" ", "".join(self._line)).replace("\xa0", " ").strip()
        self._line.clear()
        if line or keeps_blank:
            self._lines.append(self._mark() + line)
