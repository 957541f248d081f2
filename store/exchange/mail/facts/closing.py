"""Where a mail ends: what stands below its last sentence."""

from __future__ import annotations

import re

_MARK = re.compile(r"^-- ?$", re.MULTILINE)
_CLOSING = re.compile(
    r"^[ \t]{0,4}(?:(?:many |with )?(?:thanks|thank you)(?: (?:so much|very much|again|in advance"
    r"|and (?:best|kind|warm) regards))?|cheers|ciao|best|all the best|(?:with )?(?:(?:my |the "
    r"|our )?"
    r"(?:very )?(?:best|kind|kindest|warm|warmest|many) )?(?:regards|wishes)"
    r"|kindly|(?:yours )?(?:sincerely|truly|faithfully)(?: yours)?|respectfully|take care"
    r"|looking forward(?: to [^\r\n]{1,60})?|talk soon|see you (?:soon|then)|until then"
    r"|mit (?:freundlichen|besten|herzlichen|lieben|vielen|schönen) (?:grüßen|grüssen|gruß|gruss)"
    r"|mit freundlichem gru(?:ß|ss)|(?:viele|beste|liebe|herzliche|freundliche|schöne|sonnige"
    r"|lg|mfg"
    r"|vg|bg)(?: grü(?:ß|ss)e(?: aus [\w -]{2,30})?)?|grü(?:ß|ss)e|gru(?:ß|ss)|hochachtungsvoll"
    r"|besten gru(?:ß|ss)|lieben gru(?:ß|ss)|bis (?:dann|bald))[ \t]{0,4}[,.!–-]{0,2}[ \t]{0,4}$",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_LINES = 25
_MOST_BELOW = 3000


def below(text: str) -> str:
    """What stands below the last closing ("Best,") or below "-- "; "" where neither is there."""
    marks = list(_MARK.finditer(text))
    closings = [match for match in _CLOSING.finditer(text) if _ends(text, match.end())]
    start = max((match.end() for match in (marks[-1:] + closings[-1:])), default=-1)
    if closings and marks and closings[-1].end() < marks[-1].start():
        # The name often stands between the closing and the mark.
        start = closings[-1].end()
    if start < 0:
        return ""
    lines = text[start : start + _MOST_BELOW].strip("\r\n").splitlines()[:_MOST_LINES]
    return "\n".join(line for line in lines if not _MARK.match(line))


def _ends(text: str, at: int) -> bool:
    """Whether little enough follows for it to be an end, and not thanks on the way."""
    return text.count("\n", at) <= _MOST_LINES * 2
