"""Importing a module without what it would like to have, but can do without, at least for now."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec

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
        for module in ("hashlib", "hmac"):  # from 3.14 on, neither brings the other along
            import_without(module, "_hashlib")


def import_later(package: str, name: str) -> None:
    """Put off importing a part of a package until somebody uses something of it.

    For what others import at their beginning, and use hardly ever. Where it was imported already,
    or there is no such package, nothing changes.
    """
    whole = f"{package}.{name}"
    if whole in sys.modules or not find_spec(package):
        return
    spec = find_spec(whole)
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    sys.modules[whole] = module = module_from_spec(spec)
    spec.loader.exec_module(module)
    setattr(sys.modules[package], name, module)
