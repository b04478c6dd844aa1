"""Jobs of entitlements, in one agency after the other: saved answers are asked again, and workers reminded of claims."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.agencies.actor import Actor, job_actor
from darna.base.agencies.queries import every_agency
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.entitlements import actions
from darna.domains.entitlements.actions import runs
from darna.kernel.errors import AlreadyDone

#: Seconds the token of one batch lives.
LONG = 600


@app.periodic(cron="25 3 * * *")
@app.task(name="entitlements.ask_all_again", queue="house")
def look_at_all(timestamp: int) -> None:
    """Every night, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            ask_agency_again.defer(agency_id=str(agency_id))


@app.task(name=runs.ASK, queue="house")
def ask_agency_again(agency_id: str, after: str = "", run: str = "") -> None:
    """One batch of an agency, then a job for the next: each renews the context it works under."""
    by = job_actor(UUID(agency_id))
    with acting(by.context, seconds=LONG):
        mark = UUID(run) if run else _begun_at_night(by)
        # Somebody began at the same time, or a later run took the place of this one.
        if mark is None or not runs.is_current(by, mark):
            return
        batch = actions.ask_again(by=by, after=UUID(after) if after else None)
        runs.note_batch(by, mark, batch)
        if batch.last:
            ask_agency_again.defer(agency_id=agency_id, after=str(batch.last), run=str(mark))


@app.periodic(cron="20 6 * * *")
@app.task(name="entitlements.remind_all", queue="house")
def look_for_claims(timestamp: int) -> None:
    """Every morning, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            remind_agency.defer(agency_id=str(agency_id))


@app.task(name="entitlements.remind", queue="house")
def remind_agency(agency_id: str) -> None:
    """Remind the workers of one agency of the days of claims."""
    by = job_actor(UUID(agency_id))
    with acting(by.context, seconds=LONG):
        actions.remind_of_claims(by=by)


def _begun_at_night(by: Actor) -> UUID | None:
    """The mark of a run that nobody asked for; None while another is under way."""
    try:
        return runs.begin_run(by)
    except AlreadyDone:
        return None
