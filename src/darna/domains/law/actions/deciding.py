"""A second person approves what was proposed, or says why not."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import optional_text, require_text, save
from darna.domains.law import access
from darna.domains.law.actions.proposing import LONGEST_REASON, decided, detail_of, held
from darna.domains.law.linting import require_fit
from darna.domains.law.models import RuleRevision, State
from darna.domains.law.queries.cards import revision_of
from darna.domains.law.queries.standing import current_law
from darna.kernel.errors import Refused


@transaction.atomic
def approve_revision(revision_id: UUID, reason: str = "", *, seen_version: int, by: Actor) -> RuleRevision:
    """Make a proposal part of the law from its day on, by somebody other than who proposed it.

    The linter judges it once more, for the law may have gone on meanwhile.
    Raises: Refused, NotFound, StaleVersion, Invalid; AlreadyDone once it was decided.
    """
    row = _by_a_second(revision_id, seen_version, by)
    require_fit(current_law(), revision_of(row))
    text = optional_text("reason", reason, most=LONGEST_REASON)
    save(row, state=State.APPROVED, decision_reason=text, **decided(by))
    record("law.approved", subject=row, detail=detail_of(row))
    return row


@transaction.atomic
def refuse_revision(revision_id: UUID, reason: str, *, seen_version: int, by: Actor) -> RuleRevision:
    """Say why a proposal does not become part of the law; it stays in the history.

    Raises: Refused, NotFound, StaleVersion, Invalid; AlreadyDone once it was decided.
    """
    row = _by_a_second(revision_id, seen_version, by)
    text = require_text("reason", reason, most=LONGEST_REASON)
    save(row, state=State.REFUSED, decision_reason=text, **decided(by))
    record("law.refused", subject=row, detail=detail_of(row))
    return row


def _by_a_second(revision_id: UUID, seen_version: int, by: Actor) -> RuleRevision:
    access.require_house(by, Verb.APPROVE_LAW)
    row = held(by, revision_id, seen_version)
    if not access.is_second(row, by):
        raise Refused("second_person_needed_for_the_law")
    return row
