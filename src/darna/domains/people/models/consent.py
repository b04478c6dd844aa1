"""Consent as the person gave it, and every use that was made of it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.people.models.person import _OfPerson
from darna.domains.people.values import MOST_PAGES


class Consent(_OfPerson):
    """What a person agreed to or refused: purposes, recipients, for how long, told in which words and language.

    The terms do not change once given; refusal never blocks the service itself.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("requested")
        GIVEN = "given", _("given")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")

    class GivenBy(models.TextChoices):
        SELF = "self", _("the person")
        GUARDIAN = "guardian", _("a guardian")
        WITNESSED = "witnessed", _("the person, orally before a witness")

    state = models.CharField(max_length=10, choices=State.choices)
    given_by = models.CharField(max_length=10, choices=GivenBy.choices)
    sealed_guardian = models.BinaryField(blank=True, default=b"")
    sealed_witness = models.BinaryField(blank=True, default=b"")
    sealed_best_interest = models.BinaryField(blank=True, default=b"")
    #: Where the signed paper is kept, while papers are not kept here.
    sealed_evidence = models.BinaryField(blank=True, default=b"")
    has_assented = models.BooleanField(null=True)
    purposes = ArrayField(models.CharField(max_length=40), default=list)
    recipients = ArrayField(models.UUIDField(), default=list, blank=True)
    notice_version = models.CharField(max_length=20)
    notice_language = models.CharField(max_length=2)
    method = models.CharField(max_length=30)
    effective_on = models.DateField()
    expires_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="consent_five_years_after_end",
        blank=(
            ("sealed_guardian", b""),
            ("sealed_witness", b""),
            ("sealed_best_interest", b""),
            ("sealed_evidence", b""),
        ),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "person", "agency"], name="consent_is_known_with_its_person"),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True),
                name="withdrawn_consent_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=models.F("effective_on")),
                name="consent_expires_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(state="given") | ~Q(purposes=[]), name="given_consent_names_a_purpose"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-effective_on"], name="consent_of_a_person_newest"),
            models.Index(fields=["agency", "-recorded_at", "id"], name="consents_of_an_agency_newest"),
        ]

    def __str__(self) -> str:
        return self.state


class SignedPage(_OfPerson):
    """A page of the form that was signed for a consent, photographed or scanned; added or removed, never changed."""

    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, related_name="pages", db_constraint=False, db_index=False
    )
    number = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    digest = models.BinaryField()
    # Not called sealed_: the trail would copy such a column whole, twice, and keep a page that was removed.
    ciphertext = models.BinaryField()
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.UUIDField()

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="consent_five_years_after_end")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consent", "number", "agency"], name="page_number_is_used_once_in_a_consent"
            ),
            models.UniqueConstraint(fields=["consent", "digest", "agency"], name="page_is_kept_once_for_a_consent"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_PAGES), name="consent_has_at_most_six_pages"
            ),
            models.CheckConstraint(
                condition=Q(media_type__in=["image/jpeg", "application/pdf"]), name="page_is_a_picture_or_a_pdf"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class DisclosureEvent(_OfPerson):
    """Something of a person was shown to a recipient under a consent."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="disclosures")
    recipient_id = models.UUIDField()
    purpose = models.CharField(max_length=40)
    what = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)
    disclosed_by = models.UUIDField()

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.KEEP, export=True, retention="consent_five_years_after_end")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agency", "-at", "id"], name="disclosures_of_an_agency")]

    def __str__(self) -> str:
        return self.what
