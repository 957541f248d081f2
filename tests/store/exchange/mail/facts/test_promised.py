"""Their sentence about when they decide."""

from __future__ import annotations

from datetime import date

import pytest

from store.dates.promises import read_promise
from store.exchange.mail.facts.promised import promise_of

SAID = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Thanks for talking today. We'll be in touch by the end of next week.",
            "We'll be in touch by the end of next week",
        ),
        (
            "We will get back to you within 5 business days.",
            "We will get back to you within 5 business days",
        ),
        (
            "You can expect to hear from us by Friday, December 4.",
            "You can expect to hear from us by Friday, December 4",
        ),
        (
            "It was great to meet you! The team will make a decision early next week.",
            "The team will make a decision early next week",
        ),
        (
            "We hope to have a decision for you by Friday.",
            "We hope to have a decision for you by Friday",
        ),
        ("I'll let you know by the end of the week.", "I'll let you know by the end of the week"),
        (
            "You will hear back from us by Dec. 4 at the latest.",
            "You will hear back from us by Dec. 4 at the latest",
        ),
        (
            "You should hear from our recruiter within two weeks.",
            "You should hear from our recruiter within two weeks",
        ),
        (
            "We expect to finalize our decision next week.",
            "We expect to finalize our decision next week",
        ),
        ("- We will update you by Monday\n- Bring your ID", "We will update you by Monday"),
        (
            "We’ll be in touch by the end\nof next week.",
            "We’ll be in touch by the end of next week",
        ),
        ("We'll decide by Friday. We'll let you know by Friday.", "We'll decide by Friday"),
        (
            "We'll be in touch by Friday.\n\nOn Mon, Nov 23, 2026 at 3:12 PM Sam wrote:\n>"
            " We'll be in touch by Monday.",
            "We'll be in touch by Friday",
        ),
    ],
)
def test_their_promise_is_found_and_can_be_read(text: str, sentence: str) -> None:
    found = promise_of(text, SAID)

    assert found is not None
    assert (found.value, found.source) == (sentence, "from their sentence")
    assert read_promise(found.value, SAID).day is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Looking forward to it.",
        "We'll be in touch soon.",
        "Please reply by Friday.",
        "If selected, we will contact you by Friday.",
        "Should you be selected, you will hear from us by Friday.",
        "We usually respond within a week.",
        "I was informed on Friday.",
        "Kim will reach out by Thursday about the calendar.",
        "Please let us know by Friday whether you are available.",
        "Could you get back to me by Friday?",
        "Let me know by the end of the week.",
        "We need your decision by Friday.",
        "The offer is valid until Friday.",
        "You have until Friday to accept our offer and let us know.",
        "We look forward to hearing from you by Friday.",
        "If you don't hear from us by Friday, please write.",
        "If you have not heard back by Friday, assume we went another way.",
        "We will send you a calendar invite by Friday and be in touch.",
        "Your interview is on Friday.",
        "We are interviewing candidates until Friday.",
        "We had hoped to decide by Friday.",
        "Sorry, I said we would get back to you by Friday.",
        "> We'll be in touch by Friday.",
        "Thanks!\n\nOn Mon, Nov 23, 2026 at 3:12 PM Dana wrote:\nWe'll be in touch by Friday.",
        "-----Original Message-----\nWe'll be in touch by Friday.",
        "We'll decide by Friday. We'll be in touch by the end of next month.",
        "We will not decide before Friday.",
        "We'll be in touch by 03/12/2026.",
        "Bitte melden Sie sich bis Freitag.",
        "Wir melden uns nicht vor Ende nächster Woche bei Ihnen.",
        "We would like to contact your references by Friday, can you send them?",
        "Submit the take-home task by Friday and we will get back to you.",
    ],
)
def test_what_is_no_promise_of_theirs_is_left(text: str) -> None:
    assert promise_of(text, SAID) is None


def test_a_long_sentence_gives_the_part_that_promises() -> None:
    text = (
        "It was a pleasure to hear about your work on the pipeline and the way in which your team "
        "approached the migration of the archive to the new store, and we will get back to you by "
        "the end of next week, when all of the other talks that are still planned have taken place."
    )
    found = promise_of(text, SAID)

    assert found is not None
    assert found.value == "we will get back to you by the end of next week"
