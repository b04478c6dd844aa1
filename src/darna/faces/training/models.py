"""How far a learner is: one row for each exercise they began."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class Attempt(models.Model):
    """An exercise somebody began: when, for which time, and when it was done right."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    membership_id = models.UUIDField()
    exercise = models.CharField(max_length=40)
    times = models.PositiveSmallIntegerField(default=1)
    began_at = models.DateTimeField()
    passed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "membership_id", "exercise"], name="learner_has_one_attempt_at_an_exercise"
            ),
            models.CheckConstraint(
                condition=Q(passed_at__isnull=True) | Q(passed_at__gte=models.F("began_at")),
                name="exercise_is_passed_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.exercise
