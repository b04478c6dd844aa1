"""The appointment: when, for how long, how and with whom; nothing of it that leaves the house says why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.planning.models.rows import OfCase

SHORTEST, LONGEST = 5, 480


class Appointment(OfCase):
    """A meeting to come, or what became of it."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        KEPT = "kept", _("kept")
        MISSED = "missed", _("missed")
        EXCUSED = "excused", pgettext_lazy("appointment", "excused")
        CANCELLED = "cancelled", _("cancelled")

    class Way(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        SMS = "sms", _("by text message")

    worker_id = models.UUIDField()
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    mode = models.CharField(max_length=20)
    sealed_place = models.BinaryField(blank=True, default=b"")
    purpose = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    #: What came of it, or why it was cancelled.
    sealed_end_note = models.BinaryField(blank=True, default=b"")
    #: The language an interpreter is needed for; empty where none is.
    interpreter = models.CharField(max_length=8, blank=True, default="")
    reminds_person = models.BooleanField(default=False)
    reminds_by = models.CharField(max_length=5, choices=Way.choices, default=Way.EMAIL)
    #: The person allowed that a text message names the house.
    names_house = models.BooleanField(default=False)
    #: The instant from which this date and time were agreed: whoever agreed less than a day before needs no reminder.
    arranged_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_place", b""), ("sealed_end_note", b""), ("reminds_person", False), ("names_house", False)),
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=("planned", "kept", "missed", "excused", "cancelled")),
                name="appointment_is_in_a_state_that_exists",
            ),
            models.CheckConstraint(
                condition=Q(state="planned", ended_at__isnull=True) | ~Q(state="planned") & Q(ended_at__isnull=False),
                name="ended_appointment_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=SHORTEST, minutes__lte=LONGEST), name="appointment_lasts_no_longer_than_a_day"
            ),
            models.CheckConstraint(
                condition=Q(reminds_by__in=("email", "sms")), name="reminder_goes_by_a_way_that_exists"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-starts_at"], name="appointment_of_a_case"),
            models.Index(fields=["agency", "worker_id", "starts_at"], name="appointment_of_a_worker"),
            models.Index(fields=["agency", "starts_at"], name="appointment_of_an_agency"),
            models.Index(
                fields=["agency", "starts_at"],
                condition=Q(state="planned", reminded_at__isnull=True),
                name="appointment_to_remind_of",
            ),
        ]

    def __str__(self) -> str:
        return self.state
