"""What a person does while the faults happen: real actions on a real book, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store.file.book import Book
from store.file.format import FORMAT
from store.history import actions
from store.history import steps as journal
from store.history.fields import TICK, stamped
from store.history.merge import merge_cards
from store.records import Card, Channel, HalfTyped, Me, OwnTemplate, Result, State
from store.rules.stages import Owes, rung
from store.sample import sample_cards
from tests.conftest import NOW

_MANY = 12  # cards; with more than that on the board, random actions rather delete than add


class Clock:
    """A clock that only the scenario moves on."""

    def __init__(self, now: DateTime = NOW) -> None:
        self.now = now

    def __call__(self) -> DateTime:
        return self.now


class Action(Struct, frozen=True):
    """One action, planned from what the book holds.

    ``run`` does it; ``before`` is what the disk holds by then, and ``after`` what it is to hold.
    """

    name: str
    before: State
    after: State
    run: Callable[[Book], object]


Plan = Callable[[Book, Clock], Action]
"""Plans an action on a book at a time; another program may already change the file meanwhile."""


def add(book: Book, clock: Clock) -> Action:
    """A card as in the sample."""
    return _put("add", book, _new_card(len(book.state.cards), clock), None)


def advance(book: Book, clock: Clock) -> Action:
    """What a card owes is done: of the one that was touched the longest ago."""
    return _advance(_owing(book, clock)[0], book, clock)


def edit(book: Book, clock: Clock) -> Action:
    """The newest card gets other notes."""
    card = _newest(book)
    changed = replace(card, notes=f"Noted at {clock.now}: “the rota”, 水野, \\ and\n“so on”.")
    return _put("edit", book, actions.edit(card, changed, clock.now), card)


def delete(book: Book, clock: Clock) -> Action:
    """The newest card goes."""
    card = _newest(book)
    return _put("delete", book, actions.delete(card, clock.now), card)


def undo(book: Book, clock: Clock) -> Action:
    """The last step is taken back."""
    found = journal.last_done(book.state.cards.values())
    assert found
    turned, now = journal.undo(*found, clock.now), clock.now
    return _action("undo", book, _with(book.state, turned), lambda book: book.undo(now))


def redo(book: Book, clock: Clock) -> Action:
    """The step taken back last is done again."""
    found = journal.last_undone(book.state.cards.values())
    assert found
    turned, now = journal.redo(*found, clock.now), clock.now
    return _action("redo", book, _with(book.state, turned), lambda book: book.redo(now))


def template(book: Book, clock: Clock) -> Action:
    """A template is worded anew."""
    text = f"Dear {{first_name}}, it is {clock.now}."
    before = book.state.own_templates.get("thank-you")
    rises = before.edited + TICK if before and before.edited else clock.now
    own_words = OwnTemplate(kind="thank-you", text=text, edited=max(clock.now, rises))
    after = replace(
        book.state, own_templates={**book.state.own_templates, own_words.kind: own_words}
    )
    return _action("template", book, after, lambda book: book.put_template(own_words.kind, text))


def me(book: Book, clock: Clock) -> Action:
    """The candidate's own details change."""
    new = Me(name="Sam Rivera", phone=f"+1 555 {clock.now:%d%H%M}")
    after = replace(book.state, me=stamped(book.state.me, new, clock.now))
    return _action("me", book, after, lambda book: book.put_mine(new))


def half_typed(book: Book, clock: Clock) -> Action:
    """A form is left half typed."""
    left = (HalfTyped(action="add", fields={"company": f"at {clock.now}"}, left=clock.now),)
    after = replace(book.state, half_typed=left)
    return _action("drafts", book, after, lambda book: book.put_half_typed(left))


def next_day(book: Book, clock: Clock) -> Action:
    """The first action of another day, which makes a backup."""
    clock.now = clock.now.add(days=1)
    return replace(edit(book, clock), name="next day")


def changed_underneath(book: Book, clock: Clock) -> Action:
    """Another program changed this card and added one, and here the same card is edited."""
    card = _newest(book)
    theirs = actions.edit(card, replace(card, role=f"{card.role} (they say)"), clock.now)
    added = _new_card(0, clock)
    _elsewhere(book, clock, (theirs, card), (added, None))
    mine = actions.edit(card, replace(card, notes="We say."), clock.now)
    before = _with(_with(book.state, theirs), added)
    action = _put("changed underneath", book, mine, card)
    return replace(action, before=before, after=_with(before, merge_cards(theirs, mine)))


