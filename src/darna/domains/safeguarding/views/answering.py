"""How pages of child protection answer, and where they lead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse

from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest
from darna.domains.cases.values import CaseBrief
from darna.domains.cases.views import answering as of_cases
from darna.domains.safeguarding import wording

answered = partial(answering.answered, say=wording.sentence)


def file_url(case: CaseBrief) -> str:
    """The address of the person's file, at the case."""
    return of_cases.file_url(case.person_id, case.id)


def procedure_url(procedure_id: UUID) -> str:
    """The address of a procedure."""
    return reverse("safeguarding:procedure", args=[procedure_id])


def standing_url(person_id: UUID) -> str:
    """The address of who stands for a child."""
    return reverse("safeguarding:standing", args=[person_id])


def require_right(case: CaseBrief, allowed: bool) -> None:
    """Refuse the page before anybody writes in vain; nothing is begun in a closed case. Raises: Refused."""
    of_cases.require_right(case, allowed and case.is_open)


def colleagues(request: DeskRequest) -> Mapping[UUID, str]:
    """Those who write in cases, but the reader."""
    members = members_who_may(request.actor.agency_id, Verb.WRITE_CASE)
    return {key: name for key, name in members.items() if key != request.actor.membership_id}


def chosen(data: Mapping[str, Any], name: str) -> UUID | None:
    """The member chosen in a form, nobody for the reader."""
    return UUID(data[name]) if data.get(name) else None
