"""What PostgreSQL itself shows and hides of planning, whatever the application asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from darna.base.agencies.roles import Role
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case, make_shared_case
from darna.domains.people.actions import erase_person, protect_person
from darna.domains.planning import actions
from darna.domains.planning.models import Appointment, CaseProgress, CheckMark, DocumentSeen, Plan, PlanItem, StageStep
from darna.domains.planning.tests.makers import done, make_active, make_meeting
from darna.kernel.clock import now

TABLES = (CaseProgress, StageStep, CheckMark, DocumentSeen, Plan, PlanItem, Appointment)


def _everything(house: House, case: Any) -> None:
    """One of everything in a case of the Maison."""
    done(house.worker, actions.move_stage, case.pk, "assessment", seen_version=0)
    told = {"items": ["consent_asked"], "documents": ["passport"], "other": "A letter", "seen_version": 1}
    told["documents"] = ["identity_document"]
    done(house.worker, actions.mark_progress, case.pk, **told)
    make_active(house.worker, house.supervisor, case.pk)
    make_meeting(house.worker, case.pk, now() + timedelta(days=2), place="Room 2")


@pytest.mark.parametrize("who", ["partner", "planner"])
def test_raw_tables_are_empty_for_another_agency_and_for_roles_that_meet_nobody(house: House, who: str) -> None:
    _everything(house, make_case(house.worker))
    with acting(house.worker.context):
        assert all(table.objects.exists() for table in TABLES)
    with acting(getattr(house, who).context):
        assert not any(table.objects.exists() for table in TABLES)


def test_an_agency_that_is_shown_the_case_sees_nothing_of_its_planning(house: House) -> None:
    case, _share = make_shared_case(house.worker, house.partner)
    _everything(house, case)
    with acting(house.partner.context):
        assert not any(table.objects.exists() for table in TABLES)
        with pytest.raises(DatabaseError), transaction.atomic():
            Plan.objects.create(
                agency_id=house.partner.agency_id,
                case_id=case.pk,
                person_id=case.person_id,
                number=9,
                sealed_goal=b"x",
                drafted_by=house.partner.membership_id,
            )


def test_planning_of_a_protected_file_is_its_named_workers_alone(house: House) -> None:
    case = make_case(house.worker)
    _everything(house, case)
    done(house.supervisor, protect_person, case.person_id, [house.supervisor.membership_id])
    with acting(house.worker.context):
        assert not any(table.objects.exists() for table in TABLES)
    with acting(house.supervisor.context):
        assert all(table.objects.exists() for table in TABLES)


def test_history_is_neither_rewritten_nor_removed(house: House) -> None:
    case = make_case(house.worker)
    _everything(house, case)
    with acting(house.worker.context):
        for attempt in (
            lambda: StageStep.objects.update(to_stage="closing"),
            lambda: StageStep.objects.all().delete(),
            lambda: Plan.objects.all().delete(),
            lambda: Appointment.objects.all().delete(),
            lambda: CheckMark.objects.update(item="x"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()


def test_nothing_that_was_written_stays_readable_after_an_erasure(house: House) -> None:
    from darna.base.agencies.tests.makers import make_member

    case = make_case(house.worker)
    _everything(house, case)
    officer = make_member(Role.DATA_OFFICER)
    done(officer, erase_person, case.person_id, "on_request")
    with acting(house.supervisor.context):
        plan, item, meeting = Plan.objects.get(), PlanItem.objects.get(), Appointment.objects.get()
        assert not DocumentSeen.objects.exists()
    assert not any(bytes(text) for text in (plan.sealed_goal, plan.sealed_commitment, item.sealed_action))
    assert not bytes(meeting.sealed_place)
