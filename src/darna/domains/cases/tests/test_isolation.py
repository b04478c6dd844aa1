"""What PostgreSQL itself shows and hides, whatever the application asks; and views that end at once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import transaction

from darna.base.audit.models import FIELD, Entry
from darna.base.keys.queries import cipher_of
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions, queries
from darna.domains.cases.models import Case, CaseShare, CaseVisible, Encounter, Need, Reopening, Task
from darna.domains.cases.tests.makers import (
    House,
    make_case,
    make_shared_case,
    make_sharing_person,
    verbs_of,
)
from darna.domains.cases.values import CaseFilters, NeedDraft
from darna.domains.people.actions import protect_person, withdraw_consent
from darna.domains.people.queries import consents_of, disclosures_of
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, ConsentMissing, Invalid, NotFound, Refused

TABLES = (Case, CaseVisible, Need, Encounter, Task, CaseShare, Reopening)


def _full_case(house: House):
    case = make_case(house.worker, needs=[NeedDraft("housing")])
    with acting(house.worker.context):
        actions.write_encounter(case.pk, kind="call", note="A secret.", by=house.worker)
        actions.set_task(case.pk, "Call", today(), by=house.worker)
        actions.close_case(case.pk, "lost_contact", seen_version=1, by=house.worker)
    with acting(house.supervisor.context):
        actions.reopen_case(case.pk, "Back.", seen_version=2, by=house.supervisor)
    return case


@pytest.mark.parametrize("who", ["partner", "planner"])
def test_raw_tables_are_empty_for_another_agency_and_for_roles_that_meet_nobody(house: House, who: str) -> None:
    _full_case(house)
    with acting(house.worker.context):
        assert all(table.objects.exists() for table in TABLES if table is not CaseShare)
    with acting(getattr(house, who).context):
        assert not any(table.objects.exists() for table in TABLES)


def test_another_agency_changes_nothing_even_by_raw_updates(house: House) -> None:
    case, _share = make_shared_case(house.worker, house.partner)
    with acting(house.partner.context):
        assert Case.objects.filter(pk=case.pk).exists()
        assert Case.objects.filter(pk=case.pk).update(priority="low") == 0
        assert CaseShare.objects.all().update(revoked_because="x") == 0


def test_a_shared_case_is_read_without_notes_and_never_written(house: House) -> None:
    case, _share = make_shared_case(house.worker, house.partner)
    with acting(house.worker.context):
        actions.write_encounter(case.pk, kind="call", note="A secret.", by=house.worker)
        actions.set_task(case.pk, "Find a lawyer", today(), by=house.worker)
    with acting(house.partner.context):
        found = queries.file_cases(house.partner, case.person_id)
        listed = queries.case_list(house.partner, CaseFilters(origin="shared"))
        for kind in ("call", "reception"):
            with pytest.raises(Refused):
                actions.write_encounter(case.pk, kind=kind, note="x", by=house.partner)
        with pytest.raises(Refused):
            actions.close_case(case.pk, "other", seen_version=1, by=house.partner)
    assert [block.is_shared_in for block in found.cases] == [True]
    assert "secret" not in str(found)
    assert "lawyer" not in str(found)
    assert [line.id for line in listed.lines] == [case.pk]


def test_sharing_asks_for_the_consent_to_that_agency_and_leaves_a_disclosure(house: House) -> None:
    silent = make_case(house.worker)
    with acting(house.worker.context), pytest.raises(ConsentMissing):
        actions.share_case(silent.pk, house.partner.agency_id, today(), by=house.worker)
    case, _share = make_shared_case(house.worker, house.partner)
    with acting(house.worker.context):
        (told,) = disclosures_of(house.worker, case.person_id)
        with pytest.raises(AlreadyDone):
            actions.share_case(case.pk, house.partner.agency_id, today(), by=house.worker)
    assert (told.recipient_id, told.what) == (house.partner.agency_id, "case")
    assert verbs_of(house.worker, case.person_id) == ["case.opened", "case.shared"]


def test_a_share_never_outlives_the_consent(house: House) -> None:
    ends = today() + timedelta(days=10)
    case = make_case(house.worker, make_sharing_person(house.worker, house.partner, expires_on=ends))
    with acting(house.worker.context):
        with pytest.raises(Invalid) as told:
            actions.share_case(case.pk, house.partner.agency_id, ends + timedelta(days=1), by=house.worker)
        actions.share_case(case.pk, house.partner.agency_id, ends, by=house.worker)
    assert told.value.code == "after_the_consent_ends"


def test_a_revoked_share_is_gone_at_the_next_statement_of_an_open_transaction(house: House) -> None:
    case, share = make_shared_case(house.worker, house.partner)
    with transaction.atomic(), acting(house.partner.context):
        assert Case.objects.filter(pk=case.pk).exists()
        with acting(house.worker.context):
            actions.revoke_share(share.pk, seen_version=1, by=house.worker)
        assert not Case.objects.filter(pk=case.pk).exists()
        assert not CaseVisible.objects.filter(case_id=case.pk).exists()
        with pytest.raises(NotFound):
            queries.case_card(house.partner, case.pk)
    assert verbs_of(house.worker, case.person_id)[-1] == "case.share_revoked"


def test_withdrawn_consent_ends_every_view_in_the_same_transaction(house: House) -> None:
    case, share = make_shared_case(house.worker, house.partner)
    with acting(house.partner.context):
        assert queries.cases_of_person(house.partner, case.person_id)
    with acting(house.worker.context):
        (consent,) = consents_of(house.worker, case.person_id)
        withdraw_consent(consent.id, by=house.worker)
        assert CaseShare.objects.get(pk=share.pk).revoked_because == "consent_ended"
    with acting(house.partner.context):
        assert queries.cases_of_person(house.partner, case.person_id) == []


def test_a_protected_case_is_given_to_named_workers_only(house: House) -> None:
    case = make_case(house.worker)
    supervisor, named, unnamed = house.supervisor, house.worker.membership_id, house.colleague.membership_id
    with acting(supervisor.context):
        protect_person(case.person_id, [named], by=supervisor)
        attempts = (
            lambda: actions.assign_case(case.pk, unnamed, seen_version=1, by=supervisor),
            lambda: actions.set_task(case.pk, "Call", today(), assigned_id=unnamed, by=supervisor),
            lambda: actions.open_case(case.person_id, "returned_mre", worker_id=unnamed, by=supervisor),
        )
        for attempt in attempts:
            with pytest.raises(Invalid) as told:
                attempt()
            assert (told.value.field, told.value.code) == ("worker", "worker_is_not_named")
        assert actions.assign_case(case.pk, named, seen_version=1, by=supervisor).worker_id == named
    assert verbs_of(supervisor, case.person_id) == ["case.opened", "case.assigned"]


def test_closing_a_case_ends_what_other_agencies_see_of_it(house: House) -> None:
    case, share = make_shared_case(house.worker, house.partner)
    with acting(house.worker.context):
        actions.close_case(case.pk, "lost_contact", seen_version=1, by=house.worker)
        assert CaseShare.objects.get(pk=share.pk).revoked_because == "case_closed"
        entry = Entry.objects.get(verb="case.closed", person_id=case.person_id)
        body = cipher_of(case.person_id).open(entry.detail, field=FIELD)
    assert json.loads(body)["shares_ended"] == 1
    with acting(house.partner.context):
        assert not Case.objects.filter(pk=case.pk).exists()
        assert queries.cases_of_person(house.partner, case.person_id) == []


def test_a_reopened_case_is_shown_to_another_agency_only_by_sharing_it_anew(house: House) -> None:
    case, _share = make_shared_case(house.worker, house.partner)
    with acting(house.supervisor.context):
        actions.close_case(case.pk, "lost_contact", seen_version=1, by=house.supervisor)
        actions.reopen_case(case.pk, "She is back.", seen_version=2, by=house.supervisor)
    with acting(house.partner.context):
        assert not Case.objects.filter(pk=case.pk).exists()
    with acting(house.supervisor.context):
        actions.share_case(case.pk, house.partner.agency_id, today(), by=house.supervisor)
    with acting(house.partner.context):
        assert Case.objects.filter(pk=case.pk).exists()


def test_a_protected_file_is_seen_by_named_workers_only_and_shared_with_nobody(house: House) -> None:
    case = make_case(house.worker, make_sharing_person(house.worker, house.partner))
    with acting(house.supervisor.context):
        protect_person(case.person_id, [house.supervisor.membership_id], by=house.supervisor)
        assert queries.case_card(house.supervisor, case.pk).reference == case.reference
        with pytest.raises(Refused):
            actions.share_case(case.pk, house.partner.agency_id, today(), by=house.supervisor)
    with acting(house.worker.context):
        assert not Case.objects.filter(pk=case.pk).exists()
        assert queries.case_list(house.worker, CaseFilters()).lines == ()
