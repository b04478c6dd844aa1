"""Who stands for a child, on which ground, and what the child says to it themselves."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.safeguarding.models.rows import OfPerson


class Guardianship(OfPerson):
    """Somebody stands for the child: as told, confirmed by what was seen, or ended."""

    class State(models.TextChoices):
        TOLD = "told", pgettext_lazy("guardianship", "as told")
        CONFIRMED = "confirmed", pgettext_lazy("guardianship", "confirmed")
        ENDED = "ended", pgettext_lazy("guardianship", "ended")

    state = models.CharField(max_length=10, choices=State.choices, default=State.TOLD)
    basis = models.CharField(max_length=40)
    sealed_name = models.BinaryField()
    #: The paper that was seen, or who confirmed it.
    sealed_source = models.BinaryField(blank=True, default=b"")
    has_conflict = models.BooleanField(default=False)
    sealed_conflict = models.BinaryField(blank=True, default=b"")
    sealed_end_note = models.BinaryField(blank=True, default=b"")
    since = models.DateField()
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.UUIDField(null=True)
    ended_on = models.DateField(null=True)
    noted_by = models.UUIDField()

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_person",
        blank=(("sealed_name", b""), ("sealed_source", b""), ("sealed_conflict", b""), ("sealed_end_note", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=("told", "confirmed", "ended")), name="guardianship_is_in_a_state_that_exists"
            ),
            models.CheckConstraint(
                condition=~Q(state="told") | Q(confirmed_on__isnull=True, confirmed_by__isnull=True),
                name="guardianship_as_told_is_confirmed_by_nobody",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                name="confirmed_guardianship_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(basis="not_known"),
                name="confirmed_guardianship_knows_its_basis",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) | ~Q(state="ended") & Q(ended_on__isnull=True),
                name="ended_guardianship_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("since")),
                name="guardianship_ends_after_it_begins",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "since"], name="guardianship_of_a_person")]

    def __str__(self) -> str:
        return self.state


class Assent(OfPerson):
    """What a child said when asked, in words that fit their age; a newer answer stands beside it, never over it."""

    class Answer(models.TextChoices):
        AGREES = "agrees", pgettext_lazy("assent", "agrees")
        DISAGREES = "disagrees", pgettext_lazy("assent", "does not agree")
        CANNOT_SAY = "cannot_say", pgettext_lazy("assent", "cannot say")

    class Wording(models.TextChoices):
        YOUNG = "young", pgettext_lazy("wording", "For a younger child")
        OLDER = "older", pgettext_lazy("wording", "From twelve years on")

    subject = models.CharField(max_length=40)
    wording = models.CharField(max_length=8, choices=Wording.choices)
    answer = models.CharField(max_length=12, choices=Answer.choices)
    #: In the child's own words.
    sealed_words = models.BinaryField(blank=True, default=b"")
    asked_on = models.DateField()
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.UUIDField()

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE, OnErase.BLANK, export=True, retention="with_the_person", blank=(("sealed_words", b""),)
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer__in=("agrees", "disagrees", "cannot_say")), name="assent_is_an_answer_that_exists"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-asked_at"], name="assent_of_a_person_newest")]

    def __str__(self) -> str:
        return self.answer
