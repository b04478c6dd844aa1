"""Who keeps instruments, who answers questionnaires and who reads them; PostgreSQL says the same again.

What a case is, and who writes in it, is decided by cases; here stands only what questionnaires add.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.assessments.models import InstrumentVersion, Questionnaire
from darna.domains.cases import access as of_cases
from darna.kernel.errors import NotFound

if TYPE_CHECKING:
    from darna.domains.cases.models import Case


def versions_visible_to(actor: Actor) -> QuerySet[InstrumentVersion]:
    """What was shipped, and everything of the actor's own agency, drafts included."""
    return InstrumentVersion.objects.filter(Q(agency_id__isnull=True) | Q(agency_id=actor.agency_id))


def version_to_see(actor: Actor, version_id: UUID) -> InstrumentVersion:
    """One version. One query. Raises: NotFound."""
    row = versions_visible_to(actor).filter(pk=version_id).first()
    if row is None:
        raise NotFound("instrument", version_id)
    return row


def version_to_keep(actor: Actor, version_id: UUID) -> InstrumentVersion:
    """One version of the own agency, for whoever keeps its questionnaires. One query. Raises: Refused, NotFound."""
    actor.require(Verb.KEEP_INSTRUMENTS)
    row = InstrumentVersion.objects.filter(agency_id=actor.agency_id, pk=version_id).first()
    if row is None:
        raise NotFound("instrument", version_id)
    return row


def may_publish(actor: Actor, row: InstrumentVersion) -> bool:
    """Another keeper of the agency than the one who brought it in."""
    is_ours = row.agency_id == actor.agency_id
    return is_ours and actor.may(Verb.KEEP_INSTRUMENTS) and row.uploaded_by != actor.membership_id


def case_to_read(actor: Actor, case_id: UUID) -> Case:
    """A case whose questionnaires the actor reads. One query. Raises: NotFound, Refused."""
    actor.require(Verb.READ_NARRATIVE)
    case = of_cases.visible_case(actor, case_id)
    of_cases.require(of_cases.may_read_narrative(actor, case), case, code="case_is_of_another_agency")
    return case


def case_to_answer_in(actor: Actor, case_id: UUID) -> Case:
    """An open case of the own agency that the actor writes in. One query. Raises: NotFound, Refused."""
    actor.require(Verb.WRITE_CASE)
    case = case_to_read(actor, case_id)
    of_cases.require(may_answer(actor, case), case)
    of_cases.require_open(case)
    return case


def may_answer(actor: Actor, case: Case) -> bool:
    """Whoever writes in the case and reads what is noted there."""
    return of_cases.may_write(actor, case) and of_cases.may_read_narrative(actor, case)


def questionnaires_read_by(actor: Actor) -> QuerySet[Questionnaire]:
    """The questionnaires of the agency; row security leaves out those of cases the actor does not see."""
    actor.require(Verb.READ_NARRATIVE)
    return Questionnaire.objects.filter(agency_id=actor.agency_id)


def questionnaire_to_read(actor: Actor, questionnaire_id: UUID) -> Questionnaire:
    """One questionnaire with its version. One query. Raises: Refused, NotFound."""
    rows = questionnaires_read_by(actor).select_related("instrument_version")
    row = rows.filter(pk=questionnaire_id).first()
    if row is None:
        raise NotFound("questionnaire", questionnaire_id)
    return row
