"""Jobs of child protection: clocks that ran out, every quarter of an hour, in one agency after the other."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.agencies.actor import job_actor
from darna.base.agencies.queries import every_agency
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.safeguarding import actions

#: Seconds the token of one agency's job lives.
LONG = 600


@app.periodic(cron="*/15 * * * *")
@app.task(name="safeguarding.clocks_of_all", queue="house")
def look_for_late_clocks(timestamp: int) -> None:
    """Every quarter of an hour, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            escalate.defer(agency_id=str(agency_id))


@app.task(name="safeguarding.clocks", queue="house")
def escalate(agency_id: str) -> None:
    """Write to those who lead where a clock of one agency ran out."""
    by = job_actor(UUID(agency_id))
    with acting(by.context, seconds=LONG):
        actions.escalate_clocks(by=by)
