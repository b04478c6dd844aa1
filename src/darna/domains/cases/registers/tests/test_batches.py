"""A long register comes in by batches: what a crash cuts off goes on, no row comes twice, and all of it goes out again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.audit.tests.databases import House as Database
from darna.base.audit.tests.databases import fresh_house as database
from darna.base.rowsecurity.context import acting
from darna.domains.cases.registers import actions, bringing, comparing
from darna.domains.cases.registers.queries import imports_of
from darna.domains.cases.registers.tests.registers import TABLES, counts, row, table, undone, workbook
from darna.kernel.errors import Refused

__all__ = ["database"]

FAMILIES = ("Ouazzani", "Belghazi", "Azaroual", "Ouhmad", "Tazi", "Amrani")
#: Six persons; a later row of the first, the same row again, one that may be the second, and one that is refused.
ROWS = (
    *(row(family=name, given="Zineb", cin=f"IC 99{n}122", phone="", birth=date(1960 + 4 * n, 1, 2))
      for n, name in enumerate(FAMILIES)),
    row(family="Ouazzani", given="Zineb", cin="IC 990122", phone="", birth=date(1960, 1, 2), received=date(2023, 9, 1)),
    row(family="Belghazi", given="Zineb", cin="IC 991122", phone="", birth=date(1964, 1, 2)),
    row(family="Belghazi", given="Zeineb", cin="", phone="", birth=date(1964, 1, 2)),
    row(family="", given="", cin="", phone=""),
)  # fmt: skip
#: The same file every time: a workbook tells the second in which it was saved.
FILE = workbook(*ROWS)
TOLD = {"rows": 10, "created": 6, "known": 2, "proposed": 1, "refused": 1}


@pytest.fixture
def by(database: Database, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """A supervisor whose registers of three rows are long, in batches of two rows and of three pairs."""
    monkeypatch.setattr(actions, "AT_ONCE", 3)
    monkeypatch.setattr(bringing, "IN_A_BATCH", 2)
    monkeypatch.setattr(comparing, "TOGETHER", 3)
    return replace(database.staff(Role.SUPERVISOR), reference_prefix="BM")


def _bring(by: Actor, **options: Any) -> Any:
    return actions.bring_register(FILE, name="register.xlsx", by=by, **options)


def _told(result: Any) -> dict[str, Any]:
    return {**{name: getattr(result, name) for name in TOLD}, "refused": len(result.refused)}


def _cut_off(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, after: int) -> None:
    """The machine goes away at a later call."""
    real, calls = getattr(module, name), iter(range(1000))

    def burst(*args: Any, **more: Any) -> Any:
        if next(calls) >= after:
            raise RuntimeError("the machine went away")
        return real(*args, **more)

    monkeypatch.setattr(module, name, burst)


def test_every_row_is_told_as_if_it_came_in_at_once(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = _bring(by, dry_run=True)
    result = _bring(by)
    assert _told(result) == _told(tried) == TOLD
    assert (result.visits_of_known, result.warnings, result.skipped) == (1, tried.warnings, tried.skipped)
    with acting(by.context):
        batch = table("imports.ImportBatch").get()
        assert {name: getattr(batch, name) for name in TOLD} == TOLD
        assert (batch.state, batch.to_compare, batch.pk) == ("committed", 0, result.batch)
        (pair,) = table("people.DuplicateProposal").all()
        rows = dict(table("imports.ImportedRow").filter(made_person=True).values_list("person_id", "row"))
        assert (rows[pair.person_id], rows[pair.other_id]) == (10, 3)
        assert [one.row for one in table("imports.ImportedRow").filter(came_as="proposed")] == [10]
        assert table("audit.Entry").filter(verb="register.imported").count() == 1


@pytest.mark.parametrize(
    ("module", "name", "after", "left"),
    [(bringing, "save", 1, 2), (bringing, "_finished", 0, 8), (comparing, "_compare_some", 1, 8)],
)
def test_what_was_cut_off_goes_on_and_no_row_comes_twice(
    by: Actor, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, after: int, left: int
) -> None:
    monkeypatch.setattr(bringing, "by_hands", lambda work, items: map(work, items))
    with monkeypatch.context() as crash:
        _cut_off(crash, module, name, after)
        with pytest.raises(RuntimeError):
            _bring(by)
    found = counts(by)
    assert found["imports.ImportedRow"] == found["cases.Encounter"] >= left
    again = _bring(by)
    with acting(by.context):
        batches = list(table("imports.ImportBatch").order_by("brought_at"))
    assert (_told(again), len(batches)) == (TOLD, 1)
    assert {name: getattr(batches[0], name) for name in TOLD} == TOLD
    now = counts(by)
    assert (now["people.Person"], now["cases.Encounter"], now["imports.ImportedRow"]) == (7, 8, 8)


def test_a_batch_that_fails_leaves_nothing_of_itself(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as crash:
        _cut_off(crash, bringing, "save", 0)
        with pytest.raises(RuntimeError):
            _bring(by)
    assert counts(by) == dict.fromkeys(TABLES, 0)
    (line,) = _imports(by)
    assert (line.is_under_way, line.may_be_undone, line.rows) == (True, True, 0)


def test_all_of_it_goes_out_again_pairs_and_all(by: Actor) -> None:
    result = _bring(by)
    back = undone(result.batch, by=by)
    assert (back.undone, back.persons, back.kept) == (8, 7, ())
    assert counts(by) == dict.fromkeys(TABLES, 0)


def test_what_was_cut_off_goes_out_again(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as crash:
        _cut_off(crash, bringing, "save", 2)
        with pytest.raises(RuntimeError):
            _bring(by)
    (line,) = _imports(by)
    back = undone(line.id, by=by)
    assert counts(by) == dict.fromkeys(TABLES, 0)
    (line,) = _imports(by)
    assert (line.is_undone, line.rows, line.undone_rows) == (True, back.undone, back.undone)
    assert _told(_bring(by)) == TOLD


def test_whoever_takes_it_back_stops_what_is_under_way(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "by_hands", lambda work, items: map(work, items))

    def tell(step: str, done: int, total: int) -> None:
        if step == bringing.WRITING and done:
            undone(_only_import(by), by=by)

    with pytest.raises(Refused) as told:
        _bring(by, progress=tell)
    assert told.value.code == "import_was_stopped"
    assert counts(by) == dict.fromkeys(TABLES, 0)


def test_the_hand_of_another_agency_goes_on_with_nothing(by: Actor, database: Database) -> None:
    _bring(by)
    other = replace(database.staff(Role.SUPERVISOR, database.other_agency_id), reference_prefix="EN")
    assert _told(_bring(other)) == TOLD


def _imports(by: Actor) -> Any:
    with acting(by.context):
        return imports_of(by)


def _only_import(by: Actor) -> Any:
    """The key of the only import."""
    with acting(by.context):
        return table("imports.ImportBatch").get().pk
