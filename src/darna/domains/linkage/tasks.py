"""Jobs of linkage: every night in one agency after the other, when somebody asks, and for whoever is registered."""

from __future__ import annotations

from contextlib import suppress
from typing import Final
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from darna.base.agencies.actor import job_actor
from darna.base.agencies.queries import every_agency
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.linkage import actions
from darna.domains.linkage.comparing import compare_register
from darna.domains.linkage.models import Run
from darna.kernel.errors import AlreadyDone

#: A register that came in while another run is under way is looked at so many minutes later.
SOON: Final = 5


@app.periodic(cron="20 3 * * *")
@app.task(name="linkage.look_at_all", queue="house")
def look_at_all(timestamp: int) -> None:
    """Every night, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            look_at_one.defer(agency_id=str(agency_id), why=Run.Why.NIGHT)


@app.task(name="linkage.look", queue="house")
def look_at_one(agency_id: str, why: str, run_id: str = "") -> None:
    """Look through the register of one agency, unless that is under way; what came in meanwhile is looked at after it."""
    by = job_actor(UUID(agency_id))
    if not run_id:
        try:
            with acting(by.context):
                run_id = str(actions.ask_for_a_run(why, by=by).pk)
        except AlreadyDone:
            if why == Run.Why.IMPORT:
                _look_again(agency_id)
            return
    compare_register(UUID(run_id), by)


@app.task(name="linkage.one", queue="house")
def compare_one(agency_id: str, person_id: str) -> None:
    """Compare somebody who was just registered with the files there are."""
    by = job_actor(UUID(agency_id))
    with acting(by.context):
        actions.meet_person(UUID(person_id), by=by)


def _look_again(agency_id: str) -> None:
    later = look_at_one.configure(schedule_in={"minutes": SOON}, queueing_lock=f"linkage.look {agency_id}")
    # Where it waits already nothing is to be done, and what stands around it is kept.
    with suppress(AlreadyEnqueued), transaction.atomic():
        later.defer(agency_id=agency_id, why=Run.Why.IMPORT)
