"""The words for the selected card: choosing, editing, and getting them out of the terminal.

None of these moves the card: sending is up to the person, and only confirming says it was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import NotAllowedError
from store.history import actions
from store.rules.board import Entry
from store.rules.stages import recipient
from store.words import cards as card_words
from tui.actions.action import Group, action, with_card
from tui.actions.details import after_details
from tui.actions.hindrances import no_card, read_only
from tui.actions.mailing import open_mail, send_mail

if TYPE_CHECKING:
    from textual.geometry import Region

    from store.words.deliver.parts import Copied
    from store.words.scripts.fill import Script
    from tui.desk.clipboard import Way
    from tui.screens.board import BoardScreen


@action("copy", "c", "Copy the script", Group.WORDS, with_card("Copy"), unless=(no_card,))
def copy(desk: BoardScreen) -> None:
    """Send the script to your terminal's clipboard. Nothing moves: sending it is up to you."""
    entry = desk.require_card()
    after_details(desk, lambda: send(desk, entry, desk.scripts.current()))


def send(desk: BoardScreen, entry: Entry, script: Script, part: Copied | None = None) -> None:
    """Send a script's body, or a part of it, to the terminal's clipboard, and say what was sent.

    The first time in a run it is said what to do if nothing arrives.
    """
    text = part.text if part else script.text
    desk.clipboard.send(text, lambda way: desk.say(*_sent(desk, entry, script, part, way)))


@action("copy-part", "C", "Copy a part", Group.WORDS, unless=(no_card,))
def copy_part(desk: BoardScreen) -> None:
    """Choose what to copy: the subject, the address, all with its headers, the phone number."""
    entry = desk.require_card()
    ask_which_part(desk, entry, desk.scripts.current())


def ask_which_part(desk: BoardScreen, entry: Entry, script: Script) -> None:
    """Ask which part of a script of a card to copy.

    Raises:
        NotAllowedError: There is nothing besides its body.
    """
    from store.words.deliver.parts import parts
    from tui.screens.copy import CopyScreen

    offered = parts(script, recipient(entry.card))
    if not offered:
        copy_it = desk.keys.spell("{copy} copies it.")
        raise NotAllowedError(f"There is only the text itself here. {copy_it}")
    desk.open(
        CopyScreen(offered, lambda part: desk.attempt(lambda: send(desk, entry, script, part)))
    )


def _sent(
    desk: BoardScreen, entry: Entry, script: Script, part: Copied | None, way: Way
) -> tuple[str, ...]:
    """What is said of words on their way to the clipboard: nobody knows whether they arrive."""
    from store.words.deliver.parts import Part
    from store.words.scripts.current import draft_until
    from store.words.scripts.placeholders import KNOWN
    from tui.desk.clipboard import Way

    where = "your terminal's clipboard"
    if way is Way.TMUX:
        where = f"tmux's buffer and {where}"
    labels = [KNOWN[gap].label for gap in script.gaps]
    gaps = ", ".join(label for label in labels if part is None or f"[{label}]" in part.text)
    still = f", with gaps still ({gaps})," if gaps else ""  # before what a narrow window cuts
    sent = f"sent{still} to {where}."
    if part:
        sent = f"{part.part} is {sent}"
    draft = "" if part and part.part in {Part.ADDRESS, Part.NUMBER} else draft_until(script, entry)
    said = f"{_capital(draft)}: {sent}" if draft else _capital(sent)
    if not desk.clipboard.explains():
        return (said,)
    other = (
        "{plain} shows it, {mail} mails it." if script.medium == "email" else "{plain} shows it."
    )
    pastes = "prefix ] pastes it in tmux, " if way is Way.TMUX else ""
    return said, f"Nothing to paste? {pastes}{desk.keys.spell(other)}"


