"""A register looked through, step by step: each step is kept, so that whoever waits sees where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.domains.linkage.models import LearntModel, Run
from darna.domains.linkage.reasons import reasons_of
from darna.domains.people.bulk import propose_pairs
from darna.domains.people.queries.duplicates import known_pairs
from darna.domains.people.registers import PairDraft
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone
from darna.methods.linkage import Model, Pair

#: Pairs proposed by one run, the likeliest first; nobody decides about more.
MOST: Final = 20_000
#: A run that has not moved for so long is not under way any more: its process is gone.
GIVEN_UP: Final = timedelta(hours=2)


@transaction.atomic
def ask_for_a_run(why: str, *, by: Actor, engine: str = "duckdb") -> Run:
    """The register is to be looked through. Raises: Refused; AlreadyDone where it is under way."""
    if why == Run.Why.HAND:
        by.require(Verb.EDIT_PERSON)
    Run.objects.filter(agency_id=by.agency_id, ended_at__isnull=True, moved_at__lt=now() - GIVEN_UP).update(
        state=Run.State.FAILED, ended_at=now()
    )
    try:
        with transaction.atomic():
            run = Run.objects.create(agency_id=by.agency_id, why=why, engine=engine, asked_by=by.membership_id)
    except IntegrityError as taken:
        if "one_linkage_run_at_a_time" not in str(taken):
            raise
        raise AlreadyDone("linkage_is_under_way") from None
    if why == Run.Why.HAND:
        record("linkage.asked", subject=("linkage.run", run.pk), detail={})
        # By its name: the job stands on what is done here.
        app.configure_task("linkage.look").defer(agency_id=str(by.agency_id), why=why, run_id=str(run.pk))
    return run


def begin_run(run_id: UUID) -> None:
    """It is being read."""
    move_run(run_id, Run.State.READING)


def move_run(run_id: UUID, state: str, **told: int) -> None:
    """It is in another of its steps. One query."""
    Run.objects.filter(pk=run_id, ended_at__isnull=True).update(state=state, moved_at=now(), **told)


def fail_run(run_id: UUID) -> None:
    """It did not come to its end; the next night looks again. One query."""
    Run.objects.filter(pk=run_id, ended_at__isnull=True).update(state=Run.State.FAILED, moved_at=now(), ended_at=now())


@transaction.atomic
def finish_run(run_id: UUID, pairs: Sequence[Pair], learnt: Model | None = None, *, by: Actor) -> int:
    """The pairs that nobody was asked about before wait for somebody to decide; how many."""
    number = _kept(learnt, by) if learnt is not None else None
    likeliest = sorted(pairs, key=lambda pair: -pair.probability)
    fresh = list(_fresh(likeliest, known_pairs(by.agency_id)))[:MOST]
    proposed = propose_pairs(fresh, by=by)
    told = {"found": len(pairs), "proposed": proposed} | ({"model_number": number} if number else {})
    Run.objects.filter(pk=run_id).update(state=Run.State.DONE, moved_at=now(), ended_at=now(), **told)
    record("linkage.looked", subject=("linkage.run", run_id), detail={"count": proposed})
    return proposed


def _kept(learnt: Model, by: Actor) -> int:
    newest = LearntModel.objects.filter(agency_id=by.agency_id).order_by("-number").values_list("number", flat=True)
    number = (newest.first() or 0) + 1
    LearntModel.objects.create(agency_id=by.agency_id, number=number, persons=learnt.persons, content=learnt.to_json())
    return number


def _fresh(pairs: Iterable[Pair], known: set[tuple[UUID, UUID]]) -> Iterable[PairDraft]:
    for pair in pairs:
        one, other = sorted((UUID(pair.left), UUID(pair.right)))
        if (one, other) not in known:
            yield PairDraft(one, other, round(pair.probability, 4), reasons_of(pair.levels))
