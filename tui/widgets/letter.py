"""The words for a card on a page: what to do and why, the script itself, and what is to mend."""

from __future__ import annotations

from collections.abc import Iterable

from pendulum import DateTime
from textual.content import Content

from store import say
from store.clock import local
from store.records import Card, Stage, What
from store.rules.board import Entry, to_debrief
from store.rules.due import Urgency
from store.rules.stages import Owes, recipient, thanked, to_thank
from store.words import cards as card_words
from store.words import history as history_words
from store.words.deliver.parts import mail_to
from store.words.scripts.checks import LONGEST_MESSAGE, Level, gaps_left
from store.words.scripts.current import draft_until
from store.words.scripts.fill import Piece, Script
from store.words.scripts.placeholders import Where
from tui.desk.scripts import Words
from tui.key_names import Keys

_HEADLINES = {Urgency.OVERDUE: "bold $error", Urgency.TODAY: "bold $warning"}
_PIECES = {"text": "", "value": "$success", "gap": "bold reverse $warning"}
_FAINT = "$foreground 70%"
_FILLED_IN = {
    Where.ME: "{me}",
    Where.CARD: "edit the card: {edit}",
    Where.EMAIL: "confirm the email: {advance}",
    Where.REPLY: "record their reply: {answered}",
}
"""Where a gap is filled in on a card of the board, with the key for it."""
_IN_THE_WORDS = "edit the words: {edit-words}"
"""The key that fills any gap, also where nothing else does."""
_ADVICE = {Level.MEND: "$warning", Level.CONSIDER: _FAINT}


def name_of(words: Words) -> str:
    """Which script it is of those that fit: "Second email · 2 of 5"."""
    of = f" · {words.place} of {words.offered}" if words.offered > 1 else ""
    return f"{words.script.title}{of}"


def script_page(
    entry: Entry, words: Words, clock: str, now: DateTime, keys: Keys, *, disputed: bool
) -> Content:
    """The page of the panel, which has few lines: neither To nor a word too many."""
    see = "the next page" if disputed else ""
    lines = [*_lead(entry, clock, now, keys, see), Content("")]
    if draft := draft_until(words.script, entry):
        lines += [Content.styled(f"A {draft}:", "bold $warning"), Content("")]
    if words.script.subject:
        subject = Content.styled("Subject: ", _FAINT) + pieces(words.script.subject)
        lines += [subject, Content("")]
    lines += [pieces(words.script.body), Content(""), *_notes(entry, words, keys)]
    return Content("\n").join(lines)


def full_page(
    entry: Entry, words: Words, clock: str, now: DateTime, keys: Keys, *, disputed: bool
) -> Content:
    """The page at full height, with whom it goes to; of a closed card, how that went."""
    script = words.script
    if _is_closed(entry):
        lines = [Content.styled(history_words.closed(entry.card, now), _FAINT)]
    else:
        lines = [*_lead(entry, clock, now, keys, "the card's page" if disputed else "")]
    lines.append(Content(""))
    if draft := draft_until(script, entry):
        lines += [Content.styled(f"A {draft}:", "bold $warning"), Content("")]
    if heads := [*_heads(entry.card, script)]:
        lines += [*heads, Content("")]
    lines += [pieces(script.body), Content(""), *_notes(entry, words, keys)]
    return Content("\n").join(lines)


def _is_closed(entry: Entry) -> bool:
    """Whether nothing is to be done here: a closed card comes back on the day to write again."""
    return entry.card.outcome is not None and entry.urgency is not Urgency.TODAY


def _heads(card: Card, script: Script) -> Iterable[Content]:
    """To and Subject of a letter; of what is spoken the number to call."""
    person = recipient(card)
    if script.medium == "email":
        to = mail_to(script, person)
        nobody = "[somebody else]" if to != card_words.address(person) else ""
        to = to or nobody or "nobody yet: their address is not on the card"
        yield Content.assemble((f"{'To:':<9}", _FAINT), to)
        yield Content.styled(f"{'Subject:':<9}", _FAINT) + pieces(script.subject)
    elif script.medium == "speech" and person and person.phone:
        yield Content.assemble((f"{'Call:':<9}", _FAINT), person.phone)


