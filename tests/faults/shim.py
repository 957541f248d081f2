"""The place where faults happen: between the program and the calls it makes to the file system.

Only calls that concern one folder count: by a path in it, or by a descriptor that was opened there.
"""

from __future__ import annotations

import fcntl
import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, Self
from unittest.mock import patch

_CALLS = {
    os: (
        "access",
        "close",
        "fchmod",
        "fchown",
        "fstat",
        "fsync",
        "lstat",
        "mkdir",
        "open",
        "readlink",
        "rename",
        "replace",
        "scandir",
        "stat",
        "unlink",
        "write",
    ),
    fcntl: ("flock",),
    io: ("open",),  # what Path.open and Path.read_bytes go through
}


@dataclass(frozen=True)
class Call:
    """One call: its name, what it was called with, and the path it concerns.

    The name is that of the function; ``file`` for :func:`io.open`, ``read`` for reading from that.
    """

    name: str
    real: Callable[..., Any]
    arguments: tuple[Any, ...]
    named: dict[str, Any]
    path: str

    def run(self) -> Any:
        """Let the system do it."""
        return self.real(*self.arguments, **self.named)

    def run_half(self) -> Any:
        """Of a write, only the first half of the bytes."""
        descriptor, content = self.arguments
        return self.real(descriptor, content[: max(1, len(content) // 2)])


class Fault(Protocol):
    """Decides what becomes of each call.

    ``happened`` says whether it has done any harm, ``lasting`` whether it goes on until lifted.
    """

    happened: bool
    lasting: bool

    def __call__(self, call: Call) -> Any:
        """What the program is given in place of the call's own answer."""


class Shim:
    """While it is entered, each call on the folder goes through the fault.

    Args:
        folder: The folder; whatever does not concern it is let through.
        fault: What is to happen.
    """

    def __init__(self, folder: Path, fault: Fault) -> None:
        self._folder, self.fault = os.path.realpath(folder), fault
        self._lifted = False
        self._stack = ExitStack()
        self.open: dict[int, str] = {}

    def __enter__(self) -> Self:
        for module, names in _CALLS.items():
            for name in names:
                real = getattr(module, name)
                stand_in = self._file(real) if module is io else self._call(name, real)
                self._stack.enter_context(patch.object(module, name, stand_in))
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """No fault happens in this block, and nothing in it counts."""
        before, self._lifted = self._lifted, True
        try:
            yield
        finally:
            self._lifted = before

    def lift(self) -> None:
        """No fault happens from here on."""
        self._lifted = True

    def _call(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def stand_in(*arguments: Any, **named: Any) -> Any:
            path = self._path(arguments[0]) if arguments else None
            if path is None:
                return real(*arguments, **named)
            try:
                answer = self._through(Call(name, real, arguments, named, path))
            finally:
                if name == "close":
                    self.open.pop(arguments[0], None)
            if name == "open":
                self.open[answer] = path
            return answer

        return stand_in

    def _file(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def stand_in(file: Any, *arguments: Any, **named: Any) -> Any:
            path = self._path(file)
            if path is None:
                return real(file, *arguments, **named)
            opened = self._through(Call("file", real, (file, *arguments), named, path))
            return _File(opened, lambda *given: self._through(Call("read", *given, {}, path)))

        return stand_in

    def _path(self, what: Any) -> str | None:
        """The path that a call's first argument means; None where that is no business of ours."""
        if isinstance(what, int):
            return self.open.get(what)
        try:
            path = os.path.abspath(os.fsdecode(what))  # noqa: PTH100 - the others ask the disk
        except (TypeError, ValueError):
            return None
        inside = path == self._folder or path.startswith(f"{self._folder}{os.sep}")
        return path if inside else None

    def _through(self, call: Call) -> Any:
        if self._lifted:
            return call.run()
        with self.lifted():  # what a fault itself does to the folder is no call of the program
            return self.fault(call)


class _File:
    """An open file whose reading is a call of its own."""

    def __init__(self, real: Any, through: Callable[..., Any]) -> None:
        self._real, self._through = real, through

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._real.__exit__(*error)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._real)

    def read(self, *size: int) -> Any:
        return self._through(self._real.read, size)
