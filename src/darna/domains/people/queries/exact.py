"""Persons found by what is theirs alone: a reference, a phone, a document's number; or by a protected name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import CharField, Model, QuerySet, Value

from darna.domains.people.models import Person, PersonContact, PersonIdentifier, ProtectedToken


def persons_by_values(
    agency_id: UUID,
    *,
    reference: str | None = None,
    contacts: Sequence[bytes] = (),
    numbers: Sequence[bytes] = (),
    names: Sequence[bytes] = (),
) -> dict[UUID, set[str]]:
    """Persons of one agency by exact values, with the reasons; a protected name alone is none. One query at most."""
    rows = [
        _arm(Person.objects.filter(agency_id=agency_id, reference=reference), "pk", "reference") if reference else None,
        _arm(PersonContact.objects.filter(agency_id=agency_id, value_token__in=contacts), "person_id", "phone"),
        _arm(PersonIdentifier.objects.filter(agency_id=agency_id, number_token__in=numbers), "person_id", "identifier"),
        _arm(ProtectedToken.objects.filter(agency_id=agency_id, token__in=names), "person_id", ""),
    ]
    # An empty list of tokens makes an arm that Django leaves out of the union by itself.
    first, *others = (arm for arm in rows if arm is not None)
    reasons: dict[UUID, set[str]] = {}
    for person_id, reason in first.union(*others):
        reasons.setdefault(person_id, set()).update({reason} - {""})
    return reasons


def _arm(rows: QuerySet[Any], column: str, reason: str) -> QuerySet[Model, tuple[UUID, str]]:
    return rows.order_by().values_list(column, Value(reason, output_field=CharField()))
