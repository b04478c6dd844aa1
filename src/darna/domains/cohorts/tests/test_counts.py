"""What another agency learns of a cohort: numbers, none under five, whatever is done in it; and never a case."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case, make_person
from darna.domains.cohorts import actions, queries
from darna.domains.cohorts.models import CaseReview, Cohort, CohortCase
from darna.domains.cohorts.tests.makers import cohort_in, found, make_action, make_entry, make_review
from darna.domains.cohorts.values import FEWEST_TOLD, Counts
from darna.domains.people.actions import protect_person

CASES = 7


@dataclass
class Shared:
    """An action of two agencies, with cases of the one that could come into its cohort."""

    house: House
    neighbour: Actor
    action: object
    cohort: object
    cases: list[object]
    #: case → its entry, and what the last round of it found.
    inside: dict[UUID, object] = field(default_factory=dict)
    complete: dict[UUID, bool] = field(default_factory=dict)

    def do(self, what: str, which: int) -> None:
        """One thing somebody may do, if it can be done now."""
        case, by = self.cases[which], self.house.supervisor
        entry = self.inside.get(case.pk)  # type: ignore[attr-defined]
        if what == "add" and entry is None:
            self.inside[case.pk] = make_entry(by, self.cohort, case=case)  # type: ignore[attr-defined]
        elif what == "out" and entry is not None:
            with acting(by.context):
                seen = CohortCase.objects.get(pk=entry.pk).version  # type: ignore[attr-defined]
                actions.take_case_out(entry.pk, seen_version=seen, by=by)  # type: ignore[attr-defined]
            del self.inside[case.pk]  # type: ignore[attr-defined]
            self.complete.pop(case.pk, None)  # type: ignore[attr-defined]
        elif what in {"all", "some"} and entry is not None:
            make_review(by, entry, found(no=() if what == "all" else ("plan_made",)))
            self.complete[case.pk] = what == "all"  # type: ignore[attr-defined]

    def counted(self) -> Counts:
        """The numbers as one would count them by hand."""
        return Counts(len(self.inside), len(self.complete), sum(self.complete.values()))


@pytest.fixture
def shared(house: House) -> Shared:
    neighbour = make_member(Role.SUPERVISOR, agency=make_agency("entraide"))
    action = make_action(house.supervisor, house.supervisor.agency_id, neighbour.agency_id)
    person = make_person(house.worker)
    cases = [make_case(house.worker, person) for _ in range(CASES)]
    return Shared(house, neighbour, action, cohort_in(action, house.supervisor), cases)


def seen_by(reader: Actor, action: object) -> dict[bool, Counts]:
    """The numbers of each cohort as a page shows them: ours → counts."""
    with acting(reader.context):
        return {line.is_ours: line.counts for line in queries.action_card(reader, action.pk).cohorts}  # type: ignore[attr-defined]


def few(counts: Counts) -> Counts:
    """The numbers as another agency may be told."""
    told = (counts.cases, counts.reviewed, counts.complete)
    return Counts(*(number if number is not None and number >= FEWEST_TOLD else None for number in told))


steps = st.lists(
    st.tuples(st.sampled_from(["add", "add", "all", "some", "out"]), st.integers(0, CASES - 1)), max_size=25
)


def test_whatever_is_done_the_own_agency_counts_exactly_and_another_is_told_no_small_number(shared: Shared) -> None:
    @settings(max_examples=12, deadline=None, derandomize=True)
    @given(done=steps)
    def follow(done: list[tuple[str, int]]) -> None:
        with transaction.atomic():
            for what, which in done:
                shared.do(what, which)
            assert seen_by(shared.house.supervisor, shared.action)[True] == shared.counted()
            assert seen_by(shared.neighbour, shared.action)[False] == few(shared.counted())
            shared.inside.clear()
            shared.complete.clear()
            transaction.set_rollback(True)

    follow()


def test_from_five_on_the_number_is_told(shared: Shared) -> None:
    for which in range(5):
        shared.do("add", which)
    assert seen_by(shared.neighbour, shared.action)[False] == Counts(5, None, None)


def test_another_agency_reads_neither_case_nor_review_nor_cohort_however_it_asks(shared: Shared) -> None:
    for which in range(6):
        shared.do("add", which)
        shared.do("all", which)
    with acting(shared.neighbour.context):
        assert not CohortCase.objects.exists()
        assert not CaseReview.objects.exists()
        assert set(Cohort.objects.values_list("agency_id", flat=True)) == {shared.neighbour.agency_id}
    assert seen_by(shared.neighbour, shared.action)[False] == Counts(6, 6, 6)


def test_the_numbers_of_an_action_are_for_those_who_take_part(shared: Shared) -> None:
    outsider = make_member(Role.SUPERVISOR, agency=make_agency("aideca"))
    planner = make_member(Role.PLANNER)
    for reader in (outsider, planner):
        with acting(reader.context):
            assert queries.told_of_others([shared.action.pk]) == []  # type: ignore[attr-defined]


def test_a_coach_who_is_not_named_counts_what_they_see(shared: Shared) -> None:
    by, other = shared.house.supervisor, make_case(shared.house.worker, make_person(shared.house.worker))
    make_entry(by, shared.cohort, case=other)
    shared.do("add", 0)
    with acting(by.context):
        protect_person(other.person_id, [by.membership_id], by=by)
    second = make_member(Role.SUPERVISOR)
    assert seen_by(by, shared.action)[True].cases == 2
    assert seen_by(second, shared.action)[True].cases == 1


def test_the_list_and_the_card_ask_a_fixed_number_of_questions(
    shared: Shared, django_assert_max_num_queries: object
) -> None:
    by = shared.house.supervisor
    for which in range(6):
        shared.do("add", which)
        shared.do("all", which)
    with acting(by.context):
        entry = CohortCase.objects.first()
        for most, look in (
            (7, lambda: queries.action_list(by, queries.lists.ActionFilters())),
            (6, lambda: queries.action_card(by, shared.action.pk)),  # type: ignore[attr-defined]
            (5, lambda: queries.entry_page(by, shared.cohort.pk)),  # type: ignore[attr-defined]
            (18, lambda: queries.entry_card(by, entry.pk)),  # type: ignore[union-attr]
        ):
            with django_assert_max_num_queries(most):  # type: ignore[operator]
                look()
    assert connection.in_atomic_block
