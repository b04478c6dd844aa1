"""Two files that somebody found to be of one person: what was merged into what, and every row that moved."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.people.models.person import Person, _OfPerson


class Merge(_OfPerson):
    """A file was closed into another by somebody's decision, and perhaps parted from it again."""

    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    merged_at = models.DateTimeField()
    merged_by = models.UUIDField()
    #: What the file that stays said before, where the other's word was taken; sealed with its own key.
    sealed_before = models.BinaryField(blank=True, default=b"")
    #: When the person was last asked under this file alone; before that no consent holds for both.
    asked_before = models.DateTimeField(null=True)
    moved = models.PositiveIntegerField(default=0)
    parted_at = models.DateTimeField(null=True)
    parted_by = models.UUIDField(null=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.DELETE, export=False, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="merge_is_known_with_its_agency"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="nobody_is_merged_with_themselves"),
            models.CheckConstraint(
                condition=Q(parted_at__isnull=True, parted_by__isnull=True)
                | Q(parted_at__isnull=False, parted_by__isnull=False),
                name="parted_merge_says_by_whom_and_when",
            ),
            models.UniqueConstraint(
                fields=["other"], condition=Q(parted_at__isnull=True), name="file_is_merged_once_at_a_time"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-merged_at"], name="merges_of_a_person_newest")]

    def __str__(self) -> str:
        return str(self.pk)


class MergedRow(models.Model):
    """A row that a merge moved, by its table and key; no role reads it, for only parting the two files needs it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField()
    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    table_name = models.CharField(max_length=63)
    column_name = models.CharField(max_length=63)
    row_id = models.UUIDField()
    #: Of what the row held sealed when it moved: what was sealed since was sealed with the other key.
    digest = models.CharField(max_length=32, blank=True, default="")
    #: A row that a merge takes away, as it stood.
    content = models.JSONField(null=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency_id", "merge", "table_name", "column_name", "row_id"], name="row_moves_once_in_a_merge"
            )
        ]

    def __str__(self) -> str:
        return self.table_name
