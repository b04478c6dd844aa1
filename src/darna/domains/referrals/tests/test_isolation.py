"""What PostgreSQL itself shows, hides and refuses, whatever the application asks; and packages that close at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.keys.models import PackageKey, PersonKey
from darna.base.rowsecurity.context import acting
from darna.domains.people.actions import (
    erase_person,
    expire_consents,
    protect_person,
    record_consent,
    withdraw_consent,
)
from darna.domains.people.tests.makers import make_terms
from darna.domains.referrals import actions, journeys, queries
from darna.domains.referrals.models import (
    Reception,
    Referral,
    ReferralEvent,
    ReferralPackage,
    ReferralSource,
    TransferRecord,
)
from darna.domains.referrals.queries.handed import handed_over
from darna.domains.referrals.tests.makers import (
    House,
    make_accepted,
    make_draft,
    make_need,
    make_sent,
    person_of,
    state_of,
)
from darna.kernel.clock import today
from darna.kernel.errors import NotFound

Case, Need = apps.get_model("cases.Case"), apps.get_model("cases.Need")
Consent, Person = apps.get_model("people.Consent"), apps.get_model("people.Person")
PersonContact = apps.get_model("people.PersonContact")
#: What the receiver sees by raw SQL; everything else of a referral, and everything of the file, is not there.
BOTH = (Referral, ReferralEvent)
SENDER = (ReferralSource, ReferralPackage, PackageKey, Person, PersonContact, PersonKey, Case, Need, Consent)
TABLES = (*BOTH, ReferralSource, ReferralPackage, TransferRecord, Reception, PackageKey)


_REFUSALS = (
    psycopg.errors.CheckViolation,
    psycopg.errors.UniqueViolation,
    psycopg.errors.InsufficientPrivilege,
)


def _sql(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values))
        return list(cursor.fetchall()) if cursor.description else []


def _refused(query: str, *values: Any) -> str:
    """What PostgreSQL says to it: a rule is broken, or it is not permitted; a slip of the pen here is neither."""
    with pytest.raises(DatabaseError) as told, transaction.atomic():
        _sql(query, *values)
    cause = told.value.__cause__
    assert isinstance(cause, _REFUSALS), cause
    return str(told.value)


def test_the_receiver_reads_the_referral_and_nothing_of_the_file(house: House) -> None:
    make_accepted(house)
    with acting(house.worker.context):
        assert all(table.objects.exists() for table in (*BOTH, *SENDER))
    with acting(house.there.context):
        assert all(table.objects.exists() for table in BOTH)
        assert not any(table.objects.exists() for table in SENDER)


def test_no_column_of_what_the_receiver_reads_points_at_the_file(house: House) -> None:
    accepted = make_accepted(house)
    person = person_of(house, accepted.pk)
    with acting(house.worker.context):
        case = ReferralSource.objects.get(referral_id=accepted.pk).case_id
    with acting(house.there.context):
        rows = [_sql(f"select to_jsonb(t)::text from {table._meta.db_table} t") for table in TABLES]
    assert str(person) not in str(rows)
    assert str(case) not in str(rows)


@pytest.mark.parametrize("who", ["stranger", "planner"])
def test_raw_tables_are_empty_for_others(house: House, who: str) -> None:
    sent = make_sent(house)
    with acting(getattr(house, who).context):
        assert not any(table.objects.exists() for table in TABLES)
        assert handed_over([sent.pk]) == {}
        assert _sql("select * from sec.handed_over(array[%s]::uuid[])", sent.pk) == []


def test_a_draft_is_not_there_for_its_receiver(house: House) -> None:
    draft = make_draft(house)
    with acting(house.there.context):
        assert not Referral.objects.exists()
        assert handed_over([draft.pk]) == {}
        with pytest.raises(NotFound):
            queries.referral_card(house.there, draft.pk)


def test_the_receiver_holds_no_key_of_the_person(house: House) -> None:
    sent = make_sent(house)
    with acting(house.worker.context):
        person_key = bytes(PersonKey.objects.get(person_id=person_of(house, sent.pk)).wrapped)
        package_key = bytes(PackageKey.objects.get(pk=sent.pk).wrapped)
    with acting(house.there.context):
        ((_id, _master, wrapped, _body),) = _sql("select * from sec.handed_over(array[%s]::uuid[])", sent.pk)
    assert bytes(wrapped) == package_key != person_key


STEPS: list[tuple[str, Callable[[House], Any], str, str]] = [
    (
        "the receiver completes what it did not accept",
        make_sent,
        "there",
        "state = 'completed', received_at = now(), answered_at = now(), ended_at = now()",
    ),
    ("the receiver cancels", make_sent, "there", "state = 'cancelled', ended_at = now(), reason = 'x'"),
    ("the receiver asks for more", make_sent, "there", "need = 'pension_italy'"),
    ("the receiver hands it to others", make_sent, "there", "to_agency_id = agency_id"),
    ("the sender accepts for the receiver", make_sent, "worker", "state = 'accepted', answered_at = now()"),
    ("the sender sends it elsewhere", make_sent, "worker", "to_agency_id = '{stranger}'"),
    ("the sender asks for something else afterwards", make_sent, "worker", "purpose = 'take_over'"),
    ("the sender moves it to another service", make_sent, "worker", "service_id = '{other}'"),
    ("a sent one becomes a draft again", make_sent, "worker", "state = 'draft', sent_at = null"),
    ("a draft is sent without a package", make_draft, "worker", "state = 'sent', sent_at = now()"),
    ("a draft is accepted", make_draft, "worker", "state = 'accepted', sent_at = now(), answered_at = now()"),
    ("an answer is given another time", make_accepted, "there", "answered_at = '2020-01-01'"),
    ("a note is told otherwise", make_accepted, "there", "sealed_note = ''"),
    ("it goes to a service of a third agency", make_accepted, "there", "service_id = '{third}'"),
]


@pytest.mark.parametrize(("what", "make", "who", "change"), STEPS, ids=[step[0] for step in STEPS])
def test_raw_updates_take_no_forbidden_step(
    house: House, what: str, make: Callable[[House], Any], who: str, change: str
) -> None:
    made = make(house)
    change = change.format(
        stranger=house.stranger.agency_id, other=house.other_service, third=house.service_of_stranger
    )
    with acting(getattr(house, who).context):
        _refused(f"update referrals_referral set {change} where id = %s", made.pk)


def test_an_agency_changes_nothing_of_a_referral_that_is_not_its_own(house: House) -> None:
    sent = make_sent(house)
    for who in (house.stranger, house.planner):
        with acting(who.context):
            assert Referral.objects.filter(pk=sent.pk).update(reason="x") == 0


def test_a_referral_begins_as_a_draft_even_by_raw_sql(house: House) -> None:
    sent = make_sent(house)
    with acting(house.worker.context):
        copy = (
            "insert into referrals_referral select (jsonb_populate_record(t, jsonb_build_object('id', %s, "
            "'reference', 'X', 'state', {state}, 'sent_at', {sent}))).* from referrals_referral t where id = %s"
        )
        _refused(copy.format(state="t.state", sent="t.sent_at"), str(uuid4()), sent.pk)


def test_the_history_is_written_by_nobody(house: House) -> None:
    make_sent(house)
    with acting(house.worker.context):
        for query in (
            "update referrals_referralevent set what = 'x'",
            "delete from referrals_referralevent",
            "insert into referrals_referralevent select * from referrals_referralevent",
        ):
            assert "permission denied" in _refused(query)


def test_a_package_is_neither_changed_nor_replaced_nor_made_late(house: House) -> None:
    sent = make_sent(house)
    with acting(house.worker.context):
        assert "never changes" in _refused("update referrals_referralpackage set sealed_body = 'more'")
        assert "permission denied" in _refused("delete from referrals_referralpackage")
        late = (
            "insert into referrals_referralpackage (id, agency_id, referral_id, person_id, sealed_body, packed_at) "
            "select gen_random_uuid(), agency_id, referral_id, person_id, 'x', now() from referrals_referralpackage"
        )
        _refused(late)
        assert queries.referral_card(house.worker, sent.pk).package.name


def test_sending_without_consent_is_refused_by_the_database_too(house: House) -> None:
    draft = make_draft(house)
    with acting(house.worker.context):
        given = Consent.objects.get(person_id=person_of(house, draft.pk))
        Consent.objects.filter(pk=given.pk).update(state="withdrawn", withdrawn_at=timezone.now())
        ReferralSource.objects.update(consent_id=given.pk)
        told = _refused("update referrals_referral set state = 'sent', sent_at = now() where id = %s", draft.pk)
    assert "by the consent of the person" in told


def _withdrawn(house: House, person: Any) -> None:
    with acting(house.worker.context):
        withdraw_consent(Consent.objects.get(person_id=person, state="given").pk, by=house.worker)


def _refused_consent(house: House, person: Any) -> None:
    with acting(house.worker.context):
        record_consent(person, make_terms(state="refused", purposes=()), by=house.worker)


def _ran_out(house: House, person: Any) -> None:
    with acting(house.worker.context):
        Consent.objects.filter(person_id=person).update(expires_on=today())
    with acting(house.worker.job_context):
        expire_consents(on=today() + timedelta(days=1))


def _protected(house: House, person: Any) -> None:
    with acting(house.supervisor.context):
        protect_person(person, [house.supervisor.membership_id], by=house.supervisor)


def _erased(house: House, person: Any) -> None:
    with acting(house.officer.context):
        erase_person(person, "on_request", by=house.officer)


@pytest.mark.parametrize("end", [_withdrawn, _refused_consent, _ran_out, _protected, _erased])
@pytest.mark.parametrize("make", [make_sent, make_accepted])
def test_no_consent_no_protection_no_person_no_package(
    house: House, make: Callable[[House], Any], end: Callable[[House, Any], None]
) -> None:
    made = make(house)
    end(house, person_of(house, made.pk))
    assert state_of(house.there, made.pk) == "revoked"
    with acting(house.there.context):
        assert handed_over([made.pk]) == {}
        card = queries.referral_card(house.there, made.pk)
    assert (card.package, card.reason_label) == (None, "It may no longer be shared")
    assert card.steps[-1].what == "revoked"
    with acting(house.there.context), pytest.raises(Exception, match="referral_is_not_open"):
        actions.complete_referral(made.pk, seen_version=card.version, by=house.there)


def test_withdrawal_is_felt_inside_an_open_transaction_of_the_receiver(house: House) -> None:
    sent = make_sent(house)
    person = person_of(house, sent.pk)
    with acting(house.there.context):
        assert handed_over([sent.pk])[sent.pk].package
        _withdrawn(house, person)
        assert handed_over([sent.pk]) == {}


def test_a_consent_that_ran_out_opens_nothing_even_before_it_is_marked(house: House) -> None:
    terms = {"effective_on": today() - timedelta(days=30), "expires_on": today() + timedelta(days=9)}
    sent = make_sent(house, need=make_need(house, **terms))
    with acting(house.there.context):
        assert handed_over([sent.pk])[sent.pk].package
    with acting(house.worker.context):
        over = today() - timedelta(days=1)
        Consent.objects.filter(person_id=person_of(house, sent.pk)).update(expires_on=over)
    assert state_of(house.there, sent.pk) == "sent"
    with acting(house.there.context):
        assert handed_over([sent.pk])[sent.pk].package is None


def test_what_was_completed_is_closed_by_withdrawal_and_stays_completed(house: House) -> None:
    accepted = make_accepted(house)
    with acting(house.there.context):
        done = actions.complete_referral(accepted.pk, "Done.", seen_version=accepted.version, by=house.there)
        assert queries.package_of(house.there, accepted.pk)
    _withdrawn(house, person_of(house, accepted.pk))
    assert state_of(house.there, done.pk) == "completed"
    with acting(house.there.context):
        assert queries.referral_card(house.there, accepted.pk).package is None
        again = "update referrals_referral set package_closed_at = null where id = %s"
        assert "not opened again" in _refused(again, accepted.pk)


def test_an_erased_person_takes_package_key_and_notes_along(house: House) -> None:
    accepted = make_accepted(house)
    person = person_of(house, accepted.pk)
    draft = make_draft(house)
    other = person_of(house, draft.pk)
    _erased(house, person)
    _erased(house, other)
    with acting(house.supervisor.context):
        assert not PackageKey.objects.exists()
        assert bytes(ReferralPackage.objects.get(referral_id=accepted.pk).sealed_body) == b""
        assert {bytes(row.sealed_note) for row in ReferralEvent.objects.all()} == {b""}
        assert not Referral.objects.filter(pk=draft.pk).exists()
        assert Referral.objects.get(pk=accepted.pk).need == "housing"


def test_the_receiver_that_erases_its_own_file_reads_the_package_no_longer(house: House) -> None:
    accepted = make_accepted(house)
    with acting(house.there.context):
        person = journeys.open_own_case(accepted.pk, None, "returned_mre", by=house.there)
    officer = make_member(Role.DATA_OFFICER, agency=make_agency("entraide"))
    with acting(officer.context):
        erase_person(person, "on_request", by=officer)
    with acting(house.there.context):
        assert queries.referral_card(house.there, accepted.pk).package is None
    assert state_of(house.worker, accepted.pk) == "accepted"


def test_a_referral_of_a_protected_file_is_seen_by_its_named_workers_alone(house: House) -> None:
    sent = make_sent(house)
    _protected(house, person_of(house, sent.pk))
    with acting(house.worker.context):
        assert not Referral.objects.filter(pk=sent.pk).exists()
    with acting(house.supervisor.context):
        assert queries.referral_card(house.supervisor, sent.pk).package.name
