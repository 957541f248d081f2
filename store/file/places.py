"""Where the one file is."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from store.errors import FileRefusedError
from store.text import shown

ENVIRONMENT = "AFTERWORD_DB"
"""The environment variable that names the file; empty, it counts as unset."""
_NOTHING = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})


def default_file() -> Path:
    """The file in the user's data folder."""
    import platformdirs  # only where no file is named

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


def mode_at(path: Path) -> int:
    """The mode of what is at the path, as ``stat`` has it; 0 where there is nothing.

    ``Path.exists`` and its like would do, but for one thing: since Python 3.14 they say "no" also
    where nobody can tell, and then the person is told of something missing that may be there.

    Raises:
        OSError: It cannot be looked at: a folder on the way is closed, or the name is too long.
    """
    try:
        return path.stat().st_mode
    except OSError as error:
        if error.errno in _NOTHING:
            return 0
        raise
    except ValueError:  # a name that no file can have
        return 0


def short(path: Path) -> str:
    """The path as people write it, with ``~`` for the home folder; safe to draw."""
    try:
        return shown(f"~/{path.absolute().relative_to(Path.home())}")
    except (ValueError, OSError, RuntimeError):  # elsewhere; or there is no such folder or home
        return shown(path)
