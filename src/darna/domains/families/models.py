"""Two persons who may live together, waiting for somebody to decide."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class FamilyProposal(models.Model):
    """Two files that may be of one household: proposed by Darna, decided by a person."""

    class State(models.TextChoices):
        OPEN = "open", _("to decide")
        TOGETHER = "together", _("one household")
        APART = "apart", _("not one household")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+", db_constraint=False)
    other = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+", db_constraint=False)
    reasons = ArrayField(models.CharField(max_length=20), default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.DELETE, export=False, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "person", "other"], name="family_is_proposed_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="nobody_is_their_own_family"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="decided_family_says_by_whom_and_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "state", "-found_at"], name="family_proposals_newest"),
        ]

    def __str__(self) -> str:
        return self.state
