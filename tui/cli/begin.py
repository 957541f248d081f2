"""Where the program begins: before there is anything to tidy up, Ctrl+C ends it at once."""

from __future__ import annotations

import signal


def main() -> None:
    """Run the command line, as :func:`tui.cli.main.main` does, and exit.

    While Python imports modules, it loses some of the exceptions that Ctrl+C raises and tells of
    others at length: so until the commands are there, the signal ends the process itself.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from tui.cli.main import main as run

    run()
