"""The best-interests procedure of a child: its steps, what was weighed, who decided, and how it was looked at again."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.safeguarding.models.rows import OfCase


class Procedure(OfCase):
    """One best-interests procedure: steps under way, a decision proposed, approved by a second person, closed."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("procedure", "steps under way")
        PROPOSED = "proposed", pgettext_lazy("procedure", "decision waits for a supervisor")
        DECIDED = "decided", pgettext_lazy("procedure", "decided, followed up")
        CLOSED = "closed", pgettext_lazy("procedure", "closed")

    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=40)
    sealed_concern = models.BinaryField()
    responsible_id = models.UUIDField()
    #: Somebody asks a supervisor that named workers alone see the file; the protection of the file answers it.
    asks_restriction = models.BooleanField(default=False)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.UUIDField()
    sealed_decision = models.BinaryField(blank=True, default=b"")
    #: Why the decision goes against what the child said; empty where it does not.
    sealed_despite = models.BinaryField(blank=True, default=b"")
    goes_against_child = models.BooleanField(default=False)
    sealed_remark = models.BinaryField(blank=True, default=b"")
    follower_id = models.UUIDField(null=True)
    review_on = models.DateField(null=True)
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    closing = models.CharField(max_length=40, blank=True)
    sealed_closing_note = models.BinaryField(blank=True, default=b"")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=tuple(
            (name, b"")
            for name in (
                "sealed_concern",
                "sealed_decision",
                "sealed_despite",
                "sealed_remark",
                "sealed_closing_note",
            )
        ),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="procedure_is_known_with_its_agency"),
            models.UniqueConstraint(
                fields=["case"], condition=~Q(state="closed"), name="case_has_one_procedure_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("open", "proposed", "decided", "closed")),
                name="procedure_is_in_a_state_that_exists",
            ),
            models.CheckConstraint(
                condition=Q(state="closed")
                | Q(state="open", proposed_by__isnull=True, proposed_at__isnull=True)
                | Q(
                    state__in=("proposed", "decided"),
                    proposed_by__isnull=False,
                    proposed_at__isnull=False,
                    review_on__isnull=False,
                    follower_id__isnull=False,
                ),
                name="proposed_decision_says_by_whom_and_who_follows_it_up",
            ),
            models.CheckConstraint(
                condition=Q(state="closed")
                | Q(state__in=("open", "proposed"), approved_by__isnull=True, approved_at__isnull=True)
                | Q(state="decided", approved_by__isnull=False, approved_at__isnull=False),
                name="decision_in_force_says_who_approved_it",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="decision_is_approved_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, closed_by__isnull=False) & ~Q(closing="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, closed_by__isnull=True, closing=""),
                name="closed_procedure_says_how_it_ended",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "state", "opened_at"], name="procedure_of_an_agency"),
            models.Index(fields=["person"], name="procedure_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.state


class Step(OfCase):
    """One step before the decision: done with what was found, or not needed for a reason."""

    class Kind(models.TextChoices):
        SAFETY = "safety", _("Urgent needs and safety")
        GUARDIAN = "guardian", _("Guardian or representative sought and confirmed")
        HEARD = "heard", _("The child is heard")
        TRACING = "tracing", _("Family found or in touch, where that is safe")
        ASSESSMENT = "assessment", _("Assessment")
        PANEL = "panel", _("Meeting of those who weigh the decision")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("step", "to do")
        DONE = "done", pgettext_lazy("step", "done")
        NOT_NEEDED = "not_needed", pgettext_lazy("step", "not needed")

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="steps", db_constraint=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    position = models.PositiveSmallIntegerField()
    responsible_id = models.UUIDField()
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    #: What was found, or why the step is not needed.
    sealed_words = models.BinaryField(blank=True, default=b"")
    #: How the child was heard.
    manner = models.CharField(max_length=40, blank=True)
    #: Who was present at the meeting, by role: never by name.
    present = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    ended_on = models.DateField(null=True)
    ended_by = models.UUIDField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE, OnErase.BLANK, export=True, retention="with_the_case", blank=(("sealed_words", b""),)
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "kind"], name="step_stands_once_in_its_procedure"),
            models.CheckConstraint(
                condition=Q(state="open", ended_on__isnull=True)
                | Q(state__in=("done", "not_needed"), ended_on__isnull=False),
                name="ended_step_of_a_procedure_is_dated",
            ),
            models.CheckConstraint(condition=~Q(kind="heard", state="not_needed"), name="child_is_always_heard"),
            models.CheckConstraint(
                condition=~Q(kind="heard", state="done") | ~Q(manner=""), name="hearing_says_how_the_child_was_heard"
            ),
            models.CheckConstraint(
                condition=~Q(kind="panel", state="done") | ~Q(present=[]), name="meeting_says_who_was_present"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "responsible_id", "due_on"],
                condition=Q(state="open"),
                name="open_step_of_a_worker_by_day",
            )
        ]

    def __str__(self) -> str:
        return self.kind


class Option(OfCase):
    """One way for the child, with what speaks for it and what against."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="options", db_constraint=False)
    kind = models.CharField(max_length=40)
    sealed_for = models.BinaryField()
    sealed_against = models.BinaryField()
    is_chosen = models.BooleanField(default=False)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_for", b""), ("sealed_against", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "kind"], name="option_is_weighed_once"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(is_chosen=True), name="one_option_is_chosen_at_most"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Review(OfCase):
    """The decision looked at again: it holds until another day, or it is weighed anew."""

    class Outcome(models.TextChoices):
        HOLDS = "holds", pgettext_lazy("review", "the decision holds")
        ANEW = "anew", pgettext_lazy("review", "it is weighed anew")

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="reviews", db_constraint=False)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    sealed_words = models.BinaryField()
    #: The decision that was looked at, kept where it is weighed anew.
    sealed_decision = models.BinaryField(blank=True, default=b"")
    next_on = models.DateField(null=True)
    reviewed_on = models.DateField()
    reviewed_by = models.UUIDField()

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_words", b""), ("sealed_decision", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="holds", next_on__isnull=False) | Q(outcome="anew", next_on__isnull=True),
                name="decision_that_holds_is_looked_at_again",
            )
        ]

    def __str__(self) -> str:
        return self.outcome
