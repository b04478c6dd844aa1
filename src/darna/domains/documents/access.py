"""Who sees that there is a paper, who takes papers in, and who opens them; PostgreSQL guards the rows again.

What a person is, and who sees their file, is decided by people; here stands only what documents add.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.editing import locked
from darna.domains.documents.models import Paper, PaperFile
from darna.domains.documents.values import TELLING
from darna.domains.people import access as of_people
from darna.kernel.errors import NotFound


def papers_of(actor: Actor) -> QuerySet[Paper]:
    """The papers of the own agency; row security leaves out the files the actor does not see. Raises: Refused."""
    actor.require(Verb.OPEN_FILE)
    return Paper.objects.filter(agency_id=actor.agency_id)


def paper_to_see(actor: Actor, paper_id: UUID) -> Paper:
    """What is written of a paper. Two queries. Raises: Refused, NotFound."""
    row = papers_of(actor).filter(pk=paper_id).first()
    if row is None:
        raise NotFound("paper", paper_id)
    of_people.own_person_to_read(actor, row.person_id)
    return row


def paper_to_change(actor: Actor, paper_id: UUID, seen_version: int, verb: Verb) -> Paper:
    """A paper held in the version that was seen. Three queries. Raises: Refused, NotFound, StaleVersion."""
    actor.require(verb)
    row = paper_to_see(actor, paper_id)
    of_people.person_to_change(actor, row.person_id, verb)
    return locked(row, seen_version)


def file_to_read(actor: Actor, file_id: UUID) -> PaperFile:
    """A file whose paper the actor may open. Two queries. Raises: Refused, NotFound."""
    actor.require(Verb.READ_PAPERS)
    row = PaperFile.objects.filter(agency_id=actor.agency_id, pk=file_id).select_related("paper").first()
    if row is None:
        raise NotFound("paperfile", file_id)
    of_people.own_person_to_read(actor, row.person_id)
    return row


def may_be_told(actor: Actor, kind: str) -> bool:
    """Whether the actor is told what kind of paper it is."""
    return kind not in TELLING or actor.may(Verb.READ_PAPERS)
