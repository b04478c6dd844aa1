"""One example of every deed of child protection."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import time_machine

from darna.base.agencies.actor import job_actor
from darna.base.rowsecurity.context import acting
from darna.domains.safeguarding import actions
from darna.domains.safeguarding.models import Urgency
from darna.domains.safeguarding.tests import makers
from darna.domains.safeguarding.values import GuardianDraft
from darna.kernel.clock import now, today
from tests.architecture.deeds.scene import Deed, Scene


def _child(scene: Scene) -> UUID:
    return makers.make_child(scene.worker)


def _case(scene: Scene) -> Any:
    return makers.make_childs_case(scene.worker)


def _procedure(scene: Scene) -> Any:
    return makers.make_procedure(scene.worker, _case(scene).pk)


def _step(scene: Scene) -> Any:
    return makers.steps_of(scene.worker, _procedure(scene).pk)["safety"]


def _option(scene: Scene) -> Any:
    return makers.weigh(scene.worker, _procedure(scene).pk)[0]


def _weighed(scene: Scene) -> Any:
    procedure = _procedure(scene)
    makers.finish_steps(scene.worker, procedure.pk)
    return procedure, makers.weigh(scene.worker, procedure.pk)[0]


def _proposed(scene: Scene) -> Any:
    return makers.make_proposed(scene.worker, _case(scene).pk)


def _decided(scene: Scene) -> Any:
    return makers.make_decided(scene.worker, scene.supervisor, _case(scene).pk)


def _guardian(scene: Scene) -> Any:
    return makers.make_guardian(scene.worker, _child(scene))


def _clock(scene: Scene) -> Any:
    return makers.make_clock(scene.worker, _case(scene).pk)


def _late(scene: Scene) -> None:
    case, began = _case(scene), now() - timedelta(days=2)
    with acting(scene.worker.context):
        Urgency.objects.create(
            agency_id=case.agency_id,
            case_id=case.pk,
            person_id=case.person_id,
            concern="violence",
            sealed_words=b"x",
            started_at=began,
            started_by=scene.worker.membership_id,
            due_at=began + timedelta(hours=1),
        )


def _escalate(scene: Scene, _made: None) -> None:
    with time_machine.travel(now(), tick=False):
        scene.done(job_actor(scene.worker.agency_id), actions.escalate_clocks)


DEEDS: dict[str, Deed] = {
    "safeguarding.open_procedure": (
        _case,
        lambda s, case: s.done(s.worker, actions.open_procedure, case.pk, "separated", "She came alone."),
    ),
    "safeguarding.hand_over_procedure": (
        _procedure,
        lambda s, row: s.done(
            s.worker, actions.hand_over_procedure, row.pk, s.supervisor.membership_id, seen_version=1
        ),
    ),
    "safeguarding.propose_decision": (
        _weighed,
        lambda s, made: s.done(
            s.worker,
            actions.propose_decision,
            made[0].pk,
            makers.make_decision(s.worker, made[1].pk),
            seen_version=1,
        ),
    ),
    "safeguarding.send_back_decision": (
        _proposed,
        lambda s, row: s.done(s.supervisor, actions.send_back_decision, row.pk, "Ask her.", seen_version=2),
    ),
    "safeguarding.approve_decision": (
        _proposed,
        lambda s, row: s.done(s.supervisor, actions.approve_decision, row.pk, seen_version=2),
    ),
    "safeguarding.review_decision": (
        _decided,
        lambda s, row: s.done(
            s.worker, actions.review_decision, row.pk, "She is well.", holds_until=today(), seen_version=3
        ),
    ),
    "safeguarding.close_procedure": (
        _decided,
        lambda s, row: s.done(
            s.worker, actions.close_procedure, row.pk, "safe_with_family", "At her aunt's.", seen_version=3
        ),
    ),
    "safeguarding.plan_step": (
        _step,
        lambda s, row: s.done(s.worker, actions.plan_step, row.pk, None, today(), seen_version=1),
    ),
    "safeguarding.finish_step": (
        _step,
        lambda s, row: s.done(s.worker, actions.finish_step, row.pk, "She sleeps safely.", seen_version=1),
    ),
    "safeguarding.leave_out_step": (
        _step,
        lambda s, row: s.done(s.worker, actions.leave_out_step, row.pk, "She is safe.", seen_version=1),
    ),
    "safeguarding.weigh_option": (
        _procedure,
        lambda s, row: s.done(s.worker, actions.weigh_option, row.pk, "care_home", "Safe.", "Far."),
    ),
    "safeguarding.remove_option": (
        _option,
        lambda s, row: s.done(s.worker, actions.remove_option, row.pk, seen_version=1),
    ),
    "safeguarding.note_guardian": (
        _child,
        lambda s, person: s.done(
            s.worker, actions.note_guardian, person, GuardianDraft("Zineb Amrani", "family", today())
        ),
    ),
    "safeguarding.confirm_guardian": (
        _guardian,
        lambda s, row: s.done(s.worker, actions.confirm_guardian, row.pk, "The paper.", seen_version=1),
    ),
    "safeguarding.note_conflict": (
        _guardian,
        lambda s, row: s.done(s.worker, actions.note_conflict, row.pk, "He wants her to work.", seen_version=1),
    ),
    "safeguarding.end_guardian": (
        _guardian,
        lambda s, row: s.done(s.worker, actions.end_guardian, row.pk, "She moved.", seen_version=1),
    ),
    "safeguarding.note_assent": (
        _child,
        lambda s, person: s.done(s.worker, actions.note_assent, person, "decision", "agrees", "Yes."),
    ),
    "safeguarding.start_clock": (
        _case,
        lambda s, case: s.done(s.worker, actions.start_clock, case.pk, "violence", "She is hurt."),
    ),
    "safeguarding.stop_clock": (
        _clock,
        lambda s, row: s.done(s.worker, actions.stop_clock, row.pk, makers.called(), seen_version=1),
    ),
    "safeguarding.set_urgent_hours": (
        lambda s: None,
        lambda s, _made: s.done(s.supervisor, actions.set_urgent_hours, 12, seen_version=0),
    ),
    "safeguarding.escalate_clocks": (_late, _escalate),
    "safeguarding.write_talk": (
        _case,
        lambda s, case: s.done(s.worker, actions.write_talk, case.pk, {"home": "I am afraid."}, ["protection"]),
    ),
}
