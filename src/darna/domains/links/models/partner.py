"""The address book of an agency: partners that answer without an account."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class Partner(models.Model):
    """An organisation that has no account: who it is, how it is written to, in which language and country it works.

    A person consents to being shown to it by its identifier, as to an agency.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    #: Its entry of the directory, where it has one.
    organisation_id = models.UUIDField(null=True)
    name = models.CharField(max_length=160)
    #: The e-mail of an office, never of a person who is accompanied.
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2)
    country = models.CharField(max_length=2)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_the_case")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="partner_is_known_with_its_agency"),
            models.UniqueConstraint(
                fields=["agency", "organisation_id"],
                condition=Q(organisation_id__isnull=False),
                name="organisation_is_written_once_in_an_address_book",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="partner_has_a_name"),
            models.CheckConstraint(condition=Q(language__in=["ar", "fr", "it", "en"]), name="partner_reads_a_language"),
        ]

    def __str__(self) -> str:
        return self.name
