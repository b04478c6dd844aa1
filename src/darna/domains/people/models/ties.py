"""Households, relationships, and the journeys of a person."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.people.models.person import Person, _OfPerson


class Household(models.Model):
    """People who live together and share a table, as they say themselves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=16)
    founded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_its_members")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="household_is_known_with_its_agency"),
            models.UniqueConstraint(fields=["agency", "reference"], name="household_reference_is_unique"),
        ]

    def __str__(self) -> str:
        return self.reference


class HouseholdMembership(_OfPerson):
    """A person's place in a household, from a day to a day."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members", db_constraint=False)
    role = models.CharField(max_length=30)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["household", "person"], condition=Q(until__isnull=True), name="person_is_once_in_a_household"
            )
        ]

    def __str__(self) -> str:
        return self.role


class Relationship(_OfPerson):
    """A tie of a person to another: guardian, parent, spouse; the other may have no file and is then sealed text."""

    other = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False)
    sealed_other_name = models.BinaryField(blank=True, default=b"")
    kind = models.CharField(max_length=30)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=models.F("person")), name="nobody_is_related_to_themselves"
            )
        ]

    def __str__(self) -> str:
        return self.kind


class MigrationEpisode(_OfPerson):
    """One journey: away, back, in, through, or from one commune to another inside the country."""

    class Precision(models.TextChoices):
        DAY = "day"
        MONTH = "month"
        YEAR = "year"

    direction = models.CharField(max_length=20)
    from_country = models.CharField(max_length=2, blank=True)
    from_commune = models.CharField(max_length=12, blank=True)
    to_country = models.CharField(max_length=2, blank=True)
    to_commune = models.CharField(max_length=12, blank=True)
    started_on = models.DateField(null=True)
    started_precision = models.CharField(max_length=10, choices=Precision.choices, blank=True)
    ended_on = models.DateField(null=True)
    ended_precision = models.CharField(max_length=10, choices=Precision.choices, blank=True)
    return_manner = models.CharField(max_length=20, blank=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(started_on__isnull=True)
                | Q(ended_on__isnull=True)
                | Q(ended_on__gte=models.F("started_on")),
                name="journey_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.direction
