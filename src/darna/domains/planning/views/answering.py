"""How a page with one form answers in planning: in its words, and back to the case or to the plan."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.urls import reverse

from darna.base.pages import answering
from darna.domains.cases.values import CaseBrief
from darna.domains.cases.views import answering as of_cases
from darna.domains.planning import wording

answered = partial(answering.answered, say=wording.sentence)
explain = partial(answering.explain, say=wording.sentence)


def file_url(case: CaseBrief) -> str:
    """The address of the person's file, at the case."""
    return of_cases.file_url(case.person_id, case.id)


def plan_url(plan_id: UUID) -> str:
    """The address of a plan."""
    return reverse("planning:plan", args=[plan_id])


def require_right(case: CaseBrief, allowed: bool, *, otherwise: str = "case_is_not_yours_to_write") -> None:
    """Refuse the page before anybody writes in vain; nothing is planned in a closed case. Raises: Refused."""
    of_cases.require_right(case, allowed and case.is_open, otherwise=otherwise)
