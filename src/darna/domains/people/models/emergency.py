"""Opening a protected file in an emergency: why, by whom, until when, and what somebody else found of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.people.models.person import _OfPerson
from darna.kernel.clock import now

#: Nobody keeps a file open longer than this without being named for it.
MOST_HOURS = 24


class EmergencyAccess(_OfPerson):
    """A worker who is not named for a protected file saw it for some hours, for a reason that a second person reads."""

    class Cause(models.TextChoices):
        LIFE = "life", _("Somebody's life or health is in danger")
        CHILD = "child", _("A child is at risk now")
        CARE = "care", _("Care or shelter is needed now, and nobody named can be reached")
        COURT = "court", _("A court or the prosecutor asks within hours")

    class Finding(models.TextChoices):
        JUSTIFIED = "justified", _("it was needed")
        NOT_JUSTIFIED = "not_justified", _("it was not needed")

    membership_id = models.UUIDField()
    cause = models.CharField(max_length=8, choices=Cause.choices)
    #: In clear, for whoever reviews it is not named for the file; it names nobody.
    reason = models.CharField(max_length=300)
    began_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=14, choices=Finding.choices, blank=True, default="")
    remark = models.CharField(max_length=500, blank=True, default="")
    reviewed_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="emergencies_five_years",
        blank=(("reason", ""), ("remark", "")),
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("began_at")), name="emergency_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(finding="", reviewed_by__isnull=True, reviewed_at__isnull=True)
                | ~Q(finding="") & Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="reviewed_emergency_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("membership_id")),
                name="nobody_reviews_their_own_emergency",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-began_at", "id"], name="emergencies_of_an_agency"),
            models.Index(fields=["agency", "began_at"], condition=Q(finding=""), name="emergencies_to_review"),
        ]

    def __str__(self) -> str:
        return self.cause

    @property
    def is_running(self) -> bool:
        """The file is open now."""
        return self.ended_at is None and self.until > now()
