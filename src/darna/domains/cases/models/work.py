"""What is noted and done in a case: needs, encounters, tasks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.cases.models.case import _OfCase


class Need(_OfCase):
    """Something the person needs, in the words of the code list, and where they were oriented to."""

    kind = models.CharField(max_length=40)
    urgency = models.CharField(max_length=10, default="normal")
    noted_on = models.DateField()
    oriented_to = models.CharField(max_length=40, blank=True)
    result = models.CharField(max_length=40, blank=True)
    resolved_on = models.DateField(null=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.KEEP, export=True, retention="with_the_case")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(resolved_on__isnull=True) | ~Q(result=""), name="resolved_need_says_its_result"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["case"], name="need_of_a_case")]

    def __str__(self) -> str:
        return self.kind


class Encounter(_OfCase):
    """A meeting, call or visit: when, how, by whom, and what was said."""

    kind = models.CharField(max_length=30)
    happened_at = models.DateTimeField()
    written_by = models.UUIDField(null=True)
    written_at = models.DateTimeField(auto_now_add=True)
    sealed_note = models.BinaryField(blank=True, default=b"")
    sealed_present = models.BinaryField(blank=True, default=b"")

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_note", b""), ("sealed_present", b"")),
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-happened_at"], name="encounter_of_a_case_newest")]

    def __str__(self) -> str:
        return self.kind


class Task(_OfCase):
    """Something to do by a day; done with a result, or dropped with a reason."""

    class State(models.TextChoices):
        OPEN = "open", _("to do")
        IN_PROGRESS = "in_progress", _("in progress")
        WAITING = "waiting", _("waiting for someone else")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")

    sealed_title = models.BinaryField()
    #: What came of it, or why it was dropped.
    sealed_end_note = models.BinaryField(blank=True, default=b"")
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    assigned_id = models.UUIDField(null=True)
    set_by = models.UUIDField()
    set_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_title", b""), ("sealed_end_note", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["done", "cancelled"], ended_at__isnull=False)
                | ~Q(state__in=["done", "cancelled"]) & Q(ended_at__isnull=True),
                name="ended_task_is_dated",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["case"], name="task_of_a_case"),
            models.Index(
                fields=["agency", "assigned_id", "due_on"],
                condition=Q(ended_at__isnull=True),
                name="open_task_of_a_worker_by_day",
            ),
        ]

    def __str__(self) -> str:
        return self.state
