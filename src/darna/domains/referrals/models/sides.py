"""What each agency keeps of a referral to itself: the sender whose file it comes from, the receiver who works on it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.referrals.models.referral import Referral


class ReferralSource(models.Model):
    """The sender's side: person, case, need and consent, and the package while it is being written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    # Removed by PostgreSQL together with a draft that is dropped.
    referral = models.OneToOneField(Referral, on_delete=models.DO_NOTHING, related_name="source", db_constraint=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    need_id = models.UUIDField()
    consent_id = models.UUIDField(null=True)
    #: Who sent it, or writes it.
    worker_id = models.UUIDField()
    #: What shall be told, under the person's key; empty once it was sent.
    sealed_draft = models.BinaryField(blank=True, default=b"")
    #: Until when the sender has seen what became of it.
    seen_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE, OnErase.BLANK, export=True, retention="with_the_case", blank=(("sealed_draft", b""),)
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person"], name="referrals_of_a_person"),
            models.Index(fields=["consent_id"], name="referrals_under_a_consent"),
            models.Index(fields=["agency", "worker_id"], name="referrals_of_a_worker"),
        ]

    def __str__(self) -> str:
        return str(self.referral_id)


class Reception(models.Model):
    """The receiver's side: who works on it, and the case of its own that was opened for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    referral = models.OneToOneField(
        Referral, on_delete=models.DO_NOTHING, related_name="reception", db_constraint=False
    )
    assigned_id = models.UUIDField(null=True)
    #: Until when somebody there has seen what became of it.
    seen_at = models.DateTimeField(null=True)
    #: The file and the case in the receiver's own register.
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False, null=True
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.KEEP, export=True, retention="with_the_case")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=True) | models.Q(person__isnull=False),
                name="linked_case_is_of_a_known_person",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "assigned_id"], name="receptions_of_a_worker"),
            models.Index(fields=["person"], name="receptions_of_a_person"),
        ]

    def __str__(self) -> str:
        return str(self.referral_id)
