"""The paper that says that a person's data were erased; it is written with the erasure and names nobody."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, save
from darna.base.keys.erasing import Erased
from darna.domains.privacy import access
from darna.domains.privacy.models import Certificate, PersonRequest
from darna.domains.privacy.models.requests import OPEN
from darna.kernel.clock import now, today
from darna.kernel.errors import Invalid

#: Signs of a number that are not mistaken for each other when read aloud.
_SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def certify(person: Any, rule: str, erased: Erased, by: Actor) -> None:
    """Write the certificate, in the transaction of the erasure; open requests of the person end with it."""
    requests = list(PersonRequest.objects.filter(person_id=person.pk).order_by("-received_on"))
    asked = next((row for row in requests if row.kind == PersonRequest.Kind.ERASURE), None)
    for row in requests:
        if row.state in OPEN:
            # There is nothing left to copy, to correct or to object to.
            save(row, state=PersonRequest.State.WITHDRAWN)
    Certificate.objects.create(
        agency_id=person.agency_id,
        person_id=person.pk,
        request=asked,
        number=_number(),
        rule=rule,
        language=asked.language if asked else (get_language() or "fr")[:2],
        rows_deleted=sum(erased.deleted.values()),
        rows_emptied=sum(erased.blanked.values()),
        erased_at=now(),
        erased_by=by.membership_id,
    )


@transaction.atomic
def note_copies_end(certificate_id: UUID, day: date, *, seen_version: int, by: Actor) -> Certificate:
    """Say until when an older copy of the database may hold clear names. Raises: Refused, NotFound, Invalid, StaleVersion."""
    row = access.certificate_to_read(by, certificate_id)
    if day < row.erased_at.date() or (day - today()).days > 3660:
        raise Invalid("day", "day_of_the_last_copy")
    row = locked(row, seen_version)
    save(row, copies_until=day)
    record("certificate.completed", subject=row, person_id=row.person_id, detail={"on": day}, is_plain=True)
    return row


def _number() -> str:
    drawn = "".join(secrets.choice(_SIGNS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"
