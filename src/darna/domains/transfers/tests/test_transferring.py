"""A case moves to another agency: by consent, by two, taken on there and closed here; every refusal beside it."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django import app

from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import make_case
from darna.domains.people.actions import protect_person, withdraw_consent
from darna.domains.referrals.tests.makers import House
from darna.domains.transfers import actions, journeys, queries
from darna.domains.transfers.actions.answering import FINISH
from darna.domains.transfers.finishing import close_transferred, who_sent
from darna.domains.transfers.models import Transfer
from darna.domains.transfers.tests.makers import NOTE, done, make_moving_case, make_prepared, make_sent
from darna.kernel.errors import AlreadyDone, ConsentMissing, Problem, Refused

Case: Any = apps.get_model("cases", "Case")
Consent: Any = apps.get_model("people", "Consent")


def state_of(house: House, row: Any) -> str:
    with acting(house.supervisor.context):
        return str(Transfer.objects.get(pk=row.pk).state)


def taken_on(house: House, row: Any) -> Any:
    with acting(house.there.context):
        return journeys.take_on(
            row.pk, None, "returned_mre", house.there.membership_id, seen_version=row.version, by=house.there
        )


def test_a_case_moves_with_its_needs_and_is_closed_where_it_was(house: House) -> None:
    case = make_moving_case(house.worker, house.there)
    row = make_sent(house.worker, house.supervisor, house.there, case)
    person = taken_on(house, row)
    with acting(house.there.context):
        opened = Case.objects.get(person_id=person)
        assert (opened.worker_id, opened.state) == (house.there.membership_id, "open")
        assert [need.kind for need in opened.needs.all()] == ["housing"]
        body = queries.body_of(house.there, row.pk)
        assert body is not None
        assert body.package.summary == NOTE
    with acting(house.supervisor.context):
        sender = who_sent(row.pk)
        assert sender is not None
        assert sender.membership_id == house.supervisor.membership_id
        assert close_transferred(row.pk, by=sender)
        closed = Case.objects.get(pk=case.pk)
        assert (closed.state, closed.outcome) == ("closed", "transferred")
        assert not close_transferred(row.pk, by=sender)
        assert queries.transfer_card(house.supervisor, row.pk).body is not None


def finish_jobs(row: Any) -> list[dict[str, str]]:
    """What the jobs that wait for this transfer were told."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select queue_name, args from procrastinate_jobs where task_name = %s and args ->> 'transfer_id' = %s",
            [FINISH, str(row.pk)],
        )
        found = cursor.fetchall()
    assert {queue for queue, _args in found} <= {"house"}
    return [args if isinstance(args, dict) else json.loads(args) for _queue, args in found]


def case_after(house: House, case: Any) -> tuple[str, str]:
    with acting(house.supervisor.context):
        found = Case.objects.get(pk=case.pk)
    return found.state, found.outcome


def test_the_job_that_accepting_leaves_closes_the_senders_case_once(house: House) -> None:
    app.perform_import_paths()
    case = make_moving_case(house.worker, house.there)
    row = make_sent(house.worker, house.supervisor, house.there, case)
    assert finish_jobs(row) == []
    taken_on(house, row)
    assert case_after(house, case) == ("open", "")
    (told,) = finish_jobs(row)
    for _twice in range(2):
        app.tasks[FINISH](**told)
        assert case_after(house, case) == ("closed", "transferred")
    with acting(house.supervisor.context):
        assert Entry.objects.filter(verb="case.closed", object_id=case.pk).count() == 1


def test_the_job_closes_nothing_before_the_answer_without_its_sender_or_for_another_agency(house: House) -> None:
    app.perform_import_paths()
    case = make_moving_case(house.worker, house.there)
    row = make_sent(house.worker, house.supervisor, house.there, case)
    told = {"transfer_id": str(row.pk), "agency_id": str(house.worker.agency_id)}
    app.tasks[FINISH](**told)
    assert case_after(house, case) == ("open", "")
    taken_on(house, row)
    with patch("darna.domains.transfers.finishing.member_actor", return_value=None):
        app.tasks[FINISH](**told)
    assert case_after(house, case) == ("open", "")
    app.tasks[FINISH](**{**told, "agency_id": str(house.there.agency_id)})
    assert case_after(house, case) == ("open", ""), "the job of another agency finds nothing"


def test_before_it_is_sent_the_other_agency_sees_nothing_and_a_third_never_does(house: House) -> None:
    row = make_prepared(house.worker, house.there)
    for who in (house.there, house.stranger):
        with acting(who.context):
            assert not Transfer.objects.filter(pk=row.pk).exists()
            assert queries.body_of(who, row.pk) is None
    done(house.supervisor, actions.send_transfer, row.pk, seen_version=row.version)
    with acting(house.there.context):
        assert queries.transfer_card(house.there, row.pk).body is not None
    with acting(house.stranger.context):
        assert not Transfer.objects.filter(pk=row.pk).exists()
        assert queries.body_of(house.stranger, row.pk) is None