def made_underneath(book: Book, clock: Clock) -> Action:
    """Another program added a card, the first one perhaps, and here one is added as well."""
    added = _new_card(0, clock)
    _elsewhere(book, clock, (added, None))
    before = _with(book.state, added)
    mine = _new_card(1, clock)
    action = _put("made underneath", book, mine, None)
    return replace(action, before=before, after=_with(before, mine))


SCENARIO: tuple[Plan, ...] = (
    add,
    advance,
    edit,
    undo,
    redo,
    template,
    changed_underneath,
    me,
    next_day,
    half_typed,
    delete,
)
"""All kinds of saves, each once."""


def at_random(random: Random) -> Plan:
    """Any action that the book allows, but for changes underneath."""

    def plan(book: Book, clock: Clock) -> Action:
        cards = book.state.cards.values()
        open_to = [add, template, me, half_typed]
        if book.cards:
            open_to += [edit, edit, next_day]
        if len(book.cards) > _MANY:
            open_to = [delete]
        if _owing(book, clock):
            open_to += [advance] * 4
        if journal.last_done(cards):
            open_to += [undo]
        if journal.last_undone(cards):
            open_to += [redo] * 2
        return random.choice(open_to)(book, clock)

    return plan


class Start(Struct, frozen=True):
    """What is there before the first action, and what is done then.

    ``make`` is given an empty folder, and gives the path of the file.
    """

    name: str
    make: Callable[[Path], Path]
    plans: tuple[Plan, ...]


def fresh(folder: Path) -> Path:
    """No file yet, and no folder for it."""
    return folder / "new" / "afterword.json"


def empty(folder: Path) -> Path:
    """No file yet, but a folder for it."""
    return folder / "afterword.json"


def existing(folder: Path) -> Path:
    """A file with cards, reached by a link that lies in another folder."""
    real = folder / "real" / "afterword.json"
    real.parent.mkdir()
    real.write_bytes(_content())
    path = folder / "link.json"
    path.symlink_to(real)
    return path


def older(folder: Path) -> Path:
    """A file of the format before the present one, of which the first save keeps a copy."""
    path = folder / "afterword.json"
    now, before = (f'"format":{number}'.encode() for number in (FORMAT, FORMAT - 1))
    path.write_bytes(_content().replace(now, before))
    return path


STARTS = (
    Start("a new file", fresh, SCENARIO),
    Start("a file behind a link", existing, SCENARIO),
    Start("a file that appears", empty, (made_underneath, edit)),
    Start("a file of an older format", older, (edit, advance)),
)


@cache
def _content() -> bytes:
    with TemporaryDirectory() as folder:
        path, clock = Path(folder, "afterword.json"), Clock(NOW.subtract(days=1))
        book = Book(path, clock=clock)
        book.put_new(_sample()[:6])
        for plan in (me, template, edit):
            plan(book, clock).run(book)
        book.close()
        return path.read_bytes()


@cache
def _sample() -> list[Card]:
    return sample_cards(NOW)


def _new_card(number: int, clock: Clock) -> Card:
    model = _sample()[number % len(_sample())]
    blank = Card(company=model.company, role=model.role, rounds=model.rounds, created=clock.now)
    return actions.add(blank, clock.now)


def _elsewhere(book: Book, clock: Clock, *puts: tuple[Card, Card | None]) -> None:
    """Another program makes these changes."""
    other = Book(book.path, clock=clock)
    for card, base in puts:
        other.put(card, base)
    other.close()
    clock.now = clock.now.add(seconds=1)


def _advance(card: Card, book: Book, clock: Clock) -> Action:
    called = rung(card) is Owes.CALL
    after = actions.advance(
        card,
        clock.now,
        channel=Channel.PHONE if called else Channel.EMAIL,
        result=Result.LEFT_MESSAGE if called else None,
    )
    return _put("advance", book, after, card)


def _put(name: str, book: Book, card: Card, base: Card | None) -> Action:
    return _action(name, book, _with(book.state, card), lambda book: book.put(card, base))


def _action(name: str, book: Book, after: State, run: Callable[[Book], object]) -> Action:
    return Action(name, book.state, after, run)


def _with(state: State, card: Card) -> State:
    return replace(state, cards={**state.cards, card.id: card})


def _newest(book: Book) -> Card:
    return max(book.cards, key=lambda card: (card.history[-1].recorded, card.id))


def _owing(book: Book, clock: Clock) -> list[Card]:
    """The cards that owe something, and had their interview; the longest untouched first."""
    owing = (card for card in book.cards if rung(card) is not None)
    past = (card for card in owing if card.round.at <= clock.now)
    return sorted(past, key=lambda card: (card.history[-1].recorded, card.id))
