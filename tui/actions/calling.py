"""A call with the words at hand, and what they said in it or otherwise."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from store.history import actions, answers
from store.records import Card, Result
from store.rules.board import Entry
from store.rules.stages import recipient
from store.words import cards as card_words
from store.words import history as history_words
from tui.actions.action import Group, action
from tui.actions.confirming import ask, call_made
from tui.actions.hindrances import no_card, no_phone
from tui.actions.reading import reply
from tui.actions.words import number_missing

if TYPE_CHECKING:
    from store.exchange.mail.filled import Heard
    from tui.screens.board import BoardScreen

_CALLS = ("call-answered", "call-gatekeeper", "voicemail")


def _call_word(entry: Entry | None) -> str:
    return "Call mode" if entry and entry.due.owes == "call" else ""


@action("call", "p", "Call mode", Group.WORDS, _call_word, unless=(no_card, no_phone))
def call(desk: BoardScreen) -> None:
    """Call with the words before you: the number, a prompter, a stopwatch, and result keys."""
    from store.rules.calling_hours import call_warning
    from store.words.deliver.links import tel
    from store.words.scripts.current import words_for
    from tui.screens.call import Callee, CallScreen

    entry = desk.require_card()
    card = entry.card
    person = recipient(card)
    if person is None or not person.phone:
        name = card_words.name_of(person, card)
        raise number_missing(desk, name)
    book, now = desk.book, desk.now()
    scripts = [words_for(entry, desk.scripts.author, now, kind) for kind in _CALLS]

    def called(result: Result | None) -> None:
        if result is None:
            desk.half_typed.doing = "answered"
            desk.attempt(lambda: ask_what_they_said(desk, card, called=True))
        elif (asked := call_made(entry)) is not None:
            desk.half_typed.doing = "advance"
            ask(desk, asked, result)
        else:  # a call that is no step of the path is noted
            text = f"Called {card_words.name_of(person, card)}: {result}"
            desk.keep(actions.note(card, desk.now(), text), card)
            desk.say(f"Noted on {card.company}: {text}")

    who = f"{person.name} · {person.title}" if person.title else card_words.name_of(person, card)
    warning = call_warning(card, book.rules, now)
    callee = Callee(f"{who} · {card.company}", person.phone, tel(person.phone), warning)
    desk.open(CallScreen(callee, scripts, monotonic, called))


def ask_what_they_said(
    desk: BoardScreen, card: Card, *, called: bool = False, heard: Heard | None = None
) -> None:
    """Ask what they answered; ``called`` says that it was in a call that was just made.

    ``heard`` is what their mail or invitation filled in.

    Raises as ``require_writing`` of the book, and as ``check_open`` in
    :mod:`store.history.answers`.
    """
    from tui.screens.answer import AnswerScreen

    desk.book.require_writing()
    answers.check_open(card)

    def answered(after: Card) -> None:
        said = history_words.done_in_sentences(after, after.history[-1])
        if after.outcome is not None:
            said = (*said, desk.keys.spell("{archive} opens it."))
        desk.keep_and_go_on(after, card, *said)
        if after.outcome is not None:
            desk.call_after_refresh(reply, desk, after)

    desk.open(AnswerScreen(card, desk.book.rules, desk.now, answered, called=called, heard=heard))
