"""A fictional child, and a procedure led to any of its states."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.domains.safeguarding.values import DecisionDraft, GuardianDraft, StopDraft
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate

FOUND = "She sleeps at her aunt's."


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it, in a transaction of their own context."""
    with acting(by.context):
        return action(*told, **named, by=by)


def born(age: int, days: int = 40) -> PartialDate:
    """The birth date of somebody so old since so many days."""
    day = today() - timedelta(days=days)
    return PartialDate(date(day.year - age, day.month, min(day.day, 28)))


def make_child(by: Actor, age: int = 15, **terms: Any) -> UUID:
    """A child registered by a worker, whose aunt consents for them."""
    from darna.domains.people.actions import register_person

    told = {"given_by": "guardian", "guardian": "Her aunt", "has_assented": True, **terms}
    with acting(by.context):
        return register_person(make_draft(birth=born(age), identifiers=()), make_terms(**told), by=by).pk


def make_childs_case(by: Actor, person_id: UUID | None = None) -> Any:
    """An open case of child protection, of the worker who opens it."""
    from darna.domains.cases.actions import open_case

    person_id = person_id or make_child(by)
    with acting(by.context):
        return open_case(person_id, "child_protection", worker_id=by.membership_id, by=by)


def make_procedure(by: Actor, case_id: UUID, **told: Any) -> Any:
    """A procedure with its steps to do."""
    from darna.domains.safeguarding import actions

    return done(by, actions.open_procedure, case_id, "without_family", "She came alone.", **told)


def steps_of(by: Actor, procedure_id: UUID) -> dict[str, Any]:
    """The steps by kind."""
    from darna.domains.safeguarding.models import Step

    with acting(by.context):
        return {step.kind: step for step in Step.objects.filter(procedure_id=procedure_id).order_by("position")}


def finish_steps(by: Actor, procedure_id: UUID) -> None:
    """Every step that is still open, done in its order."""
    from darna.domains.safeguarding import actions

    for kind, step in steps_of(by, procedure_id).items():
        if step.state == "open":
            more = {"heard": {"manner": "alone"}, "panel": {"present": ["child", "supervisor"]}}.get(kind, {})
            done(by, actions.finish_step, step.pk, FOUND, seen_version=step.version, **more)


def weigh(by: Actor, procedure_id: UUID) -> list[Any]:
    """Two options with their reasons."""
    from darna.domains.safeguarding import actions

    kinds = ("wider_family", "care_home")
    return [done(by, actions.weigh_option, procedure_id, kind, "Near school.", "Far from friends.") for kind in kinds]


def make_decision(by: Actor, option_id: UUID, **told: Any) -> DecisionDraft:
    """A decision that is looked at again in a month."""
    values = {"words": "She wants to stay.", "follower_id": by.membership_id, "review_on": today() + timedelta(days=30)}
    return DecisionDraft(option_id, **{**values, **told})


def make_proposed(by: Actor, case_id: UUID) -> Any:
    """A procedure whose decision waits for a supervisor."""
    from darna.domains.safeguarding import actions

    procedure = make_procedure(by, case_id)
    finish_steps(by, procedure.pk)
    option = weigh(by, procedure.pk)[0]
    return done(by, actions.propose_decision, procedure.pk, make_decision(by, option.pk), seen_version=1)


def make_decided(by: Actor, supervisor: Actor, case_id: UUID) -> Any:
    """A procedure whose decision is in force."""
    from darna.domains.safeguarding import actions

    procedure = make_proposed(by, case_id)
    return done(supervisor, actions.approve_decision, procedure.pk, seen_version=2)


def make_guardian(by: Actor, person_id: UUID, **told: Any) -> Any:
    """An aunt, as told."""
    from darna.domains.safeguarding import actions

    values = {"name": "Zineb Amrani", "basis": "family", "since": today(), **told}
    return done(by, actions.note_guardian, person_id, GuardianDraft(**values))


def make_clock(by: Actor, case_id: UUID) -> Any:
    """Something that does not wait."""
    from darna.domains.safeguarding import actions

    return done(by, actions.start_clock, case_id, "no_safe_place", "Nowhere to sleep.")


def make_talk(by: Actor, case_id: UUID) -> Any:
    """A conversation about leaving."""
    from darna.domains.safeguarding import actions

    return done(by, actions.write_talk, case_id, {"debt": "My uncle borrowed."}, ["legal_information"])


def called(note: str = "The child line was called.") -> StopDraft:
    """Somebody was called in another way."""
    return StopDraft("called", note)
