"""How a page with one form answers in entitlements: in its words, and back to the law page of the case."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.urls import reverse

from darna.base.pages import answering
from darna.domains.cases.values import CaseBrief
from darna.domains.cases.views import answering as of_cases
from darna.domains.entitlements import wording

answered = partial(answering.answered, say=wording.sentence)


def case_url(case_id: UUID) -> str:
    """The address of what the law says in a case."""
    return reverse("entitlements:case", args=[case_id])


def decision_url(decision_id: UUID) -> str:
    """The address of a saved decision."""
    return reverse("entitlements:decision", args=[decision_id])


def claim_url(claim_id: UUID) -> str:
    """The address of a claim."""
    return reverse("entitlements:claim", args=[claim_id])


def file_url(case: CaseBrief) -> str:
    """The address of the person's file, at the case."""
    return of_cases.file_url(case.person_id, case.id)


def require_right(case: CaseBrief, allowed: bool) -> None:
    """Refuse the page before anybody writes in vain; nothing is asked in a closed case. Raises: Refused."""
    of_cases.require_right(case, allowed and case.is_open)
