"""Commands about cards: add one, list them, what is due today, where they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from store.records import Stage
from tui.cli.session import Session, file_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pendulum import DateTime

    from store.file.book import Book
    from store.records import Card
    from store.rules.board import Entry, Overview

DUE_STATUS = 10
"""The exit status of ``today --exit-code`` when anything is due."""


@click.command()
@file_option
@click.option("--company", required=True, help="The company.")
@click.option("--role", default="", help="The position.")
@click.option(
    "--interviewed", metavar="WHEN", required=True, help='When: "yesterday 14:00", "fri 10am".'
)
@click.option("--promised", metavar="WORDS", default="", help='What they said: "end of next week".')
@click.option(
    "--person", "people", multiple=True, help='"Dana Lee <dana@example.com>"; may be repeated.'
)
@click.option("--phone", default="", help="The first person's number.")
@click.option("--recruiter", default="", help='Who stands in between: "Rae Kim <rae@example.com>".')
@click.option(
    "--done",
    multiple=True,
    metavar="WHAT",
    help='Done since: "thanked", "emailed yesterday 16:30", "called mon"; may be repeated.',
)
@click.option("--note", default="", help="Anything to remember.")
@click.option("--again", is_flag=True, help="Add a second card for the same interview.")
@click.pass_obj
def add(
    session: Session,
    *,
    company: str,
    role: str,
    interviewed: str,
    promised: str,
    people: tuple[str, ...],
    phone: str,
    recruiter: str,
    done: tuple[str, ...],
    note: str,
    again: bool,
) -> None:
    """Add an interview, past or to come, and print the card's id.

    Of one that is over, --done says what was done already: thanked, emailed or called, and when.
    How the dates were understood is said on stderr. An interview that is here already, by company,
    role and day, is refused; --again adds it all the same.
    """
    from msgspec.structs import replace

    from store.clock import local_day
    from store.forms.card import TypedCard, hear_promise, read_interview, read_person, to_card
    from store.forms.done import read_all_done, read_typed_done, with_done
    from store.history import actions
    from store.records import Person
    from store.rules.stages import TITLES
    from store.words import understood

    met = [read_person(person) for person in people]
    if phone:
        met = [replace(met[0] if met else Person(), phone=phone), *met[1:]]
    typed = TypedCard(
        interviewed=interviewed,
        promised=promised,
        people=tuple(met),
        done=tuple(map(read_typed_done, done)),
        fields={"company": company, "role": role, "notes": note, **_between(recruiter)},
    )
    book = session.book()
    now = session.now(book)
    order, workdays = book.rules.date_order(now), book.rules.workdays_in("")
    card = actions.add(to_card(typed, now, None, order, workdays), now)
    was_done = read_all_done(typed.done, card.round.at, book.rules, now)
    card = with_done(card, was_done, now)
    others = [] if again else _others(book, card, now)
    book.put(card, None)
    click.echo(card.id)
    read = read_interview(interviewed, "", now, order=order)
    click.echo(f"interview: {understood.moment(read, now, zone_named=True)}", err=True)
    if reading := hear_promise(promised, local_day(card.round.at, now), workdays, order):
        click.echo(understood.promise(promised, reading), err=True)
    for each in was_done:
        click.echo(f"done: {each.what}, {understood.done(each.at, now)}", err=True)
    for other in others:
        click.echo(
            f"afterword: another card for {_name(other, now)} is open: {other.id}, in "
            f"{TITLES[other.stage]}. Where this is its next round, record their answer there.",
            err=True,
        )
    session.mention_open_app(book)


def _between(recruiter: str) -> dict[str, str]:
    """The fields of a card that goes through this recruiter; none where none is named.

    Raises:
        UnreadableError: What should be an address is not one.
    """
    from store.forms.card import read_person
    from store.records import Via

    if not recruiter.strip():
        return {}
    person = read_person(recruiter)
    return {"via": Via.RECRUITER, "recruiter": person.name, "recruiter_email": person.email}


def _others(book: Book, card: Card, now: DateTime) -> list[Card]:
    """The open cards of the same company and role, met on another day.

    Raises:
        NotAllowedError: One has an interview on this card's day, so it is this card.
    """
    from store.errors import NotAllowedError
    from store.rules.stages import TITLES
    from store.search.alike import alike, interview_days

    found = alike(book.cards, card)
    for other in found:
        if interview_days(other, now) & interview_days(card, now):
            state = other.outcome or TITLES[other.stage]
            raise NotAllowedError(
                f"{_name(card, now)} is here already: card {other.id}, in {state}. Nothing was "
                "added; --again adds a second card."
            )
    return [other for other in found if other.outcome is None]


def _name(card: Card, now: DateTime) -> str:
    """A card with the day of its last round: "Globex · PM, Fri 13 Nov 2026"."""
    from store import say
    from store.clock import local_day
    from store.words import cards as card_words

    return f"{card_words.title(card)}, {say.full_day(local_day(card.round.at, now))}"


@click.command("list")
@file_option
@click.option("--stage", type=click.Choice([str(stage) for stage in Stage]), help="Only these.")
@click.option("--json", "as_json", is_flag=True, help="An array of objects, for scripts.")
@click.pass_obj
def list_cards(session: Session, *, stage: str | None, as_json: bool) -> None:
    """All cards, the most urgent first; closed ones last."""
    from store.rules import board

    book = session.book(read_only=True)
    now = session.now(book)
    entries = sorted(
        (board.entry(card, book.rules, now) for card in book.cards if stage in {None, card.stage}),
        key=board.urgency_order,
    )
    if as_json:
        _print_json(entries, now)
        return
    for entry in entries:
        state = entry.card.outcome or entry.card.stage
        click.echo(f"{entry.card.id}  {state:<9}  {_line(entry, now)}")


@click.command()
@file_option
@click.option("--json", "as_json", is_flag=True, help="An array of objects, for scripts.")
@click.option("--exit-code", is_flag=True, help=f"Exit with {DUE_STATUS} if anything is due.")
@click.pass_context
def today(context: click.Context, *, as_json: bool, exit_code: bool) -> None:
    """What is due, and the interviews of today, one line each; nothing at all when nothing is."""
    from store.rules import board
    from store.words import cards as card_words

    session = context.ensure_object(Session)
    book = session.book(read_only=True)
    now = session.now(book)
    seen = board.overview(book.cards, book.rules, now)
    owed, ahead = seen.owed_now, _interviews_of_today(seen, now)
    if as_json:
        due = {entry.card.id for entry in owed}
        _print_json([*owed, *(each for each in ahead if each.card.id not in due)], now)
    else:
        for entry in owed:
            click.echo(_line(entry, now))
        for entry in ahead:
            click.echo(card_words.interview_line(entry, now))
    if owed and exit_code:
        context.exit(DUE_STATUS)


def _interviews_of_today(seen: Overview, now: DateTime) -> list[Entry]:
    """The cards whose interview is still to come today, the first one first."""
    from store.clock import local_day
    from store.words.cards import is_ahead

    ahead = (entry for entry in seen.entries if is_ahead(entry, now))
    today = [entry for entry in ahead if local_day(entry.card.round.at, now) == now.date()]
    return sorted(today, key=lambda entry: entry.card.round.at)


@click.command()
@file_option
@click.pass_obj
def where(session: Session) -> None:
    """The path of the file in use; on stderr, copies beside it that a sync tool left."""
    from store.file.places import mode_at
    from store.file.strays import strays
    from store.text import shown

    path = session.path.absolute()
    click.echo(f"{shown(path)}{'' if mode_at(path) else ' (not there yet)'}")
    for stray in strays(path):
        click.echo(stray.told, err=True)


def _line(entry: Entry, now: DateTime) -> str:
    from store.rules.stages import Owes
    from store.words import cards as card_words

    if entry.due.owes is Owes.THANK and card_words.is_ahead(entry, now):
        return card_words.interview_line(entry, now)
    name = card_words.title(entry.card)
    if entry.due.owes is None:
        return name
    return f"{card_words.due_word(entry, now):<11}  {name}: {card_words.headline(entry)}"


def _print_json(entries: Iterable[Entry], now: DateTime) -> None:
    import orjson

    told = [_object(entry, now) for entry in entries]
    click.echo(orjson.dumps(told, option=orjson.OPT_INDENT_2))


def _object(entry: Entry, now: DateTime) -> dict[str, Any]:
    from store.clock import local
    from store.words.cards import is_ahead

    card, due = entry.card, entry.due
    return {
        "id": card.id,
        "company": card.company,
        "role": card.role,
        "stage": card.stage,
        "outcome": card.outcome,
        "interview": local(card.round.at, now).isoformat() if is_ahead(entry, now) else None,
        "due": due.iso(),
        "late_from": due.late_from.isoformat() if due.late_from else None,
        "urgency": entry.urgency,
        "owes": due.owes,
        "why": due.why,
    }
