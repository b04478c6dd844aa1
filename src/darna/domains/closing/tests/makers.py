"""Closings of fictional persons."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)


def wants_two(supervisor: Actor, days: int = 90) -> None:
    """The agency asks for a second person from now on."""
    from darna.domains.closing import actions
    from darna.domains.closing.queries import rule_of

    with acting(supervisor.context):
        seen = rule_of(supervisor.agency_id).version
        actions.keep_rule(True, days, seen_version=seen, by=supervisor)


def make_proposed(by: Actor, case_id: UUID, note: str = "The pension is paid.") -> Any:
    """A closing that waits for a supervisor."""
    from darna.domains.closing import actions

    return done(by, actions.propose_closing, case_id, "goals_achieved", note)


def make_closed(by: Actor, case_id: UUID) -> Any:
    """A closing by one person."""
    from darna.domains.cases.actions import close_case
    from darna.domains.closing.models import Closing

    with acting(by.context):
        close_case(case_id, "goals_achieved", "The pension is paid.", seen_version=1, by=by)
        return Closing.objects.get(case_id=case_id, state="closed")
