"""Who wrote a mail and on which day is read from its head as its sender meant it."""

from __future__ import annotations

import pytest

from store.dates.order import DayOrder
from tests.store.exchange.mail.table import one

SENDERS = [
    ("Dana Lee <dana.lee@harbor.example>", "Dana Lee", "dana.lee@harbor.example"),
    ('"Lee, Dana" <dana.lee@harbor.example>', "Dana Lee", "dana.lee@harbor.example"),
    ("Lee, Dana <Dana.Lee@Harbor.example>", "Dana Lee", "dana.lee@harbor.example"),
    ("'Dana Lee' <dana.lee@harbor.example>", "Dana Lee", "dana.lee@harbor.example"),
    ("dana.lee@harbor.example (Dana Lee)", "Dana Lee", "dana.lee@harbor.example"),
    ("Dana Lee (she/her) <dl@harbor.example>", "Dana Lee", "dl@harbor.example"),
    ('"Lee, Dana [EXT]" <dana.lee@harbor.example>', "Dana Lee", "dana.lee@harbor.example"),
    ("=?utf-8?Q?J=C3=B6rg_Wei=C3=9F?= <joerg@harbor.example>", "Jörg Weiß", "joerg@harbor.example"),
    ("=?utf-8?B?SsO2?= =?utf-8?B?cmc=?= <joerg@harbor.example>", "Jörg", "joerg@harbor.example"),
    ('"Harbor, Talent" <jobs@harbor.example>', "Harbor, Talent", "jobs@harbor.example"),
    ("dana.lee@harbor.example", "", "dana.lee@harbor.example"),
    ('"dana.lee@harbor.example" <dana.lee@harbor.example>', "", "dana.lee@harbor.example"),
]


@pytest.mark.parametrize(("written", "name", "email"), SENDERS)
def test_a_sender_is_named_as_one_writes_to_them(written: str, name: str, email: str):
    content = f"From: {written}\nMessage-ID: <1@harbor.example>\n\nHello".encode()
    (found,) = one(content).people
    assert (found.person.name, found.person.email) == (name, email)


NOBODIES = [
    "Harbor <no-reply@harbor.example>",
    "Harbor <donotreply@harbor.example>",
    "Mail Delivery System <MAILER-DAEMON@harbor.example>",
    "Dana Lee via LinkedIn <messages-noreply@linkedin.com>",
    "Dana Lee <notification@smartrecruiters.com>",
    "Harbor <abc123@candidates.workablemail.com>",
    "a@b.example, c@d.example",
    '"dana.lee@harbor.example" <eve@elsewhere.example>',
    "undisclosed-recipients:;",
    "<>",
    "@",
]


@pytest.mark.parametrize("written", NOBODIES)
def test_nobody_is_taken_from_who_is_no_person_or_not_sure(written: str):
    content = f"From: {written}\nMessage-ID: <1@harbor.example>\n\nHello".encode()
    assert one(content).people == ()


def test_who_works_at_such_a_service_is_a_person():
    content = b"From: Dana Lee <dana.lee@greenhouse.io>\nMessage-ID: <1@g.example>\n\nHello"
    assert [found.person.name for found in one(content).people] == ["Dana Lee"]


DAYS = [
    ("Tue, 17 Nov 2026 23:30:00 -0800", "2026-11-17"),
    ("Wed, 18 Nov 2026 00:10:00 +0900 (JST)", "2026-11-18"),
    ("17 Nov 2026 10:00:00 GMT", "2026-11-17"),
    ("Tuesday, November 17, 2026 4:02 PM", "2026-11-17"),
    ("Dienstag, 17. November 2026 16:02", "2026-11-17"),
    ("mardi 17 novembre 2026 16:02", "2026-11-17"),
    ("17.11.2026 um 16:02", "2026-11-17"),
    ("2026-11-17 16:02", "2026-11-17"),
    ("11/17/2026 4:02 PM", "2026-11-17"),
    ("11/10/2026 4:02 PM", ""),
    ("Tue, 31 Nov 2026 10:00:00 +0000", ""),
    ("Tue, 17 Nov 99999999999999 10:00:00 +0000", ""),
    ("Tue, 17 Nov 2026 10:00:00 +9959", ""),
    ("Fri, 17 Nov 2056 10:00:00 +0000", ""),
    ("yesterday", ""),
]


@pytest.mark.parametrize(("written", "day"), DAYS)
def test_the_day_is_the_one_that_its_sender_saw(written: str, day: str):
    content = f"From: Dana <dana@harbor.example>\nDate: {written}\nSubject: Hi\n\nHello".encode()
    assert str(one(content).said or "") == day


@pytest.mark.parametrize(
    ("order", "day"),
    [(DayOrder.DAY_FIRST, "2026-10-11"), (DayOrder.MONTH_FIRST, "2026-11-10"), (None, "")],
)
def test_a_day_in_numbers_is_read_as_the_person_writes_them(order: DayOrder | None, day: str):
    content = b"From: Dana <dana@harbor.example>\nSent: 11/10/2026 16:02\n\nHello"
    assert str(one(content, order=order).said or "") == day


def test_ids_are_kept_in_order_once_and_only_where_they_are_ids():
    content = (
        b"From: Dana <dana@harbor.example>\nMessage-ID:\n <4@harbor.example>\n"
        b"References: <1@a.example>\n\t<2@b.example> junk <not an@id> <1@a.example> <\x07@c>\n"
        b"In-Reply-To: <3@c.example> (Alex's message)\n\nHello"
    )
    assert one(content).message_id == "4@harbor.example"
    assert one(content).references == ("1@a.example", "2@b.example", "3@c.example")
