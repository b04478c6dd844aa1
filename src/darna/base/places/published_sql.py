"""SQL of what the public reads of places: names of regions, provinces, communes and countries, and their censuses.

They are nobody's: there is no row security to look past, so the views stay their owner's. They bear the names of their
tables, which the portal's role finds in this schema first.
"""

_TABLES = ("places_region", "places_province", "places_commune", "places_country")
_VIEWS = ", ".join(f"published.{table}" for table in _TABLES)

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
    )
)

NOT_PUBLISHED = f"drop view if exists {_VIEWS};"
