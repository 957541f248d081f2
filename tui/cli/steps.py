"""The command that says what was done."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from store.records import Channel, Result, What
from tui.cli.session import Session, file_option

if TYPE_CHECKING:
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
@click.argument("card", metavar="CARD")
@click.option("--yes", is_flag=True, help="Confirm that it was really done.")
@click.option("--at", "when", metavar="WHEN", default="now", help='When: "yesterday 16:30".')
@click.option("--by", type=click.Choice([str(each) for each in Channel]), help="How.")
@click.option("--result", type=click.Choice(list(_RESULTS)), help="What came of a call.")
@click.option("--answer", type=click.Choice(list(_ANSWERS)), help="How you answered an offer.")
@click.option("--until", metavar="WHEN", default="", help="The new day for it: dec 4.")
@click.option("--note", default="", help="Anything to remember.")
@click.pass_obj
def advance(
    session: Session,
    *,
    card: str,
    yes: bool,
    when: str,
    by: str | None,
    result: str | None,
    answer: str | None,
    until: str,
    note: str,
) -> None:
    """Confirm that what a card owes was done: the next action, a reply, the answer to an offer.

    CARD is an id, a unique beginning of one, or a unique company name.
    """
    from store import say
    from store.dates.typed import read_moment
    from store.errors import NotAllowedError
    from store.forms.card import read_answer_by, read_done
    from store.history.confirming import Confirmed, confirm
    from store.rules import board
    from store.search.reference import find
    from store.text import clean_line
    from store.words import cards as card_words
    from store.words import history as history_words
    from store.words import understood
    from store.words.scripts.author import Author
    from store.words.scripts.current import subject_sent

    book = session.book()
    now = session.now(book)
    found = find(book.cards, card)
    entry = board.entry(found, book.rules, now)
    if entry.due.owes is None:
        raise NotAllowedError(f"{found.company}: {entry.due.why}")
    _check_answer(entry, answer, until)
    question = card_words.question(entry)
    if early := card_words.early(entry, book.rules, now):
        question = f"{early} {question}"
    if not yes:
        if not sys.stdin.isatty():
            raise NotAllowedError(f"{question} Add --yes to confirm it.")
        click.confirm(question, abort=True)
    order = book.rules.date_order(now)
    done = read_done(when, now, order)
    how = _ANSWERS[answer] if answer else None
    author = Author(book.me, book.rules, book.templates)
    given = Confirmed(
        done=done,
        channel=Channel(by) if by else card_words.usual_channel(entry),
        result=_RESULTS[result] if result else None,
        note=clean_line(note),
        answer=how,
        answer_by=read_answer_by(until, now, order, "until"),
        subject=subject_sent(entry, author, now, answer=how),
    )
    after = confirm(found, entry.due, now, given)
    book.put(after, found)
    click.echo(history_words.done(after, after.history[-1]))
    if done:
        read = understood.moment(read_moment(when, now, order=order), now, zone_named=True)
        click.echo(f"done: {read}", err=True)
    if given.answer_by:
        click.echo(f"answer by: {say.full_day(given.answer_by)}", err=True)
    session.mention_open_app(book)


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
