"""Deeds with questions asked without an account, one example of each."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from darna.base.rowsecurity.context import Context, Kind, acting
from darna.domains.asking import actions as asking
from darna.domains.asking.models import Question
from darna.domains.asking.tests import makers
from darna.kernel.clock import now
from tests.architecture.deeds.scene import Deed, Scene


def _asked(scene: Scene) -> UUID:
    makers.open_desk(scene.supervisor)
    return makers.make_question(scene.worker.agency_id)[0]


def _taken(scene: Scene) -> UUID:
    question = _asked(scene)
    scene.done(scene.worker, asking.take_question, question)
    return question


def _over(scene: Scene) -> UUID:
    question = _asked(scene)
    told = {"expires_at": now() - timedelta(days=1)}
    scene.under(scene.worker.context, Question.objects.filter(pk=question).update, **told)
    return scene.worker.agency_id


def _removed(scene: Scene, agency: UUID) -> None:
    with acting(Context(Kind.JOB, agency)):
        asking.remove_expired(agency)


DEEDS: dict[str, Deed] = {
    "asking.read_question": (_asked, lambda s, one: s.done(s.worker, asking.read_question, one)),
    "asking.take_question": (_asked, lambda s, one: s.done(s.worker, asking.take_question, one)),
    "asking.give_back": (_taken, lambda s, one: s.done(s.worker, asking.give_back, one)),
    "asking.answer_question": (
        _asked,
        lambda s, one: s.done(s.worker, asking.answer_question, one, "Come on Monday.", seen_version=1),
    ),
    "asking.propose_time": (
        _asked,
        lambda s, one: s.done(s.worker, asking.propose_time, one, now() + timedelta(days=2), seen_version=1),
    ),
    "asking.close_question": (
        _asked,
        lambda s, one: s.done(s.worker, asking.close_question, one, "directed", seen_version=1),
    ),
    "asking.change_desk": (
        lambda s: s.supervisor,
        lambda s, by: s.done(by, asking.change_desk, is_open=True, answers_within_days=5, seen_version=0),
    ),
    "asking.remove_expired": (_over, _removed),
}
