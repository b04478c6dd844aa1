"""Who came today and waits: a ticket with a number, and nobody's name; and the person behind it, apart."""

from __future__ import annotations

import uuid
from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

_OF_AGENCY: Final = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="reception_twelve_months")


class TicketCounter(models.Model):
    """The last number given on a day; raised in the transaction of the ticket, so that none is given twice or lost."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    last = models.PositiveSmallIntegerField()

    lifecycle: ClassVar = _OF_AGENCY

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "day"], name="tickets_are_counted_once_a_day"),
        ]

    def __str__(self) -> str:
        return str(self.last)


class Arrival(models.Model):
    """Somebody who came: why in one word, in which language, and where they are in the queue. It names nobody.

    A person's file is tied to it in `Visit`, which follows the guards of the person.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CALLED = "called", _("called")
        WITH_WORKER = "with_worker", _("with a worker")
        DONE = "done", _("done")
        LEFT = "left", _("left")

    class Priority(models.TextChoices):
        # Why somebody goes first is not written down: it is nobody's business but that they do.
        CHILD_ALONE = "child_alone", _("Child alone")
        FIRST = "first", _("Goes first")
        ORDINARY = "ordinary", _("In turn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=40)
    language = models.CharField(max_length=8, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    priority = models.CharField(max_length=12, choices=Priority.choices, default=Priority.ORDINARY)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    arrived_at = models.DateTimeField()
    added_by = models.UUIDField()
    called_at = models.DateTimeField(null=True)
    times_called = models.PositiveSmallIntegerField(default=0)
    #: Whoever called; once somebody sits with the visitor, that worker.
    worker_id = models.UUIDField(null=True)
    met_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = _OF_AGENCY

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="arrival_is_known_with_its_agency"),
            models.UniqueConstraint(fields=["agency", "day", "number"], name="ticket_is_given_once_a_day"),
            models.CheckConstraint(condition=Q(number__gte=1), name="ticket_has_a_number"),
            models.CheckConstraint(
                condition=Q(priority__in=["child_alone", "first", "ordinary"]), name="arrival_priority_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", called_at=None, worker_id=None, met_at=None, ended_at=None)
                | Q(state="called", called_at__isnull=False, worker_id__isnull=False, met_at=None, ended_at=None)
                | Q(state="with_worker", worker_id__isnull=False, met_at__isnull=False, ended_at=None)
                | Q(state="done", worker_id__isnull=False, met_at__isnull=False, ended_at__isnull=False)
                | Q(state="left", met_at=None, ended_at__isnull=False),
                name="arrival_state_fits_its_times",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "day", "worker_id"],
                condition=Q(state__in=["called", "with_worker"]),
                name="arrival_with_a_worker_now",
            ),
        ]

    def __str__(self) -> str:
        return self.state


class Visit(models.Model):
    """The person behind an arrival, tied when a worker has found or registered them, and what the visit became."""

    class Became(models.TextChoices):
        LOOK = "look", _("their file was opened")
        REGISTRATION = "registration", _("they were registered")
        ENCOUNTER = "encounter", _("a note was written")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    arrival = models.OneToOneField(Arrival, on_delete=models.CASCADE, related_name="visit", db_constraint=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+", db_constraint=False)
    became = models.CharField(max_length=12, choices=Became.choices, default=Became.LOOK)
    tied_by = models.UUIDField()
    tied_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_person")

    def __str__(self) -> str:
        return self.became
