"""What was passed on by a link, and its history."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.links.models.partner import Partner

_LIVE = ["sent", "opened", "accepted"]


class LinkReferral(models.Model):
    """A question to a partner without an account about somebody; the partner reads a frozen package by a link.

    Of the link only a keyed hash is kept; `number` counts how often it was made anew.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENT = "sent", _("sent")
        OPENED = "opened", _("opened")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        COMPLETED = "completed", _("completed")
        NOT_COMPLETED = "not_completed", _("not completed")
        CANCELLED = "cancelled", _("cancelled")
        EXPIRED = "expired", _("not answered in time")
        REVOKED = "revoked", _("ended with the consent")

    class Channel(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        PAPER = "paper", _("on paper, with a code to scan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    need_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    need = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    urgency = models.CharField(max_length=10)
    due_on = models.DateField()
    worker_id = models.UUIDField()
    channel = models.CharField(max_length=5, choices=Channel.choices)
    #: The language of the partner's page, letter and sheet.
    language = models.CharField(max_length=2)
    #: For how many days the link opens.
    days = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=15, choices=State.choices, default=State.DRAFT)
    #: What shall be told, under the person's key; empty once it was sent.
    sealed_draft = models.BinaryField(blank=True, default=b"")
    #: What was told, under a key of its own; frozen, emptied by an erasure.
    sealed_body = models.BinaryField(blank=True, default=b"")
    consent_id = models.UUIDField(null=True)
    number = models.PositiveSmallIntegerField(default=0)
    token_hash = models.BinaryField(null=True, unique=True)
    #: The hashes of secrets that a renewal replaced: at their address one is told that it is over.
    past_hashes = ArrayField(models.BinaryField(), default=list)
    expires_at = models.DateTimeField(null=True)
    drafted_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    #: The partner asked something that nobody answered yet.
    is_asking = models.BooleanField(default=False)
    #: Until when the sender has seen what became of it.
    seen_at = models.DateTimeField(null=True)
    #: The last step that was taken, by an identifier of its own: the same step sent twice is taken once.
    step = models.CharField(max_length=15, blank=True)
    step_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=40, blank=True)
    sealed_note = models.BinaryField(blank=True, default=b"")
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_draft", b""), ("sealed_body", b""), ("sealed_note", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="link_is_known_with_its_agency"),
            models.UniqueConstraint(fields=["agency", "reference"], name="link_reference_is_unique_in_its_agency"),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at__isnull=True) | ~Q(state="draft") & Q(sent_at__isnull=False),
                name="sent_link_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*_LIVE])
                | Q(token_hash__isnull=False, expires_at__isnull=False, consent_id__isnull=False),
                name="living_link_has_its_end_and_its_consent",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", *_LIVE], ended_at__isnull=True)
                | ~Q(state__in=["draft", *_LIVE]) & Q(ended_at__isnull=False),
                name="ended_link_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined", "completed", "not_completed"])
                | Q(answered_at__isnull=False, opened_at__isnull=False),
                name="answer_by_link_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "not_completed", "cancelled", "expired", "revoked"])
                | ~Q(reason=""),
                name="ended_link_says_why",
            ),
            models.CheckConstraint(condition=Q(language__in=["ar", "fr", "it", "en"]), name="link_speaks_a_language"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=90), name="link_opens_for_at_most_ninety_days"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="links_of_a_person"),
            models.Index(fields=["agency", "state", "due_on"], name="links_by_day"),
            models.Index(fields=["agency", "worker_id"], name="links_of_a_worker"),
            GinIndex(fields=["past_hashes"], name="links_by_their_past_secrets"),
        ]

    def __str__(self) -> str:
        return self.reference


class LinkStep(models.Model):
    """One step of a link referral: every opening, every answer, every reminder; written by a trigger alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    link = models.ForeignKey(LinkReferral, on_delete=models.DO_NOTHING, related_name="steps", db_constraint=False)
    at = models.DateTimeField()
    what = models.CharField(max_length=15)
    reason = models.CharField(max_length=40, blank=True)
    sealed_note = models.BinaryField(blank=True, default=b"")
    is_partner = models.BooleanField()
    by_member_id = models.UUIDField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE, OnErase.BLANK, export=True, retention="with_the_case", blank=(("sealed_note", b""),)
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["link", "at"], name="steps_of_a_link"),
            models.Index(fields=["person"], name="link_steps_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.what
