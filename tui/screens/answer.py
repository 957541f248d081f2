"""They answered: what did they say, and when?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from store import say
from store.clock import Clock, local
from store.dates.promises import in_short
from store.errors import FieldError
from store.forms.answer import STILL_HOPED, TypedAnswer, offer_before, with_answer
from store.records import Card, Round, Stage, What, as_read
from store.rules.rules import Rules
from store.rules.stages import Owes, is_called_off, rung
from store.words import met, understood
from tui.screens.form import WHEN, FormScreen
from tui.screens.origin import NOTHING, Arrived, Origin
from tui.screens.write_again import WriteAgain
from tui.widgets.form.parts import Field, Note, Part, Picker, Row

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
_AT_REST = frozenset({What.REJECTED, What.WITHDREW})
"""The answers after which one may write again one day."""
_STILL_TO_THANK = "Their new date is noted. The thank-you is still owed, so the card stays here."


class AnswerScreen(FormScreen):
    """Records an answer on a card. ``then`` gets the card as the answer leaves it.

    ``called`` says that they gave it in a call that was just made: a new date is chosen already,
    and the call is recorded together with the answer. ``heard`` is what their mail or invitation
    filled in.
    """

    WIDTH = 80
    FIRST = "kind"

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
        self._again = WriteAgain(self, card, rules, now)

    def rows(self) -> Iterable[Part]:
        """What they said, what that does, and the fields that go with it."""
        yield from self._origin.rows()
        yield Row("They said", Picker(_KINDS, self._what, id="kind"))
        yield Note(_EFFECTS[None], id="effect", below=1)
        if self._may_be_off:
            stands = f"on {say.day(local(self._card.round.at, self._now()))} stands"
            states = ((False, stands), (True, "is cancelled"))
            yield Row("The interview", Picker(states, value=False, id="cancelled"))
        yield self._line("Their words", "promised", "by the end of next week")
        yield self._line("Interview", "interviewed", "next tuesday 10:00")
        yield Note("", id="besides")
        what, by = self._offer_before
        example = "34 hours, 52,000, from January"
        yield Row("The offer", Field(what, placeholder=example, id="offer"))
        yield Row(
            "Answer by", Field(by, placeholder="friday, +7, dec 4 (optional)", id="answer_by")
        )
        yield from self._again.rows(self._card.write_again)
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
            self.control("promised").focus()

    @property
    def _may_be_off(self) -> bool:
        """Whether it is left to say if an interview to come is cancelled; their mail says it."""
        card = self._card
        if self._origin.arrived.is_called_off or rung(card) is not Owes.THANK:
            return False
        return card.round.at > self._now() and not is_called_off(card)

    @property
    def _is_called_off(self) -> bool:
        chosen = self.has("cancelled") and bool(self.picker("cancelled").value)
        return self._origin.arrived.is_called_off or chosen

    @property
    def _offer_before(self) -> tuple[str, str]:
        return offer_before(self._card, self._now())

    @property
    def changed(self) -> bool:
        """Whether anything was typed, or filled in."""
        if self._origin.arrived is not NOTHING or self._is_called_off:
            return True
        typed = any(self.text(name) for name in ("promised", "interviewed", "note"))
        again = self._card.write_again
        typed = typed or self.text("again_on") != (again.isoformat() if again else "")
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
        kind: What | None = self.picker("kind").value
        return kind

    def choice_made(self) -> None:
        """Say what the choice does, and show the fields that it needs."""
        owing_thanks = self._kind is What.NEW_DATE and self._card.stage is Stage.THANK_YOU
        effect = _STILL_TO_THANK if owing_thanks else _EFFECTS[self._kind]
        self.note("effect").update(effect)
        self.row("promised").display = self._kind is What.NEW_DATE
        self.row("interviewed").display = self._kind is What.NEXT_ROUND
        besides = self.note("besides")
        besides.update(met.besides(interview) if (interview := self._next) else "")
        besides.display = self._kind is What.NEXT_ROUND and interview is not None
        if self.has("cancelled"):
            self.row("cancelled").display = self._kind in STILL_HOPED
        for name in ("offer", "answer_by"):
            self.row(name).display = self._kind is What.OFFER
        self._again.follow(is_asked=self._kind in _AT_REST)

    def echo(self) -> None:
        """Show the times and the date as they are understood."""
        self._origin.echo()
        self.try_echo("when", self._when_understood)
        self.try_echo("promised", self._promise_understood)
        self.try_echo("interviewed", self._interview_understood)
        self.try_echo("answer_by", self._answer_by_understood)
        self._again.echo()

    @property
    def _typed(self) -> TypedAnswer:
        arrived = self._origin.arrived
        return TypedAnswer(
            promised=self.text("promised"),
            interviewed=self.text("interviewed"),
            offer=self.text("offer"),
            answer_by=self.text("answer_by"),
            when=self.text("when"),
            note=self.text("note"),
            called=self._called,
            interview=arrived.interview,
            subject=arrived.subject,
            message_id=arrived.message_id,
            is_called_off=self._is_called_off,
        )

    def _answer_by_understood(self) -> str:
        day = self._typed.offer_day(self._rules, self._now())
        return say.full_day(day) if day else ""

    def _when_understood(self) -> str:
        now = self._now()
        heard = self._typed.told(self._rules, now)
        return understood.told(heard, now) if heard else ""

    def _interview_understood(self) -> str:
        typed, now = self._typed, self._now()
        if not typed.interviewed.strip():
            return ""
        return understood.moment(typed.next_start(self._card, self._rules, now), now)

    def _promise_understood(self) -> str:
        typed, now, rules = self._typed, self._now(), self._rules
        if not typed.promised.strip():
            return ""
        day, reading = typed.new_date(self._card, rules, now)
        opens = rules.email_opens(day, self._card.country)
        return f"{in_short(reading, typed.said_on(rules, now))}; email opens {say.day(opens)}"

    @property
    def _next(self) -> Round | None:
        """The next round as their invitation told of it; None where none did."""
        return self._origin.arrived.interview

    def save(self) -> None:
        """Hand up the card as the answer leaves it."""
        kind = self._kind
        if kind is None:
            raise FieldError(
                "kind", f"Choose what they said: 1 to {len(_KINDS)}, or left and right."
            )
        again = self._again.read() if kind in _AT_REST else None
        typed, rules, now = self._typed, self._rules, self._now()
        self._then(with_answer(self._card, kind, typed, rules, now, write_again=again))


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
