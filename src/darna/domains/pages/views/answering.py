"""How pages of the editor answer, and where they lead."""

from __future__ import annotations

from collections.abc import Container
from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.pages import queries, wording
from darna.domains.pages.values import Standing, VersionCard
from darna.kernel.errors import NotFound

answered = partial(answering.answered, say=wording.sentence)
explain = partial(answering.explain, say=wording.sentence)


def page_url(page_id: UUID) -> str:
    """The page of a page."""
    return reverse("pages:page", args=[page_id])


def version_url(version_id: UUID) -> str:
    """The page of a version."""
    return reverse("pages:version", args=[version_id])


def standing(request: DeskRequest, version_id: UUID, wanted: Container[Standing]) -> VersionCard:
    """A version that stands so today. Raises: NotFound for every other."""
    card = queries.version_card(request.actor, version_id)
    if card.line.standing not in wanted:
        raise NotFound("page", version_id)
    return card


def page_of(card: VersionCard, title: Any, button: Any, said: Any, **told: Any) -> Page:
    """The words of a page with a form over a version, which leads back to it."""
    told.setdefault("back", version_url(card.id))
    return Page(title, button, said, back_label=_("Back to the version"), kicker=card.page.title, **told)
