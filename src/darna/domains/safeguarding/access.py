"""Who opens, carries and decides a procedure of child protection; PostgreSQL says the same again.

What a case is, and who writes in it, is decided by cases; whether named workers alone see the file, by people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.cases import access as of_cases
from darna.domains.people.access import own_person_to_read, person_to_change
from darna.domains.safeguarding.models import Procedure
from darna.kernel.errors import NotFound

if TYPE_CHECKING:
    from darna.domains.cases.models import Case
    from darna.domains.people.models import Person

Row = TypeVar("Row", bound=models.Model)


def own_case(actor: Actor, case_id: UUID) -> Case:
    """A case of the actor's own agency. One query. Raises: NotFound, Refused."""
    case = of_cases.visible_case(actor, case_id)
    of_cases.require(of_cases.is_own(actor, case), case, code="case_is_of_another_agency")
    return case


def case_to_write(actor: Actor, case_id: UUID) -> Case:
    """An open case of the own agency that the actor writes in. One query. Raises: NotFound, Refused."""
    actor.require(Verb.WRITE_CASE)
    case = own_case(actor, case_id)
    of_cases.require(of_cases.may_write(actor, case), case)
    of_cases.require_open(case)
    return case


def case_to_alert(actor: Actor, case_id: UUID) -> Case:
    """An open case in which the actor starts the clock; the reception does too. One query. Raises: NotFound, Refused."""
    actor.require(Verb.OPEN_CASE)
    case = own_case(actor, case_id)
    of_cases.require(of_cases.may_note_needs(actor, case), case)
    of_cases.require_open(case)
    return case


def person_to_write(actor: Actor, person_id: UUID) -> Person:
    """A person of the own agency of whom the actor writes. One query. Raises: NotFound, Refused."""
    actor.require(Verb.WRITE_CASE)
    return person_to_change(actor, person_id)


def person_to_read(actor: Actor, person_id: UUID) -> Person:
    """A person of the own agency whose notes the actor reads. One query. Raises: NotFound, Refused."""
    actor.require(Verb.READ_NARRATIVE)
    return own_person_to_read(actor, person_id)


def may_decide(actor: Actor, procedure: Procedure) -> bool:
    """A supervisor of the agency who did not propose the decision: two people look at it."""
    is_ours = procedure.agency_id == actor.agency_id
    return is_ours and actor.may(Verb.SUPERVISE) and procedure.proposed_by != actor.membership_id


def visible(actor: Actor, model: type[Row]) -> QuerySet[Row]:
    """The rows of a table that are the actor's agency's; row security leaves out the files they do not see."""
    actor.require(Verb.OPEN_FILE)
    return model._default_manager.filter(agency_id=actor.agency_id)


def visible_row(actor: Actor, model: type[Row], row_id: UUID) -> Row:
    """One row. One query. Raises: Refused; NotFound where it does not exist or is not the actor's to see."""
    row = visible(actor, model).filter(pk=row_id).first()
    if row is None:
        raise NotFound(model.__name__.lower(), row_id)
    return row
