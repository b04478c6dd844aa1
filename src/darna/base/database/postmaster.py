"""One server process: started as a daemon, recognised when it runs, recovered when it was killed.

Whether it runs is asked by connecting; a process id is believed only when the process truly works in our data folder.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from psycopg.pq import PGconn, Ping

from .binaries import Binaries
from .cluster import run_program, write_settings
from .errors import NotReachable
from .home import PORT, Cluster, private_folder

# After a crash the server replays its journal before it answers; a large one takes minutes.
RECOVERY_SECONDS = 900
_NO_PROCESS = 2**31 - 1  # above every limit of process ids


def wait_until_open(cluster: Cluster, seconds: float = RECOVERY_SECONDS) -> bool:
    """Whether a server accepts connections; one that is starting or recovering is waited for."""
    where = f"host='{_quoted(cluster.sockets)}' port={PORT} dbname=postgres connect_timeout=10".encode()
    deadline = time.monotonic() + seconds
    while (answer := PGconn.ping(where)) == Ping.REJECT and time.monotonic() < deadline:
        time.sleep(0.05)
    return answer == Ping.OK


def _quoted(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace("'", "\\'")


def cold_start(cluster: Cluster, binaries: Binaries) -> None:
    """Start the server as a daemon and wait, through a recovery if need be, until it accepts connections.

    Raises: NotReachable, with the end of the server's log.
    """
    if cluster.sockets != cluster.folder:
        private_folder(cluster.sockets, cluster.account)
    _turn_log(cluster.log)
    write_settings(cluster.data)
    deadline = time.monotonic() + RECOVERY_SECONDS
    while True:
        forget_dead(cluster)
        end_orphans(cluster)
        done = run_program(_start_command(cluster, binaries), cluster, "The database did not start", check=False)
        if done.returncode == 0 or wait_until_open(cluster):
            return
        # The last workers of a killed server may still hold its memory for a moment.
        passing = alive(cluster) or "shared memory block" in log_tail(cluster)
        if not passing or time.monotonic() > deadline:
            raise NotReachable(f"The database did not start.\n{log_tail(cluster) or done.stderr}")
        time.sleep(0.2)


def _start_command(cluster: Cluster, binaries: Binaries) -> list[str]:
    options = f"-c unix_socket_directories='{_plain(cluster.sockets)}' -c port={PORT} -c listen_addresses=''"
    return [
        binaries.program("pg_ctl"),
        "start",
        "--wait",
        f"--timeout={RECOVERY_SECONDS}",
        f"--pgdata={cluster.data}",
        f"--log={cluster.log}",
        f"--options={options}",
    ]


def _plain(path: Path) -> str:
    # pg_ctl passes its options through a shell, the server splits the value at commas.
    if set(str(path)) & set("'\"\\,$`"):
        raise NotReachable(f"The folder {path} has a character PostgreSQL cannot take. Name another one in DARNA_HOME.")
    return str(path)


def shut_down(cluster: Cluster, seconds: float = 300) -> bool:
    """Ask the server to end: open transactions are undone, what was acknowledged is on disk. False: it did not run.

    Raises: NotReachable when it does not end in time.
    """
    pid = _named_pid(cluster.data / "postmaster.pid")
    if pid is None or not alive(cluster):
        return False
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + seconds
    while alive(cluster):
        if time.monotonic() > deadline:
            raise NotReachable(f"The database (process {pid}) does not stop.\n{log_tail(cluster)}")
        time.sleep(0.02)
    return True


def alive(cluster: Cluster) -> bool:
    """Whether the process named in the data folder truly works there, and does not just bear an old number."""
    pid = _named_pid(cluster.data / "postmaster.pid")
    if pid is None or pid == _NO_PROCESS:
        return False
    if not Path("/proc/self").exists():
        return _signalled(pid)
    try:
        # A server works in its data folder; a zombie works nowhere.
        return Path(os.readlink(f"/proc/{pid}/cwd")) == cluster.data.resolve()
    except OSError:
        return False


def _signalled(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _named_pid(file: Path) -> int | None:
    try:
        return int(file.read_text("utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def forget_dead(cluster: Cluster) -> None:
    """Keep a reused process id from blocking the start.

    Only the id in the lock file is replaced: the file also names the shared memory by which PostgreSQL finds out
    whether workers of the dead server still write to the data.
    """
    if alive(cluster):
        return
    for left in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        (cluster.sockets / left).unlink(missing_ok=True)
    file = cluster.data / "postmaster.pid"
    if _named_pid(file) is not None:
        rest = file.read_text("utf-8").split("\n")[1:]
        file.write_text("\n".join([str(_NO_PROCESS), *rest]), "utf-8")


def end_orphans(cluster: Cluster) -> None:
    """Ask the workers that a killed server left behind to end; a long question would keep the next start waiting."""
    if alive(cluster):
        return
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            here = os.readlink(process / "cwd") == str(cluster.data.resolve())
            if here and Path(os.readlink(process / "exe")).name.startswith("postgres"):
                os.kill(int(process.name), signal.SIGTERM)


def log_tail(cluster: Cluster, lines: int = 15) -> str:
    """The end of the server's log, for the person who has to find out why."""
    try:
        return "\n".join(cluster.log.read_text("utf-8", "replace").splitlines()[-lines:])
    except OSError:
        return ""


def _turn_log(log: Path, limit: int = 10_000_000) -> None:
    if log.exists() and log.stat().st_size > limit:
        log.replace(log.with_name(f"{log.name}.old"))
