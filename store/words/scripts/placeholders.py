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
    Placeholder("greeting", 'the first line: "Hello Dana,"', "a greeting", Where.CARD),
    Placeholder(
        "greeting short", 'the same for a message: "Hi Dana,"', "a short greeting", Where.CARD
    ),
    Placeholder(
        "spoken greeting", 'the same as it is said: "Hello Dana,"', "a spoken greeting", Where.CARD
    ),
    Placeholder("closing", 'the last words: "Kind regards,"', "a closing", Where.ME),
    Placeholder(
        "the role", 'the position in a sentence: "the analyst position"', "the position", Where.CARD
    ),
    Placeholder(
        "the talk", 'the interview: "our conversation", "the test"', "the talk", Where.CARD
    ),
    Placeholder(
        "talking with me", 'what they did: "talking with me"', "talking with me", Where.CARD
    ),
    Placeholder("role", "the position you talked about", "role", Where.CARD),
    Placeholder("company", "the company", "company", Where.CARD),
    Placeholder("interview date", 'the day: "Friday, November 20"', "interview date", Where.CARD),
    Placeholder(
        "when we talked",
        'as it is said: "today", "yesterday", "on Friday, November 20"',
        "when you talked",
        Where.CARD,
    ),
    Placeholder(
        "promised date", "the day by which they would decide", "the date they named", Where.CARD
    ),
    Placeholder(
        "promised when",
        'the same in a sentence: "by Friday, November 20", "in December"',
        "the time they named",
        Where.CARD,
    ),
    Placeholder(
        "promised time",
        'the same as they named it: "Friday, November 20", "December"',
        "when they will tell",
        Where.CARD,
    ),
    Placeholder("to add", "one thing that you would add", "one thing to add", Where.CARD),
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
        "new when", 'the same in a sentence: "by Friday, December 4"', "their new time", Where.REPLY
    ),
    Placeholder("news date", "the day of their last news", "the day they wrote", Where.REPLY),
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
    Placeholder("my news", "what there is to tell of you", "your news", Where.WORDS),
    Placeholder("referee", "whom you ask", "the name of your reference", Where.WORDS),
    Placeholder("other times", "two times that suit you", "two other times", Where.WORDS),
    Placeholder("title", "the title of the position you accept", "the title", Where.WORDS),
    Placeholder("pay", "what they pay, as agreed", "the pay", Where.WORDS),
    Placeholder("start date", "your first day, as agreed", "the first day", Where.WORDS),
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
