"""Where the one file is."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from store.errors import FileRefusedError
from store.text import shown

ENVIRONMENT = "AFTERWORD_DB"
"""The environment variable that names the file; empty, it counts as unset."""


def default_file() -> Path:
    """The file in the user's data folder."""
    return platformdirs.user_data_path("afterword", appauthor=False) / "afterword.json"


def chosen_file(named: str | os.PathLike[str] | None) -> Path:
    """The file named on the command line, else by ``$AFTERWORD_DB``, else the default one.

    Raises:
        FileRefusedError: The name begins with the home folder of somebody unknown.
    """
    chosen = named or os.environ.get(ENVIRONMENT)
    if not chosen:
        return default_file()
    try:
        return Path(chosen).expanduser()
    except RuntimeError:
        raise FileRefusedError(
            f"{shown(chosen)} cannot be used: nobody here has the home folder that it begins with. "
            "Write the whole path, or ./ before the name."
        ) from None


def short(path: Path) -> str:
    """The path as people write it, with ``~`` for the home folder; safe to draw."""
    try:
        return shown(f"~/{path.absolute().relative_to(Path.home())}")
    except (ValueError, OSError, RuntimeError):  # elsewhere; or there is no such folder or home
        return shown(path)
