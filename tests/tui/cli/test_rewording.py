"""One's own words from a shell, and what of a script is wanted by itself."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.file.book import Book
from store.sample import SAMPLE_ME, sample_cards
from tests.conftest import NOW
from tests.tui.cli.conftest import Run

CARD = "quillon"  # owes an email


@pytest.fixture(autouse=True)
def board(path: Path) -> None:
    book = Book(path)
    book.put_mine(SAMPLE_ME)
    book.put_new(sample_cards(NOW))


def test_words_go_out_to_be_edited_and_come_back(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    out = run("reword", CARD)
    assert out.err == ""
    assert "{interview date}" in out.out  # the day stays right when it moves
    letter.write_text(out.out, encoding="utf-8")
    same = run("reword", CARD, str(letter))
    assert (same.status, same.out) == (0, "")
    assert "nothing was changed" in same.err
    letter.write_text(out.out + "\nAnd greetings from Oslo.\n", encoding="utf-8")
    assert run("reword", CARD, str(letter)).status == 0
    told = run("script", CARD)
    assert "greetings from Oslo" in told.out
    assert "{interview date}" not in told.out
    assert run("reword", CARD, "--reset", "--yes").status == 0
    assert "Oslo" not in run("script", CARD).out


def test_words_come_from_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    words = io.BytesIO(b"\xef\xbb\xbfSubject: Hello again\r\n\r\nHow are things?\r\n")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=words, isatty=lambda: False))
    assert run("reword", CARD, "-").status == 0
    assert run("script", CARD).out == "Subject: Hello again\n\nHow are things?\n"


def test_the_template_for_all_cards_is_changed_and_comes_back(run: Run, tmp_path: Path) -> None:
    template = tmp_path / "template.txt"
    before = run("reword", CARD, "--all", "--kind", "cancel").out
    assert before.startswith("Title: ")
    template.write_text(before.rstrip("\n") + "\n\nP.S. You have my number.\n", encoding="utf-8")
    kept = run("reword", CARD, "--all", "--kind", "cancel", str(template))
    assert kept.out.endswith("is changed for all cards.\n")
    for card in (CARD, "harbor"):
        assert "P.S. You have my number." in run("script", card, "--kind", "cancel").out
    asked = run("reword", CARD, "--all", "--kind", "cancel", "--reset")
    assert (asked.status, asked.out) == (2, "")
    assert "Add --yes" in asked.err
    assert run("reword", CARD, "--all", "--kind", "cancel", "--reset", "--yes").status == 0
    assert run("reword", CARD, "--all", "--kind", "cancel").out == before


@pytest.mark.parametrize(
    ("arguments", "content", "said"),
    [
        (("FILE",), b" \n", "There are no words in it"),
        (("FILE",), b"\xff\xfe\x00", "no text in UTF-8"),
        (("FILE",), b"a" * 300_000, "longer than any letter"),
        (("FILE", "--reset"), b"a", "not both"),
        (("FILE", "--kind", "poem"), b"a", 'There is no script "poem"'),
        (("FILE", "--all"), b"no headers", "header line"),
        (("FILE", "--all"), b"Title: a\nMedium: email\nPurpose: b\nSubject: c\n\n[x]", "[x]"),
        (("/nowhere/at/all",), b"", "/nowhere/at/all cannot be used"),
        (("--reset", "--yes"), b"", "has no words of your own for this"),
        (("--reset", "--all", "--yes"), b"", "the template that Afterword came with"),
    ],
)
def test_words_that_cannot_be_kept_are_one_line_and_change_nothing(
    run: Run, path: Path, *, arguments: tuple[str, ...], content: bytes, said: str
) -> None:
    given = path.parent / "words.txt"
    given.write_bytes(content)
    before = path.read_bytes()
    refused = run("reword", CARD, *(str(given) if each == "FILE" else each for each in arguments))
    assert (refused.status, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert said in refused.err
    assert path.read_bytes() == before


def test_a_part_is_printed_alone(run: Run) -> None:
    whole = run("script", CARD).out
    subject, body = (
        run("script", CARD, "--part", "subject").out,
        run("script", CARD, "--part", "body").out,
    )
    assert whole == f"Subject: {subject}\n{body}"
    everything = run("script", CARD, "--part", "all").out
    assert everything.endswith(whole)
    assert everything.startswith("To: ")
    address = run("script", CARD, "--part", "address").out.strip()
    assert f"<{address}>" in everything.splitlines()[0]
    assert run("script", CARD, "--part", "link").out.startswith(f"mailto:{address}?subject=")
    dialled = run("script", "globex energy", "--kind", "voicemail", "--part", "link")
    assert dialled.out.startswith("tel:")
    refused = run("script", "globex energy", "--kind", "voicemail", "--part", "subject")
    assert (refused.status, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert "has no subject" in refused.err


def test_the_kinds_that_fit_are_named_the_best_first(run: Run) -> None:
    lines = run("script", CARD, "--kinds").lines
    kinds = [line.split()[0] for line in lines]
    assert run("script", CARD, "--kind", kinds[0]).out == run("script", CARD).out
    assert "withdraw" in kinds
    assert all(len(line.split()) > 1 for line in lines)
