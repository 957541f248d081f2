import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from store.errors import UnreadableError
from store.words.scripts.languages.complete import TEXTS, check_complete
from store.words.scripts.languages.known import KNOWN, british, check_language, language
from store.words.scripts.languages.language import Language
from store.words.scripts.languages.meetings import MeetingKind, meeting_kind

TODAY = date(2026, 11, 23)
THAT_FRIDAY = date(2026, 11, 20)
ENGLISH = language("en")
BRITISH = language("en", british=True)
GERMAN = language("de")


@pytest.mark.parametrize(
    ("reader", "day", "said"),
    [
        (ENGLISH, THAT_FRIDAY, "Friday, November 20"),
        (ENGLISH, date(2027, 2, 1), "Monday, February 1"),
        (ENGLISH, date(2027, 9, 19), "Sunday, September 19"),
        (ENGLISH, date(2027, 9, 20), "Monday, September 20, 2027"),
        (ENGLISH, date(2026, 1, 26), "Monday, January 26, 2026"),
        (BRITISH, THAT_FRIDAY, "Friday 20 November"),
        (BRITISH, date(2027, 9, 20), "Monday 20 September 2027"),
        (GERMAN, THAT_FRIDAY, "Freitag, dem 20. November"),
        (GERMAN, date(2027, 3, 6), "Samstag, dem 6. März"),
        (GERMAN, date(2027, 9, 20), "Montag, dem 20. September 2027"),
    ],
)
def test_a_day_is_written_as_its_reader_writes_it(reader: Language, day: date, said: str) -> None:
    assert reader.day(day, TODAY) == said


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (ENGLISH, ["today", "yesterday", "on Friday, November 20", "on Tuesday, November 24"]),
        (BRITISH, ["today", "yesterday", "on Friday 20 November", "on Tuesday 24 November"]),
        (
            GERMAN,
            ["heute", "gestern", "am Freitag, dem 20. November", "am Dienstag, dem 24. November"],
        ),
    ],
)
def test_it_is_said_when_you_talked(reader: Language, said: list[str]) -> None:
    days = [TODAY, date(2026, 11, 22), THAT_FRIDAY, date(2026, 11, 24)]
    assert [reader.when(day, TODAY) for day in days] == said


@pytest.mark.parametrize(
    ("reader", "by", "month", "far_month", "week"),
    [
        (
            ENGLISH,
            "by Friday, December 18",
            "in December",
            "in October 2027",
            "in the week of December 14",
        ),
        (
            BRITISH,
            "by Friday 18 December",
            "in December",
            "in October 2027",
            "in the week of 14 December",
        ),
        (
            GERMAN,
            "bis Freitag, den 18. Dezember",
            "im Dezember",
            "im Oktober 2027",
            "in der Woche vom 14. Dezember",
        ),
    ],
)
def test_a_promise_is_said_as_a_day_a_month_or_a_week(
    reader: Language, by: str, month: str, far_month: str, week: str
) -> None:
    friday = date(2026, 12, 18)
    assert reader.by(friday, TODAY) == by
    assert reader.in_month(friday, TODAY) == month
    assert reader.in_month(date(2027, 10, 1), TODAY) == far_month
    assert reader.in_week(friday) == week
    assert reader.in_week(date(2026, 12, 14)) == week


@pytest.mark.parametrize(
    ("reader", "afternoon", "morning", "noon", "midnight"),
    [
        (ENGLISH, "2 p.m.", "9:05 a.m.", "noon", "midnight"),
        (BRITISH, "2pm", "9:05am", "noon", "midnight"),
        (GERMAN, "14 Uhr", "9:05 Uhr", "12 Uhr", "0 Uhr"),
    ],
)
def test_times_of_day(
    reader: Language, afternoon: str, morning: str, noon: str, midnight: str
) -> None:
    times = [(14, 0), (9, 5), (12, 0), (0, 0)]
    said = [reader.clock(datetime(2026, 12, 8, *time)) for time in times]  # noqa: DTZ001
    assert said == [afternoon, morning, noon, midnight]


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (ENGLISH, "Tuesday, December 8, at 2:30 p.m."),
        (BRITISH, "Tuesday 8 December at 2:30pm"),
        (GERMAN, "Dienstag, dem 8. Dezember, um 14:30 Uhr"),
    ],
)
def test_a_slot_is_a_day_and_a_time(reader: Language, said: str) -> None:
    moment = datetime(2026, 12, 8, 14, 30)  # noqa: DTZ001
    assert reader.slot(moment, datetime(2026, 11, 23, 9)) == said  # noqa: DTZ001


def test_names_are_listed() -> None:
    names = ["Dana Lee", "Sam Fox", "Ann Cole"]
    assert ENGLISH.listed(names) == "Dana Lee, Sam Fox and Ann Cole"
    assert GERMAN.listed(names) == "Dana Lee, Sam Fox und Ann Cole"
    assert GERMAN.listed(names[:1]) == "Dana Lee"
    assert GERMAN.listed([]) == ENGLISH.listed([]) == ""


