"""An import is taken back row by row; what somebody worked on since stays and is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from darna.base.agencies.roles import Role
from darna.base.audit.tests.databases import House as Database
from darna.base.audit.tests.databases import house as database
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions as cases
from darna.domains.cases.registers.queries import import_report, imports_of
from darna.domains.cases.registers.tests.registers import TABLES, bring, counts, row, table, undone
from darna.domains.cases.tests.makers import House, make_case, make_person
from darna.domains.cases.values import NeedDraft
from darna.domains.people import actions as people
from darna.domains.people.values import ContactDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, NotFound, Refused

__all__ = ["database"]

ZINEB = row(family="Ouazzani", given="Zineb", cin="IC 991122", phone="", birth=date(1980, 1, 2))


def _person(family: str) -> Any:
    return table("people.Person").get(family_name=family)


def _kept(result: Any) -> list[tuple[int, str]]:
    return [(one.row, one.reason) for one in result.kept]


def test_nothing_is_left_of_an_import_that_nobody_touched(desk: House) -> None:
    result = bring(row(), ZINEB, row(received=date(2023, 9, 1), outcome="obtenu"), by=desk.supervisor)
    back = undone(result.batch, by=desk.supervisor)
    assert (back.undone, back.persons, back.cases, back.kept) == (3, 2, 2, ())
    assert counts(desk.supervisor) == dict.fromkeys(TABLES, 0)
    assert bring(row(), by=desk.supervisor).created == 1


def test_a_person_whose_file_was_changed_since_stays(desk: House) -> None:
    result = bring(row(), ZINEB, by=desk.supervisor)
    person = _person("EL IDRISSI")
    people.change_person(person.pk, {"given_name": "Nadia Zahra"}, seen_version=1, by=desk.supervisor)
    back = undone(result.batch, by=desk.supervisor)
    assert (back.undone, _kept(back)) == (1, [(2, "person_changed_since")])
    assert [one.family_name for one in table("people.Person").all()] == ["EL IDRISSI"]
    assert (table("cases.Case").count(), table("imports.ImportedRow").count()) == (1, 1)


@pytest.mark.parametrize("deed", ["task", "need", "encounter", "assigned", "closed"])
def test_a_case_in_which_somebody_worked_since_stays_with_its_person(desk: House, deed: str) -> None:
    result = bring(row(), ZINEB, by=desk.supervisor)
    case, by = table("cases.Case").get(person_id=_person("EL IDRISSI").pk), desk.supervisor
    {
        "task": lambda: cases.set_task(case.pk, "Call the fund", today(), by=by),
        "need": lambda: cases.note_need(case.pk, NeedDraft("housing"), by=by),
        "encounter": lambda: cases.write_encounter(case.pk, kind="call", note="She called.", by=by),
        "assigned": lambda: cases.assign_case(case.pk, desk.worker.membership_id, seen_version=1, by=by),
        "closed": lambda: cases.close_case(case.pk, "goals_achieved", seen_version=1, by=by),
    }[deed]()
    back = undone(result.batch, by=by)
    assert (back.undone, _kept(back)) == (1, [(2, "case_changed_since")])
    assert _person("EL IDRISSI").version == 1


def test_all_rows_of_a_person_stay_or_go_together(desk: House) -> None:
    other = row(received=date(2023, 9, 1), profile="Jeune", need="études en France")
    result = bring(row(), other, by=desk.supervisor)
    cases.set_task(table("cases.Case").get(programme="youth_orientation").pk, "Write", today(), by=desk.supervisor)
    back = undone(result.batch, by=desk.supervisor)
    assert (back.undone, _kept(back)) == (0, [(2, "case_changed_since"), (3, "case_changed_since")])


def test_a_visit_added_to_an_older_file_is_taken_out_of_it_again(house: House) -> None:
    person = make_person(house.worker)
    make_case(house.worker, person, programme="returned_mre")
    before = counts(house.supervisor)
    result = bring(row(birth=date(1995, 4, 12), cin="I 232540"), by=house.supervisor)
    assert counts(house.supervisor)["cases.Encounter"] == 1
    back = undone(result.batch, by=house.supervisor)
    assert (back.undone, back.persons, back.cases) == (1, 0, 0)
    assert counts(house.supervisor) == before


def test_what_stayed_is_in_the_report_and_can_be_taken_back_later(desk: House) -> None:
    result = bring(row(), by=desk.supervisor)
    case = table("cases.Case").get()
    cases.set_task(case.pk, "Call the fund", today(), by=desk.supervisor)
    undone(result.batch, by=desk.supervisor)
    report = import_report(desk.supervisor, result.batch)
    assert [(told.reason, told.rows) for told in report.kept] == [("case_changed_since", "2")]
    assert report.line.may_be_undone
    assert _kept(undone(result.batch, by=desk.supervisor)) == [(2, "case_changed_since")]


def test_what_is_undone_is_not_undone_twice(desk: House) -> None:
    result = bring(row(), by=desk.supervisor)
    undone(result.batch, by=desk.supervisor)
    with pytest.raises(AlreadyDone):
        undone(result.batch, by=desk.supervisor)
    assert not imports_of(desk.supervisor)[0].may_be_undone


def test_nobody_undoes_the_import_of_another_agency(house: House) -> None:
    result = bring(row(), by=house.supervisor)
    stranger = replace(house.partner, role=Role.SUPERVISOR)
    with pytest.raises(NotFound):
        undone(result.batch, by=stranger)
    with pytest.raises(Refused):
        undone(result.batch, by=house.worker)
    assert counts(house.supervisor)["people.Person"] == 1


def test_undoing_is_one_sentence_of_the_trail(desk: House) -> None:
    result = bring(row(), by=desk.supervisor)
    undone(result.batch, by=desk.supervisor)
    verbs = table("audit.Entry").filter(object_id=result.batch).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["register.imported", "register.undone"]


def test_a_phone_that_was_added_since_keeps_the_person(database: Database) -> None:
    """Committed apart, as at a desk: the trail tells that somebody wrote about the person later."""
    by = replace(database.staff(Role.SUPERVISOR), reference_prefix="BM")
    result = bring(row(), ZINEB, by=by)
    with acting(by.context):
        people.add_contact(_person("EL IDRISSI").pk, ContactDraft("email", "nadia@example.org"), by=by)
    back = undone(result.batch, by=by)
    assert (back.undone, _kept(back)) == (1, [(2, "person_changed_since")])


def test_a_visit_from_a_later_import_keeps_the_person_until_that_is_undone(database: Database) -> None:
    by = replace(database.staff(Role.SUPERVISOR), reference_prefix="BM")
    told = row(family="Alaoui", cin="IC 335577", phone="0655555555")
    first = bring(told, by=by)
    second = bring({**told, "received": date(2024, 1, 5)}, by=by)
    assert (second.known, second.visits_of_known) == (1, 1)
    assert [one.row for one in undone(first.batch, by=by).kept] == [2]
    assert undone(second.batch, by=by).undone == 1