def _capital(sentence: str) -> str:
    """A sentence with its first letter capital, and the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


@action("mail", "m", "Mail it", Group.WORDS, with_card("Mail"), unless=(no_card,))
def mail(desk: BoardScreen) -> None:
    """Open the mail in the client that $AFTERWORD_MAIL names; without one, as a link or a file."""
    entry = desk.require_card()
    after_details(desk, lambda: send_mail(desk, entry, desk.scripts.current()))


@action("mail-file", "F", "The mail as a link or a file", Group.WORDS, unless=(no_card,))
def mail_file(desk: BoardScreen) -> None:
    """Make a mail of the script: a link for your own machine, or a draft in a file."""
    entry = desk.require_card()
    after_details(desk, lambda: open_mail(desk, entry, desk.scripts.current()))


@action("qr", "x", "QR code for your phone", Group.WORDS, with_card("QR code"), unless=(no_card,))
def qr(desk: BoardScreen) -> None:
    """Show a QR code for your phone: the number to dial, the mail to write, the contact to keep."""
    from msgspec.structs import replace

    from store.exchange.vcard import for_code, vcard
    from store.words.deliver.letter import letter
    from store.words.deliver.links import sms, tel
    from tui.screens.qr import QrScreen

    card, script = desk.require_card().card, desk.scripts.current()
    person = recipient(card)
    name = card_words.name_of(person, card)
    codes: list[tuple[str, list[str]]] = []
    if script.medium == "email":
        full = letter(script, card)
        # In a small window the code may only hold to whom and about what.
        sizes = (full, replace(full, body=""))
        codes.append((f"Write to {name}", [each.mailto.link for each in sizes]))
    if person and tel(person.phone):
        codes.append((f"Call {name}", [tel(person.phone)]))
        codes.append((f"Text {name}", [sms(person.phone)]))
    if not codes:
        raise number_missing(desk, name)
    if person:
        codes.append((f"Keep {name} as a contact", [for_code(vcard(person, card))]))
    desk.open(QrScreen(codes))


def number_missing(desk: BoardScreen, name: str) -> NotAllowedError:
    """What is said where there is no number to call."""
    add = desk.keys.spell("Add one with {edit}.")
    return NotAllowedError(f"There is no phone number for {name}. {add}")


@action("plain", "f", "The plain text, to select", Group.WORDS, unless=(no_card,))
def plain(desk: BoardScreen) -> None:
    """Show the script alone on the terminal, To and Subject too, to select it with the mouse."""
    entry = desk.require_card()
    show_plain(desk, entry, desk.scripts.current())


def show_plain(desk: BoardScreen, entry: Entry, script: Script) -> None:
    """Show a script of a card alone on the terminal.

    Raises:
        NotAllowedError: The terminal cannot show it.
    """
    from textual.app import SuspendNotSupported

    from store.words.deliver.parts import whole
    from store.words.scripts.current import draft_until
    from tui.terminal import plain

    draft, text = draft_until(script, entry), whole(script, recipient(entry.card))
    text = f"({_capital(draft)})\n\n{text}" if draft else text
    try:
        with desk.app.suspend():
            plain.show(text)
    except SuspendNotSupported:
        raise NotAllowedError("This terminal cannot show the plain text.") from None


@action(
    "edit-words",
    "E",
    "Edit the words",
    Group.WORDS,
    with_card("Edit the words"),
    unless=(read_only, no_card),
)
def edit_words(desk: BoardScreen) -> None:
    """Edit this script, for this card or for all cards, here or in your own editor."""
    entry = desk.require_card()
    open_editor(desk, entry, desk.scripts.current())


def open_editor(desk: BoardScreen, entry: Entry, script: Script) -> None:
    """Open a script of a card for editing.

    Raises:
        NotAllowedError: The book is read-only.
    """
    from store.words.scripts.edited import to_edit
    from store.words.scripts.template import source
    from store.words.scripts.values import language_of
    from tui.screens.editor import EditorScreen

    card, kind, own = entry.card, script.kind, to_edit(script)
    desk.book.require_writing()

    def edited(text: str, for_all: bool) -> None:
        if for_all:
            desk.scripts.keep_template(kind, text)
            back = desk.keys.spell("{reset-words} brings the old one back.")
            desk.say(f"“{script.title}” is changed for all cards. {back}")
            return
        if text != own:
            desk.keep(actions.reword(card, kind, text, desk.now()), card)
            back = desk.keys.spell("{reset-words} brings the template back.")
            desk.say(f"These words are kept with the card. {back}")

    tongue = language_of(card, desk.scripts.author).code
    template = desk.book.templates.get(kind) or source(kind, tongue)
    desk.open(EditorScreen(script.title, own, template, lambda: _where_read(desk), edited))


def _where_read(desk: BoardScreen) -> Region:
    """Where the words are: at full height, or in the panel; below the board, all of both."""
    from tui.screens.words import WordsScreen

    for screen in reversed(desk.app.screen_stack):
        if isinstance(screen, WordsScreen):
            return screen.box
    body, panel = desk.query_one("#body").region, desk.panel.region
    return panel if panel.height == body.height else body


@action(
    "reset-words", "R", "Bring back the template's words", Group.WORDS, unless=(read_only, no_card)
)
def reset_words(desk: BoardScreen) -> None:
    """Drop your own words for this card, or else your own template; it asks."""
    entry = desk.require_card()
    ask_to_reset(desk, entry, desk.scripts.current())


def ask_to_reset(desk: BoardScreen, entry: Entry, script: Script) -> None:
    """Ask whether a card's own words for a script go, or else the changed template.

    Raises:
        NotAllowedError: The book is read-only.
    """
    from tui.screens.confirm import ConfirmScreen

    card = entry.card
    desk.book.require_writing()
    if actions.has_own_words(card, script.kind):

        def reset() -> None:
            desk.keep(actions.reword(card, script.kind, None, desk.now()), card)

        undo = desk.keys.spell("{undo} undoes it.")
        what = f"Your own words for this card go; the template's come back. {undo}"
    elif script.kind in desk.book.templates:

        def reset() -> None:
            desk.scripts.keep_template(script.kind, None)

        what = "Your template for all cards goes; the one Afterword came with comes back."
    else:
        edit = desk.keys.spell("{edit-words} edits them.")
        desk.say(f"These are the words Afterword came with. {edit}")
        return
    desk.open(ConfirmScreen(f"Reset “{script.title}”?", what, "Reset it", reset))
