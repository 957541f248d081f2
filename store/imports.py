"""Importing a module without what it would like to have, but can do without."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

_HASHES = ("_md5", "_sha1", "_sha3", "_blake2")


def import_without(module: str, unwanted: str) -> None:
    """Import a module as it is in a Python that was built without another one.

    Some modules of the standard library take up OpenSSL if it is there: slow, and megabytes that
    are of no use here. What was imported already stays, and the other module can be imported as
    ever afterwards.

    Args:
        module: What to import.
        unwanted: What it must be able to do without.
    """
    if unwanted in sys.modules:
        import_module(module)
        return
    sys.modules[unwanted] = None  # type: ignore[assignment]  # importing it fails, as documented
    try:
        import_module(module)
    finally:
        del sys.modules[unwanted]


def import_hashes() -> None:
    """Import :mod:`hashlib`, and :mod:`hmac`, with Python's own hashes instead of OpenSSL's.

    For names and random marks these do as well. A Python may have been built without them: then
    it is OpenSSL after all.
    """
    if all(map(find_spec, _HASHES)):
        import_without("hmac", "_hashlib")
