"""Jobs of the accounts: forgetting counters and sessions that are over."""

from __future__ import annotations

from django.core.management import call_command
from procrastinate.contrib.django import app

from darna.base.accounts import throttle
from darna.base.rowsecurity.context import Context, Kind, acting


@app.periodic(cron="41 3 * * *")
@app.task(name="accounts.forget", queue="house")
def forget_what_is_over(timestamp: int) -> None:
    """Every night, forget counters that say nothing any more and sessions that have run out."""
    with acting(Context(Kind.JOB)):
        throttle.sweep()
        call_command("clearsessions")
