"""A server that is thrown away after use: for tests, and for looking into a backup without touching anything."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from .binaries import Binaries, executable_by, locate_binaries
from .cluster import THROW_AWAY, make_cluster, program_environment, write_secret
from .connections import Login, Server, socket_logins
from .errors import NotReachable
from .home import PORT, Cluster, private_folder, server_account, socket_folder
from .launcher import prepare
from .locks import Holder, anybody_holds
from .postmaster import log_tail, wait_until_open
from .roles import new_passwords

SHARED = "DARNA_TEST_SERVER"
_PREFIX = "darna-throwaway-"
_PASSWORDS = "passwords.json"


@contextmanager
def temporary_server(
    binaries: Binaries | None = None, *, shared: bool = False, begin: Path | None = None, leave: Path | None = None
) -> Iterator[Server]:
    """A fresh server without durability, gone with its data at the end, even when this process is killed.

    Shape: shared, the processes started inside the block get the same server from their environment: the
    controller of a parallel test run opens it, its workers attach.
    `leave` names a folder in which data and passwords stay at the end, `begin` one from which a copy is begun.
    The owner may create databases here; tests connect as `app`.
    """
    if shared and os.environ.get(SHARED):
        yield _from_environment(os.environ[SHARED])
        return
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX)).resolve()
    folder.chmod(0o711)
    holder = Holder(folder)
    try:
        with _running(folder, binaries or locate_binaries(), begin, leave) as server, _announced(server, shared=shared):
            yield server
        if leave:
            _copy(folder / "postgres" / "data", leave / "data")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        holder.release()


@contextmanager
def _running(folder: Path, binaries: Binaries, begin: Path | None, leave: Path | None) -> Iterator[Server]:
    account = server_account()
    place = folder / "postgres"
    cluster = Cluster(place, socket_folder(place, folder.name, account), account)
    binaries = executable_by(binaries, account)
    passwords = _copied(begin, cluster) if begin else _made(cluster, binaries, leave)
    if cluster.sockets != place:
        private_folder(cluster.sockets, account)
    child = _postgres(cluster, binaries)
    try:
        _wait_for(child, cluster)
        server = Server(socket_logins(cluster.sockets, passwords), cluster.data, _number(binaries))
        prepare(server, passwords, owner_creates_databases=True)
        yield server
    finally:
        # Only data that stay are written out before the end.
        child.send_signal(signal.SIGINT if leave else signal.SIGQUIT)
        child.wait(60)
        if cluster.sockets != place:
            shutil.rmtree(cluster.sockets, ignore_errors=True)


def _made(cluster: Cluster, binaries: Binaries, leave: Path | None) -> dict[str, str]:
    passwords = new_passwords()
    make_cluster(cluster, binaries, passwords["super"], THROW_AWAY)
    if leave:
        write_secret(leave / _PASSWORDS, json.dumps(passwords).encode())
    return passwords


def _copied(begin: Path, cluster: Cluster) -> dict[str, str]:
    private_folder(cluster.folder, cluster.account)
    _copy(begin / "data", cluster.data)
    passwords: dict[str, str] = json.loads((begin / _PASSWORDS).read_bytes())
    return passwords


def _copy(data: Path, to: Path) -> None:
    # With its owner: started by root, the server's account keeps its data.
    subprocess.run(["cp", "-a", "--reflink=auto", str(data), str(to)], check=True)


def _postgres(cluster: Cluster, binaries: Binaries) -> subprocess.Popen[bytes]:
    command = [
        binaries.program("postgres"),
        *("-D", str(cluster.data)),
        *("-c", f"unix_socket_directories={cluster.sockets}"),
        *("-c", f"port={PORT}"),
        *("-c", "listen_addresses="),
    ]
    with cluster.log.open("wb") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=program_environment(),
            # Ctrl-C in the terminal is for the tests; the server stops after them.
            start_new_session=True,
            preexec_fn=_die_with(os.getpid()),
            **cluster.popen(),
        )


def _die_with(parent: int) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask() -> None:
        prctl(1, signal.SIGQUIT)  # PR_SET_PDEATHSIG; set after the change of account, which clears it
        if os.getppid() != parent:
            os._exit(1)

    return ask


def _wait_for(child: subprocess.Popen[bytes], cluster: Cluster, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not wait_until_open(cluster, seconds):
        if child.poll() is not None or time.monotonic() > deadline:
            raise NotReachable(f"The temporary database did not start.\n{log_tail(cluster)}")
        time.sleep(0.02)


def _number(binaries: Binaries) -> int:
    major, _, minor = binaries.version.partition(".")
    return int(major) * 10000 + int(minor or 0)


@contextmanager
def _announced(server: Server, *, shared: bool) -> Iterator[None]:
    if not shared:
        yield
        return
    content = {
        "data": str(server.data),
        "version": server.version,
        "logins": {role: asdict(login) for role, login in server.logins.items()},
    }
    os.environ[SHARED] = json.dumps(content)
    try:
        yield
    finally:
        os.environ.pop(SHARED, None)


def _from_environment(text: str) -> Server:
    content = json.loads(text)
    logins = {role: Login(**login) for role, login in content["logins"].items()}
    return Server(logins, Path(content["data"]), content["version"])


def sweep() -> None:
    """Remove what killed runs left behind more than a minute ago; a folder whose lock is held is in use."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            found = folder.lstat()
            ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
            # A minute's grace: another process may be between making its folder and locking it.
            if ours and found.st_mtime < time.time() - 60 and not anybody_holds(folder):
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue
