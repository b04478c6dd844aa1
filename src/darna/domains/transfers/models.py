"""Handing a case to a colleague, moving it to another agency, and what an agency decided about both."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

MOST_CEILING = 500
OPEN = ("requested", "proposed", "sent")
ASKED = "asked"


class TransferRule(models.Model):
    """How cases move: whether workers give them to each other directly, who sends them out, how many one carries."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.OneToOneField("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    workers_give = models.BooleanField(default=False)
    needs_approval = models.BooleanField(default=True)
    #: Open cases of one worker, unless a number of their own was set; empty for no bound.
    ceiling = models.PositiveSmallIntegerField(null=True)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ceiling__isnull=True) | Q(ceiling__gte=1, ceiling__lte=MOST_CEILING),
                name="ceiling_of_an_agency_is_a_number_of_cases",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}"


class WorkerCeiling(models.Model):
    """How many open cases one worker carries at the most, where that is not the agency's number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    worker_id = models.UUIDField()
    most = models.PositiveSmallIntegerField()
    decided_by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "worker_id"], name="worker_has_one_ceiling"),
            models.CheckConstraint(condition=Q(most__lte=MOST_CEILING), name="ceiling_of_a_worker_is_bounded"),
        ]

    def __str__(self) -> str:
        return f"{self.most}"


class Handover(models.Model):
    """One change of the worker of a case inside an agency, from the asking to the reading of the note."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("hand-over", "asked for")
        GIVEN = "given", pgettext_lazy("hand-over", "given, note not read yet")
        CONFIRMED = "confirmed", pgettext_lazy("hand-over", "read and taken on")
        REFUSED = "refused", pgettext_lazy("hand-over", "refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("hand-over", "withdrawn")
        UNDONE = "undone", pgettext_lazy("hand-over", "taken back")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(
        "cases.Case", on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    from_worker_id = models.UUIDField(null=True)
    to_worker_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=State.choices)
    sealed_note = models.BinaryField(blank=True, default=b"")
    sealed_remark = models.BinaryField(blank=True, default=b"")
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    #: What was given at once is one batch, and can be taken back together.
    batch = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_note", b""), ("sealed_remark", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="asked"), name="case_is_asked_for_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "given", "confirmed", "refused", "withdrawn", "undone")),
                name="handover_is_in_a_state_that_exists",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "withdrawn"), decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(state__in=("asked", "withdrawn")),
                name="decided_handover_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | ~Q(state="confirmed") & Q(confirmed_at__isnull=True),
                name="confirmed_handover_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(from_worker_id__isnull=True) | ~Q(from_worker_id=F("to_worker_id")),
                name="handover_goes_to_somebody_else",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-asked_at"], name="handovers_of_a_case"),
            models.Index(fields=["agency", "asked_at"], condition=Q(state="asked"), name="handover_that_waits"),
            models.Index(fields=["agency", "to_worker_id"], condition=Q(state="given"), name="handover_not_read_yet"),
            models.Index(fields=["agency", "batch"], condition=Q(batch__isnull=False), name="handovers_of_a_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"


class Transfer(models.Model):
    """What both agencies see of a case that moves from one to the other: the step, never the person."""

    class State(models.TextChoices):
        REQUESTED = "requested", pgettext_lazy("transfer", "asked for by the other agency")
        PROPOSED = "proposed", pgettext_lazy("transfer", "prepared, not sent yet")
        SENT = "sent", pgettext_lazy("transfer", "waiting for an answer")
        ACCEPTED = "accepted", pgettext_lazy("transfer", "accepted")
        DECLINED = "declined", pgettext_lazy("transfer", "declined")
        REFUSED = "refused", pgettext_lazy("transfer", "not sent")
        WITHDRAWN = "withdrawn", pgettext_lazy("transfer", "withdrawn")
        REVOKED = "revoked", pgettext_lazy("transfer", "ended with the consent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    to_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    #: The referral for which the receiver asked for the case.
    referral_id = models.UUIDField(null=True)
    programme = models.CharField(max_length=40, blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices)
    #: Why it was declined or not sent, as a code.
    reason = models.CharField(max_length=40, blank=True, default="")
    begun_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    #: The receiver's worker and case; nobody of the sender's agency can open either.
    to_worker_id = models.UUIDField(null=True)
    opened_case_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_the_case")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="transfer_is_known_with_its_sender"),
            models.UniqueConstraint(
                fields=["referral_id"], condition=Q(state__in=OPEN), name="transfer_is_asked_for_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(to_agency=F("agency")), name="transfer_goes_to_another_agency"),
            models.CheckConstraint(
                condition=Q(
                    state__in=(
                        "requested",
                        "proposed",
                        "sent",
                        "accepted",
                        "declined",
                        "refused",
                        "withdrawn",
                        "revoked",
                    )
                ),
                name="transfer_is_in_a_state_that_exists",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("sent", "accepted", "declined")) | Q(sent_at__isnull=False),
                name="sent_transfer_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("accepted", "declined"), answered_at__isnull=False)
                | ~Q(state__in=("accepted", "declined")) & Q(answered_at__isnull=True),
                name="answered_transfer_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", to_worker_id__isnull=False, opened_case_id__isnull=False)
                | ~Q(state="accepted") & Q(to_worker_id__isnull=True, opened_case_id__isnull=True),
                name="accepted_transfer_has_its_worker_and_case",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("declined", "refused", "revoked")) | ~Q(reason=""),
                name="transfer_that_came_to_nothing_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-begun_at"], name="transfers_sent_newest"),
            models.Index(fields=["to_agency", "-begun_at"], name="transfers_received_newest"),
            models.Index(fields=["agency"], condition=Q(state__in=OPEN), name="transfers_of_a_sender_open"),
            models.Index(fields=["to_agency"], condition=Q(state="sent"), name="transfers_to_answer"),
        ]

    def __str__(self) -> str:
        return self.state


class TransferSource(models.Model):
    """The sender's side: whose case it is, by which consent, and what goes, frozen when it was prepared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    transfer = models.OneToOneField(Transfer, on_delete=models.DO_NOTHING, related_name="source", db_constraint=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    consent_id = models.UUIDField()
    proposed_by = models.UUIDField()
    approved_by = models.UUIDField(null=True)
    sealed_body = models.BinaryField()
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE, OnErase.BLANK, export=True, retention="with_the_case", blank=(("sealed_body", b""),)
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person"], name="transferred_cases_of_a_person"),
            models.Index(fields=["case"], name="transfers_of_a_case"),
            models.Index(fields=["consent_id"], name="transfers_under_a_consent"),
        ]

    def __str__(self) -> str:
        return str(self.transfer_id)
