"""Deeds on questionnaires, one example of each."""

from __future__ import annotations

from typing import Any

from darna.base.codelists.queries import choices
from darna.domains.assessments import actions as assessments
from darna.domains.assessments.tests import makers
from tests.architecture.deeds.scene import Deed, Scene


def _draft(scene: Scene) -> Any:
    return makers.make_draft(scene.supervisor)


def _in_use(scene: Scene) -> Any:
    return makers.make_instrument(scene.supervisor, scene.administrator)


def _begun(scene: Scene) -> Any:
    return makers.make_questionnaire(scene.worker, scene.case.pk, _in_use(scene).pk)


def _answered(scene: Scene) -> Any:
    row = _begun(scene)
    makers.answer(scene.worker, row.pk, makers.WHOLE)
    return row


def _completed(scene: Scene) -> Any:
    return makers.make_completed(scene.worker, scene.case.pk, _in_use(scene).pk)


def _version_answered(scene: Scene) -> Any:
    return _completed(scene).instrument_version_id


def _kept(scene: Scene, row: Any) -> Any:
    """Answers of a first page."""
    told = {"has_home": "yes"}
    return scene.done(scene.worker, assessments.save_answers, row.pk, lambda _old, _run: told, screen=1, seen_version=1)


DEEDS: dict[str, Deed] = {
    "assessments.bring_in_instrument": (
        lambda s: None,
        lambda s, _made: s.done(s.supervisor, assessments.bring_in_instrument, makers.make_workbook()),
    ),
    "assessments.publish_instrument": (
        _draft,
        lambda s, row: s.done(s.administrator, assessments.publish_instrument, row.pk, seen_version=1),
    ),
    "assessments.withdraw_instrument": (
        _in_use,
        lambda s, row: s.done(s.supervisor, assessments.withdraw_instrument, row.pk, seen_version=2),
    ),
    "assessments.remove_instrument": (
        _draft,
        lambda s, row: s.done(s.supervisor, assessments.remove_instrument, row.pk, seen_version=1),
    ),
    "assessments.begin_questionnaire": (
        lambda s: (s.case, _in_use(s)),
        lambda s, made: s.done(s.worker, assessments.begin_questionnaire, made[0].pk, made[1].pk),
    ),
    "assessments.save_answers": (_begun, _kept),
    "assessments.complete_questionnaire": (
        _answered,
        lambda s, row: s.done(s.worker, assessments.complete_questionnaire, row.pk, seen_version=2),
    ),
    "assessments.correct_questionnaire": (
        _completed,
        lambda s, row: s.done(
            s.worker, assessments.correct_questionnaire, row.pk, "The age was wrong.", seen_version=row.version
        ),
    ),
    "assessments.drop_questionnaire": (
        _begun,
        lambda s, row: s.done(s.worker, assessments.drop_questionnaire, row.pk, seen_version=1),
    ),
    "assessments.note_reading": (
        _begun,
        lambda s, row: s.done(s.worker, assessments.note_reading, row.pk),
    ),
    "assessments.export_answers": (
        _version_answered,
        lambda s, version: s.done(
            s.supervisor, assessments.export_answers, version, next(iter(dict(choices("export_purpose")))), "Report"
        ),
    ),
}
