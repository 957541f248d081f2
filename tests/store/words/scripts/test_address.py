import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records import Person
from store.text import clean_line
from store.words.scripts.address import address, first_name, proper


@pytest.mark.parametrize(
    ("name", "addressed"),
    [
        ("Dana Lee", "Dana"),
        ("Dana", "Dana"),
        ("  Dana   Lee ", "Dana"),
        ("Dr. Lee", "Dr. Lee"),
        ("Dr. Dana Lee", "Dr. Lee"),
        ("Prof. Dr. Anna Schmidt", "Prof. Schmidt"),
        ("Ms Lee", "Ms Lee"),
        ("Dr. Ana de la Cruz", "Dr. de la Cruz"),
        ("Ludwig van Beethoven", "Ludwig"),
        ("Dana Lee, PhD", "Dana"),
        ("Dr. Dana Lee Jr.", "Dr. Lee"),
        ("Lee, Dana", "Dana"),
        ("de la Cruz, Ana", "Ana"),
        ("Lee, Dr. Dana", "Dr. Lee"),
        ("Dana Lee, Head of Data", "Dana"),
        ("Dana, Head of Data", "Dana"),
        ("Dana (HR)", "Dana"),
        ("J. Robert Oppenheimer", "Robert"),
        ("J. R. Lee", "J. R. Lee"),
        ("J.R. Lee", "J.R. Lee"),
        ("Anne-Marie O'Neill", "Anne-Marie"),
        ("Dr. Ma", "Dr. Ma"),
        ("Dana Judge", "Dana"),
        ("李娜", "李娜"),
        ("", ""),
        ("Dr.", ""),
        (",", ""),
        ("dana@example.com", ""),
        ("Sir Ian McKellen", "Sir Ian"),
        ("Herr Dr. Müller", "Herr Dr. Müller"),
        ("DR. LEE", "Dr. Lee"),
        ("dr dana lee", "Dr Lee"),
        ("DR. ANA DE LA CRUZ", "Dr. de la Cruz"),
        ("de la Cruz", "de la Cruz"),
        ("van der berg", "van der Berg"),
        ("Van Morrison", "Van"),
        ("al green", "Al"),
        ("Dana & Tom", "Dana & Tom"),
        ("Dana Lee and Tom Ray", "Dana and Tom"),
        ("Dana Lee and the team", "Dana"),
        ("Dear Dana", "Dana"),
        ("Dana?", "Dana"),
        ("Dana.", "Dana"),
        ("“Dana Lee”", "Dana"),
        ("Lee, D.", "D. Lee"),
        ("Dr Jane Smith MD", "Dr Smith"),
        ("Hr. Jensen", "Hr. Jensen"),
        ("Recruiter: Dana Lee", "Dana"),
        ("Interview with Dana", "Dana"),
        ("Dana Lee; Tom Ray", "Dana"),
        ("May", "May"),
    ],
)
def test_a_person_is_addressed_as_a_person_would(name: str, addressed: str) -> None:
    assert first_name(name) == addressed


