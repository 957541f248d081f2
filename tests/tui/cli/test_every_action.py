"""Whatever a key does on the screen, a command does as well: action by action."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from store.file.book import Book
from store.history import actions as doing
from tests.conftest import NOW
from tests.tui.cli.conftest import Run
from tui.actions import BY_ID
from tui.cli.main import cli

_CURSOR = "It moves the cursor or the focus; in a shell a card is named."
ON_THE_SCREEN_ALONE = {
    **dict.fromkeys(("up", "down", "page-up", "page-down", "left", "right"), _CURSOR),
    **dict.fromkeys(("first", "last", "panel", "previous-due"), _CURSOR),
    "palette": "It finds actions by name; `afterword --help` lists the commands.",
    "log": "It shows what was said in this run; a command says it once, on stdout or stderr.",
    "save": "It tries a failed save again; a command that cannot save changes nothing and says so.",
    "quit": "A command ends by itself.",
}
"""Why each of these has no command."""


class Walked(NamedTuple):
    """One command of the walk: the actions that it stands for, and what it says on stdout."""

    actions: str
    command: str
    said: str
    days: int = 0


ADD = (
    "add --company Globex --role PM --interviewed 'yesterday 14:00' --promised 'by friday' "
    "--person 'Dana Lee <dana@globex.example>' --phone '+1 555 010 0123'"
)
WALK = (
    Walked("help", "--help", "Commands:"),
    Walked("add", ADD, ""),
    Walked("show-all", "list", "Globex · PM"),
    Walked("column-1", "list --stage thank-you", "Globex"),
    Walked("column-2", "list --stage waiting", ""),
    Walked("column-3", "list --stage emailed", ""),
    Walked("column-4", "list --stage called", ""),
    Walked("column-5", "list --stage moved-on", ""),
    Walked("find", "list --find dana", "Globex"),
    Walked("next-due", "today", "Thank Dana Lee today"),
    Walked("words", "show globex", "With Dana Lee, dana@globex.example"),
    Walked("me", "set name 'Sam Rivera'", "name = Sam Rivera"),
    Walked("debrief", "debrief globex --hook 'the new warehouse'", "Noted how it went at Globex."),
    Walked("copy", "script globex", "the new warehouse"),
    Walked("copy-part", "script globex --part subject", "Thank you"),
    Walked("plain", "script globex --part all", "To: Dana Lee <dana@globex.example>"),
    Walked("qr", "script globex --part link", "mailto:dana@globex.example?subject="),
    Walked("mail mail-file", "script globex --eml", "To: Dana Lee <dana@globex.example>"),
    Walked("next-script previous-script", "script globex --kinds", "thank-you"),
    Walked("edit-words", "reword globex WORDS", "is in your own words now"),
    Walked("copy", "script globex", "Short and sweet."),
    Walked("reset-words", "reword globex --reset --yes", "has the template's words again"),
    Walked(
        "edit",
        "edit globex --notes 'by train' --where 'Room 4'",
        "Globex is saved: notes, where it is.",
    ),
    Walked("note", "note dana met at the door", "Noted on Globex: met at the door"),
    Walked(
        "advance", "advance globex --yes --by email", "Thanked Dana Lee. Globex is now in Waiting."
    ),
    Walked("undo", "undo", "Undone: Thanked Dana Lee (Globex), which is in Thank-you"),
    Walked("redo", "redo", "Done again: Thanked Dana Lee (Globex), which is in Waiting"),
    Walked("back", "back globex --yes", "Globex is back in Thank-you."),
    Walked("advance", "advance globex --yes", "Thanked Dana Lee."),
    Walked("snooze", "snooze globex next monday", "Globex is snoozed to Mon 30 Nov."),
    Walked("snooze", "snooze globex --off", "Globex is no longer snoozed."),
    Walked("answered", "answer globex new-date --promised 'by monday'", "They named a new date"),
    Walked("skip", "skip globex --reason 'thanked them already'", "Skipped the reply", 1),
    Walked("advance", "advance globex --yes", "Emailed Dana Lee", 10),
    Walked("call", "script globex --kind voicemail --part number", "+1 555 010 0123", 18),
    Walked("call", "advance globex --yes --result left-a-message", "Called Dana Lee", 18),
    Walked("answered", "answer globex next-round --interviewed 'dec 16 10:00'", "next round", 19),
    Walked("advance", "advance globex --yes", "Replied to Dana Lee", 19),
    Walked("answered", "answer globex rejected", "They said no", 23),
    Walked("advance", "advance globex --yes", "Globex is in the archive now.", 23),
    Walked("statistics", "stats", "Two interviews", 23),
    Walked("write-again", "write-again globex in 2 months", "Write again from", 23),
    Walked("archive", "list --find is:closed", "rejected", 24),
    Walked("archive", "reopen globex --yes", "Globex is back on the board.", 24),
    Walked("delete", "delete globex --yes", "Globex is deleted.", 24),
    Walked("undo", "undo", "Undone: Deleted the card (Globex)", 24),
    Walked("merge-copy", "merge COPY", "Nothing new was in it.", 24),
    Walked("settle", "settle globex", "Settled. Globex stays as it is", 25),
)


def test_every_action_has_a_command_or_a_reason_why_it_has_none() -> None:
    walked = {action for each in WALK for action in each.actions.split()}
    assert walked | set(ON_THE_SCREEN_ALONE) == set(BY_ID)
    assert not walked & set(ON_THE_SCREEN_ALONE)


def test_a_card_is_walked_through_all_of_it_from_a_shell_alone(
    run: Run, path: Path, tmp_path: Path
) -> None:
    words, copy = tmp_path / "words.txt", tmp_path / "copy.json"
    words.write_text("Subject: Thank you\n\nShort and sweet.\n", encoding="utf-8")
    for each in WALK:
        if each.actions == "settle":
            _disagree(path)
            assert "role: also “Producer”" in run("show", "globex").out
            assert json.loads(run("show", "globex", "--json").out)["disputed"]
        copy.write_bytes(path.read_bytes() if path.exists() else b"")
        typed = shlex.split(each.command.replace("WORDS", str(words)).replace("COPY", str(copy)))
        done = run(*typed, now=NOW.add(days=each.days))
        assert done.status == 0, (each.command, done.err)
        assert each.said in done.out, (each.command, done)
    told = json.loads(run("show", "globex", "--json", now=NOW.add(days=25)).out)
    assert told["rounds"][0]["people"][0]["hook"] == "the new warehouse"
    assert [step["what"] for step in told["history"]][:3] == ["added", "debriefed", "edited"]


def _disagree(path: Path) -> None:
    """Two copies of the file that lived apart come together, with another role in each."""
    from msgspec.structs import replace

    book, later = Book(path), NOW.add(days=24, hours=2)
    (card,) = book.cards
    one = doing.edit(card, replace(card, role="Producer"), later)
    book.put(doing.edit(card, replace(card, role="Planner"), later.add(minutes=1)), card)
    book.put(one, card)


@pytest.mark.parametrize("name", cli.list_commands(click.Context(cli)))
def test_every_command_explains_itself(run: Run, name: str) -> None:
    helped = run(name, "--help")
    assert (helped.status, helped.err) == (0, "")
    assert f" {name} " in helped.out.splitlines()[0]
    assert "Exit status:" in helped.out
