"""How a page with one form answers here, and where pages lead."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.urls import reverse

from darna.base.pages import answering
from darna.domains.assessments import wording

answered = partial(answering.answered, say=wording.sentence)


def instrument_url(version_id: UUID) -> str:
    """The page of a version."""
    return reverse("assessments:instrument", args=[version_id])


def case_url(case_id: UUID) -> str:
    """The questionnaires of a case."""
    return reverse("assessments:of_case", args=[case_id])


def answer_url(questionnaire_id: UUID) -> str:
    """The page of a questionnaire."""
    return reverse("assessments:answer", args=[questionnaire_id])


def page_url(questionnaire_id: UUID, number: int) -> str:
    """One page of a questionnaire that is being answered."""
    return reverse("assessments:fill", args=[questionnaire_id, number])
