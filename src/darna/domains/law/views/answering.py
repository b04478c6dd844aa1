"""How pages of the law answer, and where they lead."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.law import queries, wording
from darna.domains.law.values import RevisionCard
from darna.kernel.errors import NotFound

answered = partial(answering.answered, say=wording.sentence)


def value_url(name: str) -> str:
    """The page of a parameter."""
    return reverse("law:value", args=[name])


def revision_url(revision_id: UUID) -> str:
    """The page of a revision."""
    return reverse("law:revision", args=[revision_id])


def proposed(request: DeskRequest, revision_id: UUID) -> RevisionCard:
    """A revision that waits. Raises: NotFound once it was decided."""
    card = queries.revision_card(request.actor, revision_id)
    if card.state != "proposed":
        raise NotFound("revision", revision_id)
    return card


def page_of(card: RevisionCard, title: Any, button: Any, said: Any, **told: Any) -> Page:
    """The words of a page with a form over a revision, which leads back to it."""
    return Page(
        title,
        button,
        said,
        revision_url(card.id),
        _("Back to the proposal"),
        card.says,
        **told,
    )
