"""The name of a position as a sentence can use it, out of what was typed or pasted."""

from __future__ import annotations

import re

from store.text import clean_line

_MARK = r"(?:m|w|f|h|d|x|i|a|gn|div)"
_ANYONE = rf"(?:{_MARK}(?:\s?[/|,*]\s?{_MARK}){{1,4}}|[mwf]{{2}}d|gn|(?:all|any) genders?)"
_TERM = (
    r"(?:remote|hybrid|on-?site|full[ -]?time|part[ -]?time|vollzeit|teilzeit"
    r"|\d{1,3}(?:\s?[–-]\s?\d{1,3})?\s?%)"
)
_TERMS = rf"{_TERM}(?:\s?[/|,]\s?{_TERM}){{0,3}}"
_NUMBER = (
    r"(?:(?:(?:ref|reference|referenz|req|requisition|job|kennziffer|id|nr|no)(?=[\W\d])"
    r"[.:# -]{0,4}){1,4}#?[\w/.-]{0,20}\d[\w/.-]{0,20}|#\s?\d{1,20}|(?:jr|r)-?\d{3,20})"
)
_ASIDE = re.compile(rf"\s?[(\[]\s?(?:{_ANYONE}|{_TERMS}|{_NUMBER})\s?[)\]]", re.IGNORECASE)
_TAIL = re.compile(
    rf"(?:[ ,|:–—-]{{1,4}}(?:{_NUMBER}|{_ANYONE})|\s?[,|:–—-]\s?{_TERMS}|\s(?:in )?{_TERMS})$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:(?:job )?title|position|role|job|stelle) ?: ?", re.IGNORECASE)
_FULL_STOP = re.compile(r"(?<=\w{4})\.$")  # a shorter word is an abbreviation: "Sr."
_AROUND = " ,;:|–—-"
_NOTHING = frozenset({"position", "role", "job", "stelle", "the", "a", "an", "n/a", "tbd", "?"})


def bare(role: str) -> str:
    """A position without what only its advertisement needs: "(m/w/d)", "(remote)", "- REF 1234".

    A label before it ("Position: …") goes too. It is "" where nothing names the position.
    """
    text = _ASIDE.sub("", clean_line(role)).strip(_AROUND)
    shorter = _without_tail(text)
    while shorter != text:
        text, shorter = shorter, _without_tail(shorter)
    text = _FULL_STOP.sub("", _LABEL.sub("", text))
    return "" if text.casefold() in _NOTHING else text


def _without_tail(text: str) -> str:
    return _TAIL.sub("", f" {text}").strip(_AROUND)
