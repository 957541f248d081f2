"""The board looked at again and again, and for the first time while the file is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import pendulum
from msgspec.structs import replace
from pendulum import DateTime

from store.clock import Clock, in_zone
from store.records import Card, Me, Outcome, Settings, Source, differing, source_of
from store.rules.board import Entry, Gathered, Overview, overview, with_card
from store.rules.rules import Rules
from store.rules.stages import Owes

_MANY = 50  # from so many changed cards on, all are looked at anew
_BEFORE_ALL = pendulum.datetime(1, 1, 2)


class Lookout:
    """Gives the overview again and again, each made from the one before.

    So what an action costs does not grow with the number of cards that it leaves alone.
    """

    def __init__(self) -> None:
        self._latest = Overview()
        self._cards: Mapping[str, Card] = {}
        self._basis: tuple[Rules, date, object] | None = None
        self._turns: DateTime | None = None
        self._looked: DateTime = _BEFORE_ALL
        self._passing: _Passing | None = None

    def onlooker(self, clock: Clock) -> Callable[[Me, Settings], Callable[[Source, Card], None]]:
        """What looks at the cards of a file while they are read, so that they are read but once.

        It is for the first look. Where something there turns out otherwise, as by an offer that was
        accepted, all are looked at then.
        """

        def begin(me: Me, settings: Settings) -> Callable[[Source, Card], None]:
            rules = Rules(settings, me.country)
            self._passing = _Passing(rules, in_zone(clock(), me.zone))
            return self._passing.see

        return begin

    def look(self, cards: Mapping[str, Card], rules: Rules, now: DateTime) -> Overview:
        """The board at ``now``; ``cards`` are by id, in a mapping that nobody changes in place."""
        basis = (rules, now.date(), now.timezone)
        if (passing := self._passing) is not None and passing.holds(cards, rules):
            self._latest, self._looked = passing.gathered.overview, passing.now
            self._cards, self._basis = cards, (rules, passing.now.date(), passing.now.timezone)
            self._turns = _next_turn(self._latest.all, passing.now)
        self._passing = None
        changed = differing(cards, self._cards)
        gone = cards is not self._cards and len(cards) < len(self._cards) + sum(
            key not in self._cards for key in changed
        )
        if basis != self._basis or len(changed) > _MANY or gone:
            self._latest = overview(cards, rules, now)
            self._turns = _next_turn(self._latest.all, now)
        else:
            has_turned = (self._turns is not None and now >= self._turns) or now < self._looked
            fresh = [source_of(cards, key) for key in changed]
            for source in fresh:
                self._latest = with_card(self._latest, source, rules, now)
            if has_turned:
                for source in self._turned(now):
                    self._latest = with_card(self._latest, source, rules, now)
                self._turns = _next_turn(self._latest.all, now)
            elif fresh:
                self._mind(fresh, now)
        self._cards, self._basis, self._looked = cards, basis, now
        return self._latest

    def _mind(self, fresh: Sequence[Source], now: DateTime) -> None:
        """Look anew no later than what these cards need; the others need it no sooner."""
        seen = filter(None, (self._latest.find(each.id) for each in fresh))
        turns = _next_turn(seen, now)
        self._turns = min(filter(None, (self._turns, turns)), default=None)

    def _turned(self, now: DateTime) -> list[Source]:
        """The cards whose words may have changed since the last look, on the same day.

        That is where one has become due, or overdue; and a thank-you that is snoozed may tell of
        an interview that is over by now.
        """
        return [
            each.source
            for held in self._latest.columns.values()
            for each in held
            if each.due.urgency(now) is not each.urgency
            or (each.due.turns is not None and now >= each.due.turns)
            or _is_snoozed_thanks(each)
        ]


def _is_snoozed_thanks(entry: Entry) -> bool:
    """Whether thanks are put off to a day: by themselves they are due at an hour."""
    return entry.due.owes is Owes.THANK and entry.due.day is not None


def _next_turn(entries: Iterable[Entry], now: DateTime) -> DateTime | None:
    """From when on one of these may have to be looked at anew; None where never."""
    coming: list[DateTime] = []
    for entry in entries:
        due = entry.due
        coming += [each for each in (due.opens, due.late_from) if each is not None and each > now]
        coming += [due.turns] if due.turns is not None else []
        coming += [now] if _is_snoozed_thanks(entry) else []
    return min(coming, default=None)


class _Passing:
    """A look at the cards of a file while they are read, before all is known that they hang on."""

    def __init__(self, rules: Rules, now: DateTime) -> None:
        self.now, self.gathered = now, Gathered(rules, now)
        self._rules = rules
        self._sources: list[Source] = []
        self._is_vain = False

    def see(self, source: Source, card: Card) -> None:
        """Look at the next card."""
        self._is_vain = self._is_vain or card.outcome is Outcome.ACCEPTED
        if not self._is_vain:
            self._sources.append(source)
            self.gathered.add(source, card)

    def holds(self, cards: Mapping[str, Card], rules: Rules) -> bool:
        """Whether that is how these cards stand by these rules."""
        known = replace(rules, elsewhere=self._rules.elsewhere)
        return (
            known == self._rules
            and not rules.elsewhere.accepted
            and len(self._sources) == len(cards)
            and all(source_of(cards, each.id) is each for each in self._sources)
        )
