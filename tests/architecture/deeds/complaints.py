"""Deeds with complaints, one example of each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.domains.complaints import actions as complaints
from darna.domains.complaints.tests import makers
from darna.domains.complaints.values import DeskSettings
from tests.architecture.deeds.scene import Deed, Scene

Made = tuple[Actor, UUID, str]


def _came_in(_scene: Scene) -> Made:
    officer = make_member(Role.COMPLAINTS_OFFICER)
    makers.open_desk(make_member(Role.AGENCY_ADMINISTRATOR))
    return officer, *makers.make_complaint(officer.agency_id)


def _acknowledged(scene: Scene) -> Made:
    made = _came_in(scene)
    makers.acknowledged(made[0], made[1])
    return made


def _looked_into(scene: Scene) -> Made:
    made = _came_in(scene)
    makers.looked_into(made[0], made[1])
    return made


def _agreed(scene: Scene) -> UUID:
    return makers.make_handover(*_came_in(scene))


def _step(name: str, *told: Any, version: int = 0, **named: Any) -> Any:
    def act(scene: Scene, made: Made) -> Any:
        seen = {"seen_version": version} if version else {}
        return scene.done(made[0], getattr(complaints, name), made[1], *told, **named, **seen)

    return act


def _night(scene: Scene, agency: UUID) -> None:
    with acting(Context(Kind.JOB, agency)):
        complaints.close_day(agency)


DEEDS: dict[str, Deed] = {
    "complaints.read_complaint": (_came_in, _step("read_complaint")),
    "complaints.acknowledge": (_came_in, _step("acknowledge", "We read it.", version=1)),
    "complaints.look_into": (_acknowledged, _step("look_into", version=2)),
    "complaints.write": (_acknowledged, _step("write", "Which day?", version=2)),
    "complaints.answer": (
        _looked_into,
        _step("answer", "You were right.", version=3, outcome="upheld", remedy="apology"),
    ),
    "complaints.step_back": (_came_in, _step("step_back")),
    "complaints.keep_from": (
        _came_in,
        lambda s, made: s.done(made[0], complaints.keep_from, made[1], s.worker.membership_id),
    ),
    "complaints.propose_handover": (_came_in, _step("propose_handover", "Needs a bed.")),
    "complaints.take_handover": (
        _agreed,
        lambda s, one: s.done(s.worker, complaints.take_handover, one, seen_version=2),
    ),
    "complaints.change_desk": (
        lambda s: (make_member(Role.COMPLAINTS_OFFICER), make_member(Role.AGENCY_ADMINISTRATOR))[1],
        lambda s, by: s.done(by, complaints.change_desk, DeskSettings(is_open=True)),
    ),
    "complaints.close_day": (lambda s: s.worker.agency_id, _night),
}
