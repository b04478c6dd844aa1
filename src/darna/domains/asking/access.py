"""Who reads and answers questions, and who decides whether the house takes any; PostgreSQL says the same again."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.asking.models import Question, QuestionDesk
from darna.kernel.errors import NotFound


def questions_of(actor: Actor) -> QuerySet[Question]:
    """The questions put to the actor's agency. Raises: Refused."""
    actor.require(Verb.ANSWER_QUESTIONS)
    return Question.objects.filter(agency_id=actor.agency_id)


def question_to_read(actor: Actor, question_id: UUID) -> Question:
    """One question. One query. Raises: Refused; NotFound, also once it was removed."""
    row = questions_of(actor).filter(pk=question_id).first()
    if row is None:
        raise NotFound("question", question_id)
    return row


def desk_of(actor: Actor) -> QuestionDesk | None:
    """What the actor's agency decided about questions, None before it decided anything. One query. Raises: Refused."""
    actor.require(Verb.KEEP_QUESTIONS)
    return QuestionDesk.objects.filter(agency_id=actor.agency_id).first()
