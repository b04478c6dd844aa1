"""An urgent concern for a child, whose clock runs until somebody is called in; and the hours an agency set for it."""

from __future__ import annotations

import uuid
from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.safeguarding.models.rows import OfCase

#: Hours of the clock: what an agency that set nothing gives itself, and the bounds of what it may set.
USUAL_HOURS: Final = 24
FEWEST_HOURS: Final = 1
MOST_HOURS: Final = 72


class Urgency(OfCase):
    """A concern that does not wait: the clock stops when somebody is called in, or the reason why not is written."""

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("urgency", "the clock runs")
        STOPPED = "stopped", pgettext_lazy("urgency", "stopped")

    class Stop(models.TextChoices):
        REFERRAL = "referral", pgettext_lazy("urgency", "A referral was made in Darna")
        CALLED = "called", pgettext_lazy("urgency", "An authority or a service was called in another way")
        NOT_REFERRED = "not_referred", pgettext_lazy("urgency", "Nobody was called in")

    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    concern = models.CharField(max_length=40)
    sealed_words = models.BinaryField()
    started_at = models.DateTimeField()
    started_by = models.UUIDField()
    due_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True)
    stop = models.CharField(max_length=14, choices=Stop.choices, blank=True)
    #: Who was called in, or why nobody was.
    sealed_stop_note = models.BinaryField(blank=True, default=b"")
    referral_id = models.UUIDField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.UUIDField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_words", b""), ("sealed_stop_note", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="running"), name="case_has_one_clock_at_a_time"),
            models.CheckConstraint(condition=Q(due_at__gt=F("started_at")), name="clock_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state="running", stop="", stopped_at__isnull=True, stopped_by__isnull=True)
                | Q(state="stopped", stopped_at__isnull=False, stopped_by__isnull=False) & ~Q(stop=""),
                name="stopped_clock_says_why_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(stop="referral", referral_id__isnull=False)
                | ~Q(stop="referral") & Q(referral_id__isnull=True),
                name="clock_stopped_by_a_referral_names_it",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "due_at"], condition=Q(state="running"), name="running_clock_of_an_agency"),
            models.Index(fields=["person"], name="urgency_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.state


class UrgentHours(models.Model):
    """In how many hours an agency calls somebody in when a child's safety does not wait."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.OneToOneField("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    hours = models.PositiveSmallIntegerField(default=USUAL_HOURS)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hours__gte=FEWEST_HOURS, hours__lte=MOST_HOURS), name="urgent_hours_are_within_three_days"
            )
        ]

    def __str__(self) -> str:
        return str(self.hours)
