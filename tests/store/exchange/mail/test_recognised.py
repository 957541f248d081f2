from __future__ import annotations

import pytest
from msgspec.structs import replace

from store.exchange.mail.recognised import Meaning, recognise
from store.exchange.mail.taken import Found, FoundPerson, FoundTime, Kind, Taken
from store.history import actions, answers
from store.records import Card, Person, Promise, Round, What
from tests.conftest import NOW

AHEAD, PAST = NOW.add(days=7), NOW.subtract(days=7)


def card(company: str = "Harbor", role: str = "Analyst", **fields: object) -> Card:
    person = Person(name="Dana Lee", email="Dana@harbor.example")
    interview = replace(Round(at=PAST, people=(person,)), **fields)
    return Card(company=company, role=role, created=PAST, rounds=(interview,))


def mail(address: str = "dana@harbor.example", **fields: object) -> Taken:
    sender = FoundPerson(Person(email=address), "from the sender")
    return replace(Taken(kind=Kind.MESSAGE, people=(sender,)), **fields)


def at(start, zone: str = "") -> FoundTime:
    return FoundTime(start, zone, "from the invitation")


def invitation(start=AHEAD, **fields: object) -> Taken:
    told = {"kind": Kind.INVITATION, "uid": "new@calendar.example", **fields}
    return mail(start=at(start), **told)


def test_a_mail_is_known_by_the_address_of_its_sender():
    known = card()
    found = recognise(mail(), [card("Other", people=()), known], NOW)
    assert (found.meaning, found.card) == (Meaning.REPLY, known)


def test_a_colleague_is_known_by_the_company_and_the_host():
    known = card("Harbor Analytics")
    kim = mail("kim@harbor.example", company=Found("Harbor", "from the subject"))
    assert recognise(kim, [known], NOW).card == known
    assert recognise(mail("kim@harbor.example"), [known], NOW).meaning is Meaning.NEW
    stranger = mail("kim@other.example", company=Found("Harbor", "from the subject"))
    assert recognise(stranger, [known], NOW).meaning is Meaning.NEW


def test_an_address_does_not_tell_where_another_company_is_named():
    other = mail(company=Found("Initech", "from the signature"))
    assert recognise(other, [card()], NOW).meaning is Meaning.NEW


def test_of_two_roles_the_one_that_is_named_is_meant_and_else_none():
    analyst, writer = card(), card(role="Writer")
    unclear = recognise(mail(), [analyst, writer], NOW)
    assert (unclear.meaning, unclear.card) == (Meaning.NEW, None)
    assert "Harbor (Analyst)" in unclear.doubt
    assert "Harbor (Writer)" in unclear.doubt
    named = mail(role=Found("writer", "from the subject"))
    assert recognise(named, [analyst, writer], NOW).card == writer


@pytest.mark.parametrize("ids", [("<a@x>", "a@x"), ("a@x", "a@x")])
def test_a_thread_is_known_whatever_the_brackets(ids: tuple[str, str]):
    kept, named = ids
    known = card(message_id=kept)
    answer = mail("new@person.example", references=("zero@x", named))
    assert recognise(answer, [card("Other"), known], NOW).card == known


def test_a_closed_card_is_known_by_its_thread_but_not_by_an_address():
    closed = answers.close(card(message_id="a@x"), NOW, What.WITHDREW)
    assert recognise(mail(references=("a@x",)), [closed], NOW).card == closed
    assert recognise(mail(), [closed], NOW).card is None


@pytest.mark.parametrize(
    ("taken", "round_fields", "meaning"),
    [
        (invitation(), {}, Meaning.NEXT_ROUND),
        (invitation(PAST), {}, Meaning.CHANGED),
        (invitation(PAST.subtract(days=3)), {}, Meaning.OLDER),
        (invitation(), {"at": AHEAD.add(days=1)}, Meaning.NEW_TIME),
        (invitation(), {"at": AHEAD.subtract(days=1), "uid": "first"}, Meaning.NEXT_ROUND),
        (mail(start=at(AHEAD)), {}, Meaning.NEXT_ROUND),
        (mail(start=at(PAST)), {}, Meaning.REPLY),
        (mail(start=at(AHEAD)), {"at": AHEAD}, Meaning.REPLY),
        (mail(is_mine=True), {}, Meaning.MINE),
        (mail(message_id="a@x"), {"message_id": "a@x"}, Meaning.HERE),
        (invitation(kind=Kind.CANCELLATION), {"at": AHEAD}, Meaning.CANCELLED),
        (invitation(kind=Kind.CANCELLATION), {"at": AHEAD, "uid": "first"}, Meaning.OLDER),
    ],
)
def test_what_it_means_goes_by_when_the_round_is(
    taken: Taken, round_fields: dict, meaning: Meaning
):
    assert recognise(taken, [card(**round_fields)], NOW).meaning is meaning


