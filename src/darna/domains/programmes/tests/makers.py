"""Those who keep the programmes of two agencies, and those who only work by them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from darna.base.agencies.actor import Actor


@dataclass(frozen=True)
class Office:
    """Two administrators of two agencies, and two who accompany people."""

    keeper: Actor
    neighbour: Actor
    worker: Actor
    supervisor: Actor


def make_office() -> Office:
    """Two agencies with their people, inside the test's transaction."""
    from darna.base.agencies.roles import Role
    from darna.base.agencies.tests.makers import make_agency, make_member

    return Office(
        keeper=make_member(Role.AGENCY_ADMINISTRATOR),
        neighbour=make_member(Role.AGENCY_ADMINISTRATOR, agency=make_agency("entraide")),
        worker=make_member(Role.CASEWORKER),
        supervisor=make_member(Role.SUPERVISOR),
    )


def with_ceiling(ceiling: int) -> Any:
    """What was shipped for returned migrants, with a ceiling."""
    from darna.domains.programmes.shipped import shipped

    return replace(shipped()["returned_mre"], ceiling=ceiling)


def start_draft(by: Actor) -> Any:
    """A draft of the programme for returned migrants, begun from what is in force."""
    from darna.base.rowsecurity.context import acting
    from darna.domains.programmes import actions
    from darna.domains.programmes.queries import definition

    with acting(by.context):
        origin = definition("returned_mre", agency_id=by.agency_id).version_id
        return actions.start_draft(origin, by=by)


def publish_ceiling(by: Actor, ceiling: int = 40) -> Any:
    """A version of the agency's own that differs by its ceiling alone."""
    from darna.base.rowsecurity.context import acting
    from darna.domains.programmes import actions

    draft = start_draft(by)
    with acting(by.context):
        actions.change_draft(draft.pk, with_ceiling(ceiling), seen_version=1, by=by)
        return actions.publish_draft(draft.pk, "More of us.", seen_version=2, by=by)
