"""The question that confirming opens: was the action really taken?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from pendulum import DateTime
from textual.binding import Binding, BindingType

from store import say
from store.clock import Clock
from store.errors import FieldError
from store.forms.notes import read_note
from store.history.confirming import NEW_DAY, OFFER_ANSWERS, Confirmed, asks_to_write_again
from store.records import Channel, Result, What
from store.rules.board import Entry
from store.rules.rules import Rules
from store.rules.stages import Owes, addressees, person_of, recipient, unthanked
from store.words import cards as card_words
from tui.key_names import own_key, own_keys
from tui.screens.form import WHEN, FormScreen
from tui.widgets.form.parts import Button, Control, Field, Note, Part, Picker, Row

if TYPE_CHECKING:
    from tui.screens.write_again import WriteAgain

_WIDE = 60  # columns from which on the border says what Tab is for
_EFFECTS = {
    None: "How did you answer? Choose with a number, or with left and right.",
    What.ACCEPTED: "Congratulations! The card goes to the archive, and the others follow.",
    What.DECLINED: "The card is closed and goes to the archive. That is yours to decide.",
    What.ASKED_TIME: "The offer stays on the board, with the day that you asked for.",
    What.NEGOTIATED: "The offer stays on the board until you accept or decline it.",
}


class QuestionScreen(FormScreen):
    """Asks whether the owed action was taken. The safe answer has the focus; ``y`` confirms.

    ``y`` and ``n`` answer while a button has the focus. In a field they are what is typed there,
    and at a choice they do nothing: a word that was meant for another field confirms nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "yes", "Yes"),
        Binding("n", "no", "Not yet"),
    ]
    WIDTH = 76
    FIRST = "leave"
    NOT_AT_ONCE = "y"
    """What the very keys that opened it cannot have meant for it."""
    HINTS = (("next_field", "next"), ("save", "yes"), ("leave", "not yet"))

    def __init__(
        self,
        entry: Entry,
        rules: Rules,
        now: Clock,
        then: Callable[[Confirmed], None],
        result: Result | None = None,
    ) -> None:
        card = entry.card
        super().__init__(card_words.title(card))
        self._entry = entry
        self._owes = entry.due.owes or Owes.MOVE_ON
        self._rules = rules
        self._now = now
        self._result = result
        self._then = then
        self._came_from: Button | None = None
        self._again: WriteAgain | None = None
        if asks_to_write_again(entry.due):
            from tui.screens.write_again import WriteAgain

            self._again = WriteAgain(self, card, rules, now)

    def rows(self) -> Iterable[Part]:
        """The question, what speaks against it, and when, to whom, how, and a note."""
        owes = self._owes
        yield Note(card_words.question(self._entry), id="question", pen="question", above=1)
        if early := card_words.early(self._entry, self._rules, self._now()):
            yield Note(early, pen="warning", above=1)
        yield Row("When", Field(placeholder=WHEN, id="when"), above=1)
        if owes is Owes.ANSWER_OFFER:
            yield from self._answer_rows()
        if owes not in {Owes.MOVE_ON, Owes.ANSWER_OFFER} and len(people := self._people()) > 1:
            addressee = recipient(self._entry.card)
            yield Row("To", Picker(people, addressee.id if addressee else None, id="person"))
        if owes is Owes.CALL:
            yield Row("Result", Picker([(r, str(r)) for r in Result], self._result, id="result"))
        elif usual := card_words.usual_channel(self._entry):
            yield Row("By", Picker([(c, str(c)) for c in Channel], usual, id="channel"))
        if self._again:
            yield from self._again.rows()
        yield Row("Note", Field(id="note", placeholder="optional"))

    def _answer_rows(self) -> Iterable[Part]:
        """How the offer was answered, what that does, and by when they now want an answer."""
        yield Row("You have", Picker(list(OFFER_ANSWERS.items()), id="answer"))
        yield Note(_EFFECTS[None], id="effect", below=1)
        yield Row("Answer by", Field(placeholder="friday, +7, dec 4", id="answer_by"))

    def buttons(self) -> Iterable[Button]:
        """The safe answer first."""
        no, yes = (own_key(QuestionScreen, action) for action in ("no", "yes"))
        yield Button(f"Not yet ({no})", id="leave")
        yield Button(f"{self._sure} ({yes})", id="save", variant="success")

    def hint(self) -> str:
        """From the buttons the keys answer at once."""
        if self._in_a_field:
            return super().hint()
        is_wide = self.app.size.width >= _WIDE
        more = ("go_on", "to say when, how, and more" if is_wide else "for more")
        return own_keys(QuestionScreen, ("yes", self._sure.lower()), ("no", "not yet"), more)

    @property
    def _sure(self) -> str:
        return "Answered" if self._owes is Owes.ANSWER_OFFER else "Yes"

    @property
    def stops(self) -> list[Control]:
        """From the safe answer the fields come first, and at their end the other answer."""
        return sorted(super().stops, key=lambda each: each.id == "leave")

    @property
    def _in_a_field(self) -> bool:
        return self.at is not None and not isinstance(self.at, Button)

    def action_yes(self) -> None:
        """Confirm; not at a choice, where the letter may belong to words for another field."""
        if self._in_a_field:
            self.say_problem(f"{own_key(FormScreen, 'save')} says yes from here.")
        else:
            self.action_save()

    def action_no(self) -> None:
        """Leave it at "not yet"; not at a choice either."""
        if self._in_a_field:
            self.say_problem(f"{own_key(FormScreen, 'leave')} leaves from here.")
        else:
            self.action_leave()

    def action_save(self) -> None:
        """Confirm, or say what is in the way and go there, but for one thing come back."""
        self._came_from = self.at if isinstance(self.at, Button) else None
        super().action_save()

    def on_mount(self) -> None:
        """Show only the fields that are needed."""
        super().on_mount()
        self.choice_made()

    def _people(self) -> list[tuple[str, str]]:
        card = self._entry.card
        people = unthanked(card) if self._owes is Owes.THANK else addressees(card)
        return [(person.id, card_words.name_of(person, card)) for person in people]

    @property
    def changed(self) -> bool:
        """Whether a time, a day or a note was typed."""
        typed = bool(self.text("note")) or self.text("when").strip() not in {"", "now"}
        typed = typed or (self._again is not None and bool(self.text("again_on")))
        return typed or (self._owes is Owes.ANSWER_OFFER and bool(self.text("answer_by")))

    def action_choose(self, index: int) -> None:
        """A digit says what came of it, from the buttons too, where the focus starts.

        Where it was all that a "yes" lacked, the focus is back where that was said.
        """
        asked = [each for each in ("result", "answer", "again") if self.has(each)]
        if isinstance(self.at, Button) and asked:
            self.picker(asked[0]).choose(index)
            return
        is_lacking = self._refused is not None and self._refused.control.has_focus
        super().action_choose(index)
        if is_lacking and self._came_from is not None:
            self._came_from.focus()

    def choice_made(self) -> None:
        """The person in the question follows the choice, and an offer's rows how it was met."""
        card = self._entry.card
        if self.has("person"):
            person = person_of(card, self.picker("person").value or "")
            self.note("question").update(card_words.question(self._entry, person))
        if self._owes is Owes.ANSWER_OFFER:
            self.note("effect").update(_EFFECTS[self._answer])
            self.row("answer_by").display = self._answer in NEW_DAY
        if self._again:
            self._again.follow()

    def echo(self) -> None:
        """Show the time and the day as they are understood."""

        def when() -> str:
            done = self._done()
            if done is None:
                return ""
            from store.words import understood  # as in _done

            return understood.done(done, self._now())

        self.try_echo("when", when)
        if self._owes is Owes.ANSWER_OFFER:
            self.try_echo("answer_by", lambda: say.full_day(d) if (d := self._typed_day()) else "")
        if self._again:
            self._again.echo()

    @property
    def _answer(self) -> What | None:
        answer: What | None = self.picker("answer").value
        return answer

    def _typed_day(self) -> date | None:
        from store.forms.moments import read_answer_by  # as in _done

        now = self._now()
        return read_answer_by(self.text("answer_by"), now, self._rules.date_order(now))

    def _done(self) -> DateTime | None:
        if not self.text("when").strip():
            return None
        from store.forms.moments import read_done  # all that reads dates: most questions need none

        now = self._now()
        return read_done(self.text("when"), now, self._rules.date_order(now))

    def save(self) -> None:
        """Hand up what was confirmed; a call needs its result, and an offer its answer."""
        result, answer, answer_by = None, None, None
        if self._owes is Owes.CALL:
            result = self._chosen("result", "What came of the call?", len(Result))
        if self._owes is Owes.ANSWER_OFFER:
            asked = "How did you answer the offer?"
            answer = self._chosen("answer", asked, len(OFFER_ANSWERS))
            answer_by = self._answer_by(answer)
        channel = Channel.PHONE if self._owes is Owes.CALL else None
        if self.has("channel"):
            channel = self.picker("channel").value
        person = self.picker("person").value or "" if self.has("person") else ""
        self._then(
            Confirmed(
                done=self._done(),
                person=person,
                channel=channel,
                result=result,
                note=read_note(self.text("note")),
                answer=answer,
                answer_by=answer_by,
                write_again=self._again.read() if self._again else None,
            )
        )

    def _chosen(self, field: str, asked: str, choices: int) -> Any:
        """The chosen value of a field that needs one."""
        value = self.picker(field).value
        if value is None:
            raise FieldError(field, f"{asked} Choose 1 to {choices}.")
        return value

    def _answer_by(self, answer: What) -> date | None:
        """The day by which they now want an answer; time was asked for up to a day."""
        if answer not in NEW_DAY:
            return None
        day = self._typed_day()
        if day is None and answer is What.ASKED_TIME:
            raise FieldError("answer_by", "By which day will you answer? For example “friday”.")
        return day
