"""Where services are offered, and when."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from darna.domains.directory.models.entries import OF_DIRECTORY, OfAgency, Organisation, Service, State
from darna.kernel.clock import CASABLANCA


class Location(OfAgency):
    """A place of an organisation; what is not known stays empty and is asked of the institution.

    Of a confidential one, address and phone stand in a table of their own with narrower guards.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="locations")
    name = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True, default="MA")
    region = models.CharField(max_length=12, blank=True)
    commune = models.CharField(max_length=12, blank=True)
    #: A town outside Morocco, where there are no codes of communes.
    locality = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_confidential = models.BooleanField(default=False)
    accessibility = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    time_zone = models.CharField(max_length=40, default=CASABLANCA)
    note = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    folded = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "organisation"], name="location_is_known_with_its_organisation"),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | Q(address="", phone=""),
                name="confidential_location_shows_no_address",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.ACTIVE, State.CLOSED]), name="location_is_active_or_closed"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["commune"], name="location_by_commune")]

    def __str__(self) -> str:
        return self.name or self.locality or self.commune or self.region or self.country


class _OfLocation(OfAgency):
    """A row that belongs to one place of one organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="%(class)ss", db_constraint=False)

    class Meta:
        abstract = True


class ConfidentialPlace(_OfLocation):
    """Address and phone of a place that must not be found: for those who refer and those who keep the entry."""

    location = models.OneToOneField(
        Location, on_delete=models.PROTECT, related_name="confidential", db_constraint=False
    )
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    #: Whoever is handed their own file is not handed the address of a shelter with it.
    lifecycle: ClassVar = replace(OF_DIRECTORY, export=False)

    def __str__(self) -> str:
        return str(self.location_id)


class ServiceAtLocation(_OfLocation):
    """A service as it is offered at one place, and when somebody last made sure that it is."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="offers", db_constraint=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    assured_on = models.DateField(null=True)
    assured_by = models.UUIDField(null=True)
    assured_agency_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "location"], name="service_is_offered_once_at_a_place"),
            models.UniqueConstraint(fields=["id", "organisation"], name="offer_is_known_with_its_organisation"),
            models.CheckConstraint(
                condition=Q(state__in=[State.ACTIVE, State.CLOSED]), name="offer_is_active_or_closed"
            ),
            models.CheckConstraint(
                condition=Q(assured_on__isnull=True) | Q(assured_by__isnull=False), name="assurance_says_by_whom"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["assured_on"], name="offer_by_day_of_assurance")]

    def __str__(self) -> str:
        return str(self.pk)


class Schedule(_OfLocation):
    """Opening hours of one weekday, by the clock on the wall of the place; written anew, never changed.

    With dates they are of a season and replace the usual hours while it lasts; with an offer they are of that service
    alone. Closing at or before the opening means: after midnight.
    """

    offer = models.ForeignKey(
        ServiceAtLocation, on_delete=models.PROTECT, related_name="schedules", null=True, db_constraint=False
    )
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=7), name="schedule_weekday_is_one_to_seven"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True, valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="season_has_both_its_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


class Closure(_OfLocation):
    """Days on which a place is closed, whatever its hours say."""

    starts_on = models.DateField()
    ends_on = models.DateField()
    note = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="closure_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} - {self.ends_on}"
