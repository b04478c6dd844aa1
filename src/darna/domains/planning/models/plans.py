"""The plan: what is to be reached and who does what, agreed with the person and approved by a supervisor."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.planning.models.rows import OfCase

PREPARING = ("draft", "proposed", "approved")
IN_FORCE = ("active", "completed", "revised")
ENDED = ("completed", "revised")


class Plan(OfCase):
    """One version of a case's plan; its words change only while it is a draft."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("waiting for approval")
        APPROVED = "approved", _("approved")
        ACTIVE = "active", _("under way")
        COMPLETED = "completed", _("completed")
        REVISED = "revised", _("replaced by a newer plan")

    class Agreed(models.TextChoices):
        ALOUD = "aloud", _("It was read to them, and they said yes")
        SIGNED = "signed", _("They signed the sheet")
        GUARDIAN = "guardian", _("They agreed, and their parent or guardian signed the sheet")
        WITNESS = "witness", _("They agreed before a witness, who signed the sheet")

    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    sealed_goal = models.BinaryField()
    #: What the person says they will do, in their own words.
    sealed_commitment = models.BinaryField(blank=True, default=b"")
    #: What the supervisor asked to change when the plan was sent back.
    sealed_remark = models.BinaryField(blank=True, default=b"")
    sealed_result = models.BinaryField(blank=True, default=b"")
    drafted_at = models.DateTimeField(auto_now_add=True)
    drafted_by = models.UUIDField()
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    #: The day the person said yes to it.
    agreed_on = models.DateField(null=True)
    #: How they said it; empty for plans begun before that was asked.
    agreed_how = models.CharField(max_length=10, choices=Agreed.choices, blank=True, default="")
    begun_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_goal", b""), ("sealed_commitment", b""), ("sealed_remark", b""), ("sealed_result", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="plan_is_known_with_its_agency"),
            models.UniqueConstraint(fields=["agency", "case", "number"], name="plan_is_numbered_once_in_its_case"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=PREPARING), name="case_prepares_one_plan_at_a_time"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state="active"), name="case_has_one_plan_under_way"),
            models.CheckConstraint(
                condition=Q(state__in=(*PREPARING, *IN_FORCE)), name="plan_is_in_a_state_that_exists"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", proposed_by__isnull=True, proposed_at__isnull=True)
                | ~Q(state="draft") & Q(proposed_by__isnull=False, proposed_at__isnull=False),
                name="proposed_plan_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "proposed"), approved_by__isnull=True, approved_at__isnull=True)
                | ~Q(state__in=("draft", "proposed")) & Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approved_plan_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("proposed_by")),
                name="plan_is_approved_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PREPARING, agreed_on__isnull=True, begun_by__isnull=True)
                | Q(state__in=IN_FORCE, agreed_on__isnull=False, begun_by__isnull=False),
                name="plan_under_way_says_when_the_person_agreed",
            ),
            models.CheckConstraint(
                condition=Q(agreed_how="")
                | Q(agreed_how__in=("aloud", "signed", "guardian", "witness"), agreed_on__isnull=False),
                name="person_agreed_in_a_way_that_exists",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False) | ~Q(state__in=ENDED) & Q(ended_at__isnull=True),
                name="ended_plan_is_dated",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "state"], name="plan_of_a_case_by_state"),
            models.Index(
                fields=["agency", "proposed_at"], condition=Q(state="proposed"), name="plan_that_waits_for_approval"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class PlanItem(OfCase):
    """Something that is done under a plan: by a worker, by the person, or by an institution."""

    class Responsible(models.TextChoices):
        WORKER = "worker", _("A worker of the agency")
        PERSON = "person", _("The person")
        INSTITUTION = "institution", _("An institution")

    class State(models.TextChoices):
        OPEN = "open", _("to do")
        DONE = "done", _("done")
        DROPPED = "dropped", _("given up")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items", db_constraint=False)
    position = models.PositiveSmallIntegerField()
    sealed_action = models.BinaryField()
    responsible = models.CharField(max_length=12, choices=Responsible.choices)
    worker_id = models.UUIDField(null=True)
    institution = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    #: What came of it, or why it was given up.
    sealed_outcome = models.BinaryField(blank=True, default=b"")
    ended_on = models.DateField(null=True)
    ended_by = models.UUIDField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_action", b""), ("sealed_outcome", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(responsible="worker", worker_id__isnull=False, institution="")
                | Q(responsible="person", worker_id__isnull=True, institution="")
                | Q(responsible="institution", worker_id__isnull=True) & ~Q(institution=""),
                name="plan_item_names_who_does_it",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_on__isnull=True)
                | Q(state__in=("done", "dropped"), ended_on__isnull=False),
                name="ended_plan_item_is_dated",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["plan", "position"], name="item_of_a_plan_in_order")]

    def __str__(self) -> str:
        return self.state