@pytest.mark.parametrize(
    ("kind", "formats"),
    [
        (MeetingKind.TALK, ["", "video", "on site", "Zoom", "video call", "Teams call"]),
        (MeetingKind.TALK, ["panel", "technical", "live coding", "phone or video", "tea"]),
        (MeetingKind.TALK, ["case interview", "interview with a test", "take-home review"]),
        (MeetingKind.TALK, ["latest round", "contest", "Vorstellungsgespräch", "Vor Ort"]),
        (MeetingKind.PHONE, ["phone", "Phone screen", "call", "phone interview", "tel."]),
        (MeetingKind.PHONE, ["Telefon", "Telefoninterview", "Telefongespräch", "Anruf"]),
        (MeetingKind.VISIT, ["site visit", "office tour", "trial day", "shadowing"]),
        (MeetingKind.VISIT, ["Probearbeiten", "Probetag", "Firmenbesuch"]),
        (MeetingKind.TEST, ["test", "coding test", "Assessment", "exam", "online test"]),
        (MeetingKind.TEST, ["Einstellungstest", "Assessment-Center", "Klausur"]),
        (MeetingKind.TASK, ["take-home", "Take home test", "homework", "case study"]),
        (MeetingKind.TASK, ["coding challenge", "Hausaufgabe", "Fallstudie"]),
    ],
)
def test_the_format_tells_what_it_was(kind: MeetingKind, formats: list[str]) -> None:
    assert {text: meeting_kind(text) for text in formats} == dict.fromkeys(formats, kind)


@pytest.mark.parametrize(
    ("text", "talk", "talking", "german"),
    [
        ("video", "our conversation", "talking with me", "unser Gespräch"),
        ("phone", "our phone call", "calling me", "unser Telefonat"),
        ("tour", "the visit", "showing me around and talking with me", "den Besuch bei Ihnen"),
        ("test", "the test", "inviting me to the test", "den Test"),
        ("take-home", "the task", "the task", "die Aufgabe"),
    ],
)
def test_one_thanks_for_what_it_was(text: str, talk: str, talking: str, german: str) -> None:
    assert ENGLISH.meeting(text).talk == talk
    assert ENGLISH.meeting(text).talking == talking
    assert GERMAN.meeting(text).talk == german


@pytest.mark.parametrize(
    ("word", "name", "full_name", "english", "german"),
    [
        ("", "Dana", "Dana Lee", "Hello Dana,", "Guten Tag Dana Lee,"),
        ("Dear", "Dana", "Dana Lee", "Dear Dana,", "Guten Tag Dana Lee,"),
        ("hi", "Dana", "Dana Lee", "Hi Dana,", "Guten Tag Dana Lee,"),
        ("Hallo", "Dana", "Dana Lee", "Hello Dana,", "Hallo Dana Lee,"),
        ("", "Dr. Lee", "Dr. Dana Lee", "Hello Dr. Lee,", "Guten Tag Dr. Lee,"),
        ("", "Ms. Lee", "Ms. Dana Lee", "Hello Ms. Lee,", "Guten Tag Frau Lee,"),
        ("", "", "HR", "Hello,", "Guten Tag,"),
        ("Dear", "", "", "Hello,", "Guten Tag,"),
        ("Hi", "", "", "Hi,", "Guten Tag,"),
    ],
)
def test_a_letter_greets_in_its_language(
    word: str, name: str, full_name: str, english: str, german: str
) -> None:
    assert ENGLISH.greeting(word, name, full_name) == english
    assert GERMAN.greeting(word, name, full_name) == german


def test_a_short_message_greets_briefly() -> None:
    assert ENGLISH.short_greeting("Dana", "Dana Lee") == "Hi Dana,"
    assert ENGLISH.short_greeting("Dr. Lee", "Dr. Dana Lee") == "Hello Dr. Lee,"
    assert ENGLISH.short_greeting("", "HR") == "Hi,"
    assert GERMAN.short_greeting("Dana", "Dana Lee") == "Hallo Dana Lee,"
    assert GERMAN.short_greeting("", "") == "Hallo,"


def test_a_call_says_titles_in_full() -> None:
    assert ENGLISH.spoken_greeting("Dana", "Dana Lee") == "Hello Dana,"
    assert ENGLISH.spoken_greeting("Dr. Lee", "Dr. Dana Lee") == "Hello Doctor Lee,"
    assert ENGLISH.spoken_greeting("Prof Lee", "Prof Dana Lee") == "Hello Professor Lee,"
    assert ENGLISH.spoken_greeting("Ms. Lee", "Ms. Dana Lee") == "Hello Ms. Lee,"
    assert ENGLISH.spoken_greeting("", "") == "Hello,"
    assert GERMAN.spoken_greeting("Dr. Lee", "Dr. Dana Lee") == "Guten Tag Doktor Lee,"
    assert GERMAN.spoken_greeting("Dana", "Dana Lee") == "Guten Tag Dana Lee,"
    assert GERMAN.spoken_greeting("", "") == "Guten Tag,"


