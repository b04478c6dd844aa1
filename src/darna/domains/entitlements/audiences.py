"""Whom a right concerns, by what the register knows of a person; what it does not know leaves a right in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from darna.domains.cases.values import CaseBrief
from darna.domains.entitlements.values import AnswerLine
from darna.domains.people.queries.known import KnownFacts
from darna.rules.engine.circumstances import age_between

MOROCCO: Final = "MA"
ADULT: Final = 18


@dataclass(frozen=True, slots=True)
class Survey:
    """The questions that may concern a person, by what they were narrowed, and how many others there are."""

    case: CaseBrief
    lines: tuple[AnswerLine, ...]
    by: tuple[tuple[str, str], ...] = ()
    others: int = 0


def may_concern(audiences: Iterable[str], known: KnownFacts, on: date) -> bool:
    """Whether the person may be one of those a right is for: only what is known of them says no.

    Whoever lives abroad may be about to come back, and whoever lives here may want to open a business.
    """
    never = _never(known, on)
    return not all(never.get(audience, False) for audience in audiences)


def _never(known: KnownFacts, on: date) -> Mapping[str, bool]:
    """Of each audience that the register can tell: whether the person is certainly none of it."""
    is_foreign = bool(known.nationalities) and MOROCCO not in known.nationalities
    home = known.country_of_residence
    return {
        "third_country_national": MOROCCO in known.nationalities,
        "returned_mre": is_foreign,
        "mre_abroad": is_foreign or home == MOROCCO,
        "resident_moroccan": is_foreign or home not in {"", MOROCCO},
        "child": known.birth is not None and age_between(known.birth, on).low >= ADULT,
    }
