"""The file that the program works on: a few cards that nothing has to be done about for days."""

from __future__ import annotations

from pathlib import Path

from store.file.book import Book
from store.history import actions, answers
from store.records import Card, Person, Round, What
from store.rules.stages import Owes
from tests.terminal.terminal import ZONE, now

SELECTED = "▌Globex"
"""The card that the program starts at."""
CLOSED = "Umbrella"
"""The one in the archive."""

_EDITOR = "#!/bin/sh\necho in the editor\n"
IN_THE_EDITOR = b"in the editor"


def lay(folder: Path) -> bytes:
    """Make an editor in a folder; gives what the file holds at first."""
    editor = folder / "editor"
    editor.write_text(_EDITOR, encoding="utf-8")
    editor.chmod(0o700)
    path = folder / "first.json"
    book, moment = Book(path), now()
    for company in ("Globex", "Hooli", "Initech", CLOSED):
        people = (Person(name="Dana Lee", email="dana@example.com"),)
        talked = moment.subtract(days=1).at(12)
        card = Card(
            company=company,
            role="PM",
            created=moment,
            rounds=(Round(at=talked, zone=ZONE, people=people),),
        )
        card = actions.already(actions.add(card, moment), moment, Owes.THANK, talked.add(hours=1))
        if company == CLOSED:
            card = answers.close(card, moment, What.WITHDREW)
        book.put(card, None)
    book.close()
    return path.read_bytes()
