"""Insured periods, and what a person brought beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from darna.kernel.dates import PartialDate


@dataclass(frozen=True, slots=True)
class PeriodDraft:
    """An insured period, as typed."""

    country: str
    first: PartialDate | None = None
    last: PartialDate | None = None
    amount: Decimal | None = None
    unit: str = ""
    scheme: str = ""
    evidence: str = "told"
    note: str = ""


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """An insured period in a list."""

    id: UUID
    case_id: UUID
    version: int
    country: str
    country_name: str
    scheme: str
    first: PartialDate | None
    last: PartialDate | None
    amount: Decimal | None
    unit: str
    unit_label: str
    #: From when to when, or how long, in the reader's words.
    when: str
    evidence: str
    evidence_label: str
    note: str
    noted_by: str
    noted_at: datetime

    def told(self) -> dict[str, str]:
        """The period as rules read a career."""
        told = {
            "country": self.country,
            "scheme": self.scheme,
            "from": str(self.first or ""),
            "to": str(self.last or ""),
            "amount": "" if self.amount is None else f"{self.amount.normalize():f}",
            "unit": self.unit,
            "evidence": self.evidence,
        }
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Told:
    """What was taken over from the person's own file beside insured periods: questions and answers in words."""

    version: int
    facts: tuple[tuple[str, str], ...]
    brought_at: datetime
    brought_by: str
