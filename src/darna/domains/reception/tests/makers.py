"""The people at a reception, and what they do there; a maker says what its test does not care about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.reception import actions
from darna.domains.reception.values import ArrivalDraft, EnquiryDraft, InterpreterDraft


@dataclass(frozen=True)
class House:
    """Who works at the Maison's reception, a colleague of the partner's, and somebody who meets nobody."""

    reception: Actor
    worker: Actor
    colleague: Actor
    supervisor: Actor
    office: Actor
    partner: Actor
    planner: Actor


def make_house() -> House:
    """Two agencies with their people, inside the test's transaction."""
    from darna.base.agencies.roles import Role
    from darna.base.agencies.tests.makers import make_agency, make_member, make_members

    here = make_members(
        reception=Role.RECEPTIONIST,
        worker=Role.CASEWORKER,
        colleague=Role.CASEWORKER,
        supervisor=Role.SUPERVISOR,
        office=Role.AGENCY_ADMINISTRATOR,
        planner=Role.PLANNER,
    )
    return House(partner=make_member(Role.CASEWORKER, agency=make_agency("entraide")), **here)


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)


def come_in(by: Actor, **values: Any) -> Any:
    """Somebody comes in and gets a ticket."""
    told = {"reason": "first_visit", "language": "ary", **values}
    return done(by, actions.add_arrival, ArrivalDraft(**told))


def sit_down_with(by: Actor, **values: Any) -> Any:
    """Somebody comes in, is called and sits down with a worker."""
    arrival = come_in(by, **values)
    done(by, actions.call_arrival, arrival.pk)
    return done(by, actions.meet_visitor, arrival.pk)


def ask(by: Actor, **values: Any) -> Any:
    """Somebody asks a question and is answered."""
    return done(by, actions.note_enquiry, EnquiryDraft(**{"reason": "health_cover", "answer": "informed", **values}))


def make_interpreter(
    by: Actor, name: str = "Awa Camara", languages: tuple[str, ...] = ("ff", "wo"), **values: Any
) -> Any:
    """Somebody who interprets."""
    return done(by, actions.add_interpreter, InterpreterDraft(name, languages, **values))


def make_person(by: Actor) -> UUID:
    """Somebody with a file."""
    from darna.domains.cases.tests.makers import make_person as registered

    return registered(by)


def visits() -> Any:
    """The visits that the context may see."""
    from darna.domains.reception.models import Visit

    return Visit.objects.all()
