"""A protected file is opened in an emergency: for a reason, for some hours, in sight of others."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import DatabaseError, connection, transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import addresses_of_members
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.people.actions import (
    change_person,
    end_emergency,
    merge_persons,
    name_worker,
    open_in_emergency,
    protect_person,
    review_emergency,
    unname_worker,
    unprotect_person,
)
from darna.domains.people.queries import person_card
from darna.domains.people.queries.emergency import (
    EmergencyFilters,
    emergencies_to_review,
    emergency_line,
    emergency_lines,
)
from darna.domains.people.tests.makers import make_person
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion

EmergencyAccess: Any = apps.get_model("people", "EmergencyAccess")
Person: Any = apps.get_model("people", "Person")

WHY = "A nurse calls from the hospital and needs to know about allergies."


@pytest.fixture
def world(house: House) -> House:
    """The house by another name."""
    return house


@pytest.fixture
def hidden(world: House) -> Any:
    """A file with a case that only the worker and the supervisor see."""
    with acting(world.worker.context):
        person = make_person(world.worker)
        make_case(world.worker, person_id=person.pk)
    with acting(world.supervisor.context):
        return protect_person(person.pk, [world.worker.membership_id], by=world.supervisor)


def opened(world: House, person: Any, by: str = "colleague", hours: int = 4) -> Any:
    with acting(getattr(world, by).context):
        return open_in_emergency(person.reference, "life", WHY, hours, by=getattr(world, by))


def sees(world: House, person: Any, by: str = "colleague") -> bool:
    with acting(getattr(world, by).context):
        try:
            person_card(getattr(world, by), person.pk)
        except NotFound:
            return False
        return True


@pytest.fixture
def cases_seen(world: House) -> Any:
    """How many cases the colleague sees."""

    def count() -> int:
        with acting(world.colleague.context), connection.cursor() as cursor:
            cursor.execute("select count(*) from cases_case")
            return int(cursor.fetchone()[0])

    return count


def test_the_file_and_its_cases_are_open_for_the_hours_and_no_longer(
    world: House, hidden: Any, cases_seen: Any
) -> None:
    assert not sees(world, hidden)
    row = opened(world, hidden, hours=4)
    assert sees(world, hidden)
    assert cases_seen() == 1
    with acting(world.colleague.context):
        assert timedelta(hours=3, minutes=59) < row.until - row.began_at <= timedelta(hours=4)
        assert emergency_line(world.colleague, row.pk).reference == hidden.reference
    _let_it_run_out(world, row)
    assert not sees(world, hidden)
    assert cases_seen() == 0


def test_others_are_told_at_once_and_the_letter_says_nothing_of_whom(world: House, hidden: Any) -> None:
    opened(world, hidden)
    assert {address for letter in mail.outbox for address in letter.to} == _addresses(
        world, "supervisor", "officer", "worker"
    )
    for letter in mail.outbox:
        for word in (hidden.reference, "Fatima", WHY):
            assert word not in letter.subject + letter.body
    with acting(world.officer.context):
        entry = Entry.objects.filter(verb="emergency.opened").get()
        assert b"nurse" in bytes(entry.detail)


def test_it_ends_early_by_the_worker_or_whoever_reviews(world: House, hidden: Any, cases_seen: Any) -> None:
    row = opened(world, hidden)
    with acting(world.officer.context):
        end_emergency(row.pk, seen_version=1, by=world.officer)
        with pytest.raises(AlreadyDone):
            end_emergency(row.pk, seen_version=2, by=world.officer)
    assert not sees(world, hidden)
    assert cases_seen() == 0
    again = opened(world, hidden)
    with acting(world.colleague.context):
        with pytest.raises(StaleVersion):
            end_emergency(again.pk, seen_version=7, by=world.colleague)
        end_emergency(again.pk, seen_version=1, by=world.colleague)
    assert not sees(world, hidden)


def test_three_a_day_and_then_no_more(world: House, hidden: Any) -> None:
    for _ in range(3):
        row = opened(world, hidden)
        with acting(world.colleague.context):
            end_emergency(row.pk, seen_version=1, by=world.colleague)
    with pytest.raises(Refused) as refusal:
        opened(world, hidden)
    assert refusal.value.code == "three_emergencies_a_day"


@pytest.mark.parametrize(
    ("cause", "reason", "hours", "field"),
    [
        ("curiosity", WHY, 4, "cause"),
        ("life", "  ", 4, "reason"),
        ("life", WHY, 25, "hours"),
        ("life", WHY, 0, "hours"),
    ],
)
def test_what_cannot_be_right_is_refused(
    world: House, hidden: Any, cause: str, reason: str, hours: int, field: str
) -> None:
    with acting(world.colleague.context), pytest.raises(Invalid) as problem:
        open_in_emergency(hidden.reference, cause, reason, hours, by=world.colleague)
    assert problem.value.field == field


def test_an_unknown_reference_an_ordinary_file_and_another_agencys_look_alike(world: House, hidden: Any) -> None:
    with acting(world.worker.context):
        ordinary = make_person(world.worker, given_name="Amina")
    for by, reference in (("colleague", "BM-XXXX"), ("colleague", ordinary.reference), ("partner", hidden.reference)):
        with acting(getattr(world, by).context), pytest.raises(NotFound):
            open_in_emergency(reference, "life", WHY, 4, by=getattr(world, by))
    with pytest.raises(AlreadyDone):
        opened(world, hidden, by="worker")


def test_the_slip_of_a_merged_file_opens_the_one_in_which_it_goes_on(world: House, hidden: Any) -> None:
    with acting(world.worker.context):
        twin = make_person(world.worker, given_name="Fatema Zahra")
    with acting(world.supervisor.context):
        protect_person(twin.pk, [world.worker.membership_id], by=world.supervisor)
    with acting(world.worker.context):
        merge_persons(hidden.pk, twin.pk, by=world.worker)
    row = opened(world, twin)
    assert row.person_id == hidden.pk
    assert sees(world, hidden)


@pytest.mark.parametrize("who", ["officer", "planner"])
def test_roles_that_accompany_nobody_open_nothing_by_the_page_or_by_raw_sql(
    world: House, hidden: Any, who: str
) -> None:
    actor = getattr(world, who)
    with acting(actor.context):
        with pytest.raises(Refused):
            open_in_emergency(hidden.reference, "life", WHY, 4, by=actor)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select sec.open_in_emergency(%s, 'life', 'why', 4)", [hidden.reference])


def test_whoever_is_in_by_emergency_lets_nobody_else_in(world: House, hidden: Any) -> None:
    """Neither by the actions, nor by raw SQL."""
    supervisor = _another(world, Role.SUPERVISOR)
    with acting(supervisor.context):
        open_in_emergency(hidden.reference, "child", WHY, 2, by=supervisor)
        for act, told in ((unprotect_person, ()), (name_worker, (world.colleague.membership_id,))):
            with pytest.raises(Refused) as refusal:
                act(hidden.pk, *told, by=supervisor)
            assert refusal.value.code == "only_named_workers_open_a_file"
        with pytest.raises(Refused):
            unname_worker(hidden.pk, world.worker.membership_id, by=supervisor)
        for sql in (
            "update people_person set is_protected = false, given_name = 'A' where id = %s",
            "delete from people_namedworker where person_id = %s",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, [hidden.pk])
        change_person(hidden.pk, {"address": "Rue 4"}, seen_version=hidden.version, by=supervisor)


def test_naming_another_worker_does_not_end_a_running_emergency(world: House, hidden: Any) -> None:
    opened(world, hidden)
    with acting(world.supervisor.context):
        name_worker(hidden.pk, world.officer.membership_id, by=world.supervisor)
    assert sees(world, hidden)
    assert sees(world, hidden, "officer")


def test_somebody_else_says_whether_it_was_needed(world: House, hidden: Any) -> None:
    row = opened(world, hidden)
    with acting(world.colleague.context), pytest.raises(Refused):
        review_emergency(row.pk, "justified", seen_version=1, by=world.colleague)
    with acting(world.officer.context):
        assert emergencies_to_review(world.officer) == 1
        with pytest.raises(Invalid):
            review_emergency(row.pk, "not_justified", " ", seen_version=1, by=world.officer)
        review_emergency(row.pk, "not_justified", "The hospital had the file.", seen_version=1, by=world.officer)
        with pytest.raises(AlreadyDone):
            review_emergency(row.pk, "justified", seen_version=2, by=world.officer)
        assert emergencies_to_review(world.officer) == 0
        line = emergency_lines(world.officer, EmergencyFilters(state="not_justified")).lines[0]
    assert (line.finding, line.remark, line.reference) == ("not_justified", "The hospital had the file.", "")


def test_a_supervisor_does_not_review_their_own(world: House, hidden: Any) -> None:
    supervisor = _another(world, Role.SUPERVISOR)
    with acting(supervisor.context):
        row = open_in_emergency(hidden.reference, "child", WHY, 2, by=supervisor)
        assert emergencies_to_review(supervisor) == 0
        with pytest.raises(Refused) as refusal:
            review_emergency(row.pk, "justified", seen_version=1, by=supervisor)
        assert refusal.value.code == "emergency_is_your_own"
        with pytest.raises(DatabaseError), transaction.atomic():
            EmergencyAccess.objects.filter(pk=row.pk).update(
                finding="justified", reviewed_by=supervisor.membership_id, reviewed_at=row.began_at
            )


def test_an_emergency_is_not_told_otherwise_or_prolonged_by_raw_sql(world: House, hidden: Any) -> None:
    row = opened(world, hidden)
    later = row.until + timedelta(hours=1)
    with acting(world.colleague.context):
        for told in ({"until": later}, {"reason": "Another."}, {"cause": "court"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                EmergencyAccess.objects.filter(pk=row.pk).update(**told)


def test_workers_see_their_own_emergencies_and_not_those_of_others(world: House, hidden: Any) -> None:
    row = opened(world, hidden)
    stranger = _another(world, Role.CASEWORKER)
    with acting(stranger.context):
        assert not EmergencyAccess.objects.exists()
        assert emergency_lines(stranger, EmergencyFilters()).lines == ()
    with acting(world.partner.context):
        assert not EmergencyAccess.objects.exists()
    with acting(world.worker.context):
        assert [line.id for line in emergency_lines(world.worker, EmergencyFilters()).lines] == [row.pk]


def _let_it_run_out(world: House, row: Any) -> None:
    """Its hours are over by the clock of PostgreSQL: shortening is allowed, and then the clock alone decides."""
    with acting(world.colleague.context):
        EmergencyAccess.objects.filter(pk=row.pk).update(until=now() + timedelta(milliseconds=300))
    time.sleep(0.4)


def _another(world: House, role: Role) -> Actor:
    return make_member(role)


def _addresses(world: House, *who: str) -> set[str]:
    with acting(world.supervisor.context):
        boxes = addresses_of_members(getattr(world, name).membership_id for name in who)
    return {address for address, _ in boxes.values()}
