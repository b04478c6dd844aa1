"""What the law page of a case shows."""

from __future__ import annotations

from dataclasses import dataclass

from darna.domains.cases.values import CaseBrief
from darna.domains.entitlements.values.answers import DecisionLine
from darna.domains.entitlements.values.claims import ClaimLine
from darna.domains.entitlements.values.periods import PeriodLine


@dataclass(frozen=True, slots=True)
class CaseLaw:
    """What the law page of a case shows: the career, saved decisions and claims."""

    case: CaseBrief
    periods: tuple[PeriodLine, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    claims: tuple[ClaimLine, ...] = ()
    may_write: bool = False
    others: int = 0
    #: Only named workers see the file, so nothing in it is asked at night.
    is_protected: bool = False
