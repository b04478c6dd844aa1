"""What a person agreed to, whether it holds today, and what was shown under it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from darna.base.agencies.actor import Actor
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import PersonCipher
from darna.base.prepared import ID, Prepared
from darna.domains.people.access import person_to_read
from darna.domains.people.models import Consent, DisclosureEvent, SignedPage
from darna.domains.people.reading import SEALED_BEST_INTEREST, SEALED_EVIDENCE, SEALED_GUARDIAN, SEALED_WITNESS
from darna.domains.people.values import ConsentLine, DisclosureLine
from darna.kernel.clock import today

# Counted beside each answer: joined, every sealed column of an answer would stand in the grouping.
_PAGES = Coalesce(
    Subquery(
        SignedPage.objects.filter(consent=OuterRef("pk")).values("consent").annotate(kept=Count("pk")).values("kept")
    ),
    0,
)
_ANSWERS = Prepared(
    lambda person: Consent.objects.filter(person_id=person).annotate(kept_pages=_PAGES).order_by("-recorded_at", "id"),
    person=ID,
)
_DISCLOSURES = Prepared(
    lambda person: DisclosureEvent.objects.filter(person_id=person).order_by("-at", "id"), person=ID
)


def consent_for(person_id: UUID, purpose: str, recipient: UUID | None) -> Consent | None:
    """The newest consent that allows this use today, or none. One query.

    A recipient must be named in it, unless it is the agency that holds the file, or nobody outside.
    """
    day = today()
    allowed = (
        Consent.objects.filter(person_id=person_id, state=Consent.State.GIVEN, purposes__contains=[purpose])
        .filter(Q(expires_on__isnull=True) | Q(expires_on__gte=day), effective_on__lte=day)
        # What was agreed to under one of two files that are united now says nothing of the other: it is asked anew.
        .filter(Q(person__united_at__isnull=True) | Q(recorded_at__gt=F("person__united_at")))
        .order_by("-recorded_at")
    )
    if recipient is not None:
        allowed = allowed.filter(Q(agency_id=recipient) | Q(recipients__contains=[recipient]))
    return allowed.first()


def has_consent(person_id: UUID, purpose: str, recipient: UUID | None) -> bool:
    """The person allows this use today. One query."""
    return consent_for(person_id, purpose, recipient) is not None


def consents_of(actor: Actor, person_id: UUID) -> tuple[ConsentLine, ...]:
    """Every answer of the person, the newest first. Three queries. Raises: Refused, NotFound."""
    person = person_to_read(actor, person_id)
    return consent_lines(person_id, cipher_of(person_id) if person.agency_id == actor.agency_id else None)


def disclosures_of(actor: Actor, person_id: UUID) -> tuple[DisclosureLine, ...]:
    """Everything that was shown of the person, the newest first. Two queries. Raises: Refused, NotFound."""
    person_to_read(actor, person_id)
    return disclosure_lines(person_id)


def consent_lines(person_id: UUID, cipher: PersonCipher | None) -> tuple[ConsentLine, ...]:
    """The answers of a person whose file the reader may open. One query."""
    day = today()
    return tuple(_line(row, cipher, day) for row in _ANSWERS.rows(person=person_id))


def disclosure_lines(person_id: UUID) -> tuple[DisclosureLine, ...]:
    """The disclosures of a person whose file the reader may open. One query."""
    rows = _DISCLOSURES.rows(person=person_id)
    return tuple(
        DisclosureLine(row.pk, row.consent_id, row.recipient_id, row.purpose, row.what, row.at, row.disclosed_by)
        for row in rows
    )


def _line(row: Any, cipher: PersonCipher | None, day: date) -> ConsentLine:
    def opened(sealed: bytes | memoryview, field: str) -> str:
        return cipher.open(sealed, field=field) if cipher else ""

    in_time = row.effective_on <= day and (row.expires_on is None or row.expires_on >= day)
    return ConsentLine(
        id=row.pk,
        state=row.state,
        is_open=row.state == Consent.State.GIVEN and in_time,
        given_by=row.given_by,
        guardian=opened(row.sealed_guardian, SEALED_GUARDIAN),
        witness=opened(row.sealed_witness, SEALED_WITNESS),
        best_interest=opened(row.sealed_best_interest, SEALED_BEST_INTEREST),
        has_assented=row.has_assented,
        purposes=tuple(row.purposes),
        recipients=tuple(row.recipients),
        notice_version=row.notice_version,
        notice_language=row.notice_language,
        method=row.method,
        effective_on=row.effective_on,
        expires_on=row.expires_on,
        recorded_at=row.recorded_at,
        withdrawn_at=row.withdrawn_at,
        version=row.version,
        evidence=opened(row.sealed_evidence, SEALED_EVIDENCE),
        pages=row.kept_pages,
    )
