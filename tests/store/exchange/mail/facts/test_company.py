"""The company that a mail is about: what a domain, a subject, a signature and a text say of it."""

from __future__ import annotations

import pytest

from store.exchange.mail.facts.agencies import is_agency, is_between
from store.exchange.mail.facts.company import company_of
from store.exchange.mail.facts.services import domain_of

SERVICES = """
    gmail.com googlemail.com outlook.com outlook.de hotmail.co.uk live.com yahoo.com yahoo.co.uk
    gmx.de gmx.net gmx.at web.de t-online.de proton.me protonmail.com icloud.com me.com aol.com
    fastmail.com posteo.de mailbox.org freenet.de qq.com mail.ru
    calendly.com goodtime.io cal.com savvycal.com doodle.com
    greenhouse.io us.greenhouse-mail.io hire.lever.co lever.co ashbyhq.com myworkday.com workday.com
    smartrecruiters.com teamtailor.com personio.de recruitee.com icims.com jobvite.com bamboohr.com
    workablemail.com candidates.workablemail.com successfactors.eu softgarden.de
    zoom.us teams.microsoft.com webex.com
    linkedin.com e.linkedin.com indeed.com indeedemail.com stepstone.de xing.com
    google.com group.calendar.google.com resource.calendar.google.com amazonses.com
    """
DANA = ("Dana Lee", "dana@harbor.example")


def name_of(people: list[tuple[str, str]], subject: str = "", text: str = "") -> str:
    found = company_of(people, subject, text)
    return found.value if found else ""


@pytest.mark.parametrize(
    ("address", "subject", "text", "name", "source"),
    [
        ("d@harbor.example", "Interview with Harbor", "", "Harbor", "subject"),
        ("d@harbor.example", "Interview", "Best,\nDana Lee\nHarbor GmbH", "Harbor", "signature"),
        ("d@harbor.example", "Interview", "Come to Harbor at ten.", "Harbor", "text"),
        ("d@ha-analytics.co.uk", "HA Analytics: interview", "", "HA Analytics", "subject"),
        ("d@haanalytics.com", "Interview at HA Analytics", "", "HA Analytics", "subject"),
        ("d@mail.harbor.example", "Your time at Harbor", "", "Harbor", "subject"),
        ("d@hr.eu.harbor.com.au", "Harbor interview", "", "Harbor", "subject"),
        ("d@careers.harbor.co.jp", "Harbor interview", "", "Harbor", "subject"),
        ("d@getharbor.example", "Your interview with Harbor", "", "Harbor", "subject"),
        ("d@harbor-group.example", "Your interview with Harbor", "", "Harbor", "subject"),
        (
            "d@mueller-bau.de",
            "Gespräch",
            "Grüße\nDana\nMüller Bau GmbH & Co. KG",
            "Müller Bau",
            "signature",
        ),
        ("d@strasse.example", "Termin bei Straße", "", "Straße", "subject"),
        ("d@harbor.example", "", "Best,\nDana\nHARBOR AG", "HARBOR", "signature"),
        ("d@sap.com", "Your interview at SAP", "", "SAP", "subject"),
        (
            "d@hbr.example",
            "Chat",
            "Regards,\nDana Lee\nHarbor Bay Research",
            "Harbor Bay Research",
            "signature",
        ),
        ("d@3harbors.example", "3Harbors interview", "", "3Harbors", "subject"),
        (
            "d@johnson-johnson.example",
            "Johnson & Johnson interview",
            "",
            "Johnson & Johnson",
            "subject",
        ),
    ],
)
def test_a_name_that_is_also_the_domain_is_sure(
    address: str, subject: str, text: str, name: str, source: str
) -> None:
    found = company_of([("Dana Lee", address)], subject, text)

    assert found is not None
    assert (found.value, found.source) == (name, f"from the {source} and the address {address}")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("dana@northwind.example", "Northwind"),
        ("dana@mail.northwind.example", "Northwind"),
        ("dana@northwind.co.uk", "Northwind"),
        ("dana@jobs.northwind.com.br", "Northwind"),
        ("dana@blue-harbor.example", "Blue Harbor"),
        ("DANA@NORTHWIND.EXAMPLE", "Northwind"),
    ],
)
def test_a_domain_alone_gives_its_name_and_the_source_says_so(address: str, name: str) -> None:
    found = company_of([("Dana", address)], "Interview", "See you then.")

    assert found is not None
    assert (found.value, found.source) == (name, f"from the address {address}")


