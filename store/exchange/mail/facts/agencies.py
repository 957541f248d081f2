"""Who stands between the candidate and a company: agencies for staff."""

from __future__ import annotations

import re

from store.exchange.mail.facts.services import domain_of

_LONGEST = 30_000
_LABELS_TEXT = """
    adecco aerotek akkodis allegisglobalsolutions amadeusfire amadeus-fire approach-people
    brunel computerfutures darwinrecruitment datascientest experis ferchau frankrecruitmentgroup
    gigroup gulp harveynash hays heidrick hudson huxley insightglobal intersearch kellyservices
    kellyocg kforce kornferry lhh manpower manpowergroup michaelpage michaelpage-de modis
    morganmckinley nigelfrank odgersberndtson orizon pagegroup pageexecutive pagepersonnel
    personpeople phaidoninternational progressiverecruitment randstad randstadusa reed
    roberthalf robertwalters russellreynolds spencerstuart sthree syngenity teksystems
    tempton timepartner trenkwalder unique-personal walterscareers walterspeople yourfirm
"""
_LABELS = frozenset(_LABELS_TEXT.split())
"""The domains of agencies that only place staff with others, without what stands behind the dot."""

_OTHER_CLIENTS = (
    r"(?!s\b|['’]s\b|[- ](?:service|success|base|facing|portal|relations?|support|side|care|"
    r"experience|list|team|teams|engagement|projects?|work|meetings?))"
)
_SAYS = re.compile(
    rf"\b(?:(?:our|my) client\b{_OTHER_CLIENTS}|a client of (?:ours|mine)\b"
    r"|(?:one|some) of (?:our|my) clients?\b|on behalf of (?:our|my|a) client"
    r"|(?:recruitment|staffing|employment|recruiting) (?:agency|consultancy|firm)\b"
    r"|agency recruiter|executive search (?:firm|consultant)"
    r"|personaldienstleist(?:er|ung\w*)|personalvermittl(?:er|ung)\w*|personalberat(?:er|ung)\w*"
    r"|zeitarbeit\w*|arbeitnehmerüberlassung"
    r"|(?:bei|für|von|mit) (?:unserem|meinem|einem unserer|einen unserer) (?:kunden|mandanten)\b"
    r"|(?:unser|mein) (?:kunde|mandant)\b|im (?:auftrag|namen) (?:unseres|meines|eines) "
    r"(?:kunden|mandanten)|kundenunternehmen)",
    re.IGNORECASE,
)


def is_agency(address: str) -> bool:
    """Whether a mail address is at an agency that is known."""
    return domain_of(address).label in _LABELS


def is_between(address: str, text: str) -> bool:
    """Whether the writer says plainly that they recruit for somebody else, or is of an agency.

    ``text`` is what they wrote, with their signature, without quotes of earlier mails.
    """
    return is_agency(address) or bool(_SAYS.search(text[:_LONGEST]))
