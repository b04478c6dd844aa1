"""A calendar by subscription: an address that only its owner knows, and that says when somebody is busy."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class CalendarFeed(models.Model):
    """One address for one member; only its keyed hash is kept."""

    class Scope(models.TextChoices):
        MINE = "mine", _("My appointments")
        TEAM = "team", _("The appointments of the whole agency")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    membership_id = models.UUIDField()
    scope = models.CharField(max_length=4, choices=Scope.choices)
    #: Where the owner put it: "my telephone".
    label = models.CharField(max_length=60)
    token_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    #: The last day on which a calendar asked; noted once a day.
    asked_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(scope__in=("mine", "team")), name="calendar_shows_one_or_the_team"),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "membership_id"], name="calendar_of_a_member")]

    def __str__(self) -> str:
        return f"{self.scope} of {self.membership_id}"
