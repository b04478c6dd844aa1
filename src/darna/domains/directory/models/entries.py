"""Who offers something, and what is offered to whom."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.kernel.text import LocalText

OF_DIRECTORY = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_the_agency")


class State(models.TextChoices):
    """An entry is written, then published, then perhaps closed; it is never deleted, for referrals name it."""

    DRAFT = "draft", _("draft")
    ACTIVE = "active", _("in the directory")
    CLOSED = "closed", _("closed")


class Certainty(models.TextChoices):
    """How well founded it is that an entry is as it says."""

    VERIFIED = "verified", _("read in the source")
    GENERAL = "general", _("general knowledge, not read in a source")
    UNSURE = "unsure", _("uncertain, to be confirmed")


class OfAgency(models.Model):
    """A row of the directory; it belongs to the agency that stands behind its organisation, or to none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)

    lifecycle: ClassVar = OF_DIRECTORY

    class Meta:
        abstract = True


class _Entry(OfAgency):
    """What is named in four languages, has a source, and is published and closed."""

    name_ar = models.CharField(max_length=160, blank=True)
    name_fr = models.CharField(max_length=160, blank=True)
    name_it = models.CharField(max_length=160, blank=True)
    name_en = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    source = models.CharField(max_length=300, blank=True)
    certainty = models.CharField(max_length=10, choices=Certainty.choices, default=Certainty.GENERAL)
    #: Everything a search looks into, without case, accents and vowel marks.
    folded = models.TextField(blank=True, default="")
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @property
    def name(self) -> LocalText:
        """The name in the languages it is written in."""
        return LocalText(ar=self.name_ar, fr=self.name_fr, it=self.name_it, en=self.name_en)

    def __str__(self) -> str:
        return str(self.name)


_NAMED = ~Q(name_ar="", name_fr="", name_it="", name_en="")


class Organisation(_Entry):
    """An institution or association that offers services; `agency` is the one in Darna, if it works there."""

    kind = models.CharField(max_length=40)
    #: The region whose house keeps the entry; empty for the whole country and for abroad.
    region = models.CharField(max_length=12, blank=True)
    website = models.CharField(max_length=200, blank=True)
    #: People are told of it; nothing about a person is sent there.
    is_information_only = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="organisation_is_known_with_its_agency"),
            models.CheckConstraint(condition=_NAMED, name="organisation_has_a_name_in_some_language"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="organisation_state_is_one_of_three"),
        ]
        indexes: ClassVar = [models.Index(fields=["state"], name="organisation_by_state")]


class Service(_Entry):
    """What an organisation does for people: which needs it answers, for whom, in which languages, at what cost."""

    class Cost(models.TextChoices):
        FREE = "free", _("free of charge")
        FEE = "fee", _("to be paid for")
        UNKNOWN = "unknown", _("cost not known")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    description_ar = models.TextField(blank=True)
    description_fr = models.TextField(blank=True)
    description_it = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    #: Codes of the list `need_type`.
    needs = ArrayField(models.CharField(max_length=40), default=list)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    cost = models.CharField(max_length=8, choices=Cost.choices, default=Cost.UNKNOWN)
    cost_note = models.CharField(max_length=200, blank=True)
    #: Codes of the list `served_group`.
    serves = ArrayField(models.CharField(max_length=40), default=list)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    sex = models.CharField(max_length=10, blank=True)
    needs_documents = models.BooleanField(null=True)
    note_ar = models.TextField(blank=True)
    note_fr = models.TextField(blank=True)
    note_it = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "organisation"], name="service_is_known_with_its_organisation"),
            models.CheckConstraint(condition=_NAMED, name="service_has_a_name_in_some_language"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="service_state_is_one_of_three"),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_to__gte=F("age_from")),
                name="service_ages_are_in_order",
            ),
            models.CheckConstraint(
                condition=Q(cost__in=["free", "fee", "unknown"]), name="service_cost_is_one_of_three"
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["needs"], name="service_by_need", fastupdate=False),
            GinIndex(fields=["languages"], name="service_by_language", fastupdate=False),
            GinIndex(fields=["serves"], name="service_by_group", fastupdate=False),
        ]

    @property
    def description(self) -> LocalText:
        """What is done, in the languages it is written in."""
        return LocalText(ar=self.description_ar, fr=self.description_fr, it=self.description_it, en=self.description_en)

    @property
    def note(self) -> LocalText:
        """What else decides whether it fits, in the languages it is written in."""
        return LocalText(ar=self.note_ar, fr=self.note_fr, it=self.note_it, en=self.note_en)
