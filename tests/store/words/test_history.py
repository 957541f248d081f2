from __future__ import annotations

from datetime import date

import pendulum
import pytest
from msgspec.structs import replace

from store.history import actions, answers
from store.records import Card, Channel, Offer, Outcome, Person, Promise, Result, Round, What
from store.rules.stages import Owes
from store.words import history as words

NOW = pendulum.datetime(2026, 11, 24, 9, 30, tz="America/New_York")
TALKED = NOW.subtract(days=7)
BY_MAIL = Channel.EMAIL


def fresh(**fields: object) -> Card:
    dana = Person(id="dana", name="Dana Lee")
    interview = Round(id="one", at=TALKED, people=(dana,))
    return Card(company="Globex", created=TALKED, rounds=(interview,), **fields)  # type: ignore[arg-type]


THANKED = actions.advance(fresh(), NOW, Owes.THANK, done=TALKED.add(hours=3))
EMAILED = actions.advance(THANKED, NOW, Owes.EMAIL, channel=BY_MAIL)
TERMS = Offer(what="four days a week", answer_by=date(2026, 12, 4))
OFFERED = answers.offered(THANKED, NOW, TERMS)
LATER = Promise(words="by the 10th", said=NOW.date(), day=date(2026, 12, 10))
ROUND = Round(id="two", at=NOW.add(days=3))
CASES = {
    "second email": (
        actions.advance(EMAILED, NOW, Owes.EMAIL_AGAIN, channel=BY_MAIL),
        "Emailed Dana Lee a second time by email",
        "Emailed Dana Lee a second time. Noted on Globex.",
    ),
    "second email skipped": (
        actions.skip(EMAILED, NOW, "enough", Owes.EMAIL_AGAIN),
        "Skipped the second email",
        "Skipped the second email. Noted on Globex.",
    ),
    "call": (
        actions.advance(EMAILED, NOW, Owes.CALL, result=Result.SPOKE),
        "Called Dana Lee: spoke",
        "Called Dana Lee. Globex is now in Called.",
    ),
    "new date by phone": (
        answers.new_date(EMAILED, NOW, LATER, channel=Channel.PHONE),
        "They named a new date by phone: “by the 10th”",
        "They named a new date. Globex is now in Waiting.",
    ),
    "reply": (
        answers.reply(answers.new_date(THANKED, NOW, LATER), NOW, What.NEW_DATE, channel=BY_MAIL),
        "Replied to Dana Lee by email",
        "Replied to Dana Lee. Noted on Globex.",
    ),
    "reply skipped": (
        actions.skip(answers.new_date(THANKED, NOW, LATER), NOW, "no need", Owes.REPLY),
        "Skipped the reply",
        "Skipped the reply. Noted on Globex.",
    ),
    "no": (
        answers.rejected(THANKED, NOW),
        "They said no",
        "They said no. Noted on Globex.",
    ),
    "thanks for a no": (
        answers.reply(answers.rejected(THANKED, NOW), NOW, What.REJECTED),
        "Replied to Dana Lee",
        "Replied to Dana Lee. Globex is in the archive now.",
    ),
    "offer": (
        OFFERED,
        "They made an offer: four days a week, answer by Fri 4 Dec",
        "They made an offer: four days a week, answer by Fri 4 Dec. Noted on Globex.",
    ),
    "offer of which nothing is told": (
        answers.offered(THANKED, NOW, Offer()),
        "They made an offer",
        "They made an offer. Noted on Globex.",
    ),
    "time to think": (
        answers.answer_offer(
            OFFERED, NOW, What.ASKED_TIME, answer_by=date(2026, 12, 11), channel=BY_MAIL
        ),
        "You asked for time to think by email: answer by Fri 11 Dec",
        "You asked for time to think: answer by Fri 11 Dec. Noted on Globex.",
    ),
    "terms": (
        answers.answer_offer(OFFERED, NOW, What.NEGOTIATED),
        "You talked about the terms",
        "You talked about the terms. Noted on Globex.",
    ),
    "accepted": (
        answers.answer_offer(OFFERED, NOW, What.ACCEPTED, channel=Channel.PHONE),
        "You accepted the offer by phone",
        "You accepted the offer. Globex is in the archive now.",
    ),
    "declined": (
        answers.answer_offer(OFFERED, NOW, What.DECLINED),
        "You declined the offer",
        "You declined the offer. Globex is in the archive now.",
    ),
    "note": (actions.note(THANKED, NOW, "met Sam by chance"), "Note", "Noted on Globex."),
    "debrief": (
        actions.debrief(THANKED, NOW, {"dana": "the move to Kafka"}, None),
        "Wrote down how it went",
        "Noted how it went at Globex.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_step_has_its_line_and_is_told_when_it_is_taken(case: str) -> None:
    card, line, said = CASES[case]
    step = card.history[-1]
    assert words.line_of(step, card, NOW) == f"Tue 24 Nov, 09:30  {line}"
    assert words.done(card, step) == said


@pytest.mark.parametrize(
    ("card", "ended"),
    [
        (CASES["accepted"][0], "You accepted their offer, Tue 24 Nov 2026."),
        (CASES["declined"][0], "You declined their offer, Tue 24 Nov 2026."),
        (answers.close(THANKED, NOW, What.OFFER), "An offer, Tue 24 Nov 2026."),
        (answers.close(THANKED, NOW, What.WITHDREW), "You withdrew, Tue 24 Nov 2026."),
        (answers.reply(THANKED, NOW, What.WITHDREW), "You withdrew, Tue 24 Nov 2026."),
        (replace(fresh(), outcome=Outcome.REJECTED), "A no."),
        (fresh(), "Closed."),
    ],
)
def test_a_closed_card_says_how_and_when_it_ended(card: Card, ended: str) -> None:
    assert words.closed(card, NOW) == ended


def test_a_no_ended_on_its_day_and_not_when_it_was_thanked_for() -> None:
    refused = answers.rejected(OFFERED, NOW)
    thanked = answers.reply(refused, NOW.add(days=2), What.REJECTED)
    assert words.closed(thanked, NOW.add(days=3)) == "A no, Tue 24 Nov 2026."


def test_undo_names_what_it_took_back() -> None:
    card = CASES["time to think"][0]
    assert words.step_of(card, card.history[-1]) == "You asked for time to think (Globex)"
