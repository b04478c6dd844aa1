"""Jobs of transfers: once another agency took a case on, the sender's is closed as transferred."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.agencies.actor import job_actor
from darna.base.rowsecurity.context import acting
from darna.domains.transfers.finishing import close_transferred, who_sent

#: Seconds the token of one job lives.
LONG = 120


@app.task(name="transfers.finish", queue="house")
def finish(transfer_id: str, agency_id: str) -> None:
    """Close the case in the name of whoever sent it; where they left, a supervisor finds it on the page of the day."""
    with acting(job_actor(UUID(agency_id)).context, seconds=LONG):
        sender = who_sent(UUID(transfer_id))
    if sender is not None:
        with acting(sender.context, seconds=LONG):
            close_transferred(UUID(transfer_id), by=sender)
