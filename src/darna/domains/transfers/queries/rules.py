"""How cases move in an agency, and how many a worker carries."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.prepared import ID, Prepared
from darna.domains.transfers.models import TransferRule, WorkerCeiling
from darna.domains.transfers.values import Rule

_RULE = Prepared(lambda agency: TransferRule.objects.filter(agency_id=agency), agency=ID)


def rule_of(agency_id: UUID) -> Rule:
    """The agency's rule; until it decided, a supervisor gives cases and agrees before one leaves. One query."""
    row = _RULE.first(agency=agency_id)
    return Rule() if row is None else Rule(row.workers_give, row.needs_approval, row.ceiling, row.version)


def rule_to_keep(actor: Actor) -> Rule:
    """The same for whoever decides it. One query. Raises: Refused."""
    actor.require(Verb.SUPERVISE)
    return rule_of(actor.agency_id)


def ceilings_of(actor: Actor) -> dict[UUID, int]:
    """The ceilings of single workers. One query. Raises: Refused."""
    actor.require(Verb.SUPERVISE)
    return dict(WorkerCeiling.objects.filter(agency_id=actor.agency_id).values_list("worker_id", "most"))
