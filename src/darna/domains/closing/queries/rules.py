"""How an agency closes."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.prepared import ID, Prepared
from darna.domains.closing.models import DEFAULT_CHECK_DAYS, ClosingRule
from darna.domains.closing.values import Rule

_RULE = Prepared(lambda agency: ClosingRule.objects.filter(agency_id=agency), agency=ID)


def rule_of(agency_id: UUID) -> Rule:
    """The agency's rule; until it decided, one person closes and somebody asks after ninety days. One query."""
    row = _RULE.first(agency=agency_id)
    if row is None:
        return Rule(needs_approval=False, check_days=DEFAULT_CHECK_DAYS)
    return Rule(row.needs_approval, row.check_days, row.version)


def rule_to_keep(actor: Actor) -> Rule:
    """The same for whoever decides it. One query. Raises: Refused."""
    actor.require(Verb.SUPERVISE)
    return rule_of(actor.agency_id)
