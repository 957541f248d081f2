"""The open file: its cards in memory, and the one place where a save happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace
from pendulum import DateTime

from store.clock import Clock, system_clock
from store.errors import FileRefusedError
from store.file import backups, replacing
from store.file.access import Access
from store.file.format import FORMAT, newer
from store.file.loading import Onlooker
from store.file.lock import Holder
from store.file.syncing import Synced
from store.history import batches
from store.history import steps as journal
from store.history.batches import BatchTurned, StepTurned, Turned
from store.history.fields import TICK, edited, stamped
from store.history.merge import Each, merge, merge_cards
from store.records import (
    Batch,
    Card,
    HalfTyped,
    Me,
    OwnTemplate,
    Settings,
    State,
    Step,
    as_read,
    differing,
    with_all,
)
from store.rules.elsewhere import Elsewhere, around_now
from store.rules.rules import Rules
from store.text import shown


class Book:
    """All cards, the candidate's details and the settings, kept in one file.

    A change is made in memory and then saved. As a rule that is one step: when a method returns,
    the change is on the disk; when it raises, file and memory are as they were. A program that
    must not wait for the disk sets ``later``: changes then stay pending until :meth:`save`, which
    may run in another thread, and a failed save leaves them pending, to be tried again. One that
    only brings something while another app holds the file lets ``claims`` be False: it saves as a
    command does, and never holds the file itself.

    Args:
        path: The file; it is made at the first save when it is not there.
        read_only: Refuse every change.
        clock: Tells the time of edits, and the day for the daily backup.
        onlooker: Sees the cards while the file is read.

    Raises:
        FileRefusedError: The file cannot be read, or is not one of ours.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        clock: Clock = system_clock,
        onlooker: Onlooker | None = None,
    ) -> None:
        self.path = path
        self.later: Callable[[], object] | None = None
        self.claims = True
        self._clock = clock
        self._ruled: tuple[State, Rules] | None = None
        self._offers: tuple[Mapping[str, Card], Elsewhere] = ({}, Elsewhere())
        self._access = Access(path, read_only=read_only)
        try:
            self._synced = Synced(path, read_only=self.read_only, clock=clock, onlooker=onlooker)
        except FileRefusedError as error:
            raise backups.with_advice(error, path) from None
        if self._synced.format > FORMAT:
            self._access.why_read_only = newer(path, self._synced.format)
        elif not self.read_only and replacing.shares_its_content(path):
            self._synced.notices.append(
                f"{shown(path)} has a second name (a hard link). A save parts the two: the other "
                "name keeps the old content."
            )

    @property
    def state(self) -> State:
        """All of it as one value, changes that are not saved yet included."""
        return self._synced.state

    @property
    def read_only(self) -> bool:
        """Whether every change is refused; ``why_read_only`` says why."""
        return self._access.read_only

    @property
    def why_read_only(self) -> str:
        """Why every change is refused; "" where they are not."""
        return self._access.why_read_only

    @property
    def is_saved(self) -> bool:
        """Whether everything is on the disk, as far as it may be put there."""
        return not self._synced.is_pending and (self.read_only or not self.is_gone)

    @property
    def is_gone(self) -> bool:
        """Whether the file vanished while it was open; the next save makes it again."""
        return self._synced.is_gone

    @property
    def cards(self) -> list[Card]:
        """Every card that is not deleted, in no particular order."""
        return [card for card in self.state.cards.values() if card.deleted is None]

    @property
    def me(self) -> Me:
        """The candidate's own details."""
        return self.state.me

    @property
    def settings(self) -> Settings:
        """The numbers behind the due dates, and what else can be chosen."""
        return self.state.settings

    @property
    def templates(self) -> Mapping[str, str]:
        """The templates that the candidate changed, by kind."""
        return self.state.templates

    @property
    def half_typed(self) -> tuple[HalfTyped, ...]:
        """The forms that had to be left half typed."""
        return self.state.half_typed

    @property
    def rules(self) -> Rules:
        """What a due date depends on besides its card: settings, country, offers on other cards."""
        state = self.state
        if self._ruled is None or self._ruled[0] is not state:
            around = around_now(state.cards, *self._offers)
            self._offers = (state.cards, around)
            self._ruled = (state, Rules(state.settings, state.me.country, around))
        return self._ruled[1]

    @property
    def has_notices(self) -> bool:
        """Whether there is something about the file that the person was not told."""
        return bool(self._synced.notices)

    def take_notices(self) -> list[str]:
        """What the person should be told about the file, each thing once."""
        notices, self._synced.notices = self._synced.notices, []
        return notices

    def take_arrivals(self) -> tuple[Card, ...]:
        """The cards that came or changed from elsewhere since this was last asked."""
        return self._synced.take_arrivals()

    def claim(self) -> Holder | None:
        """Hold the file as the one open app. Where another holds it: who, and this one only looks.

        Called again, it takes over once the other has ended, and the book can be written. What is
        not saved yet is never given up.
        """
        if not self.claims:
            return None
        now = self._clock()
        holder = self._access.take_lock(now)
        with self._synced.lock:
            if holder is not None and self._synced.is_pending:
                return None
            self._access.yield_to(holder, now)
        return holder

    def require_writing(self) -> None:
        """Pass only where changes can be kept.

        Raises:
            NotAllowedError: The file is open read-only.
        """
        self._access.require_writing()

    def put(self, card: Card, base: Card | None) -> None:
        """Keep this version of a card, made from the version ``base``; None for a new card.

        Where the card has changed since ``base``, both changes stay: see :mod:`.merge`.

        Raises:
            SaveFailedError: The save failed.
            FileRefusedError: The file was changed into something that is not ours.
            NotAllowedError: The book is read-only.
        """
        self.put_all([(card, base)])

    def put_all(self, versions: Iterable[tuple[Card, Card | None]]) -> None:
        """Keep versions of several cards, as :meth:`put` does, in one save: all of them or none."""
        mine = [(as_read(card), base and as_read(base)) for card, base in versions]

        def kept(state: State) -> State:
            changes: dict[str, Card] = {}
            for card, base in mine:
                found = changes.get(card.id) or state.cards.get(card.id)
                is_changed = found is not None and found != base
                changes[card.id] = merge_cards(found, card) if found and is_changed else card
            return replace(state, cards=with_all(state.cards, changes))

        self._become(kept)

    def put_new(self, cards: Iterable[Card]) -> None:
        """Keep several new cards in one save: all of them or none. Raises as :meth:`put`."""
        self.put_all((card, None) for card in cards)

    def put_mine(
        self, me: Me, settings: Settings | None = None, *, base: State | None = None
    ) -> None:
        """Keep the candidate's details, and the settings if given; raises as :meth:`put`.

        ``base`` is the state that they were made from: what has changed since then, and was left
        alone, stays as it is by now.
        """
        now = self._clock()

        def kept(state: State) -> State:
            before = base or state
            mine = stamped(state.me, edited(before.me, me, state.me), now)
            wanted = edited(before.settings, settings or before.settings, state.settings)
            chosen = stamped(state.settings, wanted, now)
            return replace(state, me=as_read(mine), settings=as_read(chosen))

        self._become(kept)

    def put_template(self, kind: str, text: str | None) -> None:
        """Keep the text of a template for all cards; None brings back the built-in one.

        Raises as :meth:`put`.
        """
        now = self._clock()

        def kept(state: State) -> State:
            before = state.own_templates.get(kind)
            rises = before.edited + TICK if before and before.edited else now
            template = as_read(OwnTemplate(kind=kind, text=text or "", edited=max(now, rises)))
            return replace(state, own_templates={**state.own_templates, kind: template})

        self._become(kept)

    def put_half_typed(self, half_typed: Iterable[HalfTyped]) -> None:
        """Keep these half-typed forms and no others. Raises as :meth:`put`."""
        kept = tuple(as_read(each) for each in half_typed)
        if kept != self.half_typed:
            self._become(lambda state: replace(state, half_typed=kept))

    def take_in(self, other: State, each: Each = iter) -> None:
        """Merge another copy's state into this one, but for its half-typed forms.

        What came by it is undone in one go. ``each`` is handed the ids of the cards that differ,
        and gives them one by one. Raises as :meth:`put`.
        """
        now = self._clock()

        def kept(state: State) -> State:
            merged = merge(state, replace(other, half_typed=state.half_typed), each)
            return batches.made(state, merged, "merge", now)

        self._become(kept)

    def put_state(self, state: State, base: State) -> None:
        """Keep an import: all of this state, made from the state ``base``, in one save.

        What came by it is undone in one go. Raises as :meth:`put`.

        It has every card of ``base``: one that is deleted leaves a tombstone. Where something else
        changed since ``base``, both changes stay.
        """
        came = {key: as_read(state.cards[key]) for key in differing(state.cards, base.cards)}
        plain = replace(state, cards=with_all(state.cards, came))
        now = self._clock()

        def kept(found: State) -> State:
            after = plain if found is base else merge(found, plain)
            return batches.made(found, after, "import", now)

        self._become(kept)

    def undo(self, now: DateTime) -> Turned | None:
        """Take back the latest of all, and say what: a step, or the last import or merge.

        Of those, only what they did to cards is taken back: details, settings and templates that
        came along stay. Gives None when there is nothing to undo; raises as :meth:`put`.
        """
        self.require_writing()
        found = batches.to_undo(self.state)
        if isinstance(found, Batch):
            return self._turn_batch(found, batches.undo, now)
        return self._turn(found, journal.undo, now)

    def redo(self, now: DateTime) -> Turned | None:
        """Bring back what was undone last, unless something newer was done; raises as `put`."""
        self.require_writing()
        found = batches.to_redo(self.state)
        if isinstance(found, Batch):
            return self._turn_batch(found, batches.redo, now)
        return self._turn(found, journal.redo, now)

    def save(self) -> None:
        """Put every pending change on the disk, merged with what others saved meanwhile.

        When it returns, all that was pending when it was called is on the disk. It may be called
        from any thread, and does nothing when nothing is pending.

        Raises:
            SaveFailedError: It did not work. What was pending still is.
            FileRefusedError: The file was changed into something that is not ours.
        """
        if not self.read_only:
            self._synced.save()

    def refresh(self, *, thoroughly: bool = True) -> bool:
        """Take in what another program saved, and say whether anything changed here by that.

        What is pending here is merged with it, and stays pending. Not ``thoroughly``, a file whose
        size and time are as before is taken to be the same.

        Raises:
            FileRefusedError: The file was changed into something that is not ours.
        """
        return self._synced.refresh(thoroughly=thoroughly)

    def close(self) -> None:
        """Let go of the file."""
        self._access.release()

    def _become(self, change: Callable[[State], State]) -> None:
        """Change the state, and save it now or leave that to be done ``later``."""
        with self._synced.lock:
            self.require_writing()
            self._synced.state = change(self.state)
        if self.later:
            self.later()
            return
        try:
            self.save()
        except BaseException:
            self._synced.drop_pending()
            raise

    def _turn(
        self,
        found: StepTurned | None,
        turn: Callable[[Card, Step, DateTime], Card],
        now: DateTime,
    ) -> StepTurned | None:
        if found is None:
            return None
        turned = turn(found.card, found.step, now)
        self.put(turned, found.card)
        return StepTurned(turned, found.step)

    def _turn_batch(
        self,
        batch: Batch,
        turn: Callable[[State, Batch, DateTime], tuple[State, BatchTurned]],
        now: DateTime,
    ) -> BatchTurned:
        done = BatchTurned(batch)

        def kept(state: State) -> State:
            nonlocal done
            after, done = turn(state, batch, now)
            return after

        self._become(kept)
        return done
