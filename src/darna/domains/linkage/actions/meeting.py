"""Somebody who was just registered, compared at once with the files there are."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.domains.linkage.queries.runs import current_model, size_of_register
from darna.domains.linkage.reasons import reasons_of
from darna.domains.people.bulk import propose_pairs
from darna.domains.people.queries.comparable import files_like, records_of
from darna.domains.people.queries.duplicates import known_pairs
from darna.domains.people.registers import PairDraft
from darna.methods.linkage import PROPOSED, Model, Record, explain, score


@transaction.atomic
def meet_person(person_id: UUID, *, by: Actor) -> int:
    """Propose the files that may be of the same person, as the agency's model weighs them; how many.

    Eleven queries at the most, whatever the size of the register.
    """
    own = records_of(by.agency_id, [person_id]).get(person_id)
    if own is None:
        return 0
    others = records_of(by.agency_id, files_like(by.agency_id, person_id, own))
    _number, model = current_model(by.agency_id)
    persons = size_of_register(by.agency_id)
    known = known_pairs(by.agency_id, person_id)
    fresh = [
        _draft(person_id, other, likely, own, record_, model)
        for other, record_ in others.items()
        if (likely := score(own, record_, model, persons)) >= PROPOSED
        and (min(person_id, other), max(person_id, other)) not in known
    ]
    proposed = propose_pairs(fresh, by=by)
    if proposed:
        record("linkage.looked", subject=("people.person", person_id), person_id=person_id, detail={"count": proposed})
    return proposed


def _draft(one: UUID, other: UUID, likely: float, own: Record, its: Record, model: Model) -> PairDraft:
    levels = {part.comparison: part.code for part in explain(own, its, model)}
    return PairDraft(min(one, other), max(one, other), round(likely, 4), reasons_of(levels))
