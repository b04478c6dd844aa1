"""A closing: how an accompaniment ends, what the person says of it, and how they are some months later."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

NOT_ENDED = ("withdrawn", "sent_back")
ENDED = ("closed", "undone")
DEFAULT_CHECK_DAYS = 90
MOST_CHECK_DAYS = 730


class ClosingRule(models.Model):
    """How an agency closes: whether a second person looks at it first, and when it asks how the person is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.OneToOneField("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    needs_approval = models.BooleanField(default=False)
    #: Days after the closing until somebody asks how the person is; 0 for never.
    check_days = models.PositiveSmallIntegerField(default=DEFAULT_CHECK_DAYS)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(check_days__lte=MOST_CHECK_DAYS), name="how_somebody_is_is_asked_within_two_years"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}"


class Closing(models.Model):
    """One closing of one case, from the proposal on."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for approval")
        SENT_BACK = "sent_back", pgettext_lazy("closing", "sent back")
        WITHDRAWN = "withdrawn", pgettext_lazy("closing", "withdrawn")
        CLOSED = "closed", pgettext_lazy("closing", "closed")
        UNDONE = "undone", pgettext_lazy("closing", "reopened")

    class Opinion(models.TextChoices):
        VERY_GOOD = "very_good", _("very satisfied")
        GOOD = "good", _("satisfied")
        PARTLY = "partly", _("partly satisfied")
        BAD = "bad", _("not satisfied")
        NOTHING = "nothing", _("does not want to say")

    class Way(models.TextChoices):
        IN_PERSON = "in_person", _("Face to face")
        PHONE = "phone", _("By telephone")
        PAPER = "paper", _("On paper, without the worker looking on")
        COLLEAGUE = "colleague", _("To a colleague who did not accompany them")

    class Check(models.TextChoices):
        PLANNED = "planned", _("to be asked")
        REACHED = "reached", _("asked")
        NOT_REACHED = "not_reached", _("could not be reached")
        DROPPED = "dropped", _("not asked")

    class Finding(models.TextChoices):
        BETTER = "better", _("better than at the closing")
        SAME = "same", _("the same")
        WORSE = "worse", _("worse: the person may need us again")
        UNTOLD = "untold", _("the person does not want to say")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(
        "cases.Case", on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    state = models.CharField(max_length=10, choices=State.choices)
    outcome = models.CharField(max_length=40)
    closed_on = models.DateField()
    sealed_note = models.BinaryField(blank=True, default=b"")
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    #: What was asked for when it was sent back.
    sealed_remark = models.BinaryField(blank=True, default=b"")
    opinion = models.CharField(max_length=10, choices=Opinion.choices, blank=True, default="")
    opinion_way = models.CharField(max_length=10, choices=Way.choices, blank=True, default="")
    opinion_on = models.DateField(null=True)
    opinion_by = models.UUIDField(null=True)
    sealed_opinion = models.BinaryField(blank=True, default=b"")
    check_state = models.CharField(max_length=12, choices=Check.choices, blank=True, default="")
    check_on = models.DateField(null=True)
    check_done_on = models.DateField(null=True)
    check_by = models.UUIDField(null=True)
    finding = models.CharField(max_length=10, choices=Finding.choices, blank=True, default="")
    sealed_check = models.BinaryField(blank=True, default=b"")
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_note", b""), ("sealed_remark", b""), ("sealed_opinion", b""), ("sealed_check", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="proposed"), name="case_waits_for_one_approval"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="closed"), name="case_is_closed_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", *NOT_ENDED, *ENDED)), name="closing_is_in_a_state_that_exists"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="closing_is_approved_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="decided_closing_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("proposed", "withdrawn")) | Q(decided_by__isnull=True),
                name="closing_that_waits_is_undecided",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent_back") | Q(decided_by__isnull=False), name="closing_sent_back_says_by_whom"
            ),
            models.CheckConstraint(
                condition=Q(opinion="", opinion_way="", opinion_on__isnull=True, opinion_by__isnull=True)
                | Q(opinion_on__isnull=False, opinion_by__isnull=False)
                & ~Q(opinion="")
                & ~Q(opinion_way="")
                & Q(state__in=ENDED),
                name="opinion_says_how_and_when_it_was_given",
            ),
            models.CheckConstraint(
                condition=Q(check_state="", check_on__isnull=True)
                | ~Q(check_state="") & Q(check_on__isnull=False, state__in=ENDED),
                name="check_after_a_closing_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(
                    check_state__in=("reached", "not_reached"), check_done_on__isnull=False, check_by__isnull=False
                )
                | ~Q(check_state__in=("reached", "not_reached")) & Q(check_done_on__isnull=True, check_by__isnull=True),
                name="check_that_was_made_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(check_state="reached") & ~Q(finding="") | ~Q(check_state="reached") & Q(finding=""),
                name="who_was_reached_said_how_they_are",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "proposed_at"], name="closing_of_a_case"),
            models.Index(fields=["agency", "-closed_on", "id"], name="closing_of_an_agency"),
            models.Index(fields=["agency", "proposed_at"], condition=Q(state="proposed"), name="closing_that_waits"),
            models.Index(fields=["agency", "check_on"], condition=Q(check_state="planned"), name="check_that_is_due"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"
