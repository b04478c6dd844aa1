"""Jobs of cases: trying and bringing in a register, and forgetting workbooks that nobody went on with."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.imports.models import StagedRegister
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.domains.cases.registers import trying
from darna.kernel.clock import now

#: How long a workbook waits for somebody to go on.
KEPT_FOR: Final = timedelta(hours=48)


@app.task(name="cases.try_register", queue="house")
def try_register(staged_id: str, agency_id: str, member_id: str) -> None:
    """Try a long register."""
    trying.try_as_job(UUID(staged_id), UUID(agency_id), UUID(member_id))


@app.task(name="cases.bring_register", queue="house")
def bring_register(staged_id: str, agency_id: str, member_id: str) -> None:
    """Bring in a register that somebody confirmed."""
    trying.bring_as_job(UUID(staged_id), UUID(agency_id), UUID(member_id))


@app.task(name="cases.compare_register", queue="house")
def compare_register(staged_id: str, agency_id: str, member_id: str) -> None:
    """Propose the pairs of a long register that is in."""
    trying.compare_as_job(UUID(staged_id), UUID(agency_id), UUID(member_id))


@app.task(name="cases.undo_register", queue="house")
def undo_register(batch_id: str, agency_id: str, member_id: str) -> None:
    """Take a long import back."""
    trying.undo_as_job(UUID(batch_id), UUID(agency_id), UUID(member_id))


@app.periodic(cron="41 * * * *")
@app.task(name="cases.forget_staged", queue="house")
def forget_staged(timestamp: int) -> None:
    """Every hour, remove workbooks that nobody touched for two days."""
    with acting(Context(Kind.JOB)):
        StagedRegister.objects.filter(touched_at__lt=now() - KEPT_FOR).delete()
