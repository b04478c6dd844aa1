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
        BRINGING = "bringing", _("being brought in")
        COMMITTED = "committed", _("brought in")
        UNDOING = "undoing", _("being taken back")
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
    #: New persons not yet compared with the files there are.
    to_compare = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="imports_two_years")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="import_is_known_with_its_agency"),
            models.CheckConstraint(
                condition=Q(rows=F("created") + F("known") + F("proposed") + F("refused")),
                name="every_row_of_an_import_is_accounted_for",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["bringing", "committed", "undoing"], undone_at__isnull=True)
                | Q(state="undone", undone_at__isnull=False),
                name="undone_import_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ImportedRow(models.Model):
    """A row of a workbook that was brought in: the mark it is known again by, and what it became.

    The mark is keyed with the agency and stays when a person is erased, so that the same workbook does not bring
    them back.
    """

    class CameAs(models.TextChoices):
        CREATED = "created", _("a new person")
        KNOWN = "known", _("a visit of a known person")
        PROPOSED = "proposed", _("a new person who may be a duplicate")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="imported", db_constraint=False)
    row = models.PositiveIntegerField()
    mark = models.BinaryField()
    came_as = models.CharField(max_length=10, choices=CameAs.choices)
    person_id = models.UUIDField()
    case_id = models.UUIDField()
    need_id = models.UUIDField(null=True)
    encounter_id = models.UUIDField()
    made_person = models.BooleanField()
    made_case = models.BooleanField()
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE, OnErase.KEEP, export=False, retention="imports_two_years", person_field="person_id"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "mark"], name="source_row_comes_in_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["person_id"], name="imported_row_of_a_person")]

    def __str__(self) -> str:
        return f"row {self.row}"


class StagedRegister(models.Model):
    """A workbook that somebody dropped and that is not in yet: sealed, of one agency, gone once it is in or after two days.

    Its key becomes the key of the import, so that the page of one leads to the other.
    """

    class State(models.TextChoices):
        READ = "read", _("columns to look at")
        TRYING = "trying", _("being tried")
        TRIED = "tried", _("tried, to be looked at")
        WAITING = "waiting", _("waiting to be brought in")
        BRINGING = "bringing", _("being brought in")
        COMPARING = "comparing", _("in; persons are being compared")
        FAILED = "failed", _("stopped")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    staged_by = models.UUIDField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.READ)
    sheet = models.CharField(max_length=120)
    rows = models.PositiveIntegerField()
    headings_mark = models.BinaryField()
    step = models.CharField(max_length=12, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=60, blank=True)
    # Each is one sealed whole: the workbook, the mapping, what a try told, what was decided of its pairs.
    workbook = models.BinaryField()
    columns = models.BinaryField()
    mapping = models.BinaryField(blank=True, default=b"")
    told = models.BinaryField(blank=True, default=b"")
    decisions = models.BinaryField(blank=True, default=b"")
    staged_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.DELETE, export=False, retention="staging_two_days")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["touched_at"], name="staged_register_by_age")]

    def __str__(self) -> str:
        return str(self.id)


class KeptMapping(models.Model):
    """What the columns of one source mean to an agency; known again by a keyed mark of its headings.

    It bears a name, first that of the sheet, which names nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    headings_mark = models.BinaryField()
    mapping = models.JSONField(default=dict)
    kept_by = models.UUIDField()
    kept_at = models.DateTimeField()
    name = models.CharField(max_length=60, blank=True)
    is_form = models.BooleanField(default=False)
    last_used_at = models.DateTimeField(null=True)
    used_times = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "headings_mark"], name="source_has_one_kept_mapping"),
        ]

    def __str__(self) -> str:
        return str(self.id)
