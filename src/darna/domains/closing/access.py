"""Who proposes, approves and asks afterwards; PostgreSQL says the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.cases import access as of_cases
from darna.domains.closing.models import Closing
from darna.kernel.errors import NotFound

if TYPE_CHECKING:
    from darna.domains.cases.models import Case


def visible(actor: Actor) -> QuerySet[Closing]:
    """The closings of the actor's agency; row security leaves out the cases they do not see."""
    actor.require(Verb.OPEN_FILE)
    return Closing.objects.filter(agency_id=actor.agency_id)


def visible_closing(actor: Actor, closing_id: UUID) -> Closing:
    """One closing. One query. Raises: Refused; NotFound where it does not exist or is not the actor's to see."""
    row = visible(actor).filter(pk=closing_id).first()
    if row is None:
        raise NotFound("closing", closing_id)
    return row


def case_to_close(actor: Actor, case_id: UUID) -> Case:
    """An open case of the own agency that the actor may close. One query. Raises: NotFound, Refused."""
    actor.require(Verb.CLOSE_CASE)
    case = own_case(actor, case_id)
    of_cases.require(of_cases.may_close(actor, case), case)
    of_cases.require_open(case)
    return case


def own_case(actor: Actor, case_id: UUID) -> Case:
    """A case of the own agency, open or closed. One query. Raises: NotFound; Refused for another agency's."""
    case = of_cases.visible_case(actor, case_id)
    of_cases.require(of_cases.is_own(actor, case), case, code="case_is_of_another_agency")
    return case


def may_decide(actor: Actor, row: Closing) -> bool:
    """A supervisor of the agency who did not propose it: two people look at it."""
    is_ours = row.agency_id == actor.agency_id
    return is_ours and actor.may(Verb.SUPERVISE) and row.proposed_by != actor.membership_id


def may_ask(actor: Actor, case: Case) -> bool:
    """Whoever writes in the case asks the person how it was and how they are, also once it is closed."""
    return of_cases.may_write(actor, case)


def may_read_words(actor: Actor, case: Case) -> bool:
    """The words of a closing are read by those who read notes."""
    return of_cases.may_read_narrative(actor, case)
