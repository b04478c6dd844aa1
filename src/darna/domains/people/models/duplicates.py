"""Two files that may be of one person, waiting for somebody to decide."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.people.models.person import Person, _OfPerson


class DuplicateProposal(_OfPerson):
    """A probable duplicate: proposed by Darna, decided by a person, never by Darna."""

    class State(models.TextChoices):
        OPEN = "open", _("to decide")
        LATER = "later", _("to decide later")
        SAME = "same", _("the same person")
        DIFFERENT = "different", _("two persons")

    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    score = models.FloatField()
    reasons = ArrayField(models.CharField(max_length=30), default=list)
    source = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    #: Asked again from this day on.
    later_on = models.DateField(null=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.DELETE, export=False, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "other"], name="pair_is_proposed_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="nobody_is_a_duplicate_of_themselves"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "later"], decided_at__isnull=True)
                | ~Q(state__in=["open", "later"]) & Q(decided_at__isnull=False),
                name="decided_pair_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(state="later", later_on__isnull=False) | ~Q(state="later") & Q(later_on__isnull=True),
                name="pair_put_off_says_until_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-proposed_at"], condition=Q(state="open"), name="open_pairs_newest"),
            models.Index(fields=["other"], name="pair_by_the_other"),
        ]

    def __str__(self) -> str:
        return self.state
