"""Jobs of lists: writing a long export, and deleting files whose day is over."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.agencies.queries import every_agency
from darna.base.lists import files, running
from darna.base.rowsecurity.context import PUBLIC, acting


@app.task(name="lists.write", queue="house")
def write_export(export_id: str, agency_id: str) -> None:
    """Write the file of one export."""
    running.write_as_job(UUID(export_id), UUID(agency_id))


@app.periodic(cron="23 * * * *")
@app.task(name="lists.forget", queue="house")
def forget_files(timestamp: int) -> None:
    """Every hour, delete the files of exports whose day is over, in one agency after the other."""
    with acting(PUBLIC):
        agencies = every_agency()
    for agency_id in agencies:
        running.forget_files(agency_id)
    files.sweep()
