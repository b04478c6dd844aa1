"""A conversation as it was written, opened for those who read notes."""

from __future__ import annotations

import json
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.domains.cases.queries.blocks import brief_of
from darna.domains.safeguarding import access
from darna.domains.safeguarding.models import Talk
from darna.domains.safeguarding.queries.words import name_in, opened, reader
from darna.domains.safeguarding.sealed import ANSWERS
from darna.domains.safeguarding.values import TalkCard


def talk_card(actor: Actor, talk_id: UUID) -> TalkCard:
    """One conversation. Four queries. Raises: NotFound, Refused."""
    actor.require(Verb.READ_NARRATIVE)
    talk = access.visible_row(actor, Talk, talk_id)
    case = access.own_case(actor, talk.case_id)
    told = opened(reader(actor, case), talk.sealed_answers, ANSWERS)
    answers = json.loads(told) if told else {}
    names = names_of_members([talk.held_by])
    return TalkCard(
        id=talk.pk,
        case=brief_of(actor, case),
        held_on=talk.held_on,
        held_by=name_in(names, talk.held_by),
        answers=tuple((label("departure_question", question), words) for question, words in answers.items()),
        offers=tuple(label("support_offer", code) for code in talk.offers),
    )
