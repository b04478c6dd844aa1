"""Merging two files and parting them again: the very same state of every table, and nobody's rows but one's own.

The connection is a superuser's that acts as the application's role: between two acts every table is read as it lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from darna.base.database.temporary import temporary_server
from darna.base.rowsecurity.context import acting
from darna.base.rowsecurity.lifecycle import OnMerge, declared
from darna.domains.cases.actions import note_need, revoke_share, write_encounter
from darna.domains.cases.values import NeedDraft
from darna.domains.people.actions import (
    merge_persons,
    name_worker,
    part_persons,
    protect_person,
    register_person,
)
from darna.domains.people.actions.registering import CHANGEABLE
from darna.domains.people.queries import person_card
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.domains.privacy.copying import gather
from darna.domains.privacy.copying.tests.makers import Kept, make_kept
from darna.kernel.errors import Refused

#: The trail only grows, and a merge leaves its own row.
#: These show a row to whoever may see it now, or write down that it moved.
SEE_THE_MOVE = {"change_is_noted", "share_is_visible", "emergency_opens_for_its_hours", "emergency_shows_cases"}
GROWING = ("audit_", "people_merge", "procrastinate_", "django_", "sec.")


@pytest.fixture(scope="module")
def full(django_db_setup: None, django_db_blocker: Any) -> Iterator[Kept]:
    """Somebody of whom the house keeps something in every table."""
    with django_db_blocker.unblock(), temporary_server(shared=True) as server:
        here = connections["default"]
        own = dict(here.settings_dict)
        parts = urlsplit(server.url("super", str(own["NAME"])))
        here.close()
        here.settings_dict.update(USER=parts.username or "", PASSWORD=parts.password or "")
        try:
            with here.cursor() as cursor:
                cursor.execute("set role darna_app")
            with transaction.atomic():
                yield make_kept()
                transaction.set_rollback(True)
        finally:
            here.close()
            here.settings_dict.update(own)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def state() -> dict[str, list[str]]:
    """Every row of every table as it lies, ciphertexts included."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("set local role none")
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
        for (table,) in cursor.fetchall():
            if not table.startswith(GROWING):
                drop = " - 'version'" if table == "people_person" else ""
                cursor.execute(f"select (to_jsonb(t){drop})::text from {table} t order by 1")
                found[table] = [row for (row,) in cursor.fetchall()]
        cursor.execute("set local role darna_app")
    return found


def differing(one: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, Any]:
    return {
        table: (sorted(set(one[table]) - set(other[table])), sorted(set(other[table]) - set(one[table])))
        for table in one
        if one[table] != other[table]
    }


def moving() -> set[str]:
    """Tables of which rows follow their person; what says who sees a case is made anew with it."""
    tables = {model._meta.db_table for model, lifecycle in declared() if lifecycle.merge is OnMerge.MOVE}
    return tables - {"cases_casevisible"}


def unshared(full: Kept) -> None:
    share = apps.get_model("cases.CaseShare").objects.get(person_id=full.person_id)
    revoke_share(share.pk, seen_version=share.version, by=full.house.worker)


def another(full: Kept, **told: Any) -> UUID:
    draft = make_draft(given_name="Fatna", given_name_ar="فاطنة", sex="X", commune="", address="Rue 5", **told)
    person: UUID = register_person(draft, make_terms(), by=full.house.worker).pk
    return person


def test_every_table_that_moves_is_known_to_the_function_that_moves(full: Kept) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select distinct table_name from sec.follows_person")
        known = {table for (table,) in cursor.fetchall()}
    assert known == moving()


def named_for(person_id: UUID) -> set[UUID]:
    named = apps.get_model("people.NamedWorker").objects.filter(person_id=person_id)
    return set(named.values_list("membership_id", flat=True))


