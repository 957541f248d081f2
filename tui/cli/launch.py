"""Starting the full-screen app, once it is sure that there is a terminal to draw on."""

from __future__ import annotations

import errno
import mmap
import os
import sys
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.clock import system_clock
from store.errors import AfterwordError
from store.file.book import Book
from store.file.lock import is_open
from store.imports import import_without
from store.rules.lookout import Lookout
from tui.cli.session import Session
from tui.farewell import orderly
from tui.first.terminal import painted
from tui.key_names import spell_out_keys
from tui.lean.start import no_collecting
from tui.terminal.charset import Level, level
from tui.terminal.kind import in_screen, settle_colours
from tui.terminal.one_screen import made_to_do
from tui.terminal.private import private_folder, remove_all, sweep

if TYPE_CHECKING:
    from store.exchange.mail.taken import Taken
    from tui.app import AfterwordApp


class NoTerminalError(AfterwordError):
    """There is no terminal that the app could draw on."""


def run(session: Session) -> int:
    """Open the app on the session's file; gives the exit status.

    Raises:
        NoTerminalError: Input or output is not a terminal, or it cannot move its cursor.
        FileRefusedError: The file cannot be opened.
    """
    _require_terminal()
    no_collecting()
    lookout = Lookout()
    return _show(session.book(lookout=lookout, tells=False), session, lookout)


def run_with(session: Session, book: Book, arrived: Sequence[Taken]) -> int:
    """Open the app on an open file, with the form for what arrived.

    Standard input may be what it was read from: then the keys come from the terminal that the
    program runs on. While another app is open on the file, this one saves as a command does, and
    ends with its form.

    Raises:
        NoTerminalError: As :func:`run`, or there is none for the keys.
    """
    _take_keys_from_terminal()
    _require_terminal(_WITHOUT_LOOKING)
    no_collecting()
    book.claims = is_open(book.path) is None
    before = book.state
    status = _show(book, session, Lookout(), arrived)
    if not book.claims and book.state is not before:
        session.mention_open_app(book)
    return status


def _take_keys_from_terminal() -> None:
    if sys.stdin.isatty():
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise NoTerminalError(
            f"There is no terminal to look it over on. {_WITHOUT_LOOKING}"
        ) from None
    os.dup2(terminal, 0)
    os.close(terminal)


def run_demo(session: Session) -> int:
    """Open the app on sample cards in a temporary file, which goes when the app is left.

    Raises:
        NoTerminalError: As :func:`run`.
    """
    from store.sample import SAMPLE_ME, sample_cards

    _require_terminal()
    with private_folder() as private:
        book = Book(private.path / "demo.json")
        book.put_mine(SAMPLE_ME)
        book.put_new(sample_cards(session.now(book)))
        return _show(book, session, Lookout())


_IN_A_PIPE = "For scripts and pipes use `afterword today` or `afterword list`."
_WITHOUT_LOOKING = "`afterword take --json` shows what was read, --yes saves it."


def _require_terminal(instead: str = _IN_A_PIPE) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        # For a command, ssh makes no terminal unless told to. It names the one it makes.
        if os.environ.get("SSH_CONNECTION") and not os.environ.get("SSH_TTY"):
            raise NoTerminalError(
                "The app needs a terminal, which ssh gives to a command only with -t: "
                f"`ssh -t HOST afterword`. {instead}"
            )
        raise NoTerminalError(f"The app needs a terminal. {instead}")
    if os.environ.get("TERM", "") in {"", "dumb", "unknown"}:
        raise NoTerminalError(
            "This terminal cannot show a full screen (TERM is unset or dumb). Set TERM, for "
            "example to xterm-256color, or use `afterword today`."
        )


def _show(book: Book, session: Session, lookout: Lookout, arrived: Sequence[Taken] = ()) -> int:
    _require_room()
    settle_colours(os.environ)  # before anything of Textual looks at it
    if level(os.environ) is not Level.UNICODE:
        spell_out_keys()
    running = _Running()
    clock = session.clock or system_clock
    try:
        with (
            orderly(
                running.keep,
                running.has_terminal,
                remove_all,
                made_to_do if in_screen(os.environ) else str,
            ),
            painted(book, lookout, clock) as shown,
        ):
            sweep()
            import_without("asyncio", "ssl")  # the app opens no connections
            from tui.app import AfterwordApp  # with all of Textual
            from tui.terminal.driver import TerminalDriver

            app = AfterwordApp(
                book,
                clock,
                TerminalDriver,
                arrived,
                briefly=not book.claims,
                lookout=lookout,
                painted=shown,
            )
            running.app = app
            app.run(mouse=_with_mouse(book, session))
        if app.return_code:
            book.save()  # after a crash, what was still pending
    finally:
        book.close()
    return app.return_code or 0


_FILES = 12
"""As many are open at once, the terminal and a save included."""
_ROOM = 48 << 20
"""Bytes of memory that the smallest file asks for, besides what was needed to come here."""


def _require_room() -> None:
    """Be sure to have what the app cannot do without, before it takes the terminal.

    Raises:
        NoTerminalError: The shell's limits, or the machine, do not give it.
    """
    files: list[int] = []
    try:
        files += (os.dup(0) for _ in range(_FILES))
        mmap.mmap(-1, _ROOM).close()
        beside = threading.Thread(target=int)
        beside.start()
        beside.join()
    except OSError as error:
        what, limit = ("memory", "-v") if error.errno == errno.ENOMEM else ("open files", "-n")
    except (RuntimeError, MemoryError):
        what, limit = "threads", "-u"
    else:
        return
    finally:
        for each in files:
            os.close(each)
    raise NoTerminalError(
        f"The app needs more {what} than it is allowed here. Raise that (`ulimit {limit}`), or "
        "use `afterword today` and the other commands."
    )


class _Running:
    """The app once there is one, for a signal that may come before."""

    app: AfterwordApp | None = None

    def keep(self) -> None:
        """Save what there is to save."""
        if self.app:
            self.app.keep_everything()

    def has_terminal(self) -> bool:
        """Whether the app has the terminal now."""
        return self.app is not None and self.app.has_terminal()


def _with_mouse(book: Book, session: Session) -> bool:
    """Whether to listen to the mouse: as was said for this run, or as the person always wants it.

    Not in GNU screen, unless that was said: with the mouse on, it holds back a lone Esc.
    """
    if session.mouse is not None:
        return session.mouse
    return book.settings.mouse and not in_screen(os.environ)
