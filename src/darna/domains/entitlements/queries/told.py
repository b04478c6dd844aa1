"""What a person's own file said beside insured periods, as the case keeps it."""

from __future__ import annotations

import json
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.domains.entitlements import access
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.models import ToldFacts
from darna.domains.entitlements.queries.telling import facts_in_words, opened, reader_of, reading_cipher
from darna.domains.entitlements.sealed import TOLD
from darna.domains.entitlements.values import Told


def told_of(actor: Actor, case_id: UUID) -> Told | None:
    """The facts that were taken over, in words; None where none are. Four queries, two without. Raises: Refused, NotFound."""
    case = access.case_to_read(actor, case_id)
    row = access.visible(actor, ToldFacts).filter(case_id=case.pk).first()
    if row is None:
        return None
    kept = opened(reading_cipher(row.person_id), row.sealed_facts, TOLD)
    names = names_of_members({row.brought_by})
    words = tuple(facts_in_words(json.loads(kept) if kept else {}, reader_of(law_in_force())))
    return Told(row.version, words, row.brought_at, names.get(row.brought_by, ""))


def told_in(case_id: UUID, person_id: UUID) -> dict[str, object]:
    """The facts that were taken over, as they are kept. Two queries, one where there are none."""
    sealed = ToldFacts.objects.filter(case_id=case_id).values_list("sealed_facts", flat=True).first()
    kept = opened(reading_cipher(person_id), sealed, TOLD) if sealed else ""
    told: dict[str, object] = json.loads(kept) if kept else {}
    return told
