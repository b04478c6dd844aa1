"""What entitlements hand to pages: frozen drafts, lines and cards."""

from __future__ import annotations

from darna.domains.entitlements.values.answers import (
    LOOKS,
    MARKS,
    Answered,
    AnswerLine,
    Asking,
    DecisionCard,
    DecisionLine,
    LaterCard,
    Words,
)
from darna.domains.entitlements.values.cases import CaseLaw
from darna.domains.entitlements.values.changed import AskedAgain, ChangedFilters, ChangedLine, LastAsking
from darna.domains.entitlements.values.claims import (
    NEXT,
    REASONED,
    ClaimCard,
    ClaimLetter,
    ClaimLine,
    DueClaim,
    PartLine,
    TurnLine,
)
from darna.domains.entitlements.values.gains import FEWEST_TOLD, Gained, Supposed
from darna.domains.entitlements.values.periods import PeriodDraft, PeriodLine, Told

__all__ = [
    "FEWEST_TOLD",
    "LOOKS",
    "MARKS",
    "NEXT",
    "REASONED",
    "AnswerLine",
    "Answered",
    "AskedAgain",
    "Asking",
    "CaseLaw",
    "ChangedFilters",
    "ChangedLine",
    "ClaimCard",
    "ClaimLetter",
    "ClaimLine",
    "DecisionCard",
    "DecisionLine",
    "DueClaim",
    "Gained",
    "LastAsking",
    "LaterCard",
    "PartLine",
    "PeriodDraft",
    "PeriodLine",
    "Supposed",
    "Told",
    "TurnLine",
    "Words",
]
