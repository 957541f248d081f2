from __future__ import annotations

import base64
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB

from store.file.book import Book
from store.records.fields import FIELDS
from store.sample import SAMPLE_ME, sample_cards
from tests.terminal.terminal import Terminal, now

TITLES = (" Thank-you ", " Waiting ", " Emailed ", " Called ", " Moved on ", " Script ")


def inside(terminal: Terminal, title: str) -> list[str]:
    """The lines inside the box with this text in its upper border; none if a border is broken."""
    cells = terminal.cells
    for y, upper in enumerate(cells):
        found = "".join(upper).find(title)
        at = [x for x, cell in enumerate(upper) for _ in cell][found]
        if found >= 0 and "╭" in upper[:at] and "╮" in upper[at:]:
            left = max(x for x in range(at) if upper[x] == "╭")
            right = upper.index("╮", at)
            lines: list[str] = []
            for line in cells[y + 1 :]:
                if (line[left], line[right]) == ("╰", "╯"):
                    return lines
                if (line[left], line[right]) != ("│", "│"):
                    return []
                lines.append("".join(line[left + 1 : right]))
    return []


def flowing(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def wait_for_board(terminal: Terminal, *in_panel: str) -> None:
    """Wait until every box of the board has whole borders, with these texts in the panel.

    An empty column has no box.
    """
    terminal.wait_for(
        lambda: (
            all(inside(terminal, title) or f"{title}0 " in terminal.text for title in TITLES)
            and all(text in "".join(inside(terminal, " Script ")) for text in in_panel)
        )
    )


_BY_KEY = 40  # letters
TYPED = [
    ("Acme [NYC]", "[/back]"),
    ("[@click=app.quit]x[/]", "[b]bold[/b] $accent [red"),
    ("Back\\[slash\\", "100% {role} {{name}}"),
    ("水野デザイン株式会社東京", "製品デザイナー・アナリスト"),
    ("Rocket🚀Labs🧪🧪🧪🧪", "🎉" * 40),
    ("Zoë Ångström", "naïve é"),
    ("A" * 300, "B" * 300),
]


def enter(terminal: Terminal, text: str) -> None:
    """Type a text; of a very long one only the beginning, and paste the rest in its line."""
    terminal.press(text[:_BY_KEY])
    if text[_BY_KEY:]:
        terminal.paste(text[_BY_KEY:])


def test_what_is_typed_is_shown_literally(path: Path) -> None:
    with Terminal(path) as terminal:
        terminal.wait_for("Press a to add")
        for number, (company, role) in enumerate(TYPED, start=1):
            terminal.press("a")
            terminal.wait_for("Add an interview")
            # The notes first: they are three steps back from the start, and many ahead of it.
            terminal.press(*["shift+tab"] * 3)
            terminal.paste(f"{company}\n{role}")
            terminal.press(*["tab"] * 3)
            enter(terminal, company)
            terminal.press("tab")
            terminal.paste(role)
            terminal.press("tab", "tab", "yesterday 14:00", "tab", "tab", "tab")
            enter(terminal, company)
            terminal.press(*["shift+tab"] * 9)

            def typed(name: str = company[:20], notes: str = role[:10]) -> bool:
                dialog = "\n".join(inside(terminal, "Add an interview"))
                return notes in dialog and dialog.count(name) >= 2

            terminal.wait_for(typed)
            terminal.press("f2")
            terminal.wait_for(f" Thank-you {number} ")
        terminal.press("q")
        assert terminal.wait_exit() == 0

    with TinyDB(path) as database:
        cards = database.table("cards").all()
    assert [(card["company"], card["role"]) for card in cards] == [
        tuple(unicodedata.normalize("NFC", text) for text in typed) for typed in TYPED
    ]
    for card in cards:
        assert card["notes"] == f"{card['company']}\n{card['role']}"
        assert card["rounds"][0]["people"][0]["name"] == card["company"]

    in_order = sorted(cards, key=lambda card: card["company"].casefold())
    starts = [card["company"][:9] for card in in_order]
    for columns, rows in [(120, 40), (80, 24)]:
        with Terminal(path, columns=columns, rows=rows) as terminal:
            terminal.wait_for("? Help")
            for start in starts:
                terminal.wait_for(f"▌{start[:6]}")
                terminal.press("tab", "right")  # to the page about the card
                wait_for_board(terminal, start)
                terminal.press("esc")
                if columns == 80:
                    look_into_dialogs(terminal, start)
                terminal.press("j")


def look_into_dialogs(terminal: Terminal, start: str) -> None:
    """Open the question and the form of the card whose company and person start so."""
    title, asked = f"─ {start[:4]}", f"Did you send the thank-you to {start}"
    terminal.press("enter")
    terminal.wait_for(lambda: asked in flowing(inside(terminal, title)))
    terminal.press("n")
    terminal.wait_gone("Not yet (n)")
    terminal.press("e")
    terminal.wait_for(lambda: start in "".join(inside(terminal, f"Edit {start[:4]}")))
    terminal.wait_for("F2 save")
    terminal.press("esc")
    terminal.wait_gone("F2 save")


INJECTED = (
    "\x1b]0;PWNED\x07\x1b[35;7mP\x9b31mQ\u202eR\u2066S\x1bPq#0T\x1b\\"
    "\x07\x7fU\u200b\x1b[6n\x00[b]V[/]"
)
SIGNS = ("␛]0;PWNED␇", "⟨009B⟩", "⟨202E⟩")
TO_NOTES = len(FIELDS) - next(n for n, field in enumerate(FIELDS) if field.name == "name")
"""From the first person's name to the notes: their other fields, the button, and what follows."""
ASKED = b"\xe2\x94\x80\x1b[6n"  # how wide the terminal has drawn a line, once
FORBIDDEN = [
    b"\x1b]0;",
    b"PWNED\x07",
    b"\x1b[35;7m",
    b"\x1bP",
    b"\x1b\\",
    b"\x1b[6n",
    b"\x7f",
    b"\x00",
    *(sign.encode() for sign in ("\x9b", "\u202e", "\u2066", "\u200b")),
]
TEXTS = {
    *("company", "role", "posting", "notes", "name", "title", "phone", "email", "hook", "link"),
    *("address_as", "greeting", "closing", "place", "uid"),
    *("words", "format", "zone", "thread_subject", "message_id", "note", "id", "round", "person"),
}


def _fitting(name: str) -> str:
    """The injection; in the id of a round without what no id can have."""
    return INJECTED.replace("/", "") if name in {"id", "round"} else INJECTED


def poisoned(value: Any) -> Any:
    """The document with the injection at the end of every text that a person might have given."""
    if isinstance(value, list):
        return [poisoned(each) for each in value]
    if isinstance(value, dict):
        return {
            name: each + _fitting(name)
            if name in TEXTS and isinstance(each, str)
            else poisoned(each)
            for name, each in value.items()
            if name != "edited"  # when a field changed, by its name
        }
    return value


def poison(path: Path) -> None:
    """Make an Afterword file by the usual means, then poison every text in it from outside."""
    book = Book(path)
    book.put_mine(SAMPLE_ME)
    cards = [
        msgspec.structs.replace(card, posting="https://example.com/", notes="Notes")
        for card in sample_cards(now())
    ]
    book.put_new(cards)
    book.close()
    tables = json.loads(path.read_bytes())
    for card in tables["cards"].values():
        for step in card["history"]:
            step["note"] = "Note"
    for name in ("me", "cards"):
        tables[name] = poisoned(tables[name])
    path.write_text(json.dumps(tables))


def test_what_is_stored_cannot_drive_the_terminal(path: Path) -> None:
    poison(path)
    with Terminal(path, columns=120, rows=40) as terminal:

        def shown(*texts: str) -> None:
            for text in texts:
                terminal.wait_for(text)
            terminal.settle()

        shown("? Help", "␛]0;PWNED␇")
        wait_for_board(terminal, "␛]0;PWNED␇")
        for stage in "431":
            terminal.press(stage, "enter")
            shown("Not yet (n)", "␛]0;PWNED␇")
            terminal.press("n")
            terminal.wait_gone("Not yet (n)")
        terminal.press("2")
        terminal.settle()
        terminal.press("tab")
        terminal.settle()
        for page in ("When      ", "Added the", "Subject: "):
            terminal.press("right")
            wait_for_board(terminal, page)
            panel = re.sub(r"\s", "", "".join(inside(terminal, " Script ")))
            assert all(sign in panel for sign in SIGNS), terminal.text
            terminal.press(*["pagedown"] * 3)
            terminal.settle()
        terminal.press("tab")  # the words at full height
        shown("Esc back", "␛]0;PWNED␇")
        terminal.press("e")
        shown("Edit ", "␛]0;PWNED␇")
        terminal.press("shift+tab", "shift+tab", "shift+tab")  # to the notes, at the form's end
        shown("Notes␛")
        terminal.press("esc")
        terminal.wait_gone("Another person")
        terminal.press(" ")
        terminal.wait_gone("Esc back")
        terminal.press("M")
        shown("Your details", "␛]0;PWNED␇")
        terminal.press("f2")
        shown("is not a")  # neither the address nor the zone is one, and the refusal quotes it
        terminal.press("esc")
        terminal.wait_gone("Your details")
        terminal.press("D")
        shown("Delete it (y)", "␛]0;PWNED␇")
        terminal.press("y")
        shown("is deleted.")
        terminal.press("u")
        shown("Undone:")
        terminal.press("U")
        shown("Done again:")
        terminal.press("?")
        shown("How following up goes")
        terminal.press("esc")
        terminal.wait_gone("How following up goes")
        terminal.press("2", "g")  # a card whose words name somebody
        terminal.settle()
        terminal.press("c")
        shown("to your terminal's")
        terminal.press("q")
        assert terminal.wait_exit() == 0

        sent = terminal.raw.replace(ASKED, b"", 1)
        assert [bad for bad in FORBIDDEN if bad in sent] == []
        (copied,) = re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", terminal.raw)
        script = base64.b64decode(copied)
        assert b"PWNED" in script
        assert [bad for bad in (b"\x1b", *FORBIDDEN) if bad in script] == []
