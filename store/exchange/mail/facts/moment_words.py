"""The words in which mails name a day and a time, and those that say it is not the interview's."""

from __future__ import annotations

import re

from store.dates.names import MONTH, WEEKDAY

_WD = rf"(?:{WEEKDAY})"
_MONTH = rf"(?:{MONTH})"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_LED = rf"(?:\b{_WD}[.,]{{0,2}}\s{{1,2}}(?:the\s|dem\s|den\s|der\s)?)?"
DAY = (
    rf"{_LED}(?<![\d.:/-])(?:"
    rf"{_NTH}\.?\s{{1,2}}(?:of\s)?{_MONTH}\b\.?(?:,?\s{{1,2}}\d{{4}}\b)?"
    rf"|{_NTH}-{_MONTH}-(?:\d{{4}}|\d\d)\b"
    rf"|\b{_MONTH}\b\.?\s{{1,2}}(?:the\s)?{_NTH}\b(?![:.]\d|\s?[ap]m)(?:,?\s{{1,2}}\d{{4}}\b(?!:))?"
    r"|\d{4}-\d\d-\d\d\b"
    r"|\d{1,2}(?P<sign>[./-])\d{1,2}(?P=sign)(?:\d{4}|\d\d)(?![\d:])"
    r"|\d{1,2}\.\s?\d{1,2}\.\s\d{4}\b|\d{1,2}\.\s?\d{1,2}\.(?!\d)|\d{1,2}/\d{1,2}(?![/\d])"
    rf")(?:\s{{0,2}}\(\s?(?P<wd>{_WD})\.?\s?\)|,\s(?P<wd_too>{_WD})\b)?"
    rf"|\b(?:the day after tomorrow|today|tomorrow|tonight)\b"
    rf"|\b(?:(?:this coming|this|next|coming)\s)?{_WD}\b\.?(?:,?\s(?:the\s)?\d{{1,2}}(?:st|nd"
    rf"|rd|th)\b)?"
)
"""A day, as it is found in a text; the weekday behind a date is ``wd`` or ``wd_too``."""

_CLOCK = (
    r"\d{1,2}(?::\d\d){1,2}(?:\s?[ap]\.?m\b\.?)?(?:\s?h(?:rs|ours)?\b)?"
    r"|\d{1,2}[.h]\d\d\s?[ap]\.?m\b\.?"
    r"|\d{1,2}\s?[ap]\.?m\b\.?|\d{1,2}\s?o['’]clock|\d{1,2}h\d\d\b|\d{1,2}\s?h\b|\d{4}\s?hrs\b"
)
_TO = r"\s{0,2}(?:-|–|—|to|until|till)\s{0,2}"
TIME = (
    rf"(?<![\w:.,/+-])(?:(?:(?:{_CLOCK})|\d{{1,2}}(?={_TO}\d{{1,2}}(?::\d\d)?\s?[ap]\.?m\b)){_TO}"
    rf"(?:{_CLOCK}))(?![\w:])|(?<![\w:.,/+-])(?:(?:{_CLOCK})|\b(?:12\s)?(?:noon|midday)\b)(?![\w:])"
)
"""A time of day, or a stretch from one to another, as it is found in a text."""

