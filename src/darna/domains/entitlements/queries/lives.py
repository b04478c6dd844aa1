"""The working life of a person as one case tells it, for a drawing and for a letter."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.domains.cases.queries.blocks import brief_of
from darna.domains.cases.values import CaseBrief
from darna.domains.entitlements import access, asking
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.queries.asked import registered
from darna.domains.entitlements.queries.cases import career_of
from darna.domains.entitlements.queries.telling import reader_of
from darna.domains.people.queries import names_of
from darna.domains.people.queries.known import known_facts
from darna.kernel.dates import PartialDate
from darna.rules.portability.careers import Career, read_career


@dataclass(frozen=True, slots=True)
class Life:
    """Whose life it is, all insured periods of the case, and what the register knows that a law may ask."""

    case: CaseBrief
    career: Career
    name: str
    birth: PartialDate | None
    facts: dict[str, object]


def life_of(actor: Actor, case_id: UUID) -> Life:
    """The working life a case tells. Four queries, six for a protected file. Raises: Refused, NotFound."""
    case, law = access.case_to_read(actor, case_id), law_in_force()
    lines = career_of(case_id, reader_of(law))
    name = names_of([case.person_id]).get(case.person_id, "")
    career = read_career(line.told() for line in lines)
    known = known_facts(actor, case.person_id)
    facts = asking.facts_of(registered(known), law.book)
    return Life(brief_of(actor, case), career, name, known.birth, facts)
