"""What a version of a page says in each language, and its pictures with the words that stand for them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.domains.pages.models.page import OF_AGENCY, PageVersion

MOST_IMAGES = 4


class Translation(models.TextChoices):
    """How far a text is; only what is ready is shown to the public."""

    MISSING = "missing", _("missing")
    OUTDATED = "outdated", _("to be looked over")
    READY = "ready", _("ready")


class PageText(models.Model):
    """A version of a page in one language; written while the version is a draft, and never afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    page_version = models.ForeignKey(PageVersion, on_delete=models.PROTECT, related_name="texts", db_index=False)
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=120, blank=True)
    summary = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=Translation.choices, default=Translation.MISSING)
    #: By which a search finds it: its words without their endings, and those of its title.
    stems = ArrayField(models.TextField(), default=list, blank=True)
    title_stems = ArrayField(models.TextField(), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = OF_AGENCY

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page_version", "language"], name="page_is_told_once_in_a_language"),
            models.CheckConstraint(
                condition=Q(language__in=["ar", "fr", "it", "en"]), name="page_is_told_in_a_language_of_the_house"
            ),
            models.CheckConstraint(
                condition=Q(state="missing", title="", summary="", body="")
                | Q(state="outdated")
                | (Q(state="ready") & ~Q(title="") & ~Q(summary="") & ~Q(body="")),
                name="ready_page_text_has_all_its_parts",
            ),
        ]
        indexes: ClassVar = [GinIndex(fields=["stems"], name="page_text_by_its_stems")]

    def __str__(self) -> str:
        return self.language


class PageImage(models.Model):
    """A picture of a version of a page, drawn anew when it came in, with what it shows in words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    page_version = models.ForeignKey(PageVersion, on_delete=models.PROTECT, related_name="images", db_index=False)
    number = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    #: In dots, so that a reader's page does not jump when it comes.
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    body = models.BinaryField()
    shows_ar = models.CharField(max_length=300, blank=True)
    shows_fr = models.CharField(max_length=300, blank=True)
    shows_it = models.CharField(max_length=300, blank=True)
    shows_en = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = OF_AGENCY

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page_version", "number"], name="page_image_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_IMAGES), name="page_has_at_most_four_images"
            ),
            models.CheckConstraint(condition=Q(media_type="image/jpeg"), name="page_image_is_a_jpeg"),
        ]

    def __str__(self) -> str:
        return str(self.number)