def persons_of(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("set local role none")
        cursor.execute(f"select distinct person_id::text from {table}")
        found = {row for (row,) in cursor.fetchall()}
        cursor.execute("set local role darna_app")
    return found


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(taken=st.sets(st.sampled_from(sorted(CHANGEABLE))), is_full_kept=st.booleans(), is_protected=st.booleans())
def test_parting_restores_every_table_as_it_was(
    full: Kept, taken: set[str], is_full_kept: bool, is_protected: bool
) -> None:
    worker, lead = full.house.worker, full.house.supervisor
    with undone():
        with acting(worker.context):
            unshared(full)
            two = (full.person_id, another(full))
        if is_protected:
            with acting(lead.context):
                for person in two:
                    protect_person(person, {worker.membership_id}, by=lead)
                for worker_id in named_for(two[0]) - named_for(two[1]):
                    name_worker(two[1], worker_id, by=lead)
        kept, closed = two if is_full_kept else two[::-1]
        before = state()
        with acting(worker.context):
            merge = merge_persons(kept, closed, taken, by=worker)
            person_card(worker, kept)
        left = {table for table in moving() if str(closed) in persons_of(table)}
        assert left == set()
        with acting(lead.context):
            part_persons(merge.pk, by=lead)
        assert differing(before, state()) == {}


def test_guards_of_what_moves_let_the_move_through_and_nothing_else(full: Kept) -> None:
    """Every trigger that looks at each change of such a row stands aside for the guard's move, or is to see it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname || '.' || g.tgname, pg_get_triggerdef(g.oid) from pg_trigger g "
            "join pg_class c on c.oid = g.tgrelid where not g.tgisinternal and g.tgtype::integer & 17 = 17 "
            "and g.tgattr = ''::int2vector and c.relname = any (%s)",
            [sorted(moving())],
        )
        found = dict(cursor.fetchall())
    seeing = {name for name in found if name.split(".")[1] in SEE_THE_MOVE}
    aside = {name for name, definition in found.items() if "CURRENT_USER" in definition}
    assert found.keys() - seeing - aside == set()
    assert len(aside) > 25


def merged(full: Kept, kept: UUID, closed: UUID) -> Any:
    with acting(full.house.worker.context):
        return merge_persons(kept, closed, by=full.house.worker)


def test_what_was_sealed_since_into_what_came_hinders_and_nothing_is_parted(full: Kept) -> None:
    worker, lead = full.house.worker, full.house.supervisor
    with undone():
        with acting(worker.context):
            unshared(full)
            twin = another(full)
        merge = merged(full, twin, full.person_id)
        with acting(worker.context):
            write_encounter(full.case_id, kind="call", note="Elle a trouvé un travail.", by=worker)
        before = state()
        with acting(lead.context), pytest.raises(Refused, match="written_since_the_merge") as told:
            part_persons(merge.pk, by=lead)
        assert told.value.values["tables"] == {"cases_encounter": 1}
        assert differing(before, state()) == {}


def test_what_was_written_in_clear_since_goes_back_with_what_it_belongs_to(full: Kept) -> None:
    worker, lead = full.house.worker, full.house.supervisor
    with undone():
        with acting(worker.context):
            unshared(full)
            twin = another(full)
        merge = merged(full, twin, full.person_id)
        with acting(worker.context):
            need = note_need(full.case_id, NeedDraft("housing"), by=worker)
        with acting(lead.context):
            part_persons(merge.pk, by=lead)
            assert apps.get_model("cases.Need").objects.get(pk=need.pk).person_id == full.person_id
            assert apps.get_model("cases.Case").objects.get(pk=full.case_id).person_id == full.person_id


def test_a_copy_for_the_person_tells_what_both_files_say(full: Kept) -> None:
    with undone():
        with acting(full.house.worker.context):
            unshared(full)
            twin = another(full)
        merged(full, full.person_id, twin)
        with acting(full.officer.context):
            copy = gather(full.officer, full.person_id)
    (rows,) = [table.rows for part in copy.parts for table in part.tables if table.code == "people_person"]
    told = {value for row in rows for _column, value in row.cells if isinstance(value, str)}
    assert {"Fatna", "Rue 5", "kept:address"} <= told
