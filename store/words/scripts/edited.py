"""A filled script as plain text to edit, and the edited text as a script again."""

from __future__ import annotations

import re

from msgspec.structs import replace

from store.text import clean
from store.words.scripts.fill import Piece, Script
from store.words.scripts.placeholders import BY_LABEL
from store.words.scripts.template import PLACEHOLDER, Medium

_SUBJECT = re.compile(r"subject *:(.*)", re.IGNORECASE)


def as_text(script: Script) -> str:
    """The words to edit: for an email a line "Subject: …", an empty line, and the body."""
    if script.medium is Medium.SPEECH:
        return script.text
    return f"Subject: {script.subject_text}\n\n{script.text}"


def from_text(text: str, script: Script) -> Script:
    """The script with edited words; a label such as "[your name]" still in them is a gap.

    Without a subject line an email keeps its subject. Where all the words were taken out, the
    script stays as it was.
    """
    body, subject = clean(text).strip(), ""
    if script.medium is Medium.EMAIL and (line := _SUBJECT.match(body)):
        subject, body = line[1].strip(), body[line.end() :].strip()
    if not body:
        return script
    edited = replace(
        script,
        subject=_pieces(subject) if subject else script.subject,
        body=_pieces(body),
    )
    labels = [piece.text for piece in (*edited.subject, *edited.body) if piece.kind == "gap"]
    names = (BY_LABEL[label[1:-1]].name for label in labels)
    return replace(edited, gaps=tuple(dict.fromkeys(names)))


def _pieces(text: str) -> tuple[Piece, ...]:
    """The text with its gaps told apart; what else stands in brackets is text."""
    pieces: list[Piece] = []
    start = 0
    for found in PLACEHOLDER.finditer(text):
        if found[1] in BY_LABEL:
            pieces += [Piece(text[start : found.start()], "text"), Piece(found[0], "gap")]
            start = found.end()
    pieces.append(Piece(text[start:], "text"))
    return tuple(piece for piece in pieces if piece.text)
