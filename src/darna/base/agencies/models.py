"""Agencies, memberships and invitations."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.roles import Role
from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

_OF_AGENCY = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_agency")


class Agency(models.Model):
    """An organisation that works in Darna."""

    class Kind(models.TextChoices):
        MAISON = "maison", _("House of Moroccans abroad and migrants")
        PUBLIC = "public", _("Public institution")
        NGO = "ngo", _("Association")
        LOCAL_AUTHORITY = "local_authority", _("Local authority")
        UNIVERSITY = "university", _("University")
        OPERATOR = "operator", _("Operator of the platform")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name_ar = models.CharField(max_length=160)
    name_fr = models.CharField(max_length=160)
    name_it = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    country = models.CharField(_("country"), max_length=2, default="MA")
    province = models.CharField(_("province"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Africa/Casablanca")
    reference_prefix = models.CharField(max_length=4)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = _OF_AGENCY

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.slug

    def name_in(self, language: str) -> str:
        """The agency's name in a language of the house."""
        return str(getattr(self, f"name_{language[:2]}", "") or self.name_fr)


class Membership(models.Model):
    """An account in an agency with one role, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = _OF_AGENCY

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["agency", "account", "role"],
                condition=Q(ended_at__isnull=True),
                name="membership_is_held_once_at_a_time",
            ),
            models.UniqueConstraint(fields=["id", "agency"], name="membership_is_known_with_its_agency"),
        ]
        indexes: ClassVar = [models.Index(fields=["account"], name="membership_by_account")]

    def __str__(self) -> str:
        return f"{self.role} of {self.agency_id}"


class Invitation(models.Model):
    """A place offered to somebody by e-mail; its link works once and not for long."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    full_name = models.CharField(_("full name"), max_length=120)
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    membership_until = models.DateField(_("until"), null=True, blank=True)
    language = models.CharField(max_length=2, default="fr")
    token_hash = models.BinaryField(unique=True)
    invited_by = models.UUIDField()
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    lifecycle: ClassVar = _OF_AGENCY

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_is_not_both_accepted_and_withdrawn",
            )
        ]

    def __str__(self) -> str:
        return f"invitation as {self.role}"
