"""The register of processing, and the formalities under which data leave the country."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

#: An entry that this house does not bring along.
OWN = "own"
OF_AGENCY = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_the_agency")


class Processing(models.Model):
    """One thing the agency does with personal data: for what, of whom, on what ground, under which formality."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("processing", "being written")
        IN_USE = "in_use", pgettext_lazy("processing", "in use")
        ENDED = "ended", pgettext_lazy("processing", "ended")

    class Ground(models.TextChoices):
        CONSENT = "consent", _("the person's consent")
        DUTY = "duty", _("a duty under the law")
        CONTRACT = "contract", _("a contract with the person")
        VITAL = "vital", _("the life or health of somebody")
        PUBLIC = "public", _("a task of public interest")
        INTEREST = "interest", _("a legitimate interest that does not weigh more than the person's rights")

    class Formality(models.TextChoices):
        NONE = "none", _("nothing asked yet")
        ASKED = "asked", _("asked, no answer yet")
        DECLARED = "declared", _("declared, with a receipt")
        AUTHORISED = "authorised", _("authorised")
        NOT_NEEDED = "not_needed", _("not needed, as the note says")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    activity = models.CharField(max_length=30)
    name = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=600, blank=True)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    persons = ArrayField(models.CharField(max_length=20), default=list)
    categories = ArrayField(models.CharField(max_length=20), default=list)
    is_sensitive = models.BooleanField(default=False)
    recipients = models.CharField(max_length=300, blank=True)
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    processor = models.CharField(max_length=200, blank=True)
    kept = models.CharField(max_length=300, blank=True)
    security = models.CharField(max_length=600, blank=True)
    formality = models.CharField(max_length=10, choices=Formality.choices, default=Formality.NONE)
    #: The receipt or authorisation of the data-protection authority.
    authority_number = models.CharField(max_length=60, blank=True)
    granted_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    note = models.CharField(max_length=600, blank=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    begun_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    review_on = models.DateField()
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = OF_AGENCY

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "activity"],
                condition=~Q(activity=OWN) & ~Q(state="ended"),
                name="activity_stands_once_in_the_register",
            ),
            models.CheckConstraint(
                condition=~Q(activity=OWN) | ~Q(name="") & ~Q(purpose=""),
                name="processing_of_ones_own_says_what_it_is",
            ),
            models.CheckConstraint(
                condition=~Q(formality__in=["declared", "authorised"])
                | ~Q(authority_number="") & Q(granted_on__isnull=False),
                name="formality_that_was_granted_has_a_number",
            ),
            models.CheckConstraint(
                condition=~Q(formality="not_needed") | ~Q(note=""), name="formality_that_is_not_needed_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", begun_on__isnull=True, ended_on__isnull=True)
                | Q(state="in_use", begun_on__isnull=False, ended_on__isnull=True)
                | Q(state="ended", begun_on__isnull=False, ended_on__gte=F("begun_on")),
                name="processing_says_since_when_and_until_when",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("granted_on")),
                name="formality_holds_after_it_was_granted",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "state", "review_on"], name="register_of_processing")]

    def __str__(self) -> str:
        return self.activity


class Safeguard(models.Model):
    """Under what the data of persons go to one recipient in another country; a consent is asked beside it each time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    #: An agency, or a partner without an account.
    recipient_id = models.UUIDField()
    country = models.CharField(max_length=2)
    ground = models.CharField(max_length=40)
    authority_number = models.CharField(max_length=60, blank=True)
    granted_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    note = models.CharField(max_length=600, blank=True)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = OF_AGENCY

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "recipient_id"], name="recipient_abroad_has_one_safeguard"),
            models.CheckConstraint(
                condition=~Q(country="") & ~Q(ground=""), name="safeguard_names_its_country_and_ground"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("granted_on")),
                name="safeguard_holds_after_it_was_granted",
            ),
        ]

    def __str__(self) -> str:
        return self.country
