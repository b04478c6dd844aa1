"""How long an agency keeps files."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import member_actor
from darna.base.agencies.roles import Verb
from darna.domains.retention.models import RetentionRule
from darna.domains.retention.values import Rule


def rule_of(agency_id: UUID) -> Rule:
    """The agency's rule; until it decided, 24 months, 60 days of warning, and nothing by itself. One query."""
    row = RetentionRule.objects.filter(agency_id=agency_id).first()
    if row is None:
        return Rule()
    return Rule(row.months_after_case, row.months_without_case, row.warn_days, row.acts_alone, row.acts_by, row.version)


def rule_to_keep(actor: Actor) -> Rule:
    """The same for whoever decides it. One query. Raises: Refused."""
    actor.require(Verb.KEEP_PRIVACY)
    return rule_of(actor.agency_id)


def is_rule_carried(rule: Rule) -> bool:
    """Whether the officer for whom the house acts still holds that role. Two queries at most."""
    return officer_of(rule) is not None


def officer_of(rule: Rule) -> Actor | None:
    """The officer for whom the house acts; None where it does not act, or they no longer hold the role.

    Two queries at most, in the context of the agency.
    """
    officer = member_actor(rule.acts_by) if rule.acts_alone and rule.acts_by else None
    return officer if officer is not None and officer.may(Verb.KEEP_PRIVACY) else None
