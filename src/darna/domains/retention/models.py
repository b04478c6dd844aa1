"""How long an agency keeps files, whose time runs, who was warned of, and whom somebody holds."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.retention.values import (
    DEFAULT_MONTHS,
    DEFAULT_WARNING,
    LEAST_MONTHS,
    LEAST_WARNING,
    MOST_MONTHS,
    MOST_POSTPONED,
    MOST_WARNING,
)


class Why(models.TextChoices):
    """What a time is counted from; for a minor from the eighteenth birthday, if that is later."""

    LAST_CASE_CLOSED = "last_case_closed", _("the last case was closed")
    NO_CASE = "no_case", _("registered, and no case was ever opened")


class RetentionRule(models.Model):
    """How long an agency keeps files, how long before it is warned, and whether the house then acts by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.OneToOneField("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    months_after_case = models.PositiveSmallIntegerField(default=DEFAULT_MONTHS)
    months_without_case = models.PositiveSmallIntegerField(default=DEFAULT_MONTHS)
    warn_days = models.PositiveSmallIntegerField(default=DEFAULT_WARNING)
    acts_alone = models.BooleanField(default=False)
    #: The officer who stands for it while the house acts by itself.
    acts_by = models.UUIDField(null=True)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(months_after_case__range=(LEAST_MONTHS, MOST_MONTHS))
                & Q(months_without_case__range=(LEAST_MONTHS, MOST_MONTHS)),
                name="files_are_kept_between_six_months_and_ten_years",
            ),
            models.CheckConstraint(
                condition=Q(warn_days__range=(LEAST_WARNING, MOST_WARNING)),
                name="warning_comes_two_weeks_to_a_year_before",
            ),
            models.CheckConstraint(
                condition=Q(acts_alone=True, acts_by__isnull=False) | Q(acts_alone=False, acts_by__isnull=True),
                name="house_acts_for_an_officer_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}"


class RetentionTerm(models.Model):
    """From which day the time of a file runs; kept by triggers, there only while no case is open, read by the job alone."""

    person_id = models.UUIDField(primary_key=True)
    agency_id = models.UUIDField()
    why = models.CharField(max_length=20, choices=Why.choices)
    counted_from = models.DateField()

    lifecycle: ClassVar = Lifecycle(
        OnMerge.STAY, OnErase.DELETE, export=False, retention="with_the_person", person_field="person_id"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agency_id", "why", "counted_from"], name="time_that_ends_next")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.counted_from}"


class _OfPerson(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class RetentionNotice(_OfPerson):
    """Somebody's time to be kept ends soon, or has ended; the job of the night adds and drops it."""

    class State(models.TextChoices):
        WARNED = "warned", pgettext_lazy("retention notice", "waits for your decision")
        POSTPONED = "postponed", pgettext_lazy("retention notice", "postponed")

    why = models.CharField(max_length=20, choices=Why.choices)
    due_on = models.DateField()
    #: The officers were told then; again after a postponement or a hold ended.
    warned_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WARNED)
    postponed_on = models.DateField(null=True)
    postponed_until = models.DateField(null=True)
    postponed_by = models.UUIDField(null=True)
    sealed_reason = models.BinaryField(blank=True, default=b"")

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.DELETE, export=True, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], name="person_is_warned_of_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(
                    state="warned",
                    postponed_on__isnull=True,
                    postponed_until__isnull=True,
                    postponed_by__isnull=True,
                    sealed_reason=b"",
                )
                | Q(
                    state="postponed",
                    postponed_on__isnull=False,
                    postponed_until__isnull=False,
                    postponed_by__isnull=False,
                ),
                name="postponed_notice_says_until_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(postponed_until__isnull=True)
                | Q(postponed_until__gt=F("postponed_on"))
                & Q(postponed_until__lte=F("postponed_on") + timedelta(days=MOST_POSTPONED)),
                name="notice_is_postponed_by_two_years_at_the_most",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "due_on", "id"], name="notices_of_an_agency_by_day"),
            models.Index(fields=["agency", "warned_at"], name="notices_of_an_agency_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.due_on}"


class RetentionHold(_OfPerson):
    """Somebody may not be erased while this stands: a dispute, a court, a claim of the person."""

    sealed_reason = models.BinaryField(blank=True, default=b"")
    sealed_asker = models.BinaryField(blank=True, default=b"")
    #: The last day it stands; open where nobody knows yet.
    until = models.DateField(null=True)
    placed_by = models.UUIDField()
    placed_at = models.DateTimeField(auto_now_add=True)
    released_by = models.UUIDField(null=True)
    released_at = models.DateTimeField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_person",
        blank=(("sealed_reason", b""), ("sealed_asker", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(released_by__isnull=True, released_at__isnull=True)
                | Q(released_by__isnull=False, released_at__isnull=False),
                name="released_hold_says_by_whom_and_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="holds_of_a_person"),
            models.Index(fields=["agency", "-placed_at", "id"], name="holds_of_an_agency_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
