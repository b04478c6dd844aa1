"""A copy comes back whole with its guards, or is refused while the data in use stay as they are."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from darna.base.database import stream
from darna.base.database.connections import Server
from darna.base.database.dumps import Copy, backup, drop_database, keys_file, restore, verify
from darna.base.database.errors import Corrupt, DatabaseTrouble, RestoreFailed, Truncated, WrongKey

from .people import databases, names

PASSPHRASE = "seven figs on the wall"
WRITTEN = ["محمد أيت لحسن", "Fatima Élodie Ñ."]


@pytest.fixture(scope="module", autouse=True)
def _light_passphrase() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stream, "SCRYPT_LOG2_N", 12)
        yield


@pytest.fixture(scope="module")
def copy(register: Server, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy of that register."""
    return backup(register, tmp_path_factory.mktemp("copies") / "monday.darna", PASSPHRASE)


@pytest.fixture(autouse=True)
def _as_copied(register: Server) -> Iterator[None]:
    yield
    for name in databases(register):
        if name.startswith(("darna_restore_", "darna_before_")):
            drop_database(register, name)
    with register.connect("migrator") as conn:
        conn.execute("DELETE FROM person WHERE id > 2")


def _add(server: Server, name: str) -> None:
    with server.connect("migrator") as conn:
        conn.execute("INSERT INTO person VALUES (3, 'maison', %s)", [name])


def _keys(server: Server) -> list[str]:
    with server.connect("migrator") as conn:
        return [row[0] for row in conn.execute("SELECT wrapped FROM keys_personkey ORDER BY 1")]


def test_a_copy_is_two_private_files_that_show_nothing(copy: Copy) -> None:
    assert copy.keys == keys_file(copy.main)
    assert copy.keys
    for file in (copy.main, copy.keys):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert b"Fatima" not in file.read_bytes()
        assert b"PGDMP" not in file.read_bytes()
    assert sorted(path.name for path in copy.main.parent.iterdir()) == ["monday.darna", "monday.keys.darna"]


def test_the_main_copy_holds_no_key(copy: Copy) -> None:
    def clear(file: Path | None, content: str) -> bytes:
        assert file
        with file.open("rb") as source:
            return b"".join(stream.decrypted(source, PASSPHRASE, content))

    assert b"keys_personkey" in clear(copy.main, "main")
    assert clear(copy.main, "main").count(b"TABLE DATA") == clear(copy.keys, "keys").count(b"TABLE DATA") == 1


def test_a_copy_is_never_written_over(register: Server, copy: Copy) -> None:
    with pytest.raises(DatabaseTrouble, match="exists already"):
        backup(register, copy.main, PASSPHRASE)


def test_a_restore_brings_people_keys_and_guards_back(register: Server, copy: Copy) -> None:
    _add(register, "Arrived on Tuesday")
    done = restore(register, copy.main, PASSPHRASE, keys=copy.keys)
    assert names(register) == WRITTEN
    assert _keys(register) == ["wrapped-one", "wrapped-two"]
    assert names(register, done.former) == [*WRITTEN, "Arrived on Tuesday"]
    with register.connect("app") as conn:
        assert conn.execute("SELECT count(*) FROM person").fetchone() == (0,)
        conn.execute("SELECT set_config('test.agency', 'entraide', true)")
        assert conn.execute("SELECT name FROM person").fetchall() == [("Fatima Élodie Ñ.",)]
        assert conn.execute("SELECT sec.how_many()").fetchone() == (2,)
    with register.connect("app") as conn, pytest.raises(psycopg.errors.InsufficientPrivilege):
        conn.execute("CREATE TEMPORARY TABLE mine (x int)")


def test_owners_and_rights_are_the_same_after_a_restore(register: Server, copy: Copy) -> None:
    before = _rights(register)
    restore(register, copy.main, PASSPHRASE, keys=copy.keys)
    assert _rights(register) == before


def _rights(server: Server) -> list[Any]:
    with server.connect("super", "darna") as conn:
        return conn.execute(
            "SELECT relname, relowner::regrole::text, relrowsecurity, relforcerowsecurity, relacl::text FROM pg_class "
            "WHERE relnamespace = 'public'::regnamespace UNION ALL "
            "SELECT proname, proowner::regrole::text, prosecdef, true, proacl::text FROM pg_proc "
            "WHERE pronamespace = 'sec'::regnamespace UNION ALL "
            "SELECT nspname, nspowner::regrole::text, true, true, nspacl::text FROM pg_namespace "
            "WHERE nspname IN ('public', 'sec') UNION ALL "
            "SELECT datname, datdba::regrole::text, true, true, datacl::text FROM pg_database WHERE datname = 'darna' "
            "ORDER BY 1"
        ).fetchall()


