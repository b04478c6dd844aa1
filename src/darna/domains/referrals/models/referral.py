"""What both agencies see of a referral: the question and its state, without the person and without a file."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

# These tables name no person: a trigger empties their notes when the person behind the referral is erased.
_WITHOUT_PERSON = Lifecycle(
    OnMerge.STAY, OnErase.BLANK, export=True, retention="with_the_case", blank=(("sealed_note", b""),)
)


class Referral(models.Model):
    """A question to a service of another agency about somebody; whose file it is stands with the sender alone."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENT = "sent", _("sent")
        RECEIVED = "received", _("received")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        COMPLETED = "completed", _("completed")
        NOT_COMPLETED = "not_completed", _("not completed")
        CANCELLED = "cancelled", _("cancelled")
        EXPIRED = "expired", _("not answered in time")
        REVOKED = "revoked", _("ended with the consent")

    class Channel(models.TextChoices):
        DARNA = "darna", _("in Darna")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    to_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=20)
    #: The service at a location that is asked; the receiver may pass it on to another of its own.
    service = models.ForeignKey("directory.ServiceAtLocation", on_delete=models.PROTECT, related_name="+")
    need = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    urgency = models.CharField(max_length=10)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.DARNA)
    state = models.CharField(max_length=15, choices=State.choices, default=State.DRAFT)
    #: The day by which the sender would like an answer.
    due_on = models.DateField()
    drafted_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    #: Since when the receiver no longer reads the package; set by a trigger, never taken back.
    package_closed_at = models.DateTimeField(null=True)
    #: Why the last step was taken, as a code, and in words sealed under the package's key.
    reason = models.CharField(max_length=40, blank=True)
    sealed_note = models.BinaryField(blank=True, default=b"")
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = _WITHOUT_PERSON

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="referral_is_known_with_its_sender"),
            models.UniqueConstraint(fields=["id", "to_agency"], name="referral_is_known_with_its_receiver"),
            models.UniqueConstraint(fields=["agency", "reference"], name="referral_reference_is_unique_at_its_sender"),
            models.CheckConstraint(condition=~Q(to_agency=F("agency")), name="referral_goes_to_another_agency"),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at__isnull=True) | ~Q(state="draft") & Q(sent_at__isnull=False),
                name="sent_referral_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["received", "completed", "not_completed"]) | Q(received_at__isnull=False),
                name="received_referral_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined", "completed", "not_completed"])
                | Q(answered_at__isnull=False),
                name="referral_answer_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "sent", "received", "accepted"], ended_at__isnull=True)
                | ~Q(state__in=["draft", "sent", "received", "accepted"]) & Q(ended_at__isnull=False),
                name="ended_referral_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "not_completed", "cancelled", "expired", "revoked"])
                | ~Q(reason=""),
                name="ended_referral_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "cancelled", "expired", "revoked"])
                | Q(package_closed_at__isnull=False),
                name="package_of_an_ended_referral_is_closed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["to_agency", "state", "due_on"], name="received_referrals_by_day"),
            models.Index(fields=["agency", "state", "due_on"], name="sent_referrals_by_day"),
            models.Index(fields=["to_agency", "-sent_at"], name="received_referrals_newest"),
            models.Index(fields=["agency", "-drafted_at"], name="sent_referrals_newest"),
        ]

    def __str__(self) -> str:
        return self.reference


class ReferralEvent(models.Model):
    """One step of a referral, for both agencies; written by a trigger and by nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    referral = models.ForeignKey(Referral, on_delete=models.DO_NOTHING, related_name="events", db_constraint=False)
    at = models.DateTimeField()
    #: The state that was reached, or `forwarded`, `reminded`.
    what = models.CharField(max_length=15)
    service_id = models.UUIDField()
    reason = models.CharField(max_length=40, blank=True)
    sealed_note = models.BinaryField(blank=True, default=b"")
    by_agency_id = models.UUIDField(null=True)
    by_member_id = models.UUIDField(null=True)

    lifecycle: ClassVar = _WITHOUT_PERSON

    class Meta:
        indexes: ClassVar = [models.Index(fields=["referral", "at"], name="steps_of_a_referral")]

    def __str__(self) -> str:
        return self.what
