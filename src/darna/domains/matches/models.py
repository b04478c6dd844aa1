"""Marks that persons let two agencies compare, the possible matches found with them, and what each agency decided."""

from __future__ import annotations

import uuid
from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

VERDICTS: Final = ("same", "different", "unsure")


class Mark(models.Model):
    """A keyed hash of something told of a consenting person; no role reads it, one function compares it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField()
    person_id = models.UUIDField()
    kind = models.CharField(max_length=10)
    mark = models.BinaryField()
    #: The version of the file it was made of: a changed file is marked anew.
    seen = models.PositiveIntegerField()

    lifecycle: ClassVar = Lifecycle(
        OnMerge.STAY, OnErase.DELETE, export=False, retention="with_the_person", person_field="person_id"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person_id", "mark"], name="person_leaves_a_mark_once"),
            models.CheckConstraint(
                condition=Q(kind__in=("document", "birth", "phone")), name="mark_is_of_a_known_kind"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["mark"], name="marks_that_meet")]

    def __str__(self) -> str:
        return self.kind


class PossibleMatch(models.Model):
    """Two files of two agencies that may be of one person; it names neither person nor agency."""

    class State(models.TextChoices):
        NOTICED = "noticed", _("noticed")
        OPEN = "open", _("open to both")
        SAME = "same", _("one person")
        DIFFERENT = "different", _("two persons")
        UNSETTLED = "unsettled", _("not settled")
        CLOSED = "closed", pgettext_lazy("a possible match", "closed")

    class Why(models.TextChoices):
        DECLINED = "declined", _("one side does not compare")
        CONSENT = "consent", _("a consent has ended")
        FILE = "file", _("a file is no longer open to this")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: By which the same pair is known again; nothing is read out of it.
    pair = models.BinaryField(unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOTICED)
    why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    noticed_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="closed") & ~Q(why="") | ~Q(state="closed") & Q(why=""),
                name="closed_match_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("noticed", "open"), ended_at__isnull=True)
                | ~Q(state__in=("noticed", "open")) & Q(ended_at__isnull=False),
                name="ended_match_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.state


class MatchSide(models.Model):
    """What one agency knows and decides of a possible match: its own file, and nothing of the other's."""

    class State(models.TextChoices):
        NOTICED = "noticed", _("to decide")
        AGREED = "agreed", _("agreed to compare")
        DECLINED = "declined", _("not compared")

    class Verdict(models.TextChoices):
        SAME = "same", _("the same person")
        DIFFERENT = "different", _("two persons")
        UNSURE = "unsure", _("I cannot tell")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    match = models.ForeignKey(PossibleMatch, on_delete=models.PROTECT, related_name="sides")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOTICED)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    #: What the other side compares, under the key of this side.
    sealed_card = models.BinaryField(blank=True, default=b"")
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    judged_by = models.UUIDField(null=True)
    judged_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    # Not in a person's copy: the card is what the file says, and who was shown it stands among the disclosures.
    lifecycle: ClassVar = Lifecycle(
        OnMerge.STAY, OnErase.BLANK, export=False, retention="with_the_person", blank=(("sealed_card", b""),)
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["match", "agency"], name="match_has_one_side_in_an_agency"),
            models.CheckConstraint(
                condition=Q(state="noticed", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state="noticed") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="decided_side_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", judged_by__isnull=True, judged_at__isnull=True)
                | ~Q(verdict="") & Q(judged_by__isnull=False, judged_at__isnull=False, state="agreed"),
                name="verdict_says_by_whom_and_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "state"], name="sides_of_an_agency")]

    def __str__(self) -> str:
        return self.state
