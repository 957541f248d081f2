"""An invitation and a mail that come in, and the card that they belong to."""

from __future__ import annotations

from msgspec.structs import replace

from store.exchange.mail.taken import Found, FoundPerson, FoundTime, Kind, Taken
from store.history import actions
from store.records import Card, Person, Round
from tests.conftest import NOW
from tests.tui.conftest import Desk

AT = NOW.add(days=7).at(10)
DANA = Person(name="Dana Lee", email="dana@harbor.example", title="Head of Data")


def found(text: str, source: str = "from the subject") -> Found:
    return Found(text, source)


INVITATION = Taken(
    kind=Kind.INVITATION,
    company=found("Harbor", "from the organizer's address"),
    role=found("Data analyst"),
    start=FoundTime(AT.in_timezone("Europe/Berlin"), "Europe/Berlin", "from the invitation"),
    minutes=45,
    place=found("https://meet.example/abc", "from the invitation's location"),
    format="video",
    people=(FoundPerson(DANA, "from the invitation's organizer"),),
    uid="one@harbor.example",
    subject="Re: Your interview",
    message_id="first@harbor.example",
)
MAIL = Taken(
    kind=Kind.MESSAGE,
    people=(FoundPerson(DANA, "from the sender"),),
    subject="Re: Your interview",
    message_id="second@harbor.example",
    references=("first@harbor.example",),
    text="Hi Sam,\nwe need a little longer and decide by Friday next week.\n",
    promise=found("by Friday next week", "from the mail"),
    said=NOW.date(),
)


def harbor(**fields: object) -> Card:
    """The card that the invitation made, its round changed as told."""
    interview = Round(
        at=AT,
        zone="Europe/Berlin",
        people=(DANA,),
        uid=INVITATION.uid,
        message_id="first@harbor.example",
        place="https://meet.example/abc",
        minutes=45,
    )
    interview = replace(interview, **fields)
    card = Card(company="Harbor", role="Data analyst", created=NOW, rounds=(interview,))
    return actions.add(card, NOW)


async def shown(desk: Desk, text: str) -> None:
    """Wait until the screen says this."""
    await desk.until(lambda: text in desk.read)
