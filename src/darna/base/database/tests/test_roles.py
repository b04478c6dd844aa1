"""Each role can do its task and nothing besides, on every supported PostgreSQL."""

from __future__ import annotations

import subprocess

import psycopg
import pytest

from darna.base.database.binaries import locate_binaries
from darna.base.database.cluster import program_environment
from darna.base.database.connections import Server
from darna.base.database.errors import Unhealthy
from darna.base.database.health import check, require
from darna.base.database.launcher import create_database
from darna.base.database.roles import LOGINS, literal, print_sql, roles_sql

from .people import names

NOBODY_SPECIAL = ("app", "portal", "linker", "stats")


@pytest.mark.parametrize("role", NOBODY_SPECIAL)
@pytest.mark.parametrize(
    "deed",
    [
        "CREATE TABLE mine (x int)",
        "CREATE TEMPORARY TABLE mine (x int)",
        "CREATE SCHEMA mine",
        "CREATE DATABASE mine",
        "SET ROLE darna_owner",
        "SET ROLE darna_guard",
        "ALTER TABLE person DISABLE ROW LEVEL SECURITY",
        "TRUNCATE person",
    ],
)
def test_a_role_of_the_pages_makes_nothing_and_becomes_nobody(register: Server, role: str, deed: str) -> None:
    with register.connect(role, autocommit=True) as conn, pytest.raises(psycopg.errors.InsufficientPrivilege):
        conn.execute(deed)


def test_roles_have_exactly_the_powers_listed(register: Server) -> None:
    with register.connect("super") as conn:
        rows = conn.execute(
            "SELECT rolname, rolcanlogin, rolbypassrls, rolsuper OR rolcreaterole OR rolreplication FROM pg_roles "
            "WHERE rolname LIKE 'darna%' AND rolname <> 'darna_super'"
        ).fetchall()
        members = conn.execute(
            "SELECT member::regrole::text, roleid::regrole::text FROM pg_auth_members "
            "WHERE member::regrole::text LIKE 'darna%' AND member::regrole::text <> 'darna_super'"
        ).fetchall()
    assert {name.removeprefix("darna_") for name, *_ in rows} == {*LOGINS, "guard"}
    assert {name for name, _, bypass, _ in rows if bypass} == {"darna_migrator", "darna_backup", "darna_guard"}
    assert [name for name, may_login, *_ in rows if not may_login] == ["darna_guard"]
    assert not any(more for *_, more in rows)
    assert set(members) == {("darna_backup", "pg_read_all_data"), ("darna_owner", "darna_guard")}


def test_row_security_holds_the_app_and_the_owner_but_not_migrator_and_backup(register: Server) -> None:
    seen = {}
    for role in ("app", "owner", "migrator", "backup"):
        with register.connect(role) as conn:
            seen[role] = conn.execute("SELECT count(*) FROM person").fetchone()
    assert seen == {"app": (0,), "owner": (0,), "migrator": (2,), "backup": (2,)}


def test_the_app_sees_its_agency_and_counts_all_only_through_the_guard(register: Server) -> None:
    with register.connect("app") as conn:
        conn.execute("SELECT set_config('test.agency', 'maison', true)")
        assert conn.execute("SELECT name FROM person").fetchall() == [("محمد أيت لحسن",)]
        assert conn.execute("SELECT sec.how_many()").fetchone() == (2,)


def test_the_owner_does_not_work_with_the_powers_of_the_guard(register: Server) -> None:
    with register.connect("owner") as conn, pytest.raises(psycopg.errors.InsufficientPrivilege):
        conn.execute("CREATE OR REPLACE FUNCTION sec.how_many() RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint'")


def test_the_backup_role_writes_nothing(register: Server) -> None:
    with register.connect("backup") as conn, pytest.raises(psycopg.errors.InsufficientPrivilege):
        conn.execute("DELETE FROM person")


def test_the_app_does_not_wait_for_ever(register: Server) -> None:
    with register.connect("app") as conn:
        found = conn.execute(
            "SELECT current_setting('statement_timeout'), current_setting('lock_timeout'), "
            "current_setting('idle_in_transaction_session_timeout'), current_setting('search_path')"
        ).fetchone()
    assert found == ("15s", "5s", "30s", "public")


def test_a_stranger_cannot_enter_the_database(register: Server) -> None:
    with register.connect("super", autocommit=True) as conn:
        conn.execute("CREATE ROLE stranger LOGIN PASSWORD 'x'")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        register.connect("app", user="stranger", password="x")


def test_making_the_roles_again_changes_nothing(register: Server) -> None:
    passwords = {role: login.password for role, login in register.logins.items()}
    with register.connect("super", "darna") as conn:
        conn.execute(roles_sql(passwords))
        conn.execute(roles_sql({}))
    with register.connect("app") as conn:
        assert conn.execute("SELECT sec.how_many()").fetchone() == (2,)


def test_the_printed_script_sets_up_a_server_and_holds_no_password(register: Server) -> None:
    script = print_sql("region")
    assert not any(login.password in script for login in register.logins.values())
    for role in LOGINS:
        script = script.replace(f"'<password of darna_{role}>'", literal(register.logins[role].password))
    psql = locate_binaries({"PATH": ""}, major=register.version // 10000).program("psql")
    login = register.login("super").environment()
    for _ in range(2):
        done = subprocess.run(
            [psql, "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--quiet"],
            input=script,
            text=True,
            capture_output=True,
            env={**program_environment(), **login},
            check=False,
        )
        assert done.returncode == 0, done.stderr
    with register.connect("app", "region") as conn:
        assert check(conn).faults == ()


def test_a_database_is_copied_from_another_with_its_rights(register: Server) -> None:
    create_database(register, "second", template="darna")
    assert names(register, "second") == names(register)
    with register.connect("app", "second") as conn, pytest.raises(psycopg.errors.InsufficientPrivilege):
        conn.execute("CREATE TEMPORARY TABLE mine (x int)")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("plain_c", "ENCODING 'UTF8' LOCALE 'C'"),
        ("latin", "ENCODING 'LATIN1' LOCALE 'C'"),
        ("raw", "ENCODING 'SQL_ASCII' LOCALE 'C'"),
    ],
)
def test_a_database_that_would_damage_arabic_is_refused(server: Server, name: str, options: str) -> None:
    provider = "LOCALE_PROVIDER libc"
    with server.connect("super", autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE {name} TEMPLATE template0 {provider} {options}")
    with server.connect("super", name, autocommit=True) as conn, pytest.raises(Unhealthy, match="Names in Arabic"):
        require(conn)
