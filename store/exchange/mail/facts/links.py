"""Links in mails: found, taken out of what scanners of mail wrap them in, and known as calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from store.exchange.mail.facts.services import is_under

_LONGEST = 2000
_MOST = 200
_SIGNS = r"[^\s<>\"“”„|\\^`{}\x00-\x20\x7f]"
_BARE_HOSTS = (
    r"meet\.google\.com|(?:[a-z0-9-]{1,63}\.)?zoom\.us|teams\.microsoft\.com|teams\.live\.com"
    r"|whereby\.com|meet\.jit\.si"
)
_LINK = re.compile(
    rf"https?://{_SIGNS}{{4,{_LONGEST}}}"
    rf"|(?<![\w@./:%=?&-])(?:{_BARE_HOSTS})/{_SIGNS}{{2,{_LONGEST}}}",
    re.IGNORECASE,
)
"""A link; of services for calls also without what stands before its host."""
_BEHIND = ".,;:!?*'’»…"


class Call(NamedTuple):
    """The link of a video call: as it is to be opened, what tells it from others, the service."""

    link: str
    key: tuple[str, str]
    service: str


def calls(text: str) -> Iterator[Call]:
    """The video calls that a text links to, in their order, one that comes twice twice."""
    for count, match in enumerate(_LINK.finditer(text)):
        if count == _MOST:
            return
        link = _bare(match[0])
        if call := call_of(link if "://" in link[:8] else f"https://{link}"):
            yield call


def call_of(link: str) -> Call | None:
    """The call behind a link, also where it is wrapped; None where it is none that is known."""
    for each in (link, *_unwrapped(link)):
        parts = _split(each)
        if parts is None:
            continue
        host = (parts.hostname or "").casefold()
        for service, hosts, path in _CALLS:
            if is_under(host, hosts):
                if path.match(parts.path or "/"):
                    # Two links to one room differ in what follows: a password, who clicked.
                    same = f"{parts.path}?{parts.query}" if "j.php" in parts.path else parts.path
                    return Call(each, (service, same.rstrip("/").casefold()), service)
                break
    return None


def _split(link: str) -> SplitResult | None:
    try:
        parts = urlsplit(link)
        is_plain = parts.scheme in {"http", "https"} and not parts.username
    except ValueError:
        return None
    return parts if is_plain else None


def _bare(link: str) -> str:
    """The link without the signs that the sentence put behind it."""
    bare = link.rstrip(_BEHIND)
    for opening, closing in ("()", "[]"):
        while bare.endswith(closing) and bare.count(closing) > bare.count(opening):
            bare = bare[:-1].rstrip(_BEHIND)
    return bare


def _of_query(*names: str) -> Callable[[SplitResult], str]:
    def find(parts: SplitResult) -> str:
        found = parse_qs(parts.query, max_num_fields=30)
        return next((found[name][0] for name in names if name in found), "")

    return find


def _of_proofpoint_2(parts: SplitResult) -> str:
    inner = _of_query("u")(parts)
    return unquote(inner.replace("-", "%").replace("_", "/"))


def _of_proofpoint_3(parts: SplitResult) -> str:
    """What stands between "__" and "__;"; a "*" in it stands for a sign that is kept elsewhere."""
    whole = f"{parts.path}?{parts.query}" if parts.query else parts.path
    match = re.search(r"/v3/__(.+?)__;", whole)
    return match[1].replace(":/", "://", 1).replace(":///", "://", 1) if match else ""


_WRAPPERS: tuple[tuple[str, str, Callable[[SplitResult], str]], ...] = (
    ("safelinks.protection.outlook.com", "/", _of_query("url")),
    ("statics.teams.cdn.office.net", "/evergreen-assets/safelinks", _of_query("url")),
    ("google.com", "/url", _of_query("q", "url")),
    ("urldefense.proofpoint.com", "/v2/", _of_proofpoint_2),
    ("urldefense.com", "/v2/", _of_proofpoint_2),
    ("urldefense.com", "/v3/", _of_proofpoint_3),
    ("linkprotect.cudasvc.com", "/url", _of_query("a")),
    ("slack-redir.net", "/link", _of_query("url")),
    ("linkedin.com", "/redir", _of_query("url")),
)


def _unwrapped(link: str) -> Iterator[str]:
    """What the link leads to in the end, where what wraps it tells so in plain."""
    for _ in range(3):
        parts = _split(link)
        if parts is None:
            return
        link = _inner(parts)
        if not _LINK.fullmatch(link) or "*" in link:
            return
        yield link


def _inner(parts: SplitResult) -> str:
    host = (parts.hostname or "").casefold()
    for wrapper, path, inner in _WRAPPERS:
        if is_under(host, frozenset({wrapper})) and parts.path.startswith(path):
            try:
                return inner(parts)
            except ValueError:
                return ""
    return ""


_ANY = r"/[\w.@%+~-]{2,}"
_CALLS: tuple[tuple[str, frozenset[str], re.Pattern[str]], ...] = tuple(
    (service, frozenset(hosts.split()), re.compile(path, re.IGNORECASE))
    for service, hosts, path in (
        ("Zoom", "zoom.us zoomgov.com zoom.com", r"/(?:j|w|s|my|wc|wc/join)/[\w.-]{2,}"),
        ("Google Meet", "meet.google.com", r"/(?:lookup/)?[a-z0-9]{3,}(?:-[a-z0-9]{3,}){0,2}/?$"),
        ("Teams", "teams.microsoft.com", r"/(?:l/meetup-join|meet|_#/l/meetup-join)/.+"),
        ("Teams", "teams.live.com", r"/meet/.+"),
        ("Teams", "gov.teams.microsoft.us dod.teams.microsoft.us", r"/l/meetup-join/.+"),
        (
            "Webex",
            "webex.com",
            r"/(?:meet|join|m|w|wbxmjs/joinservice|webappng|[\w.-]+/(?:j\.php|meet|onstage))\b",
        ),
        ("Whereby", "whereby.com appear.in", rf"(?!/(?:user|information|blog|faq)\b){_ANY}"),
        ("Jitsi", "meet.jit.si 8x8.vc jitsi.org", _ANY),
        ("GoTo Meeting", "gotomeeting.com", r"/(?:join|meet)/\w+"),
        ("GoTo Meeting", "gotomeet.me meet.goto.com gotomeet.at", _ANY),
        ("Chime", "chime.aws", r"/[\w-]*\d{4,}"),
        ("BlueJeans", "bluejeans.com", r"/(?:a2m/\S+|\d{3,})"),
        ("Skype", "join.skype.com meet.lync.com", _ANY),
        ("RingCentral", "ringcentral.com", r"/(?:join|j)/\w+"),
        ("Zoho Meeting", "meeting.zoho.com meeting.zoho.eu", _ANY),
        ("Lark", "vc.larksuite.com vc.feishu.cn", r"/j/\d+"),
        ("HireVue", "hirevue.com", r"/(?:interviews?|signup|invitations?|live)\b"),
        ("Cal.com", "app.cal.com", r"/video/\w+"),
        ("alfaview", "app.alfaview.com", _ANY),
        ("Dialpad", "meetings.dialpad.com uberconference.com", _ANY),
    )
)
