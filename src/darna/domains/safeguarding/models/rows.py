"""What all rows of child protection share: each belongs to one case or one person, inside the same agency."""

from __future__ import annotations

import uuid

from django.db import models


class OfCase(models.Model):
    """A row that belongs to one case and its person; PostgreSQL ties both to the row's agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(
        "cases.Case", on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class OfPerson(models.Model):
    """A row that belongs to one person; PostgreSQL ties it to the row's agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
