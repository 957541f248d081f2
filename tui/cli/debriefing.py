"""The command that notes how an interview went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tui.cli.session import Session, card_argument, file_option

if TYPE_CHECKING:
    from store.records import Person


@click.command()
@file_option
@card_argument
@click.option(
    "--hook",
    "hooks",
    metavar='"NAME: TEXT"',
    multiple=True,
    help="What you talked of, and with whom; may be repeated.",
)
@click.option("--asked", metavar="TEXT", default="", help="What they wanted to know.")
@click.option("--to-add", metavar="TEXT", default="", help="One thing you would add.")
@click.option("--promised", metavar="WORDS", help='What comes next, and when: "a call by Friday".')
@click.option("--whom", metavar="TEXT", default="", help='Whom to ask: "Dana, by email".')
@click.pass_obj
def debrief(
    session: Session,
    *,
    card: str,
    hooks: tuple[str, ...],
    asked: str,
    to_add: str,
    promised: str | None,
    whom: str,
) -> None:
    """Note how an interview went, while it is fresh.

    It makes the thank-you personal. Where one person was met, or nobody is known by name, --hook
    needs no NAME before it.
    """
    from msgspec.structs import replace

    from store.errors import NotAllowedError
    from store.forms import debrief as form
    from store.history import actions
    from store.words import understood
    from store.words.scripts.hooks import hook_problem

    here = session.on_card(card)
    found, now, rules = here.card, here.now, here.book.rules
    if too_early := form.too_early(found, now):
        raise NotAllowedError(too_early)
    before = form.typed_debrief(found)
    said, others = _hooks(found.round.people, hooks)
    typed = replace(
        before,
        hooks={**before.hooks, **said},
        talked_of="; ".join(others),
        asked=asked,
        to_add=to_add,
        promised=before.promised if promised is None else promised,
        whom=whom,
    )
    promise = form.read_next(typed.promised, found, now, rules)
    after = actions.debrief(found, now, form.hooks_of(typed), promise, form.note_of(typed))
    here.record(after)
    if promised and (reading := form.hear_next(promised, found, now, rules)):
        click.echo(understood.promise(promised, reading), err=True)
    for text in (*said.values(), *others):
        if problem := hook_problem(text):
            click.echo(f"afterword: {problem}", err=True)


def _hooks(people: Sequence[Person], hooks: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """What was talked of, by the id of the person, and what where nobody is known."""
    from tui.cli.people import with_detail

    if not people:
        return {}, list(hooks)
    before, after = list(people), list(people)
    for each in hooks:
        after = with_detail(after, "hook", each)
    pairs = zip(before, after, strict=True)
    return {new.id: new.hook for old, new in pairs if new is not old}, []
