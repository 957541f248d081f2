"""OpenSSH's server for the one who runs the tests, on this machine, with keys of its own."""

from __future__ import annotations

import os
import pwd
import re
import select
import shlex
import shutil
import socket
import subprocess
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"

_WHERE_SERVERS_ARE = f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin:/sbin"
_PATIENCE = 60  # seconds for something to happen that happens at once on an idle machine

# An account without a password or a shell, or a system on which only root can hand out terminals.
_REFUSED = r"User .* not allowed because .*|chown.* failed: .*"

# It says which process serves the connection, and at its end, whatever ends it, the pipe is closed.
_TOLD = 'exec 9>"$0" && echo $PPID >&9 && exec "$@"'


def hindrance() -> str:
    """Why no server can be run here and what to do about it; "" where one can."""
    missing = [name for name in ("sshd", "ssh", "ssh-keygen") if not _path_of(name)]
    if missing:
        wanted = "apt-get install openssh-server openssh-client"
        return f"OpenSSH is not installed ({', '.join(missing)} missing): {wanted}"
    try:
        pwd.getpwuid(os.getuid())
    except KeyError:
        return "OpenSSH lets nobody in who has no account: run the tests as a user that has one"
    return ""


class Server:
    """A server that lets in its own user with one throw-away key; a context manager.

    Args:
        folder: Where its keys and settings are put; an empty folder.
        forced: The command that it runs whatever a login asks for, as in the README; else any.
    """

    def __init__(self, folder: Path, forced: Sequence[str] = ()) -> None:
        self._folder = folder
        self._forced = forced
        self._port = _free_port()
        for key in ("host", "client"):
            command = [_path_of("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", folder / key]
            subprocess.run(command, check=True)
        host = (folder / "host.pub").read_text()
        (folder / "known_hosts").write_text(f"[{HOST}]:{self._port} {host}")
        (folder / "sshd_config").write_text(self._settings())

    def __enter__(self) -> Self:
        if os.geteuid() == 0 and Path("/run").is_dir():
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # only a service's start makes it
        self._server = subprocess.Popen(
            [_path_of("sshd"), "-D", "-e", "-f", self._folder / "sshd_config"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self._wait_for("Server listening")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.terminate()
        self._server.communicate(timeout=_PATIENCE)

    def refusal(self) -> str:
        """Why the server lets this user's account in on no terms; "" where it does."""
        tried = subprocess.run(
            self.login(["true"]), check=False, stdin=subprocess.DEVNULL, capture_output=True
        )
        if tried.returncode == 0:
            return ""
        return self._wait_for(_REFUSED)

    def login(self, command: Sequence[str]) -> list[str]:
        """The command that runs another one on the server, on a terminal of its own there."""
        options = {
            "BatchMode": "yes",
            "IdentitiesOnly": "yes",
            "IdentityAgent": "none",
            "LogLevel": "ERROR",
            "StrictHostKeyChecking": "yes",
            "UserKnownHostsFile": str(self._folder / "known_hosts"),
        }
        given = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
        key, port = str(self._folder / "client"), str(self._port)
        there = f"exec {shlex.join(command)}"
        return [_path_of("ssh"), "-tt", "-F", "none", *given, "-i", key, "-p", port, HOST, there]

    def _wait_for(self, wanted: str) -> str:
        """Read what the server says until a line of it matches; gives what did."""
        assert self._server.stderr
        said = ""
        while not (found := re.search(f"(?:{wanted})(?=.*\n)", said)):
            more = _read(self._server.stderr.fileno())
            assert more, f"sshd said nothing like “{wanted}”, but: {said}"
            said += more.decode()
        return found[0]

    def _settings(self) -> str:
        only = ""
        if self._forced:
            force = f"ForceCommand {shlex.join(self._forced)}"
            only = f"{force}\nDisableForwarding yes\nPermitUserRC no\n"
        return f"""\
ListenAddress {HOST}
Port {self._port}
HostKey {self._folder / "host"}
PidFile {self._folder / "sshd.pid"}
AuthorizedKeysFile {self._folder / "client.pub"}
AllowUsers {pwd.getpwuid(os.getuid()).pw_name}
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
StrictModes no
UsePAM no
PrintLastLog no
PrintMotd no
{only}"""


class Told:
    """A command that tells which process of the server runs it, and when it has ended.

    Args:
        pipe: Where a named pipe is made for that.
        command: The command; :attr:`command` is what to run in its place.
    """

    def __init__(self, pipe: Path, command: Sequence[str]) -> None:
        os.mkfifo(pipe)
        self._pipe = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        self.command = ["/bin/sh", "-c", _TOLD, str(pipe), *command]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._pipe)

    @cached_property
    def connection(self) -> int:
        """The process of the server that runs the command, once it does."""
        return int(_read(self._pipe))

    def wait_ended(self) -> None:
        """Wait until the command has ended; fails where it does not in time."""
        while select.select([self._pipe], [], [], _PATIENCE)[0]:
            if not os.read(self._pipe, 4096):
                return
        raise AssertionError("The command goes on.")


def _path_of(program: str) -> str:
    return shutil.which(program, path=_WHERE_SERVERS_ARE) or ""


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        port: int = taken.getsockname()[1]
        return port


def _read(file: int) -> bytes:
    """What can be read next, b"" at the end or where nothing comes in time."""
    return os.read(file, 4096) if select.select([file], [], [], _PATIENCE)[0] else b""
