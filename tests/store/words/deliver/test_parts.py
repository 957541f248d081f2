from __future__ import annotations

from msgspec.structs import replace

from store.records import Person
from store.words.deliver.parts import Copied, Part, mail_to, parts, whole
from store.words.scripts.fill import Piece, Script
from store.words.scripts.template import Medium

DANA = Person(name="Dana Lee", email="dana@example.com", phone="+1 555 010 0100")
LETTER = Script(
    kind="follow-up",
    title="Follow-up",
    medium=Medium.EMAIL,
    purpose="Asks.",
    subject=(Piece("Re: Editor", "text"),),
    body=(Piece("Hello Dana,", "text"),),
    gaps=(),
)
SPOKEN = replace(LETTER, kind="voicemail", medium=Medium.SPEECH, subject=())


def test_a_letter_has_all_four_parts_each_with_its_number():
    assert parts(LETTER, DANA) == (
        Copied(1, Part.SUBJECT, "Re: Editor"),
        Copied(2, Part.ADDRESS, "dana@example.com"),
        Copied(3, Part.ALL, "To: Dana Lee <dana@example.com>\nSubject: Re: Editor\n\nHello Dana,"),
        Copied(4, Part.NUMBER, "+1 555 010 0100"),
    )


def test_only_what_is_there_is_offered_and_keeps_its_number():
    assert [each.key for each in parts(LETTER, replace(DANA, email="", phone=" "))] == [1, 3]
    assert [each.key for each in parts(SPOKEN, DANA)] == [2, 4]
    assert parts(SPOKEN, None) == ()


def test_a_letter_to_somebody_who_is_not_on_the_card_has_no_address_and_no_number():
    to_another = replace(LETTER, kind="references")
    assert mail_to(to_another, DANA) == ""
    assert [each.part for each in parts(to_another, DANA)] == [Part.SUBJECT, Part.ALL]
    assert whole(to_another, DANA) == "Subject: Re: Editor\n\nHello Dana,"


def test_a_name_adds_no_header_of_its_own():
    hostile = replace(DANA, name="Dana\nBcc: all@example.com")
    assert whole(LETTER, hostile).splitlines()[1] == "Subject: Re: Editor"
