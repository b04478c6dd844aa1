"""The urgent clock: it runs by the agency's hours, is shown today, is told once when it ran out, and stops in writing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction

from darna.base.agencies.actor import job_actor
from darna.base.rowsecurity.context import acting
from darna.domains.cases.actions import note_need, open_case
from darna.domains.cases.tests.makers import House, make_sharing_person
from darna.domains.cases.values import NeedDraft
from darna.domains.people.actions import protect_person
from darna.domains.referrals.tests.makers import make_service, refer
from darna.domains.safeguarding import actions, queries
from darna.domains.safeguarding.models import Urgency, UrgentHours
from darna.domains.safeguarding.tests.makers import called, done, make_childs_case, make_clock
from darna.domains.safeguarding.values import StopDraft
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, Refused

AFTER = ((1.5, "22 hours left", False), (23.5, "less than an hour left", False), (25.2, "late by 1 hour", True))


def escalate(house: House) -> int:
    by = job_actor(house.worker.agency_id)
    with acting(by.context):
        return actions.escalate_clocks(by=by)


def run_out(house: House, case: Any) -> Urgency:
    """A clock that was started two days ago, for no action starts one in the past."""
    with time_machine.travel(now() - timedelta(days=2), tick=False):
        began = now()
    with acting(house.worker.context):
        return Urgency.objects.create(
            agency_id=case.agency_id,
            case_id=case.pk,
            person_id=case.person_id,
            concern="violence",
            sealed_words=b"x",
            started_at=began,
            started_by=house.worker.membership_id,
            due_at=began + timedelta(hours=24),
        )


def letters() -> list[str]:
    return sorted(address for letter in mail.outbox for address in letter.to)


def email_of(actor: Any) -> str:
    from darna.base.agencies.queries import addresses_of_members

    with acting(actor.context):
        return addresses_of_members([actor.membership_id])[actor.membership_id][0]


def test_the_clock_runs_by_the_agencys_hours_within_bounds(house: House) -> None:
    clock = make_clock(house.worker, make_childs_case(house.worker).pk)
    assert clock.due_at - clock.started_at == timedelta(hours=24)
    done(house.supervisor, actions.set_urgent_hours, 6, seen_version=0)
    for hours in (0, 73):
        with pytest.raises(Invalid, match="hours_out_of_bounds"):
            done(house.supervisor, actions.set_urgent_hours, hours, seen_version=1)
        with acting(house.supervisor.context), pytest.raises(IntegrityError), transaction.atomic():
            UrgentHours.objects.update(hours=hours)
    with pytest.raises(Refused):
        done(house.worker, actions.set_urgent_hours, 8, seen_version=1)
    other = make_clock(house.worker, make_childs_case(house.worker).pk)
    assert other.due_at - other.started_at == timedelta(hours=6)


def test_the_reception_starts_a_clock_and_today_says_how_much_is_left(house: House) -> None:
    case = make_childs_case(house.worker)
    clock = make_clock(house.reception, case.pk)
    with pytest.raises(AlreadyDone, match="clock_runs_already"):
        make_clock(house.worker, case.pk)
    for hours, words, is_over in AFTER:
        with time_machine.travel(clock.started_at + timedelta(hours=hours), tick=False), acting(house.worker.context):
            (line,) = queries.today_part(house.worker).lines
            assert (line.what, line.left, line.is_over) == ("clock", words, is_over)
    done(house.reception, actions.stop_clock, clock.pk, called(), seen_version=1)
    with acting(house.worker.context):
        assert queries.today_part(house.worker).lines == ()


def test_a_clock_that_ran_out_is_told_once_to_the_supervisors_and_says_nothing_of_whom(house: House) -> None:
    case = make_childs_case(house.worker)
    make_clock(house.worker, make_childs_case(house.worker).pk)
    assert escalate(house) == 0
    run_out(house, case)
    assert escalate(house) == 1
    assert escalate(house) == 0
    assert letters() == [email_of(house.supervisor)]
    told = mail.outbox[0].subject + mail.outbox[0].body
    for hidden in ("El Idrissi", "Fatima", case.reference, "sleep", "child"):
        assert hidden not in told


def test_of_a_restricted_file_only_those_named_are_told(house: House) -> None:
    case = make_childs_case(house.worker)
    run_out(house, case)
    done(house.supervisor, protect_person, case.person_id, [house.worker.membership_id])
    assert escalate(house) == 1
    assert letters() == sorted([email_of(house.supervisor), email_of(house.worker)])
    mail.outbox.clear()
    # The same function tells nobody who is no job.
    with acting(house.colleague.context):
        assert actions.escalate_clocks(by=house.colleague) == 0
    assert letters() == []


def test_a_clock_stops_by_a_referral_or_in_writing_and_is_not_set_back(house: House) -> None:
    case = make_childs_case(house.worker)
    clock = make_clock(house.worker, case.pk)
    for draft, field in (
        (StopDraft("called", " "), "note"),
        (StopDraft("referral"), "referral"),
        (StopDraft("x"), "stop"),
    ):
        with pytest.raises(Invalid) as refused:
            done(house.worker, actions.stop_clock, clock.pk, draft, seen_version=1)
        assert refused.value.field == field
    with acting(house.worker.context):
        rows = Urgency.objects.filter(pk=clock.pk)
        for change in (
            {"due_at": now() + timedelta(days=9)},
            {"concern": "health"},
            {"state": "stopped", "stop": "called", "stopped_at": now(), "stopped_by": house.worker.membership_id},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**change)
    stopped = done(
        house.worker, actions.stop_clock, clock.pk, StopDraft("not_referred", "Her aunt came."), seen_version=1
    )
    assert stopped.state == "stopped"
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.stop_clock, clock.pk, called(), seen_version=2)
    with acting(house.worker.context), pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="running", stop="", stopped_at=None, stopped_by=None)


def test_sending_a_referral_stops_the_clock_of_its_case(house: House) -> None:
    person = make_sharing_person(house.worker, house.partner)
    with acting(house.worker.context):
        case = open_case(person, "child_protection", worker_id=house.worker.membership_id, by=house.worker)
        need = note_need(case.pk, NeedDraft("housing"), by=house.worker)
    clock = make_clock(house.worker, case.pk)
    service = make_service(house.partner.agency_id, "Shelter")
    refer(house.worker, need.pk, service, is_sent=False)
    with acting(house.worker.context):
        assert Urgency.objects.get(pk=clock.pk).state == "running"
    sent = refer(house.worker, need.pk, make_service(house.partner.agency_id, "School"))
    with acting(house.worker.context):
        row = Urgency.objects.get(pk=clock.pk)
    assert (row.state, row.stop, row.referral_id) == ("stopped", "referral", sent.pk)
