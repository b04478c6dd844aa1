"""Encrypted copies of the database, and putting one back without risking the data in use.

A copy is two files: the main one without the persons' keys, and the keys alone, which are kept shorter and elsewhere.
Without the keys the encrypted fields of the main copy stay closed for ever; that is how an erasure reaches old copies.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psycopg

from . import stream
from .binaries import locate_clients
from .cluster import program_environment
from .connections import DATABASE, Server
from .errors import DatabaseTrouble, RestoreFailed
from .health import require
from .launcher import create_database
from .roles import identifier
from .stream import Secret

KEY_TABLES = ("public.keys_personkey", "public.keys_packagekey")
MAIN, KEYS = "main", "keys"

AfterRestore = Callable[[psycopg.Connection[Any]], None]


@dataclass(frozen=True)
class Copy:
    """What a backup wrote; `keys` is none when the database has no table of keys yet."""

    main: Path
    keys: Path | None
    clear_bytes: int


@dataclass(frozen=True)
class Restored:
    """What a restore did: the database now in use, and the name under which the former one is kept."""

    database: str
    former: str


def keys_file(main: Path) -> Path:
    """Where the keys' copy lies unless said otherwise: beside the main one, to be carried elsewhere."""
    return main.with_name(f"{main.stem}.keys{main.suffix}")


def backup(
    server: Server,
    out: Path,
    secret: Secret,
    *,
    keys_out: Path | None = None,
    keys_secret: Secret | None = None,
    database: str = DATABASE,
    key_tables: Sequence[str] = KEY_TABLES,
) -> Copy:
    """Write both files of an encrypted copy, of one and the same instant; people may go on working.

    Raises: NoBinaries, DatabaseTrouble; an unfinished file is removed.
    """
    if out.exists():
        raise DatabaseTrouble(f"{out} exists already. Choose another name: a copy is never written over.")
    program = locate_clients(server.version // 10000, newer=True).program("pg_dump")
    with _instant(server, database) as (conn, snapshot):
        known = [table for table in key_tables if conn.execute("SELECT to_regclass(%s)", [table]).fetchone() != (None,)]
        login = server.login("backup", database).environment()
        common = [program, "--format=custom", "--no-password", f"--snapshot={snapshot}"]
        left_out = [f"--exclude-table-data={table}" for table in known]
        total = _write([*common, *left_out], login, out, secret, MAIN)
        if not known:
            return Copy(out, None, total)
        only = ["--data-only", *(f"--table={table}" for table in known)]
        keys = keys_out or keys_file(out)
        total += _write([*common, *only], login, keys, keys_secret or secret, KEYS)
        return Copy(out, keys, total)


@contextmanager
def _instant(server: Server, database: str) -> Iterator[tuple[psycopg.Connection[Any], str]]:
    # Both dumps see the same instant: a person without key, or a key without person, would be in neither.
    with server.connect("backup", database) as conn:
        conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = conn.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        yield conn, row[0]


def _write(command: list[str], login: dict[str, str], out: Path, secret: Secret, content: str) -> int:
    scratch = out.with_name(f".{out.name}.part")
    try:
        handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as target:
            total = _dump_into(command, login, target, secret, content)
            target.flush()
            os.fsync(target.fileno())
        scratch.rename(out)
    except OSError as fault:
        raise DatabaseTrouble(f"The copy could not be written to {out}: {fault}") from fault
    finally:
        scratch.unlink(missing_ok=True)
    return total


def _dump_into(command: list[str], login: dict[str, str], target: IO[bytes], secret: Secret, content: str) -> int:
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**program_environment(), **login}
    )
    assert child.stdout
    assert child.stderr
    complaints = _collect(child.stderr)
    try:
        total = stream.encrypt(child.stdout, target, secret, content)
    finally:
        child.stdout.close()
        failed = child.wait()
    if failed:
        raise DatabaseTrouble(f"The copy was not made:\n{complaints()}")
    return total


def _collect(pipe: IO[bytes]) -> Callable[[], str]:
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read()), daemon=True)
    reader.start()

    def said() -> str:
        reader.join(30)
        return b"".join(found).decode("utf-8", "replace").strip()

    return said


def verify(main: Path, secret: Secret, keys: Path | None = None, keys_secret: Secret | None = None) -> int:
    """Read both files of a copy to their end without touching any database; returns the clear bytes.

    Raises: WrongKey, Truncated, Corrupt.
    """
    total = _verify(main, secret, MAIN)
    return total + (_verify(keys, keys_secret or secret, KEYS) if keys else 0)


