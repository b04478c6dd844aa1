"""What somebody without an account asked a house, what was said since, and which houses take questions."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.pages.doors import Door
from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

OF_QUESTION = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="questions_ninety_days")


class Kind(models.TextChoices):
    """What is wanted."""

    QUESTION = "question", _("Question")
    APPOINTMENT = "appointment", _("Appointment")


class State(models.TextChoices):
    """How far a question is: it goes back to `new` or `taken` when whoever asked writes again."""

    NEW = "new", _("new")
    TAKEN = "taken", _("taken")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


class Proposal(models.TextChoices):
    """What became of the time that the desk proposed."""

    NONE = "", _("none")
    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("another time is wanted")


class Outcome(models.TextChoices):
    """With what a question was closed."""

    ANSWERED = "answered", _("answered")
    COMES = "comes", _("comes to the Maison")
    DIRECTED = "directed", _("directed to another service")
    SILENT = "silent", _("nothing more was heard")
    MISUSE = "misuse", _("not a question")


class QuestionDesk(models.Model):
    """Whether a house takes questions without an account, and within how many days it answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.OneToOneField("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    is_open = models.BooleanField(default=False)
    #: What the house itself promises; empty where it promises nothing.
    answers_within_days = models.PositiveSmallIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answers_within_days__isnull=True)
                | Q(answers_within_days__gte=1, answers_within_days__lte=60),
                name="questions_are_answered_within_two_months",
            )
        ]

    def __str__(self) -> str:
        return "takes questions" if self.is_open else "takes no questions"


class Question(models.Model):
    """What somebody asks a house; it names nobody, and is found again by the hash of its receipt code alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    #: A keyed hash; the code itself is kept nowhere.
    code_hash = models.BinaryField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    topic = models.CharField(max_length=12, choices=Door.choices, blank=True)
    #: The language of the page on which it was asked.
    language = models.CharField(max_length=2)
    is_minor = models.BooleanField(default=False)
    #: Half days that suit, such as "mon-am".
    wishes = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    taken_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    #: Since when whoever asked waits for a word; empty while the last word is the desk's.
    waits_since = models.DateTimeField(null=True)
    proposed_at = models.DateTimeField(null=True)
    proposal = models.CharField(max_length=10, choices=Proposal.choices, blank=True, default=Proposal.NONE)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    expires_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = OF_QUESTION

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="question_is_known_with_its_agency"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="question_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(topic__in=["", *Door.values]), name="question_is_of_a_known_topic"),
            models.CheckConstraint(
                condition=Q(language__in=["ar", "fr", "it", "en"]), name="question_is_in_a_language_of_the_house"
            ),
            models.CheckConstraint(
                condition=Q(state="new", taken_by__isnull=True)
                | Q(state="taken", taken_by__isnull=False)
                | Q(state__in=["answered", "closed"]),
                name="taken_question_says_who_took_it",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, outcome__in=Outcome.values)
                | (~Q(state="closed") & Q(closed_at__isnull=True, outcome="")),
                name="closed_question_says_with_what",
            ),
            models.CheckConstraint(
                condition=Q(proposal="", proposed_at__isnull=True)
                | Q(proposal__in=["proposed", "accepted", "declined"], proposed_at__isnull=False),
                name="proposed_time_is_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "state", "waits_since"], name="questions_that_wait_oldest"),
            models.Index(fields=["expires_at"], name="questions_to_be_removed"),
        ]

    def __str__(self) -> str:
        return self.kind


class QuestionMessage(models.Model):
    """One thing said in a question, by whoever asked or by the desk; sealed, and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    # The database removes messages with their question: the tie of both columns to it says so.
    question = models.ForeignKey(Question, on_delete=models.DO_NOTHING, related_name="messages", db_index=False)
    number = models.PositiveSmallIntegerField()
    is_from_desk = models.BooleanField(default=False)
    written_by = models.UUIDField(null=True)
    written_at = models.DateTimeField()
    ciphertext = models.BinaryField()

    lifecycle: ClassVar = OF_QUESTION

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "number"], name="message_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(is_from_desk=True, written_by__isnull=False)
                | Q(is_from_desk=False, written_by__isnull=True),
                name="message_of_the_desk_says_who_wrote_it",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
