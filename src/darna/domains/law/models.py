"""What keepers of the law write: values that were proposed and decided by a second person, and readings."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

OF_AGENCY = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=True, retention="with_the_agency")


class State(models.TextChoices):
    """How far a revision is; whatever was decided never changes again."""

    PROPOSED = "proposed", _("waits for a second person")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("not approved")
    WITHDRAWN = "withdrawn", _("withdrawn")


class RuleRevision(models.Model):
    """A value of one parameter of the law from one day on, proposed by a keeper and decided by a second person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: The house whose keeper proposed it; the law is one for all houses.
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    #: Full name of the parameter: `ma_fr_2007.in_force`.
    name = models.CharField(max_length=120)
    #: As the files of the law hold it; empty where the law is not known.
    value = models.TextField(blank=True)
    valid_from = models.DateField()
    #: The text it was read in, whole, so that it stays said whatever the files say later.
    source = models.JSONField()
    article = models.CharField(max_length=200, blank=True)
    #: The sentence of the parameter in all four languages, where it is written anew; empty where it stays.
    says = models.JSONField(default=dict, blank=True)
    certainty = models.CharField(max_length=2)
    checked_on = models.DateField()
    #: Why; it is read by everybody in the changelog of the law, and so says nothing about a person.
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_at = models.DateTimeField(auto_now_add=True)
    proposed_by = models.UUIDField()
    proposed_account = models.UUIDField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_account = models.UUIDField(null=True)
    decision_reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    lifecycle: ClassVar = OF_AGENCY

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(state="proposed"), name="parameter_has_one_revision_under_way"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="revision_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(certainty__in=["V", "D", "GK", "?"]), name="revision_says_how_sure_it_is"
            ),
            models.CheckConstraint(
                condition=~Q(value="") | Q(certainty="?"), name="revision_without_value_is_not_sure"
            ),
            models.CheckConstraint(
                condition=Q(says={}) | Q(says__has_keys=["ar", "fr", "it", "en"]),
                name="revision_says_it_in_four_languages_or_not_at_all",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="revision_says_why"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"])
                | (~Q(decided_by=F("proposed_by")) & ~Q(decided_account=F("proposed_account"))),
                name="revision_is_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(decided_account=F("proposed_account")),
                name="revision_is_withdrawn_by_who_proposed_it",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="proposed", decided_at__isnull=True, decided_by__isnull=True, decided_account__isnull=True
                )
                | (
                    ~Q(state="proposed")
                    & Q(decided_at__isnull=False, decided_by__isnull=False, decided_account__isnull=False)
                ),
                name="decided_revision_says_by_whom_and_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["name", "-proposed_at"], name="revisions_of_a_parameter")]

    def __str__(self) -> str:
        return self.name


class Recheck(models.Model):
    """A keeper held a value against its source again and found it unchanged; written once, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    #: The first day of the value that was read again.
    valid_from = models.DateField()
    checked_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    rechecked_at = models.DateTimeField(auto_now_add=True)
    rechecked_by = models.UUIDField()
    rechecked_account = models.UUIDField()

    lifecycle: ClassVar = OF_AGENCY

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name", "valid_from", "checked_on"], name="value_is_read_again_once_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name
