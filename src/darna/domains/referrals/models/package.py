"""What was handed over, frozen, and what crossed a border."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.referrals.models.referral import Referral


class ReferralPackage(models.Model):
    """The least that the receiver must know, as it was shown before sending; sealed under a key of its own.

    It never changes. The receiver reads it through one function of the database, while it is open.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    referral = models.OneToOneField(Referral, on_delete=models.DO_NOTHING, related_name="package", db_constraint=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    sealed_body = models.BinaryField()
    packed_at = models.DateTimeField(auto_now_add=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE, OnErase.BLANK, export=True, retention="with_the_case", blank=(("sealed_body", b""),)
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person"], name="packages_of_a_person")]

    def __str__(self) -> str:
        return str(self.referral_id)


class TransferRecord(models.Model):
    """Data of a person went to an agency or a partner in another country: which, on what ground, when.

    They went by a referral, or by a link to a partner without an account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    referral = models.OneToOneField(
        Referral, on_delete=models.DO_NOTHING, related_name="transfer", db_constraint=False, null=True
    )
    link_id = models.UUIDField(null=True, unique=True)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    to_agency_id = models.UUIDField()
    country = models.CharField(max_length=2)
    ground = models.CharField(max_length=40)
    #: The receipt or authorisation of the data-protection authority, where there is one.
    authority_reference = models.CharField(max_length=60, blank=True)
    consent_id = models.UUIDField()
    categories = ArrayField(models.CharField(max_length=20))
    transferred_at = models.DateTimeField(auto_now_add=True)
    transferred_by = models.UUIDField()

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.KEEP, export=True, retention="consent_five_years_after_end")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(country="") & ~models.Q(ground=""),
                name="transfer_names_its_country_and_ground",
            ),
            models.CheckConstraint(
                condition=models.Q(referral__isnull=False, link_id__isnull=True)
                | models.Q(referral__isnull=True, link_id__isnull=False),
                name="transfer_goes_by_a_referral_or_by_a_link",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="transfers_of_a_person")]

    def __str__(self) -> str:
        return self.country
