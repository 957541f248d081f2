"""They answered: what did they say, and when?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace
from pendulum import DateTime
from textual.widget import Widget
from textual.widgets import Static

from store import say
from store.clock import Clock, local_day
from store.dates.promises import Reading, in_short
from store.dates.typed import Moment
from store.errors import FieldError
from store.forms.card import hear_promise, read_answer_by, read_done, read_next_interview
from store.history import answers
from store.history.confirming import told_on_the_phone
from store.records import Card, Channel, Offer, Promise, Round, Stage, What, as_read
from store.rules.rules import Rules
from store.text import clean_line
from store.words import met, understood
from tui.screens.form import WHEN, FormScreen, Row
from tui.screens.origin import NOTHING, Arrived, Origin
from tui.widgets.field import Field
from tui.widgets.picker import Picker

if TYPE_CHECKING:
    from store.exchange.mail.filled import Heard

_KINDS = (
    (What.NEW_DATE, "a new date"),
    (What.NEXT_ROUND, "a next round"),
    (What.OFFER, "an offer"),
    (What.REJECTED, "a no"),
    (What.WITHDREW, "I withdraw"),
    (What.NEWS, "other news"),
)
_EFFECTS = {
    None: "Any answer stops the clock. Choose with a number, or with left and right.",
    What.NEW_DATE: "The card goes back to Waiting, for their new date.",
    What.NEXT_ROUND: "A new round starts, in Thank-you. This round stays in the history.",
    What.OFFER: "Congratulations! The card stays on the board until you answer the offer.",
    What.REJECTED: "Every clock stops. What is left is a word of thanks, or none.",
    What.WITHDREW: "The card is closed and goes to the archive. That is yours to decide.",
    What.NEWS: "They answered without a date: the wait starts again from that day.",
}
_STILL_HOPED = {What.NEW_DATE, What.NEXT_ROUND, What.NEWS}
_STILL_TO_THANK = "Their new date is noted. The thank-you is still owed, so the card stays here."


class AnswerScreen(FormScreen):
    """Records an answer on a card. ``then`` gets the card as the answer leaves it.

    ``called`` says that they gave it in a call that was just made: a new date is chosen already,
    and the call is recorded together with the answer. ``heard`` is what their mail or invitation
    filled in.
    """

    DEFAULT_CSS = """
    AnswerScreen > #dialog { max-width: 80; }
    AnswerScreen #effect { color: $foreground 75%; margin: 0 0 1 0; }
    """
    AUTO_FOCUS = "#kind"

    def __init__(
        self,
        card: Card,
        rules: Rules,
        now: Clock,
        then: Callable[[Card], None],
        *,
        called: bool = False,
        heard: Heard | None = None,
    ) -> None:
        super().__init__(f"{card.company} answered{' in your call' if called else ''}")
        self._what = What.NEW_DATE if called else heard.what if heard else None
        self._filled = heard.fields if heard else {}
        self._origin = Origin(self, _arrived(heard) if heard else NOTHING)
        self._card = card
        self._rules = rules
        self._now = now
        self._then = then
        self._called = called

    def rows(self) -> Iterable[Widget]:
        """What they said, what that does, and the fields that go with it."""
        yield from self._origin.rows()
        yield Row("They said", Picker(_KINDS, self._what, id="kind"))
        yield Static(_EFFECTS[None], id="effect", markup=False)
        yield self._line("Their words", "promised", "by the end of next week")
        yield self._line("Interview", "interviewed", "next tuesday 10:00")
        yield Static("", id="besides", classes="note", markup=False)
        what, by = self._offer_before
        example = "34 hours, 52,000, from January"
        yield Row("The offer", Field(what, placeholder=example, id="offer"))
        yield Row(
            "Answer by", Field(by, placeholder="friday, +7, dec 4 (optional)", id="answer_by")
        )
        yield self._line("They told you", "when", WHEN)
        yield self._line("Note", "note", "optional")

    def _line(self, title: str, name: str, example: str) -> Row:
        return Row(title, Field(self._filled.get(name, ""), placeholder=example, id=name))

    def on_mount(self) -> None:
        """Show only the fields that are needed."""
        self._origin.begin()
        super().on_mount()
        self.choice_made()
        if self._called:
            self.query_one("#promised").focus()

    @property
    def _offer_before(self) -> tuple[str, str]:
        """What an offer was so far, and its day while that is not past: they may better it."""
        offer = self._card.offer or Offer()
        day = offer.answer_by
        return offer.what, day.isoformat() if day and day >= self._now().date() else ""

    @property
    def changed(self) -> bool:
        """Whether anything was typed, or filled in."""
        if self._origin.arrived is not NOTHING:
            return True
        typed = any(self.text(name) for name in ("promised", "interviewed", "note"))
        return typed or (self.text("offer"), self.text("answer_by")) != self._offer_before

    def typed(self) -> dict[str, str]:
        """What stands in the fields, and whether it was heard in a call."""
        called = {"called": "yes"} if self._called else {}
        return super().typed() | called | self._origin.kept()

    def fill(self, fields: dict[str, str]) -> None:
        """Put back what was typed."""
        self._called = bool(fields.get("called"))
        self._origin.bring_back(fields)
        super().fill(fields)

    @property
    def _kind(self) -> What | None:
        kind: What | None = self.query_one("#kind", Picker).value
        return kind

    def choice_made(self) -> None:
        """Say what the choice does, and show the fields that it needs."""
        owing_thanks = self._kind is What.NEW_DATE and self._card.stage is Stage.THANK_YOU
        effect = _STILL_TO_THANK if owing_thanks else _EFFECTS[self._kind]
        self.query_one("#effect", Static).update(effect)
        self.row("promised").display = self._kind is What.NEW_DATE
        self.row("interviewed").display = self._kind is What.NEXT_ROUND
        besides = self.query_one("#besides", Static)
        besides.update(met.besides(interview) if (interview := self._next) else "")
        besides.display = self._kind is What.NEXT_ROUND and interview is not None
        for name in ("offer", "answer_by"):
            self.row(name).display = self._kind is What.OFFER

    def echo(self) -> None:
        """Show the times and the date as they are understood."""
        self._origin.echo()
        self.try_echo("when", self._when_understood)
        self.try_echo("promised", self._promise_understood)
        self.try_echo("interviewed", self._interview_understood)
        self.try_echo("answer_by", lambda: say.full_day(day) if (day := self._answer_by()) else "")

    def _answer_by(self) -> date | None:
        now = self._now()
        return read_answer_by(self.text("answer_by"), now, self._rules.date_order(now))

    def _offer(self) -> Offer:
        return Offer(what=clean_line(self.text("offer")), answer_by=self._answer_by())

    def _when_understood(self) -> str:
        done = self._done()
        return understood.done(done, self._now()) if done else ""

    def _done(self) -> DateTime | None:
        now = self._now()
        return read_done(self.text("when"), now, self._rules.date_order(now))

    def _interview_understood(self) -> str:
        if not self.text("interviewed").strip():
            return ""
        return understood.moment(self._interviewed(), self._now())

    def _promise_understood(self) -> str:
        if not self.text("promised").strip():
            return ""
        day, reading = self._promised()
        opens = self._rules.email_opens(day, self._card.country)
        return f"{in_short(reading, self._said_on())}; email opens {say.day(opens)}"

    def _promised(self) -> tuple[date, Reading]:
        now, rules = self._now(), self._rules
        workdays = rules.workdays(self._card)
        reading = hear_promise(
            self.text("promised"), self._said_on(), workdays, rules.date_order(now)
        )
        if reading is None:
            raise FieldError("promised", "What did they say? For example “by December 4”.")
        if reading.day is None:
            raise FieldError("promised", "No day in that. If they named none, choose “other news”.")
        return reading.day, reading

    def _promise(self) -> Promise:
        day, _ = self._promised()
        return Promise(words=clean_line(self.text("promised")), said=self._said_on(), day=day)

    def _said_on(self) -> date:
        now = self._now()
        return local_day(self._done() or now, now)

    def _interviewed(self) -> Moment:
        zone, now = self._card.round.zone, self._now()
        order = self._rules.date_order(now)
        return read_next_interview(self.text("interviewed"), zone, now, order)

    @property
    def _next(self) -> Round | None:
        """The next round as their invitation told of it; None where none did."""
        return self._origin.arrived.interview

    def _interview(self) -> Round:
        last, moment = self._card.round, self._interviewed()
        told = self._next or Round(at=moment.at, people=last.people)
        return replace(told, at=moment.at, zone=moment.zone or last.zone)

    def save(self) -> None:
        """Hand up the card as the answer leaves it."""
        kind, card, now = self._kind, self._card, self._now()
        if kind is None:
            raise FieldError(
                "kind", f"Choose what they said: 1 to {len(_KINDS)}, or left and right."
            )
        done = self._done()
        note = clean_line(self.text("note"))
        channel = None
        if self._called:
            card, channel = told_on_the_phone(card, now, done), Channel.PHONE
        if self._origin.arrived.is_called_off and kind in _STILL_HOPED:
            card = answers.called_off(card, now)
        match kind:
            case What.NEW_DATE:
                promise = self._promise()
                after = answers.new_date(card, now, promise, done=done, channel=channel, note=note)
            case What.NEXT_ROUND:
                after = answers.next_round(card, now, self._interview(), done=done, note=note)
            case What.OFFER:
                after = answers.offered(card, now, self._offer(), done=done, note=note)
            case What.REJECTED:
                after = answers.rejected(card, now, done=done, note=note)
            case What.NEWS:
                after = answers.news(card, now, done=done, channel=channel, note=note)
            case _:
                after = answers.close(card, now, kind, done=done, note=note)
        arrived = self._origin.arrived
        if arrived.message_id and kind is not What.NEXT_ROUND:
            after = answers.in_thread(card, after, arrived.subject, arrived.message_id)
        self._then(after)


def _arrived(heard: Heard) -> Arrived:
    return Arrived(
        opening=heard.opening,
        doubts=heard.doubts,
        sources=dict(heard.sources),
        interview=as_read(heard.interview) if heard.interview else None,
        subject=heard.subject,
        message_id=heard.message_id,
        is_called_off=heard.is_called_off,
    )
