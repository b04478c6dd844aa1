"""What readers of the public pages say is wrong with an entry."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.domains.directory.models.entries import OF_DIRECTORY, OfAgency, Organisation
from darna.domains.directory.models.places import ServiceAtLocation


class Suggestion(OfAgency):
    """Somebody without an account says what should be put right; written by the database's own door alone.

    Nobody is asked who they are. What they wrote is forgotten when a keeper has decided.
    """

    class About(models.TextChoices):
        HOURS = "hours", _("the opening hours")
        PHONE = "phone", _("the phone number or the web site")
        ADDRESS = "address", _("the address")
        CLOSED = "closed", _("it no longer exists, or has moved")
        COST = "cost", _("the cost, or the papers needed")
        LANGUAGES = "languages", _("the languages spoken there")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        OPEN = "open", _("waiting")
        FOLLOWED = "followed", _("followed")
        DECLINED = "declined", _("declined")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    offer = models.ForeignKey(
        ServiceAtLocation, on_delete=models.PROTECT, related_name="suggestions", db_constraint=False
    )
    about = models.CharField(max_length=10, choices=About.choices)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    #: Words of a passer-by are no part of what an agency takes along.
    lifecycle: ClassVar = replace(OF_DIRECTORY, export=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True) | Q(decided_at__isnull=False, text=""),
                name="suggestion_is_forgotten_when_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="suggestion_is_declined_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "followed", "declined"]), name="suggestion_state_is_one_of_three"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "sent_at"], name="suggestion_by_age_that_waits")]

    def __str__(self) -> str:
        return str(self.pk)
