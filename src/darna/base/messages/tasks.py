"""Jobs of the outbox: sending, and forgetting what is old."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from darna.base.messages import actions
from darna.base.rowsecurity.context import Context, Kind, acting

HOUSE = Context(Kind.JOB)


@app.task(
    name="messages.send",
    queue="mail",
    retry=RetryStrategy(max_attempts=actions.TRIES, exponential_wait=4),
    pass_context=True,
)
def send_message(context: object, message_id: str, agency_id: str | None = None) -> None:
    """Send one message; when the mail server refuses, try again later, longer and longer."""
    job = getattr(context, "job", None)
    is_last = getattr(job, "attempts", 0) + 1 >= actions.TRIES
    with acting(Context(Kind.JOB, UUID(agency_id) if agency_id else None)):
        actions.send(UUID(message_id), is_last_try=is_last)


@app.periodic(cron="17 3 * * *")
@app.task(name="messages.forget", queue="mail")
def forget_old_messages(timestamp: int) -> None:
    """Every night, forget messages older than their time."""
    with acting(HOUSE):
        actions.forget_old()
