"""Lists and the file: what they hold, in which order, in how many queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from darna.base.codelists.queries import choices
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions, queries
from darna.domains.cases.models import Case
from darna.domains.cases.tests.makers import House, make_case, make_person, make_shared_case
from darna.domains.cases.values import CaseFilters, NeedDraft
from darna.kernel.clock import now, today
from darna.kernel.errors import Refused


def _many(house: House, number: int) -> list[Case]:
    person = make_person(house.worker)
    with acting(house.worker.context):
        return [
            Case.objects.create(
                agency_id=house.worker.agency_id,
                person_id=person,
                reference=f"T-{n}",
                programme="returned_mre" if n % 2 else "mre_abroad",
                priority=("high", "medium", "low")[n % 3],
                worker_id=house.worker.membership_id if n % 5 == 0 else None,
                opened_on=today() - timedelta(days=n),
                target_on=today() + timedelta(days=n) if n % 4 else None,
            )
            for n in range(number)
        ]


def test_fifty_rows_take_five_queries_however_long_the_register(house: House) -> None:
    _many(house, 120)
    choices("programme")
    with (
        acting(house.worker.context),
        CaptureQueriesContext(
            connection,
        ) as seen,
    ):
        page = queries.case_list(house.worker, CaseFilters(), 2)
    assert len(seen) <= 6, [query["sql"][:80] for query in seen]
    assert (page.first, page.last, page.total, page.is_more, page.has_next) == (51, 100, 120, False, True)


def test_the_list_is_sorted_by_day_target_and_priority(house: House) -> None:
    cases = _many(house, 6)
    with acting(house.worker.context):
        orders = {sort: _references(house, CaseFilters(sort=sort)) for sort in ("opened", "-opened", "target")}
        pressing = queries.case_list(house.worker, CaseFilters(sort="priority")).lines
    assert orders["opened"] == [case.reference for case in cases]
    assert orders["-opened"] == orders["opened"][::-1]
    assert orders["target"][:4] == ["T-1", "T-2", "T-3", "T-5"]
    assert [line.priority for line in pressing] == ["high", "high", "medium", "medium", "low", "low"]


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"worker": "mine"}, ["T-0", "T-5"]),
        ({"worker": "none", "priority": "medium"}, ["T-1", "T-4", "T-7"]),
        ({"programme": "mre_abroad", "priority": "high"}, ["T-0", "T-6"]),
        ({"origin": "shared"}, []),
        ({"state": "closed"}, []),
    ],
)
def test_the_list_is_narrowed(house: House, narrowed: dict[str, str], expected: list[str]) -> None:
    _many(house, 8)
    with acting(house.worker.context):
        assert _references(house, CaseFilters(**narrowed)) == expected


def test_the_list_is_narrowed_by_days(house: House) -> None:
    _many(house, 8)
    days = CaseFilters(opened_from=today() - timedelta(days=3), opened_to=today() - timedelta(days=2))
    with acting(house.worker.context):
        assert _references(house, days) == ["T-2", "T-3"]


def test_what_waits_is_listed_by_worker_and_nothing_costs_more_without_it(house: House) -> None:
    old, mine = today() - timedelta(days=90), house.worker.membership_id
    quiet = make_case(house.worker, worker_id=mine, opened_on=old)
    make_case(house.colleague, worker_id=house.colleague.membership_id, opened_on=old)
    late = make_case(house.worker, worker_id=mine, programme="mre_abroad")
    with acting(house.worker.context):
        actions.set_task(late.pk, "Call", today() - timedelta(days=1), by=house.worker)
        assert _references(house, CaseFilters(quiet="mine")) == [quiet.reference]
        assert _references(house, CaseFilters(quiet=str(mine), programme="mre_abroad")) == []
        assert _references(house, CaseFilters(late="mine")) == [late.reference]
        assert _references(house, CaseFilters(late=str(house.colleague.membership_id))) == []
        with CaptureQueriesContext(connection) as plain:
            queries.case_list(house.worker, CaseFilters())
        with CaptureQueriesContext(connection) as narrowed:
            queries.case_list(house.worker, CaseFilters(quiet="mine", late="mine"))
    assert not [query for query in plain if "cases_task" in query["sql"] or "cases_encounter" in query["sql"]]
    assert len(narrowed) <= len(plain) + 1


def test_a_file_is_read_in_twelve_queries_however_much_is_in_it(house: House) -> None:
    case = make_case(house.worker, needs=[NeedDraft("housing")], worker_id=house.worker.membership_id)
    make_case(house.worker, case.person_id, programme="mre_abroad")
    with acting(house.worker.context):
        for hour in range(40):
            when = now() - timedelta(hours=hour + 1)
            actions.write_encounter(case.pk, kind="call", note=f"call {hour}", happened_at=when, by=house.worker)
        with CaptureQueriesContext(connection) as seen:
            found = queries.file_cases(house.worker, case.person_id)
    assert len(seen) <= 12, [query["sql"][:80] for query in seen]
    assert len(found.cases) == 2
    assert len(found.timeline.items) == 30


def test_the_timeline_goes_on_where_it_ended_and_loses_nothing(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.worker.context):
        for hour in range(40):
            when = now() - timedelta(hours=hour + 1)
            actions.write_encounter(case.pk, kind="call", note=f"call {hour}", happened_at=when, by=house.worker)
        first = queries.timeline(house.worker, case.person_id)
        rest = queries.timeline(house.worker, case.person_id, before=first.items[-1].order[0])
    told = [item.body for item in (*first.items, *rest.items) if item.kind == "call"]
    assert told == [f"call {hour}" for hour in range(40)]
    assert (bool(first.older), rest.older) == (True, "")


def test_the_timeline_tells_consents_and_shares_too(house: House) -> None:
    case, _share = make_shared_case(house.worker, house.partner)
    with acting(house.worker.context):
        kinds = {item.kind for item in queries.timeline(house.worker, case.person_id).items}
    assert {"consent", "referral", "case"} <= kinds


def test_a_planner_lists_nothing(house: House) -> None:
    with acting(house.planner.context), pytest.raises(Refused):
        queries.case_list(house.planner, CaseFilters())


def _references(house: House, filters: CaseFilters) -> list[str]:
    return [line.reference for line in queries.case_list(house.worker, filters).lines]
