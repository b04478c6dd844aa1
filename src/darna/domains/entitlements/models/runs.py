"""How the saved answers of an agency are being asked again, or were asked last: one row an agency."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

#: A run that says nothing for so long was cut off: another may begin.
SILENT_FOR: Final = timedelta(hours=1)


class AskingAgain(models.Model):
    """The last run over all saved answers of an agency; the next run takes its place, so that only one goes on.

    `run` is the mark of the run: a job that finds another one here was overtaken, and stops.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    run = models.UUIDField()
    #: Nobody where the night began it.
    begun_by = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    asked = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency"], name="agency_asks_all_again_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(changed__lte=F("asked")), name="no_more_answers_changed_than_were_asked"
            ),
            models.CheckConstraint(
                condition=Q(touched_at__gte=F("started_at"))
                & (Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at"))),
                name="asking_again_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return str(self.run)
