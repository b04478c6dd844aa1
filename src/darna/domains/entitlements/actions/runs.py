"""Asking all saved answers of an agency again: begun by a supervisor or by the night, one run at a time, and told."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q
from procrastinate.contrib.django import app

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.domains.entitlements.models import AskingAgain
from darna.domains.entitlements.models.runs import SILENT_FOR
from darna.domains.entitlements.values import AskedAgain
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone

#: The job that asks one batch after the other, by its name: jobs call actions and stand above them.
ASK: Final = "entitlements.ask_again"


@transaction.atomic
def ask_all_again(*, by: Actor) -> UUID:
    """Have all saved answers of the agency asked again now, as the night does; the mark of the run.

    Raises: Refused; AlreadyDone while a run is under way.
    """
    by.require(Verb.SUPERVISE)
    run = begin_run(by, begun_by=by.membership_id)
    record("decisions.asking_again", subject=("entitlements.decision", None))
    app.configure_task(ASK, queue="house").defer(agency_id=str(by.agency_id), run=str(run))
    return run


def begin_run(by: Actor, *, begun_by: UUID | None = None) -> UUID:
    """Write down that a run begins. Raises: AlreadyDone while another is under way."""
    instant, run = now(), uuid4()
    over = {"started_at": instant, "touched_at": instant, "ended_at": instant, "run": run}
    AskingAgain.objects.get_or_create(agency_id=by.agency_id, defaults=over)
    free = Q(ended_at__isnull=False) | Q(touched_at__lte=instant - SILENT_FOR)
    # One statement: of two who begin at the same moment, one finds the other under way.
    begun = AskingAgain.objects.filter(free, agency_id=by.agency_id).update(
        **{**over, "ended_at": None}, begun_by=begun_by, asked=0, changed=0, version=F("version") + 1
    )
    if not begun:
        raise AlreadyDone("asking_again_is_under_way")
    return run


def is_current(by: Actor, run: UUID) -> bool:
    """The run is still the one of the agency. One query."""
    return AskingAgain.objects.filter(agency_id=by.agency_id, run=run, ended_at__isnull=True).exists()


def note_batch(by: Actor, run: UUID, batch: AskedAgain) -> None:
    """Add what a batch did to its run; a batch that asked nothing ends it."""
    instant = now()
    ended = {} if batch.last else {"ended_at": instant}
    AskingAgain.objects.filter(agency_id=by.agency_id, run=run).update(
        asked=F("asked") + batch.asked,
        changed=F("changed") + batch.changed,
        touched_at=instant,
        version=F("version") + 1,
        **ended,
    )
