"""How a page with one form answers in links: in their words, and back to the link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.links import queries, wording
from darna.domains.links.values import LIVE, LinkCard
from darna.kernel.errors import Refused

explain = partial(answering.explain, say=wording.sentence)


def answered(
    request: DeskRequest, form: forms.Form, card: LinkCard, page: Page, act: Callable[[], Any]
) -> HttpResponse:
    """Show the form, or do what it asks and lead back to the link."""
    page = replace(
        page,
        back=link_url(card.id),
        back_label=_("Back to the referral"),
        kicker=card.reference,
        stored=lambda: {_("State"): queries.link_card(request.actor, card.id).state_label},
        context={"card": card, **page.context},
    )
    return answering.answered(request, form, page, act, say=wording.sentence)


def link_url(link_id: UUID) -> str:
    """The address of a link at the desk."""
    return reverse("links:show", args=[link_id])


def require_right(card: LinkCard, allowed: bool) -> None:
    """Refuse the page before anybody writes in vain. Raises: Refused."""
    if allowed:
        return
    code = "referral_is_not_yours" if card.is_draft or card.state in LIVE else "referral_is_not_open"
    raise Refused(code, reference=card.reference)


def root_of(request: DeskRequest) -> str:
    """The address of this site, without a stroke at its end."""
    return request.build_absolute_uri("/")[:-1]
