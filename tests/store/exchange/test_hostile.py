"""Files that are not what they should be are refused at once, in one line."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from store.errors import FileRefusedError
from store.exchange import json_file, source
from store.exchange.source import Form, form_of, read_source
from store.exchange.tables.headings import columns_of
from store.exchange.tables.reader import MOST_ROWS, read_table

HEAD = b"Company,Interview date,Notes\n"
CSV: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "blanks": (b"\xef\xbb\xbf \r\n\t\n", "is empty"),
    "latin1": (HEAD + "M\u00fcller,2026-11-13,\n".encode("latin-1"), "byte 30 is 0xFC"),
    "utf-16 without a mark": (HEAD.decode().encode("utf-16-le"), "is NUL"),
    "cut utf-16": (HEAD.decode().encode("utf-16")[:-1], "is not UTF-16 text"),
    "utf-32": (HEAD.decode().encode("utf-32"), "is NUL"),
    "a NUL": (HEAD + b"A\0,2026-11-13,\n", "character 30 is NUL"),
    "xlsx": (b"PK\x03\x04" + b"\0" * 40, "spreadsheet's own format"),
    "an open quote": (HEAD + b'A,2026-11-13,ok\nB,2026-11-13,"bad\nC,x,y\n', r"line 3: a quote"),
    "a long cell": (HEAD + b'A,2026-11-13,"' + b"x\n" * 70_000, r"line 2: a cell has more than"),
    "text behind a quote": (HEAD + b'A,2026-11-13,"x"y\n', "line 2: behind a closing quote"),
    "columns without end": (b"a," * 5_000 + b"\n", "5,001 columns"),
    "cells without end": (HEAD + b"A" + b"," * 30_000_000, "line 2: there are more than 200,000"),
    "rows without end": (HEAD + b"A,2026-11-13,\n" * (MOST_ROWS + 1), "more than 50,000 rows"),
    "prose": (b"Dear diary, today I\nwent out\n", "looks like the company"),
    "a web page": (b"<!DOCTYPE html><html><body>\n", "is a web page, not a table"),
}
JSON: dict[str, tuple[bytes, str]] = {
    "deep": (b'{"meta":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "not JSON that can be read"),
    "deep objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "not JSON that can be read"),
    "cut": (b'{"meta": {"1": {"format": 2, "id": "x"}}, "cards": {"1": {"comp', "cut short"),
    "foreign": (b'{"jobs": [{"company": "A"}]}', "is JSON, but not Afterword's"),
    "a list": (b'[{"company": "A"}]', "is JSON, but not Afterword's"),
    "newer": (b'{"meta": {"1": {"format": 99, "id": "x"}}, "cards": {}}', "newer Afterword"),
    "newer and other": (b'{"meta": {"1": {"format": 9, "id": "x"}}, "cards": []}', "newer After"),
    "a lone surrogate": (
        b'{"meta": {"1": {"format": 2, "id": "x"}}, "me": {"1": {"name": "\\ud800"}}}',
        "not JSON that can be read",
    ),
}


def taken_in(path: Path) -> None:
    text = read_source(path)
    if form_of(path, text) is Form.JSON:
        json_file.read_state(text, path)
    else:
        columns_of(read_table(text, path), path)


def refusal(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    start = time.process_time()
    with pytest.raises(FileRefusedError) as refused:
        taken_in(path)
    assert time.process_time() - start < 2
    said = str(refused.value)
    assert "\n" not in said
    assert len(said) < 500
    return said


@pytest.mark.parametrize("name", CSV)
def test_a_table_that_is_none(tmp_path: Path, name: str):
    content, said = CSV[name]
    assert said in refusal(tmp_path / "in.csv", content)


@pytest.mark.parametrize("name", JSON)
def test_json_that_is_not_ours_or_not_whole(tmp_path: Path, name: str):
    content, said = JSON[name]
    assert said in refusal(tmp_path / "in.json", content)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "a calendar invitation"),
        ("a.ics", b"Company,Interview date\n", "a calendar invitation"),
        ("a.txt", b"From: D <d@x.org>\nTo: Me\nSubject: Hi\n\nThanks\n", "an email"),
        ("a.csv", b"From d@x.org Tue Nov 24 10:00:00 2026\nFrom: d@x.org\n", "an email"),
        ("a.eml", b"Subject only\n", "an email"),
        ("a.csv", b"| Company | Date |\n|---|---|\n| A | x |\n", "a Markdown page"),
        ("jobs.md", b"# Jobs\n", "a Markdown page"),
        ("a.csv", b"%PDF-1.7\n\0", "a PDF"),
        ("a.csv", b"PK\x03\x04..xl/workbook.xml", "a spreadsheet's own format"),
        ("a.csv", b"PK\x03\x04..word/document.xml", "a text document"),
        ("a.xls", b"\xd0\xcf\x11\xe0\0\0", "a spreadsheet's own format"),
        ("a.csv", b"<html><table></table></html>", "a web page"),
        ("a.csv", b"\x89PNG\r\n", "a picture"),
    ],
)
def test_a_file_that_is_no_table_is_called_by_its_name(
    tmp_path: Path, name: str, content: bytes, said: str
):
    said_of_it = refusal(tmp_path / name, content)
    assert f"{name} is {said}" in said_of_it
    assert "Nothing was imported." in said_of_it


def test_a_name_alone_says_nothing_where_the_form_is_told(tmp_path: Path):
    (tmp_path / "a.md").write_bytes(HEAD)
    assert read_source(tmp_path / "a.md", is_told=True) == HEAD.decode()
    with pytest.raises(FileRefusedError, match="Markdown"):
        read_source(tmp_path / "a.md")


def test_a_pipe_a_device_a_folder_and_nothing_are_not_read(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    for path, said in (
        (tmp_path / "pipe", "a device or a pipe"),
        (Path("/dev/zero"), "a device or a pipe"),
        (tmp_path, "a folder"),
        (tmp_path / "no\x1bne", "no␛ne is not there"),
        (tmp_path / ("x" * 300), "its name is too long"),
    ):
        with pytest.raises(FileRefusedError, match=said):
            read_source(path)


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(source.LARGEST + 1)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(FileRefusedError, match="larger than 100 MB"):
        read_source(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_separators_and_line_ends(
    tmp_path: Path, encoding: str, separator: str, end: str
):
    path = tmp_path / "in.csv"
    lines = (("Company", "Interview date"), ("Søn", "2026-11-13"))
    path.write_bytes("".join(f"{separator.join(line)}{end}" for line in lines).encode(encoding))
    table = read_table(read_source(path), path)
    assert (table.headings, table.separator) == (lines[0], separator)
    assert [(row.line, row.cells) for row in table.rows] == [(2, lines[1])]


def test_the_line_of_a_row_counts_those_within_cells(tmp_path: Path):
    table = read_table('\nsep=;\n\n"a;b";c\n"1\n2";3\n\n4;5\n', tmp_path)
    assert table.headings == ("a;b", "c")
    assert [row.line for row in table.rows] == [5, 8]


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.json", "x", Form.JSON),
        ("a.CSV", "{", Form.CSV),
        ("a.tsv", "x", Form.CSV),
        ("a", ' \n{"meta"', Form.JSON),
        ("a.txt", "Company", Form.CSV),
    ],
)
def test_what_a_file_is(name: str, text: str, form: Form):
    assert form_of(Path(name), text) is form