def test_nobody_sends_what_they_prepared_unless_the_agency_says_so(house: House) -> None:
    row = make_prepared(house.worker, house.there)
    with pytest.raises(Refused):
        done(house.worker, actions.send_transfer, row.pk, seen_version=row.version)
    own = make_prepared(house.supervisor, house.there)
    with pytest.raises(Refused) as refusal:
        done(house.supervisor, actions.send_transfer, own.pk, seen_version=own.version)
    assert refusal.value.code == "transfer_is_your_own_proposal"
    done(house.supervisor, actions.keep_rule, False, False, None, seen_version=0)
    assert done(house.worker, actions.send_transfer, row.pk, seen_version=row.version).state == "sent"


def test_without_consent_to_that_agency_nothing_is_prepared(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    with pytest.raises(ConsentMissing):
        make_prepared(house.worker, house.there, case)


def test_abroad_asks_for_a_consent_of_its_own(house: House) -> None:
    case = make_moving_case(house.worker, house.abroad)
    with pytest.raises(Refused) as refusal:
        make_prepared(house.worker, house.abroad, case)
    assert refusal.value.code == "no_consent_to_a_transfer_abroad"
    agreed = ("accompaniment", "sharing_with_partner", "transfer_abroad")
    row = make_sent(
        house.worker, house.supervisor, house.abroad, make_moving_case(house.worker, house.abroad, purposes=agreed)
    )
    assert row.state == "sent"


def test_a_protected_file_is_not_transferred(house: House) -> None:
    case = make_moving_case(house.worker, house.there)
    with acting(house.supervisor.context):
        protect_person(case.person_id, [house.supervisor.membership_id], by=house.supervisor)
    with pytest.raises(Refused) as refusal:
        make_prepared(house.supervisor, house.there, case)
    assert refusal.value.code == "protected_file_is_not_transferred"


def test_consent_that_is_withdrawn_ends_it_and_closes_what_was_sent(house: House) -> None:
    case = make_moving_case(house.worker, house.there)
    row = make_sent(house.worker, house.supervisor, house.there, case)
    with acting(house.worker.context):
        consent = Consent.objects.filter(person_id=case.person_id).latest("recorded_at")
        withdraw_consent(consent.pk, by=house.worker)
    assert state_of(house, row) == "revoked"
    with acting(house.there.context):
        assert queries.body_of(house.there, row.pk) is None
    with pytest.raises(AlreadyDone):
        taken_on(house, row)


def test_declined_it_says_why_and_is_read_no_more(house: House) -> None:
    row = make_sent(house.worker, house.supervisor, house.there)
    declined = done(house.there, actions.decline_transfer, row.pk, "no_place", seen_version=row.version)
    assert (declined.state, declined.reason) == ("declined", "no_place")
    with acting(house.there.context):
        assert queries.body_of(house.there, row.pk) is None
    with pytest.raises(AlreadyDone):
        taken_on(house, declined)


def test_a_case_is_under_way_once(house: House) -> None:
    case = make_moving_case(house.worker, house.there)
    row = make_prepared(house.worker, house.there, case)
    with pytest.raises(AlreadyDone):
        make_prepared(house.worker, house.there, case)
    done(house.worker, actions.withdraw_transfer, row.pk, seen_version=row.version)
    assert make_prepared(house.worker, house.there, case).state == "proposed"


STEPS = {
    ("proposed", "sent"),
    ("proposed", "refused"),
    ("proposed", "withdrawn"),
    ("sent", "withdrawn"),
    ("sent", "accepted"),
    ("sent", "declined"),
}
TRIES: dict[str, tuple[Any, str, tuple[Any, ...]]] = {
    "send": (actions.send_transfer, "supervisor", ()),
    "send one's own": (actions.send_transfer, "worker", ()),
    "refuse": (actions.refuse_transfer, "supervisor", ("no_place",)),
    "withdraw": (actions.withdraw_transfer, "worker", ()),
    "decline": (actions.decline_transfer, "there", ("no_place",)),
    "decline as a stranger": (actions.decline_transfer, "stranger", ("no_place",)),
    "answer one's own": (actions.decline_transfer, "supervisor", ("no_place",)),
}


@given(tries=st.lists(st.sampled_from([*sorted(TRIES), "accept"]), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_transfer_takes_only_known_steps(house: House, tries: list[str]) -> None:
    with transaction.atomic():
        row = make_prepared(house.worker, house.there)
        for name in tries:
            with acting(house.supervisor.context):
                before = Transfer.objects.get(pk=row.pk)
            try:
                if name == "accept":
                    taken_on(house, before)
                else:
                    action, who, told = TRIES[name]
                    done(getattr(house, who), action, row.pk, *told, seen_version=before.version)
            except Problem:
                assert state_of(house, row) == before.state
            else:
                assert (before.state, state_of(house, row)) in STEPS
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("who", "change"),
    [
        ("supervisor", {"state": "sent"}),
        ("supervisor", {"state": "accepted"}),
        ("supervisor", {"programme": "other"}),
        ("there", {"state": "withdrawn"}),
    ],
)
def test_postgresql_refuses_other_steps_itself(house: House, who: str, change: dict[str, Any]) -> None:
    row = make_sent(house.worker, house.supervisor, house.there)
    if change == {"state": "sent"}:
        done(house.worker, actions.withdraw_transfer, row.pk, seen_version=row.version)
    with pytest.raises(DatabaseError), transaction.atomic(), acting(getattr(house, who).context):
        Transfer.objects.filter(pk=row.pk).update(**change)
    assert state_of(house, row) in ("sent", "withdrawn")
