"""Hand-overs and transfers of fictional persons."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import make_case, make_sharing_person
from darna.domains.cases.values import NeedDraft

NOTE = "She waits for the answer of the fund; call her after the market."


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)


def make_asked(by: Actor, case_id: UUID, to: Actor | None = None) -> Any:
    """A request for a hand-over that waits for a supervisor."""
    from darna.domains.transfers import actions

    return done(by, actions.ask_handover, case_id, (to or by).membership_id, NOTE)


def make_given(by: Actor, case: Any, to: Actor) -> Any:
    """A case given to somebody who has not read the note yet."""
    from darna.domains.transfers import actions

    return done(by, actions.give_handover, case.pk, to.membership_id, NOTE, seen_version=case.version)


def make_moving_case(by: Actor, to: Actor, **terms: Any) -> Any:
    """A case of somebody who agreed to be shown to another agency."""
    person = make_sharing_person(by, to, **terms)
    return make_case(by, person, worker_id=by.membership_id, needs=[NeedDraft("housing")])


def make_prepared(by: Actor, to: Actor, case: Any = None) -> Any:
    """A transfer that is put together and not sent."""
    from darna.domains.people.queries import person_card
    from darna.domains.referrals import packages
    from darna.domains.transfers import actions

    case = case or make_moving_case(by, to)
    with acting(by.context):
        draft = packages.first_draft(person_card(by, case.person_id))
        told = type(draft)(NOTE, draft.parts, draft.contacts, draft.documents)
        return actions.prepare_transfer(case.pk, to.agency_id, told, by=by)


def make_sent(by: Actor, supervisor: Actor, to: Actor, case: Any = None) -> Any:
    """A transfer that waits for the other agency's answer."""
    from darna.domains.transfers import actions

    row = make_prepared(by, to, case)
    return done(supervisor, actions.send_transfer, row.pk, seen_version=row.version)
