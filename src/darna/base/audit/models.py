"""Changes of rows (by trigger), entries (one sentence a verb), and the seals that chain them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

#: A detail that begins so was never sealed, for no person stands behind it.
PLAIN = b"\x00"
#: The field under which a detail is sealed with the person's key.
FIELD = "audit.detail"

_EVIDENCE = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="audit_ten_years", person_field="person_id")


class Change(models.Model):
    """One row of a guarded table was added, changed or removed; values are salted hashes or ciphertext."""

    id = models.BigAutoField(primary_key=True)
    epoch = models.IntegerField()
    txid = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.TextField(null=True)
    agency_id = models.UUIDField(null=True)
    membership_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)
    table_name = models.TextField()
    row_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    operation = models.TextField()
    fields = ArrayField(models.TextField())
    values = models.JSONField()

    lifecycle: ClassVar = _EVIDENCE

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["epoch", "txid", "id"], name="change_in_order_for_sealing"),
            models.Index(fields=["row_id"], name="change_of_one_row"),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.table_name}"


class Entry(models.Model):
    """Who did what, to what, when, as which agency, and why; readable details sealed under the person's key."""

    id = models.BigAutoField(primary_key=True)
    epoch = models.IntegerField()
    txid = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.TextField(null=True)
    agency_id = models.UUIDField(null=True)
    membership_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)
    verb = models.TextField()
    object_kind = models.TextField()
    object_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    detail = models.BinaryField()

    lifecycle: ClassVar = _EVIDENCE

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["epoch", "txid", "id"], name="entry_in_order_for_sealing"),
            models.Index(fields=["agency_id", "-at"], name="entry_of_an_agency_newest"),
            models.Index(fields=["person_id", "-at"], name="entry_of_a_person_newest"),
        ]

    def __str__(self) -> str:
        return self.verb


class Seal(models.Model):
    """A chained hash over all finished transactions since the seal before."""

    number = models.BigIntegerField(primary_key=True)
    epoch = models.IntegerField()
    from_txid = models.BigIntegerField()
    to_txid = models.BigIntegerField()
    changes = models.IntegerField()
    entries = models.IntegerField()
    previous = models.BinaryField()
    hash = models.BinaryField()
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seal {self.number}"
