"""Why an action makes no sense now, each reason in one place: for the keys shown, and the palette.

They only spare a useless key: what an action may not do it says itself.
"""

from __future__ import annotations

from store.history import batches
from store.records import Stage
from store.rules.stages import Owes, may_write_again, recipient
from tui.desk.hinting import Sight


def no_card(desk: Sight) -> str:
    """An action on the selected card wants one."""
    return "" if desk.selected else "No card is selected."


def read_only(desk: Sight) -> str:
    """What changes the file wants one that can be changed."""
    return "The file is read-only." if desk.book.read_only else ""


def nothing_owed(desk: Sight) -> str:
    """What is to be done about a card wants something that it owes."""
    entry = desk.selected
    return "Nothing is owed on this card." if entry and entry.due.owes is None else ""


def an_offer(desk: Sight) -> str:
    """An offer is answered; it is neither skipped nor snoozed."""
    entry = desk.selected
    offered = entry is not None and entry.due.owes is Owes.ANSWER_OFFER
    return "An offer is answered, not put off." if offered else ""


def still_open(desk: Sight) -> str:
    """A day to write again is for a card at rest."""
    entry = desk.selected
    rests = entry is None or may_write_again(entry.card)
    return "" if rests else "This card is still open: snooze it instead."


def closed(desk: Sight) -> str:
    """A closed card has to be opened again before anything else can happen on it."""
    entry = desk.selected
    is_closed = entry is not None and entry.card.outcome is not None
    return "This card is closed. Open it again first, in the archive." if is_closed else ""


def nothing_due(desk: Sight) -> str:
    """A walk through what is due wants something that is."""
    return "" if desk.finding.shown.most_urgent else "Nothing is due."


def no_phone(desk: Sight) -> str:
    """A call wants a number."""
    person = recipient(entry.card) if (entry := desk.selected) else None
    return "" if person and person.phone else "There is no phone number."


def first_column(desk: Sight) -> str:
    """Going back a stage wants one to go back to."""
    entry = desk.selected
    first = entry is not None and entry.card.stage is Stage.THANK_YOU
    return "This card is in the first column already." if first else ""


def not_disputed(desk: Sight) -> str:
    """Settling wants something that two copies of the file disagree on."""
    entry = desk.selected
    return "" if entry and desk.disputes.on(entry.card) else "Nothing on this card is in dispute."


def not_narrowed(desk: Sight) -> str:
    """Showing all wants something that is hidden."""
    return "" if desk.finding.is_narrowed else "All cards are shown."


def nothing_to_find(desk: Sight) -> str:
    """Finding wants cards."""
    return "" if desk.finding.has_cards else "There are no cards yet."


def nothing_to_undo(desk: Sight) -> str:
    """Undo wants something that was done."""
    steps = (step for card in desk.book.state.cards.values() for step in card.history)
    is_there = any(step.undone is None for step in steps) or batches.to_undo(desk.book.state)
    return "" if is_there else "There is nothing to undo."


def nothing_to_redo(desk: Sight) -> str:
    """Redo wants something that was undone last."""
    return "" if batches.to_redo(desk.book.state) else "There is nothing to redo."


def no_copy(desk: Sight) -> str:
    """Merging wants a copy that a sync tool left, with something that is not here."""
    return "" if desk.has_strays else "No copy with other changes lies beside the file."


def all_saved(desk: Sight) -> str:
    """Saving again wants something that could not be saved."""
    return "Everything is saved." if desk.book.is_saved else ""
