"""What the job of the night does: it proposes persons who may live together, each pair once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.domains.families.models import FamilyProposal
from darna.domains.people.queries.duplicates import alike
from darna.domains.people.queries.facts import Facts, facts_of
from darna.domains.people.queries.families import neighbouring_rows, shared_addresses, shared_phones
from darna.methods.names import normalise
from darna.methods.names.score import LIKELY
from darna.methods.names.skeleton import skeleton_of

#: Pairs looked at in one night of one agency; the others come the night after.
MOST = 2000

_LOOKS: Final = (("phone", shared_phones), ("address", shared_addresses), ("neighbours", neighbouring_rows))


@transaction.atomic
def look_for_families(*, by: Actor) -> int:
    """Propose whoever may live together and was not proposed yet; how many pairs.

    Ten queries, and two for every thousand persons whose address is known.
    """
    # Left out before the bound is counted: else the pairs decided long ago would fill it night after night.
    known = FamilyProposal.objects.filter(agency_id=by.agency_id).values_list("person_id", "other_id")
    but = [(min(pair), max(pair)) for pair in known]
    found: dict[tuple[UUID, UUID], set[str]] = {}
    for reason, look in _LOOKS:
        for pair in look(by.agency_id, MOST, but):
            found.setdefault(pair, set()).add(reason)
    facts = facts_of({one for pair in found for one in pair}) if found else {}
    rows = list(_proposals(found.items(), facts, by.agency_id))
    FamilyProposal.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
    if rows:
        record("family.proposed", subject=("families.familyproposal", None), detail={"count": len(rows)})
    return len(rows)


def _proposals(
    found: Iterable[tuple[tuple[UUID, UUID], set[str]]], facts: dict[UUID, Facts], agency: UUID
) -> Iterator[FamilyProposal]:
    for (one, other), reasons in found:
        if one in facts and other in facts and alike(facts[one].names, facts[other].names) < LIKELY:
            told = sorted({*reasons, *_in_common(facts[one], facts[other])})
            yield FamilyProposal(agency_id=agency, person_id=one, other_id=other, reasons=told)


def _in_common(one: Facts, other: Facts) -> Iterator[str]:
    if _families(one) & _families(other):
        yield "family_name"
    if one.commune and one.commune == other.commune:
        yield "commune"
    if one.address and normalise(one.address) == normalise(other.address):
        yield "address"


def _families(facts: Facts) -> set[str]:
    return {skeleton_of(name) for name in (facts.names.family_name, facts.names.family_name_ar) if name}
