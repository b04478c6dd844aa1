"""Who asks the law in a case, reads its answers and pursues a claim; PostgreSQL says the same again.

What a case is, and who writes in it, is decided by cases; here stands only what entitlements add.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.cases import access as of_cases
from darna.domains.entitlements.models import (
    AskingAgain,
    Claim,
    Decision,
    InsurancePeriod,
    LaterAnswer,
    ToldFacts,
)
from darna.kernel.errors import NotFound

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

Row = TypeVar("Row", AskingAgain, Claim, Decision, InsurancePeriod, LaterAnswer, ToldFacts)


def case_to_read(actor: Actor, case_id: UUID) -> Case:
    """A case of the own agency whose notes the actor reads. One query.

    Raises: NotFound for one that is not the actor's to see; Refused for one that another agency shows.
    """
    actor.require(Verb.READ_NARRATIVE)
    case = of_cases.visible_case(actor, case_id)
    of_cases.require(of_cases.may_read_narrative(actor, case), case, code="case_is_of_another_agency")
    return case


def case_to_write(actor: Actor, case_id: UUID) -> Case:
    """An open case of the own agency that the actor writes in. One query. Raises: NotFound, Refused."""
    actor.require(Verb.WRITE_CASE)
    case = case_to_read(actor, case_id)
    of_cases.require(of_cases.may_write(actor, case), case)
    of_cases.require_open(case)
    return case


def visible(actor: Actor, model: type[Row]) -> QuerySet[Row]:
    """The rows of a table that are the actor's agency's; row security leaves out the cases they do not see."""
    actor.require(Verb.READ_NARRATIVE)
    return model._default_manager.filter(agency_id=actor.agency_id)


def visible_row(actor: Actor, model: type[Row], row_id: UUID) -> Row:
    """One row. One query. Raises: Refused; NotFound where it does not exist or is not the actor's to see."""
    row = visible(actor, model).filter(pk=row_id).first()
    if row is None:
        raise NotFound(model.__name__.lower(), row_id)
    return row


def told_facts(actor: Actor, case_id: UUID) -> ToldFacts:
    """What was taken over from the person's file in a case. One query. Raises: Refused; NotFound where nothing was."""
    row = visible(actor, ToldFacts).filter(case_id=case_id).first()
    if row is None:
        raise NotFound("toldfacts", case_id)
    return row
