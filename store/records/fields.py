"""The fields of a card that a person fills in, of its rounds and people too: each named once.

Whatever asks for, shows, exports, fills in or finds a field reads this table: a new field is a line
here and one on its record. The order is that of the form, and of the card wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from msgspec import Struct

from store.records.bounds import bounds_of
from store.records.card import Card, Person, Round, Via


class Kind(StrEnum):
    """What a field holds, which says how it is typed, read, checked and written out."""

    LINE = "line"
    TEXT = "text"
    YES = "yes or no"
    CHOICE = "choice"
    MOMENT = "moment"
    PROMISE = "promise"
    PEOPLE = "people"
    ZONE = "zone"
    COUNTRY = "country"
    LANGUAGE = "language"
    EMAIL = "email"
    PHONE = "phone"
    LENGTH = "length"


READ_APART = frozenset({Kind.MOMENT, Kind.PROMISE, Kind.PEOPLE})
"""The kinds that are no text, value by value: each is read and shown in a way of its own."""
_SEARCHED = frozenset({Kind.LINE, Kind.TEXT, Kind.EMAIL, Kind.PHONE})


class Place(StrEnum):
    """Where a field is shown on a card: above the facts, among them, or on a line of its own."""

    HEAD = "head"
    FACTS = "facts"
    APART = "apart"


class Option(Struct, frozen=True):
    """One value of a field that has a few: how the form names it, and the card ("" for not)."""

    value: str | bool
    title: str
    shown: str


class CardField(Struct, frozen=True):
    """One field: of a card, of its rounds, or of the people met.

    ``title`` is what the form calls it, ``short`` the card where it is shown (else the title),
    ``said`` a sentence (else the name). ``form_name`` is its name in a form (else that in the
    file), ``column`` the heading in a table, with ``column_place`` among those headings that were
    there from the beginning; 0 stands behind them. ``needed`` is what is said where it is left
    blank, and must not be. ``is_name`` says that a card is known by it: it is found first.
    ``asked_with`` names a choice on the same card: the form asks for this field only while another
    than the usual value is chosen there. ``option_name`` is its option on the command line (else
    the name in a form).
    """

    on: type[Card | Round | Person]
    name: str
    title: str
    kind: Kind = Kind.LINE
    short: str = ""
    said: str = ""
    example: str = ""
    options: tuple[Option, ...] = ()
    form_name: str = ""
    column: str = ""
    column_place: int = 0
    place: Place = Place.FACTS
    is_name: bool = False
    needed: str = ""
    asked_with: str = ""
    option_name: str = ""

    @property
    def stored(self) -> str:
        """Its name in the file."""
        return _stored(self.on, self.name)

    @property
    def key(self) -> str:
        """Its name in a form, and in what is said of one that cannot be read."""
        return self.form_name or self.stored

    @property
    def option(self) -> str:
        """Its option on the command line, without the dashes before it: "recruiter-email"."""
        return self.option_name or self.key.replace("_", "-")

    @property
    def heading(self) -> str:
        """The heading of its column in a table."""
        return self.column or (f"person_{self.name}" if self.on is Person else self.key)

    @property
    def label(self) -> str:
        """What it is called where the card is shown."""
        return self.short or self.title

    @property
    def words(self) -> str:
        """What it is called in a sentence: "what they said"."""
        return self.said or self.stored.replace("_", " ")

    @property
    def blank(self) -> str | bool:
        """What stands in it, typed, while nothing was filled in."""
        return self.options[0].value if self.options else ""

    @property
    def nothing(self) -> str | bool | int:
        """What the record has while nothing was filled in."""
        return 0 if self.kind is Kind.LENGTH else self.blank

    @property
    def longest(self) -> int:
        """The most characters it holds."""
        return _longest(self.on, self.name)

    @property
    def is_searched(self) -> bool:
        """Whether a card is found by what stands in it."""
        return self.kind in _SEARCHED


@cache
def _stored(on: type[Card | Round | Person], name: str) -> str:
    return on.__struct_encode_fields__[on.__struct_fields__.index(name)]


@cache
def _longest(on: type[Card | Round | Person], name: str) -> int:
    return bounds_of(on).of(_stored(on, name)).longest


FIELDS = (
    CardField(
        Card,
        "company",
        "Company",
        column_place=2,
        place=Place.HEAD,
        is_name=True,
        needed="Which company was it? A name is needed.",
    ),
    CardField(Card, "role", "Role", column_place=3, place=Place.HEAD, is_name=True),
    CardField(
        Card,
        "via",
        "Contact",
        kind=Kind.CHOICE,
        options=(
            Option(Via.DIRECT, "the company", "direct"),
            Option(Via.RECRUITER, "a recruiter", "through a recruiter"),
        ),
        column_place=13,
    ),
    CardField(
        Card,
        "recruiter",
        "Recruiter",
        example="Rae Kim",
        said="the recruiter's name",
        asked_with="via",
    ),
    CardField(
        Card,
        "recruiter_email",
        "Their email",
        kind=Kind.EMAIL,
        short="Recruiter's email",
        said="the recruiter's email",
        asked_with="via",
        example="rae@example.com",
    ),
    CardField(
        Card,
        "recruiter_phone",
        "Their phone",
        kind=Kind.PHONE,
        short="Recruiter's phone",
        said="the recruiter's phone",
        asked_with="via",
    ),
    CardField(
        Round,
        "at",
        "Interview",
        kind=Kind.MOMENT,
        short="When",
        said="the interview time",
        example="yesterday 14:00",
        form_name="interviewed",
        column_place=6,
    ),
    CardField(
        Round,
        "promise",
        "They said",
        kind=Kind.PROMISE,
        said="what they said",
        example="by the end of next week",
        form_name="promised",
        column_place=9,
    ),
    CardField(Round, "people", "With", kind=Kind.PEOPLE, column="people", column_place=11),
    CardField(
        Person, "name", "Name", example="Dana Lee", column="people", column_place=11, is_name=True
    ),
    CardField(
        Person,
        "email",
        "Email",
        kind=Kind.EMAIL,
        example="dana@example.com",
        column="people",
        column_place=11,
        is_name=True,
    ),
    CardField(Person, "phone", "Phone", kind=Kind.PHONE, column="phone", column_place=12),
    CardField(Person, "title", "Job title"),
    CardField(
        Person,
        "hook",
        "You talked of",
        example="what makes your thank-you personal",
        place=Place.APART,
    ),
    CardField(
        Person,
        "address_as",
        "Address as",
        said="how to address them",
        example="Dr. Lee; their first name, if left empty",
        place=Place.APART,
    ),
    CardField(
        Person,
        "zone",
        "Time zone",
        kind=Kind.ZONE,
        example="if it is not the interview's",
        option_name="their-zone",
    ),
    CardField(
        Round,
        "zone",
        "Interview zone",
        kind=Kind.ZONE,
        short="Zone",
        example="a city, as in Berlin",
        column_place=7,
    ),
    CardField(
        Card,
        "country",
        "Holidays of",
        kind=Kind.COUNTRY,
        short="Holidays",
        example="US, GB, DE-BY …",
        column_place=16,
    ),
    CardField(Round, "format", "Format", example="video, phone, on site", column_place=8),
    CardField(
        Round,
        "place",
        "Where",
        said="where it is",
        example="a link, or an address",
        option_name="where",
    ),
    CardField(
        Round,
        "minutes",
        "Lasts",
        kind=Kind.LENGTH,
        said="how long it lasts",
        example="45 min; as long as usual, if left empty",
        option_name="lasts",
    ),
    CardField(
        Card,
        "no_calls",
        "Calls",
        kind=Kind.YES,
        options=(Option(False, "are fine", ""), Option(True, "no calls", "no calls")),  # noqa: FBT003 - a value
        column_place=14,
    ),
    CardField(
        Round,
        "thread_subject",
        "Email subject",
        short="Subject",
        example="of your last mail with them",
        option_name="thread",
    ),
    CardField(
        Round,
        "message_id",
        "Message-ID",
        said="Message-ID",
        example="of that mail: drafts then reply",
    ),
    CardField(
        Card,
        "language",
        "Letters in",
        kind=Kind.LANGUAGE,
        said="the language",
        example="en, de; yours, if left empty",
    ),
    CardField(Card, "posting", "Posting", example="a link", column_place=15),
    CardField(Card, "notes", "Notes", kind=Kind.TEXT, column_place=17),
)
"""The table."""

KEPT = {
    Card: frozenset(
        (
            *("id", "stage", "snooze", "write_again", "own_words", "offer", "outcome"),
            *("created", "rounds", "history", "edited", "deleted"),
        )
    ),
    Round: frozenset({"id", "uid", "sequence"}),
    Person: frozenset({"id"}),
}
"""The fields that nobody types into a form: what is done to a card sets them."""


def fields_of(record: type[Card | Round | Person]) -> Iterator[CardField]:
    """The fields of one kind of record, in their order."""
    return (field for field in FIELDS if field.on is record)
