"""Jobs of planning: reminders, every hour, in one agency after the other."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.agencies.actor import job_actor
from darna.base.agencies.queries import every_agency
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.planning import actions

#: Seconds the token of one agency's job lives.
LONG = 600


@app.periodic(cron="10 * * * *")
@app.task(name="planning.reminders_of_all", queue="house")
def look_for_appointments(timestamp: int) -> None:
    """Every hour, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            remind.defer(agency_id=str(agency_id))


@app.task(name="planning.reminders", queue="house")
def remind(agency_id: str) -> None:
    """Remind of what begins within a day in one agency."""
    by = job_actor(UUID(agency_id))
    with acting(by.context, seconds=LONG):
        actions.send_reminders(by=by)
