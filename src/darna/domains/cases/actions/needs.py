"""Noting what a person needs, and what came of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, require_code, require_past, save
from darna.domains.cases import access
from darna.domains.cases.models import Need
from darna.domains.cases.queries.cards import row_and_case
from darna.domains.cases.values import UNDECIDED, NeedDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone


@transaction.atomic
def note_need(case_id: UUID, need: NeedDraft, *, by: Actor, noted_on: date | None = None) -> Need:
    """Note a need in an open case, and where the person was oriented to. Raises: Refused, NotFound, Invalid."""
    by.require(Verb.OPEN_CASE)
    case = access.visible_case(by, case_id)
    access.require(access.may_note_needs(by, case), case)
    access.require_open(case)
    day = noted_on or today()
    require_code("kind", need.kind, "need_type")
    require_code("urgency", need.urgency, "urgency")
    require_past("noted_on", day)
    if need.oriented_to:
        require_code("oriented_to", need.oriented_to, "partner_institution")
    noted = Need.objects.create(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        kind=need.kind,
        urgency=need.urgency,
        oriented_to=need.oriented_to,
        noted_on=day,
    )
    record("need.noted", subject=noted, detail={"case": case.reference, "kind": need.kind, "urgency": need.urgency})
    return noted


@transaction.atomic
def resolve_need(need_id: UUID, result: str, *, seen_version: int, by: Actor, resolved_on: date | None = None) -> Need:
    """Say what came of a need.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone when it was settled before.
    """
    by.require(Verb.WRITE_CASE)
    need, case = row_and_case(by, Need, need_id)
    access.require(access.may_write(by, case), case)
    access.require_open(case)
    if need.resolved_on is not None:
        raise AlreadyDone("need_is_settled_already", on=need.resolved_on)
    day = resolved_on or today()
    require_code("result", result, "register_outcome", without=UNDECIDED)
    require_past("resolved_on", day)
    need = locked(need, seen_version)
    save(need, result=result, resolved_on=day)
    record("need.resolved", subject=need, detail={"case": case.reference, "kind": need.kind, "result": result})
    return need
