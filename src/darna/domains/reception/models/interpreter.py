"""People who interpret for an agency, and each time one was asked."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

_OF_AGENCY: Final = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_agency")
#: As long as the ticket it was for.
_OF_DAY: Final = replace(_OF_AGENCY, retention="reception_twelve_months")


class Interpreter(models.Model):
    """Somebody who interprets for the agency, the languages, and how and when to reach them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    languages = ArrayField(models.CharField(max_length=8))
    contact = models.CharField(max_length=120, blank=True)
    availability = models.CharField(max_length=200, blank=True)
    #: The day on which they signed to keep what they hear to themselves.
    confidentiality_signed_on = models.DateField(null=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = _OF_AGENCY

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="interpreter_is_known_with_their_agency"),
            models.CheckConstraint(condition=~Q(name=""), name="interpreter_has_a_name"),
            models.CheckConstraint(condition=~Q(languages=[]), name="interpreter_speaks_a_language"),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "name"], name="interpreters_by_name_of_agency")]

    def __str__(self) -> str:
        return self.name


class InterpreterRequest(models.Model):
    """An interpreter was asked for a ticket or for an hour of the calendar, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, related_name="requests", db_constraint=False)
    arrival = models.ForeignKey(
        "reception.Arrival", on_delete=models.PROTECT, related_name="requests", db_constraint=False, null=True
    )
    #: An appointment of the calendar, which is kept elsewhere.
    appointment_id = models.UUIDField(null=True)
    language = models.CharField(max_length=8)
    needed_at = models.DateTimeField()
    requested_at = models.DateTimeField()
    requested_by = models.UUIDField()
    outcome = models.CharField(max_length=40, blank=True)
    settled_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = _OF_DAY

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="", settled_at=None) | ~Q(outcome="") & Q(settled_at__isnull=False),
                name="settled_request_has_an_outcome_and_a_time",
            ),
            models.CheckConstraint(
                condition=Q(arrival__isnull=True) | Q(appointment_id__isnull=True),
                name="interpreter_is_asked_for_one_thing",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "-needed_at"], name="requests_of_an_agency_newest")]

    def __str__(self) -> str:
        return self.language
