"""Words by which the name of a post is known: analyst, engineer, Pflegefachkraft."""

from __future__ import annotations

import re

_WORDS_TEXT = """
    accountant actuary actor adjuster administrator admin adviser advisor advocate agent aide
    ambassador analyst anesthetist animator apprentice architect archivist artist assembler
    assistant associate attendant attorney auditor author baker barista bartender biologist
    bookkeeper broker builder butcher buyer caregiver caretaker carpenter cashier ceo cfo chef
    chemist chief cio clerk cleaner clinician cmo co-op coach coder concierge conductor consultant
    controller coo cook coordinator co-ordinator copywriter counsel counsellor counselor courier
    cto curator dentist deputy designer dev developer devops devsecops dietitian director dispatcher
    doctor drafter driver economist editor educator electrician engineer epidemiologist estimator
    evangelist examiner executive facilitator fellow fellowship fitter foreman forester gardener
    generalist geologist geophysicist graduate guard guide hairdresser handler head host hostess
    hydrologist hygienist illustrator inspector installer instructor intern internship interpreter
    investigator janitor journalist judge keeper laborer labourer lawyer lead leader lecturer
    legal-counsel librarian linguist machinist magistrate maid maintainer maker manager marketer
    mason mathematician mechanic mentor merchandiser meteorologist microbiologist midwife modeler
    moderator musician nanny navigator neurologist nurse nutritionist officer operator optician
    optometrist orderly organiser organizer owner painter paralegal paramedic partner pastor
    pathologist pharmacist phlebotomist photographer physician physicist physiotherapist pilot
    planner plumber porter postdoc postdoctoral practitioner president principal principal-engineer
    producer professor programmer psychiatrist psychologist publicist publisher qa radiographer
    radiologist realtor receptionist recruiter registrar rep reporter representative researcher
    roofer sales salesperson scholar scientist scout sculptor sde sdet secretary sergeant server
    sheriff shopper singer sommelier specialist sre statistician steward stewardess
    strategist stylist superintendent superviser supervisor surgeon surveyor swe tailor teacher
    technician technologist teller tester therapist trader trainee trainer translator treasurer
    tutor typist underwriter usher valet vet veterinarian videographer volunteer vp waiter waitress
    warden welder writer zoologist pm tpm ux ui ba dba sdr bdr ae cpo ciso
"""
_WORDS = frozenset(_WORDS_TEXT.split())
_GERMAN_ENDS = re.compile(
    r"(?:ingenieur|entwickler|berater|leiter|leitung|manager|mitarbeiter|sachbearbeiter|referent"
    r"|student|praktikant|praktikum|assistent|assistenz|fachkraft|kraft|pfleger|schwester|kaufmann"
    r"|kauffrau|fachfrau|fachmann|kaufleute|techniker|mechaniker|mechatroniker|elektroniker"
    r"|elektriker|monteur"
    r"|schlosser|schreiner|tischler|maler|maurer|dachdecker|koch|köchin|kellner|verkäufer|berater"
    r"|buchhalter|steuerfachangestellter?|angestellter?|fachangestellter?|lehrer|lehrkraft|erzieher"
    r"|pädagoge|pädagogin|sozialarbeiter|arzt|ärztin|therapeut|apotheker|wissenschaftler|forscher"
    r"|analyst|architekt|planer|designer|redakteur|texter|gestalter|jurist|anwalt|anwältin|notar"
    r"|controller|disponent|fahrer|lagerist|logistiker|informatiker|administrator|programmierer"
    r"|auszubildender?|azubi|ausbildung|volontär|volontariat|trainee|werkstudent|hilfskraft|helfer"
    r"|hausmeister|sekretär|empfang|bereichsleitung|geschäftsführer|vorstand|prokurist|einkäufer"
    r"|vertriebler|trainer|coach|dozent|professor|doktorand|meister|geselle|friseur|kosmetiker"
    r"|bäcker|metzger|gärtner|landwirt|laborant|chemiker|physiker|biologe|biologin|psychologe"
    r"|psychologin|hebamme|sanitäter|beamter|beamtin|richter|polizist|bearbeiter|betreuer|prüfer"
    r"|berufseinsteiger|spezialist|experte|expertin|beauftragter?|konstrukteur|verwalter|pilot)"
    r"(?:[:*_/·]?-?in(?:nen)?|in|n|e|en|innen)?$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"[^\w&+#.-]+")


def names_a_role(text: str) -> bool:
    """Whether one of the words is what somebody can be employed as."""
    for word in _SPLIT.split(text.casefold()):
        bare = word.strip(".-")
        if (
            bare in _WORDS
            or any(part in _WORDS for part in bare.split("-"))
            or _GERMAN_ENDS.search(bare[-40:])
        ):
            return True
    return False