@pytest.mark.parametrize(
    "address",
    [
        "dana@sap.com",  # Sap, or SAP
        "dana@ha-x.example",
        "dana@a1b2.example",
        "dana@xn--mller-kva.example",
        "dana@northwindtradersinternational.example",  # where do its words begin?
        "dana@co.uk",
        "dana@localhost",
        "dana@10.0.0.1",
        "dana@",
        "@northwind.example.",
        "dana",
        "",
    ],
)
def test_a_domain_that_hides_the_name_gives_none(address: str) -> None:
    assert name_of([("Dana", address)], "Interview") in {"", "Northwind"}
    assert "Sap" not in name_of([("Dana", address)])


@pytest.mark.parametrize("domain", SERVICES.split())
def test_a_service_is_never_the_company(domain: str) -> None:
    assert not domain_of(f"noreply@{domain}").label
    assert not name_of([("", f"noreply@{domain}")], "Interview", "See you then.")


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("harbor@myworkday.com", "harbor"),
        ("noreply@myworkday.com", ""),
        ("no-reply@myworkday.com", ""),
        ("hr@harbor.jobs.personio.de", "harbor"),
        ("noreply@jobs.personio.de", ""),
        ("noreply@harbor.recruitee.com", "harbor"),
        ("noreply@careers-harbor.icims.com", "harbor"),
        ("noreply@mail.icims.com", ""),
        ("dana@harbor.onmicrosoft.com", "harbor"),
        ("dana@harbor.bamboohr.com", "harbor"),
        ("app@bamboohr.com", ""),
    ],
)
def test_what_a_service_keeps_a_company_under_is_its_name(address: str, label: str) -> None:
    assert domain_of(address).label == label


@pytest.mark.parametrize(
    ("sender", "subject", "text", "name"),
    [
        ("Harbor Recruiting", "Your interview", "", "Harbor"),
        ("Harbor Hiring Team", "Your interview", "", "Harbor"),
        ("The Harbor Analytics Talent Team", "Your interview", "", "Harbor Analytics"),
        ("Harbor Careers", "Your interview", "", "Harbor"),
        ("Harbor via Greenhouse", "Your interview", "", ""),
        ("Harbor via Greenhouse", "Your interview with Harbor", "", "Harbor"),
        ("Harbor Recruiting via Greenhouse", "Your interview", "", "Harbor"),
        ("Harbor", "Your Interview with Harbor is Confirmed", "", "Harbor"),
        ("Dana Lee", "Interview with Harbor", "Thanks,\nDana Lee\nHarbor", "Harbor"),
        ("Anna via LinkedIn", "Anna sent you a message", "", ""),
        ("", "Interview", "Your interview for Product Designer at Harbor is confirmed.", "Harbor"),
        ("", "Interview", "Your interview for Tuesday at Ten is confirmed.", ""),
        ("Dana Lee via Greenhouse", "Your interview", "", ""),
        ("Dana Lee", "Your interview with Dana", "", ""),
        ("no-reply", "Interview with Dana", "", ""),
        ("", "Interview for Analyst at Harbor", "", "Harbor"),
        ("", "Interview at Harbor Analytics on Tuesday", "", "Harbor Analytics"),
        (
            "",
            "Zoom Interview Confirmation for Analyst with Harbor @ Nov 24",
            "Your role at Harbor",
            "Harbor",
        ),
        ("", "Interview with Harbor", "The Harbor team looks forward to it.", "Harbor"),
        ("", "Your application to Harbor", "", "Harbor"),
        ("", "Ihre Bewerbung bei der Harbor GmbH", "", "Harbor"),
        ("", "", "Thank you for your interest in Harbor.", "Harbor"),
        ("", "", "Thank you for applying to Harbor Analytics, Inc.", "Harbor Analytics"),
        ("", "", "the Analyst position at Harbor", "Harbor"),
        ("", "", "vielen Dank für Ihr Interesse an der Harbor GmbH.", "Harbor"),
        ("", "", "Mit freundlichen Grüßen\nDana Lee\nHarbor GmbH", "Harbor"),
        ("Dana Lee", "Interview at Harbor", "the role at Kestrel", ""),
        ("", "Interview at 3pm", "", ""),
        ("", "Interview @ Tue Nov 24, 2026", "", ""),
        ("", "Interview at Google Meet", "", ""),
        ("", "Interview at Zoom", "", ""),
        ("", "Interview at Berlin", "", ""),
        ("", "Interview at our office", "", ""),
        ("", "Interview at Our Office", "", ""),
        ("", "Interview at Noon", "", ""),
        ("", "Meet with Dana Lee", "Hi", ""),
        ("Recruiting", "Your interview", "", ""),
        ("Talent Team", "Your interview", "", ""),
        ("Calendly", "New event: Dana Lee", "", ""),
    ],
)
def test_without_a_domain_only_plain_words_say_it(
    sender: str, subject: str, text: str, name: str
) -> None:
    assert name_of([(sender, "no-reply@us.greenhouse-mail.io")], subject, text) == name