@pytest.mark.parametrize(
    "name",
    [
        *("The hiring team", "the Acme team", "Hiring Manager", "HR", "hr", "HR Department", "N/A"),
        *("Talent", "Talent Acquisition", "Recruiting", "Sir", "Madam", "Sir or Madam", "CFO"),
        *("CTO", "Team Lead", "Lead", "careers", "jobs@example.com", "Jobs", "info", "n.a.", "na"),
        *("Interview panel", "TBD", "unknown", "?", "…", "12345", "Interviewer 1", "Acme HR", "-"),
        *("Head of Data", "To whom it may concern", "Human Resources", "HR-Team", "Recruiter", "x"),
        *(
            "VP of Engineering",
            "no idea",
            "Don't know",
            "my interviewer",
            "Recruiting (Acme)",
            "Personalabteilung",
            "Damen und Herren",
            "🎉",
        ),
    ],
)
def test_what_is_no_persons_name_addresses_nobody(name: str) -> None:
    assert first_name(name) == ""
    assert proper(name) == ""


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("DANA LEE", "Dana Lee"),
        ("dana lee", "Dana Lee"),
        ("dana Lee", "Dana Lee"),
        ("Dana lee", "Dana Lee"),
        ("Dana LEE", "Dana Lee"),
        ("LEE, Dana", "Dana Lee"),
        ("LEE, DANA", "Dana Lee"),
        ("DE LA CRUZ, ANA", "Ana de la Cruz"),
        ("o'brien", "O'Brien"),
        ("O’BRIEN", "O’Brien"),
        ("mcdonald", "McDonald"),
        ("MCKAY", "McKay"),
        ("McKay", "McKay"),
        ("Dana Macdonald", "Dana Macdonald"),
        ("van der berg", "van der Berg"),
        ("VAN DER BERG", "van der Berg"),
        ("Ana de la Cruz", "Ana de la Cruz"),
        ("Ana von der Leyen", "Ana von der Leyen"),
        ("ana dos santos", "Ana dos Santos"),
        ("D'Angelo Russell", "D'Angelo Russell"),
        ("D'ANGELO RUSSELL", "D'Angelo Russell"),
        ("anne-marie smith-jones", "Anne-Marie Smith-Jones"),
        ("JEAN-PIERRE DUPONT", "Jean-Pierre Dupont"),
        ("JP", "JP"),
        ("DJ", "DJ"),
        ("JP LEE", "JP Lee"),
        ("jp lee", "JP Lee"),
        ("AJ LEE", "AJ Lee"),
        ("ED LEE", "Ed Lee"),
        ("JO LEE", "Jo Lee"),
        ("ANNA NG", "Anna Ng"),
        ("j. robert lee", "J. Robert Lee"),
        ("J.R. LEE", "J.R. Lee"),
        ("JRR Tolkien", "JRR Tolkien"),
        ("ZOË ÅBERG", "Zoë Åberg"),
        ("émile zola", "Émile Zola"),
        ("Omar al-Fayed", "Omar al-Fayed"),
        ("LEE, Dr. Dana, PhD", "Dr. Dana Lee"),
        ("Prof. Dr. Maria Lee", "Prof. Dr. Maria Lee"),
        ("Dana Lee (she/her)", "Dana Lee"),
        ("Dana Lee she/her", "Dana Lee"),
        ("Dana Lee, they/them", "Dana Lee"),
        ("Dana Lee, PhD", "Dana Lee"),
        ("DANA LEE III", "Dana Lee"),
        ("Dana Lee - Recruiter", "Dana Lee"),
        ("Dana Lee – Talent Acquisition", "Dana Lee"),
        ("Dana Lee | Acme", "Dana Lee"),
        ("Dana Lee @ Acme", "Dana Lee"),
        ("Dana Lee at Acme", "Dana Lee"),
        ("Dana, Recruiter", "Dana"),
        ("Dana, HR", "Dana"),
        ("Dana Lee <dana@example.com>", "Dana Lee"),
        ("Dana 🎉 Lee", "Dana Lee"),
        ("👩‍🚀 Dana", "Dana"),
        ("Steve Jobs", "Steve Jobs"),
        ("Talent Moyo", "Talent Moyo"),
        ("Na Li", "Na Li"),
        ("Dana Lee and Tom Ray", "Dana Lee and Tom Ray"),
    ],
)
def test_a_name_is_set_right_and_what_stands_beside_it_is_left_out(name: str, whole: str) -> None:
    assert proper(name) == whole


@pytest.mark.parametrize(
    "name", ["水野 由紀", "Анна Петрова", "김민준", "أحمد علي", "Γιώργος Παππάς"]
)
def test_a_name_in_another_writing_stays_whole(name: str) -> None:
    assert first_name(name) == name
    assert proper(name) == name


def test_how_a_person_wants_to_be_addressed_comes_before_their_name() -> None:
    assert address(Person(name="Dana Lee", address_as="Dr. LEE")) == "Dr. LEE"
    assert address(Person(name="HR", address_as="The hiring team")) == "The hiring team"
    assert address(Person(name="DANA LEE", address_as="  ")) == "Dana"


@given(st.text(st.sampled_from("DdA. ,@-é&'")) | st.text(st.characters(exclude_characters="(),")))
def test_whatever_was_typed_the_address_is_made_of_its_words(name: str) -> None:
    typed = clean_line(name).casefold()
    assert all(word.casefold() in typed for word in first_name(name).split())
    assert all(word.casefold() in typed for word in proper(name).split())
