"""Deeds on plans, tasks and appointments, one example of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import time_machine

from darna.base.agencies.actor import job_actor
from darna.domains.planning import actions as planning
from darna.domains.planning.tests import makers as plans
from darna.domains.planning.values import ItemDraft
from darna.domains.programmes.tests import makers as definitions
from darna.kernel.clock import today
from tests.architecture.deeds.scene import Deed, Scene


def _reminded(scene: Scene, meeting: Any) -> None:
    """The job of reminders, an hour before."""
    with time_machine.travel(meeting.starts_at - timedelta(hours=1)):
        scene.done(job_actor(scene.worker.agency_id), planning.send_reminders)


def _newer_version(scene: Scene) -> tuple[Any, Any]:
    """A case, and a version of its programme that came into force later."""
    case = scene.case
    return case, definitions.publish_ceiling(scene.administrator)


def _item(scene: Scene) -> ItemDraft:
    """Something the person does."""
    return ItemDraft("Bring the contracts", "person", due_on=today())


DEEDS: dict[str, Deed] = {
    "planning.move_stage": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, planning.move_stage, case.pk, "assessment", seen_version=0),
    ),
    "planning.mark_progress": (
        lambda s: s.case,
        lambda s, case: s.done(
            s.worker,
            planning.mark_progress,
            case.pk,
            items=["consent_asked"],
            documents=["identity_document"],
            other="A letter",
            seen_version=0,
        ),
    ),
    "planning.adopt_definition": (
        _newer_version,
        lambda s, made: s.done(
            s.worker, planning.adopt_definition, made[0].pk, made[1].pk, "reception", seen_version=0
        ),
    ),
    "planning.write_plan": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, planning.write_plan, case.pk, "A pension", "I bring papers"),
    ),
    "planning.change_plan": (
        lambda s: s.plan,
        lambda s, plan: s.done(s.worker, planning.change_plan, plan.pk, "A house", seen_version=1),
    ),
    "planning.add_item": (
        lambda s: s.plan,
        lambda s, plan: s.done(s.worker, planning.add_item, plan.pk, _item(s)),
    ),
    "planning.change_item": (
        lambda s: s.item_of(s.plan),
        lambda s, item: s.done(s.worker, planning.change_item, item.pk, _item(s), seen_version=1),
    ),
    "planning.remove_item": (
        lambda s: s.item_of(s.plan),
        lambda s, item: s.done(s.worker, planning.remove_item, item.pk, seen_version=1),
    ),
    "planning.propose_plan": (
        lambda s: s.plan,
        lambda s, plan: s.done(s.worker, planning.propose_plan, plan.pk, seen_version=1),
    ),
    "planning.take_back_plan": (
        lambda s: s.proposed,
        lambda s, plan: s.done(s.worker, planning.take_back_plan, plan.pk, seen_version=2),
    ),
    "planning.send_back_plan": (
        lambda s: s.proposed,
        lambda s, plan: s.done(s.supervisor, planning.send_back_plan, plan.pk, "Who goes along?", seen_version=2),
    ),
    "planning.approve_plan": (
        lambda s: s.proposed,
        lambda s, plan: s.done(s.supervisor, planning.approve_plan, plan.pk, seen_version=2),
    ),
    "planning.begin_plan": (
        lambda s: s.approved,
        lambda s, plan: s.done(s.worker, planning.begin_plan, plan.pk, today(), seen_version=3),
    ),
    "planning.finish_item": (
        lambda s: s.item_of(s.active),
        lambda s, item: s.done(s.worker, planning.finish_item, item.pk, "Done.", seen_version=1),
    ),
    "planning.drop_item": (
        lambda s: s.item_of(s.active),
        lambda s, item: s.done(s.worker, planning.drop_item, item.pk, "No longer needed", seen_version=1),
    ),
    "planning.complete_plan": (
        lambda s: s.active,
        lambda s, plan: s.done(s.worker, planning.complete_plan, plan.pk, "Paid.", seen_version=4),
    ),
    "planning.revise_plan": (
        lambda s: s.active,
        lambda s, plan: s.done(s.worker, planning.revise_plan, plan.pk, seen_version=4),
    ),
    "planning.make_appointment": (
        lambda s: s.case,
        lambda s, case: plans.make_meeting(s.worker, case.pk),
    ),
    "planning.change_appointment": (
        lambda s: s.meeting,
        lambda s, row: s.done(
            s.worker, planning.change_appointment, row.pk, plans.make_meeting_draft(s.worker), seen_version=1
        ),
    ),
    "planning.keep_appointment": (
        lambda s: s.meeting,
        lambda s, row: s.done(s.worker, planning.keep_appointment, row.pk, seen_version=1),
    ),
    "planning.miss_appointment": (
        lambda s: s.meeting,
        lambda s, row: s.done(s.worker, planning.miss_appointment, row.pk, seen_version=1),
    ),
    "planning.excuse_appointment": (
        lambda s: plans.make_meeting(s.worker, s.case.pk),
        lambda s, row: s.done(s.worker, planning.excuse_appointment, row.pk, "She travels.", seen_version=1),
    ),
    "planning.cancel_appointment": (
        lambda s: s.meeting,
        lambda s, row: s.done(s.worker, planning.cancel_appointment, row.pk, "She travels.", seen_version=1),
    ),
    "planning.send_reminders": (
        lambda s: plans.make_meeting(s.worker, s.case.pk),
        lambda s, row: _reminded(s, row),
    ),
    "planning.reassign_cases": (
        # One case, for each given case has a sentence of its own.
        lambda s: s.case,
        lambda s, case: s.done(s.supervisor, planning.reassign_cases, {case.pk: 1}, None),
    ),
}