@pytest.mark.parametrize(
    ("people", "subject", "name"),
    [
        ([DANA, ("Kim", "kim@harbor.example")], "", "Harbor"),
        ([DANA, ("Kim", "kim@gmail.com")], "", "Harbor"),
        ([("Kim", "kim@gmail.com"), DANA], "", "Harbor"),
        ([DANA, ("Kim", "kim@kestrel.example")], "", ""),
        ([DANA], "Interview at Kestrel", ""),
        ([DANA], "Interview for Analyst with Kestrel", ""),
        ([("", "d@thecompany.example")], "Interview with The Company", "The Company"),
        ([DANA, ("Kim", "kim@kestrel.example")], "Interview with Kestrel", "Kestrel"),
        ([("Dana Lee", "dana@danalee.example")], "Interview", ""),
        ([("Dana Lee", "me@lee-dana.example")], "Interview", ""),
        ([("Rob", "rob@hays.de"), DANA], "", ""),
        ([], "Interview at Harbor", "Harbor"),
        ([], "", ""),
    ],
)
def test_of_several_people_the_company_is_the_one_that_is_named(
    people: list[tuple[str, str]], subject: str, name: str
) -> None:
    assert name_of(people, subject) == name


@pytest.mark.parametrize(
    ("address", "subject", "text", "name"),
    [
        ("rob@hays.de", "Interview", "Grüße\nRob\nHays AG", ""),
        ("rob@roberthalf.com", "Interview at Harbor", "", "Harbor"),
        (
            "rob@michaelpage.co.uk",
            "Interview",
            "our client Harbor Analytics is keen",
            "Harbor Analytics",
        ),
        ("rob@randstad.nl", "Interview", "See you", ""),
        (
            "rob@bridge.example",
            "Interview",
            "Our client, Kestrel, would like to meet you.",
            "Kestrel",
        ),
        ("rob@bridge.example", "Interview", "Our client would like to meet you.", ""),
        ("rob@bridge.example", "Gespräch", "mein Kunde, die Harbor GmbH, lädt Sie ein", "Harbor"),
        ("rob@bridge.example", "Bridge", "Wir sind ein Personaldienstleister.", ""),
        ("rob@bridge.example", "Interview", "You would lead our client success team.", "Bridge"),
        ("rob@bridge.example", "Interview", "Our clients love us.", "Bridge"),
    ],
)
def test_an_agency_is_never_the_company(address: str, subject: str, text: str, name: str) -> None:
    assert name_of([("Rob", address)], subject, text) == name


@pytest.mark.parametrize(
    ("address", "text", "between"),
    [
        ("rob@hays.com", "", True),
        ("rob@uk.hays.com", "", True),
        ("rob@bridge.example", "I am hiring on behalf of our client.", True),
        ("rob@bridge.example", "a client of ours in Leeds", True),
        ("rob@bridge.example", "im Auftrag unseres Mandanten", True),
        ("rob@bridge.example", "für unseren Kunden in Köln", False),
        ("rob@bridge.example", "bei unserem Kunden in Köln", True),
        ("dana@harbor.example", "our client-facing team", False),
        ("dana@harbor.example", "our client's needs come first", False),
        ("dana@harbor.example", "No agencies please.", False),
        ("dana@shays.example", "", False),
    ],
)
def test_an_agency_is_known_by_its_address_or_by_plain_words(
    address: str, text: str, between: bool
) -> None:
    assert is_between(address, text) == between
    assert is_agency(address) == address.endswith("hays.com")
