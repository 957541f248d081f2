from datetime import date, datetime, timedelta, timezone

import pendulum
import pytest

from store.records import Card, Me, Person, Promise, Round, Stage, Step, What

NEW_YORK = timezone(timedelta(hours=-5))


@pytest.fixture
def now() -> pendulum.DateTime:
    return pendulum.datetime(2026, 12, 2, 10, 0, tz="America/New_York")


@pytest.fixture
def me() -> Me:
    return Me(
        name="Priya Raman",
        email="priya.raman@example.com",
        phone="617-555-0142",
        link="https://priyaraman.example",
    )


@pytest.fixture
def card() -> Card:
    dana = Person(
        id="dana", name="Dana Lee", title="Head of Data", hook="moving your reports from Excel"
    )
    sam = Person(id="sam", name="Dr. Sam Okafor", hook="how you plan a quarter")
    interview = Round(
        id="one",
        at=datetime(2026, 11, 13, 14, 0, tzinfo=NEW_YORK),
        people=(dana, sam),
        promise=Promise(words="by the 20th", said=date(2026, 11, 13), day=date(2026, 11, 20)),
        thread_subject="Re: RE: Your interview with Northwind",
    )
    emailed = Step(
        id="mail",
        round="one",
        what=What.EMAILED,
        done=datetime(2026, 11, 24, 9, 30, tzinfo=NEW_YORK),
        recorded=datetime(2026, 11, 24, 9, 31, tzinfo=NEW_YORK),
        stage_before=Stage.WAITING,
        stage_after=Stage.EMAILED,
    )
    return Card(
        company="Northwind",
        role="data analyst",
        created=interview.at,
        rounds=(interview,),
        history=(emailed,),
        stage=Stage.EMAILED,
    )
