"""The role that a mail is about."""

from __future__ import annotations

import pytest

from store.exchange.mail.facts.role import role_of


@pytest.mark.parametrize(
    ("subject", "role"),
    [
        ("Interview for Analyst", "Analyst"),
        ("Re: Interview for Analyst", "Analyst"),
        (
            "Zoom Interview Confirmation for Analyst with Harbor @ Nov 24, 2026, 4:00:00 PM"
            " - 4:45:00 PM (GMT+5:30)",
            "Analyst",
        ),
        ("Vorstellungsgespräch als Pflegefachkraft (m/w/d)", "Pflegefachkraft"),
        (
            "AW: Einladung zum Vorstellungsgespräch als Projektleiter (m/w/d) am 24.11.",
            "Projektleiter",
        ),
        ("Interview: Dana Lee <> You (Product Manager)", "Product Manager"),
        ("1st round – PM – Globex", "PM"),
        ("Software Engineer Interview - Harbor", "Software Engineer"),
        ("Harbor | Senior Software Engineer | Technical Interview", "Senior Software Engineer"),
        (
            "Invitation: Onsite interview - Staff Engineer @ Tue Nov 24, 2026 10am - 2pm"
            " (EST) (me@example.com)",
            "Staff Engineer",
        ),
        ("Your interview with Harbor for the Data Analyst role", "Data Analyst"),
        ("Einladung: Werkstudent Marketing (w/m/d)", "Werkstudent Marketing"),
        ("Your application for Backend Developer at Harbor", "Backend Developer"),
        ("Senior Analyst at Harbor: next steps", "Senior Analyst"),
        ("Candidate interview: VP of Sales", "VP of Sales"),
        ("Harbor Interview: Head of Product", "Head of Product"),
        ("Interview Schedule for Sam Poe - Nurse Practitioner", "Nurse Practitioner"),
        (
            "Interview for the position of Site Reliability Engineer (SRE)",
            "Site Reliability Engineer",
        ),
        ("Phone Screen: QA Engineer (f/m/x)", "QA Engineer"),
        (
            "Ihre Bewerbung als Sachbearbeiterin Einkauf (m/w/d) - Harbor GmbH",
            "Sachbearbeiterin Einkauf",
        ),
        ("Updated invitation: Interview for Data Scientist, Growth", "Data Scientist"),
        ("Canceled: Interview for Office Manager", "Office Manager"),
        ("Final Round Interview | Account Executive", "Account Executive"),
        ("[Harbor] Interview for UX Designer", "UX Designer"),
        ("Interview for Executive Assistant to the CEO", "Executive Assistant to the CEO"),
        ("Interview for Sr. Software Engineer", "Sr. Software Engineer"),
        ("Interview Schedule: R-10234 Data Analyst", "Data Analyst"),
        ("Sales Engineer Interview w/ Harbor", "Sales Engineer"),
        ("Interview for Data Engineer (Remote, EU)", "Data Engineer"),
        ("Loop schedule – SDE II", "SDE II"),
        ("Vorstellungsgespräch Verkäufer/in", "Verkäufer/in"),
        ("Assistant for the CEO (m/w/d) - Interview", "Assistant for the CEO"),
        ("Einladung zum Vorstellungsgespräch - Disponent (m/w/d)", "Disponent"),
        ("Interview for C++ Developer", "C++ Developer"),
        ("Interview for Front-End Engineer", "Front-End Engineer"),
        ("Interview for Teacher (R-12345)", "Teacher"),
        ("Gespräch zur Stelle Buchhalter (gn)", "Buchhalter"),
        ("Telefoninterview: Entwickler*in Backend (all genders)", "Entwickler*in Backend"),
    ],
)
def test_the_subject_says_it(subject: str, role: str) -> None:
    found = role_of(subject, "")

    assert found is not None
    assert (found.value, found.source) == (role, "from the subject")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Thank you for your application for the position of Senior Data Engineer (m/f/d).",
            "Senior Data Engineer",
        ),
        (
            "We would like to invite you to an interview for the Backend Developer position"
            " at Harbor.",
            "Backend Developer",
        ),
        (
            "Thanks for applying to the Customer Success Manager position (Job ID 12345).",
            "Customer Success Manager",
        ),
        (
            "vielen Dank für Ihre Bewerbung als Projektleiter Bau bei der Harbor GmbH.",
            "Projektleiter Bau",
        ),
        ("Position: Product Designer\nDate: Tuesday", "Product Designer"),
        ("Role: Data Engineer II", "Data Engineer II"),
        ("Stelle: Erzieher (m/w/d)", "Erzieher"),
        ("Ihr Interesse an der Position Controller (m/w/d) in Köln", "Controller"),
        ("we are looking for a Wayfinder (m/f/d) to join us", "Wayfinder"),
        ("die Stelle als Pflegefachfrau / Pflegefachmann", "Pflegefachfrau / Pflegefachmann"),
        ("It is about the role of Gardener.", "Gardener"),
        ("You applied for our Marketing Manager role and we liked it.", "Marketing Manager"),
        ("your interview for the position of Nurse is on Tuesday", "Nurse"),
        ("the Data Analyst role. The Data Analyst position is new.", "Data Analyst"),
    ],
)
def test_the_text_says_it(text: str, role: str) -> None:
    found = role_of("Interview", text)

    assert found is not None
    assert (found.value, found.source) == (role, "from the text")


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("", ""),
        ("Interview", ""),
        ("Confirmation", ""),
        ("Interview Confirmation", ""),
        ("Interview with Dana Lee", ""),
        ("Dana Lee and Sam Poe", ""),
        ("Dana Lee <> Sam Poe", ""),
        ("Phone screen with Harbor", ""),
        ("Technical Interview", ""),
        ("Final round", ""),
        ("2nd Interview - Harbor", ""),
        ("Interview with hiring manager", ""),
        ("Interview with our Hiring Manager", ""),
        ("Hiring Manager Interview", ""),
        ("Recruiter Screen", ""),
        ("Recruiter call: Dana Lee", ""),
        ("Interview for Tuesday", ""),
        ("Interview for Sam Poe", ""),
        ("Interview for you", ""),
        ("Vorstellungsgespräch", ""),
        ("Einladung zum Vorstellungsgespräch am 24.11.", ""),
        ("Thank you for your time", ""),
        ("Next steps", "It was a pleasure to meet the team."),
        ("Interview", "the Data Analyst role or the Data Engineer role"),
        ("Interview", "We look forward to the opportunity to meet you."),
        ("Interview", "You will play a role in our team."),
        ("Interview", "Please arrive for your interview 10 minutes early."),
        ("Interview", "Dana is the hiring manager for the role."),
        ("Interview", "You are in a good position to succeed."),
        ("Interview", "This role is remote."),
        ("Talent Acquisition Partner: Dana Lee", ""),
        ("Interview with Dana Lee, Senior Engineer", ""),
        ("Your interview with Dana (Engineering Manager) at Harbor", ""),
        ("Coffee chat with our CTO", ""),
        ("Interview invite from Harbor Partners", ""),
        ("Interview", "We would like to fill the position as soon as possible."),
    ],
)
def test_what_names_no_role_gives_none(subject: str, text: str) -> None:
    assert role_of(subject, text) is None
