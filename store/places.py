"""Where the one file is."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

ENVIRONMENT = "AFTERWORD_DB"
"""The environment variable that names the file."""


def default_file() -> Path:
    """The file in the user's data folder."""
    return platformdirs.user_data_path("afterword", appauthor=False) / "afterword.json"


def chosen_file(named: str | os.PathLike[str] | None) -> Path:
    """The file named on the command line, else by ``$AFTERWORD_DB``, else the default one."""
    chosen = named or os.environ.get(ENVIRONMENT)
    return Path(chosen).expanduser() if chosen else default_file()


def short(path: Path) -> str:
    """The path as people write it, with ``~`` for the home folder."""
    try:
        return f"~/{path.absolute().relative_to(Path.home())}"
    except ValueError:
        return str(path)
