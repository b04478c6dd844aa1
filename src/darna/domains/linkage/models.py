"""What a register taught, and every time it was looked through."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class LearntModel(models.Model):
    """How files of one person agree in an agency's register, as a night learnt it. Never changed; the newest is used.

    It names no value that fewer than five files bear.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    learnt_at = models.DateTimeField(auto_now_add=True)
    persons = models.PositiveIntegerField()
    content = models.JSONField()

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "number"], name="learnt_model_has_a_number_of_its_own"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Run(models.Model):
    """A register looked through for files of one person: when, by what, and what came of it."""

    class Why(models.TextChoices):
        NIGHT = "night", _("every night")
        IMPORT = "import", _("a register came in")
        HAND = "hand", _("somebody asked for it")
        COMMAND = "command", _("asked for at the machine")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        READING = "reading", _("reading the register")
        LEARNING = "learning", _("learning")
        COMPARING = "comparing", _("comparing")
        DONE = "done", _("done")
        FAILED = "failed", _("did not come to its end")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    why = models.CharField(max_length=10, choices=Why.choices)
    engine = models.CharField(max_length=10, default="duckdb")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.UUIDField(null=True)
    moved_at = models.DateTimeField(auto_now=True)
    ended_at = models.DateTimeField(null=True)
    model_number = models.PositiveIntegerField(default=0)
    persons = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    proposed = models.PositiveIntegerField(default=0)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], ended_at__isnull=False)
                | ~Q(state__in=["done", "failed"]) & Q(ended_at__isnull=True),
                name="linkage_run_that_ended_says_when",
            ),
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(ended_at__isnull=True),
                name="one_linkage_run_at_a_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "-asked_at"], name="linkage_runs_newest")]

    def __str__(self) -> str:
        return self.state