def _lead(entry: Entry, clock: str, now: DateTime, keys: Keys, see: str) -> Iterable[Content]:
    """What to do and why, or why not yet.

    ``see`` is where it stands what two copies of the file disagree on; "" where they do not.
    """
    first, *others = card_words.lead(entry, now)
    yield Content.styled(first, _headline_style(entry))
    yield from map(Content, others)
    yield Content.styled(entry.due.why, _FAINT)
    if to_debrief(entry):
        yield Content(keys.spell("{debrief} notes what you talked of, while it is fresh."))
    if clock:
        yield Content.styled(clock, "$warning")
    if see:
        keep = keys.spell("{settle} keeps what stands.")
        disagree = f"Two copies of the file disagree here: see {see}. {keep}"
        yield Content.styled(disagree, "$warning")
    if not card_words.is_ahead(entry, now):
        yield from _checklist(entry.card, now)


def _notes(entry: Entry, words: Words, keys: Keys) -> Iterable[Content]:
    """What is to mend in the words, how long they are, and what they are for."""
    script = words.script
    for each in words.advice:
        text = each.text
        if each.kind == "gaps":
            text = gaps(script, entry, keys)
        yield Content.styled(text, _ADVICE[each.level])
    own = " · your own words" if words.own else ""
    yield Content.styled(f"{script.title} · {_length(script)}{own}", _FAINT)
    yield Content.styled(script.purpose, _FAINT)


def gaps(script: Script, entry: Entry, keys: Keys) -> str:
    """What is missing in a card's script, and the key that fills each gap; "" for none."""
    if not script.gaps:
        return ""
    return gaps_left(script, lambda where: keys.spell(_filled_in(where, entry)))


def _filled_in(where: Where, entry: Entry) -> str:
    """What fills a gap on this card: no email is confirmed where another action is owed.

    On a closed card nothing but the person's own details is asked for: all else is at rest.
    """
    if _is_closed(entry):
        return _FILLED_IN[where] if where is Where.ME else _IN_THE_WORDS
    if where is Where.EMAIL and entry.due.owes not in {Owes.EMAIL, Owes.EMAIL_AGAIN}:
        return _IN_THE_WORDS
    return _FILLED_IN.get(where, _IN_THE_WORDS)


def _length(script: Script) -> str:
    """How long the words are, as it counts for their medium."""
    if script.medium == "speech":
        return f"{script.seconds} seconds spoken"
    if script.medium == "message":
        most = LONGEST_MESSAGE.get(script.kind)
        return f"{len(script.text)}{f' of {most}' if most else ''} characters"
    return f"{script.words} words"


def _headline_style(entry: Entry) -> str:
    """How the first line is set: what waits is offered quietly, an offer is good news."""
    if entry.urgency is Urgency.TODAY:
        if entry.due.owes is Owes.ANSWER_OFFER:
            return "bold $success"
        if entry.due.owes in {Owes.MOVE_ON, Owes.WRITE_AGAIN}:
            return "bold"
    return _HEADLINES.get(entry.urgency, "bold")


def _checklist(card: Card, now: DateTime) -> Iterable[Content]:
    """Who has been thanked and who is still to be, of several people or through a recruiter."""
    if card.stage is not Stage.THANK_YOU:
        return
    if card.between:
        yield Content.assemble(
            f"{'→ next':<12}", f"{card_words.name_of(card.between, card)}, the recruiter"
        )
        return
    if len(to_thank(card)) < 2:
        return
    done, waiting = thanked(card), recipient(card)
    for person in to_thank(card):
        step = done.get(person.id)
        if step is None:
            mark = "→ next" if person == waiting else "· to thank"
            yield Content.assemble(f"{mark:<12}", card_words.name_of(person, card))
        else:
            mark = "✓ thanked" if step.what is What.THANKED else "– skipped"
            when = say.day(local(step.done, now))
            name = card_words.name_of(person, card)
            yield Content.assemble((f"{mark:<12}{name}, {when}", _FAINT))


def pieces(script: Iterable[Piece]) -> Content:
    """A part of a script, with what was filled in and what is missing told apart."""
    return Content.assemble(*((piece.text, _PIECES[piece.kind]) for piece in script))
