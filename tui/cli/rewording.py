"""The command for one's own words: of a card's script, or of the template for all cards."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.errors import NotAllowedError, UnreadableError
from tui.cli.session import OnCard, Session, card_argument, confirmed, file_option

if TYPE_CHECKING:
    from store.words.scripts.fill import Script

_STDIN = "-"
_LONGEST = 200_000  # bytes; no letter is longer


@click.command()
@file_option
@card_argument
@click.argument("source", metavar="[FILE]", required=False)
@click.option("--kind", metavar="KIND", help="Another script than the one the card owes now.")
@click.option("--all", "for_all", is_flag=True, help="The template for all cards.")
@click.option("--reset", is_flag=True, help="Drop your own words; the template's come back.")
@click.option("--yes", is_flag=True, help="Reset without asking.")
@click.pass_obj
def reword(
    session: Session,
    *,
    card: str,
    source: str | None,
    kind: str | None,
    for_all: bool,
    reset: bool,
    yes: bool,
) -> None:
    """Your own words for a card's script.

    With --all they are the template for all cards.

    Without FILE the words are printed as they are edited: days stand as {interview date}, so that
    they stay right. FILE, or - for stdin, has the new ones; for an email, "Subject: …" comes first.

    \b
    afterword reword initech > letter.txt
    afterword reword initech letter.txt
    """  # noqa: D301 - click's own mark for lines that stay as they are
    if reset and source is not None:
        raise click.UsageError("Give FILE or --reset, and not both.")
    changes = reset or source is not None
    here = session.on_card(card, read_only=not changes)
    script = _script(here, kind)
    if reset:
        _reset(here, script, for_all=for_all, yes=yes)
    elif source is None:
        click.echo(_to_edit(here, script, for_all=for_all))
    elif for_all:
        _keep_template(here, script, _read(source))
    else:
        _keep(here, script, _read(source))


def _script(here: OnCard, kind: str | None) -> Script:
    from store.words.scripts.current import words_for

    return words_for(here.entry, here.author, here.now, kind)


def _to_edit(here: OnCard, script: Script, *, for_all: bool) -> str:
    from store.words.scripts.edited import to_edit
    from store.words.scripts.template import source
    from store.words.scripts.values import language_of

    if not for_all:
        return to_edit(script)
    built_in = source(script.kind, language_of(here.card, here.author).code)
    return (here.book.templates.get(script.kind) or built_in).rstrip("\n")


def _keep(here: OnCard, script: Script, text: str) -> None:
    from store.history import actions
    from store.words.scripts.edited import to_edit

    if text.strip() == to_edit(script).strip():
        click.echo("These are the words already; nothing was changed.", err=True)
        return
    after = actions.reword(here.card, script.kind, text, here.now)
    here.keep(after, f"“{script.title}” for {after.company} is in your own words now.")


def _keep_template(here: OnCard, script: Script, text: str) -> None:
    from store.words.scripts.template import parse

    parse(script.kind, text)
    here.book.put_template(script.kind, text)
    click.echo(f"“{script.title}” is changed for all cards.")
    here.session.mention_open_app(here.book)


def _reset(here: OnCard, script: Script, *, for_all: bool, yes: bool) -> None:
    from store.history import actions

    question = f"Reset “{script.title}”?"
    if for_all:
        if script.kind not in here.book.templates:
            raise NotAllowedError("This is the template that Afterword came with.")
        confirmed(question, yes=yes)
        here.book.put_template(script.kind, None)
        click.echo(f"“{script.title}” is as Afterword came with it, for all cards.")
        here.session.mention_open_app(here.book)
        return
    if not actions.has_own_words(here.card, script.kind):
        raise NotAllowedError(f"{here.card.company} has no words of your own for this.")
    confirmed(question, yes=yes)
    after = actions.reword(here.card, script.kind, None, here.now)
    here.keep(after, f"“{script.title}” for {after.company} has the template's words again.")


def _read(source: str) -> str:
    """The new words, from a file or stdin.

    Raises:
        UnreadableError: They are no text, too long, or there are none.
    """
    if source == _STDIN:
        content = sys.stdin.buffer.read(_LONGEST + 1)
    else:
        with Path(source).open("rb") as file:
            content = file.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise UnreadableError("That is longer than any letter. Nothing was changed.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError("That is no text in UTF-8. Nothing was changed.") from None
    if not text.strip():
        raise UnreadableError("There are no words in it. --reset brings the template's back.")
    return text.rstrip("\n")
