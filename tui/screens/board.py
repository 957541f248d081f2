"""The main screen: the board, the panel beside it, a line above and a line below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from pendulum import DateTime
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from store.clock import Clock, in_zone
from store.errors import AfterwordError, NotAllowedError
from store.file.book import Book
from store.file.places import short
from store.history.conflicts import Disputes
from store.records import Card, HalfTyped, Settings
from store.rules.board import Entry, next_to_do
from store.rules.lookout import Lookout
from store.words import aside as aside_words
from store.words import cards as card_words
from store.words.next_step import next_step
from tui.desk.clipboard import Clipboard
from tui.desk.half_typed import HalfTypedForms
from tui.desk.hinting import Hinted, hints
from tui.desk.keeping import Keeping
from tui.desk.reminding import Reminding
from tui.desk.scripts import Scripts
from tui.desk.voice import Voice
from tui.key_names import key_name
from tui.lean.start import classes_for
from tui.screens.find import FindScreen
from tui.widgets.board import Board
from tui.widgets.find import FindLine
from tui.widgets.header import Header
from tui.widgets.hints import Hints
from tui.widgets.panel import Panel

_REST = 0.12  # seconds without a key before the panel follows the cursor
_MINUTE = 60.0


class BoardAction(Hinted, Protocol):
    """What the board must know of an action to carry it out and to hint at it."""

    @property
    def run(self) -> Callable[[BoardScreen], None]:
        """Carries it out; what cannot be done is raised as an AfterwordError."""
        ...


class BoardScreen(FindScreen):
    """Shows the book, and is the desk at which every action works.

    It gives the selected card and the time, keeps what changed, and says what happened. ``keys``
    are those of the actions; whoever changes them puts the new ones here.

    Args:
        book: The open file.
        clock: Gives the present moment.
        actions: What can be done here, by its id.
        hinted: The ids of those that the bottom line tells of, the most wanted first.
        lookout: Sees how the cards stand, and may have looked before.
    """

    class Chosen(Message):
        """The person chose other settings: the mouse, or the keys, may have to follow."""

        def __init__(self, settings: Settings) -> None:
            super().__init__()
            self.settings = settings

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-tiny-width"),
        (40, "-narrow"),
        (80, "-stacked"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-tiny-height"), (15, "-short"), (20, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "#board"
    DEFAULT_CSS = """
    BoardScreen {
        layout: vertical; layers: default above;
        & #body { height: 1fr; layout: vertical; }
        & #board { height: auto; }
        & #panel { height: 1fr; }
        & #too-small { display: none; height: 1fr; content-align: center middle; }
        & > FindLine { display: none; layer: above; dock: bottom; margin-bottom: 1; }
        & > FindLine.-open { display: block; }
        &.-wide #body { layout: horizontal; }
        &.-wide #board { width: 2fr; height: 1fr; }
        &.-wide #panel { width: 1fr; height: 1fr; min-width: 40; }
        &.-tiny-width, &.-tiny-height {
            & #header, & #body, & Hints, & > FindLine { display: none; }
            & #too-small { display: block; }
        }
    }
    """

    def __init__(
        self,
        book: Book,
        clock: Clock,
        actions: Mapping[str, BoardAction],
        hinted: Sequence[str],
        lookout: Lookout | None = None,
    ) -> None:
        super().__init__(book, lookout)
        self.voice = Voice(self, self.now, self.spell)
        self.clipboard = Clipboard(self)
        self.keeping = Keeping(self, book, self.voice, self.spell, self.show, mark=self._mark)
        self.half_typed = HalfTypedForms(self, book, self.now, self.voice, self._reopen)
        self.scripts = Scripts(book, self.now, self.require_card, self._follow)
        self.reminding = Reminding(self, book, self.voice)
        self._clock = clock
        self._actions = actions
        self._hinted = hinted
        self.disputes = Disputes()
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """Header, board and panel, hints; and what is said in a window too small for them."""
        self.add_class(
            *classes_for(self.app.size, self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS)
        )
        yield Header(short(self.book.path), id="header")
        with Container(id="body"):
            yield Board(self.disputes.on, id="board")
            yield Panel(self.disputes.on, id="panel")
        yield Static("Too small here.\nAfterword needs 40 by 15.", id="too-small", markup=False)
        yield FindLine(placeholder="company, role, person or note")
        yield Hints()

    def on_mount(self) -> None:
        """Show the book at what is most urgent, and keep the due words true as time goes by."""
        now = self.now()
        self.finding.look(now)
        self.reminding.time_passed(self.finding.overview, now)
        urgent = self.finding.shown.most_urgent
        self.draw(now, urgent.card.id if urgent else None)
        self._follow()
        self.set_interval(_MINUTE, self._pass_time)
        self.keeping.watch()
        self.call_after_refresh(self._offer)

    @property
    def is_too_small(self) -> bool:
        """Whether the window is too small to show anything in."""
        return self.has_class("-tiny-width") or self.has_class("-tiny-height")

    @property
    def panel(self) -> Panel:
        """What is beside the board, or below it."""
        return self.query_one(Panel)

    @property
    def selected(self) -> Entry | None:
        """The selected card."""
        return self.board.selected

    @property
    def has_strays(self) -> bool:
        """Whether copies with other changes lie beside the file."""
        return bool(self.keeping.strays)

    def now(self) -> DateTime:
        """The present moment in the candidate's zone."""
        return in_zone(self._clock(), self.book.me.zone)

    def say(self, text: str, *more: str, last: str = "") -> None:
        """Tell the person something, briefly, in place of what was said before.

        ``more`` are sentences for which there may be no room, and then only the log has them;
        what stands ``last`` is shown before any of them.
        """
        self.voice.say(text, *more, last=last)

    def open(self, screen: Screen[Any]) -> None:
        """Open a form or a question over the board; what was said before gives way to it."""
        self.voice.hush()
        self.half_typed.note(screen, self.selected_id())
        self.app.push_screen(screen)

    def leave(self) -> None:
        """Leave the app once everything is on the disk; where it cannot be saved, ask."""
        self.run_worker(self.keeping.leave(self._ask_to_leave), group="leave", exclusive=True)

    def keep_everything(self) -> None:
        """Put all on the disk at once, half-typed forms too: the program is about to end."""
        self.keeping.keep_everything(self.half_typed.collect)

    def _ask_to_leave(self, why: str) -> None:
        from tui.screens.confirm import ConfirmScreen

        self.open(ConfirmScreen("Leave without saving?", why, "Leave", self.app.exit))

    def require_card(self) -> Entry:
        """The selected card.

        Raises:
            NotAllowedError: There is none.
        """
        selected = self.board.selected
        if selected is None:
            raise NotAllowedError(self.finding.no_card)
        return selected

    def keep(self, card: Card, base: Card | None) -> None:
        """Keep a card made from ``base`` and show it, with the cursor on it; raises as Book.put."""
        self.book.put(card, base)
        self.show(card.id)

    def keep_and_go_on(
        self, card: Card, base: Card, *said: str, then: Callable[[], str] = str
    ) -> None:
        """Keep a card after something was done, and bring up the next that is due, if any is.

        An offer that was walked past and has days left is not led back to before the rest is done.
        Where the queue is empty the cursor stays on the card. What comes next is said last, with
        what it owes: the same key would confirm that. ``then`` gives what is said besides, once
        ``finding.overview`` has the card as it is by then. Raises as Book.put.
        """
        before = self.finding.shown.find(card.id)
        self.scripts.choose_none()
        self.book.put(card, base)
        now = self.now()
        self.finding.look(now)
        following = next_to_do(self.finding.shown.pressing, before, now)
        kept = self.finding.shown.find(card.id)
        stays = following is None or (kept is not None and kept.is_owed_now)
        self.draw(now, card.id if stays or not following else following.id)
        named = f"Next: {next_step(following)}." if following and not stays else ""
        self.say(*said, then(), last=named if following else self.finding.nothing_due)

    def show(self, card_id: str | None = None) -> None:
        """Show the book as it is now, with the cursor on a card if one is named."""
        now = self.now()
        self.finding.look(now)
        self.draw(now, card_id)

    def attempt(self, run: Callable[[], None]) -> None:
        """Do something on behalf of the person; what cannot be done is said."""
        try:
            run()
        except AfterwordError as error:
            self.voice.warn(str(error))

    def action_do(self, action_id: str) -> None:
        """Carry out an action; what it cannot do is said.

        In a window too small to show the board, nothing is done that could not be seen.

        Raises:
            SkipAction: The key is a letter of what is looked for.
        """
        if self.find_line.is_typing:
            raise SkipAction
        if self.is_too_small and action_id != "quit":
            return
        self.half_typed.doing = action_id
        self.voice.give_way()
        self.attempt(lambda: self._actions[action_id].run(self))

    def on_board_moved(self) -> None:
        """Let the panel and the hints follow once the cursor rests."""
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(_REST, self._follow)

    def on_panel_left(self) -> None:
        """Give the focus back to the board."""
        self.board.focus()

    def _pass_time(self) -> None:
        now = self.now()
        self.finding.look(now)
        self.draw(now)
        self.reminding.time_passed(self.finding.overview, now)

    def _offer(self) -> None:
        """Open the form that had to be left when the program was ended, where it can be seen."""
        if not self.is_too_small:
            self.half_typed.offer()

    def _reopen(self, half: HalfTyped) -> None:
        if half.card:
            self.board.select(half.card)
        if half.card in {"", self.selected_id()}:
            self.action_do(half.action)

    def draw(self, now: DateTime, card_id: str | None = None) -> None:
        """Show the cards as they were looked at, with the cursor on a card if one is named."""
        finding = self.finding
        self.query_one(Header).show(
            finding.overview,
            now,
            self.keeping.state,
            finding.sought,
            aside_words.in_short(self.book.state.aside),
        )
        self.board.show(finding.shown, now, card_id, finding.totals)
        self.find_line.say(finding.note, wrong=bool(finding.problem))

    def _mark(self) -> None:
        for header in self.query(Header):  # a save may end after the board did
            header.mark(self.keeping.state)

    def _follow(self) -> None:
        """Let the panel and the hints speak of the selected card."""
        entry, now, panel = self.board.selected, self.now(), self.panel
        if entry:
            clock = card_words.their_clock(entry, self.book.rules, now)
            panel.show(entry, self.scripts.words(entry, now), clock, now, self.keys)
        else:
            stage = self.board.stage if self.finding.has_cards else None
            panel.welcome(stage, self.keys, self.finding.instead)
        self.hint()

    def hint(self) -> None:
        """Show what the keys do now."""
        if self.find_line.is_typing:
            told = [(key_name("enter"), "Keep"), ("stage: due: via:", "narrow it further")]
            told.append((key_name("escape"), "Show all"))  # last: it stays in a narrow window
        else:
            told = hints(self, self.keys, self._actions, self._hinted)
        self.query_one(Hints).show(told)
