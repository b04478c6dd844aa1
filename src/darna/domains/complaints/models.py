"""What somebody complains of or praises, what was said since, who may not read it, and what may go to the desk."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

OF_COMPLAINT = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="complaints_after_closing")


class Kind(models.TextChoices):
    """What it is about."""

    SERVICE = "service", _("The service, or how I was received")
    WAITING = "waiting", _("Waiting too long")
    DISCRIMINATION = "discrimination", _("Being treated worse than others")
    MONEY = "money", _("Money or a favour asked for what is free")
    ABUSE = "abuse", _("Abuse, threat or exploitation")
    PRIVACY = "privacy", _("My data, or something told to others")
    PRAISE = "praise", _("Something good")
    OTHER = "other", _("Something else, or a suggestion")


class About(models.TextChoices):
    """Whom it is about: it decides who reads it."""

    AGENCY = "agency", _("Nobody in particular")
    WORKER = "worker", _("Somebody who works there")
    OFFICER = "officer", _("Whoever answers complaints there")
    HEAD = "head", _("Whoever leads the place")


class State(models.TextChoices):
    """How far a complaint is."""

    RECEIVED = "received", pgettext_lazy("complaint", "received")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("complaint", "acknowledged")
    LOOKED_INTO = "looked_into", pgettext_lazy("complaint", "being looked into")
    ANSWERED = "answered", pgettext_lazy("complaint", "answered")
    REVIEW_ASKED = "review_asked", pgettext_lazy("complaint", "another look is asked for")
    CLOSED = "closed", pgettext_lazy("complaint", "closed")
    REOPENED = "reopened", pgettext_lazy("complaint", "opened again")


class Outcome(models.TextChoices):
    """What was found."""

    UPHELD = "upheld", _("it was right")
    PARTLY = "partly", _("it was right in part")
    NOT_UPHELD = "not_upheld", _("it was not confirmed")
    PASSED_ON = "passed_on", _("another body is competent, and was named")
    NOTED = "noted", _("an opinion, noted")
    WITHDRAWN = "withdrawn", _("withdrawn by whoever complained")


class Remedy(models.TextChoices):
    """What is done about it."""

    NONE = "none", _("nothing is to be done")
    EXPLAINED = "explained", _("explained")
    APOLOGY = "apology", _("an apology")
    PUT_RIGHT = "put_right", _("what went wrong is put right")
    RULE = "rule", _("a rule or a way of working is changed")
    STAFF = "staff", _("training, or measures about a member of staff")


class Reason(models.TextChoices):
    """Why an officer does not read a complaint."""

    CONCERNED = "concerned", _("the complaint is about them")
    INTEREST = "interest", _("they declared an interest of their own")
    REVIEW = "review", _("they answered before, and another look was asked for")


class ComplaintDesk(models.Model):
    """Whether an agency takes complaints, its clocks, and who reads complaints about those who would read them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.OneToOneField("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    is_open = models.BooleanField(default=False)
    acknowledges_days = models.PositiveSmallIntegerField(default=5)
    answers_days = models.PositiveSmallIntegerField(default=30)
    urgent_days = models.PositiveSmallIntegerField(default=7)
    #: Days after the end until everything that was said is removed.
    kept_days = models.PositiveSmallIntegerField(default=90)
    #: The agency whose officers read what is about the head or the officers of this one.
    overseer = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(acknowledges_days__range=(1, 14), answers_days__range=(5, 60), urgent_days__range=(1, 15))
                & Q(kept_days__range=(30, 365)),
                name="clocks_of_complaints_are_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(overseer__isnull=True) | ~Q(overseer=F("agency")),
                name="nobody_oversees_complaints_about_themselves",
            ),
        ]

    def __str__(self) -> str:
        return "takes complaints" if self.is_open else "takes no complaints"


