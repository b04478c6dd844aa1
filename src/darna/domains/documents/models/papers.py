"""A paper of a person, the files in which it was brought, and the sealed pieces of each file."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

#: Files of one paper: the newest counts, the older ones stay to be compared with.
MOST_FILES = 20


class _OfPerson(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Paper(_OfPerson):
    """A paper that is asked for, or was brought: what it is, until when it holds, and how far it is."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("paper", "asked for")
        RECEIVED = "received", pgettext_lazy("paper", "received")
        CHECKED = "checked", pgettext_lazy("paper", "checked")
        REFUSED = "refused", pgettext_lazy("paper", "not accepted")
        EXPIRED = "expired", pgettext_lazy("paper", "expired")
        RETURNED = "returned", pgettext_lazy("paper", "handed back")

    class Bringer(models.TextChoices):
        PERSON = "person", _("The person")
        WORKER = "worker", _("A worker of the house")
        INSTITUTION = "institution", _("An institution")

    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False, null=True
    )
    kind = models.CharField(max_length=40)
    #: The paper of a programme or of a claim that this one answers to; empty for any other.
    wanted = models.CharField(max_length=120, blank=True)
    sealed_label = models.BinaryField(blank=True, default=b"")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    sealed_reason = models.BinaryField(blank=True, default=b"")
    brought_by = models.CharField(max_length=12, choices=Bringer.choices, default=Bringer.PERSON)
    due_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    #: The last of 60, 30 and 7 days ahead of which somebody was reminded; of a newer file again from the first.
    reminded_ahead = models.PositiveSmallIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.UUIDField()
    moved_at = models.DateTimeField()
    moved_by = models.UUIDField(null=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "person", "agency"], name="paper_is_known_with_its_person"),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "received", "checked", "refused", "expired", "returned")),
                name="paper_is_in_a_state_that_exists",
            ),
            models.CheckConstraint(
                condition=Q(brought_by__in=("person", "worker", "institution")), name="paper_says_who_brings_it"
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(issued_on__lte=models.F("expires_on")),
                name="paper_does_not_expire_before_it_was_issued",
            ),
            models.CheckConstraint(
                condition=~Q(state="expired") | Q(expires_on__isnull=False), name="expired_paper_says_since_when"
            ),
            models.CheckConstraint(
                condition=Q(reminded_ahead__isnull=True) | Q(reminded_ahead__in=(60, 30, 7)),
                name="paper_is_reminded_of_in_three_steps",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "kind"], name="paper_of_a_person"),
            models.Index(fields=["case"], name="paper_of_a_case", condition=Q(case__isnull=False)),
            models.Index(fields=["agency", "-moved_at"], name="paper_of_an_agency_newest"),
            models.Index(
                fields=["agency", "expires_on"],
                name="paper_that_will_expire",
                condition=Q(state__in=("received", "checked")),
            ),
        ]

    def __str__(self) -> str:
        return self.state


class PaperFile(_OfPerson):
    """One file in which a paper was brought: added or removed, never changed."""

    paper = models.ForeignKey(
        Paper, on_delete=models.CASCADE, related_name="files", db_constraint=False, db_index=False
    )
    number = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    digest = models.BinaryField()
    pieces = models.PositiveSmallIntegerField()
    # Not called sealed_: the trail would copy such a column whole, and keep a paper that was removed.
    thumbnail = models.BinaryField(blank=True, default=b"")
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.UUIDField()

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "number", "agency"], name="file_number_is_used_once_in_a_paper"),
            models.UniqueConstraint(fields=["paper", "digest", "agency"], name="file_is_kept_once_for_a_paper"),
            models.UniqueConstraint(fields=["id", "person", "agency"], name="file_is_known_with_its_person"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_FILES), name="paper_has_at_most_twenty_files"
            ),
            models.CheckConstraint(
                condition=Q(media_type__in=["image/jpeg", "application/pdf"]), name="file_is_a_picture_or_a_pdf"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="file_of_a_person")]

    def __str__(self) -> str:
        return str(self.number)


class PaperPiece(_OfPerson):
    """A sealed piece of a file, so that a large one is never held whole to be opened."""

    file = models.ForeignKey(
        PaperFile, on_delete=models.CASCADE, related_name="sealed_pieces", db_constraint=False, db_index=False
    )
    number = models.PositiveSmallIntegerField()
    ciphertext = models.BinaryField()

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_person")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "number", "agency"], name="piece_number_is_used_once_in_a_file")
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="piece_of_a_person")]

    def __str__(self) -> str:
        return str(self.number)
