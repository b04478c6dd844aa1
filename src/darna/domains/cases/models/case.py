"""The case: a person accompanied in a programme by one agency; and who may see it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class Case(models.Model):
    """The accompaniment of a person in one programme; closed with an outcome, never deleted."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    class Priority(models.TextChoices):
        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("low")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="cases", db_constraint=False)
    reference = models.CharField(max_length=20)
    programme = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    priority = models.CharField(max_length=10, choices=Priority.choices, default=Priority.MEDIUM)
    worker_id = models.UUIDField(null=True)
    opened_on = models.DateField()
    target_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    sealed_closing_note = models.BinaryField(blank=True, default=b"")
    reopened_times = models.PositiveSmallIntegerField(default=0)
    source = models.UUIDField(null=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="case_closed_plus_24_months",
        blank=(("sealed_closing_note", b""),),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="case_is_known_with_its_agency"),
            models.UniqueConstraint(fields=["agency", "reference"], name="case_reference_is_unique_in_its_agency"),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True, outcome="")
                | Q(state="closed", closed_on__isnull=False) & ~Q(outcome=""),
                name="closed_case_has_a_date_and_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("opened_on")),
                name="case_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(priority__in=["high", "medium", "low"]), name="case_priority_is_in_the_code_list"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="case_of_a_person"),
            models.Index(fields=["source"], name="case_of_one_import_for_undo"),
        ]

    def __str__(self) -> str:
        return self.reference


class CaseVisible(models.Model):
    """Which agency, or which single worker of it, may see a case, with the columns lists sort by; kept by triggers."""

    pk = models.CompositePrimaryKey("agency_id", "case_id", "worker_id")
    agency_id = models.UUIDField()
    case_id = models.UUIDField()
    #: The one worker who sees a protected file; all zeros where the whole agency does.
    worker_id = models.UUIDField()
    person_id = models.UUIDField()
    is_shared = models.BooleanField(default=False)
    state = models.CharField(max_length=10)
    programme = models.CharField(max_length=40)
    priority = models.CharField(max_length=10)
    assigned_id = models.UUIDField(null=True)
    opened_on = models.DateField()
    target_on = models.DateField(null=True)
    #: The priority as a number, so that an index can sort by it: 1 is the most pressing.
    rank = models.PositiveSmallIntegerField()
    until = models.DateTimeField()

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE, OnErase.KEEP, export=False, retention="with_the_case", person_field="person_id"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["agency_id", "state", "-opened_on", "case_id"], name="case_list_newest"),
            models.Index(fields=["agency_id", "assigned_id", "state", "-opened_on"], name="case_list_of_a_worker"),
            models.Index(fields=["agency_id", "state", "rank", "-opened_on"], name="case_list_most_pressing"),
            models.Index(fields=["agency_id", "state", "target_on"], name="case_list_by_target"),
            models.Index(fields=["case_id"], name="visible_case_for_the_policies"),
            models.Index(fields=["agency_id", "person_id"], name="visible_cases_of_a_person"),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class _OfCase(models.Model):
    """A row that belongs to one case, inside the same agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="%(class)ss", db_constraint=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Reopening(_OfCase):
    """A closing that was taken back: what the closing had said, why the case is open again, and by whom."""

    closed_on = models.DateField()
    outcome = models.CharField(max_length=40)
    sealed_closing_note = models.BinaryField(blank=True, default=b"")
    sealed_reason = models.BinaryField()
    reopened_at = models.DateTimeField(auto_now_add=True)
    reopened_by = models.UUIDField()

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_closing_note", b""), ("sealed_reason", b"")),
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case"], name="reopening_of_a_case")]

    def __str__(self) -> str:
        return self.outcome


class CaseShare(_OfCase):
    """The live view of a file given to another agency, by consent, until a day; revoked at once on withdrawal."""

    to_agency_id = models.UUIDField()
    consent_id = models.UUIDField()
    shared_at = models.DateTimeField(auto_now_add=True)
    shared_by = models.UUIDField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.CharField(max_length=40, blank=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.KEEP, export=True, retention="consent_five_years_after_end")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "to_agency_id"],
                condition=Q(revoked_at__isnull=True),
                name="file_is_shared_once_with_an_agency",
            ),
            models.CheckConstraint(
                condition=~Q(to_agency_id=models.F("agency_id")), name="file_is_shared_with_another_agency"
            ),
        ]

    def __str__(self) -> str:
        return str(self.to_agency_id)
