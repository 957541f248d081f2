"""The words for a card as they are now: its own words, else the template's, filled in."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from pendulum import DateTime

from store.errors import UnreadableError
from store.history.actions import own_words_key
from store.records import Person, What
from store.rules.board import Entry
from store.rules.stages import Owes, recipient
from store.words import cards as card_words
from store.words.scripts.author import Author
from store.words.scripts.checks import Check, Level, checks
from store.words.scripts.choose import kinds_for, replies, script_for
from store.words.scripts.edited import from_text
from store.words.scripts.fill import Script
from store.words.scripts.languages.known import language
from store.words.scripts.template import parse
from store.words.scripts.values import language_of, values


def words_for(entry: Entry, author: Author, now: DateTime, kind: str | None = None) -> Script:
    """The script of a kind, by default the first that fits, in the card's own words if it has some.

    The own words' days, and gaps that the card can fill by now, are filled in anew. A changed
    template that cannot be read gives way to the usual one: :func:`why_usual` tells of it.

    Raises:
        UnreadableError: There is no such kind.
    """
    card = entry.card
    script = _script(entry, author, now, kind)
    own = card.own_words.get(own_words_key(card, script.kind)) if card.own_words else None
    if not own:
        return script
    is_thanks = script.kind.startswith(_THANKS)
    known = values(card, author, now, recipient(card), is_thanks=is_thanks)
    return from_text(own, script, known)


def why_usual(script: Script, entry: Entry, author: Author) -> str:
    """One line where the words are the usual ones since the chosen ones cannot be had; "" else."""
    try:
        if changed := author.templates.get(script.kind):
            parse(script.kind, changed)
    except UnreadableError as error:
        return f"These are the usual words; your own cannot be read. {error}"
    try:
        language(entry.card.language or author.me.language)
    except UnreadableError as error:
        tongue = language_of(entry.card, author).name
        return f"These words are in {tongue}. {error}"
    return ""


def _script(
    entry: Entry,
    author: Author,
    now: DateTime,
    kind: str | None = None,
    person: Person | None = None,
) -> Script:
    """As :func:`script_for`, with the usual template where the changed one cannot be read."""
    try:
        return script_for(entry, author, now, kind, person)
    except UnreadableError:
        return script_for(entry, replace(author, templates={}), now, kind, person)


def draft_until(script: Script, entry: Entry) -> str:
    """What the script is before its day: "draft, for after Fri 4 Dec"; "" for one that can go out.

    Only the words for what is owed wait for a day; others fit at any time.
    """
    is_owed = script.kind.startswith(_FOR.get(entry.due.owes, ()))
    return card_words.draft_until(entry) if is_owed else ""


def is_what_is_owed(script: Script, entry: Entry) -> bool:
    """Whether sending this letter is what the card owes, so that it is to be confirmed after it."""
    owes, kind = entry.due.owes, script.kind
    if owes is Owes.ANSWER_OFFER:
        return kind in _ANSWERED.values()
    if owes is Owes.REPLY:
        return kind in replies(entry.due.reply_to, entry.card)
    return owes is not Owes.CALL and kind.startswith(_FOR.get(owes, ()))


_FOR: dict[Owes | None, tuple[str, ...]] = {
    Owes.THANK: ("thank-you",),
    Owes.EMAIL: ("follow-up", "late-thanks"),
    Owes.EMAIL_AGAIN: ("follow-up",),
    Owes.CALL: ("call-", "voicemail", "follow-up"),
    Owes.MOVE_ON: ("moving-on",),
    Owes.REPLY: ("next-round-", "reply-", "rejection-", "withdraw-"),
    Owes.WRITE_AGAIN: ("write-again", "getting-in-touch"),
}
"""How the kinds begin that are for what is owed, where that may still have to wait."""


def subject_sent(
    entry: Entry,
    author: Author,
    now: DateTime,
    *,
    shown: str | None = None,
    answer: What | None = None,
) -> str:
    """The subject of the email that was sent, as Afterword wrote it; "" where that is not known.

    ``shown`` is the kind of script that was looked at: where it is no email, the one that fits best
    was sent. ``answer`` says how an offer was answered, which has a script of its own.
    """
    shown = None if shown in TO_OTHERS else shown
    kinds = (_ANSWERED[answer],) if answer in _ANSWERED else tuple(dict.fromkeys((shown, None)))
    try:
        scripts = [words_for(entry, author, now, kind) for kind in kinds]
    except UnreadableError:  # what was done is recorded all the same
        return ""
    subject = next((script.subject for script in scripts if script.subject), ())
    whole = all(piece.kind != "gap" for piece in subject)
    return "".join(piece.text for piece in subject) if whole else ""


TO_OTHERS = frozenset({"references"})
"""The kinds of letters that go to somebody who is not on the card."""

_ANSWERED: dict[What | None, str] = {
    What.ACCEPTED: "offer-accept",
    What.DECLINED: "offer-decline",
    What.ASKED_TIME: "offer-time-to-think",
    What.NEGOTIATED: "offer-negotiate",
}


def advice(script: Script, entry: Entry, author: Author, now: DateTime) -> tuple[Check, ...]:
    """What the checks say of the script, the notes to the rest of a panel included."""
    others = _other_notes(entry, author, now) if script.kind.startswith(_THANKS) else ()
    found = checks(script, entry.card, author.me, others)
    usual = why_usual(script, entry, author)
    return (Check("usual", usual, Level.MEND), *found) if usual else found


_THANKS = "thank-you"  # how the kinds of all notes of thanks begin


def _other_notes(entry: Entry, author: Author, now: DateTime) -> Sequence[str]:
    """The notes of thanks to the others of a panel, as each would be written."""
    people = entry.card.round.people
    if len(people) < 2 or entry.due.owes is not Owes.THANK or entry.card.between:
        return ()
    addressee = recipient(entry.card)
    return [_note(entry, author, now, person) for person in people if person != addressee]


def _note(entry: Entry, author: Author, now: DateTime, person: Person) -> str:
    kinds = kinds_for(entry, author.rules, now, person)
    kind = next(kind for kind in kinds if kind.startswith(_THANKS))
    return _script(entry, author, now, kind, person).text
