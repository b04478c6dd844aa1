"""Tables without rows of a person or an agency: what the application role may do there, and why they are open."""

from __future__ import annotations

from collections.abc import Iterator

READ = "select"
WRITE = "select, insert, update, delete"

OPEN_TABLES: dict[str, tuple[str, str]] = {
    "accounts_account": ("select, insert, update", "sign-in looks an account up before any context exists"),
    "account_emailaddress": (WRITE, "allauth: addresses of staff accounts, read at sign-in"),
    "account_emailconfirmation": (WRITE, "allauth: confirmation keys of staff accounts"),
    "mfa_authenticator": (WRITE, "allauth: second factors, their secrets sealed under the installation's key"),
    "accounts_organisationlink": (
        "select, insert, delete",
        "whoever comes back from an organisation is looked up before any context exists; keyed hashes, no names",
    ),
    "usersessions_usersession": (WRITE, "allauth: the list of a staff account's own sessions"),
    "django_session": (WRITE, "sessions are found by their random key alone"),
    "django_content_type": (READ, "names of models"),
    "auth_permission": (READ, "unused by Darna; Django reads it"),
    "accounts_throttle": (WRITE, "counters keyed by a keyed hash, no names"),
    "accounts_account_groups": (READ, "unused by Darna"),
    "accounts_account_user_permissions": (READ, "unused by Darna"),
    "auth_group": (READ, "unused by Darna"),
    "auth_group_permissions": (READ, "unused by Darna"),
    "places_region": (READ, "the statistical office's list"),
    "places_province": (READ, "the statistical office's list"),
    "places_commune": (READ, "the statistical office's list"),
    "places_country": (READ, "ISO 3166"),
    "codelists_codelist": (READ, "code lists are public"),
    "codelists_code": (READ, "code lists are public"),
    "django_migrations": (READ, "the health check compares it with the code"),
    "procrastinate_jobs": (WRITE, "jobs carry identifiers only, never names"),
    "procrastinate_events": (WRITE, "states of jobs"),
    "procrastinate_periodic_defers": (WRITE, "the clock of periodic jobs"),
    "procrastinate_workers": (WRITE, "heartbeats of workers"),
    "django_site": (READ, "unused by Darna"),
}


def grants_sql(existing: set[str]) -> Iterator[str]:
    """The grants of the open tables that exist, as SQL statements."""
    for table, (verbs, _reason) in OPEN_TABLES.items():
        if table in existing:
            yield f"revoke all on {table} from darna_app, public"
            yield f"grant {verbs} on {table} to darna_app"
            yield f"grant select, insert, update, delete on {table} to darna_migrator"
    yield "grant usage on all sequences in schema public to darna_app, darna_migrator, darna_guard"
    yield "grant usage on schema public to darna_app, darna_migrator, darna_guard"
