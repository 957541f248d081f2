"""The command that records what they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from store.records import Channel, What
from tui.cli.session import OnCard, Session, card_argument, file_option

if TYPE_CHECKING:
    from store.forms.answer import TypedAnswer

_ANSWERS = {
    what.replace(" ", "-"): what
    for what in (
        *(What.NEW_DATE, What.NEWS, What.NEXT_ROUND),
        *(What.OFFER, What.REJECTED, What.WITHDREW),
    )
}
_GO_WITH = {
    "promised": {What.NEW_DATE},
    "interviewed": {What.NEXT_ROUND},
    "offer": {What.OFFER},
    "answer-by": {What.OFFER},
    "by": {What.NEW_DATE, What.NEWS},
    "write-again": {What.REJECTED, What.WITHDREW},
    "cancelled": {What.NEW_DATE, What.NEWS, What.NEXT_ROUND},
}
_NEEDED = {
    What.NEW_DATE: ("promised", 'What did they say? Add --promised "by December 4".'),
    What.NEXT_ROUND: ("interviewed", 'When will it be? Add --interviewed "next tuesday 10:00".'),
}


@click.command()
@file_option
@card_argument
@click.argument("what", metavar="ANSWER", type=click.Choice(list(_ANSWERS)))
@click.option("--promised", metavar="WORDS", help='new-date: "by the end of next week".')
@click.option("--interviewed", metavar="WHEN", help='next-round: "next tuesday 10:00".')
@click.option("--offer", metavar="TEXT", help='offer: what, "34 hours, 52,000".')
@click.option("--answer-by", metavar="WHEN", help='offer: by when they want an answer, "friday".')
@click.option(
    "--write-again",
    metavar="WHEN",
    help='rejected, withdrew: from when to write again, "60" days, "in 4 months".',
)
@click.option("--cancelled", is_flag=True, help="They cancelled the interview that was to come.")
@click.option("--at", "when", metavar="WHEN", default="now", help="When they told you.")
@click.option(
    "--by",
    type=click.Choice([str(each) for each in Channel]),
    help="How; by phone, no reply is owed.",
)
@click.option(
    "--called", is_flag=True, help="In a call you made: it is recorded too, as a step of its own."
)
@click.option("--note", metavar="TEXT", default="", help="Anything to remember.")
@click.pass_obj
def answer(
    session: Session,
    *,
    card: str,
    what: str,
    promised: str | None,
    interviewed: str | None,
    offer: str | None,
    answer_by: str | None,
    write_again: str | None,
    cancelled: bool,
    when: str,
    by: str | None,
    called: bool,
    note: str,
) -> None:
    """Record what they answered.

    The clock that ran on their silence stops.

    \b
    ANSWER is one of:
      new-date     they named another day (--promised)
      news         they answered without a day: the wait starts again
      next-round   another interview (--interviewed)
      offer        an offer, or a better one (--offer, --answer-by)
      rejected     a no: a word of thanks is left, or none
      withdrew     you withdraw: the card is closed

    How you answered an offer of theirs, and that you replied, `afterword advance` records.
    """  # noqa: D301 - click's own mark for lines that stay as they are
    from store.forms.answer import TypedAnswer, offer_before, with_answer

    kind = _ANSWERS[what]
    given = {"promised": promised, "interviewed": interviewed, "offer": offer}
    given |= {"answer-by": answer_by, "by": by, "write-again": write_again}
    given["cancelled"] = "yes" if cancelled else None
    _check(kind, what, given)
    here = session.on_card(card)
    if cancelled:
        _check_to_come(here)
    what_before, day_before = offer_before(here.card, here.now)
    typed = TypedAnswer(
        promised=promised or "",
        interviewed=interviewed or "",
        offer=what_before if offer is None else offer,
        answer_by=day_before if answer_by is None else answer_by,
        when=when,
        note=note,
        channel=Channel(by) if by else None,
        called=called,
        is_called_off=cancelled,
    )
    again = here.again(write_again or "")
    after = with_answer(here.card, kind, typed, here.book.rules, here.now, write_again=again)
    here.record(after)
    _tell(kind, typed, here)
    here.told_again(again)


def _check(kind: What, what: str, given: dict[str, str | None]) -> None:
    """Pass only what goes with the answer, and all that it needs.

    Raises:
        UsageError: The message says which option is amiss.
    """
    for name, value in given.items():
        if value is not None and kind not in _GO_WITH[name]:
            goes = " or ".join(each.replace(" ", "-") for each in sorted(_GO_WITH[name]))
            raise click.UsageError(f"--{name} goes with {goes}, and not with {what}.")
    needed, asked = _NEEDED.get(kind, ("", ""))
    if needed and not (given[needed] or "").strip():
        raise click.UsageError(asked)


def _check_to_come(here: OnCard) -> None:
    """Pass only a card whose interview is still to come.

    Raises:
        NotAllowedError: It is over, or was cancelled already.
    """
    from store.errors import NotAllowedError
    from store.words.cards import is_ahead

    if not is_ahead(here.entry, here.now):
        raise NotAllowedError(f"{here.card.company} has no interview to come: none to cancel.")


def _tell(kind: What, typed: TypedAnswer, here: OnCard) -> None:
    """Say on stderr how what was typed was understood."""
    from store import say
    from store.words import understood

    rules, now = here.book.rules, here.now
    here.told_when(typed.when, typed.done(rules, now))
    if kind is What.NEW_DATE:
        _, reading = typed.new_date(here.card, rules, now)
        click.echo(understood.promise(typed.promised, reading), err=True)
    if kind is What.NEXT_ROUND:
        start = typed.next_start(here.card, rules, now)
        click.echo(f"interview: {understood.moment(start, now, zone_named=True)}", err=True)
    if kind is What.OFFER and (day := typed.offer_day(rules, now)):
        click.echo(f"answer by: {say.full_day(day)}", err=True)
