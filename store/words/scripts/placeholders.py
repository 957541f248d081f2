"""The placeholders of the scripts: which there are, and where each is filled in."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct


class Where(StrEnum):
    """Where a placeholder is filled in, by what one does for it."""

    ME = "your details"
    CARD = "edit the card"
    EMAIL = "confirm the email"
    REPLY = "record their reply"
    WORDS = "edit the words"


class Placeholder(Struct, frozen=True):
    """One thing a script can name; ``label`` stands in the text while it is unknown."""

    name: str
    meaning: str
    label: str
    where: Where

    @property
    def is_mine(self) -> bool:
        """Whether it is one of the candidate's own details."""
        return self.where is Where.ME

    def needs(self, place: Callable[[Where], str] = str) -> str:
        """What is missing and where to fill it in: "your phone number (your details)".

        ``place`` names where that is, for an app that has a key for it.
        """
        return f"{self.label} ({place(self.where)})"


_ALL = (
    Placeholder("me", "your name", "your name", Where.ME),
    Placeholder("my email", "your email address", "your email address", Where.ME),
    Placeholder("my phone", "your phone number", "your phone number", Where.ME),
    Placeholder("my link", "your page or profile", "your link", Where.ME),
    Placeholder("contact", 'the person, as you address them: "Dana"', "their name", Where.CARD),
    Placeholder("contact full name", 'the person: "Dana Lee"', "their full name", Where.CARD),
    Placeholder("role", "the position you talked about", "role", Where.CARD),
    Placeholder("company", "the company", "company", Where.CARD),
    Placeholder("interview date", 'the day: "Friday, November 20"', "interview date", Where.CARD),
    Placeholder(
        "when we talked",
        'as it is said: "today", "yesterday", "on Friday, November 20"',
        "when you talked",
        Where.CARD,
    ),
    Placeholder("again", '"again", once you have thanked them', "again", Where.CARD),
    Placeholder(
        "promised date", "the day by which they would decide", "the date they named", Where.CARD
    ),
    Placeholder("hook", "what you talked about", "what you talked about", Where.CARD),
    Placeholder(
        "thread subject",
        "the subject of your last emails, to reply to",
        "email subject",
        Where.CARD,
    ),
    Placeholder(
        "emailed date",
        "the day you sent the follow-up",
        "date of your email",
        Where.EMAIL,
    ),
    Placeholder("new date", "the later day they named", "their new date", Where.REPLY),
    Placeholder(
        "slot",
        'the interview to come: "Tuesday, December 8, at 2 p.m."',
        "the time they offered",
        Where.REPLY,
    ),
    Placeholder("zone", 'the zone of its time: "EST"', "time zone", Where.CARD),
    Placeholder("format", 'how you will talk: "video"', "video, phone or on site", Where.CARD),
    Placeholder(
        "interviewers", 'the others you met: "Dana Lee and Sam Fox"', "whom you met", Where.CARD
    ),
    Placeholder("offer", "what they offered", "what they offered", Where.REPLY),
    Placeholder(
        "answer date", "the day by which they want your answer", "their day for it", Where.REPLY
    ),
    Placeholder("agreed time", "when a call was agreed", "the time you agreed on", Where.WORDS),
    Placeholder("best time", "when you can be called", "when you can be called", Where.WORDS),
    Placeholder("items", "what you send them", "what you are sending", Where.WORDS),
    Placeholder("point", "what you would change in an offer", "what you would change", Where.WORDS),
    Placeholder(
        "deadline", "the day by which you will answer", "the day you will answer", Where.WORDS
    ),
    Placeholder(
        "their deadline",
        "the day by which another company wants your answer",
        "the day the other offer ends",
        Where.WORDS,
    ),
)

KNOWN = {placeholder.name: placeholder for placeholder in _ALL}
"""Every placeholder a template may use, by name."""

BY_LABEL = {placeholder.label: placeholder for placeholder in _ALL}
"""The same by what stands in the text while it is unknown."""
