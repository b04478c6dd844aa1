"""A case in a cohort, and each time a coach looked at it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.cohorts.models.programme_action import Cohort


class CohortCase(models.Model):
    """A case that belongs to a cohort, with how far its reviews are; taken out again, it stays as it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="entries", db_constraint=False, db_index=False
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    added_by = models.UUIDField()
    added_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True)
    left_by = models.UUIDField(null=True)
    #: How many rounds of review there were, when the last was, and whether it found all points done.
    rounds = models.PositiveSmallIntegerField(default=0)
    reviewed_on = models.DateField(null=True)
    is_complete = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.KEEP, export=True, retention="with_the_case")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="cohort_case_is_known_with_its_agency"),
            models.UniqueConstraint(
                fields=["cohort", "case"], condition=Q(left_at__isnull=True), name="case_is_in_a_cohort_once"
            ),
            models.CheckConstraint(
                condition=Q(rounds=0, reviewed_on__isnull=True, is_complete=False)
                | Q(rounds__gt=0, reviewed_on__isnull=False),
                name="reviewed_cohort_case_is_dated",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["cohort", "added_at"], name="cases_of_a_cohort")]

    def __str__(self) -> str:
        return str(self.case_id)


class CaseReview(models.Model):
    """One round: on which day, what was found point by point, a remark and the next step."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    entry = models.ForeignKey(
        CohortCase, on_delete=models.PROTECT, related_name="reviews", db_constraint=False, db_index=False
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    round = models.PositiveSmallIntegerField()
    reviewed_on = models.DateField()
    #: Point → yes, no or not yet, by their codes.
    answers = models.JSONField()
    sealed_remark = models.BinaryField(blank=True, default=b"")
    sealed_next_step = models.BinaryField(blank=True, default=b"")
    next_on = models.DateField(null=True)
    written_by = models.UUIDField()
    written_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_remark", b""), ("sealed_next_step", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "entry", "round"], name="review_round_is_numbered_once"),
            models.CheckConstraint(condition=Q(round__gte=1), name="review_rounds_begin_at_one"),
        ]

    def __str__(self) -> str:
        return f"round {self.round}"
