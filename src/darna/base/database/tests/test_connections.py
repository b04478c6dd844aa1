"""Addresses are read as an administrator writes them, and never repeated in a message."""

from __future__ import annotations

from pathlib import Path

import pytest

from darna.base.database.connections import logins_from_env, parse_address, settings_from_env
from darna.base.database.errors import UnreadableSettings
from darna.base.database.home import Home, find_home

NOWHERE = Home(Path("/nonexistent/darna"))


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("postgres://app:s%40f%2Fe@db.example:6432/darna", ("app", "s@f/e", "db.example", 6432, "darna")),
        ("postgresql://app:x@db.example/darna", ("app", "x", "db.example", 5432, "darna")),
        ("postgresql://app@%2Frun%2FPg/darna", ("app", "", "/run/Pg", 5432, "darna")),
        ("postgresql://app:x@/darna?host=/run/pg&port=5433", ("app", "x", "/run/pg", 5433, "darna")),
        ("postgresql://app:x@[::1]:5433/darna", ("app", "x", "::1", 5433, "darna")),
        ("postgresql://app:x@/da%20r", ("app", "x", "localhost", 5432, "da r")),
    ],
)
def test_an_address_is_read_and_written_back(address: str, seen: tuple[str, str, str, int, str]) -> None:
    login = parse_address(address)
    assert (login.user, login.password, login.host, login.port, login.database) == seen
    assert parse_address(login.url()) == login


def test_encryption_options_reach_django_and_the_programs() -> None:
    login = parse_address("postgresql://app:x@db.example/darna?sslmode=verify-full&sslrootcert=/etc/ca.pem")
    assert login.django()["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}
    assert login.environment()["PGSSLMODE"] == "verify-full"


@pytest.mark.parametrize(
    "address",
    [
        "mysql://app:top-secret@h/d",
        "postgresql://app:top-secret@h:port/d",
        "postgresql://h/d",
        "top-secret",
        "postgresql://app:top-secret@h",
    ],
)
def test_an_unreadable_address_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(UnreadableSettings) as refusal:
        parse_address(address, "DATABASE_OWNER_URL")
    assert "DATABASE_OWNER_URL" in str(refusal.value)
    assert "top-secret" not in str(refusal.value)


def test_an_address_in_the_environment_goes_before_the_own_server() -> None:
    env = {"DATABASE_URL": "postgresql://a:x@h/d", "DATABASE_OWNER_URL": "postgresql://o:y@h/d"}
    found = settings_from_env(NOWHERE, env)
    assert {role: entry["USER"] for role, entry in found.items()} == {"app": "a", "owner": "o"}


def test_passwords_do_not_show_when_a_login_is_printed() -> None:
    login = logins_from_env(NOWHERE, {"DATABASE_URL": "postgresql://a:top-secret@h/d"})["app"]
    assert "top-secret" not in repr(login)


def test_the_home_is_the_one_named_or_the_users_own() -> None:
    assert find_home({"DARNA_HOME": "/srv/darna"}).root == Path("/srv/darna")
    assert find_home({}).root == (Path.home() / ".local/share/darna").resolve()
