"""The training action that several agencies share, and the cohort that each of them brings to it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.kernel.text import FALLBACKS, LocalText

_OF_AGENCY = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_agency")
LETTERS = 160


class _Labelled(models.Model):
    """Something called by a name in four languages; the agency of the row is the one that changes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    label_ar = models.CharField(max_length=LETTERS)
    label_fr = models.CharField(max_length=LETTERS)
    label_it = models.CharField(max_length=LETTERS, blank=True)
    label_en = models.CharField(max_length=LETTERS, blank=True)
    target = models.PositiveIntegerField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = _OF_AGENCY

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label_fr

    @property
    def label(self) -> LocalText:
        """How it is called, in the languages in which somebody wrote it."""
        return LocalText.of({language: getattr(self, f"label_{language}") for language in FALLBACKS})


class ProgrammeAction(_Labelled):
    """A training action: what it is called, when it is, who coaches it, how many cases it wants to reach."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("running")
        ENDED = "ended", _("ended")

    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    #: Whoever coaches the action as a whole, often from outside: the name of a professional, not of a person accompanied.
    coach_name = models.CharField(max_length=LETTERS, blank=True)
    coach_organisation = models.CharField(max_length=LETTERS, blank=True)
    #: The points a coach looks at in each case, by their codes.
    points = ArrayField(models.CharField(max_length=40))
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="action_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state="planned", started_at__isnull=True, ended_at__isnull=True)
                | Q(state="running", started_at__isnull=False, ended_at__isnull=True)
                | Q(state="ended", ended_at__isnull=False),
                name="action_dates_its_states",
            ),
            models.CheckConstraint(condition=~Q(label_ar="") & ~Q(label_fr=""), name="action_has_a_label"),
            models.CheckConstraint(condition=~Q(points=[]), name="action_looks_at_one_point_at_least"),
        ]
        indexes: ClassVar = [models.Index(fields=["-starts_on", "id"], name="action_list_newest")]


class Cohort(_Labelled):
    """The cases one agency brings to an action, with the one coach who looks at them."""

    action = models.ForeignKey(ProgrammeAction, on_delete=models.PROTECT, related_name="cohorts")
    #: A member of the agency, or by name somebody from outside; nobody yet at first.
    coach_id = models.UUIDField(null=True)
    coach_name = models.CharField(max_length=LETTERS, blank=True)
    coach_organisation = models.CharField(max_length=LETTERS, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="cohort_is_known_with_its_agency"),
            models.UniqueConstraint(fields=["action", "agency"], name="agency_has_one_cohort_in_an_action"),
            models.CheckConstraint(
                condition=Q(coach_id__isnull=True) | Q(coach_name=""), name="cohort_has_one_coach_at_most"
            ),
            models.CheckConstraint(condition=~Q(label_ar="") & ~Q(label_fr=""), name="cohort_has_a_label"),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "coach_id"], name="cohorts_of_a_coach")]
