"""The insured period: where a person was insured, from when to when or for how long, and what shows it."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.entitlements.models.rows import OfCase

PRECISIONS: Final = ("day", "month", "year", "estimated")


class InsurancePeriod(OfCase):
    """Time for which the person was insured in one country, as the statement or the person tells it."""

    class Unit(models.TextChoices):
        DAYS = "days", _("days")
        WEEKS = "weeks", _("weeks")
        MONTHS = "months", _("months")
        QUARTERS = "quarters", _("quarters")
        YEARS = "years", _("years")

    class Evidence(models.TextChoices):
        STATEMENT = "statement", _("Statement of the institution")
        PAYSLIPS = "payslips", _("Payslips")
        CONTRACT = "contract", _("Contract")
        CERTIFICATE = "certificate", _("Certificate of the employer")
        OTHER = "other", _("Another paper")
        TOLD = "told", _("The person says so, no paper yet")

    country = models.CharField(max_length=2)
    scheme = models.CharField(max_length=80, blank=True)
    from_on = models.DateField(null=True)
    from_precision = models.CharField(max_length=10, blank=True)
    to_on = models.DateField(null=True)
    to_precision = models.CharField(max_length=10, blank=True)
    amount = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    unit = models.CharField(max_length=8, choices=Unit.choices, blank=True)
    evidence = models.CharField(max_length=12, choices=Evidence.choices, default=Evidence.TOLD)
    sealed_note = models.BinaryField(blank=True, default=b"")
    noted_by = models.UUIDField()
    noted_at = models.DateTimeField(auto_now_add=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_case")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(from_on__isnull=False) | Q(amount__isnull=False),
                name="period_says_since_when_or_how_long",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, unit="")
                | Q(amount__gt=0, unit__in=("days", "weeks", "months", "quarters", "years")),
                name="period_with_an_amount_says_its_unit",
            ),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True, from_precision="")
                | Q(from_on__isnull=False, from_precision__in=PRECISIONS),
                name="period_says_how_much_of_its_beginning_is_known",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True, to_precision="") | Q(to_on__isnull=False, to_precision__in=PRECISIONS),
                name="period_says_how_much_of_its_end_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(from_precision="day", to_precision="day") | Q(to_on__gte=F("from_on")),
                name="period_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(evidence__in=("statement", "payslips", "contract", "certificate", "other", "told")),
                name="period_is_shown_by_something_that_exists",
            ),
            models.CheckConstraint(condition=Q(country__regex="^[A-Z]{2}$"), name="period_is_of_a_country"),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "from_on"], name="period_of_a_case_in_order")]

    def __str__(self) -> str:
        return self.country
