"""What the law answered to a question about a person: saved once, whole, and asked again when the law is another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.entitlements.models.rows import ANSWERS, CERTAINTIES, LAW, QUESTION, OfCase


class Decision(OfCase):
    """An answer of the law with the facts it used and its whole explanation; it never changes once it is saved.

    `asked_on` is the day whose law was asked, `law` the mark of that law as Darna knew it.
    """

    question = models.CharField(max_length=QUESTION)
    asked_on = models.DateField()
    answer = models.CharField(max_length=7)
    certainty = models.CharField(max_length=2)
    law = models.CharField(max_length=LAW)
    #: The facts as they were told, so that the question can be asked again.
    sealed_facts = models.BinaryField()
    #: Reasons, figures, sources and what would change it: for machines, and in words in every language.
    sealed_explanation = models.BinaryField()
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_facts", b""), ("sealed_explanation", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="decision_is_known_with_its_agency"),
            models.CheckConstraint(condition=Q(answer__in=ANSWERS), name="decision_is_yes_no_or_unknown"),
            models.CheckConstraint(condition=Q(certainty__in=CERTAINTIES), name="decision_says_how_sure_the_law_is"),
            models.CheckConstraint(condition=~Q(question="") & ~Q(law=""), name="decision_names_question_and_law"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-decided_at"], name="decision_of_a_case_newest"),
            models.Index(fields=["agency", "id"], name="decision_of_an_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.answer}"


class LaterAnswer(OfCase):
    """What the law answers now to a question whose answer was saved before; the newest asking, one row a decision.

    `was` is the saved answer. Whoever looked at a changed answer says so; nobody tells the person by themselves.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    question = models.CharField(max_length=QUESTION)
    answered_on = models.DateField()
    law = models.CharField(max_length=LAW)
    was = models.CharField(max_length=7)
    answer = models.CharField(max_length=7)
    #: Empty where the answer is the saved one.
    sealed_explanation = models.BinaryField(blank=True, default=b"")
    #: Reasons of today that did not stand so in the saved answer; none where the answer is the saved one.
    differing = models.PositiveSmallIntegerField(default=0)
    #: The day on which the answer was first found to be another.
    changed_on = models.DateField(null=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.UUIDField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_explanation", b""),),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision"], name="decision_has_one_later_answer"),
            models.CheckConstraint(
                condition=Q(answer__in=ANSWERS, was__in=ANSWERS), name="later_answer_is_yes_no_or_unknown"
            ),
            models.CheckConstraint(
                condition=Q(answer=F("was"), changed_on__isnull=True)
                | ~Q(answer=F("was")) & Q(changed_on__isnull=False),
                name="changed_answer_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True, seen_by__isnull=True)
                | Q(seen_at__isnull=False, seen_by__isnull=False, changed_on__isnull=False),
                name="seen_answer_says_by_whom_and_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "-changed_on"],
                condition=Q(changed_on__isnull=False, seen_at__isnull=True),
                name="later_answer_nobody_looked_at",
            ),
            models.Index(fields=["case"], name="later_answer_of_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.was} {self.answer}"
