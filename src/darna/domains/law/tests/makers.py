"""Keepers of the law and values that they propose; the values are of the law itself, what they say is invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.domains.law import actions
from darna.domains.law.models import RuleRevision
from darna.domains.law.values import RevisionDraft, SourceDraft
from darna.kernel.clock import today

#: A value of yes or no that holds today and has no end.
NAME: Final = "ma_fr_2007.in_force"
MONTHS: Final = "ma_cnss.pension_age"
FROM: Final = date(2031, 1, 1)


@dataclass(frozen=True)
class Keepers:
    """Two who keep the law in a house, its administrator, a keeper of a sister house, and others who do not."""

    first: Actor
    second: Actor
    administrator: Actor
    sister: Actor
    neighbour: Actor
    worker: Actor


def make_keepers() -> Keepers:
    """Two houses and a partner agency, inside the test's transaction."""
    house = make_agency("maison", kind="maison")
    return Keepers(
        first=make_member(Role.LAW_KEEPER, agency=house),
        second=make_member(Role.LAW_KEEPER, agency=house),
        administrator=make_member(Role.AGENCY_ADMINISTRATOR, agency=house),
        sister=make_member(Role.LAW_KEEPER, agency=make_agency("sister", kind="maison")),
        neighbour=make_member(Role.LAW_KEEPER, agency=make_agency("aideca")),
        worker=make_member(Role.CASEWORKER, agency=house),
    )


def draft(value: str = "no", **told: Any) -> RevisionDraft:
    """A value with its source."""
    made = RevisionDraft(
        value=value,
        valid_from=FROM,
        certainty="V",
        checked_on=today(),
        reason="An agreement of an example ends.",
        source=SourceDraft("Bulletin officiel d'exemple", "fr", "decree", "bulletin 1"),
        article="article 1",
    )
    return replace(made, **told)


def propose(by: Actor, name: str = NAME, value: str = "no", **told: Any) -> RuleRevision:
    """A value that waits for a second person."""
    with acting(by.context):
        return actions.propose_revision(name, draft(value, **told), by=by)


def approve(by: Actor, row: RuleRevision) -> RuleRevision:
    """The proposal, approved by somebody else."""
    with acting(by.context):
        return actions.approve_revision(row.pk, "Read in the bulletin.", seen_version=row.version, by=by)


def make_approved(first: Actor, second: Actor, name: str = NAME, value: str = "no", **told: Any) -> RuleRevision:
    """A value that is law from its day on."""
    return approve(second, propose(first, name, value, **told))


def make_waiting(other: Actor, own: Actor) -> dict[str, UUID]:
    """What a colleague proposed and what one proposed oneself, by the names of addresses."""
    waits = propose(other)
    return {"revision": waits.pk, "waiting_revision": waits.pk, "own_proposal": propose(own, MONTHS, "756").pk}
