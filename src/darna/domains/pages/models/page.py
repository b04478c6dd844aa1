"""A public page and its versions: what an agency writes, proposes, and has published by a second person."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from darna.base.pages.doors import Door
from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

OF_AGENCY = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_the_agency")


class State(models.TextChoices):
    """How far a version is; what is published and not yet due waits for its instant."""

    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("proposed")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")


class Page(models.Model):
    """A page of the public side, by its address; its words are in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: Nobody's: shipped, and kept by the houses of migrants.
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    slug = models.SlugField(max_length=60, unique=True)
    door = models.CharField(max_length=12, choices=Door.choices)
    #: Its place among the pages behind the same door, from the smallest.
    position = models.PositiveSmallIntegerField(default=100)
    is_sensitive = models.BooleanField(default=False)
    for_minors = models.BooleanField(default=False)
    owner_id = models.UUIDField(null=True)
    review_every_days = models.PositiveSmallIntegerField(default=180)
    reviewed_on = models.DateField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = OF_AGENCY

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(door__in=Door.values), name="page_stands_behind_a_known_door"),
            models.CheckConstraint(
                condition=Q(review_every_days__gte=7, review_every_days__lte=730),
                name="page_is_reviewed_at_least_every_two_years",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class PageVersion(models.Model):
    """One version of a page: written as a draft, proposed, published by a second person, perhaps retired."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    is_shipped = models.BooleanField(default=False)
    made_from_id = models.UUIDField(null=True)
    #: Where its facts are from: title, date and certainty of each.
    sources = models.JSONField(default=list, blank=True)
    #: Why it is proposed, and later why it was sent back or retired; nothing about a person.
    reason = models.CharField(max_length=500, blank=True)
    drafted_at = models.DateTimeField(auto_now_add=True)
    drafted_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.UUIDField(null=True)
    proposed_account = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)
    published_account = models.UUIDField(null=True)
    #: From which instant it is shown; empty again where it was taken back before that.
    publish_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)
    retired_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = OF_AGENCY

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "number"], name="page_version_is_numbered_once"),
            models.UniqueConstraint(
                fields=["page"], condition=Q(state__in=["draft", "proposed"]), name="page_has_one_version_under_way"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="page_version_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | (~Q(published_by=F("proposed_by")) & ~Q(published_account=F("proposed_account"))),
                name="page_is_published_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(is_shipped=True)
                | Q(proposed_at__isnull=False, proposed_by__isnull=False, proposed_account__isnull=False),
                name="proposed_page_says_who_proposed_it",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "proposed"], published_at__isnull=True, publish_at__isnull=True)
                | Q(state="published", published_at__isnull=False, publish_at__isnull=False)
                | Q(state="retired", published_at__isnull=False, retired_at__isnull=False),
                name="published_page_says_from_when_it_is_shown",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "proposed"])
                | Q(is_shipped=True)
                | Q(published_by__isnull=False, published_account__isnull=False),
                name="published_page_says_who_published_it",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["page", "-publish_at"], name="page_version_shown_last")]

    def __str__(self) -> str:
        return str(self.number)
