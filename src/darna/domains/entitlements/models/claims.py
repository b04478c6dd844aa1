"""The claim: a right that is pursued, with its papers, its steps and their days."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.entitlements.models.decisions import Decision
from darna.domains.entitlements.models.rows import QUESTION, OfCase

PURSUED = ("open", "appealed")
#: States in which a day may still be due: a refusal is appealed in time.
UNENDED = ("open", "partly", "refused", "appealed")

#: A paper in one of these is there.
THERE = ("brought", "sent", "accepted")


class Claim(OfCase):
    """A right the person asks an authority for; `right` is its question in the catalogue, `decision` the answer it was
    opened from, none where it was opened by hand."""

    class State(models.TextChoices):
        OPEN = "open", _("under way")
        OBTAINED = "obtained", _("obtained")
        PARTLY = "partly", _("obtained in part")
        REFUSED = "refused", _("refused")
        APPEALED = "appealed", _("appealed")
        WITHDRAWN = "withdrawn", _("given up")

    right = models.CharField(max_length=QUESTION)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    #: Since which day it is in this state.
    state_on = models.DateField()
    opened_on = models.DateField()
    opened_by = models.UUIDField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    #: The nearest day by which a step has to be taken; of one that is refused, by which it is appealed.
    due_on = models.DateField(null=True)
    sealed_authority = models.BinaryField(blank=True, default=b"")
    #: Why it was refused or withdrawn, or what came with it.
    sealed_note = models.BinaryField(blank=True, default=b"")
    #: When whoever accompanies was last written to about the day that comes.
    reminded_on = models.DateField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_authority", b""), ("sealed_note", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="claim_is_known_with_its_agency"),
            models.UniqueConstraint(
                fields=["agency", "case", "right"],
                condition=Q(state__in=PURSUED),
                name="right_is_claimed_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("open", "obtained", "partly", "refused", "appealed", "withdrawn")),
                name="claim_is_in_a_state_that_exists",
            ),
            models.CheckConstraint(
                condition=Q(state_on__gte=models.F("opened_on")), name="claim_moves_on_after_it_was_opened"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-opened_on"], name="claim_of_a_case_newest"),
            models.Index(fields=["agency", "due_on"], condition=Q(state__in=UNENDED), name="claim_that_is_due"),
        ]

    def __str__(self) -> str:
        return f"{self.right} {self.state}"


class ClaimStep(OfCase):
    """One turn in the life of a claim, with its day and its reason; it stays as it was written."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    before = models.CharField(max_length=10, choices=Claim.State.choices)
    state = models.CharField(max_length=10, choices=Claim.State.choices)
    on = models.DateField()
    due_on = models.DateField(null=True)
    sealed_note = models.BinaryField(blank=True, default=b"")
    noted_by = models.UUIDField()
    noted_at = models.DateTimeField(auto_now_add=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE, OnErase.BLANK, export=True, retention="with_the_case", blank=(("sealed_note", b""),)
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["claim", "noted_at"], name="step_of_a_claim_in_order")]

    def __str__(self) -> str:
        return f"{self.before} {self.state}"


class ClaimPart(OfCase):
    """A paper that is asked for or a step to take, by its code in the catalogue of rights; done or still to do.

    A step that the catalogue does not know says what it is in the words of whoever wrote it.
    """

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("Paper")
        STEP = "step", _("Step")

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("paper of a claim", "still to bring")
        BROUGHT = "brought", pgettext_lazy("paper of a claim", "brought")
        SENT = "sent", pgettext_lazy("paper of a claim", "sent to the office")
        ACCEPTED = "accepted", pgettext_lazy("paper of a claim", "accepted by the office")
        REFUSED = "refused", pgettext_lazy("paper of a claim", "refused by the office")

    class Doer(models.TextChoices):
        PERSON = "person", pgettext_lazy("who does it", "the person")
        TOGETHER = "together", pgettext_lazy("who does it", "the person and the house together")
        HOUSE = "house", pgettext_lazy("who does it", "the house")
        OFFICE = "office", pgettext_lazy("who does it", "the office")

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="parts", db_constraint=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    code = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    #: False where it could not be told whether this person has to bring it.
    is_certain = models.BooleanField(default=True)
    #: Who brings it or does it; empty while nobody said so.
    doer = models.CharField(max_length=8, choices=Doer.choices, blank=True, default="")
    due_on = models.DateField(null=True)
    #: What a step is that the catalogue does not know.
    sealed_words = models.BinaryField(blank=True, default=b"")
    #: How far a paper is; a step is done or not.
    state = models.CharField(max_length=8, choices=State.choices, blank=True, default="")
    done_on = models.DateField(null=True)
    done_by = models.UUIDField(null=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_case")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "claim", "kind", "code"], name="part_stands_once_in_its_claim"),
            models.CheckConstraint(condition=Q(kind__in=("document", "step")), name="part_is_a_paper_or_a_step"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="done_part_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(kind="step", state="")
                | Q(kind="document", state__in=("asked", "refused"), done_on__isnull=True)
                | Q(kind="document", state__in=THERE, done_on__isnull=False),
                name="paper_of_a_claim_is_in_a_state_that_exists",
            ),
            models.CheckConstraint(
                condition=Q(doer__in=("", "person", "together", "house", "office")),
                name="part_is_done_by_somebody_who_is_known",
            ),
            models.CheckConstraint(condition=Q(kind="step") | Q(sealed_words=b""), name="only_a_step_is_in_own_words"),
        ]
        indexes: ClassVar = [models.Index(fields=["case"], name="claim_part_of_a_case")]

    def __str__(self) -> str:
        return self.code
