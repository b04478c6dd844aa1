"""One of everything of data protection, for the reviewed table of who may open what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.privacy import actions
from darna.domains.privacy.models import Certificate
from darna.domains.privacy.tests.makers import processing_draft, request_draft
from darna.domains.privacy.values import SafeguardDraft
from darna.kernel.clock import now


def asked_about_data(person_id: UUID, by: Actor) -> dict[str, UUID]:
    """A request that came in; an emergency of somebody who is none of those who ask; a certificate.

    The person of that world is there: the certificate is written as if they were not.
    """
    row = actions.take_request(person_id, request_draft(), by=by)
    certificate = Certificate.objects.create(
        agency_id=by.agency_id,
        person_id=person_id,
        number=uuid4().hex[:8].upper(),
        rule="on_request",
        language="fr",
        rows_deleted=1,
        rows_emptied=1,
        erased_at=now(),
    )
    return {"request": row.pk, "certificate": certificate.pk, "emergency": _emergency(person_id, by)}


def of_the_register(officer: Actor) -> dict[str, Any]:
    """An entry of the register, and a recipient abroad."""
    recipient, told = uuid4(), SafeguardDraft("explicit_consent", "D-1/2026")
    with acting(officer.context):
        actions.keep_safeguard(recipient, "IT", told, seen_version=0, by=officer)
        return {"processing": actions.add_processing(processing_draft(), by=officer).pk, "recipient": recipient}


def _emergency(person_id: UUID, by: Actor) -> UUID:
    """One as the database keeps it; the one way in is for protected files alone, and this file is open."""
    made = apps.get_model("people", "EmergencyAccess")(
        agency_id=by.agency_id,
        person_id=person_id,
        membership_id=uuid4(),
        cause="life",
        reason="A nurse asks.",
        began_at=now(),
        until=now() + timedelta(hours=2),
    )
    made.save(using="migrator", force_insert=True)
    return made.pk
