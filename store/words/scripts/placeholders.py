"""The placeholders of the scripts: which there are, and where each is filled in."""

from __future__ import annotations

from msgspec import Struct

_ANSWER = "record their answer: r"
_CARD = "edit the card: e"
_ME = "M"
_WORDS = "edit the words: E"


class Placeholder(Struct, frozen=True):
    """One thing a script can name; ``label`` stands in the text while it is unknown."""

    name: str
    meaning: str
    label: str
    where: str

    @property
    def is_mine(self) -> bool:
        """Whether it is one of the candidate's own details."""
        return self.where == _ME

    @property
    def needs(self) -> str:
        """What is missing and where to fill it in: "your phone number (M)"."""
        return f"{self.label} ({self.where})"


_ALL = (
    Placeholder("me", "your name", "your name", _ME),
    Placeholder("my email", "your email address", "your email address", _ME),
    Placeholder("my phone", "your phone number", "your phone number", _ME),
    Placeholder("my link", "your page or profile", "your link", _ME),
    Placeholder("contact", 'the person, as you address them: "Dana"', "their name", _CARD),
    Placeholder("contact full name", 'the person: "Dana Lee"', "their full name", _CARD),
    Placeholder("role", "the position you talked about", "role", _CARD),
    Placeholder("company", "the company", "company", _CARD),
    Placeholder("interview date", 'the day: "Friday, November 20"', "interview date", _CARD),
    Placeholder(
        "when we talked",
        'as it is said: "today", "yesterday", "on Friday, November 20"',
        "when you talked",
        _CARD,
    ),
    Placeholder(
        "promised date", "the day by which they would decide", "the date they named", _CARD
    ),
    Placeholder("hook", "what you talked about", "what you talked about", _CARD),
    Placeholder(
        "thread subject", "the subject of your last emails, to reply to", "email subject", _CARD
    ),
    Placeholder(
        "emailed date",
        "the day you sent the follow-up",
        "date of your email",
        "confirm the email: Enter",
    ),
    Placeholder("new date", "the later day they named", "their new date", _ANSWER),
    Placeholder(
        "slot",
        'the interview to come: "Tuesday, December 8, at 2 p.m."',
        "the time they offered",
        _ANSWER,
    ),
    Placeholder("zone", 'the zone of its time: "EST"', "time zone", _CARD),
    Placeholder("format", 'how you will talk: "video"', "video, phone or on site", _CARD),
    Placeholder("agreed time", "when a call was agreed", "the time you agreed on", _WORDS),
    Placeholder("best time", "when you can be called", "when you can be called", _WORDS),
    Placeholder("items", "what you send them", "what you are sending", _WORDS),
    Placeholder("deadline", "the day by which you will answer", "the day you will answer", _WORDS),
    Placeholder(
        "their deadline",
        "the day by which another company wants your answer",
        "the day the other offer ends",
        _WORDS,
    ),
)

KNOWN = {placeholder.name: placeholder for placeholder in _ALL}
"""Every placeholder a template may use, by name."""

BY_LABEL = {placeholder.label: placeholder for placeholder in _ALL}
"""The same by what stands in the text while it is unknown."""
