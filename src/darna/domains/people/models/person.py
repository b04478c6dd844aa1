"""The person, the ways to reach and recognise them, and who may see the file."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class Person(models.Model):
    """Somebody who came to an agency; in clear only what a search needs, and nothing of a protected file."""

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")
        ESTIMATED = "estimated", _("estimated")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=16)
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    given_name_ar = models.CharField(max_length=120, blank=True)
    family_name_ar = models.CharField(max_length=120, blank=True)
    sealed_names = models.BinaryField(blank=True, default=b"")
    sex = models.CharField(max_length=10, default="U")
    born_on = models.DateField(null=True)
    born_precision = models.CharField(max_length=10, choices=Precision.choices, blank=True)
    nationalities = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    country_of_residence = models.CharField(max_length=2, blank=True)
    commune = models.CharField(max_length=12, blank=True)
    sealed_address = models.BinaryField(blank=True, default=b"")
    is_protected = models.BooleanField(default=False)
    source = models.UUIDField(null=True)
    source_row = models.BinaryField(null=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    registered_by = models.UUIDField(null=True)
    erased_at = models.DateTimeField(null=True)
    #: The file that goes on where this one was merged into it; nothing here is blanked, so that they can be parted.
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    #: Since then this file stands for two: what was agreed to before was said of one of them only.
    united_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.UNITE,
        OnErase.BLANK,
        export=True,
        retention="case_closed_plus_24_months",
        person_field="id",
        blank=(
            ("given_name", ""),
            ("family_name", ""),
            ("given_name_ar", ""),
            ("family_name_ar", ""),
            ("sealed_names", b""),
            ("sealed_address", b""),
            ("born_on", None),
            ("born_precision", ""),
            ("nationalities", []),
            ("languages", []),
            ("country_of_residence", ""),
            ("commune", ""),
            ("source_row", None),
        ),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "agency"], name="person_is_known_with_its_agency"),
            models.UniqueConstraint(fields=["agency", "reference"], name="person_reference_is_unique_in_its_agency"),
            models.UniqueConstraint(
                fields=["agency", "source_row"],
                condition=Q(source_row__isnull=False),
                name="person_comes_from_a_source_row_once",
            ),
            models.CheckConstraint(
                condition=Q(is_protected=False) | Q(given_name="", family_name="", given_name_ar="", family_name_ar=""),
                name="protected_person_has_no_name_in_clear",
            ),
            models.CheckConstraint(
                condition=Q(is_protected=True)
                | Q(erased_at__isnull=False)
                | ~Q(given_name="", family_name="", given_name_ar="", family_name_ar=""),
                name="ordinary_person_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(born_on__isnull=True, born_precision="") | Q(born_on__isnull=False) & ~Q(born_precision=""),
                name="birth_date_says_how_precise_it_is",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["source"], name="person_of_one_import_for_undo"),
            models.Index(fields=["agency", "-registered_at", "id"], name="persons_newest_of_an_agency"),
            models.Index(fields=["agency", "born_on", "id"], name="persons_of_an_agency_by_birth"),
            models.Index(fields=["agency", "commune", "-registered_at"], name="persons_of_a_commune"),
            models.Index(
                fields=["merged_into"], condition=Q(merged_into__isnull=False), name="files_merged_into_a_file"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class PersonVisible(models.Model):
    """Which agency, or which single worker of it, may see a person; kept by triggers, read by every list."""

    pk = models.CompositePrimaryKey("agency_id", "person_id", "worker_id")
    agency_id = models.UUIDField()
    person_id = models.UUIDField()
    worker_id = models.UUIDField()
    until = models.DateTimeField()

    lifecycle: ClassVar = Lifecycle(
        OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_person", person_field="person_id"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person_id"], name="visible_person_for_policies")]

    def __str__(self) -> str:
        return str(self.person_id)


class _OfPerson(models.Model):
    """A row that says something of one person, inside the same agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="%(class)ss", db_constraint=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class NamedWorker(_OfPerson):
    """A worker who is named for a protected file; nobody else of the agency sees it."""

    membership_id = models.UUIDField()
    since = models.DateTimeField(auto_now_add=True)

    # Only files that are open to the same workers are merged, so that nobody sees more afterwards.
    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "membership_id"], name="worker_is_named_once_for_a_file")
        ]

    def __str__(self) -> str:
        return str(self.membership_id)


class PersonContact(_OfPerson):
    """A way to reach the person, and whether it is safe to use it."""

    channel = models.CharField(max_length=20)
    sealed_value = models.BinaryField()
    value_token = models.BinaryField()
    is_safe = models.BooleanField(default=True)
    sealed_advice = models.BinaryField(blank=True, default=b"")

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_person")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agency", "value_token"], name="contact_by_token_for_search")]

    def __str__(self) -> str:
        return self.channel


class PersonIdentifier(_OfPerson):
    """A number by which an authority knows the person; sealed, and found again by a token of this agency only."""

    kind = models.CharField(max_length=30)
    sealed_number = models.BinaryField()
    number_token = models.BinaryField()
    issuer_country = models.CharField(max_length=2, blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=models.F("valid_from")),
                name="identifier_ends_after_it_starts",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "number_token"], name="identifier_by_token_for_search")]

    def __str__(self) -> str:
        return self.kind


class Vulnerability(_OfPerson):
    """A circumstance that asks for care, from a day to a day; a fact about a time, never a label on a person."""

    kind = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)
    noted_by = models.UUIDField()

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=False, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="vulnerability_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.kind


class NameKey(models.Model):
    """The order-free keys by which an ordinary file is found however a name is spelled; no role reads it directly.

    Two names together stand in `keys` and lead to few files; one name alone or its beginning stands in `words` and
    may lead to a tenth of the register. Birth year, sex and commune narrow what was found; empty: not known.
    """

    person_id = models.UUIDField(primary_key=True)
    agency_id = models.UUIDField()
    keys = ArrayField(models.IntegerField())
    words = ArrayField(models.IntegerField(), default=list)
    birth_year = models.SmallIntegerField(null=True)
    sex = models.CharField(max_length=10, blank=True, default="")
    commune = models.CharField(max_length=12, blank=True, default="")
    #: Which version of the rules of names made the keys; older ones are made anew at night.
    made_by = models.SmallIntegerField(default=0)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.UNITE, OnErase.DELETE, export=False, retention="with_the_person", person_field="person_id"
    )

    class Meta:
        # New keys wait in a short list and come into the index together, which is six times as fast; a search reads
        # the list too, so it is kept short where pairs are looked for.
        indexes: ClassVar = [
            GinIndex(fields=["keys"], name="namekey_for_search", fastupdate=True, gin_pending_list_limit=1024),
            GinIndex(fields=["words"], name="namekey_for_one_word", fastupdate=True, gin_pending_list_limit=4096),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class ProtectedToken(models.Model):
    """A keyed token of a protected person's name, seen by the named workers only."""

    pk = models.CompositePrimaryKey("person_id", "token")
    person_id = models.UUIDField()
    token = models.BinaryField()
    agency_id = models.UUIDField()

    lifecycle: ClassVar = Lifecycle(
        OnMerge.UNITE, OnErase.DELETE, export=False, retention="with_the_person", person_field="person_id"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agency_id", "token"], name="protected_token_for_search")]

    def __str__(self) -> str:
        return str(self.person_id)
