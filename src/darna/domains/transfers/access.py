"""Who asks for a case, gives it, sends it out and takes it on; PostgreSQL says the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.cases import access as of_cases
from darna.domains.transfers.models import Handover, Transfer, TransferSource
from darna.kernel.errors import NotFound, Refused

if TYPE_CHECKING:
    from darna.domains.cases.models import Case


def handovers(actor: Actor) -> QuerySet[Handover]:
    """The hand-overs of the actor's agency; row security leaves out the cases they do not see."""
    actor.require(Verb.READ_NARRATIVE)
    return Handover.objects.filter(agency_id=actor.agency_id)


def visible_handover(actor: Actor, handover_id: UUID) -> Handover:
    """One hand-over. One query. Raises: Refused, NotFound."""
    row = handovers(actor).filter(pk=handover_id).first()
    if row is None:
        raise NotFound("handover", handover_id)
    return row


def own_case(actor: Actor, case_id: UUID) -> Case:
    """An open case of the own agency. One query. Raises: NotFound, Refused."""
    case = of_cases.visible_case(actor, case_id)
    of_cases.require(of_cases.is_own(actor, case), case, code="case_is_of_another_agency")
    of_cases.require_open(case)
    return case


def decides_handover(actor: Actor, row: Handover) -> bool:
    """A supervisor who did not ask for it."""
    return actor.may(Verb.ASSIGN_CASE) and row.asked_by != actor.membership_id


def transfers(actor: Actor, *, is_sender: bool) -> QuerySet[Transfer]:
    """Those the agency sends, or those it is to take on; of a protected file its named workers alone see one."""
    actor.require(Verb.READ_NARRATIVE)
    if is_sender:
        rows = Transfer.objects.filter(agency_id=actor.agency_id)
        # Row security hides the source of a file its reader may not see; a request has none yet.
        seen = TransferSource.objects.filter(agency_id=actor.agency_id).values("transfer_id")
        return rows.filter(pk__in=seen) | rows.filter(referral_id__isnull=False, sent_at__isnull=True)
    return Transfer.objects.filter(to_agency_id=actor.agency_id)


def visible_transfer(
    actor: Actor, transfer_id: UUID, *, to_change: bool = False
) -> tuple[Transfer, TransferSource | None]:
    """A transfer and, for its sender, whose case it is. Two queries at most. Raises: Refused, NotFound."""
    actor.require(Verb.READ_NARRATIVE)
    rows = Transfer.objects.select_for_update(of=("self",)) if to_change else Transfer.objects.all()
    row = rows.filter(pk=transfer_id).first()
    if row is not None and row.to_agency_id == actor.agency_id:
        return row, None
    if row is not None and row.agency_id == actor.agency_id:
        source = TransferSource.objects.filter(transfer_id=transfer_id, agency_id=actor.agency_id).first()
        if source is not None or (row.state in ("requested", "refused", "withdrawn") and row.referral_id is not None):
            return row, source
    raise NotFound("transfer", transfer_id)


def require(allowed: bool, code: str) -> None:
    """Raises: Refused with the code when it is not allowed."""
    if not allowed:
        raise Refused(code)
