"""What a learner does: begin an exercise, or begin it again, and have it found done right."""

from __future__ import annotations

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import save
from darna.faces.training import queries
from darna.faces.training.checks import Finding
from darna.faces.training.exercises import exercise_for
from darna.faces.training.models import Attempt
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Refused, StaleVersion


@transaction.atomic
def begin_exercise(code: str, *, seen_version: int, by: Actor) -> Attempt:
    """Begin an exercise; again, it is about somebody else, and only what comes from now on counts.

    Raises: NotFound; StaleVersion when it was begun in another window.
    """
    exercise = exercise_for(by, code)
    held = Attempt.objects.select_for_update().filter(membership_id=by.membership_id, exercise=code).first()
    if (held.version if held else 0) != seen_version:
        raise StaleVersion(held.version if held else 0, seen_version)
    if held is None:
        held = Attempt(agency_id=by.agency_id, membership_id=by.membership_id, exercise=code, began_at=now())
        held.save(force_insert=True)
    else:
        save(held, times=held.times + 1, began_at=now(), passed_at=None)
    record("exercise.begun", subject=held, detail={"name": exercise.title.in_(by.language)})
    return held


@transaction.atomic
def pass_exercise(code: str, *, by: Actor) -> Attempt:
    """Write down that every point of an exercise was found right.

    Raises: NotFound; Refused while a point is not; AlreadyDone when it was passed before.
    """
    exercise = exercise_for(by, code)
    held = Attempt.objects.select_for_update().filter(membership_id=by.membership_id, exercise=code).first()
    if held is None or not _is_right(by, code):
        raise Refused("exercise_is_not_done")
    if held.passed_at is not None:
        raise AlreadyDone("exercise_is_passed_already")
    save(held, passed_at=now())
    record("exercise.passed", subject=held, detail={"name": exercise.title.in_(by.language)})
    return held


def _is_right(by: Actor, code: str) -> bool:
    return all(answer.finding is Finding.RIGHT for answer in queries.findings(by, code))
