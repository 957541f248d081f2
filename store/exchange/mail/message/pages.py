"""HTML as text that can be read: lines, lists, quotes, and the links of calls.

Not the parser of the standard library, which takes minutes for what is made to be slow. Nothing
here is told where a browser would show nothing.
"""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

LONGEST_MARKUP = 1_000_000
_MOST_LEVELS = 50
_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})((?:[^\"'<>]{1,2000}+|\"[^\"]{0,4000}\"|'[^']{0,4000}'){0,200}+)>"
)
_BEGINS = re.compile(r"<(?=[a-zA-Z/!?])")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]{1,20})\s{0,5}=\s{0,5}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
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
    return _Page(markup[:LONGEST_MARKUP]).text()


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


class _Page:
    """What has been read of a page so far."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes: list[bool] = []
        self._hidden = ""
        self._hidden_levels = 0
        self._href = ""

    def text(self) -> str:
        """The lines, with no more than one blank line between two."""
        at, end = 0, len(self._markup)
        while at < end:
            found = _BEGINS.search(self._markup, at)
            start = found.start() if found else end
            self._words(self._markup[at:start])
            at = self._after(start) if start < end else end
        self._break()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")

    def _after(self, start: int) -> int:
        """Take the tag or comment that begins at ``start``; where it ends."""
        markup = self._markup
        if markup.startswith(("<!", "<?"), start):
            closing = "-->" if markup.startswith("<!--", start) else ">"
            stop = markup.find(closing, start + 2)
            return len(markup) if stop < 0 else stop + len(closing)
        if match := _TAG.match(markup, start):
            self._tag(bool(match[1]), match[2].lower(), match[3])
            return match.end()
        stop = markup.find(">", start)
        return len(markup) if stop < 0 else stop + 1

    def _words(self, text: str) -> None:
        if self._hidden or not text:
            return
        self._line.append(html.unescape(_HUGE_NUMBER.sub(" ", text)))

    def _tag(self, is_end: bool, name: str, rest: str) -> None:
        if self._hidden:
            if name == self._hidden:
                self._hidden_levels += -1 if is_end else 1
                self._hidden = self._hidden if self._hidden_levels else ""
            return
        if is_end:
            self._close(name)
            return
        attributes = _attributes(rest) if rest else {}
        is_empty = name in _EMPTY or rest.endswith("/")
        if not is_empty and (
            name in _NOT_SHOWN
            or "hidden" in attributes
            or _HIDDEN.search(attributes.get("style", ""))
        ):
            self._hidden, self._hidden_levels = name, 1
            return
        self._open(name, attributes)

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
            self._href = link_to_call(html.unescape(attributes.get("href", "")[:4_000]))
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


def _attributes(rest: str) -> dict[str, str]:
    found = {
        match[1].lower(): match[2] or match[3] or match[4] or ""
        for match in _ATTRIBUTE.finditer(rest)
    }
    if re.search(r"\shidden(?:\s|/|$)", rest):
        found["hidden"] = ""
    return found
