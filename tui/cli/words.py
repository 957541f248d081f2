"""Commands about one card and its words."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

import click

from tui.cli import told
from tui.cli.script_parts import PARTS, kinds_of, part_of
from tui.cli.session import Session, card_argument, file_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pendulum import DateTime

    from store.records import Card
    from store.words.scripts.author import Author
    from store.words.scripts.fill import Script
    from store.words.scripts.placeholders import Where


_COMMANDS = {"ME": "set", "CARD": "edit", "EMAIL": "advance", "REPLY": "answer", "WORDS": "reword"}
"""The command that fills in what a script still needs, by the name of the place where it stands."""


def _place(where: Where) -> str:
    return f"`afterword {_COMMANDS[where.name]}`"


class WithKinds(click.Command):
    """The command whose help names every kind of script; they are looked up for that alone."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The kinds, after the options."""
        from store.words.scripts.template import kinds

        super().format_epilog(ctx, formatter)
        with formatter.section("Kinds"):
            room = formatter.width - formatter.current_indent
            for line in wrap(", ".join(kinds()), room, break_on_hyphens=False):
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")


@click.command(cls=WithKinds)
@file_option
@card_argument
@click.option("--kind", metavar="KIND", help="Another script than the one the card owes now.")
@click.option("--kinds", is_flag=True, help="Only name the kinds that fit the card, best first.")
@click.option(
    "--part", type=click.Choice(PARTS), help="Only this; the link writes the mail, or dials."
)
@click.option("--ready", is_flag=True, help="Exit with 3 while it is a draft, or has gaps.")
@click.option("--eml", is_flag=True, help="As a mail with its headers, for `msmtp -t`.")
@click.pass_obj
def script(
    session: Session,
    *,
    card: str,
    kind: str | None,
    kinds: bool,
    part: str | None,
    ready: bool,
    eml: bool,
) -> None:
    """The script for a card on stdout, ready to pipe; what it still needs goes to stderr.

    With --eml and --ready, nothing is on stdout while it is not ready: so nothing is sent.
    """
    from store.words.scripts.current import draft_until, why_usual, words_for
    from store.words.scripts.edited import as_text
    from store.words.scripts.placeholders import KNOWN

    if eml and part:
        raise click.UsageError("--eml is the whole mail; leave --part out.")
    here = session.on_card(card, read_only=True)
    entry, author, now = here.entry, here.author, here.now
    if kinds:
        for line in kinds_of(entry, author, now):
            click.echo(line)
        return
    words = words_for(entry, author, now, kind)
    usual, draft = why_usual(words, entry, author), draft_until(words, entry)
    unready = ready and bool(words.gaps or draft or usual)
    if not eml:
        click.echo(part_of(words, entry.card, part) if part else as_text(words))
    else:
        mail = _as_mail(words, entry.card, author, now)
        click.echo(b"" if unready else mail, nl=False)
    if words.gaps:
        needs = ", ".join(KNOWN[gap].needs(_place) for gap in words.gaps)
        click.echo(f"afterword: this still needs {needs}.", err=True)
    if usual:
        click.echo(f"afterword: {usual}", err=True)
    if draft:
        click.echo(f"afterword: {draft}", err=True)
    if unready:
        click.get_current_context().exit(told.NOT_READY)


def _as_mail(words: Script, card: Card, author: Author, now: DateTime) -> bytes:
    """The words as a mail to send; that it has nobody to go to is said.

    Raises:
        NotAllowedError: They are no mail.
    """
    from store.errors import NotAllowedError
    from store.words.deliver.letter import letter

    if words.medium != "email":
        raise NotAllowedError(f"“{words.title}” is no mail. --kind names another script.")
    mail = letter(words, card)
    if not mail.to:
        click.echo("afterword: there is no address to send this to.", err=True)
    return mail.ready(author.me, now)


