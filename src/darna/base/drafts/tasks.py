"""The job that forgets drafts."""

from __future__ import annotations

from procrastinate.contrib.django import app

from darna.base.drafts import actions
from darna.base.rowsecurity.context import Context, Kind, acting


@app.periodic(cron="7 * * * *")
@app.task(name="drafts.forget", queue="house")
def forget_old_drafts(timestamp: int) -> None:
    """Every hour, remove drafts whose two days are over."""
    with acting(Context(Kind.JOB)):
        actions.forget_old()
