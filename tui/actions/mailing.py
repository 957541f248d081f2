"""A letter on its way out as a mail: through the person's mail client, as a link, as a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from store.errors import NotAllowedError
from store.rules import board
from store.rules.board import Entry
from tui.actions.confirming import ask
from tui.terminal.mail_client import MailClient, find_client, hand_over

if TYPE_CHECKING:
    from store.words.scripts.fill import Script
    from tui.screens.board import BoardScreen


def send_mail(desk: BoardScreen, entry: Entry, script: Script) -> None:
    """Hand a script of a card to the person's mail client; without one, offer a link and a file.

    Those are offered before its day, too, where it is said that it is a draft, and while it has
    gaps, which are told.

    Raises as :func:`open_mail`, and NotAllowedError where the terminal cannot be lent.
    """
    from store.words.scripts.current import draft_until

    _require_mail(desk, script)
    client = find_client(os.environ)
    if client is None or draft_until(script, entry) or script.gaps:
        open_mail(desk, entry, script)
    else:
        _hand_over(desk, entry, script, client)


def open_mail(desk: BoardScreen, entry: Entry, script: Script) -> None:
    """Open a script of a card as a mail, with the ways in which it can leave.

    Raises:
        NotAllowedError: The words are for speaking, or for pasting into a message.
    """
    from store.words.deliver.letter import letter
    from store.words.deliver.mail import eml_name
    from store.words.scripts.current import draft_until
    from tui.screens.mail import MailScreen
    from tui.widgets.letter import gaps

    _require_mail(desk, script)
    card, client = entry.card, find_client(os.environ)
    mail = letter(script, card)

    def lend() -> None:
        if client:
            lending = client
            desk.call_after_refresh(desk.attempt, lambda: _hand_over(desk, entry, script, lending))

    desk.open(
        MailScreen(
            mail.to,
            mail.subject,
            mail.mailto,
            mail.draft(desk.book.me, desk.now()),
            eml_name(card.company, script.kind),
            until=draft_until(script, entry),
            gaps=gaps(script, entry, desk.keys),
            client=client.name if client else "",
            hand_over=lend,
        )
    )


def _require_mail(desk: BoardScreen, script: Script) -> None:
    """Pass only with words that are a mail."""
    if script.medium == "message":
        send_it = desk.keys.spell("{copy} sends them to your terminal's clipboard.")
        raise NotAllowedError(f"These words are a message to paste. {send_it}")
    if script.medium != "email":
        turn = desk.keys.spell("{next-script} turns to the next script.")
        raise NotAllowedError(f"These words are for a call. {turn}")


def _hand_over(desk: BoardScreen, entry: Entry, script: Script, client: MailClient) -> None:
    """Let the mail client have a script, and ask whether it was sent, if the card owes that."""
    from textual.app import SuspendNotSupported

    from store.words.deliver.letter import letter
    from store.words.scripts.current import is_what_is_owed

    card = entry.card
    mail = letter(script, card).ready(desk.book.me, desk.now())
    try:
        with desk.app.suspend():
            failed = hand_over(client, mail)
    except SuspendNotSupported:
        raise NotAllowedError("This terminal cannot make room for a mail client.") from None
    if failed:
        desk.voice.warn(f"{failed} Nothing is recorded.")
        return
    after = desk.book.state.cards.get(card.id, card)
    if after.deleted is not None:
        desk.voice.warn(f"{card.company} was deleted meanwhile. Nothing is recorded.")
        return
    seen = board.entry(after, desk.book.rules, desk.now())
    if desk.book.read_only or not is_what_is_owed(script, seen):
        note = desk.keys.spell("{note} notes it.")
        desk.say(
            f"Back from {client.name}. Nothing is recorded.",
            *([] if desk.book.read_only else [note]),
        )
        return
    desk.half_typed.doing = "advance"
    ask(desk, seen)
