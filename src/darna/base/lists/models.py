"""A list kept under a name by one member, and the record of a list that was carried out of the house."""

from __future__ import annotations

import uuid
from typing import ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

#: Stands for a list code or a column code: the house's own words, never text of people.
CODE: Final = 20


class SavedList(models.Model):
    """How one member likes to see a list: what it is narrowed to, how it is sorted, which columns it shows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    membership_id = models.UUIDField()
    list_code = models.CharField(max_length=CODE)
    name = models.CharField(max_length=60)
    words = models.JSONField(default=dict)
    columns = ArrayField(models.CharField(max_length=CODE), default=list)
    is_default = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_membership")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["membership_id", "list_code", "name"], name="saved_list_has_a_name_of_its_own"
            ),
            models.UniqueConstraint(
                fields=["membership_id", "list_code"],
                condition=Q(is_default=True),
                name="one_saved_list_opens_by_itself",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_list_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ExportRecord(models.Model):
    """Who carried which list out, for which purpose, what was in it, and the fingerprint by which the file is known.

    The file itself lies sealed in the home for a day; the record stays.
    """

    class Format(models.TextChoices):
        XLSX = "xlsx", _("Spreadsheet (XLSX)")
        CSV = "csv", _("Text with commas (CSV)")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        WRITING = "writing", _("being written")
        READY = "ready", _("ready")
        FAILED = "failed", _("not written")
        GONE = "gone", _("file deleted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    membership_id = models.UUIDField()
    list_code = models.CharField(max_length=CODE)
    format = models.CharField(max_length=4, choices=Format.choices)
    language = models.CharField(max_length=2)
    purpose = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)
    words = models.JSONField(default=dict)
    columns = ArrayField(models.CharField(max_length=CODE))
    with_protected = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    expected = models.PositiveIntegerField()
    rows = models.PositiveIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, blank=True)
    failure = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    taken_times = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="exports_two_years")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(purpose="") & ~Q(reason=""), name="export_tells_its_purpose"),
            models.CheckConstraint(
                condition=~Q(state__in=["ready", "gone"]) | Q(finished_at__isnull=False) & ~Q(fingerprint=""),
                name="written_export_is_dated_and_known_again",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-asked_at", "id"], name="exports_of_an_agency_newest"),
        ]

    def __str__(self) -> str:
        return str(self.id)