def _verify(file: Path, secret: Secret, content: str) -> int:
    try:
        with file.open("rb") as source:
            return stream.verify(source, secret, content)
    except OSError as fault:
        raise DatabaseTrouble(f"{file} cannot be read: {fault}") from fault


def restore(
    server: Server,
    main: Path,
    secret: Secret,
    *,
    keys: Path | None = None,
    keys_secret: Secret | None = None,
    database: str = DATABASE,
    after_restore: Sequence[AfterRestore] = (),
) -> Restored:
    """Put a copy in place of the database in use, which is kept under another name.

    Both files are proven to the end first; then the copy is built beside the data in use, `after_restore` is called
    with it (as the role that passes row security: the erasures since are replayed there), and only then the names
    change, both in one transaction. Until that instant a failure leaves everything as it was.
    Nothing clear is written to disk outside the database.
    Raises: WrongKey, Truncated, Corrupt, RestoreFailed.
    """
    verify(main, secret, keys, keys_secret)
    fresh = _free_name(server, f"{database}_restore_")
    try:
        create_database(server, fresh)
        _fill(server, fresh, main, secret, keys, keys_secret or secret)
        for step in after_restore:
            with server.connect("migrator", fresh) as conn:
                step(conn)
        former = swap(server, fresh, database)
    except BaseException as fault:
        drop_database(server, fresh)
        if isinstance(fault, psycopg.Error):
            raise RestoreFailed(
                f"The copy could not be put in place; the data in use are untouched.\n{fault}"
            ) from fault
        raise
    return Restored(database, former)


def _fill(server: Server, fresh: str, main: Path, secret: Secret, keys: Path | None, keys_secret: Secret) -> None:
    # Keys come before the constraints and triggers of the last section, which they must satisfy together.
    _put_back(server, fresh, main, secret, MAIN, ["--section=pre-data", "--section=data"])
    if keys:
        _put_back(server, fresh, keys, keys_secret, KEYS, ["--section=data"])
    _put_back(server, fresh, main, secret, MAIN, ["--section=post-data"])
    with server.connect(server.administrator, fresh, autocommit=True) as conn:
        require(conn)
        conn.execute("ANALYZE")


def _put_back(server: Server, database: str, file: Path, secret: Secret, content: str, more: list[str]) -> None:
    login = server.login(server.administrator, database).environment()
    program = locate_clients(server.version // 10000, newer=False).program("pg_restore")
    command = [program, "--exit-on-error", "--no-password", f"--dbname={database}"]
    child = subprocess.Popen(
        [*command, *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**program_environment(), **login},
    )
    assert child.stdin
    assert child.stderr
    complaints = _collect(child.stderr)
    try:
        with file.open("rb") as source:
            _feed(child.stdin, stream.decrypted(source, secret, content))
    finally:
        failed = child.wait()
    if failed:
        raise RestoreFailed(f"The copy could not be put in place; the data in use are untouched.\n{complaints()}")


def _feed(pipe: IO[bytes], pieces: Iterator[bytes]) -> None:
    try:
        with pipe:
            pipe.writelines(pieces)
    except BrokenPipeError:
        # The reader has found its end of the archive, or failed: its exit code says which.
        return


def swap(server: Server, fresh: str, database: str = DATABASE) -> str:
    """Give the fresh database the name in use; returns the name the former one got.

    Work going on in the former database is cut off. Both names change in one transaction, or none does.
    """
    former = _free_name(server, f"{database}_before_")
    with server.connect(server.administrator, "postgres", autocommit=True) as conn:
        for _ in range(20):
            try:
                _swap_once(conn, fresh, database, former)
            except psycopg.errors.ObjectInUse:
                continue
            return former
    raise RestoreFailed("The database is in use and could not be replaced: stop `darna serve` and try again.")


def _swap_once(conn: psycopg.Connection[Any], fresh: str, database: str, former: str) -> None:
    conn.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (%s, %s)", [database, fresh])
    with conn.transaction():
        conn.execute(f"ALTER DATABASE {identifier(database)} RENAME TO {identifier(former)}")
        conn.execute(f"ALTER DATABASE {identifier(fresh)} RENAME TO {identifier(database)}")


def drop_database(server: Server, name: str) -> None:
    """Remove a database for good, with whatever works in it."""
    with server.connect(server.administrator, "postgres", autocommit=True) as conn:
        conn.execute(f"DROP DATABASE IF EXISTS {identifier(name)} WITH (FORCE)")


def _free_name(server: Server, start: str) -> str:
    with server.connect(server.administrator, "postgres") as conn:
        taken = {row[0] for row in conn.execute("SELECT datname FROM pg_database")}
    return next(name for number in range(1, 10_000) if (name := f"{start}{number}") not in taken)
