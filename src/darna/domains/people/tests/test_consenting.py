"""Consent is executed: what is allowed, to whom, until when, and what ends with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import DatabaseError, transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.people.actions import (
    expire_consents,
    on_consent_withdrawn,
    record_consent,
    record_disclosure,
    require_consent,
    withdraw_consent,
)
from darna.domains.people.models import Consent
from darna.domains.people.queries import consents_of, disclosures_of, has_consent
from darna.domains.people.tests.makers import World, make_person, make_terms
from darna.kernel.errors import AlreadyDone, ConsentMissing, Invalid, NotFound

SHARING = "sharing_with_partner"


@pytest.fixture
def told() -> Iterator[list[tuple[UUID, Actor | None]]]:
    """What a listener of another subject was told."""
    heard: list[tuple[UUID, Actor | None]] = []

    def listen(consent: Any, by: Actor | None) -> None:
        heard.append((consent.pk, by))

    on_consent_withdrawn(listen)
    yield heard
    on_consent_withdrawn.remove(listen)


def sharing(world: World, **values: Any) -> Any:
    """A consent to share with the partner's agency."""
    return make_terms(purposes=("accompaniment", SHARING), recipients=(world.partner.agency_id,), **values)


def test_a_use_needs_its_purpose_and_its_recipient(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker, sharing(world))
        assert require_consent(person.pk, SHARING, world.partner.agency_id).state == "given"
        assert require_consent(person.pk, "accompaniment", world.worker.agency_id).state == "given"
        for purpose, recipient in ((SHARING, uuid4()), ("photo", None), ("photo", world.partner.agency_id)):
            with pytest.raises(ConsentMissing):
                require_consent(person.pk, purpose, recipient)


def test_withdrawing_ends_it_at_once_and_tells_whoever_shares(world: World, told: list[Any]) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker, sharing(world))
        consent = Consent.objects.get(person=person)
        withdraw_consent(consent.pk, by=world.worker)
        assert not has_consent(person.pk, SHARING, world.partner.agency_id)
        with pytest.raises(AlreadyDone):
            withdraw_consent(consent.pk, by=world.worker)
        assert list(Entry.objects.filter(person_id=person.pk).order_by("id").values_list("verb", flat=True)) == [
            "person.registered",
            "consent.withdrawn",
        ]
    assert told == [(consent.pk, world.worker)]


def test_a_listener_that_fails_undoes_the_withdrawal(world: World) -> None:
    def fail(consent: Any, by: Actor | None) -> None:
        raise RuntimeError("the share could not be ended")

    with acting(world.worker.context):
        person = make_person(world.worker, sharing(world))
        on_consent_withdrawn(fail)
        try:
            with pytest.raises(RuntimeError):
                withdraw_consent(Consent.objects.get(person=person).pk, by=world.worker)
        finally:
            on_consent_withdrawn.remove(fail)
        assert has_consent(person.pk, SHARING, world.partner.agency_id)


def test_a_later_refusal_ends_what_was_given_before(world: World, told: list[Any]) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker, sharing(world))
        record_consent(person.pk, make_terms(state="refused"), by=world.worker)
        assert not has_consent(person.pk, SHARING, world.partner.agency_id)
        assert [line.state for line in consents_of(world.worker, person.pk)] == ["refused", "withdrawn"]
    assert len(told) == 1


def test_a_consent_expires_on_its_day_and_is_marked_the_next(world: World, told: list[Any]) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker, sharing(world, expires_on=date(2035, 12, 31)))
    with time_machine.travel("2035-12-31T12:00:00Z"), acting(world.worker.context):
        assert has_consent(person.pk, SHARING, world.partner.agency_id)
        assert expire_consents() == 0
    with time_machine.travel("2036-01-01T12:00:00Z"), acting(world.worker.context):
        assert not has_consent(person.pk, SHARING, world.partner.agency_id)
        assert expire_consents() == 1
        assert Consent.objects.get(person=person).state == "expired"
    assert [by for _, by in told] == [None]


def test_every_disclosure_is_written_down_under_its_consent(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker, sharing(world))
        partner = world.partner.agency_id
        record_disclosure(person.pk, purpose=SHARING, to=partner, what="case", by=world.worker)
        with pytest.raises(ConsentMissing):
            record_disclosure(person.pk, purpose="photo", to=partner, what="photo", by=world.worker)
        (line,) = disclosures_of(world.worker, person.pk)
    assert (line.recipient_id, line.purpose, line.what) == (partner, SHARING, "case")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"purposes": ()}, "purposes"),
        ({"purposes": ("police",)}, "purposes"),
        ({"purposes": (SHARING,)}, "recipients"),
        ({"purposes": ("photo",), "recipients": (uuid4(),)}, "recipients"),
        ({"purposes": (SHARING,), "recipients": (uuid4(),)}, "recipients"),
        ({"given_by": "witnessed"}, "witness"),
        ({"method": "oral_with_witness"}, "witness"),
        ({"notice_version": ""}, "notice_language"),
        ({"notice_language": "de"}, "notice_language"),
        ({"expires_on": date(2020, 1, 1)}, "expires_on"),
    ],
)
def test_an_answer_that_was_not_properly_asked_for_is_refused(
    world: World, values: dict[str, object], field: str
) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        with pytest.raises(Invalid) as refusal:
            record_consent(person.pk, make_terms(**values), by=world.worker)
    assert refusal.value.field == field


def test_the_database_keeps_the_terms_of_a_given_consent(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        with pytest.raises(DatabaseError), transaction.atomic():
            Consent.objects.filter(person=person).update(purposes=["photo"])
        with pytest.raises(DatabaseError), transaction.atomic():
            Consent.objects.filter(person=person).update(state="refused")


def test_another_agency_neither_records_nor_withdraws(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        consent = Consent.objects.get(person=person)
    with acting(world.partner.context):
        with pytest.raises(NotFound):
            record_consent(person.pk, make_terms(), by=world.partner)
        with pytest.raises(NotFound):
            withdraw_consent(consent.pk, by=world.partner)
