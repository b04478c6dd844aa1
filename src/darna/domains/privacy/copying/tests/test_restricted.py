"""Of a file restricted to named workers nobody else sees one row in any table, whatever SQL they write."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from psycopg import sql

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.base.rowsecurity.lifecycle import declared
from darna.domains.people.actions import protect_person
from darna.domains.privacy.copying.tests.makers import Kept, done, full_file
from darna.domains.privacy.tests.conftest import house

__all__ = ["full_file", "house"]

#: What says that there is somebody, and nothing of them: the trail and the letters have rules and tests of their own.
ELSEWHERE = {"audit_entry", "audit_change"}


def tables() -> list[tuple[str, str]]:
    """Every table that refers to a person, and by which column."""
    found = []
    for model, lifecycle in declared():
        fields = {field.name: field.column for field in model._meta.concrete_fields}
        column = fields.get(lifecycle.person_field) or fields.get(f"{lifecycle.person_field}_id")
        if column and model._meta.db_table not in ELSEWHERE:
            found.append((model._meta.db_table, str(column)))
    return found


def counted(by: Actor, person: Any) -> dict[str, int]:
    """How many rows of a person each table shows to somebody; tables that may not be read at all are left out."""
    seen: dict[str, int] = {}
    with acting(by.context), connection.cursor() as cursor:
        for table, column in tables():
            cursor.execute("select has_table_privilege(%s, 'select')", [table])
            if not cursor.fetchone()[0]:
                continue
            question = sql.SQL("select count(*) from {} where {} = %s")
            cursor.execute(question.format(sql.Identifier(table), sql.Identifier(column)), [person])
            seen[table] = cursor.fetchone()[0]
    return seen


def test_no_table_shows_a_restricted_child_to_anybody_who_is_not_named(kept: Kept) -> None:
    before = counted(kept.house.colleague, kept.person_id)
    done(kept.house.supervisor, protect_person, kept.person_id, [kept.house.worker.membership_id])
    named = counted(kept.house.worker, kept.person_id)
    full = {table for table, rows in named.items() if rows}
    # A test that finds nothing to hide would pass for that.
    assert len(full) > 50
    assert {table for table, rows in before.items() if rows} >= full - {"people_protectedtoken", "people_namedworker"}
    others = {
        "colleague": kept.house.colleague,
        "reception": make_member(Role.RECEPTIONIST),
        "officer": kept.officer,
        "administrator": make_member(Role.AGENCY_ADMINISTRATOR),
        "planner": make_member(Role.PLANNER),
    }
    for who, other in others.items():
        assert {table: rows for table, rows in counted(other, kept.person_id).items() if rows} == {}, who


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.DATA_OFFICER])
def test_no_table_shows_anybody_to_an_agency_they_never_came_to(kept: Kept, role: Role) -> None:
    stranger = make_member(role, agency=make_agency("odco"))
    assert {table: rows for table, rows in counted(stranger, kept.person_id).items() if rows} == {}
