"""Who may see a case, write in it, read its notes, and decide about it; PostgreSQL says the same again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.cases.models import Case, CaseVisible, Encounter
from darna.kernel.clock import now
from darna.kernel.errors import NotFound, Refused

#: Stands for "every worker of the agency" in the visibility table.
EVERYBODY = UUID(int=0)
#: The only kind of encounter that somebody who does not write in cases may note.
AT_RECEPTION = "reception"


def visible_rows(actor: Actor) -> QuerySet[CaseVisible]:
    """The rows of the visibility table that are this actor's: lists and counts read them first."""
    actor.require(Verb.OPEN_FILE)
    return rows_of_reader(actor.agency_id, actor.membership_id, now())


def rows_of_reader(agency_id: UUID, membership_id: UUID, instant: datetime) -> QuerySet[CaseVisible]:
    """The rows of the visibility table for one member; whoever asks has looked at the role."""
    return CaseVisible.objects.filter(agency_id=agency_id, worker_id__in=(EVERYBODY, membership_id), until__gt=instant)


def cases_of_reader(agency_id: UUID, membership_id: UUID, instant: datetime) -> QuerySet[Case]:
    """The cases behind those rows; whoever asks has looked at the role."""
    return Case.objects.filter(Exists(rows_of_reader(agency_id, membership_id, instant).filter(case_id=OuterRef("pk"))))


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """The agency's own ordinary cases, the protected ones the actor is named for, and those shared with the agency."""
    actor.require(Verb.OPEN_FILE)
    return cases_of_reader(actor.agency_id, actor.membership_id, now())


def visible_case(actor: Actor, case_id: UUID) -> Case:
    """One case. One query.

    Raises: NotFound for a case that does not exist or is not the actor's to see; the two look alike.
    """
    case = cases_visible_to(actor).filter(pk=case_id).first()
    if case is None:
        raise NotFound("case", case_id)
    return case


def is_own(actor: Actor, case: Case) -> bool:
    """The case is kept by the actor's agency, not shown to it by another."""
    return case.agency_id == actor.agency_id


def is_seen_by_all(case: Case) -> bool:
    """Every worker of the agency sees the case: the file is not protected. One query."""
    return CaseVisible.objects.filter(agency_id=case.agency_id, case_id=case.pk, worker_id=EVERYBODY).exists()


def decides(actor: Actor, case: Case) -> bool:
    """The actor supervises the agency's cases, whoever works on them."""
    return is_own(actor, case) and actor.may(Verb.ASSIGN_CASE)


def may_write(actor: Actor, case: Case) -> bool:
    """The actor writes here: it is theirs, or nobody's and in a programme of their role, or they supervise it."""
    if not (is_own(actor, case) and actor.may(Verb.WRITE_CASE)):
        return False
    if decides(actor, case) or case.worker_id == actor.membership_id:
        return True
    return case.worker_id is None and actor.writes_programme(case.programme)


def may_note_needs(actor: Actor, case: Case) -> bool:
    """Whoever writes in the case, and the reception of the agency that keeps it."""
    return may_write(actor, case) or _is_reception(actor, case)


def may_write_encounter(actor: Actor, case: Case, kind: str) -> bool:
    """Whoever writes in the case; the reception, and whoever opened it, note what happened at the reception only."""
    return may_write(actor, case) or (kind == AT_RECEPTION and (_is_reception(actor, case) or _opened(actor, case)))


def may_read_narrative(actor: Actor, case: Case) -> bool:
    """Notes are read by those who accompany, inside the agency that wrote them."""
    return is_own(actor, case) and actor.may(Verb.READ_NARRATIVE)


def may_correct(actor: Actor, case: Case, encounter: Encounter) -> bool:
    """Whoever wrote a note corrects it while the case is open; so does a supervisor."""
    if case.state != Case.State.OPEN or not may_read_narrative(actor, case):
        return False
    return decides(actor, case) or (encounter.written_by == actor.membership_id and may_write(actor, case))


def may_close(actor: Actor, case: Case) -> bool:
    """Whoever writes in the case and closes cases."""
    return actor.may(Verb.CLOSE_CASE) and may_write(actor, case)


def may_share(actor: Actor, case: Case) -> bool:
    """Whoever writes in the case and shares files; the person's consent is asked by the action."""
    return actor.may(Verb.SHARE_CASE) and may_write(actor, case)


def require(allowed: bool, case: Case, *, code: str = "case_is_not_yours_to_write") -> None:
    """Raises: Refused with the code when it is not allowed."""
    if not allowed:
        raise Refused(code, reference=case.reference)


def require_open(case: Case) -> None:
    """Raises: Refused when the case is closed: it is reopened first."""
    if case.state != Case.State.OPEN:
        raise Refused("case_is_closed", reference=case.reference)


def _is_reception(actor: Actor, case: Case) -> bool:
    return is_own(actor, case) and actor.may(Verb.OPEN_CASE) and not actor.may(Verb.WRITE_CASE)


def _opened(actor: Actor, case: Case) -> bool:
    return is_own(actor, case) and case.opened_by == actor.membership_id and actor.may(Verb.OPEN_CASE)
