"""Claims whose next step has a day come up where the worker looks in the morning."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.entitlements import actions, queries
from darna.domains.entitlements.models import ClaimPart
from darna.domains.entitlements.queries.happenings import claims_in_timeline
from darna.domains.entitlements.tests.makers import done, make_claim, small_law
from darna.kernel.clock import today
from darna.kernel.errors import Invalid


def due(house: House, who: Any) -> list[tuple[str, date, bool]]:
    with small_law(), acting(who.context):
        return [(one.title, one.due_on, one.is_overdue) for one in queries.due_claims(who, limit=8)]


def test_a_claim_with_a_day_comes_up_for_who_accompanies_and_for_nobody_else(house: House) -> None:
    make_claim(house.worker, make_case(house.worker, worker_id=house.worker.membership_id).pk)
    assert due(house, house.worker) == [("The school bus", date(2026, 12, 1), today() > date(2026, 12, 1))]
    assert due(house, house.colleague) == due(house, house.reception) == due(house, house.partner) == []
    # The database refuses whoever spoke in the past, so one looks from a day still to come.
    with time_machine.travel(date(2040, 12, 2)):
        assert due(house, house.worker) == [("The school bus", date(2026, 12, 1), True)]


def test_the_day_is_gone_with_the_step_or_with_the_claim(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    claim = make_claim(house.worker, case.pk)
    with acting(house.worker.context):
        step = ClaimPart.objects.get(code="ask")
    done(house.worker, actions.mark_claim, claim.pk, {step.pk}, seen_version=1)
    assert due(house, house.worker) == []
    done(house.worker, actions.mark_claim, claim.pk, set(), seen_version=2)
    assert len(due(house, house.worker)) == 1
    done(house.worker, actions.move_claim, claim.pk, "withdrawn", today(), seen_version=3)
    assert due(house, house.worker) == []


def test_days_that_are_due_cost_a_fixed_number_of_questions(house: House, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        make_claim(house.worker, make_case(house.worker, worker_id=house.worker.membership_id).pk)
    with small_law(), acting(house.worker.context), django_assert_max_num_queries(2):
        assert len(queries.due_claims(house.worker, limit=2)) == 2


def test_the_last_day_of_an_appeal_is_due_and_ends_with_the_claim(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    claim, last = make_claim(house.worker, case.pk), today() + timedelta(days=30)
    with pytest.raises(Invalid):
        done(house.worker, actions.move_claim, claim.pk, "obtained", today(), "", last, seen_version=1)
    with pytest.raises(Invalid):
        done(house.worker, actions.move_claim, claim.pk, "refused", today(), "No.", date(2020, 1, 1), seen_version=1)
    done(house.worker, actions.move_claim, claim.pk, "refused", today(), "No seat.", last, seen_version=1)
    assert due(house, house.worker) == [("The school bus", last, False)]
    with acting(house.worker.context):
        paper = ClaimPart.objects.get(code="birth_proof")
    done(house.worker, actions.mark_claim, claim.pk, {paper.pk}, seen_version=2)
    assert due(house, house.worker) == [("The school bus", last, False)]
    done(house.worker, actions.move_claim, claim.pk, "appealed", today(), seen_version=3)
    assert due(house, house.worker) == []


def test_the_timeline_tells_that_a_claim_was_opened_and_what_became_of_it(house: House) -> None:
    case = make_case(house.worker)
    claim = make_claim(house.worker, case.pk)
    done(house.worker, actions.move_claim, claim.pk, "refused", today(), "No seat.", seen_version=1)
    with small_law(), acting(house.worker.context):
        told = [(item.title, item.on) for item in claims_in_timeline(house.worker, case.person_id)]
    assert told == [("Claim opened: The school bus", today()), ("Claim refused: The school bus", today())]
    for who in (house.reception, house.partner):
        with small_law(), acting(who.context):
            assert list(claims_in_timeline(who, case.person_id)) == []
