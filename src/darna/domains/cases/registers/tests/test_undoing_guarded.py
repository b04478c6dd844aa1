"""The database itself lets go only of what an import wrote, and only to somebody who sees the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.audit.tests.databases import House as Database
from darna.base.audit.tests.databases import house as database
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions as cases
from darna.domains.cases.registers import undoing
from darna.domains.cases.registers.tests.registers import bring, row, table, undone
from darna.domains.cases.tests.makers import House, make_case, make_person
from darna.domains.people import actions as people
from darna.kernel.errors import Refused

__all__ = ["database"]

ZINEB = row(family="Ouazzani", given="Zineb", cin="IC 991122", phone="")


@pytest.fixture
def second_supervisor(house: House) -> Actor:
    """A colleague who protects a file and names nobody else for it."""
    return make_member(Role.SUPERVISOR)


def _withdrawn(batch: UUID) -> int:
    """How many rows go by raw SQL, all rows of the import asked for."""
    with connection.cursor() as cursor:
        ids = list(table("imports.ImportedRow").values_list("pk", flat=True))
        cursor.execute("select sec.withdraw_visits(%s, %s)", [batch, ids])
        return int(cursor.fetchone()[0])


def _visit_of_a_protected_file(house: House, protector: Actor) -> Any:
    """The import of a visit to somebody who had a file, which a colleague has protected since."""
    person = make_person(house.worker)
    make_case(house.worker, person, programme="returned_mre")
    result = bring(row(birth=date(1995, 4, 12), cin="I 232540"), by=house.supervisor)
    assert (result.known, result.created) == (1, 0)
    with acting(protector.context):
        people.protect_person(person, [], by=protector)
    return result


def test_a_visit_to_a_file_protected_since_stays_and_is_named(house: House, second_supervisor: Actor) -> None:
    result = _visit_of_a_protected_file(house, second_supervisor)
    back = undone(result.batch, by=house.supervisor)
    assert (back.undone, [(one.row, one.reason) for one in back.kept]) == (0, [(2, "file_not_visible")])
    with acting(second_supervisor.context):
        assert table("cases.Encounter").count() == 1
    # Whoever is named for the file takes its visit back.
    assert undone(result.batch, by=second_supervisor).undone == 1


def test_raw_sql_withdraws_nothing_of_a_file_it_does_not_see(house: House, second_supervisor: Actor) -> None:
    result = _visit_of_a_protected_file(house, second_supervisor)
    with acting(house.supervisor.context):
        assert _withdrawn(result.batch) == 0


def test_an_undoing_that_finds_less_than_it_counted_changes_nothing(
    house: House, second_supervisor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = _visit_of_a_protected_file(house, second_supervisor)
    monkeypatch.setattr(undoing, "_kept", lambda *_: {})
    with pytest.raises(Refused) as told:
        undone(result.batch, by=house.supervisor)
    assert told.value.code == "import_changed_meanwhile"
    with acting(house.supervisor.context):
        assert table("imports.ImportBatch").get().state == "committed"


@pytest.mark.parametrize("column", ["case_id", "person_id", "encounter_id", "need_id"])
def test_a_row_that_names_what_another_row_brought_withdraws_nothing(desk: House, column: str) -> None:
    result = bring(row(), ZINEB, by=desk.supervisor)
    rows = table("imports.ImportedRow").order_by("row")
    rows.filter(row=2).update(**{column: getattr(rows.get(row=3), column)})
    assert _withdrawn(result.batch) == 1
    assert list(rows.values_list("row", flat=True)) == [2]


@pytest.mark.parametrize("name", ["cases.Encounter", "cases.Need", "cases.Case"])
def test_what_was_saved_again_is_not_withdrawn(desk: House, name: str) -> None:
    result = bring(row(), by=desk.supervisor)
    table(name).update(version=2)
    assert _withdrawn(result.batch) == 0
    assert table(name).count() == 1


def test_a_note_that_raw_sql_calls_imported_stays(database: Database) -> None:
    """Committed apart, as at a desk: the trail tells that the note came later than the row that now names it."""
    by = replace(database.staff(Role.SUPERVISOR), reference_prefix="BM")
    result = bring(row(), ZINEB, by=by)
    with acting(by.context):
        imported = table("imports.ImportedRow").filter(row=2)
        note = cases.write_encounter(imported.get().case_id, kind="call", note="She called.", by=by)
        imported.update(encounter_id=note.pk, made_case=False)
        assert _withdrawn(result.batch) == 1
        assert table("cases.Encounter").filter(pk=note.pk).exists()
        imported.update(need_id=None)
    back = undone(result.batch, by=by)
    assert [(one.row, one.reason) for one in back.kept] == [(2, "visit_changed_since")]
