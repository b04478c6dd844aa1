"""Whether an agency takes complaints and how, and the clock of every night."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import members_who_may, other_agencies
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import differing_columns, locked, save
from darna.domains.complaints import access
from darna.domains.complaints.models import ComplaintDesk
from darna.domains.complaints.values import DeskSettings
from darna.kernel.errors import Invalid, StaleVersion

#: The job that writes to those to whom a late complaint came.
TELL: Final = "complaints.tell"
#: The bounds of each clock, in days; the database has the same.
BOUNDS: Final = {
    "acknowledges_days": (1, 14),
    "answers_days": (5, 60),
    "urgent_days": (1, 15),
    "kept_days": (30, 365),
}


@transaction.atomic
def change_desk(wanted: DeskSettings, *, by: Actor) -> ComplaintDesk:
    """Decide whether the agency takes complaints, its clocks and who oversees it; `version` is the one that was seen.

    Raises: Refused, Invalid, StaleVersion, AlreadyDone.
    """
    by.require(Verb.KEEP_COMPLAINTS)
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(wanted, name) <= most:
            raise Invalid(name, "days_of_complaints_out_of_bounds")
    if wanted.overseer_id and wanted.overseer_id not in other_agencies(by.agency_id):
        raise Invalid("overseer_id", "overseer_is_unknown")
    if wanted.is_open and not wanted.overseer_id and not members_who_may(by.agency_id, Verb.ANSWER_COMPLAINTS):
        raise Invalid("is_open", "desk_needs_a_reader")
    told = {name: getattr(wanted, name) for name in ("is_open", "overseer_id", *BOUNDS)}
    desk = _written(access.desk_of(by), told, wanted.version, by)
    record("complaint.desk_changed", subject=desk, detail={"state": "open" if wanted.is_open else "closed"})
    return desk


@transaction.atomic
def close_day(agency_id: UUID) -> tuple[int, int, int]:
    """How many complaints of an agency are late since today, ended by themselves, lost their words. For the night's job.

    What was not answered in time moves to the agency that oversees, whose officers are written to; each has its own
    sentence in the trail. Its transaction acts as the agency's job.
    """
    with connection.cursor() as cursor:
        cursor.execute("select late, ended, removed, moved from sec.complaints_of_night()")
        late, ended, removed, moved = cursor.fetchone()
    # Also when nothing was to be done: whoever promised days sees that the clock is looked at.
    record("complaint.night", subject=("complaints.complaint", None))
    for overseer in sorted(set(moved)):
        # By its name: jobs call actions and stand above them.
        app.configure_task(TELL, queue="house").defer(agency_id=str(overseer))
    return late, ended, removed


def _written(desk: ComplaintDesk | None, told: dict[str, object], seen_version: int, by: Actor) -> ComplaintDesk:
    if desk is None:
        if seen_version:
            raise StaleVersion(0, seen_version)
        return ComplaintDesk.objects.create(agency_id=by.agency_id, **told)
    held = locked(desk, seen_version)
    save(held, **differing_columns(held, told))
    return held
