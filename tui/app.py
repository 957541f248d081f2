"""The full-screen app around the board."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from rich.text import Text
from textual.actions import SkipAction
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message import Message
from textual.notifications import Notify
from textual.screen import Screen

from store.clock import Clock, system_clock
from store.file.book import Book
from store.rules.lookout import Lookout
from tui import farewell, theme
from tui.actions import ALL, BY_ID, HINTED
from tui.actions.keymap import keymap, keys_with
from tui.ahead import Ahead
from tui.desk.voice import BRIEFLY, Severity
from tui.key_names import key_name, spell_out_keys
from tui.lean.painted import Painted
from tui.lean.textual_private.driver import TakingDriver
from tui.screens.board import BoardScreen
from tui.terminal import palettes
from tui.terminal.driver import TerminalDriver
from tui.terminal.filters import Colourless, Readable, Upright
from tui.terminal.in_order import OrderlyApp, Puzzle
from tui.terminal.kind import dark_by_hint, in_screen
from tui.terminal.replies import ColourTold, questions

if TYPE_CHECKING:
    from store.exchange.mail.taken import Taken

_TOGETHER = 0.05  # seconds within which what the terminal tells is taken as one
_PUZZLED = {
    Puzzle.PASTED: "That looked like pasted text, so nothing was done. Text goes into a field.",
    Puzzle.FOREIGN: "That letter is no key here. Switch to Latin letters; arrows and Enter work.",
}


class Desk(BoardScreen):
    """The board with a key for each action."""

    BINDINGS: ClassVar[list[BindingType]] = [action.binding for action in ALL]

    class Back(Message):
        """Nothing is open over the board any more, or never was."""

    def on_screen_resume(self) -> None:
        """Tell that the board is what one sees."""
        self.tell_back()

    def tell_back(self) -> None:
        """Tell so once whatever follows had its chance to open."""
        self.call_after_refresh(self.post_message, self.Back())


class AfterwordApp(OrderlyApp[None]):
    """Shows one book.

    Args:
        book: The open file.
        clock: Gives the present moment; tests and pictures hand in their own.
        driver: What draws on the terminal; None for tests and pictures, which have every colour.
        arrived: What was read from an invitation or a mail: its form opens at once.
        briefly: Leave once that form is closed: another app is open on the file.
        lookout: Sees how the cards stand, and may have looked before.
        painted: What is on the terminal already, in place of the first frame.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority: a form or a question lets nothing else of the app's keys through.
        Binding("ctrl+c", "say_what_leaves", "Which key leaves", show=False, priority=True),
        Binding("ctrl+z", "suspend", "To the shell, fg comes back", show=False, priority=True),
    ]
    TITLE = "Afterword"
    ENABLE_COMMAND_PALETTE = False  # an action opens one of its own
    CSS = """
    /* What is said takes the bottom line, and never a line of the words. */
    ToastRack { height: 1; margin: 0; overflow: hidden; }
    ToastHolder { height: 1; dock: bottom; }
    Toast {
        width: 100%; max-width: 100%; height: 1; margin: 0; padding: 0 0 0 1;
        background: $panel; color: $foreground; text-wrap: nowrap; text-overflow: ellipsis;
    }
    /* A tint over the board would send every cell of it, twice for each question. */
    ModalScreen { background: transparent; }
    * {
        scrollbar-size-vertical: 1; scrollbar-background: $background;
        scrollbar-background-hover: $background; scrollbar-background-active: $background;
        scrollbar-color: $border-blurred; scrollbar-color-hover: $foreground 70%;
        scrollbar-color-active: $accent;
    }
    /* With the terminal's own colours, what stands out does so by more than its background. */
    Input:ansi > .input--cursor {
        background: ansi_default; color: ansi_default; text-style: reverse;
    }
    Toast:ansi { text-style: bold; }
    Button:ansi { text-style: bold underline; }
    Button:ansi:focus { text-style: bold reverse; }
    """

    def __init__(
        self,
        book: Book,
        clock: Clock = system_clock,
        driver: type[Driver] | None = None,
        arrived: Sequence[Taken] = (),
        *,
        briefly: bool = False,
        lookout: Lookout | None = None,
        painted: Painted | None = None,
    ) -> None:
        super().__init__(driver_class=driver, painted=painted)
        self._book = book
        self._arrived = arrived
        self._briefly = briefly
        self._mouse = book.settings.mouse
        self._desk = Desk(book, clock, BY_ID, HINTED, lookout)
        self._desk.half_typed.offers = not arrived
        self._few_colours = self.no_color or (
            driver is not None and self.console.color_system == "standard"
        )
        self._upright = [Upright()] if driver is not None and in_screen(os.environ) else []
        self._colours = palettes.Colours(dark_by_hint(os.environ) if driver is not None else None)
        self._asked = self._told = False
        for each in (theme.TERMINAL, *theme.THEMES.values()):
            self.register_theme(each)
        self._puzzled_by_letters = False
        self._use_theme(book.settings.theme)
        self._use_keys(book.settings.keys)

    def get_default_screen(self) -> Screen[None]:
        """The board is the one screen that is always there."""
        return self._desk

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The colours, which the palette offers besides every action."""
        if screen is self._desk:
            for name, title in theme.TITLES.items():
                choose = partial(self.choose_theme, name)
                yield SystemCommand(f"Theme: {title}", "The colours of everything.", choose)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Severity = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say a line, whichever screen or part of Textual asks for it; the log keeps it."""
        text = Content.from_markup(message).plain if markup else message
        told = f"{title} {text}".strip()
        self._desk.voice.tell(told, severity=severity, seconds=timeout or BRIEFLY)

    def on_notify(self, _event: Notify) -> None:
        """Have what is said take the place of what was said before: there is one line for it."""
        self.clear_notifications()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What everything drawn goes through; where no colour is wanted, there is none after it."""
        if self.no_color:
            return [Colourless(dark=self.current_theme.dark), *self._upright]
        if self.current_theme.ansi:
            return [self._readable, *self._upright]
        return [*super().get_line_filters(), *self._upright]

    def choose_theme(self, name: str) -> None:
        """Use these colours, and keep that in the file; read-only, only for this run."""
        self._use_theme(name)
        if not self._book.read_only:
            self._book.put_mine(self._book.me, replace(self._book.settings, theme=name))

    def on_ready(self) -> None:
        """The first frame is there: what the terminal tells may change its colours."""
        self._ask_for_colours()
        if isinstance(self.terminal, TerminalDriver):
            Ahead(self, lambda: self.typed_at).begin()
        if self._arrived:
            from tui.actions.taking import take

            self._desk.attempt(partial(take, self._desk, self._arrived))
            self._arrived = ()
            self._desk.tell_back()  # nothing may have opened

    def on_desk_back(self) -> None:
        """Leave where one only came for what arrived, and that is seen to."""
        if self._briefly and not self._arrived and self.screen is self._desk:
            self._briefly = False
            self.run_worker(self._leave_with_last_word(), group="leave", exclusive=True)

    async def _leave_with_last_word(self) -> None:
        """Leave, and say in the shell what was said last; stay where it cannot be saved."""
        if await self._desk.keeping.keeper.finish():
            said = self._desk.voice.log
            self.exit(message=Text(said[0].text) if said else None)
        else:
            self._desk.leave()

    def on_colour_told(self, told: ColourTold) -> None:
        """Fit the colours to the terminal's, once it has told all that it tells in one go."""
        if self._colours.take(told) and not self._told:
            self._told = True
            self.set_timer(_TOGETHER, self._use_what_was_told)

    def on_board_screen_chosen(self, event: BoardScreen.Chosen) -> None:
        """Use other keys; listen to the mouse from now on, or leave it to the terminal.

        Where the mouse was not what they changed, it stays as this run was started with it.
        """
        self._use_keys(event.settings.keys)
        self._desk.show()  # with the new keys in every sentence
        before, self._mouse = self._mouse, event.settings.mouse
        if self._mouse is not before and isinstance(self.terminal, TakingDriver):
            self.terminal.use_mouse(on=self._mouse)

    def puzzled(self, by: Puzzle) -> None:
        """Say why nothing was done; of letters on an unknown keyboard only once."""
        if by is Puzzle.FOREIGN:
            if self._puzzled_by_letters:
                return
            self._puzzled_by_letters = True
        self._desk.voice.warn(_PUZZLED[by])

    def on_lines_are_wide(self) -> None:
        """Draw everything anew, now without borders that would be two cells wide."""
        spell_out_keys()
        self._desk.show()
        self.action_send_anew()

    def copy_to_clipboard(self, text: str) -> None:
        """Send text to the terminal's clipboard, through a tmux or screen if one is in between.

        Raises:
            TooLongError: No terminal would take that much.
        """
        self._desk.clipboard.send(text)

    async def action_quit(self) -> None:
        """Leave; from a form or a question, only leave that, as Escape does."""
        leave = getattr(self.screen, "action_leave", None)
        if leave is None:
            self._desk.leave()
        else:
            leave()

    def action_say_what_leaves(self) -> None:
        """Say in a line which key leaves: what is written in here must not end by habit.

        Raises:
            SkipAction: Something is selected, and the key copies it.
        """
        from textual.widgets import Input, TextArea

        selected = self.screen.get_selected_text()
        if isinstance(self.focused, Input | TextArea):
            selected = self.focused.selected_text
        if selected:
            raise SkipAction
        if self.screen is self._desk and not self._desk.find_line.is_typing:
            line = "{quit} leaves Afterword."
        else:  # in a field, too, where a letter is text
            line = f"{key_name('escape')} leaves this, and then {{quit}} quits."
        self._desk.say(self._desk.spell(line))

    def action_suspend(self) -> None:
        """Give the terminal back to the shell; ``fg`` comes back to where one was.

        Raises:
            SkipAction: In a text of several lines the key takes back what was typed.
        """
        from textual.widgets import TextArea

        if isinstance(self.focused, TextArea):
            raise SkipAction
        if not (isinstance(self.terminal, TakingDriver) and farewell.shell_waits()):
            self._desk.say("There is no shell to go back to.")
            return
        self._desk.keeping.keeper.settle()
        self.terminal.suspend_application_mode()
        # The whole job at once, as what started this may wait for it. Continued, the driver starts.
        os.kill(0, signal.SIGSTOP)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Within the block the terminal is another program's.

        Before, what was done is on the disk; afterwards, what others did to the file is known.
        """
        keeper = self._desk.keeping.keeper
        keeper.settle()
        with super().suspend():
            yield
        keeper.look_now()

    def has_terminal(self) -> bool:
        """Whether it draws on the terminal now, and takes its keys."""
        return isinstance(self.terminal, TakingDriver) and self.terminal.is_started

    def keep_everything(self) -> None:
        """Put all on the disk at once, half-typed forms too: the program is about to end.

        What the terminal was asked is answered before, so that no answer comes to the shell.
        """
        self._desk.keep_everything()
        if isinstance(self.terminal, TerminalDriver):
            self.terminal.wait_for_answers()

    def _use_keys(self, chosen: Mapping[str, str]) -> None:
        self.set_keymap(keymap(chosen))
        self._desk.keys = keys_with(chosen)

    def _use_theme(self, name: str) -> None:
        self._theme_name = name
        dark = self._colours.dark
        fitting = theme.fitting(name, few_colours=self._few_colours, dark=dark)
        if fitting is theme.THEMES.get(name) and dark is not fitting.dark:
            dark = fitting.dark if dark is None else None  # what they chose may not be so here
        self._readable = Readable(
            self._colours.palettes(dark=dark),
            COLOR_SYSTEMS.get(self.console.color_system or "", ColorSystem.TRUECOLOR),
        )
        self.theme = fitting.name
        self._ask_for_colours()

    def _ask_for_colours(self) -> None:
        """Ask the terminal for its colours, once, if they are used."""
        wanted = self.current_theme.ansi and not self.no_color and palettes.answers(os.environ)
        if wanted and not self._asked and isinstance(self.terminal, TerminalDriver):
            self._asked = True
            self.terminal.ask(questions(palettes.asked(theme.inks())))

    def _use_what_was_told(self) -> None:
        self._told = False
        self._use_theme(self._theme_name)
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()  # what it has drawn went through the old filter
