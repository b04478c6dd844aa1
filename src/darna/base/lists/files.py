"""The files of exports: sealed in a folder of the home that nobody else enters, gone after a day."""

from __future__ import annotations

import hashlib
import hmac
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast
from uuid import UUID

from darna.base.database import stream
from darna.base.database.home import find_home, private_folder
from darna.base.keys.keyring import keyring

#: What is inside, as the sealed file says it.
CONTENT: Final = "export"
#: Seconds a file stays, whatever the table says of it.
LONGEST: Final = 26 * 3600


@dataclass(frozen=True, slots=True)
class Sealed:
    """How long the clear file is, and the SHA-256 by which it is known again."""

    size: int
    fingerprint: str


def seal(source: IO[bytes], export_id: UUID) -> Sealed:
    """Write the file sealed, readable by this account only; an unfinished one is not left."""
    place, hashed = _place(export_id), _Hashed(source)
    draft = place.with_suffix(".part")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as target:
            size = stream.encrypt(cast(IO[bytes], hashed), target, _secret(export_id), CONTENT)
        draft.rename(place)
    finally:
        draft.unlink(missing_ok=True)
    return Sealed(size, hashed.fingerprint)


def is_there(export_id: UUID) -> bool:
    """The file was not deleted yet."""
    return _place(export_id).exists()


def clear_pieces(export_id: UUID) -> Iterator[bytes]:
    """The clear file, proven whole before its first piece is given. Raises: Truncated, Corrupt."""
    with _place(export_id).open("rb") as source:
        stream.verify(source, _secret(export_id), CONTENT)
        source.seek(0)
        yield from stream.decrypted(source, _secret(export_id), CONTENT)


def remove(export_id: UUID) -> None:
    """The file is no more."""
    _place(export_id).unlink(missing_ok=True)


def sweep() -> int:
    """Remove what a stopped machine left behind and every file whose day is over; how many."""
    old, gone = time.time() - LONGEST, 0
    for found in list(folder().iterdir()):
        if found.lstat().st_mtime < old:
            shutil.rmtree(found) if found.is_dir() and not found.is_symlink() else found.unlink(missing_ok=True)
            gone += 1
    return gone


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder for what is being put together, removed with everything in it."""
    with tempfile.TemporaryDirectory(prefix="work-", dir=folder()) as name:
        yield Path(name)


def folder() -> Path:
    """Where the files lie."""
    return private_folder(find_home().root / "exports")


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self._hash = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size)
        self._hash.update(piece)
        return piece

    @property
    def fingerprint(self) -> str:
        return self._hash.hexdigest()


def _place(export_id: UUID) -> Path:
    return folder() / f"{export_id}.sealed"


def _secret(export_id: UUID) -> bytes:
    return hmac.digest(keyring().root("export"), export_id.bytes, hashlib.sha256)
