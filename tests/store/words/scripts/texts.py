"""Every text that comes with the program, and a card that knows everything to fill them with."""

from collections.abc import Iterator
from itertools import product

from store.words.scripts.fill import Script, fill
from store.words.scripts.template import (
    ENGLISH,
    OPTIONAL,
    Medium,
    Option,
    Template,
    kinds,
    load,
    names_in,
)

EMAILS = tuple(kind for kind in kinds() if load(kind).medium is Medium.EMAIL)
SPEECHES = tuple(kind for kind in kinds() if load(kind).medium is Medium.SPEECH)
MESSAGES = tuple(kind for kind in kinds() if load(kind).medium is Medium.MESSAGE)
REPLIES = tuple(kind for kind in EMAILS if "thread subject" in names_in(load(kind).subject))
VARIANTS = [(kind, turn) for kind in kinds() for turn in range(len(load(kind).bodies))]
LETTERS = [(kind, turn) for kind, turn in VARIANTS if kind in EMAILS]

EVERYTHING = {
    "me": "Priya Raman",
    "my email": "priya.raman@example.com",
    "my phone": "617-555-0142",
    "my link": "https://priyaraman.example",
    "contact": "Dana",
    "contact full name": "Dana Lee",
    "greeting": "Hello Dana,",
    "greeting short": "Hi Dana,",
    "spoken greeting": "Hello Dana,",
    "closing": "Kind regards,",
    "the role": "the data analyst position",
    "role": "data analyst",
    "company": "Acme",
    "the talk": "our conversation",
    "talking with me": "talking with me",
    "interview date": "Friday, November 13",
    "when we talked": "on Friday, November 13",
    "promised date": "Friday, November 20",
    "promised when": "by Friday, November 20",
    "promised time": "Friday, November 20",
    "to add": "I have built such a dashboard before",
    "hook": "the move to Kafka",
    "thread subject": "Your interview",
    "emailed date": "Tuesday, November 24",
    "new date": "Thursday, December 10",
    "new when": "by Thursday, December 10",
    "news date": "Monday, November 23",
    "slot": "Tuesday, December 8, at 2:30 p.m.",
    "zone": "EST",
    "format": "video",
    "interviewers": "Sam Okafor",
    "agreed time": "Monday at 3 p.m.",
    "best time": "the afternoon",
    "items": "two sample reports",
    "other times": "Monday at 3 p.m. or Tuesday at 10 a.m.",
    "title": "data analyst",
    "pay": "$90,000 a year",
    "start date": "January 11",
    "my news": "I have finished my course in statistics",
    "referee": "Dr. Fox",
    "point": "working from home on Fridays",
    "offer": "four days a week, from January 11",
    "answer date": "Friday, December 4",
    "deadline": "Friday, December 11",
    "their deadline": "Monday, December 7",
}
OFTEN_UNKNOWN = frozenset(
    {"role", "company", "hook", "my phone", "my link", "interviewers", "format", "zone", "to add"}
    | {"emailed date", "new date", "new when", "news date", "promised date", "promised when"}
    | {"promised time"}
    | {"thread subject", "offer", "answer date", "best time"}
)
BARE = {name: text for name, text in EVERYTHING.items() if name not in OFTEN_UNKNOWN} | {
    "greeting": "Hello,",
    "greeting short": "Hello,",
    "spoken greeting": "Hello,",
    "the role": "the position",
}
NORMAL = {name: text for name, text in EVERYTHING.items() if name != "to add"}


def options_of(text: str) -> Iterator[tuple[Option, ...]]:
    """The alternatives of each part in braces."""
    for part in OPTIONAL.findall(text):
        yield tuple(Option.read(option) for option in part.split("|"))


def asked_by(template: Template, turn: int) -> tuple[str, ...]:
    """The facts that one variant asks for."""
    text = f"{template.subject}\n{template.body(turn)}"
    needs = {need for options in options_of(text) for option in options for need in option.needs}
    return tuple(sorted(needs))


def facts_for(kind: str, turn: int, language: str = ENGLISH) -> Iterator[frozenset[str]]:
    """Each set of the facts that a variant asks for, from all of them to none."""
    asked = asked_by(load(kind, language), turn)
    for present in product((True, False), repeat=len(asked)):
        yield frozenset(fact for fact, holds in zip(asked, present, strict=True) if holds)


def scripts_of(
    kind: str, turn: int, known: dict[str, str], language: str = ENGLISH
) -> Iterator[Script]:
    """The variant of a kind for all the facts that it may ask for."""
    for facts in facts_for(kind, turn, language):
        yield fill(load(kind, language), known, facts, turn)