@click.command()
@file_option
@card_argument
@click.option("--json", "as_json", is_flag=True, help="One object with everything, for scripts.")
@click.option("--vcard", is_flag=True, help="Its people instead, for an address book.")
@click.pass_obj
def show(session: Session, *, card: str, as_json: bool, vcard: bool) -> None:
    """One card: what to do and why, its people, and its history.

    \b
    --json prints an object: all that `list --json` tells, and every field by its
    name in the file, also where it is empty:
      contact, recruiter, recruiter_email, recruiter_phone, posting, country,
      language, no_calls, notes, snooze, write_again, created
      offer        what, answer_by; or null
      wording      your own words by kind and round
      rounds       the last is the current one: id, at, zone, minutes, format,
                   place, people, promise (words, said, day), thread_subject,
                   message_id; uid and sequence of the invitation
        people     id, name, address_as, title, email, phone, hook, zone
      history      id, round, what, done, recorded, stage_before, stage_after,
                   person, channel, result, note, subject, changes, undone
      disputed     what copies of the file disagree on: path, value, recorded
      edited       when a field was last edited, by its path
      deleted      null
    """  # noqa: D301 - click's own mark for lines that stay as they are
    from store.words import cards as card_words

    if vcard and as_json:
        raise click.UsageError("Give --json or --vcard, and not both.")
    here = session.on_card(card, read_only=True)
    if vcard:
        _print_vcards(here.card)
        return
    found, entry, now = here.card, here.entry, here.now
    if as_json:
        from tui.cli.as_json import in_full, print_json

        print_json(in_full(entry, now))
        return
    click.echo(card_words.title(found))
    for line in (*card_words.lead(entry, now), entry.due.why):
        click.echo(line)
    for part in (_offer, _rounds, _facts, _disputes, _history):
        for line in part(found, now):
            click.echo(line)


def _print_vcards(card: Card) -> None:
    from store.exchange.vcard import as_vcf, vcards

    people = vcards([card])
    click.echo(as_vcf(people), nl=False)
    if not people:
        click.echo("afterword: nobody on this card has an address or a number.", err=True)


def _offer(card: Card, _now: DateTime) -> Iterator[str]:
    from store.words import facts

    for label, text in (*facts.of_offer(card), *facts.of_write_again(card)):
        yield f"{label}: {text}"


def _rounds(card: Card, now: DateTime) -> Iterator[str]:
    from store.records.fields import Kind
    from store.words import facts

    for number, interview in enumerate(card.rounds, start=1):
        yield ""
        for each in facts.of_round(interview, now, card):
            label = f"Round {number}" if each.label == "When" else each.label
            colon = "" if each.field.kind is Kind.PROMISE else ":"
            yield f"{label}{colon} {each.text}"
        for person in interview.people:
            yield f"With {facts.with_whom(person)}"
            yield from (f"  {each.label} {each.text}" for each in facts.of_person(person))


def _facts(card: Card, _now: DateTime) -> Iterator[str]:
    """The short ones a line each, then the long ones."""
    from store.records.fields import Kind
    from store.words import facts

    told = list(facts.of_card(card))
    yield ""
    yield from (f"{each.label}: {each.text}" for each in told if each.field.kind is not Kind.TEXT)
    for each in told:
        if each.field.kind is Kind.TEXT:
            yield from ("", each.text)


def _disputes(card: Card, now: DateTime) -> Iterator[str]:
    """What two copies of the file disagree on, while nobody has settled it."""
    from store.words import history as history_words

    if lines := history_words.disagreements(card, now):
        yield from ("", "Two copies of the file disagree:", *(f"  {line}" for line in lines))


def _history(card: Card, now: DateTime) -> Iterator[str]:
    from store.words import history as history_words

    yield ""
    for step in card.history:
        undone = " (undone)" if step.undone else ""
        note = f" · {step.note}" if step.note else ""
        yield f"{history_words.line_of(step, card, now)}{note}{undone}"
