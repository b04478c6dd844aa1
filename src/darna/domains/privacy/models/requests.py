"""What a person asks about their data, the agency's clocks for it, and the paper that certifies an erasure."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

OPEN = ("received", "in_hand")
GRANTED = ("granted", "partly")
LONGEST_CLOCK = 90
KEPT = "requests_five_years"


class RequestClock(models.Model):
    """In how many days the agency answers each kind of request; its own promise, within what the law asks."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.OneToOneField("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    copy_days = models.PositiveSmallIntegerField(default=30)
    rectification_days = models.PositiveSmallIntegerField(default=10)
    objection_days = models.PositiveSmallIntegerField(default=10)
    erasure_days = models.PositiveSmallIntegerField(default=30)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    copy_days__range=(1, LONGEST_CLOCK),
                    rectification_days__range=(1, LONGEST_CLOCK),
                    objection_days__range=(1, LONGEST_CLOCK),
                    erasure_days__range=(1, LONGEST_CLOCK),
                ),
                name="requests_are_answered_within_ninety_days",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}"


class PersonRequest(models.Model):
    """One request of one person about their data, from the day it came to the day they were told what became of it."""

    class Kind(models.TextChoices):
        COPY = "copy", _("a copy of what is kept about me")
        RECTIFICATION = "rectification", _("something is wrong and shall be corrected")
        OBJECTION = "objection", _("I object to a use of my data")
        ERASURE = "erasure", _("my data shall be erased")

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("request about data", "came in")
        IN_HAND = "in_hand", pgettext_lazy("request about data", "in hand")
        GRANTED = "granted", pgettext_lazy("request about data", "granted")
        PARTLY = "partly", pgettext_lazy("request about data", "granted in part")
        REFUSED = "refused", pgettext_lazy("request about data", "refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("request about data", "withdrawn by the person")

    class Way(models.TextChoices):
        DESK = "desk", _("at the desk")
        LETTER = "letter", _("by letter")
        PHONE = "phone", _("by telephone")
        MAIL = "mail", _("by e-mail")
        PORTAL = "portal", _("by a question on the portal")

    class AskedBy(models.TextChoices):
        SELF = "self", _("the person")
        GUARDIAN = "guardian", _("a parent or guardian")
        PROXY = "proxy", _("somebody with a written authority")

    class Identity(models.TextChoices):
        PAPER = "paper", _("an identity document was seen")
        KNOWN = "known", _("whoever accompanies them knows them")
        QUESTIONS = "questions", _("they answered questions only they can answer")
        PROXY = "proxy", _("the written authority and both identities were seen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    received_on = models.DateField()
    way = models.CharField(max_length=8, choices=Way.choices)
    asked_by = models.CharField(max_length=8, choices=AskedBy.choices)
    language = models.CharField(max_length=2)
    sealed_words = models.BinaryField(blank=True, default=b"")
    #: What is objected to, in the codes of the purposes of consent.
    purposes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    due_on = models.DateField()
    #: The first day that was promised, where the person was told of a later one.
    first_due_on = models.DateField(null=True)
    sealed_delay = models.BinaryField(blank=True, default=b"")
    identity = models.CharField(max_length=10, choices=Identity.choices, blank=True, default="")
    officer_id = models.UUIDField(null=True)
    #: Who corrects what is wrong, and when it was done.
    corrector_id = models.UUIDField(null=True)
    corrected_at = models.DateTimeField(null=True)
    copied_at = models.DateTimeField(null=True)
    #: Parts that the copy leaves out.
    left_out = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    sealed_answer = models.BinaryField(blank=True, default=b"")
    decided_by = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    told_way = models.CharField(max_length=8, choices=Way.choices, blank=True, default="")
    taken_by = models.UUIDField()
    taken_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention=KEPT,
        blank=(("sealed_words", b""), ("sealed_delay", b""), ("sealed_answer", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="request_is_known_with_its_agency"),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(state__in=OPEN), name="person_asks_the_same_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("received_on")), name="request_is_due_after_it_came"),
            models.CheckConstraint(
                condition=Q(first_due_on__isnull=True) | Q(due_on__gt=F("first_due_on")),
                name="request_is_put_off_to_a_later_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind="objection") | ~Q(purposes=[]), name="objection_says_what_it_is_to"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=GRANTED) | ~Q(identity=""), name="nothing_is_granted_to_somebody_unknown"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=("granted", "partly", "refused"), decided_by__isnull=False, decided_on__isnull=False
                )
                | ~Q(state__in=("granted", "partly", "refused")) & Q(decided_by__isnull=True, decided_on__isnull=True),
                name="answered_request_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_way="")
                | Q(told_on__isnull=False) & ~Q(told_way="") & ~Q(state__in=("received", "in_hand")),
                name="person_is_told_after_the_answer",
            ),
            models.CheckConstraint(
                condition=~Q(kind="rectification", state__in=GRANTED) | Q(corrected_at__isnull=False),
                name="rectification_is_granted_once_it_is_made",
            ),
            models.CheckConstraint(
                condition=~Q(kind="copy", state__in=GRANTED) | Q(copied_at__isnull=False),
                name="copy_is_granted_once_it_is_made",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="requests_of_a_person"),
            models.Index(fields=["agency", "-received_on", "id"], name="requests_of_an_agency"),
            models.Index(fields=["agency", "due_on"], condition=Q(state__in=OPEN), name="requests_that_are_due"),
            models.Index(
                fields=["corrector_id"],
                condition=Q(state="in_hand", corrected_at__isnull=True),
                name="corrections_of_a_worker",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Certificate(models.Model):
    """That a person's data were erased: when, under which rule, how much; it names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    request = models.ForeignKey(
        PersonRequest, on_delete=models.PROTECT, related_name="+", null=True, db_constraint=False, db_index=False
    )
    number = models.CharField(max_length=20)
    rule = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    rows_deleted = models.PositiveIntegerField()
    rows_emptied = models.PositiveIntegerField()
    #: The last day on which an older copy of the database may still hold clear names; empty until somebody knows.
    copies_until = models.DateField(null=True)
    erased_at = models.DateTimeField()
    erased_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="for_ever")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "number"], name="certificate_has_a_number_of_its_own"),
            models.UniqueConstraint(fields=["person"], name="person_is_certified_as_erased_once"),
            models.CheckConstraint(
                condition=Q(language__in=["ar", "fr", "it", "en"]), name="certificate_is_in_a_language_of_the_house"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "-erased_at", "id"], name="certificates_of_an_agency")]

    def __str__(self) -> str:
        return self.number
