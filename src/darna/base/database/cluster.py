"""Making a database cluster: its data folder, its settings and the only door it has, a Unix socket."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .binaries import Binaries
from .connections import read_passwords
from .errors import NotReachable
from .home import Cluster, private_folder
from .roles import new_passwords

# No statement, no parameter and no DETAIL line is logged: they carry names and numbers of persons.
_CONF: dict[str, str] = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "password_encryption": "'scram-sha-256'",
    "cluster_name": "'darna'",
    "max_connections": "80",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",
    # Workers of one query share /dev/shm, which is tiny in many containers; pages here are short queries.
    "max_parallel_workers_per_gather": "0",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "'none'",
    "log_line_prefix": "'%m [%p] '",
}

# A server that is thrown away owes nobody its data.
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "128MB"}


def program_environment() -> dict[str, str]:
    """The environment for PostgreSQL's programs: nothing of the caller's PG variables, and letters beyond ASCII."""
    kept = {name: os.environ[name] for name in ("PATH", "TZDIR", "TMPDIR") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}


def make_cluster(cluster: Cluster, binaries: Binaries, password: str, more: Mapping[str, str] | None = None) -> None:
    """Make the data folder; a broken attempt leaves nothing that could be taken for data."""
    private_folder(cluster.folder, cluster.account)
    fresh = cluster.folder / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    secret = _password_file(cluster, password)
    try:
        _initdb(cluster, binaries, fresh, secret, durable=not more)
    finally:
        secret.unlink()
    with (fresh / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.write("\ninclude_if_exists = 'darna.conf'\n# Lines below this one win over Darna's.\n")
    write_settings(fresh, more)
    (fresh / "pg_hba.conf").write_text("local all all scram-sha-256\n", "utf-8")
    fresh.rename(cluster.data)


def _initdb(cluster: Cluster, binaries: Binaries, fresh: Path, secret: Path, *, durable: bool) -> None:
    command = [
        binaries.program("initdb"),
        f"--pgdata={fresh}",
        "--username=darna_super",
        f"--pwfile={secret}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--data-checksums",
        "--text-search-config=simple",
        *locale_options(binaries.major),
        *([] if durable else ["--no-sync"]),
    ]
    run_program(command, cluster, "The database could not be made")


def locale_options(major: int) -> list[str]:
    """Letters beyond ASCII are letters, and order is the same on every machine: with plain C, Arabic has no letters."""
    if major >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def _password_file(cluster: Cluster, password: str) -> Path:
    handle, name = tempfile.mkstemp(prefix=".first-password-", dir=cluster.folder)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(password)
    if cluster.account:
        os.chown(name, cluster.account.uid, cluster.account.gid)
    return Path(name)


def write_settings(data: Path, more: Mapping[str, str] | None = None) -> None:
    """Write the server's settings as this version of Darna wants them; an administrator's own lines stay."""
    lines = [f"{name} = {value}\n" for name, value in {**_CONF, **(more or {})}.items()]
    text = "# Written by Darna at each start. Put your own settings at the end of postgresql.conf.\n" + "".join(lines)
    (data / "darna.conf").write_text(text, "utf-8")


def run_program(
    command: list[str], cluster: Cluster, failure: str, *, timeout: float = 900, check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as the server's account, from a folder that every account may enter."""
    more: dict[str, Any] = cluster.popen()
    try:
        done = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env=program_environment(),
            timeout=timeout,
            **more,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise NotReachable(f"{failure}: {fault}") from fault
    if check and done.returncode:
        raise NotReachable(f"{failure}:\n{(done.stderr or done.stdout).strip()}")
    return done


def keep_passwords(file: Path) -> dict[str, str]:
    """The passwords of the embedded server, made once and readable by our account only."""
    known = read_passwords(file)
    missing = {role: secret for role, secret in new_passwords().items() if role not in known}
    if missing:
        known = {**known, **missing}
        write_secret(file, json.dumps(known, indent=1).encode())
    return known


def write_secret(file: Path, content: bytes) -> None:
    """Write a file only our account can read, whole or not at all."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    with os.fdopen(handle, "wb") as scratch:
        scratch.write(content)
        scratch.flush()
        os.fsync(scratch.fileno())
    os.replace(name, file)
