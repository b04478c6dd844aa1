"""What speaks for two files being of one person, and what against, in words."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.linkage.queries.runs import current_model
from darna.domains.linkage.values import Speaks
from darna.domains.linkage.wording import HOW, WHAT, strength
from darna.domains.people.queries.comparable import records_of
from darna.methods.linkage import explain


def what_speaks(actor: Actor, one: UUID, other: UUID) -> tuple[Speaks, ...]:
    """Each thing that is compared, the weightiest first; nothing where a file cannot be compared, as a protected one.

    Five queries at the most. Raises: Refused.
    """
    actor.require(Verb.EDIT_PERSON)
    records = records_of(actor.agency_id, (one, other))
    if len(records) < 2:
        return ()
    _number, model = current_model(actor.agency_id)
    parts = sorted(explain(records[one], records[other], model), key=lambda part: -abs(part.bits))
    return tuple(
        Speaks(str(WHAT[part.comparison]), str(HOW[part.code]), strength(part.bits), part.bits) for part in parts
    )
