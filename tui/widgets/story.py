"""What happened with a card, from the first day on, as a text."""

from __future__ import annotations

from pendulum import DateTime
from textual.content import Content

from store.records import Card
from store.words import cards as card_words
from store.words import facts
from store.words import history as history_words

_FAINT = "$foreground 70%"
_LABEL = 11  # cells


def story(card: Card, now: DateTime) -> Content:
    """The card's name and its end, each interview and its people, the steps in order, notes."""
    lines = [
        Content.styled(card_words.title(card), "bold"),
        Content(f"{history_words.closed(card, now)} {_sentence(history_words.mails_sent(card))}"),
    ]
    lines += [_fact(label, text) for label, text in facts.of_offer(card)]
    lines += [_fact(label, text) for label, text in facts.of_write_again(card)]
    for number, interview in enumerate(card.rounds, start=1):
        title = f"Round {number}" if len(card.rounds) > 1 else "Interview"
        lines += [Content(""), Content.styled(title, "bold $accent")]
        lines += [_fact(each.label, each.text) for each in facts.of_round(interview, now, card)]
        lines += [_fact("With", facts.with_whom(person)) for person in interview.people]
    lines += [Content(""), Content.styled("What happened", "bold $accent")]
    for step in sorted(card.steps, key=lambda step: step.done):
        lines.append(Content(history_words.line_of(step, card, now)))
        if step.note:
            lines.append(Content.styled(f"  {step.note}", _FAINT))
    if card.notes:
        lines += [Content(""), Content.styled("Notes", "bold $accent"), Content(card.notes)]
    return Content("\n").join(lines)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _fact(label: str, text: str) -> Content:
    return Content.assemble((f"{label:<{_LABEL}} ", _FAINT), text)
