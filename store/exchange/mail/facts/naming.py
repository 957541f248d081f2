"""Names of companies in a text: what can be one, and when two are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from store.dates.zones import city_names

LEGAL = re.compile(
    r"[\s,]{1,8}(?:gmbh(?:\s*&\s*co\.?\s*(?:kg|kgaa|ohg))?|ggmbh|mbh|ag(?:\s*&\s*co\.?\s*kg)?|se|kg"
    r"|kgaa"
    r"|ohg|e\.\s?v\.|ug(?:\s*\(haftungsbeschränkt\))?|inc\.?|incorporated|ltd\.?|limited|llc"
    r"|l\.l\.c\."
    r"|llp|lp|plc|corp\.?|corporation|co\.?|company|pty(?:\.?\s*ltd\.?)?|s\.?a\.?(?:s|r\.?l)?\.?"
    r"|b\.?v\.?|n\.?v\.?|s\.?p\.?a\.?|s\.?r\.?l\.?|a/s|aps|ab|oy|oyj|as"
    r"|sp\.\s?z\s?o\.\s?o\.)(?=$|[\s,|)])",
    re.IGNORECASE,
)
"""The legal form behind a company's name, which no letter says."""

_WORD = re.compile(r"[^\W_][\w'’&+.-]{0,40}|&")
_MOST_WORDS = 5
_MOST_RUNS = 20_000
_DROPPED = re.compile(r"[\W_]+")
_FOLDED = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "&": ""})
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def key_of(name: str) -> str:
    """A name as domains have it: "HA-Analytics" and "HA Analytics" are "haanalytics"."""
    folded = name.casefold().translate(_GERMAN).translate(_FOLDED)
    plain = unicodedata.normalize("NFD", folded)
    return _DROPPED.sub("", "".join(sign for sign in plain if not unicodedata.combining(sign)))


def bare_name(name: str) -> str:
    """A company's name without its legal form: "Harbor" of "Harbor GmbH & Co. KG"."""
    match = LEGAL.search(name)
    bare = name[: match.start()] if match and match.start() else name
    if bare.rstrip().endswith(("&", " and", " und")):
        bare = name  # "Quill & Co" is called so
    return " ".join(bare.split()).strip(" ,;|")


def runs(text: str) -> Iterator[str]:
    """All runs of up to five words within a line that begin as a name does, longest last."""
    count = 0
    for line in text.splitlines():
        found = [(match.start(), match.end()) for match in _WORD.finditer(line)]
        for at, (start, _) in enumerate(found):
            if not (line[start].isupper() or line[start].isdigit()):
                continue
            for _, end in found[at : at + _MOST_WORDS]:
                count += 1
                if count > _MOST_RUNS:
                    return
                yield line[start:end].rstrip(".-'’&+")


_NO_COMPANY_TEXT = """
    a an the our your their my this that you us we it i me all any one am pm date time tbd home
    work office offices headquarters hq site onsite location room floor building reception lobby
    least last first once noon midday latest monday tuesday wednesday thursday friday saturday
    sunday mon tue wed thu fri sat sun january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec today
    tomorrow montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai
    juni juli oktober dezember uns ihnen ihr ihrem unserem der die das dem den herr herrn frau
    zoom teams microsoft google meet hangouts skype webex whereby jitsi chime calendly goodtime
    greenhouse lever ashby workday smartrecruiters teamtailor personio recruitee icims jobvite
    bamboohr linkedin indeed stepstone xing outlook gmail phone video call meeting interview
    interviews onsite hiring recruiting recruiter recruitment talent people hr team candidate
    candidates manager engineering engineers panel everyone mr mrs ms dr prof
"""
_NO_COMPANY = frozenset(_NO_COMPANY_TEXT.split())


def trimmed(name: str) -> str:
    """The name without what follows it in capitals: "Harbor" of "Harbor Interview Tuesday"."""
    words = name.split()
    while len(words) > 1 and words[-1].strip(".,'’&+-").casefold() in _NO_COMPANY:
        words.pop()
    return " ".join(words)


def is_name(name: str) -> bool:
    """Whether it can be a company's name: no word of the calendar, no service, no city alone."""
    words = [word.strip(".,'’&+-").casefold() for word in name.split()]
    return (
        2 <= len(name) <= 60
        and len(words) <= 6
        and any(map(str.isalpha, name))
        and not any(map(str.isdigit, words[0][:1]))
        and words[0] not in _NO_COMPANY
        and words[-1] not in _NO_COMPANY
        and name.casefold() not in city_names()
        and "@" not in name
        and "/" not in name
    )


_AROUND = re.compile(
    r"^(?:get|try|join|use|go|my|we|the|hello|hey|team|mail)-?(?=.{4})"
    r"|-?(?:hq|app|inc|ltd|llc|gmbh|ag|se|corp|co|io|ai|group|gruppe|team|mail|online|global"
    r"|international|europe|deutschland|germany|uk|usa|us|de|eu)$"
)


def _keys_of(name: str) -> set[str]:
    """The name as domains may have it: "&" is left out there, or spelled."""
    spelled = (name, name.replace("&", "and"), name.replace("&", "und")) if "&" in name else (name,)
    return {key_of(each) for each in spelled}


def written_as(label: str, text: str) -> str:
    """How a text writes the name that is "haanalytics" in a domain; "" where it does not."""
    whole = key_of(label)
    part = key_of(_AROUND.sub("", label))
    wanted = {whole, part} if len(part) >= 3 else {whole}
    initials = {key[0] for key in wanted if key}
    found = ""
    for run in runs(text):
        if key_of(run[0])[:1] not in initials:
            continue
        # "Harbor GmbH" is of the domain harbor, and of harbor-gmbh; "Fern & Wick" of fernandwick.
        if any(key in wanted for each in (run, bare_name(run)) for key in _keys_of(each)):
            name = run if bare_name(run).casefold() in _NO_COMPANY else bare_name(run)
            if name.casefold() in _NO_COMPANY:
                continue
            if whole in _keys_of(name) or not found:
                found = name
            if whole in _keys_of(name) and any(map(str.isupper, name)):
                return name
    return found if any(map(str.isupper, found)) or any(map(str.isdigit, found)) else ""