_NAMED_ZONE = (
    r"(?:(?:Eastern|Central|Mountain|Pacific|Atlantic|Alaska|Hawaii|Newfoundland|GMT|India|Israel"
    r"|Greenwich Mean|Coordinated Universal|Central European|Eastern European|Western European"
    r"|British|Irish"
    r"|W\. Europe|Central Europe|Romance|Australian Eastern|Singapore|China|Japan|Korea"
    r"|Brasilia|UK|US"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s(?:Standard\s|Daylight\s|Summer\s)?[Tt]ime(?:\s\(US (?:&"
    r"|and) Canada\))?"
    r"|Eastern|Pacific)"
)
_CITY = r"[A-Z][\w.]{2,20}(?:\s[A-Z][\w.]{2,20})?"
ZONE = (
    rf"(?:UTC|GMT)\s?[+−–-]\s?\d{{1,2}}(?::?\d\d)?(?:\)?\s(?:{_NAMED_ZONE}|{_CITY}(?=,)))?"
    r"|(?:America|Europe|Asia|Africa|Australia|Pacific"
    r"|Atlantic)/[A-Z][A-Za-z_]{2,20}(?:/[A-Z][A-Za-z_]{2,20})?"
    rf"|{_NAMED_ZONE}"
    r"|E[SD]?T|C[SD]?T|M[SD]T|P[SD]?T|AK[SD]T|HST|A[SD]T|N[SD]T|BRT|BST|IST|WEST|WET|CEST|CET"
    r"|MESZ|MEZ"
    r"|EEST|EET|MSK|SAST|WAT|EAT|GST|PKT|SGT|MYT|HKT|PHT|JST|KST|AWST|ACST|ACDT|AEST|AEDT|NZ[SD]?T"
    r"|UTC|GMT|Z|[+−-](?:0\d|1[0-4]):?[0-5]\d"
)
"""A zone behind a time, as it is found in a text."""

_DAYS = dict(
    zip(
        ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
_GERMAN = {
    **_DAYS,
    "sonnabend": "Saturday",
    "januar": "January",
    "jänner": "January",
    "februar": "February",
    "märz": "March",
    "maerz": "March",
    "mrz": "March",
    "mai": "May",
    "juni": "June",
    "juli": "July",
    "oktober": "October",
    "okt": "October",
    "dezember": "December",
    "dez": "December",
    "heute": "today",
    "übermorgen": "the day after tomorrow",
    "kommenden": "this coming",
    "kommender": "this coming",
    "nächsten": "next",
    "nächster": "next",
    "diesen": "this",
}
_GERMAN_WORD = re.compile(rf"\b(?:{'|'.join(_GERMAN)})\b", re.IGNORECASE)
_SHORT_DAYS = dict(zip(("mo", "di", "mi", "do", "fr", "sa", "so"), _DAYS.values(), strict=True))
_SHORT_DAY = re.compile(
    r"\b(?P<day>Mo|Di|Mi|Do|Fr|Sa|So)(?=[.,]{0,2}\s(?:den\s|dem\s)?\d{1,2}\.\s?(?:\d|[A-Z]))"
)
_REWRITES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), spelling)
    for pattern, spelling in (
        (r"\bmorgen(?=,?\s(?:um|ab|gegen|von)\s)", "tomorrow"),
        (r"(?<![.:\d])\b(\d{1,2})\s?(?:-|–|bis)\s?(\d{1,2})\s?Uhr\b", r"\1:00 - \2:00"),
        (r"(?<![.:\d])\b(\d{1,2})\s?(?:-|–|bis)\s?(\d{1,2})[.:](\d\d)\s?Uhr\b", r"\1:00 - \2:\3"),
        (r"\b(\d{1,2})[.:](\d\d)\s?(?:-|–|bis)\s?(\d{1,2})[.:](\d\d)\s?Uhr\b", r"\1:\2 - \3:\4"),
        (r"\b(\d{1,2})[.:](\d\d)\s?Uhr\b", r"\1:\2"),
        (r"\b(\d{1,2})\s?Uhr\s(\d\d)\b", r"\1:\2"),
        (r"\b(\d{1,2})\s?Uhr\b", r"\1:00"),
        (r"(?<=:\d\d)\s(?:bis(?:\setwa|\sca\.)?)\s(?=\d)", " - "),
        (r"\b(\d{4}-\d\d-\d\d)T(?=\d\d:\d\d)", r"\1 "),
        # Tables of mails have a label, and their value, on a line of their own.
        (r"\n\s{0,20}\n(?=[ \t*_>•-]{0,6}(?:(?:start )?time|uhrzeit|zeit|beginn)\b)", "\n"),
        (r"[⋅·•]", ","),
    )
)


def in_english(text: str) -> str:
    """The text with what German says of days and times put into English words and figures."""
    for pattern, spelling in _REWRITES:
        text = pattern.sub(spelling, text)
    text = _SHORT_DAY.sub(lambda match: _SHORT_DAYS[match["day"].casefold()], text)
    return _GERMAN_WORD.sub(lambda match: _GERMAN[match[0].casefold()], text)


_HEADER = re.compile(
    r"^[ \t>*]{0,6}(?:sent|received|gesendet|empfangen)[*]?[ \t]?:.*$"
    r"|^[ \t>]{0,6}(?:on|am)\b.{6,200}\b(?:wrote|schrieb|writes)\b.{0,80}$"
    r"|^.{0,200}\b(?:wrote|schrieb|hat geschrieben)[ \t]?:[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARDED = re.compile(
    r"^[ \t>*]{0,6}(?:from|von)[*]?[ \t]?:.*\n(?:[ \t>*]{0,6}\w{2,12}[*]?[ \t]?:.*\n){1,8}",
    re.IGNORECASE | re.MULTILINE,
)


def without_headers(text: str) -> str:
    """The text without what tells when an earlier mail was written."""
    return _HEADER.sub("", _FORWARDED.sub("\n", text))


_OVER = re.compile(
    r"\b(?:thank(?:s| you)(?: \w+){0,3} for (?!confirm|accept|book|schedul|choos|pick|agree|select)"
    r"|danke für (?!die bestätigung|ihre bestätigung)|dank für (?!die bestätigung|ihre bestätigung)"
    r"|(?:we|i) (?:really |very much )?(?:enjoyed|spoke|talked|met|had)\b|it was (?:great|good"
    r"|nice|lovely)"
    r"|was great|enjoyed (?:our|talking|meeting|speaking)|missed|did not attend|didn't attend"
    r"|when we (?:spoke|met|talked)|our (?:last|earlier|previous) (?:call|conversation|meeting)"
    r"|application (?:was )?received|closed|geschlossen|webinar|open day|received your"
    r"|you applied|submitted)\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:available|availability|availabilities|options?|slots|choose|the following times|either"
    r"|alternativ\w*|propos\w+|suggest\w*|let (?:me|us) know (?:if|whether|which)"
    r"|works? (?:best )?for you"
    r"|suits?(?: you)?|i(?: am|'m|’m) free|we(?: are|'re|’re) free|how about|what about"
    r"|would you be"
    r"|sometime|irgendwann|or (?:later|earlier)|tentativ\w*|possibl[ey]|maybe|perhaps"
    r"|or any time|between which|verfügbar\w*|verfügbarkeit"
    r"|möglich\w*|vorschl\w+|schlage\w* .{0,60}\bvor|anbieten|könnten|passt|passen|passend"
    r"|hätten sie|hättest du"
    r"|wahlweise"
    r"|zur auswahl|wäre|our time|uns(?:erer)? (?:orts)?zeit)\b",
    re.IGNORECASE,
)
_CONFIRMED = re.compile(
    r"\b(?:confirmed|is scheduled|has been scheduled|are scheduled|is set|is booked|has been booked"
    r"|bestätig\w*|findet .{0,80}\bstatt|vereinbart)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?(?=[\s\"”)]|$)")


_CANCELLED = re.compile(
    r"\b(?:(?:have|has|had|need|forced|sorry|must|afraid|unfortunately|decided)\b[^.\n]{0,60}"
    r"\bcancel(?:l?ed|l?ing)?|(?:is|was|been|be|are|interview|meeting|call) cancell?ed"
    r"|(?:\d|on hold|now) cancell?ed|cancell?ed(?=\s*$|:)|cancell?ing (?:the|our|your)"
    r"|call(?:ed)? (?:it |the interview )?off"
    r"|(?:won['’]t|will not|cannot|can['’]t|not) (?:be )?(?:take|taking) place"
    r"|(?:muss|müssen|mussten|musste)\b[^\n]{0,160}\babsagen|abgesagt|absage"
    r"|(?:does|do|did|will|would)(?: not|n['’]t) (?:work|suit|fit)"
    r"|(?:can(?:not|['’]t)|(?:un|not )able to) (?:make|do|attend|keep)"
    r"|(?:klappt|geht|passt)\b[^\n]{0,60}\bnicht"
    r"|nicht (?:klappen|wahrnehmen|halten|einhalten|zustande)"
    r"|entfällt|entfallen|fällt\b[^\n]{0,60}\baus|ausfallen|nicht statt(?:finden)?)\b",
    re.IGNORECASE | re.MULTILINE,
)
_OF_THE_JOB = re.compile(
    r"\b(?:(?:your|the|a|possible|employment|job) (?:start|starting|joining) (?:date|day)"
    r"|start(?:ing)? date|first (?:working )?day|onboarding|induction|(?:employment|contract"
    r"|position|job|role|work) (?:starts|begins|commences|would (?:start|begin))"
    r"|commenc\w+|erste[rn]? (?:arbeits)?tag|arbeitsbeginn|vertragsbeginn|dienstantritt"
    r"|arbeitsantritt|eintritt\w*|einstellung zum)\b",
    re.IGNORECASE,
)


_OTHER_MEETING = re.compile(
    r"\b(?:(?:board|committee|budget|staff|all[- ]hands|council|steering|shareholders?['’]?)"
    r" (?:meeting|meets)|(?:information|info|q&a) (?:session|evening|event)|job ?fair|career fair"
    r"|infoveranstaltung|informationsabend|karrieremesse|jobmesse|messe"
    r"|(?:gremiums|betriebsrats|vorstands|ausschuss|aufsichtsrats|gemeinderats)sitzung"
    r"|midnight|mitternacht)\b",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\b(?:if|should you|in case|falls|sollte\w*|wenn|zum (?:absagen|verschieben))\b", re.IGNORECASE
)


def is_over(sentence: str) -> bool:
    """Whether the sentence speaks of what was, of what is off, or of another meeting than theirs.

    Such as the first day at work, or the day on which their board meets.
    """
    others = (_OVER, _OF_THE_JOB, _OTHER_MEETING)
    return any(each.search(sentence) for each in others) or is_off(sentence)


def is_off(text: str) -> bool:
    """Whether the text says that a meeting does not take place, and not what to do if."""
    return bool(_CANCELLED.search(text)) and not _IF.search(text)


def is_offered(sentence: str) -> bool:
    """Whether the sentence asks if a time suits, or names those there are to choose from."""
    if _ASKS.search(sentence):
        return True
    return bool(_OFFERED.search(sentence)) and not _CONFIRMED.search(sentence)


_NO_START_BEFORE = re.compile(
    r"(?:\b(?:by|before|until|till|no later than|latest(?: by)?|deadline(?: is| for this is)?|due"
    r"|expires?|valid|closes?|bis(?: spätestens| zum)?|spätestens(?: bis)?|vor|since|seit|after|not"
    r"|instead of|rather than|originally|previously|formerly|old (?:time|date)|earlier|statt"
    r"|anstatt"
    r"|anstelle(?: von)?|ursprünglich|every|each|jede[nrs]?|arrive|sent|posted|published)"
    r"[\s:]{0,2}(?:(?:the|on|at|for|am|zum|um|scheduled|geplant(?:en)?|planned)[\s:]{1,2}){0,3}"
    rf"|(?:\b{_WD}\.?|(?<![:\d.])\d{{1,2}}(?:st|nd|rd|th|\.)?(?:,?\s\d{{4}})?)"
    r"\s?(?:-|–|to|through|thru|bis)\s?)$",
    re.IGNORECASE,
)
_MOVED = re.compile(r"\b(?:moved|rescheduled|changed|shifted|verschoben|verlegt)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|von|vom)\s(?:the\s|on\s)?$", re.IGNORECASE)
_BEHIND_MOVED = re.compile(r"\b(?:to|auf)\b", re.IGNORECASE)


def is_no_start(sentence: str, start: int, end: int) -> bool:
    """Whether what stands before a moment says that it is another: a deadline, the time before."""
    before = sentence[max(0, start - 60) : start]
    if _NO_START_BEFORE.search(before):
        return True
    is_moved = _MOVED.search(sentence) and _FROM.search(before)
    return bool(is_moved and _BEHIND_MOVED.search(sentence, end))


_LISTED = 50
"""A line as short as this ends where it does; a longer one goes on where it is wrapped."""
_GOES_ON = re.compile(r"(?:^|\s)(?![ap]m\b)[a-zäöüß]{2,30},?[ \t]{0,9}\r?\n?$")
_NEW_LINE = re.compile(r"[^\W_a-zß-öø-ÿ]|[-*•–>#]")


def around(sentence: str, start: int, end: int) -> str:
    """What belongs to a moment of the lines that stand together: "Questions?" below it does not."""
    lines = sentence.splitlines(keepends=True)
    groups: list[tuple[int, str]] = []
    at = 0
    for before, line in zip(["", *lines], lines, strict=False):
        is_short = len(before) < _LISTED and not _GOES_ON.search(before)
        starts_anew = not groups or (is_short and _NEW_LINE.match(line.lstrip()))
        groups.append((at, line) if starts_anew else (groups[-1][0], groups.pop()[1] + line))
        at += len(line)
    return "".join(line for begins, line in groups if begins < end and begins + len(line) > start)
