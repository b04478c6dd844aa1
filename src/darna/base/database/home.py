"""Where an installation keeps what it must not lose: its database, its keys, its anchors and its backups."""

from __future__ import annotations

import hashlib
import os
import pwd
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import DatabaseTrouble

PORT = 5432  # only part of the socket's file name: no TCP port is opened
SOCKET_PATH_LIMIT = 107  # bytes, Linux; longer paths are cut or refused by the kernel


@dataclass(frozen=True)
class Home:
    """The folder of one installation."""

    root: Path

    @property
    def keys(self) -> Path:
        """Secrets: only the account that runs Darna reads them."""
        return self.root / "keys"

    @property
    def anchors(self) -> Path:
        """Seals of the audit trail, kept outside the database."""
        return self.root / "anchors"

    @property
    def backups(self) -> Path:
        """Encrypted copies."""
        return self.root / "backups"

    @property
    def postgres(self) -> Path:
        """The database server's folder, unless the server's account cannot reach it (see `cluster_of`)."""
        return self.root / "postgres"

    @property
    def locks(self) -> Path:
        """Lock files; they hold no data."""
        return self.root / "locks"

    @property
    def fingerprint(self) -> str:
        """Names folders outside the home that belong to it."""
        return hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]


@dataclass(frozen=True)
class Account:
    """The unprivileged account the server runs as when Darna is started by root."""

    name: str
    uid: int
    gid: int

    def popen(self) -> dict[str, Any]:
        """Arguments for subprocess: no group of root may stay behind."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@dataclass(frozen=True)
class Cluster:
    """The place of one database server: its data, its socket and the account it runs as (none: our own)."""

    folder: Path
    sockets: Path
    account: Account | None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def made(self) -> bool:
        """Whether initdb once finished here (it works in another folder that is renamed at the end)."""
        return (self.data / "PG_VERSION").exists()

    @property
    def major(self) -> str:
        """The major version of PostgreSQL that made the data: 18 or 15, say; empty before."""
        return (self.data / "PG_VERSION").read_text("utf-8").strip() if self.made else ""

    def popen(self) -> dict[str, Any]:
        """Arguments for subprocess to run a program of PostgreSQL on this cluster."""
        return self.account.popen() if self.account else {}


def find_home(env: Mapping[str, str] | None = None) -> Home:
    """The home named by DARNA_HOME, else the user's own data folder."""
    named = (os.environ if env is None else env).get("DARNA_HOME", "").strip()
    root = Path(named) if named else Path.home() / ".local" / "share" / "darna"
    return Home(root.expanduser().resolve())


def open_home(home: Home | None = None) -> Home:
    """Make the folders of a home that are missing; no other account can list them."""
    home = home or find_home()
    try:
        if not home.root.exists():
            # Run by root, the server's own account must pass through the home to its folder, without listing it.
            home.root.mkdir(parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
        for folder in (home.keys, home.anchors, home.backups, home.locks):
            private_folder(folder)
    except PermissionError as refusal:
        raise DatabaseTrouble(
            f"{home.root} cannot be written ({refusal}). It belongs to another account: run Darna with that account, "
            "or name another folder in DARNA_HOME."
        ) from refusal
    return home


def private_folder(folder: Path, account: Account | None = None) -> Path:
    """A folder that only its owner enters; a folder of somebody else is refused.

    A link in its place is refused too: in a shared folder anybody could have put it there.
    """
    if not os.path.lexists(folder):
        # Several processes may start at once; those with an account come here one by one, under the start lock.
        with suppress(FileExistsError):
            folder.mkdir(parents=True, mode=0o700)
            if account:
                os.chown(folder, account.uid, account.gid)
    found = folder.lstat()
    owner = account.uid if account else os.geteuid()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
        raise DatabaseTrouble(f"{folder} is not a folder of account {owner}. Remove it or choose another DARNA_HOME.")
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)
    return folder


def system_folder() -> Path:
    """Where root keeps the server when its account cannot enter the home (a clone in /root, for one)."""
    return Path(os.environ.get("DARNA_SYSTEM_DIR") or "/var/lib/darna")


def server_account() -> Account | None:
    """The existing account that runs the server for root: PostgreSQL refuses to run as root. None: our own."""
    if os.geteuid() != 0:
        return None
    named = os.environ.get("DARNA_PG_ACCOUNT")
    for name in (named,) if named else ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        if found.pw_uid != 0:
            return Account(found.pw_name, found.pw_uid, found.pw_gid)
    raise DatabaseTrouble(
        "PostgreSQL does not run as root and no unprivileged account was found. "
        "Name an existing one in DARNA_PG_ACCOUNT, or start Darna as a normal user."
    )


def may_pass(account: Account, path: Path) -> bool:
    """Whether the account can enter every folder down to this path (or to its nearest parent that exists)."""
    while not path.exists():
        path = path.parent
    way = (path, *path.parents) if path.is_dir() else tuple(path.parents)
    return all(_may_enter(account, folder.stat()) for folder in way)


def may_execute(account: Account, program: Path) -> bool:
    """Whether the account can run this program where it lies."""
    return may_pass(account, program) and _may_enter(account, program.stat())


def _may_enter(account: Account, found: os.stat_result) -> bool:
    if found.st_uid == account.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def cluster_of(home: Home) -> Cluster:
    """Where the server of a home lives. Nothing is made here.

    A cluster that exists stays where it is and with the account that owns it, whatever was installed since.
    """
    account = server_account()
    places = [home.postgres]
    if account:
        aside = system_folder() / home.fingerprint
        places = [home.postgres, aside] if may_pass(account, home.root) else [aside, home.postgres]
    folder = next((place for place in places if _exists(place / "data")), places[0])
    if account and _exists(folder / "data"):
        account = _owner_of(folder / "data")
    return Cluster(folder, socket_folder(folder, home.fingerprint, account), account)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError as refusal:
        raise DatabaseTrouble(f"{path} belongs to another account: run Darna with that account.") from refusal


def _owner_of(folder: Path) -> Account:
    found = folder.stat()
    if found.st_uid == 0:
        raise DatabaseTrouble(f"{folder} belongs to root, PostgreSQL cannot run there: give it to another account.")
    try:
        name = pwd.getpwuid(found.st_uid).pw_name
    except KeyError:
        name = str(found.st_uid)
    return Account(name, found.st_uid, found.st_gid)


def socket_folder(folder: Path, fingerprint: str, account: Account | None) -> Path:
    """The server's own folder, or a short private one when the socket's path would be too long for the kernel."""
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_LIMIT:
        return folder
    if account and os.access("/run", os.W_OK):
        return Path("/run") / f"darna-{fingerprint}"
    return Path(tempfile.gettempdir()) / f"darna-{account.uid if account else os.geteuid()}-{fingerprint}"
