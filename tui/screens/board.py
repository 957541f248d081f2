"""The main screen: the board, the panel beside it, a line above and a line below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pendulum import DateTime
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from store.clock import Clock
from store.errors import AfterwordError, NotAllowedError
from store.file.book import Book
from store.file.places import short
from store.history import actions
from store.records import Card, Result, Settings, Stage
from store.rules import board as boards
from store.rules.board import Entry, Lookout
from store.words import cards as card_words
from store.words import history as history_words
from store.words.scripts.current import advice, offered, words_for
from store.words.scripts.fill import Script
from store.words.scripts.template import parse
from tui.actions import ALL, BY_ID, HINTED
from tui.desk.resumable import Resumable
from tui.lean.start import classes_for
from tui.screens.finding import FindingDesk
from tui.widgets.board import Board
from tui.widgets.find import FindLine
from tui.widgets.header import Header
from tui.widgets.hints import Hints
from tui.widgets.panel import Panel, Words

if TYPE_CHECKING:
    from tui.screens.question import Confirmed

_REST = 0.12  # seconds without a key before the panel follows the cursor
_MINUTE = 60.0


class BoardScreen(FindingDesk):
    """Shows the book and carries out the actions on it.

    Every action works at this desk: it gives the selected card and the time, keeps what changed,
    and says what happened.
    """

    class Chosen(Message):
        """The person chose other settings: the mouse, or the keys, may have to follow."""

        def __init__(self, settings: Settings) -> None:
            super().__init__()
            self.settings = settings

    BINDINGS: ClassVar[list[BindingType]] = [action.binding for action in ALL]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-tiny-width"),
        (40, "-narrow"),
        (80, "-stacked"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-tiny-height"),
        (15, "-short"),
        (20, "-tall"),
    ]
    AUTO_FOCUS = "#board"
    DEFAULT_CSS = """
    BoardScreen {
        layout: vertical;
        & #body { height: 1fr; layout: vertical; }
        & #board { height: 11fr; }
        & #panel { height: 10fr; }
        & #too-small { display: none; height: 1fr; content-align: center middle; }
        &.-wide #body { layout: horizontal; }
        &.-wide #board { width: 2fr; height: 1fr; }
        &.-wide #panel { width: 1fr; height: 1fr; min-width: 40; }
        &.-tiny-width, &.-tiny-height {
            & #header, & #body, & Hints { display: none; }
            & #too-small { display: block; }
        }
    }
    """

    def __init__(self, book: Book, clock: Clock) -> None:
        super().__init__(book, clock)
        self._lookout = Lookout()
        self._rest: Timer | None = None
        self._kind_of, self._kind = "", ""

    def compose(self) -> ComposeResult:
        """Header, board and panel, hints; and what is said in a window too small for them."""
        self.add_class(
            *classes_for(self.app.size, self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS)
        )
        yield Header(short(self.book.path), id="header")
        with Container(id="body"):
            yield Board(id="board")
            yield Panel(id="panel")
        yield Static("Too small here.\nAfterword needs 40 by 15.", id="too-small", markup=False)
        yield FindLine(placeholder="company, role, person or note")
        yield Hints()

    def on_mount(self) -> None:
        """Show the book, and keep the due words true as time goes by."""
        self.show()
        self.call_after_refresh(self._follow)
        self.set_interval(_MINUTE, self.show)
        self.watch_file()
        self.call_after_refresh(self._offer)

    @property
    def board(self) -> Board:
        """The columns with the cursor."""
        return self.query_one("#board", Board)

    @property
    def focused_board(self) -> Board:
        """The board while it has the focus.

        Raises:
            SkipAction: The focus is elsewhere, so the key means something else.
        """
        if self.focused is not self.board:
            raise SkipAction
        return self.board

    def require_card(self) -> Entry:
        """The selected card.

        Raises:
            NotAllowedError: There is none.
        """
        selected = self.board.selected
        if selected is None and self.is_narrowed:
            raise NotAllowedError("No card here fits what you look for. Esc shows all of them.")
        if selected is None:
            add = self.keys.spell("Press {add} to add an interview.")
            raise NotAllowedError(f"There is no card here yet. {add}")
        return selected

    def selected_id(self) -> str:
        """The id of the selected card; "" where there is none."""
        return self.board.selected.card.id if self.board.selected else ""

    def script(self) -> Script:
        """The chosen script of the selected card; raises NotAllowedError when there is no card."""
        card = self.require_card().card
        kind = self._kind if self._kind_of == card.id else None
        return words_for(card, self.book.me, self.now(), self.book.templates, kind)

    def turn_script(self, step: int) -> None:
        """Choose the next of the scripts that fit the selected card, or the one before."""
        card = self.require_card().card
        kinds = offered(card, self.now())
        here = kinds.index(self.script().kind) if self.script().kind in kinds else 0
        self._kind_of, self._kind = card.id, kinds[(here + step) % len(kinds)]
        self._follow()

    def keep(self, card: Card, base: Card | None) -> None:
        """Keep a card made from ``base`` and show it, with the cursor on it; raises as Book.put."""
        self.book.put(card, base)
        self.show(card.id)

    def keep_and_go_on(self, card: Card, base: Card, said: str) -> None:
        """Keep a card after something was done, and bring up the next that is due, if any is.

        Where the queue is empty the cursor stays on the card. Raises as Book.put.
        """
        self._kind_of = ""
        self.book.put(card, base)
        board = self._lookout.look(self.book.state.cards, self.book.rules, self.now())
        owed = [entry.card for entry in self.left_of(board).owed_now]
        if not owed:
            self.show(card.id)
            self.say(f"{said} {self._nothing_due()}")
        elif card.id in (each.id for each in owed):
            self.show(card.id)
            self.say(said)
        else:
            self.show(owed[0].id)
            self.say(f"{said} Next: {owed[0].company}.")

    def show(self, card_id: str | None = None) -> None:
        """Show the book as it is now, with the cursor on a card if one is named."""
        now = self.now()
        overview = self._lookout.look(self.book.state.cards, self.book.rules, now)
        self.show_overview(overview, now, card_id)

    def file_changed(self) -> None:
        """Show what another program saved, or how it stands with saving."""
        self.show()
        self._follow()

    def _offer(self) -> None:
        """Open the form that had to be left when the program was ended, with what was typed."""
        half = self.left_behind()
        if half is None:
            return
        if half.card:
            self.board.select(half.card)
        if half.card in {"", self.selected_id()}:
            self.action_do(half.action)
        if isinstance(form := self.app.screen, Resumable):
            self.call_after_refresh(form.bring_back, half, self.now())
        else:
            self.say_typed(half)

    def walk_due(self, step: int) -> None:
        """Put the cursor on the next or previous due card, most urgent first, round the end."""
        owed = self._shown.owed_now
        if not owed:
            self.say(self._nothing_due())
            return
        ids = [entry.card.id for entry in owed]
        selected = self.board.selected
        here = ids.index(selected.card.id) if selected and selected.card.id in ids else None
        start = (-1 if step > 0 else 0) if here is None else here
        self.board.select(ids[(start + step) % len(ids)])

    def _nothing_due(self) -> str:
        if self.is_narrowed and self._overview.owed_now:
            return "Nothing is due among these. Esc shows all cards."
        return card_words.nothing_due(self._overview.next_up)

    def toggle_panel(self) -> None:
        """Put the focus into the panel, or back on the board."""
        self.set_focus(self.query_one(Panel) if self.focused is self.board else self.board)

    def keep_template(self, kind: str, text: str | None) -> None:
        """Keep a template for all cards, or bring back the built-in one.

        Raises as Book.put_template, and UnreadableError for a template that cannot be read.
        """
        if text is not None:
            parse(kind, text)
        self.book.put_template(kind, text)
        self._follow()

    def ask(self, entry: Entry, result: Result | None = None) -> None:
        """Ask whether what a card owes was done; a call may come with its result."""
        from tui.screens.question import QuestionScreen

        card = entry.card

        def confirmed(answer: Confirmed) -> None:
            moved = actions.advance(
                card,
                self.now(),
                done=answer.done,
                person=answer.person,
                channel=answer.channel,
                result=answer.result,
                note=answer.note,
            )
            said = history_words.done(moved, moved.history[-1])
            if moved.stage is Stage.MOVED_ON:
                alive = [each for each in self._overview.entries if each.due.owes]
                said = f"{said} {card_words.still_alive(len(alive) - 1)}"
            elif moved.stage is not card.stage:
                to_come = card_words.to_come(boards.entry(moved, self.book.rules, self.now()))
                said = f"{said} {to_come}".rstrip()
            self.keep_and_go_on(moved, card, said)

        self.open(QuestionScreen(entry, self.book.rules, self.now, confirmed, result))

    def action_do(self, action_id: str) -> None:
        """Carry out a declared action; what it cannot do is said.

        In a window too small to show the board, nothing is done that could not be seen.

        Raises:
            SkipAction: The key is a letter of what is looked for.
        """
        if self.is_typing:
            raise SkipAction
        if self.is_too_small and action_id != "quit":
            return
        self.doing = action_id
        try:
            BY_ID[action_id].run(self)
        except AfterwordError as error:
            self.notify(str(error), severity="warning", markup=False)

    def run_by_name(self, action_id: str) -> None:
        """Carry out an action that was chosen from the palette: on the board, wherever one was."""
        self.set_focus(self.board)
        self.action_do(action_id)

    def on_board_moved(self) -> None:
        """Let the panel and the hints follow once the cursor rests."""
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(_REST, self._follow)

    def on_panel_left(self) -> None:
        """Give the focus back to the board."""
        self.board.focus()

    def _words(self, card: Card, now: DateTime) -> Words:
        script, templates = self.script(), self.book.templates
        kinds = offered(card, now)
        return Words(
            script=script,
            place=kinds.index(script.kind) + 1 if script.kind in kinds else 1,
            offered=len(kinds),
            own=actions.has_own_words(card, script.kind) or script.kind in templates,
            advice=advice(script, card, self.book.me, now, templates),
        )

    def _follow(self) -> None:
        entry = self.board.selected
        now = self.now()
        if entry:
            clock = card_words.their_clock(entry, self.book.rules, now)
            self.query_one(Panel).show(entry, self._words(entry.card, now), clock, now, self.keys)
        else:
            self.query_one(Panel).welcome(
                self.board.stage if any(self._overview.columns.values()) else None,
                self.keys,
                "No card here fits what you look for. Esc shows all of them."
                if self.is_narrowed
                else "",
            )
        hints = self.hints_of_finding()
        if not self.is_typing:
            hints += [(self.keys.name(each.id), each.hint(entry)) for each in HINTED]
        self.query_one(Hints).show([(key, word) for key, word in hints if word])
