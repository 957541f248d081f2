"""The person's own editor on the terminal, and what is there when it has ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

F4 = "\x1bOS"
CARELESS = """\
#!/bin/sh
trap '' INT
printf 'Subject: Mine\\n\\nMy own words.' >"$2"
printf '\\033[31;44m\\033[?25h\\033[5;5H'
kill -INT 0
"""
"""It changes the text, leaves its colours and the cursor anywhere, and Ctrl+C comes in it."""
FAILING = "#!/bin/sh\necho lost >$2\nexit 3\n"


def editor(folder: Path, script: str) -> str:
    program = folder / "my editor"
    program.write_text(script, encoding="utf-8")
    program.chmod(0o700)
    return f"'{program}' -n"


@pytest.mark.usefixtures("globex")
def test_its_words_come_back_and_everything_is_drawn_as_before(path: Path) -> None:
    variables = {"VISUAL": "not-there-at-all", "EDITOR": editor(path.parent, CARELESS)}
    with Terminal(path, variables=variables) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("E")
        terminal.wait_for("Hello Dana,")
        terminal.press(F4)
        terminal.wait_for("“not-there-at-all” is not there")
        terminal.wait_for(lambda: terminal.at_cursor.startswith("Subject: Mine"))
        assert "My own words." in terminal.text
        assert "Hello Dana," not in terminal.text
        back = terminal.raw.rpartition(b"\x1b[31;44m")[2]
        assert back.index(b"\x1b[0m") < back.index(b"\x1b[?1049h")
        terminal.press("f2")
        terminal.wait_for("These words are kept with the card.")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.is_as_before()
    assert "My own words." in path.read_text(encoding="utf-8")


@pytest.mark.usefixtures("globex")
def test_one_that_fails_loses_nothing(path: Path) -> None:
    with Terminal(path, variables={"VISUAL": editor(path.parent, FAILING)}) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("E")
        terminal.wait_for("Hello Dana,")
        terminal.press(F4)
        terminal.wait_for("did not work: it ended with status 3. The text is as it was.")
        assert "Hello Dana," in terminal.text
