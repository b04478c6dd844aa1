"""A new major version of PostgreSQL is reached by copying out with the old one and in with the new one."""

from __future__ import annotations

from pathlib import Path

from darna.base.database.binaries import Binaries
from darna.base.database.dumps import backup, restore
from darna.base.database.temporary import temporary_server

from .people import every_postgres, ground, names

KEY = bytes(range(32))


def test_a_copy_of_the_oldest_version_opens_in_the_newest(tmp_path: Path) -> None:
    versions: list[Binaries] = sorted(every_postgres(), key=lambda found: found.major)
    with temporary_server(versions[0]) as old:
        ground(old)
        written = names(old)
        made = backup(old, tmp_path / "old.darna", KEY)
    with temporary_server(versions[-1]) as new:
        restore(new, made.main, KEY, keys=made.keys)
        assert names(new) == written
