"""Who may do what in PostgreSQL: one role per task, none of them more than it needs."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

# Order matters for reading only. `guard` never signs in: it owns the few functions that look past row security.
LOGINS = ("owner", "migrator", "app", "portal", "linker", "stats", "backup")

_ATTRIBUTES = {
    "owner": "LOGIN NOINHERIT NOBYPASSRLS",
    "migrator": "LOGIN NOINHERIT BYPASSRLS",
    "app": "LOGIN NOINHERIT NOBYPASSRLS",
    "portal": "LOGIN NOINHERIT NOBYPASSRLS",
    "linker": "LOGIN NOINHERIT NOBYPASSRLS",
    "stats": "LOGIN NOINHERIT NOBYPASSRLS",
    # Without INHERIT the right to read everything would be a membership that nothing uses.
    "backup": "LOGIN INHERIT BYPASSRLS",
    "guard": "NOLOGIN NOINHERIT BYPASSRLS",
}

_PURPOSES = {
    "owner": "owns the database and its tables; migrations only, row security is forced on it too",
    "migrator": "data migrations; passes row security, so each of them counts its rows",
    "app": "the web pages and the jobs; owns nothing, creates nothing, sees what row security shows",
    "portal": "published views only",
    "linker": "keyed tokens of consenting persons only",
    "stats": "the extract without names only",
    "backup": "reads everything, writes nothing",
    "guard": "owns the few functions that look past row security; nobody signs in as it",
}

_LIMITS = {
    "app": {
        "statement_timeout": "15s",
        "idle_in_transaction_session_timeout": "30s",
        "lock_timeout": "5s",
        "search_path": "public",
    },
    "portal": {
        "statement_timeout": "15s",
        "idle_in_transaction_session_timeout": "30s",
        "lock_timeout": "5s",
        "search_path": "public",
    },
}


def new_passwords() -> dict[str, str]:
    """A fresh random password for each role that signs in, the bootstrap role of the server included."""
    return {role: secrets.token_urlsafe(32) for role in (*LOGINS, "super")}


def roles_sql(passwords: Mapping[str, str], database: str = "darna", *, owner_creates_databases: bool = False) -> str:
    """The statements that make or repair the roles and their rights on an existing database; harmless to repeat.

    Shape: short role name to password; a role without one keeps the password it has.
    Run by a superuser, inside the database named. Works on PostgreSQL 15 to 18.
    """
    return "\n".join((cluster_sql(passwords, owner_creates_databases=owner_creates_databases), database_sql(database)))


def cluster_sql(passwords: Mapping[str, str], *, owner_creates_databases: bool = False) -> str:
    """The part of the roles that belongs to the server, whatever its databases."""
    lines = [_role_sql(role, passwords.get(role), owner_creates_databases) for role in _ATTRIBUTES]
    lines += [
        f"ALTER ROLE darna_{role} SET {name} = '{value}';"
        for role, limits in _LIMITS.items()
        for name, value in limits.items()
    ]
    return "\n".join((*lines, _MEMBERSHIPS))


def _role_sql(role: str, password: str | None, owner_creates_databases: bool) -> str:
    create_databases = "CREATEDB" if role == "owner" and owner_creates_databases else "NOCREATEDB"
    secret = f" PASSWORD {literal(password)}" if password and role != "guard" else ""
    return (
        f"-- darna_{role}: {_PURPOSES[role]}\n"
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'darna_{role}') "
        f"THEN CREATE ROLE darna_{role}; END IF; END $$;\n"
        f"ALTER ROLE darna_{role} WITH {_ATTRIBUTES[role]} "
        f"NOSUPERUSER NOCREATEROLE NOREPLICATION {create_databases}{secret};"
    )


# The owner may hand a function to the guard, but does not hold the guard's rights while it works.
# PostgreSQL 16 says so per grant; 15 only knows the NOINHERIT of the role.
_MEMBERSHIPS = """\
GRANT pg_read_all_data TO darna_backup;
DO $$ BEGIN
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'GRANT darna_guard TO darna_owner WITH INHERIT FALSE, SET TRUE';
  ELSE
    EXECUTE 'GRANT darna_guard TO darna_owner';
  END IF;
END $$;"""


def database_sql(database: str) -> str:
    """The rights inside one database: nobody enters, creates or keeps temporary tables unless named here."""
    name = identifier(database)
    everyone = ", ".join(f"darna_{role}" for role in LOGINS)
    return f"""\
ALTER DATABASE {name} OWNER TO darna_owner;
REVOKE ALL ON DATABASE {name} FROM PUBLIC;
GRANT CONNECT ON DATABASE {name} TO {everyone};
ALTER SCHEMA public OWNER TO darna_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {everyone}, darna_guard;
ALTER DEFAULT PRIVILEGES FOR ROLE darna_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO darna_migrator;
ALTER DEFAULT PRIVILEGES FOR ROLE darna_owner GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO darna_migrator;"""


def print_sql(database: str = "darna") -> str:
    """The whole script for the administrator of a PostgreSQL server, with a place for each password."""
    passwords = {role: f"<password of darna_{role}>" for role in LOGINS}
    name = literal(f"CREATE DATABASE {identifier(database)} ENCODING 'UTF8' TEMPLATE template0")
    return f"""\
-- Roles and database of Darna. Run with psql as a superuser; it may be run again.
-- Put a random password in place of each <...>, then give the addresses to Darna:
--   DATABASE_URL           postgresql://darna_app:...@host/{database}
--   DATABASE_OWNER_URL     postgresql://darna_owner:...@host/{database}
--   DATABASE_MIGRATOR_URL  postgresql://darna_migrator:...@host/{database}
--   DATABASE_BACKUP_URL    postgresql://darna_backup:...@host/{database}
-- The database needs encoding UTF8 and a locale that knows Arabic letters, C.UTF-8 for one; never C.

{cluster_sql(passwords)}

SELECT {name} WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = {literal(database)}) \\gexec
\\connect {identifier(database)}

{database_sql(database)}
"""


def identifier(name: str) -> str:
    """A name of the database's own, quoted."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text value, quoted."""
    if "\\" in text or "\0" in text:
        raise ValueError("A password or name may hold neither a backslash nor a null character.")
    return "'" + text.replace("'", "''") + "'"
