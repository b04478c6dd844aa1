"""How each role reaches the database, from the environment or from the embedded server's own files."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import psycopg

from .errors import NotReachable, UnreadableSettings
from .home import PORT, Home, cluster_of, find_home
from .roles import LOGINS

DATABASE = "darna"

# Only `app` is required of an external server.
ADDRESSES = {
    "app": "DATABASE_URL",
    "owner": "DATABASE_OWNER_URL",
    "migrator": "DATABASE_MIGRATOR_URL",
    "backup": "DATABASE_BACKUP_URL",
    "portal": "DATABASE_PORTAL_URL",
    "linker": "DATABASE_LINKER_URL",
    "stats": "DATABASE_STATS_URL",
    # A superuser, named only while a copy is restored; never on the web machine.
    "super": "DATABASE_SUPER_URL",
}


@dataclass(frozen=True)
class Login:
    """One role's way into one database."""

    user: str
    password: str = field(repr=False)
    host: str
    port: int
    database: str
    options: Mapping[str, str] = field(default_factory=dict)

    def params(self) -> dict[str, Any]:
        """Arguments for `psycopg.connect`."""
        return {
            "user": self.user,
            "password": self.password,
            "host": self.host,
            "port": self.port,
            "dbname": self.database,
            **self.options,
        }

    def django(self) -> dict[str, Any]:
        """One entry of Django's DATABASES."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.database,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": str(self.port),
            "OPTIONS": dict(self.options),
        }

    def url(self) -> str:
        """The address libpq and psql read; it holds the password."""
        who = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        options = dict(self.options)
        if self.host.startswith("/"):
            where, options = "", {"host": self.host, "port": str(self.port), **options}
        else:
            host = f"[{self.host}]" if ":" in self.host else self.host
            where = f"{host}:{self.port}"
        query = f"?{urlencode(options, quote_via=quote)}" if options else ""
        return f"postgresql://{who}@{where}/{quote(self.database, safe='')}{query}"

    def environment(self) -> dict[str, str]:
        """Variables for PostgreSQL's programs: a password on a command line would be read by any account."""
        named = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}
        return {
            "PGHOST": self.host,
            "PGPORT": str(self.port),
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGDATABASE": self.database,
            **{variable: self.options[option] for option, variable in named.items() if option in self.options},
        }


@dataclass(frozen=True)
class Server:
    """A database server that answers: ours, or one named in the environment (then `data` is none)."""

    logins: Mapping[str, Login] = field(repr=False)
    data: Path | None = None
    version: int = 0

    def login(self, role: str, database: str | None = None) -> Login:
        """The way in for one role, to its usual database or to another one of the same server."""
        found = self.logins.get(role.removeprefix("darna_"))
        if found is None:
            variable = ADDRESSES.get(role.removeprefix("darna_"), "")
            raise NotReachable(
                f"No address is known for the role {role}. Set {variable or 'its address'} and try again."
            )
        return replace(found, database=database) if database else found

    def url(self, role: str = "app", database: str | None = None) -> str:
        """The address of one role; it holds the password."""
        return self.login(role, database).url()

    def django(self, role: str = "app", database: str | None = None) -> dict[str, Any]:
        """One entry of Django's DATABASES."""
        return self.login(role, database).django()

    def connect(self, role: str = "app", database: str | None = None, **more: Any) -> psycopg.Connection[Any]:
        """A connection of one role."""
        return psycopg.connect(**{"connect_timeout": 10, **self.login(role, database).params(), **more})

    @property
    def administrator(self) -> str:
        """The role that makes databases: the bootstrap role of our own server, else the owner."""
        return "super" if "super" in self.logins else "owner"


def settings_from_env(home: Home | None = None, env: Mapping[str, str] | None = None) -> dict[str, dict[str, Any]]:
    """Django's connection parameters for each role that can be reached. Starts nothing, writes nothing.

    Shape: short role name (app, owner, migrator, backup, ...) to one entry of DATABASES.
    Before the first start of the embedded server the passwords are empty.
    Raises: UnreadableSettings when an address cannot be understood.
    """
    return {role: login.django() for role, login in logins_from_env(home, env).items()}


def logins_from_env(home: Home | None = None, env: Mapping[str, str] | None = None) -> dict[str, Login]:
    """The way in for each role, from the addresses in the environment, else from the embedded server's files."""
    env = os.environ if env is None else env
    if env.get("DATABASE_URL"):
        named = {role: parse_address(env[name], name) for role, name in ADDRESSES.items() if env.get(name)}
        return named
    home = home or find_home(env)
    return socket_logins(cluster_of(home).sockets, read_passwords(home.keys / "database.json"))


def is_external(env: Mapping[str, str] | None = None) -> bool:
    """Whether a server named in the environment is used instead of our own."""
    return bool((os.environ if env is None else env).get("DATABASE_URL"))


def socket_logins(sockets: Path, passwords: Mapping[str, str], database: str = DATABASE) -> dict[str, Login]:
    """The way in for each role through a Unix socket."""
    return {
        role: Login(
            f"darna_{role}", passwords.get(role, ""), str(sockets), PORT, "postgres" if role == "super" else database
        )
        for role in (*LOGINS, "super")
    }


def read_passwords(file: Path) -> dict[str, str]:
    """The passwords of the embedded server, or none before its first start."""
    try:
        return {str(role): str(secret) for role, secret in json.loads(file.read_text("utf-8")).items()}
    except FileNotFoundError:
        return {}
    except PermissionError as refusal:
        raise NotReachable(f"{file} belongs to another account: run Darna with that account.") from refusal
    except ValueError as fault:
        raise NotReachable(f"{file} is damaged ({fault}). Put back your copy of the keys folder.") from fault


def parse_address(address: str, variable: str = "DATABASE_URL") -> Login:
    """Read postgresql://user:password@host:port/name?sslmode=... , a socket folder as ?host=/folder or %2Ffolder.

    Raises: UnreadableSettings; the message never repeats the address, it may hold a password.
    """
    try:
        parts = urlsplit(address.strip())
        query = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query), keep_blank_values=True))
        port = int(query.pop("port", "") or parts.port or PORT)
    except ValueError as fault:
        raise UnreadableSettings(f"{variable} cannot be read: {_SHAPE}") from fault
    if parts.scheme not in ("postgres", "postgresql") or not parts.username or not parts.path.strip("/"):
        raise UnreadableSettings(f"{variable} cannot be read: {_SHAPE}")
    # The host as written: urlsplit lowers it, which would change the name of a socket's folder.
    written = parts.netloc.rpartition("@")[2]
    host = query.pop("host", "") or (unquote(written.partition(":")[0]) if "%" in written else parts.hostname)
    password, name = unquote(parts.password or ""), unquote(parts.path.strip("/"))
    return Login(unquote(parts.username), password, host or "localhost", port, name, query)


_SHAPE = "it should look like postgresql://user:password@host:5432/name (special characters of the password as %XX)."
