"""The assertions of the catalogue: what PostgreSQL itself says about roles, guards, views and functions."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections

from darna.base.rowsecurity.lifecycle import Lifecycle
from darna.base.rowsecurity.open_tables import OPEN_TABLES

#: Definer functions that exist on purpose; each has a fixed search_path and no grant to everybody.
DEFINERS = frozenset(
    {
        "claim",
        "note_change",
        "note_additions",
        "record_entry",
        "is_operator",
        "invitation_by_token",
        "show_person",
        "person_visibility",
        "worker_visibility",
        "protect_person",
        "follows_emergencies",
        "open_in_emergency",
        "keep_emergency",
        "only_named_open_a_file",
        "search_persons",
        "search_many",
        "escalate_clocks",
        "days_to_access",
        "calendar_feed",
        "known_source_rows",
        "persons_of_import",
        "show_case",
        "show_new_cases",
        "case_visibility",
        "case_visibility_of_person",
        "case_visibility_on_protection",
        "case_share",
        "requests_due",
        "emergency_of_cases",
        "drop_drafts",
        "drop_staged",
        "end_exports",
        "tell_step",
        "match_consent",
        "persons_to_mark",
        "offer_marks",
        "find_matches",
        "end_matches",
        "match_follows_consent",
        "match_follows_person",
        "side_takes_a_step",
        "match_goes_on",
        "other_sides",
        "handed_over",
        "check_package_key",
        "link_is_allowed",
        "check_link",
        "tell_link_step",
        "end_links",
        "links_follow_person",
        "links_follow_consent",
        "count_link",
        "link_behind",
        "link_is_live",
        "own_link",
        "note_link",
        "open_link",
        "link_has_step",
        "link_key",
        "answer_link",
        "end_referrals",
        "referrals_follow_person",
        "referrals_follow_consent",
        "transferred_over",
        "took_on",
        "end_transfers",
        "reckon_terms",
        "terms_of_new_persons",
        "terms_follow_person",
        "terms_of_new_cases",
        "terms_follow_case",
        "look_at_terms",
        "refuse_while_held",
        "officer_decides",
        "officer_acts",
        "transfers_follow_person",
        "transfers_follow_consent",
        "takes_part",
        "cohort_counts",
        "seal",
        "unsealed",
        "bump_epoch",
        "withdraw_import",
        "withdraw_visits",
        "rows_as_they_came",
        "directory_follows",
        "find_pages",
        "count_asking",
        "is_asking_over",
        "note_asking",
        "asked_under",
        "ask",
        "read_question",
        "add_message",
        "confirm_time",
        "withdraw_question",
        "suggestions_follow",
        "find_offers",
        "suggest_edit",
        "take_turn",
        "hindrances_to_merge",
        "merge_persons",
        "part_persons",
        "is_kept_from",
        "has_officer",
        "route_complaint",
        "keep_from_complaint",
        "complaint_counts",
        "complaints_of_night",
        "note_complaint",
        "complained_under",
        "say_in_complaint",
        "complain",
        "read_complaint",
        "add_to_complaint",
        "close_complaint",
        "ask_review",
        "decide_handover",
    }
)

_SENTENCES: dict[str, str] = {
    "the application role can pass row security": """
        select rolname from pg_roles
         where rolname in ('darna_app', 'darna_portal', 'darna_linker', 'darna_stats')
           and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)""",
    "the application role is a member of another role": """
        select r.rolname from pg_auth_members m join pg_roles a on a.oid = m.member join pg_roles r on r.oid = m.roleid
         where a.rolname = 'darna_app'""",
    "the application role owns something": """
        select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'darna_app'""",
    "the application role may create or truncate": """
        select 'schema ' || nspname from pg_namespace where nspname in ('public', 'sec')
           and has_schema_privilege('darna_app', oid, 'create')
        union all select 'temporary tables' where has_database_privilege('darna_app', current_database(), 'temp')
        union all select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
           and has_table_privilege('darna_app', oid, 'truncate')""",
    "a view does not ask as its reader": """
        select c.relname from pg_class c where c.relkind = 'v' and c.relnamespace = 'public'::regnamespace
           and not coalesce(c.reloptions @> array['security_invoker=true'], false)""",
    "a materialised view exists": """
        select relname from pg_class where relkind = 'm' and relnamespace = 'public'::regnamespace""",
    "a policy lets everybody": """
        select polrelid::regclass || '.' || polname from pg_policy
         where pg_get_expr(polqual, polrelid) = 'true' or pg_get_expr(polwithcheck, polrelid) = 'true'""",
    "a definer function is not fixed": """
        select proname from pg_proc where prosecdef and pronamespace = 'sec'::regnamespace
           and not exists (select 1 from unnest(coalesce(proconfig, '{}')) s where s like 'search_path=%')""",
    "everybody may call a function of sec": """
        select proname from pg_proc where pronamespace = 'sec'::regnamespace
           and exists (select 1 from aclexplode(coalesce(proacl, acldefault('f', proowner))) a where a.grantee = 0)
           and prosecdef""",
    "the role of the public side may read a table": """
        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p', 'v', 'm') and n.nspname in ('public', 'sec')
           and has_any_column_privilege('darna_portal', c.oid, 'select')""",
    "a published view is not the guard's": """
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
          join pg_roles r on r.oid = c.relowner
         where n.nspname = 'published' and not (c.relkind = 'v' and r.rolname = 'darna_guard'
           and coalesce(c.reloptions @> array['security_barrier=true'], false))""",
    "a collation needs ICU": """
        select a.attrelid::regclass || '.' || a.attname from pg_attribute a join pg_collation c on c.oid = a.attcollation
         where c.collprovider = 'i'""",
}


def guarded_tables() -> set[str]:
    """Tables of models that declare what becomes of a person's or an agency's rows."""
    return {m._meta.db_table for m in apps.get_models() if isinstance(getattr(m, "lifecycle", None), Lifecycle)}


def faults(*, using: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """Everything the catalogue says that must not be so, as sentences; nothing when all guards are in place."""
    with connections[using].cursor() as cursor:
        for sentence, query in _SENTENCES.items():
            cursor.execute(query)
            for (name,) in cursor.fetchall():
                yield f"{sentence}: {name}"
        cursor.execute("select proname from pg_proc where prosecdef and pronamespace <> 'pg_catalog'::regnamespace")
        for (name,) in cursor.fetchall():
            if name not in DEFINERS and not name.startswith("procrastinate"):
                yield f"a definer function is not on the list: {name}"
        yield from _table_faults(cursor)


def _table_faults(cursor: object) -> Iterator[str]:
    cursor.execute(  # type: ignore[attr-defined]
        """select c.relname, c.relrowsecurity, c.relforcerowsecurity,
                  array(select v from unnest(array['select', 'insert', 'update', 'delete']) v
                         where has_table_privilege('darna_app', c.oid, v)),
                  array(select case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                                           when 'd' then 'delete' end from pg_policy where polrelid = c.oid)
             from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace"""
    )
    guarded = guarded_tables()
    for table, enabled, forced, granted, policies in cursor.fetchall():  # type: ignore[attr-defined]
        if table in guarded or table not in OPEN_TABLES:
            if not (enabled and forced):
                yield f"row security is not forced: {table}"
            for verb in set(granted) - set(policies):
                yield f"a verb is granted without a policy: {verb} on {table}"
