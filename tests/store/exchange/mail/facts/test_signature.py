"""Who somebody is, from what stands below their mail."""

from __future__ import annotations

import pytest

from store.exchange.mail.facts.signature import Signature, signature_of

EMAIL = "dana@harbor.example"


def read(below: str, name: str = "Dana Lee", email: str = EMAIL) -> Signature | None:
    return signature_of(f"Hello,\n\nSee you on Tuesday.\n\n{below}", name, email)


@pytest.mark.parametrize(
    ("below", "title", "phone", "company"),
    [
        (
            "Best,\nDana Lee\nHead of Data\nHarbor GmbH\nTel: +49 30 1234567",
            "Head of Data",
            "+49 30 1234567",
            "Harbor",
        ),
        (
            "-- \nDana Lee\nSenior Recruiter | Harbor\n+1 555 010 0123",
            "Senior Recruiter",
            "+1 555 010 0123",
            "Harbor",
        ),
        (
            "Best regards,\n\nDana\n\nDana Lee\nHR Manager\nM: +44 20 7946 0123",
            "HR Manager",
            "+44 20 7946 0123",
            "",
        ),
        (
            "Thanks,\nDana Lee (she/her)\nTalent Acquisition Partner at Harbor\n(555) 010-0123",
            "Talent Acquisition Partner",
            "(555) 010-0123",
            "Harbor",
        ),
        ("Regards,\nDana Lee, PhD\nDirector, Data Science", "Director, Data Science", "", ""),
        (
            "Mit freundlichen Grüßen\n\nDana Lee\nPersonalreferentin\nHarbor"
            " GmbH\nHauptstraße 5\n10115 Berlin\nTelefon: 030 / 1234567\nFax: 030 /"
            " 1234568\nAmtsgericht Berlin HRB 123456",
            "Personalreferentin",
            "030 / 1234567",
            "Harbor",
        ),
        (
            "i.A. Dana Lee\nBest,\nDana Lee\nFax +49 30 999999\nTel. +49 30 111111",
            "",
            "+49 30 111111",
            "",
        ),
        (
            "Best,\nDana Lee\nT: +49 30 1111111 | F: +49 30 2222222 | M: +49 170 3333333",
            "",
            "+49 30 1111111",
            "",
        ),
        ("Best,\nDana Lee\nF: +49 30 2222222", "", "", ""),
        ("Cheers\nDana", "", "", ""),
        ("Viele Grüße\nDana Lee\nGeschäftsführerin", "Geschäftsführerin", "", ""),
        ("Best,\nDana Lee | Engineering Manager | Harbor", "Engineering Manager", "", "Harbor"),
        ("Best,\nDr. Dana Lee\nChief Scientist", "Chief Scientist", "", ""),
        ("Best,\nDana Lee\nVAT DE123456789\nIBAN DE02 1203 0000 0000 2020 51", "", "", ""),
        ("Best,\nDana Lee\nMeeting ID: 812 3456 7890", "", "", ""),
        ("Best,\nDana Lee\nhttps://www.linkedin.com/in/recruiter-dana-1234567890", "", "", ""),
        ("Best,\nDana Lee\nSent from my iPhone", "", "", ""),
        ("Best,\n\n*Dana Lee*\n*Recruiter*", "Recruiter", "", ""),
        ("Best,\nDana Lee\nRecruiter @ Harbor", "Recruiter", "", "Harbor"),
    ],
)
def test_a_signature_says_who_they_are(below: str, title: str, phone: str, company: str) -> None:
    found = read(below)

    assert found is not None
    assert found.name in {"Dana Lee", "Dr. Dana Lee"}
    assert (found.title, found.phone, found.company) == (title, phone, company)


@pytest.mark.parametrize(
    ("name", "email", "below", "written"),
    [
        ("Lee, Dana", EMAIL, "Best,\nDana Lee\nRecruiter", "Dana Lee"),
        ("Dana Lee (Harbor)", EMAIL, "Best,\nDana Lee\nRecruiter", "Dana Lee"),
        ("Dana Lee via Calendly", EMAIL, "Best,\nDana", "Dana Lee"),
        ("", "dana.lee@harbor.example", "Best,\nDana Lee\nRecruiter", "Dana Lee"),
        ("", "dlee@harbor.example", "Best,\nDana Lee", "Dana Lee"),
        ("dana.lee@harbor.example", "dana.lee@harbor.example", "Best,\nDana Lee", "Dana Lee"),
    ],
)
def test_the_name_is_that_of_the_sender(name: str, email: str, below: str, written: str) -> None:
    found = read(below, name, email)

    assert found is not None
    assert found.name == written


@pytest.mark.parametrize(
    ("name", "email", "below"),
    [
        ("Dana Lee", EMAIL, "Best,\nSam Poe\nRecruiter"),
        ("Dana Lee", EMAIL, "See you."),
        ("", "hr@harbor.example", "Best,\nDana Lee\nRecruiter"),
        ("", "noreply@harbor.example", "Best,\nThe Harbor Team"),
        ("", "", "Best,\nDana Lee"),
        ("Dana Lee", EMAIL, ""),
    ],
)
def test_a_signature_of_somebody_else_is_not_read(name: str, email: str, below: str) -> None:
    assert read(below, name, email) is None
