"""The command that says what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from store.records import Channel, Result, What
from tui.cli.session import Session, card_argument, confirmed, file_option

if TYPE_CHECKING:
    from store.records import Person
    from store.rules.board import Entry

_RESULTS = {str(result).replace(" ", "-"): result for result in Result}
_ANSWERS = {
    "accepted": What.ACCEPTED,
    "declined": What.DECLINED,
    "more-time": What.ASKED_TIME,
    "negotiated": What.NEGOTIATED,
}


@click.command()
@file_option
@card_argument
@click.option("--yes", is_flag=True, help="Confirm that it was really done.")
@click.option("--at", "when", metavar="WHEN", default="now", help='When: "yesterday 16:30".')
@click.option("--to", metavar="NAME", default="", help="To whom, where there are several.")
@click.option("--by", type=click.Choice([str(each) for each in Channel]), help="How.")
@click.option("--result", type=click.Choice(list(_RESULTS)), help="What came of a call.")
@click.option("--answer", type=click.Choice(list(_ANSWERS)), help="How you answered an offer.")
@click.option("--until", metavar="WHEN", default="", help="The new day for it: dec 4.")
@click.option(
    "--write-again",
    metavar="WHEN",
    default="",
    help='When letting go: from when to write again, "60" days, "in 4 months".',
)
@click.option("--note", default="", help="Anything to remember.")
@click.pass_obj
def advance(
    session: Session,
    *,
    card: str,
    yes: bool,
    when: str,
    to: str,
    by: str | None,
    result: str | None,
    answer: str | None,
    until: str,
    write_again: str,
    note: str,
) -> None:
    """Confirm that what a card owes was done: the next action, a reply, the answer to an offer."""
    from store import say
    from store.errors import NotAllowedError
    from store.forms.moments import read_answer_by, read_done
    from store.forms.notes import read_note
    from store.history.confirming import Confirmed, asks_to_write_again, confirm
    from store.words import cards as card_words
    from store.words.scripts.current import subject_sent

    here = session.on_card(card)
    book, now, found, entry = here.book, here.now, here.card, here.entry
    if entry.due.owes is None:
        raise NotAllowedError(f"{found.company}: {entry.due.why}")
    _check_answer(entry, answer, until)
    if write_again and not asks_to_write_again(entry.due):
        raise NotAllowedError("--write-again goes with moving on, withdrawing and writing again.")
    _check_result(entry, result)
    person = _addressee(entry, to)
    question = card_words.question(entry, person)
    if early := card_words.early(entry, book.rules, now):
        question = f"{early} {question}"
    confirmed(question, yes=yes)
    done = read_done(when, now, here.order)
    how = _ANSWERS[answer] if answer else None
    given = Confirmed(
        done=done,
        person=person.id if person else "",
        channel=Channel(by) if by else card_words.usual_channel(entry),
        result=_RESULTS[result] if result else None,
        note=read_note(note),
        answer=how,
        answer_by=read_answer_by(until, now, here.order, "until"),
        subject=subject_sent(entry, here.author, now, answer=how),
        write_again=here.again(write_again),
    )
    after = confirm(found, entry.due, now, given)
    here.record(after)
    here.told_when(when, done)
    if given.answer_by:
        click.echo(f"answer by: {say.full_day(given.answer_by)}", err=True)
    here.told_again(given.write_again)


def _addressee(entry: Entry, to: str) -> Person | None:
    """Whom it was done to, where that is said: of thanks, one who is still to be thanked.

    Raises:
        NotAllowedError: This goes to nobody.
        UnreadableError: Nobody of those it can go to fits, or several do.
    """
    from store.errors import NotAllowedError
    from store.rules.stages import Owes, addressees, unthanked
    from store.search.reference import find_person

    if not to:
        return None
    if entry.due.owes in {Owes.MOVE_ON, Owes.ANSWER_OFFER}:
        raise NotAllowedError("--to goes with thanks, emails, calls and replies.")
    people = unthanked(entry.card) if entry.due.owes is Owes.THANK else addressees(entry.card)
    return find_person(people, to)


def _check_result(entry: Entry, result: str | None) -> None:
    from store.errors import NotAllowedError
    from store.rules.stages import Owes

    if entry.due.owes is Owes.CALL and result is None:
        choices = ", ".join(_RESULTS)
        raise NotAllowedError(f"Say what came of the call: add --result with one of: {choices}.")


def _check_answer(entry: Entry, answer: str | None, until: str) -> None:
    """Pass only what goes together: an answer with an offer, and a new day with some answers.

    Raises:
        NotAllowedError: The message says what is possible.
    """
    from store.errors import NotAllowedError
    from store.rules.stages import Owes

    company, choices = entry.card.company, ", ".join(_ANSWERS)
    if entry.due.owes is not Owes.ANSWER_OFFER:
        if answer or until:
            raise NotAllowedError(f"There is no offer of {company} to answer.")
    elif answer is None:
        raise NotAllowedError(f"How did you answer {company}? Add --answer with one of: {choices}.")
    elif answer == "more-time" and not until:
        raise NotAllowedError("By which day will you answer? Add --until with the day.")
    elif until and answer in {"accepted", "declined"}:
        raise NotAllowedError("--until goes with --answer more-time or negotiated.")
