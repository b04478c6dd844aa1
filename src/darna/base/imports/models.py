"""Batches of rows brought in from a workbook: counted, reported without values, and undone as a whole."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class ImportBatch(models.Model):
    """One workbook that came in: how many rows were created, known, proposed as duplicates, or refused."""

    class State(models.TextChoices):
        COMMITTED = "committed", _("brought in")
        UNDONE = "undone", _("undone")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    file_hash = models.BinaryField()
    sheet = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.COMMITTED)
    rows = models.PositiveIntegerField()
    created = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    proposed = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    problems = models.JSONField(default=list)
    brought_by = models.UUIDField(null=True)
    brought_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_rows = models.PositiveIntegerField(default=0)
    kept_rows = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="imports_two_years")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(rows=F("created") + F("known") + F("proposed") + F("refused")),
                name="every_row_of_an_import_is_accounted_for",
            ),
            models.CheckConstraint(
                condition=Q(state="committed", undone_at__isnull=True) | Q(state="undone", undone_at__isnull=False),
                name="undone_import_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
