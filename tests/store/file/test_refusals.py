from __future__ import annotations

import os
from pathlib import Path

import orjson
import pytest

from store.errors import FileRefusedError
from store.file.book import Book
from store.sample import sample_cards
from tests.conftest import NOW

REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t", "is empty"),
    "zeros": (b"\0" * 4096, "is empty"),
    "cut": (b'{"meta": {"1": {"format": 1, "id": "x"}}, "cards": {"1": {"comp', "cut short"),
    "text": (b"Dear diary", "is not JSON"),
    "latin1": (b'{"meta": {"1": {"format": 1, "id": "\xe9"}}}', "is not UTF-8"),
    "nan": (b'{"meta": {"1": {"format": NaN, "id": "x"}}}', "is not JSON"),
    "huge number": (b'{"meta": {"1": {"format": 1e400, "id": "x"}}}', "is not JSON"),
    "deep": (b"[" * 100_000 + b"]" * 100_000, "is not JSON"),
    "a list": (b"[1, 2]", "not an Afterword file"),
    "a number": (b"7", "not an Afterword file"),
    "no tables": (b"{}", "not an Afterword file"),
    "foreign": (b'{"_default": {"1": {"title": "shopping"}}}', "not an Afterword file"),
    "no id": (b'{"meta": {"1": {"format": 1}}}', "not an Afterword file"),
    "odd format": (b'{"meta": {"1": {"format": "1", "id": "x"}}}', "not an Afterword file"),
    "meta is no table": (b'{"meta": 3}', "not an Afterword file"),
    "keys are words": (b'{"meta": {"one": {"format": 1, "id": "x"}}}', "not an Afterword file"),
    "newer, with cards of another kind": (
        b'{"meta": {"1": {"format": 99, "id": "x"}}, "cards": {"1": {"title": "?"}}}',
        "newer Afterword",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_whole_and_ours_is_refused_in_one_line_and_left_alone(
    path: Path, name: str
):
    content, reason = REFUSED[name]
    path.write_bytes(content)
    with pytest.raises(FileRefusedError, match=reason) as refused:
        Book(path)
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == content
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_folder_and_a_pipe_are_refused(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, Path("/dev/null")):
        with pytest.raises(FileRefusedError, match="not a plain file"):
            Book(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_a_file_that_may_not_be_read_is_refused(path: Path):
    path.write_bytes(b"{}")
    path.chmod(0)
    with pytest.raises(FileRefusedError, match="no permission"):
        Book(path)


def test_every_cut_of_a_whole_file_is_refused(path: Path):
    Book(path).put_new(sample_cards(NOW))
    whole = path.read_bytes()
    for length in range(0, len(whole) - 1, len(whole) // 60):
        path.write_bytes(whole[:length])
        with pytest.raises(FileRefusedError):
            Book(path)


def test_a_byte_order_mark_is_no_reason_to_refuse(path: Path):
    Book(path).put_new(sample_cards(NOW))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(Book(path).cards) == 20


def test_harmful_characters_in_a_file_are_made_visible(path: Path):
    book = Book(path)
    book.put_new(sample_cards(NOW)[:1])
    tables = orjson.loads(path.read_bytes())
    tables["cards"]["1"]["company"] = "Acme\x1b]0;x\x07\u202e\x9b\r\n\tB\b"
    tables["cards"]["1"]["notes"] = "one\ntwo\x07"
    path.write_bytes(orjson.dumps(tables))
    (card,) = Book(path).cards
    assert card.company == "Acme␛]0;x␇⟨202E⟩⟨009B⟩ B␈"
    assert card.notes == "one\ntwo␇"


@pytest.mark.parametrize("harm", ["\b", "\f", "\r", "\n", "\t"])
def test_controls_with_a_short_escape_are_found_as_well(path: Path, harm: str):
    Book(path).put_new(sample_cards(NOW)[:1])
    tables = orjson.loads(path.read_bytes())
    tables["cards"]["1"]["company"] = f"A{harm}B"
    path.write_bytes(orjson.dumps(tables))
    (card,) = Book(path).cards
    assert harm not in card.company
