"""Versions of programmes: drafts that an agency works on, and what was published and never changes again."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class ProgrammeVersion(models.Model):
    """One version of a programme, shipped with the platform or made by one agency for itself."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: Nobody's: shipped, and open to every agency.
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    programme = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    content = models.JSONField()
    #: Why the agency made it, in its own words; nothing about a person.
    reason = models.CharField(max_length=500, blank=True)
    made_from_id = models.UUIDField(null=True)
    drafted_at = models.DateTimeField(auto_now_add=True)
    drafted_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "programme", "number"],
                nulls_distinct=False,
                name="programme_version_is_numbered_once",
            ),
            models.UniqueConstraint(
                fields=["agency", "programme"],
                condition=Q(state="draft"),
                name="programme_has_one_draft_in_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | Q(state="published", published_at__isnull=False),
                name="published_programme_version_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | Q(state="published"), name="shipped_programme_version_is_published"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["programme", "agency", "-published_at"], name="programme_version_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.number}"
