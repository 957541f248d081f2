"""What is imported without OpenSSL, which takes megabytes and serves nothing here."""

from __future__ import annotations

import subprocess
import sys

import pytest


def _printed(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("module", "unwanted"), [("asyncio", "ssl"), ("hmac", "_hashlib"), ("hashlib", "_hashlib")]
)
def test_a_module_comes_without_what_it_can_spare(module: str, unwanted: str) -> None:
    program = f"""
import sys
from store.imports import import_without
import_without({module!r}, {unwanted!r})
import_without({module!r}, {unwanted!r})
print({module!r} in sys.modules, {unwanted!r} in sys.modules)
import {unwanted}
print({unwanted}.__name__)
"""
    assert _printed(program).splitlines() == ["True False", unwanted]


def test_what_was_imported_already_stays() -> None:
    program = """
import ssl, sys
from store.imports import import_without
import_without("asyncio", "ssl")
print(sys.modules["ssl"] is ssl, sys.modules["asyncio.sslproto"].ssl is ssl)
"""
    assert _printed(program) == "True True"


def test_the_hashes_are_the_same() -> None:
    program = """
import sys
from store.imports import import_hashes
import_hashes()
import hashlib
lean = hashlib.sha256(b"afterword").hexdigest()
import _hashlib
print("_ssl" in sys.modules, lean == _hashlib.openssl_sha256(b"afterword").hexdigest())
"""
    assert _printed(program) == "False True"


def test_saving_and_locking_take_no_openssl() -> None:
    program = """
import sys, tempfile
from pathlib import Path
from store.file.book import Book
from store.sample import SAMPLE_ME
with tempfile.TemporaryDirectory() as folder:
    book = Book(Path(folder) / "cards.json")
    book.put_mine(SAMPLE_ME)
    book.save()
    book.close()
    print(sorted(path.name for path in Path(folder).iterdir() if path.suffix == ".json"))
print(sorted({"_hashlib", "_ssl"} & set(sys.modules)))
"""
    assert _printed(program).splitlines() == ["['cards.json']", "[]"]


def test_a_code_for_the_phone_takes_no_openssl() -> None:
    program = """
import sys
from store.imports import import_hashes
from store.words.deliver.qr import qr_lines
import_hashes()
print(len(qr_lines("tel:+15550100123", 60, 30)) > 10)
print(sorted({"_hashlib", "_ssl", "ssl"} & set(sys.modules)))
import ssl
print(ssl.__name__)
"""
    assert _printed(program).splitlines() == ["True", "[]", "ssl"]


def test_what_is_put_off_comes_when_it_is_used() -> None:
    program = """
import sys
from store.imports import import_later
import_later("dateutil", "parser")
import_later("dateutil", "parser")
import pendulum
print("dateutil.parser._parser" in sys.modules)
print(pendulum.parse("31 May 2024 10:00", strict=False).isoformat())
from dateutil.parser import isoparse
print(isoparse("2024-05-31").isoformat())
"""
    lines = _printed(program).splitlines()
    assert lines == ["False", "2024-05-31T10:00:00+00:00", "2024-05-31T00:00:00"]


def test_what_is_there_or_nowhere_is_not_put_off() -> None:
    program = """
import sys
import dateutil.parser as there
from store.imports import import_later
import_later("dateutil", "parser")
import_later("dateutil", "nowhere")
import_later("nowhere", "parser")
print(sys.modules["dateutil.parser"] is there, any("nowhere" in name for name in sys.modules))
"""
    assert _printed(program) == "True False"