@pytest.mark.parametrize(
    ("fields", "meaning"),
    [
        ({"sequence": 1}, Meaning.OLDER),
        ({"sequence": 2}, Meaning.HERE),
        ({"sequence": 2, "minutes": 30}, Meaning.CHANGED),
        ({"sequence": 2, "place": Found("Room 2", "")}, Meaning.CHANGED),
        ({"sequence": 3, "start": at(AHEAD.add(hours=1))}, Meaning.NEW_TIME),
        ({"sequence": 1, "start": at(AHEAD.add(hours=1))}, Meaning.OLDER),
        ({"sequence": 3, "kind": Kind.CANCELLATION}, Meaning.CANCELLED),
        ({"sequence": 1, "kind": Kind.CANCELLATION}, Meaning.OLDER),
    ],
)
def test_an_update_is_known_by_its_uid_and_sequence(fields: dict, meaning: Meaning):
    known = card(uid="new@calendar.example", sequence=2, at=AHEAD)
    found = recognise(replace(invitation(), **fields), [card("Other"), known], NOW)
    assert (found.meaning, found.card) == (meaning, known)


def test_an_update_of_an_earlier_round_is_older():
    first = card(uid="new@calendar.example")
    both = replace(first, rounds=(first.round, Round(at=AHEAD)))
    assert recognise(invitation(PAST.add(hours=1)), [both], NOW).meaning is Meaning.OLDER


def test_a_deleted_card_is_not_known():
    gone = replace(card(uid="new@calendar.example"), deleted=NOW)
    assert recognise(invitation(), [gone], NOW).meaning is Meaning.NEW


def test_another_role_at_the_same_company_is_not_put_with_the_card():
    analyst = card()
    found = recognise(invitation(role=Found("Writer", "from the subject")), [analyst], NOW)
    assert (found.meaning, found.card) == (Meaning.NEW, None)
    assert found.doubt == (
        "It is from Harbor (Analyst), but names another role, so it was not put with it."
    )
    alike = invitation(role=Found("Senior Analyst", "from the subject"))
    assert recognise(alike, [analyst], NOW).card == analyst


def test_a_company_is_known_as_its_address_spells_it():
    known = card("Harbor Analytics")
    spelled = mail(company=Found("Harboranalytics", "from the address"))
    assert recognise(spelled, [known], NOW).card == known


def test_a_mail_that_was_taken_in_before_a_later_one_is_older():
    before = actions.add(card(), NOW)
    for number in ("one@x", "two@x"):
        promise = Promise(words="by Friday", said=NOW.date(), day=NOW.add(days=9).date())
        after = answers.new_date(before, NOW, promise)
        before = answers.in_thread(before, after, "Harbor", number)
    assert recognise(mail(message_id="one@x"), [before], NOW).meaning is Meaning.OLDER
    assert recognise(mail(message_id="two@x"), [before], NOW).meaning is Meaning.HERE
    assert recognise(mail("new@x.example", references=("one@x",)), [before], NOW).card == before


def test_an_interview_that_was_thanked_for_is_neither_cancelled_nor_moved():
    over = actions.advance(actions.add(card(uid="u@x"), NOW), NOW)
    off = mail(kind=Kind.CANCELLATION, uid="u@x", sequence=1, start=at(PAST))
    assert recognise(off, [over], NOW).meaning is Meaning.TOOK_PLACE
    assert recognise(replace(off, uid=""), [over], NOW).meaning is Meaning.TOOK_PLACE
    again = invitation(uid="u@x", sequence=2)
    assert recognise(again, [over], NOW).meaning is Meaning.NEXT_ROUND
    assert recognise(off, [card(uid="u@x")], NOW).meaning is Meaning.CANCELLED


def test_a_mail_pasted_once_more_without_its_id_is_here_already():
    words = "We expect to decide by December 4"
    known = card(
        at=AHEAD,
        message_id="first@harbor.example",
        thread_subject="Your interview",
        promise=Promise(words=words, said=NOW.date()),
    )
    told = {"start": at(AHEAD), "promise": Found(words, "from their sentence")}
    again = mail(subject="Your interview", **told)
    assert recognise(again, [known], NOW).meaning is Meaning.HERE
    answered = replace(again, subject="Re: Your interview")
    assert recognise(answered, [known], NOW).meaning is Meaning.REPLY
    later = replace(again, promise=Found("We will decide in January", "from their sentence"))
    assert recognise(later, [known], NOW).meaning is Meaning.REPLY


@pytest.mark.parametrize("uid", ["first@calendar.example", "other@calendar.example"])
def test_a_time_after_they_called_it_off_is_a_round_that_is_thanked_for(uid: str):
    known = answers.called_off(card(at=AHEAD, uid="first@calendar.example"), NOW)
    later = invitation(AHEAD.add(days=1), uid=uid, sequence=5)
    assert recognise(later, [known], NOW).meaning is Meaning.NEXT_ROUND
    assert recognise(mail(start=at(AHEAD)), [known], NOW).meaning is Meaning.NEXT_ROUND
    once_more = invitation(kind=Kind.CANCELLATION, uid="first@calendar.example", sequence=1)
    assert recognise(once_more, [known], NOW).meaning is Meaning.HERE


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("We would like to invite you to the second round.", Meaning.NEXT_ROUND),
        ("Wir laden Sie zu einem zweiten Gespräch ein.", Meaning.NEXT_ROUND),
        ("Could we move it? The next round stays as it is.", Meaning.NEW_TIME),
        ("It is at another time now.", Meaning.NEW_TIME),
    ],
)
def test_a_later_round_by_name_does_not_move_the_one_to_come(text: str, meaning: Meaning):
    later = mail(start=at(AHEAD.add(days=3)), text=text)
    assert recognise(later, [card(at=AHEAD)], NOW).meaning is meaning