def test_without_the_keys_copy_the_keys_are_gone(register: Server, copy: Copy) -> None:
    done = restore(register, copy.main, PASSPHRASE)
    assert (names(register), _keys(register)) == (WRITTEN, [])
    drop_database(register, "darna")
    with register.connect("super", autocommit=True) as conn:
        conn.execute(f'ALTER DATABASE "{done.former}" RENAME TO darna')


def test_erasures_are_replayed_before_anybody_can_look(register: Server, copy: Copy) -> None:
    seen = []

    def replay(conn: psycopg.Connection[Any]) -> None:
        seen.append((conn.info.dbname, names(register)))
        conn.execute("UPDATE person SET name = 'erased' WHERE id = 2")

    restore(register, copy.main, PASSPHRASE, keys=copy.keys, after_restore=[replay])
    assert seen == [("darna_restore_1", WRITTEN)]
    assert names(register) == [WRITTEN[0], "erased"]
    restore(register, copy.main, PASSPHRASE, keys=copy.keys)


def test_a_replay_that_fails_leaves_the_data_in_use(register: Server, copy: Copy) -> None:
    def fails(conn: psycopg.Connection[Any]) -> None:
        conn.execute("SELECT 1 / 0")

    _add(register, "Arrived on Tuesday")
    with pytest.raises(RestoreFailed):
        restore(register, copy.main, PASSPHRASE, keys=copy.keys, after_restore=[fails])
    _untouched(register)


def _untouched(server: Server) -> None:
    assert names(server) == [*WRITTEN, "Arrived on Tuesday"]
    assert not any(name.startswith("darna_") for name in databases(server))


@pytest.mark.parametrize("which", ["main", "keys"])
@pytest.mark.parametrize(("harm", "refusal"), [("cut", Truncated), ("flip", Corrupt), ("none", WrongKey)])
def test_a_bad_file_or_key_is_refused_before_anything_changes(
    register: Server, copy: Copy, tmp_path: Path, which: str, harm: str, refusal: type[Exception]
) -> None:
    _add(register, "Arrived on Tuesday")
    assert copy.keys
    files = {"main": copy.main, "keys": copy.keys}
    content = bytearray(files[which].read_bytes())
    if harm == "flip":
        content[len(content) // 2] ^= 1
    files[which] = tmp_path / "harmed.darna"
    files[which].write_bytes(content[:-20] if harm == "cut" else content)
    secrets = {name: "guessed" if harm == "none" and name == which else PASSPHRASE for name in files}
    with pytest.raises(refusal):
        restore(register, files["main"], secrets["main"], keys=files["keys"], keys_secret=secrets["keys"])
    _untouched(register)


def test_a_sound_copy_that_cannot_be_put_back_changes_nothing(register: Server, tmp_path: Path) -> None:
    _add(register, "Arrived on Tuesday")
    with (tmp_path / "odd.darna").open("wb") as target, (tmp_path / "text").open("w+b") as source:
        source.write(b"not a dump of PostgreSQL")
        source.seek(0)
        stream.encrypt(source, target, PASSPHRASE, "main")
    with pytest.raises(RestoreFailed, match="data in use are untouched"):
        restore(register, tmp_path / "odd.darna", PASSPHRASE)
    _untouched(register)


def test_people_at_work_are_cut_off_and_come_back_to_the_restored_data(register: Server, copy: Copy) -> None:
    with register.connect("app") as at_work:
        at_work.execute("SELECT 1")
        restore(register, copy.main, PASSPHRASE, keys=copy.keys)
        with pytest.raises(psycopg.OperationalError):
            at_work.execute("SELECT 1")
    assert names(register) == WRITTEN


def test_a_dump_that_fails_leaves_no_file(register: Server, tmp_path: Path) -> None:
    with register.connect("super", autocommit=True) as conn:
        conn.execute("REVOKE pg_read_all_data FROM darna_backup")
    try:
        with pytest.raises(DatabaseTrouble, match="permission denied"):
            backup(register, tmp_path / "tuesday.darna", PASSPHRASE)
    finally:
        with register.connect("super", autocommit=True) as conn:
            conn.execute("GRANT pg_read_all_data TO darna_backup")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_is_verified_without_a_database(copy: Copy) -> None:
    assert verify(copy.main, PASSPHRASE, copy.keys) == copy.clear_bytes
