"""The migrated template of the tests, kept between runs: made again only when what it is made from has changed.

Most of a short run was the hundred migrations and the reference data. The kept server holds no person: it is left
right after its making, before any test, and lies in a folder that only its account enters.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from darna.base.database.binaries import locate_binaries
from darna.base.database.home import private_folder
from darna.base.database.temporary import temporary_server
from darna.base.keys import keyring

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "darna"
#: What lies in these folders says nothing to a database.
NOT_READ = frozenset({"__pycache__", "tests", "templates", "templatetags", "static", "locale", "views", "forms"})
#: Of the faces, only what installs.
FACES = PACKAGE / "faces"
INSTALLS = frozenset({"cli/installing.py", "shell/storage.py"})
#: Templates kept at most; the one unused longest goes first.
AT_MOST = 8


def kept_template() -> Path:
    """The folder of the kept server for the code as it stands, made by whoever asks first; seconds: none or thirty."""
    folder = private_folder(_cache()) / mark()
    with (folder.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            _make(folder)
        os.utime(folder)
        _forget_old(folder.parent)
    return folder


def mark() -> str:
    """What the template was made from, as one word: the code and data that reach the database, and the server."""
    digest = hashlib.sha256(str(locate_binaries()).encode())
    for path in sorted(_sources()):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:24]


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "darna" / "templates"


def _sources() -> Iterator[Path]:
    yield ROOT / "requirements" / "test.txt"
    yield ROOT / "tests" / "databases.py"
    for folder, below, files in os.walk(PACKAGE):
        below[:] = [name for name in below if name not in NOT_READ]
        yield from (path for name in files if _is_read(path := Path(folder) / name))


def _is_read(path: Path) -> bool:
    if path.is_relative_to(FACES):
        told = path.relative_to(FACES).as_posix()
        return "/migrations/" in told or path.name == "models.py" or told in INSTALLS
    return path.suffix != ".md"


def _make(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    private_folder(folder)
    keyring.save(keyring.fresh(), folder / "keyring")
    with temporary_server(shared=True, leave=folder) as server:
        from darna.base.database.connections import ADDRESSES

        names = {variable: server.url(role) for role, variable in ADDRESSES.items() if role in server.logins}
        asked = {**os.environ, **names, "DARNA_KEYRING": str(folder / "keyring"), "DARNA_DB_POOL": "0"}
        asked["DJANGO_SETTINGS_MODULE"] = "darna.config.settings"
        subprocess.run([sys.executable, "-m", "tests.kept"], env=asked, cwd=ROOT, check=True)
    (folder / "made").touch()


def _forget_old(cache: Path) -> None:
    found = sorted((path for path in cache.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for old in found[:-AT_MOST]:
        shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    import django

    django.setup()
    from tests.databases import make_template

    with temporary_server(shared=True) as attached:
        make_template(attached)
