"""What the printed slip of a case says: enough to come back with, nothing that says why."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.domains.cases import access
from darna.domains.cases.values import Slip
from darna.domains.people.queries import references_of
from darna.kernel.clock import today
from darna.kernel.errors import Refused


def slip_of(actor: Actor, case_id: UUID) -> Slip:
    """The slip of one of the agency's own cases. Four queries, three when nobody works on it.

    Raises: NotFound, Refused.
    """
    case = access.visible_case(actor, case_id)
    if not access.is_own(actor, case):
        raise Refused("case_is_of_another_agency", reference=case.reference)
    return Slip(
        case_id=case.pk,
        person_id=case.person_id,
        reference=references_of([case.person_id]).get(case.person_id, ""),
        case_reference=case.reference,
        agency_ar=case.agency.name_in("ar"),
        agency_fr=case.agency.name_in("fr"),
        printed_on=today(),
        worker=names_of_members([case.worker_id]).get(case.worker_id, "") if case.worker_id else "",
    )
