"""The words of the list, in English and in German."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from store.records import Channel, Result, What

SOFT = "\u00ad"
"""Where a long word may be broken."""

Column = Literal["date", "what", "way", "person", "position", "company", "result"]
"""What is told of a contact."""


class Words(Struct, frozen=True, kw_only=True):
    """All words of one language; ``{}`` stands where a day or an amount goes.

    ``kinds`` says what a contact was, ``news`` what came of it, ``ways`` how it was had, and
    ``counted`` has one and several of each kind that the sum names.
    """

    code: str
    title: str
    name: str
    period: str
    until: str
    nothing: str
    made: str
    signature: str
    columns: Mapping[Column, str]
    interview: str
    other: str
    kinds: Mapping[What, str]
    formats: Mapping[str, str]
    ways: Mapping[Channel, str]
    calls: Mapping[Result, str]
    news: Mapping[What, str]
    next_on: str
    no_answer: str
    no_answer_yet: str
    contacts: tuple[str, str]
    companies: tuple[str, str]
    recruiter: str
    counted: Mapping[str, tuple[str, str]]

    def amount(self, count: int, noun: tuple[str, str]) -> str:
        """An amount with its noun: "1 call", "2 calls"."""
        return f"{count} {noun[0] if count == 1 else noun[1]}"


_ENGLISH = Words(
    code="en",
    title="Contacts with employers",
    name="Name",
    period="Period",
    until="{} to {}",
    nothing="No contacts in this period.",
    made="As of {}.",
    signature="Date, signature",
    columns={
        "date": "Date",
        "what": "Contact",
        "way": "Way",
        "person": "Person",
        "position": "Position",
        "company": "Company",
        "result": "Result",
    },
    interview="Interview",
    other="Message",
    kinds={
        What.THANKED: "Thank-you",
        What.EMAILED: "Follow-up",
        What.EMAILED_AGAIN: "Second follow-up",
        What.CALLED: "Call",
        What.REPLIED: "Reply",
        What.ACCEPTED: "Offer accepted",
        What.DECLINED: "Offer declined",
        What.ASKED_TIME: "Asked for time to think",
        What.NEGOTIATED: "Talked about terms",
        What.WITHDREW: "Application withdrawn",
        What.WROTE_AGAIN: "Keeping in touch",
    },
    formats={"video": "video", "phone": "phone", "on site": "on site"},
    ways={
        Channel.EMAIL: "email",
        Channel.PHONE: "phone",
        Channel.LINKEDIN: "LinkedIn",
        Channel.TEXT: "text message",
        Channel.IN_PERSON: "in person",
        Channel.LETTER: "letter",
    },
    calls={
        Result.SPOKE: "spoke",
        Result.LEFT_MESSAGE: "left a message",
        Result.NO_ANSWER: "nobody answered",
    },
    news={
        What.NEW_DATE: "they named a new date",
        What.NEWS: "they answered",
        What.NEXT_ROUND: "invited to the next interview",
        What.OFFER: "offer",
        What.REJECTED: "rejected",
        What.WITHDREW: "withdrawn by me",
    },
    next_on="invited to the next interview, {}",
    no_answer="no answer",
    no_answer_yet="no answer yet",
    contacts=("contact", "contacts"),
    companies=("with 1 company", "with {} companies"),
    recruiter="{} (recruiter)",
    counted={
        "interview": ("interview", "interviews"),
        "mail": ("email", "emails"),
        "call": ("call", "calls"),
        "other": ("other", "others"),
    },
)

_GERMAN = Words(
    code="de",
    title="Nachweis der Eigenbemühungen",
    name="Name",
    period="Zeitraum",
    until="{} bis {}",
    nothing="Keine Kontakte in diesem Zeitraum.",
    made="Stand: {}",
    signature="Datum, Unterschrift",
    columns={
        "date": "Datum",
        "what": "Kontakt",
        "way": "Art",
        "person": "Person",
        "position": "Stelle",
        "company": "Firma",
        "result": "Ergebnis",
    },
    interview=f"Vorstellungs{SOFT}gespräch",
    other="Nachricht",
    kinds={
        What.THANKED: f"Dank{SOFT}schreiben",
        What.EMAILED: "Nachfrage",
        What.EMAILED_AGAIN: "Zweite Nachfrage",
        What.CALLED: "Anruf",
        What.REPLIED: "Antwort",
        What.WROTE_AGAIN: "Kontaktpflege",
        What.ACCEPTED: "Angebot angenommen",
        What.DECLINED: "Angebot abgelehnt",
        What.ASKED_TIME: "Um Bedenkzeit gebeten",
        What.NEGOTIATED: "Über Bedingungen gesprochen",
        What.WITHDREW: "Bewerbung zurückgezogen",
    },
    formats={"video": "Video", "phone": "Telefon", "on site": "vor Ort"},
    ways={
        Channel.EMAIL: "E-Mail",
        Channel.PHONE: "Telefon",
        Channel.LINKEDIN: "LinkedIn",
        Channel.TEXT: "Kurznachricht",
        Channel.IN_PERSON: "persönlich",
        Channel.LETTER: "Brief",
    },
    calls={
        Result.SPOKE: "gesprochen",
        Result.LEFT_MESSAGE: "Mailbox besprochen",
        Result.NO_ANSWER: "niemand erreicht",
    },
    news={
        What.NEW_DATE: "neuer Termin für die Entscheidung genannt",
        What.NEWS: "Antwort erhalten",
        What.NEXT_ROUND: "Einladung zum nächsten Gespräch",
        What.OFFER: "Angebot",
        What.REJECTED: "Absage",
        What.WITHDREW: "von mir zurückgezogen",
    },
    next_on="Einladung zum nächsten Gespräch, {}",
    no_answer="keine Antwort",
    no_answer_yet="noch keine Antwort",
    contacts=("Kontakt", "Kontakte"),
    companies=("mit 1 Firma", "mit {} Firmen"),
    recruiter="{} (Agentur)",
    counted={
        "interview": ("Vorstellungsgespräch", "Vorstellungsgespräche"),
        "mail": ("E-Mail", "E-Mails"),
        "call": ("Anruf", "Anrufe"),
        "other": ("sonstiger", "sonstige"),
    },
)


def words_in(code: str) -> Words:
    """The words in the language of a code; English where there are none in it."""
    return _GERMAN if code == _GERMAN.code else _ENGLISH
