"""Who is warned of, when, and what drops out of the list again; the day reckoned as by hand."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from darna.base.agencies.actor import job_actor
from darna.base.rowsecurity.context import acting
from darna.domains.cases.actions import close_case, reopen_case
from darna.domains.cases.tests.makers import House, make_case, make_person
from darna.domains.people.actions import erase_person, protect_person, register_person
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.domains.retention import actions, queries
from darna.domains.retention.models import RetentionNotice
from darna.domains.retention.tests.makers import closed_long_ago, done, look, make_due, notice_of
from darna.domains.retention.values import NoticeFilters, Rule
from darna.kernel.clock import today
from darna.kernel.dates import ESTIMATE_YEARS, PartialDate, Precision

Case: Any = apps.get_model("cases", "Case")


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def of_age(birth: PartialDate | None) -> date | None:
    """The first day on which the person is surely eighteen, as the calendar counts; by the year where no day is known."""
    if birth is None:
        return None
    if birth.precision is not Precision.DAY:
        more = ESTIMATE_YEARS if birth.precision is Precision.ESTIMATED else 0
        return date(birth.value.year + 18 + more, 12, 31)
    day = birth.value.replace(day=28) if (birth.value.month, birth.value.day) == (2, 29) else birth.value
    turned = day.replace(year=day.year + 18)
    return date(turned.year, 3, 1) if day != birth.value else turned


def by_hand(ended: date, birth: PartialDate | None, months: int) -> date:
    """The last day a file is kept."""
    return months_later(max(ended, of_age(birth) or date.min), months)


def test_a_closed_case_is_warned_of_sixty_days_before_its_two_years_are_over(house: House) -> None:
    person = closed_long_ago(house.worker, days=600)
    assert look(house.worker) == 0
    with acting(house.worker.context):
        (closed_on,) = Case.objects.values_list("closed_on", flat=True)
    due = months_later(closed_on, 24)
    with time_machine.travel(due - timedelta(days=61)):
        assert look(house.worker) == 0
    with time_machine.travel(due - timedelta(days=60)):
        assert look(house.worker) == 1
        assert look(house.worker) == 0
    row = notice_of(house.officer, person)
    assert (row.why, row.due_on, row.state) == ("last_case_closed", due, "warned")


def test_whoever_has_an_open_case_is_not_warned_of_and_leaves_the_list_at_once(house: House) -> None:
    person = closed_long_ago(house.worker)
    look(house.worker)
    assert notice_of(house.officer, person)
    case = make_case(house.worker, person)
    assert notice_of(house.officer, person) is None
    assert look(house.worker) == 0
    done(house.worker, close_case, case.pk, "goals_achieved", seen_version=1)
    assert look(house.worker) == 0


def test_reopening_takes_the_notice_away_and_closing_counts_anew(house: House) -> None:
    person = make_due(house.worker).person_id
    with acting(house.worker.context):
        case = Case.objects.get(person_id=person)
    done(house.supervisor, reopen_case, case.pk, "They came back.", seen_version=case.version)
    assert notice_of(house.officer, person) is None
    done(house.worker, close_case, case.pk, "goals_achieved", seen_version=case.version + 1)
    assert look(house.worker) == 0
    with time_machine.travel(today() + timedelta(days=700)):
        look(house.worker)
        assert notice_of(house.officer, person).due_on == months_later(today() - timedelta(days=700), 24)


def test_somebody_registered_without_a_case_has_a_time_of_their_own(house: House) -> None:
    person = make_person(house.worker)
    rule = Rule(months_after_case=24, months_without_case=12, warn_days=14)
    done(house.officer, actions.keep_rule, rule, seen_version=0)
    with time_machine.travel(months_later(today(), 12) - timedelta(days=10)):
        assert look(house.worker) == 1
    assert notice_of(house.officer, person).why == "no_case"


def test_a_longer_rule_drops_what_was_warned_of_and_a_shorter_one_moves_its_day(house: House) -> None:
    row = make_due(house.worker)
    done(house.officer, actions.keep_rule, Rule(months_after_case=120), seen_version=0)
    look(house.worker)
    assert notice_of(house.officer, row.person_id) is None
    done(house.officer, actions.keep_rule, Rule(months_after_case=24), seen_version=1)
    look(house.worker)
    first = notice_of(house.officer, row.person_id)
    done(house.officer, actions.keep_rule, Rule(months_after_case=12), seen_version=2)
    look(house.worker)
    moved = notice_of(house.officer, row.person_id)
    assert moved.pk == first.pk
    assert months_later(moved.due_on, 12) == first.due_on


def test_what_is_due_comes_piece_by_piece(house: House) -> None:
    for _ in range(3):
        closed_long_ago(house.worker)
    assert [look(house.worker, most=2), look(house.worker, most=2), look(house.worker, most=2)] == [2, 1, 0]


def test_another_agencys_night_finds_nothing_of_ours(house: House) -> None:
    person = closed_long_ago(house.worker)
    assert look(house.partner) == 0
    assert notice_of(house.officer, person) is None
    look(house.worker)
    assert notice_of(house.partner, person) is None


def test_a_protected_file_is_looked_at_and_shown_to_its_named_officer_alone(house: House) -> None:
    person = closed_long_ago(house.worker)
    done(house.supervisor, protect_person, person, [house.supervisor.membership_id])
    assert look(house.worker) == 1
    assert notice_of(house.officer, person) is None
    assert notice_of(house.worker, person) is None
    assert notice_of(house.supervisor, person) is not None


def test_only_the_job_looks(house: House) -> None:
    with (
        acting(house.officer.context),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select * from sec.look_at_terms('2099-01-01', now(), 10)")


def test_whoever_is_erased_leaves_no_time_behind(house: House) -> None:
    row = make_due(house.worker)
    done(house.officer, erase_person, row.person_id, "on_request")
    assert notice_of(house.officer, row.person_id) is None
    assert look(house.worker) == 0


def test_the_list_is_narrowed_sorted_and_of_a_fixed_cost(house: House, django_assert_max_num_queries: Any) -> None:
    rows = [make_due(house.worker) for _ in range(6)]
    done(
        house.officer,
        actions.postpone_notice,
        rows[0].pk,
        today() + timedelta(days=30),
        "A claim.",
        seen_version=1,
    )
    with acting(house.officer.context):
        with django_assert_max_num_queries(3):
            assert len(queries.notice_lines(house.officer, NoticeFilters()).lines) == 6

        def found(**words: Any) -> int:
            return len(queries.notice_lines(house.officer, NoticeFilters(**words)).lines)

        assert found(state="postponed") == 1
        assert found(held="held") == 0
        assert found(held="free", sort="-warned") == 6
        assert found(due_before=today() - timedelta(days=365)) == 0
        with django_assert_max_num_queries(1):
            assert queries.day_lines(house.officer).waiting == 5
        assert queries.day_lines(house.officer).due == 5
        assert queries.day_lines(house.worker).waiting == 0


BIRTHS = st.one_of(
    st.none(),
    st.builds(
        PartialDate,
        st.one_of(
            st.dates(min_value=date(1950, 1, 1), max_value=date(2026, 1, 1)),
            st.sampled_from([date(2008, 2, 29), date(2004, 2, 29), date(2006, 3, 1), date(2007, 2, 28)]),
        ),
        st.sampled_from(list(Precision)),
    ),
)
ENDS = st.lists(
    st.one_of(
        st.dates(min_value=date(2020, 1, 1), max_value=date(2026, 6, 30)),
        st.sampled_from([date(2024, 2, 29), date(2023, 12, 31), date(2025, 8, 31)]),
    ),
    max_size=3,
)


@given(birth=BIRTHS, ends=ENDS, months=st.sampled_from([6, 7, 18, 24, 25, 48]), open_again=st.booleans())
@example(PartialDate(date(2008, 2, 29)), [date(2024, 2, 29)], 24, False)
@example(PartialDate(date(2008, 1, 1), Precision.YEAR), [], 24, False)
@example(PartialDate(date(2008, 1, 1), Precision.ESTIMATED), [date(2025, 8, 31)], 6, False)
@example(None, [date(2025, 8, 31), date(2020, 1, 1)], 6, True)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_day_is_the_same_by_hand(
    house: House, birth: PartialDate | None, ends: list[date], months: int, open_again: bool
) -> None:
    assume(birth is None or birth.value <= today())
    with transaction.atomic():
        person = _registered(house, birth)
        done(house.officer, actions.keep_rule, Rule(months, months, 14), seen_version=0)
        cases = [_case_closed_on(house, person, day) for day in ends]
        if open_again and cases:
            with acting(house.supervisor.context):
                case = Case.objects.get(pk=cases[0])
            done(house.supervisor, reopen_case, case.pk, "Again.", seen_version=case.version)
        is_open = open_again and bool(cases)
        due = by_hand(max(ends, default=today()), birth, months)
        for day, is_warned in ((due - timedelta(days=15), False), (due - timedelta(days=14), True)):
            if day < today():
                continue
            with time_machine.travel(day):
                look(house.worker)
            found = notice_of(house.officer, person)
            assert (found is not None) == (is_warned and not is_open)
            assert found is None or found.due_on == due
        if due < today() and not is_open:
            look(house.worker)
            assert notice_of(house.officer, person).due_on == due
        transaction.set_rollback(True)


def _registered(house: House, birth: PartialDate | None) -> Any:
    guardian = {"given_by": "guardian", "guardian": "Her aunt", "has_assented": True, "method": "guardian"}
    is_young = birth is not None and birth.may_be_under_on(18, today())
    with acting(house.worker.context):
        terms = make_terms(**(guardian if is_young else {}))
        return register_person(make_draft(birth=birth), terms, by=house.worker).pk


def _case_closed_on(house: House, person: Any, day: date) -> Any:
    case = make_case(house.worker, person, opened_on=day)
    done(house.worker, close_case, case.pk, "goals_achieved", seen_version=1, closed_on=day)
    return case.pk


def test_the_rule_of_the_statement_is_that_of_the_page_until_the_agency_decides(house: House) -> None:
    with acting(house.officer.context):
        assert queries.rule_of(house.officer.agency_id) == Rule(24, 24, 60, acts_alone=False)
    by = job_actor(house.officer.agency_id)
    closed_long_ago(house.worker, days=731 - 60)
    with acting(by.context):
        look(house.worker)
        assert RetentionNotice.objects.count() == 1