class Complaint(models.Model):
    """One complaint or opinion; it names nobody, and is found again by the hash of its receipt code alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: The agency it is about.
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    #: The agency whose officers read it: the same, or the one that oversees it.
    handler = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    #: A keyed hash, and the wrapped key of all texts; both are gone once the texts are removed.
    code_hash = models.BinaryField(unique=True, null=True)
    wrapped_key = models.BinaryField(null=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    about = models.CharField(max_length=8, choices=About.choices)
    language = models.CharField(max_length=2)
    is_urgent = models.BooleanField(default=False)
    #: Told aloud to somebody of the desk who typed it; who that was is kept nowhere.
    is_by_voice = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    officer = models.UUIDField(null=True)
    received_at = models.DateTimeField()
    acknowledge_by = models.DateTimeField()
    answer_by = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    waits_since = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    remedy = models.CharField(max_length=10, choices=Remedy.choices, blank=True)
    lesson_ciphertext = models.BinaryField(null=True)
    contact_ciphertext = models.BinaryField(null=True)
    satisfied = models.BooleanField(null=True)
    closed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = OF_COMPLAINT

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="complaint_is_known_with_its_agency"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="complaint_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(about__in=About.values), name="complaint_is_about_somebody_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="complaint_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(language__in=["ar", "fr", "it", "en"]), name="complaint_is_in_a_language_of_the_house"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=Outcome.values), name="complaint_ends_with_a_known_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(state="looked_into") | Q(officer__isnull=False),
                name="complaint_that_is_looked_into_has_an_officer",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, expires_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True, expires_at__isnull=True)),
                name="closed_complaint_says_when_it_is_removed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"]) | ~Q(outcome=""),
                name="answered_complaint_says_what_was_found",
            ),
            models.CheckConstraint(
                condition=Q(code_hash__isnull=False, wrapped_key__isnull=False)
                | Q(code_hash__isnull=True, wrapped_key__isnull=True, state="closed"),
                name="only_a_closed_complaint_loses_its_texts",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["handler", "state", "answer_by"], name="complaints_that_are_due"),
            models.Index(fields=["agency", "state", "expires_at"], name="complaints_to_be_removed"),
        ]

    def __str__(self) -> str:
        return self.kind


class ComplaintMessage(models.Model):
    """One thing said in a complaint, by whoever complains or by an officer; sealed, and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.DO_NOTHING, related_name="messages", db_index=False)
    number = models.PositiveSmallIntegerField()
    is_from_desk = models.BooleanField(default=False)
    written_by = models.UUIDField(null=True)
    written_at = models.DateTimeField()
    ciphertext = models.BinaryField()

    lifecycle: ClassVar = OF_COMPLAINT

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["complaint", "number"], name="word_of_a_complaint_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(is_from_desk=True, written_by__isnull=False)
                | Q(is_from_desk=False, written_by__isnull=True),
                name="word_of_an_officer_says_who_wrote_it",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Exclusion(models.Model):
    """An officer who does not see one complaint: the database hides it from every place of the same account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.DO_NOTHING, related_name="exclusions", db_index=False)
    membership_id = models.UUIDField()
    reason = models.CharField(max_length=10, choices=Reason.choices)
    noted_at = models.DateTimeField()

    lifecycle: ClassVar = OF_COMPLAINT

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["complaint", "membership_id"], name="member_is_kept_from_a_complaint_once"),
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="exclusion_has_a_known_reason"),
        ]

    def __str__(self) -> str:
        return self.reason


class Handover(models.Model):
    """What an officer proposes to tell the desk; the desk reads it once whoever complained said yes with the code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.DO_NOTHING, related_name="handovers", db_index=False)
    #: proposed, given, refused, taken
    state = models.CharField(max_length=8, default="proposed")
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    ciphertext = models.BinaryField()
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = OF_COMPLAINT

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True, taken_by__isnull=True)
                | Q(state__in=["given", "refused"], decided_at__isnull=False, taken_by__isnull=True)
                | Q(state="taken", decided_at__isnull=False, taken_by__isnull=False, taken_at__isnull=False),
                name="nothing_of_a_complaint_is_taken_without_a_yes",
            ),
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(state="proposed"), name="one_handover_is_proposed_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.state
