"""Whether a house takes questions, and the removal of those whose time is over."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import differing_columns, locked, save
from darna.domains.asking import access
from darna.domains.asking.models import Question, QuestionDesk
from darna.kernel.clock import now
from darna.kernel.errors import Invalid, StaleVersion

FEWEST_DAYS, MOST_DAYS = 1, 60


@transaction.atomic
def change_desk(*, is_open: bool, answers_within_days: int | None, seen_version: int, by: Actor) -> QuestionDesk:
    """Decide whether the house takes questions, and within how many days it promises to answer.

    Raises: Refused, Invalid, StaleVersion, AlreadyDone.
    """
    by.require(Verb.KEEP_QUESTIONS)
    if answers_within_days is not None and not FEWEST_DAYS <= answers_within_days <= MOST_DAYS:
        raise Invalid("answers_within_days", "days_of_answer_out_of_bounds")
    wanted = {"is_open": is_open, "answers_within_days": answers_within_days}
    desk = access.desk_of(by)
    if desk is None:
        if seen_version:
            raise StaleVersion(0, seen_version)
        desk = QuestionDesk.objects.create(agency_id=by.agency_id, **wanted)
    else:
        desk = locked(desk, seen_version)
        save(desk, **differing_columns(desk, wanted))
    told = {"state": "open" if is_open else "closed", "days": answers_within_days}
    record("question.desk_changed", subject=desk, detail={key: value for key, value in told.items() if value})
    return desk


@transaction.atomic
def remove_expired(agency_id: UUID) -> int:
    """Remove an agency's questions whose time is over, with everything said in them; how many. For the job of the night.

    Its transaction acts as the agency's job. The database takes their messages away with them.
    """
    removed = Question.objects.filter(agency_id=agency_id, expires_at__lt=now()).delete()[0]
    if removed:
        record("question.expired", subject=("asking.question", None), detail={"count": removed})
    return removed
