"""A lively sample of cards in every stage and urgency, for the demo and for pictures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct
from pendulum import DateTime

from store import say
from store.dates.workdays import WEEKDAYS
from store.forms.card import TypedCard, to_card
from store.history import actions, answers
from store.records import Card, Channel, Me, Offer, Person, Result, Round, Via, What
from store.rules.stages import Owes, rung

SAMPLE_ME = Me(
    name="Sam Rivera",
    email="sam.rivera@example.com",
    phone="+1 555 010 0199",
    link="https://example.com/sam",
)


class _Sample(Struct, frozen=True, kw_only=True):
    """One card to be: ``talked`` and ``steps`` count business days back from now.

    ``hours`` counts hours back instead, for what is fresh; ``promised`` counts business days from
    now, negative ones back. Yesterday they made an ``offer`` that waits that many business days for
    its answer, or asked to a ``next_round`` in so many.
    """

    company: str
    role: str
    people: tuple[Person, ...]
    talked: int = 0
    hours: int | None = None
    steps: tuple[int, ...] = ()
    promised: int | None = None
    result: Result = Result.LEFT_MESSAGE
    recruiter: Person | None = None
    offer: tuple[str, int] | None = None
    next_round: int | None = None
    no_calls: bool = False
    subject: str = ""
    notes: str = ""
    format: str = "video"
    ended: What | None = None


def _met(name: str, hook: str = "", *, title: str = "", phone: str = "") -> Person:
    address = ".".join(name.lower().replace("dr. ", "").split())
    return Person(name=name, hook=hook, title=title, phone=phone, email=f"{address}@example.com")


_SAMPLES = (
    _Sample(
        company="Northwind Health",
        role="Data analyst",
        hours=21,
        people=(_met("Dana Lee", "the move to weekly reports", title="Head of data"),),
        promised=5,
    ),
    _Sample(
        company="Larkspur Labs",
        role="UX researcher",
        hours=3,
        people=(_met("Priya Nair", "diary studies"), _met("Tom Okafor", "the new lab")),
        format="on site",
    ),
    _Sample(
        company="Harbor & Pine",
        role="Office manager",
        talked=3,
        people=(_met("Ruth Adler"),),
    ),
    _Sample(
        company="Bluefin Logistics",
        role="Operations lead",
        talked=-1,
        people=(_met("Marcus Webb", title="COO"),),
    ),
    _Sample(
        company="Fernhill School",
        role="Science teacher",
        talked=9,
        steps=(8,),
        promised=-2,
        people=(_met("Helen Castro", "the school garden", title="Principal"),),
        subject="Science teacher position",
    ),
    _Sample(
        company="Quillon Press",
        role="Copy editor",
        talked=7,
        steps=(6,),
        people=(_met("Iris Fontaine", "house style"),),
    ),
    _Sample(
        company="Initech Systems",
        role="Site reliability engineer",
        talked=4,
        steps=(3,),
        promised=3,
        people=(_met("Dr. Amit Rao", "the on-call rota"),),
    ),
    _Sample(
        company="水野デザイン",
        role="Product designer",
        talked=2,
        steps=(1,),
        promised=6,
        people=(_met("Yuki Mizuno", "paper prototypes"),),
    ),
    _Sample(
        company="Osprey Analytics",
        role="ML engineer",
        talked=3,
        steps=(2,),
        promised=8,
        people=(_met("Aisha Roy", "feature stores", title="Head of machine learning"),),
        recruiter=_met("Lena Brandt", phone="+1 555 010 0150"),
    ),
    _Sample(
        company="Globex Energy",
        role="Project manager",
        talked=15,
        steps=(14, 7),
        promised=-9,
        people=(_met("Nina Solberg", "the Oslo site", phone="+1 555 010 0123"),),
        subject="Project manager interview",
    ),
    _Sample(
        company="Tallgrass Foods",
        role="Quality inspector",
        talked=10,
        steps=(9, 2),
        promised=-4,
        people=(_met("Owen Price", "the audit", phone="+1 555 010 0145"),),
    ),
    _Sample(
        company="Brightwater Trust",
        role="Grant writer",
        talked=13,
        steps=(12, 5),
        promised=-7,
        no_calls=True,
        people=(_met("Joy Abara", "the river fund"),),
        notes="Joy asked for email only: she is rarely at her desk.",
    ),
    _Sample(
        company="Hooli Robotics",
        role="Technical writer",
        talked=16,
        steps=(15, 9, 3),
        promised=-11,
        people=(_met("Carl Jensen", "the API guide", phone="+1 555 010 0167"),),
    ),
    _Sample(
        company="Marigold Clinic",
        role="Receptionist",
        talked=20,
        steps=(19, 12, 6),
        people=(_met("Beth Kim", phone="+1 555 010 0189"),),
        result=Result.SPOKE,
    ),
    _Sample(
        company="Umbra Pharma",
        role="Lab chemist",
        talked=30,
        steps=(29, 22, 16, 10),
        people=(_met("Victor Stein", phone="+1 555 010 0111"),),
    ),
    _Sample(
        company="Redwood Savings",
        role="Teller",
        talked=24,
        steps=(23, 17),
        people=(_met("Ana Duarte", "the new branch"),),
        ended=What.REJECTED,
    ),
    _Sample(
        company="Crestline Hotels",
        role="Night auditor",
        talked=26,
        steps=(25, 18, 12, 7),
        people=(_met("Mia Torres", phone="+1 555 010 0133"),),
    ),
    _Sample(
        company="Saltmarsh Museum",
        role="Exhibit planner",
        talked=16,
        steps=(15, 9, 3),
        promised=-11,
        result=Result.SPOKE,
        people=(_met("Grace Oduya", "the tide room", title="Director"),),
        offer=("Full time, 58,000, from January", 4),
    ),
    _Sample(
        company="Copperline Transit",
        role="Schedule planner",
        talked=6,
        steps=(5,),
        promised=1,
        people=(_met("Henrik Dahl", "the night buses"),),
        next_round=3,
    ),
    _Sample(
        company="Elmwood Library",
        role="Archivist",
        talked=11,
        steps=(10,),
        promised=-3,
        people=(_met("Noor Haddad", "the map room", title="Head of collections"),),
        recruiter=_met("Paul Ferris", phone="+1 555 010 0172"),
        subject="Archivist position",
    ),
)


def sample_cards(now: DateTime) -> list[Card]:
    """The sample, told as if all of it had happened in the weeks before ``now``."""
    return [_card(sample, now) for sample in _SAMPLES]


def _card(sample: _Sample, now: DateTime) -> Card:
    talked = now.subtract(hours=sample.hours) if sample.hours is not None else None
    talked = talked or _at(now, sample.talked, 14)
    promised = ""
    if sample.promised is not None:
        promised = f"by {say.day(_shifted(now.date(), sample.promised))}"
    between = sample.recruiter or Person()
    draft = TypedCard(
        interviewed=f"{talked:%Y-%m-%d %H:%M}",
        promised=promised,
        people=sample.people,
        fields={
            "company": sample.company,
            "role": sample.role,
            "format": sample.format,
            "via": Via.RECRUITER if sample.recruiter else Via.DIRECT,
            "recruiter": between.name,
            "recruiter_email": between.email,
            "recruiter_phone": between.phone,
            "no_calls": sample.no_calls,
            "thread_subject": sample.subject,
            "notes": sample.notes,
        },
    )
    added = min(talked.add(minutes=5), now)
    card = actions.add(to_card(draft, added), added)
    for days in sample.steps:
        card = _advanced(card, _at(now, days, 10), sample.result)
    if sample.ended:
        card = answers.close(card, _at(now, sample.steps[-1] - 2, 10), sample.ended)
    return _with_news(card, sample, now)


def _with_news(card: Card, sample: _Sample, now: DateTime) -> Card:
    """The card after what they wrote yesterday."""
    yesterday = _at(now, 1, 16)
    if sample.offer:
        what, days = sample.offer
        offer = Offer(what=what, answer_by=_shifted(now.date(), days))
        card = answers.offered(card, yesterday, offer)
    if sample.next_round is not None:
        at = _at(now, -sample.next_round, 15)
        interview = Round(at=at, format="on site", people=card.round.people)
        card = answers.next_round(card, yesterday, interview)
    return card


def _advanced(card: Card, when: DateTime, result: Result) -> Card:
    owed = rung(card)
    called = owed is Owes.CALL
    return actions.advance(
        card,
        when,
        channel=Channel.PHONE if called else Channel.EMAIL if owed is not Owes.MOVE_ON else None,
        result=result if called else None,
    )


def _at(now: DateTime, days_back: int, hour: int) -> DateTime:
    day = _shifted(now.date(), -days_back)
    return now.set(year=day.year, month=day.month, day=day.day).at(hour)


def _shifted(day: date, workdays: int) -> date:
    if workdays >= 0:
        return WEEKDAYS.add(day, workdays)
    past = (step for step in _days_before(day) if WEEKDAYS.includes(step))
    return next(found for count, found in enumerate(past, start=1) if count == -workdays)


def _days_before(day: date) -> Iterator[date]:
    while True:
        day -= timedelta(days=1)
        yield day
