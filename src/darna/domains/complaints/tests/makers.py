"""Agencies that take complaints, their officers, whoever complains; a maker says what its test does not care about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member, make_members
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.complaints import actions, published, queries
from darna.domains.complaints.values import Conversation, DeskSettings, Draft, Said

ADDRESS = "192.0.2.9"


@dataclass(frozen=True)
class Desk:
    """Two officers of the Maison, its other people, and the officer of the agency that oversees it."""

    officer: Actor
    second: Actor
    supervisor: Actor
    office: Actor
    worker: Actor
    overseer: Actor


def make_desk() -> Desk:
    """The people; the Maison takes complaints, and another agency oversees it."""
    here = make_members(
        officer=Role.COMPLAINTS_OFFICER,
        supervisor=Role.SUPERVISOR,
        office=Role.AGENCY_ADMINISTRATOR,
        worker=Role.CASEWORKER,
    )
    second = make_member(Role.COMPLAINTS_OFFICER)
    overseer = make_member(Role.COMPLAINTS_OFFICER, agency=make_agency("entraide"))
    open_desk(here["office"], overseer_id=overseer.agency_id)
    return Desk(second=second, overseer=overseer, **here)


def open_desk(by: Actor, **changes: Any) -> Any:
    """The agency takes complaints."""
    with acting(by.context):
        seen = queries.desk_settings(by)
    wanted: DeskSettings = replace(seen, is_open=True, **changes)
    return done(by, actions.change_desk, wanted)


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)


def complain(agency_id: UUID, what: str = "They made me wait.", **values: Any) -> tuple[Said, str]:
    """Somebody complains; what became of it and the code."""
    seed, address = values.pop("seed", uuid4().bytes), values.pop("address", ADDRESS)
    told = {"agency_id": agency_id, "kind": "waiting", "about": "agency", "language": "ar", "parts": {"what": what}}
    with acting(PUBLIC):
        return published.complain(Draft(**{**told, **values}), seed=seed, address=address)


def make_complaint(agency_id: UUID, what: str = "They made me wait.", **values: Any) -> tuple[UUID, str]:
    """A complaint that came in: its identifier and its code."""
    said, code = complain(agency_id, what, **{"address": str(uuid4()), **values})
    assert said is Said.RECEIVED, said
    found = read(code)
    assert found is not None
    return found.id, code


def read(code: str, address: str = ADDRESS) -> Conversation | None:
    """The complaint as whoever holds the code reads it."""
    with acting(PUBLIC):
        return published.conversation(code, "fr", address=address)


def card(by: Actor, complaint: UUID) -> Any:
    """The complaint as an officer reads it."""
    with acting(by.context):
        return queries.complaint_card(by, complaint)


def version(by: Actor, complaint: UUID) -> int:
    """The version an officer sees."""
    return int(card(by, complaint).version)


def acknowledged(by: Actor, complaint: UUID) -> UUID:
    """An officer confirms it."""
    done(by, actions.acknowledge, complaint, "We read it.", seen_version=version(by, complaint))
    return complaint


def looked_into(by: Actor, complaint: UUID) -> UUID:
    """An officer confirms it and looks into it."""
    if card(by, complaint).state == "received":
        acknowledged(by, complaint)
    done(by, actions.look_into, complaint, seen_version=version(by, complaint))
    return complaint


def answered(by: Actor, complaint: UUID) -> UUID:
    """An officer goes all the way to the answer."""
    looked_into(by, complaint)
    found = {"outcome": "upheld", "remedy": "apology", "lesson": "More chairs."}
    done(by, actions.answer, complaint, "You were right.", **found, seen_version=version(by, complaint))
    return complaint


def say(code: str, what: str, *told: Any, **named: Any) -> Said:
    """Whoever complained does something with the code."""
    with acting(PUBLIC):
        found: Said = getattr(published, what)(code, *told, **named, address=ADDRESS)
    return found


def make_handover(by: Actor, complaint: UUID, code: str) -> UUID:
    """The desk may know something."""
    handover: UUID = done(by, actions.propose_handover, complaint, "Needs a bed tonight.").pk
    assert say(code, "decide_handover", handover, agrees=True) is Said.DECIDED
    return handover
