"""A filled script as plain text to read or to edit, and the edited text as a script again.

In the text to edit, what depends on the day stands as its placeholder, "{promised date}": the
card's own words then still tell the right day when it has moved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from store.text import clean
from store.words.scripts.fill import Piece, Script
from store.words.scripts.placeholders import BY_LABEL, KNOWN, Placeholder, Where
from store.words.scripts.template import Medium, name_in

_SUBJECT = re.compile(r"subject *:(.*)", re.IGNORECASE)
_MARKED = re.compile(r"\[([^\[\]{}|]*)\]|\{([^\[\]{}|]*)\}")
_ENDS_SENTENCE = re.compile(r"\s*\Z|\n| +(?!I\b)[A-Z]")
_STOPS = (".", "!", "?")
_FILLED_ANEW = frozenset(
    {"promised date", "promised when", "promised time", "new date", "new when", "news date"}
    | {"interview date", "when we talked", "emailed date", "slot", "answer date", "their deadline"}
)
"""The placeholders that stay in the card's own words: the days, which move."""

_NOTHING_KNOWN: Mapping[str, str] = {}


def as_text(script: Script) -> str:
    """The words to read: for an email a line "Subject: …", an empty line, and the body."""
    return _with_subject(script, script.subject_text, script.text)


def to_edit(script: Script) -> str:
    """The words to edit, as in :func:`as_text` but with days as placeholders: "{promised date}"."""
    return _with_subject(script, _marked(script.subject), _marked(script.body))


def from_text(text: str, script: Script, values: Mapping[str, str] = _NOTHING_KNOWN) -> Script:
    """The script with edited words, in which what ``values`` knows is filled in.

    That is a day such as "{promised date}", and a label such as "[your name]"; the one that is not
    known is a gap. Anything else in braces or brackets is text. Without a subject line an email
    keeps its subject. Where all the words were taken out, the script stays as it was.
    """
    body, subject = clean(text).strip(), ""
    if script.medium is Medium.EMAIL and (line := _SUBJECT.match(body)):
        subject, body = line[1].strip(), body[line.end() :].strip()
    if not body:
        return script
    edited = replace(
        script,
        subject=_pieces(subject, values) if subject else script.subject,
        body=_pieces(body, values),
    )
    gaps = (piece for piece in (*edited.subject, *edited.body) if piece.kind == "gap")
    names = (BY_LABEL[gap.text[1:-1]].name for gap in gaps)
    return replace(edited, gaps=tuple(dict.fromkeys(names)))


def _with_subject(script: Script, subject: str, body: str) -> str:
    return f"Subject: {subject}\n\n{body}" if script.medium is Medium.EMAIL else body


def _marked(pieces: tuple[Piece, ...]) -> str:
    """The text with its days as placeholders.

    A full stop that "at 2 p.m." had made needless comes back: another time may need it.
    """
    text = "".join(piece.text for piece in pieces)
    marked, end = "", 0
    for piece in pieces:
        end += len(piece.text)
        if not _is_filled_anew(piece):
            marked += piece.text
            continue
        marked += f"{{{piece.name}}}"
        if piece.text.endswith(_STOPS) and _ENDS_SENTENCE.match(text, end):
            marked += "."
    return marked


def _is_filled_anew(piece: Piece) -> bool:
    """Whether a piece is a day; a gap that only the person can fill stays open for that."""
    if piece.name not in _FILLED_ANEW:
        return False
    return piece.kind == "value" or KNOWN[piece.name].where is not Where.WORDS


def _pieces(text: str, values: Mapping[str, str]) -> tuple[Piece, ...]:
    """The text with its values and gaps told apart; what else stands in brackets is text."""
    pieces: list[Piece] = []
    start = 0
    for found in _MARKED.finditer(text):
        meant = BY_LABEL.get(found[1]) if found[2] is None else _day(found[2])
        if meant is None:
            continue
        value = values.get(meant.name, "")
        piece = Piece(value, "value", meant.name) if value.strip() else _gap(meant, found[2])
        pieces += [Piece(text[start : found.start()], "text"), piece]
        start = found.end()
        if piece.kind == "value" and value.endswith(_STOPS) and text[start : start + 1] == ".":
            start += 1
    pieces.append(Piece(text[start:], "text"))
    return tuple(piece for piece in pieces if piece.text)


def _day(braces: str) -> Placeholder | None:
    """The day that stands in braces, where it is one."""
    name = name_in(braces)
    return KNOWN.get(name) if name in _FILLED_ANEW else None


def _gap(meant: Placeholder, braces: str | None) -> Piece:
    """The gap for what is not known; as a label it stands in the text as it is."""
    return Piece(f"[{meant.label}]", "gap", "" if braces is None else meant.name)
