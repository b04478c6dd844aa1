"""How a page with one form answers in documents: in its words, and back to the paper or to the person's papers."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.urls import reverse

from darna.base.pages import answering
from darna.domains.documents import wording

answered = partial(answering.answered, say=wording.sentence)


def paper_url(paper: UUID) -> str:
    """The address of a paper."""
    return reverse("documents:paper", args=[paper])


def papers_url(person: UUID) -> str:
    """The address of a person's papers."""
    return reverse("documents:of_person", args=[person])
