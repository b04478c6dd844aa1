"""A question asked and answered without a file: counted, and about nobody."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class Enquiry(models.Model):
    """What somebody asked and was answered; the day only, no hour, no name and no tie to a person or a ticket."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    reason = models.CharField(max_length=40)
    language = models.CharField(max_length=8, blank=True)
    answer = models.CharField(max_length=40)
    origin = models.CharField(max_length=40, blank=True)
    #: A few words on the answer; refused where they look like a name, a number or an address.
    note = models.CharField(max_length=160, blank=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="reception_twelve_months")

    class Meta:
        verbose_name_plural = "enquiries"
        indexes: ClassVar = [models.Index(fields=["agency", "day"], name="enquiry_of_a_day_to_count")]

    def __str__(self) -> str:
        return self.reason