def test_a_letter_closes_in_its_language() -> None:
    assert ENGLISH.closing("") == "Kind regards,"
    assert ENGLISH.closing("Warm regards") == "Warm regards,"
    assert GERMAN.closing("Warm regards") == "Mit freundlichen Grüßen"
    assert GERMAN.closing("Viele Grüße") == "Viele Grüße"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", ""),
        (" ", ""),
        ("en", "en"),
        ("EN-gb", "en"),
        ("English", "en"),
        ("de", "de"),
        ("de_AT", "de"),
        ("Deutsch", "de"),
        ("german", "de"),
    ],
)
def test_a_language_is_typed_as_its_code_or_its_name(typed: str, code: str) -> None:
    assert check_language(typed) == code


@pytest.mark.parametrize("typed", ["fr", "-", "deu tsch", "klingon"])
def test_a_language_without_letters_is_refused_with_those_there_are(typed: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        check_language(typed)
    assert str(refused.value) == (
        f'There are no letters in "{typed}". Choose "en" (English) or "de" (Deutsch).'
    )
    with pytest.raises(UnreadableError, match="Choose"):
        language(typed)


def test_no_language_means_english() -> None:
    assert language("").code == "en"
    assert language("de-CH").code == "de"


@pytest.mark.parametrize(
    ("letters", "country", "is_british"),
    [
        ("", "", False),
        ("", "US", False),
        ("", "US-CA", False),
        ("", "CA", False),
        ("", "GB", True),
        ("", "gb-sct", True),
        ("", "IE", True),
        ("", "AU", True),
        ("", "NZ", True),
        ("", "ZA", True),
        ("", "IN", True),
        ("", "DE-BY", True),
        ("british", "US", True),
        ("American", "GB", False),
    ],
)
def test_british_english_is_chosen_or_goes_by_the_country(
    letters: str, country: str, is_british: bool
) -> None:
    assert british(letters, country) is is_british


@pytest.mark.parametrize("known", KNOWN)
def test_every_language_has_every_letter(known: type[Language]) -> None:
    check_complete(known.code)
    assert len(list((TEXTS / known.code).glob("*.txt"))) >= 40


@pytest.mark.parametrize("path", sorted((TEXTS / "de").glob("*.txt")), ids=lambda path: path.stem)
def test_german_letters_say_sie_and_repeat_nothing_to_one_person(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\b(?:du|dich|dir|dein\w*|euch|euer)\b", text, re.IGNORECASE)
    body = text.partition("\n\n")[2]
    sentences = re.findall(r"[^.?!\n]{25,}[.?!]", body)
    assert len(sentences) == len(set(sentences))


def _write(folder: Path, **texts: str) -> None:
    folder.mkdir()
    for kind, text in texts.items():
        (folder / f"{kind}.txt").write_text(text, "utf-8")


def test_a_language_that_is_not_complete_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    _write(
        tmp_path / "en",
        thanks="Medium: email\n\n{if thanked and several: [Role]|[ my  name]}",
        call="Medium: speech\n\nHello",
        bye="Medium: email\n\nBye",
    )
    _write(
        tmp_path / "xx",
        thanks="Medium: email\n\n[role] [my name] [age] {if thanked: A|if late: B}",
        call="Medium: email\n\nHallo",
        extra="Medium: email\n\n[role]",
    )
    with pytest.raises(UnreadableError) as refused:
        check_complete("xx", tmp_path)
    assert str(refused.value) == (
        'The texts in "xx" are not complete: it has no "bye"; "call" must say "Medium: speech"; '
        'no script is called "extra"; "thanks" uses [age] and if late, which no English text does.'
    )


def test_a_complete_language_may_word_its_texts_freely(tmp_path: Path) -> None:
    _write(tmp_path / "en", thanks="Medium: email\n\n{if thanked: [role]|Hello}")
    _write(tmp_path / "xx", thanks="Medium: email\n\nHallo{, [ROLE]}\n\n---\n\nHallo")
    check_complete("xx", tmp_path)


def test_english_letters_do_not_wait_for_other_languages() -> None:
    code = (
        "import sys, datetime as d\n"
        "from store.words.scripts.languages.known import language\n"
        "day = d.date(2026, 11, 20)\n"
        "language('en').when(day, day), language('en').in_month(day, day)\n"
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_rough_day_far_off_has_its_year_as_the_country_writes_it() -> None:
    far = date(2027, 12, 10)
    assert ENGLISH.about(far, TODAY) == "around December 10, 2027"
    assert language("en", british=True).about(far, TODAY) == "around 10 December 2027"
    assert language("en", british=True).rough(far, TODAY) == "a date around 10 December 2027"
    assert language("de").about(far, TODAY) == "um den 10. Dezember 2027"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Herr Müller", "Herrn Müller"),
        ("Mr. O'Neil", "Herrn O'Neil"),
        ("Ms Lee", "Frau Lee"),
        ("Frau Dr. Meier", "Frau Dr. Meier"),
        ("Dana Lee", "Dana Lee"),
        ("Herr", "Herr"),
    ],
)
def test_a_german_letter_speaks_of_a_man_in_the_right_case(name: str, said: str) -> None:
    assert language("de").spoken_of(name) == said
    assert ENGLISH.spoken_of(name) == name
