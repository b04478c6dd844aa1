"""Instruments, which are workbooks that were checked, and the questionnaires answered with them inside cases."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class InstrumentVersion(models.Model):
    """One version of a questionnaire, shipped with the platform or brought in by one agency for itself."""

    class State(models.TextChoices):
        DRAFT = "draft", _("waits for a second person")
        PUBLISHED = "published", _("in use")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: Nobody's: shipped, and open to every agency.
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    #: What the workbook calls itself, `form_id`.
    instrument = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    #: Language as the workbook names it → title.
    titles = models.JSONField()
    languages = models.JSONField()
    questions = models.PositiveIntegerField()
    #: The rows of the workbook as they were read: sheet → [row number, cells].
    sheets = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    #: What is new in it, in the words of whoever brought it in; nothing about a person.
    reason = models.CharField(max_length=300, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_agency")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "instrument", "number"], nulls_distinct=False, name="instrument_is_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["agency", "instrument"],
                condition=Q(state="draft"),
                name="instrument_has_one_draft_in_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "withdrawn"]), name="instrument_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | ~Q(state="draft") & Q(published_at__isnull=False),
                name="published_instrument_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True),
                name="withdrawn_instrument_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("uploaded_by")),
                name="instrument_is_published_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | ~Q(state="draft"), name="shipped_instrument_is_published"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "instrument", "-number"], name="instrument_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.number}"


class Questionnaire(models.Model):
    """One questionnaire answered in a case with one version of an instrument; a correction is a new row."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being answered")
        COMPLETED = "completed", _("completed")
        REPLACED = "replaced", _("corrected by a later one")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(
        "cases.Case", on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    instrument_version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="+")
    #: The code of the instrument, so that lists need not ask for the version.
    instrument = models.CharField(max_length=80)
    #: 1, and one more with each correction.
    number = models.PositiveSmallIntegerField(default=1)
    corrects = models.ForeignKey("self", on_delete=models.CASCADE, related_name="+", null=True, db_constraint=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    sealed_answers = models.BinaryField()
    #: Why it was corrected.
    sealed_reason = models.BinaryField(blank=True, default=b"")
    #: As the workbook names it.
    language = models.CharField(max_length=80, blank=True)
    #: The page that was saved last.
    screen = models.PositiveSmallIntegerField(default=1)
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.UUIDField()
    saved_at = models.DateTimeField()
    saved_by = models.UUIDField()
    completed_at = models.DateTimeField(null=True)
    completed_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_answers", b""), ("sealed_reason", b"")),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "instrument"],
                condition=Q(state="draft"),
                name="case_answers_an_instrument_once_at_a_time",
            ),
            models.UniqueConstraint(fields=["corrects"], name="questionnaire_is_corrected_once"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "completed", "replaced"]), name="questionnaire_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", completed_at__isnull=True, completed_by__isnull=True)
                | ~Q(state="draft") & Q(completed_at__isnull=False, completed_by__isnull=False),
                name="completed_questionnaire_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, number=1) | Q(corrects__isnull=False, number__gt=1),
                name="correction_is_numbered_after_what_it_corrects",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-begun_at"], name="questionnaire_of_a_case"),
            models.Index(fields=["agency", "-saved_at"], name="questionnaire_of_an_agency"),
            models.Index(fields=["instrument_version", "state"], name="questionnaire_of_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.state}"
