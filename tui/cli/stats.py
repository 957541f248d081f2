"""The command about what came of the interviews."""

from __future__ import annotations

import click

from tui.cli.session import Session, file_option


@click.command()
@file_option
@click.option("--json", "as_json", is_flag=True, help="One object, for scripts.")
@click.pass_obj
def stats(session: Session, *, as_json: bool) -> None:
    """What came of your interviews, in words.

    \b
    --json prints an object:
      interviews      how many are over
      answers         offer, next_round, rejected, news_only, withdrew,
                      moved_on, none_yet: they add up to interviews
      answered_after  nothing, thank_you, email, call: what came before
                      the first answer
      past_promise    cases, median, least, most (business days after the
                      day they had named, or null), silent
      funnel          interviewed, thanked, emailed, called, answered
      weeks           twelve: starts (a Monday), interviews, follow_ups,
                      answers
      this_week       follow_ups; early, on_time, late of those judged
    """  # noqa: D301 - click's own mark for lines that stay as they are
    from store.statistics.counts import statistics
    from store.statistics.sections import NOTHING_YET, sections

    book = session.book(read_only=True)
    found = statistics(book.cards, book.rules, session.now(book))
    if as_json:
        from msgspec import to_builtins

        from tui.cli.as_json import print_json

        print_json(to_builtins(found))
        return
    shown = sections(found)
    if not shown:
        click.echo(NOTHING_YET)
    for number, section in enumerate(shown):
        click.echo(f"{chr(10) if number else ''}{section.title}")
        for line in section.lines:
            click.echo(f"  {line}")
