"""The wrapped keys of persons and of packages, in tables that main dumps leave out, and the ledger of erasures."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class PersonKey(models.Model):
    """A person's data key under the master key, and the salt of the hashes that the audit keeps of them."""

    person_id = models.UUIDField(primary_key=True)
    agency_id = models.UUIDField()
    master = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()
    salt = models.BinaryField()
    #: The file into which this person's was merged: whoever may read that one opens what was sealed with this key.
    heir_id = models.UUIDField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.STAY, OnErase.DELETE, export=False, retention="with_the_person", person_field="person_id"
    )

    class Meta:
        db_table = "keys_personkey"
        indexes: ClassVar = [
            models.Index(fields=["heir_id"], condition=Q(heir_id__isnull=False), name="keys_by_heir_for_opening")
        ]

    def __str__(self) -> str:
        return f"key of {self.person_id}"


class PackageKey(models.Model):
    """The key of what was handed to another agency about a person: its own, for the receiver never holds the person's.

    It dies with the person's key, and with it the package and every note about it.
    """

    #: The package and whatever is sealed with it, such as a referral.
    id = models.UUIDField(primary_key=True, editable=False)
    agency_id = models.UUIDField()
    person_id = models.UUIDField()
    master = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE, OnErase.DELETE, export=False, retention="with_the_person", person_field="person_id"
    )

    class Meta:
        db_table = "keys_packagekey"
        indexes: ClassVar = [models.Index(fields=["person_id"], name="package_keys_of_a_person")]

    def __str__(self) -> str:
        return f"key of package {self.id}"


class Erasure(models.Model):
    """A person was erased: when, by whom, under which rule. Replayed on every restore."""

    person_id = models.UUIDField(primary_key=True)
    agency_id = models.UUIDField()
    erased_at = models.DateTimeField(auto_now_add=True)
    erased_by = models.UUIDField(null=True)
    rule = models.CharField(max_length=60)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.STAY, OnErase.KEEP, export=False, retention="for_ever", person_field="person_id"
    )

    class Meta:
        db_table = "keys_erasure"

    def __str__(self) -> str:
        return f"erasure of {self.person_id}"
