"""SQL of what the public reads of places: names of regions, provinces, communes and countries, and their censuses.

The views bear the names of their tables, which the portal's role finds in this schema first.
"""

_TABLES = ("places_region", "places_province", "places_commune", "places_country")
_VIEWS = ", ".join(f"published.{table}" for table in _TABLES)
_READ = ", ".join(f"public.{table}" for table in _TABLES)

PUBLISHED = "\n".join(
    (
        "create schema if not exists published;",
        "revoke all on schema published from public;",
        "grant usage on schema published to darna_portal, darna_app, darna_backup, darna_guard;",
        *(
            f"create view published.{table} with (security_barrier = true) as select * from public.{table};"
            for table in _TABLES
        ),
        f"revoke all on {_VIEWS} from public;",
        f"grant select on {_VIEWS} to darna_portal, darna_app, darna_backup;",
        f"grant select on {_READ} to darna_guard;",
        # Last, for the owner can no longer grant or revoke on what the guard owns.
        "grant create on schema published to darna_guard;",
        *(f"alter view published.{table} owner to darna_guard;" for table in _TABLES),
        "revoke create on schema published from darna_guard;",
    )
)

NOT_PUBLISHED = f"drop view if exists {_VIEWS}; revoke select on {_READ} from darna_guard;"
