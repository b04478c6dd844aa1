"""What PostgreSQL itself shows and hides of child protection, whatever the application asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from darna.base.agencies.roles import Role
from darna.base.audit import queries as trail
from darna.base.audit.queries import Filters
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House
from darna.domains.people.actions import erase_person, name_worker, protect_person, unname_worker, unprotect_person
from darna.domains.safeguarding import actions, queries
from darna.domains.safeguarding.models import Assent, Guardianship, Option, Procedure, Review, Step, Talk, Urgency
from darna.domains.safeguarding.tests.makers import (
    called,
    done,
    make_childs_case,
    make_clock,
    make_decided,
    make_guardian,
    make_procedure,
    make_talk,
)
from darna.domains.safeguarding.values import ProcedureFilters
from darna.kernel.errors import NotFound, Refused

TABLES = (Procedure, Step, Option, Review, Guardianship, Assent, Urgency, Talk)


def _everything(house: House, case: Any) -> Any:
    """One of everything in a child's case."""
    made = make_decided(house.worker, house.supervisor, case.pk)
    done(house.worker, actions.review_decision, made.pk, "Well.", holds_until=made.review_on, seen_version=3)
    make_guardian(house.worker, case.person_id)
    done(house.worker, actions.note_assent, case.person_id, "decision", "agrees", "I like it there.")
    make_clock(house.worker, case.pk)
    make_talk(house.worker, case.pk)
    return made


def _raw_counts() -> set[int]:
    with connection.cursor() as cursor:
        found = set()
        for table in TABLES:
            cursor.execute(f"select count(*) from {table._meta.db_table}")
            found.add(cursor.fetchone()[0])
    return found


@pytest.mark.parametrize("who", ["partner", "planner"])
def test_raw_tables_are_empty_for_another_agency_and_for_roles_that_meet_nobody(house: House, who: str) -> None:
    _everything(house, make_childs_case(house.worker))
    with acting(house.worker.context):
        assert 0 not in _raw_counts()
    with acting(getattr(house, who).context):
        assert _raw_counts() == {0}


def test_a_restricted_file_is_shown_to_its_named_workers_alone_by_raw_sql(house: House) -> None:
    case = make_childs_case(house.worker)
    made = _everything(house, case)
    done(house.supervisor, protect_person, case.person_id, [house.worker.membership_id])
    for named in (house.worker, house.supervisor):
        with acting(named.context):
            assert 0 not in _raw_counts()
    with acting(house.colleague.context):
        assert _raw_counts() == {0}
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"update {table._meta.db_table} set version = version")
                assert cursor.rowcount == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Talk.objects.create(
                agency_id=case.agency_id,
                case_id=case.pk,
                person_id=case.person_id,
                held_on=made.review_on,
                held_by=house.colleague.membership_id,
                sealed_answers=b"x",
            )


def test_lists_today_the_file_and_counts_say_nothing_of_it_to_others(house: House) -> None:
    case = make_childs_case(house.worker)
    made = _everything(house, case)
    assert made.pk in _shown(house.worker)[0]
    done(house.supervisor, protect_person, case.person_id, [house.worker.membership_id])
    assert made.pk in _shown(house.worker)[0]
    assert _shown(house.colleague) == (set(), 0, set())
    with acting(house.colleague.context), pytest.raises(NotFound):
        queries.standing_card(house.colleague, case.person_id)
    with acting(house.colleague.context), pytest.raises(NotFound):
        queries.procedure_card(house.colleague, made.pk)


def _shown(who: Any) -> tuple[set[Any], int, set[Any]]:
    with acting(who.context):
        found = queries.procedure_lines(who, ProcedureFilters())
        return {line.id for line in found.lines}, found.total, {line.id for line in queries.today_part(who).lines}


def test_the_trail_tells_others_that_something_was_done_and_not_of_whom(house: House) -> None:
    case = make_childs_case(house.worker)
    _everything(house, case)
    done(house.supervisor, protect_person, case.person_id, [house.worker.membership_id])
    with acting(house.officer.context):
        told = str(trail.trail_page(house.officer, Filters()))
    assert "procedure.opened" in told
    for hidden in ("She came alone.", case.reference, "El Idrissi", "My uncle borrowed."):
        assert hidden not in told


def test_who_carries_a_procedure_stays_named_and_naming_is_told_in_the_trail(house: House) -> None:
    case = make_childs_case(house.worker)
    make_procedure(house.worker, case.pk)
    person, worker = case.person_id, house.worker.membership_id
    done(house.supervisor, protect_person, person, [worker])
    with pytest.raises(Refused, match="worker_carries_a_procedure"):
        done(house.supervisor, unname_worker, person, worker)
    with pytest.raises(Refused, match="procedure_is_restricted"):
        done(house.supervisor, unprotect_person, person)
    done(house.supervisor, name_worker, person, house.colleague.membership_id)
    done(house.supervisor, unname_worker, person, house.colleague.membership_id)
    from darna.base.audit.models import Entry

    with acting(house.supervisor.context):
        verbs = list(Entry.objects.filter(person_id=person).order_by("id").values_list("verb", flat=True))
    assert verbs[-3:] == ["person.protected", "worker.named", "worker.unnamed"]


def test_nobody_outside_the_named_ones_is_made_responsible(house: House) -> None:
    from darna.domains.safeguarding.tests.makers import steps_of
    from darna.kernel.clock import today
    from darna.kernel.errors import Invalid

    case = make_childs_case(house.worker)
    procedure = make_procedure(house.worker, case.pk)
    step = steps_of(house.worker, procedure.pk)["guardian"]
    done(house.supervisor, protect_person, case.person_id, [house.worker.membership_id])
    for worker, is_taken in ((house.colleague, False), (house.supervisor, True)):
        told = (step.pk, worker.membership_id, today())
        if is_taken:
            assert done(house.worker, actions.plan_step, *told, seen_version=1).responsible_id == worker.membership_id
        else:
            with pytest.raises(Invalid, match="worker_is_not_named"):
                done(house.worker, actions.plan_step, *told, seen_version=1)


def test_nothing_that_was_written_stays_readable_after_an_erasure(house: House) -> None:
    from darna.base.agencies.tests.makers import make_member

    case = make_childs_case(house.worker)
    _everything(house, case)
    officer = make_member(Role.DATA_OFFICER)
    done(officer, erase_person, case.person_id, "on_request")
    with acting(house.supervisor.context):
        for table in TABLES:
            for row in table._default_manager.all():
                sealed = [name for name in row.__dict__ if name.startswith("sealed_")]
                assert not any(bytes(getattr(row, name)) for name in sealed), table
        assert Talk.objects.get().offers == []


def test_what_was_said_is_neither_rewritten_nor_removed(house: House) -> None:
    case = make_childs_case(house.worker)
    _everything(house, case)
    with acting(house.worker.context):
        for attempt in (
            lambda: Assent.objects.update(answer="disagrees"),
            lambda: Assent.objects.all().delete(),
            lambda: Talk.objects.update(sealed_answers=b"other"),
            lambda: Talk.objects.update(offers=["school"]),
            lambda: Talk.objects.all().delete(),
            lambda: Review.objects.update(outcome="anew", next_on=None),
            lambda: Guardianship.objects.update(sealed_name=b"other"),
            lambda: Procedure.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()
    assert called().stop == "called"
