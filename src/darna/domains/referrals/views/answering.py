"""How a page with one form answers in referrals: in their words, and back to the referral."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from darna.domains.referrals import queries, wording
from darna.domains.referrals.values import ReferralCard
from darna.kernel.errors import NotFound, Refused

explain = partial(answering.explain, say=wording.sentence)


def answered(
    request: DeskRequest, form: forms.Form, card: ReferralCard, page: Page, act: Callable[[], Any]
) -> HttpResponse:
    """Show the form, or do what it asks and lead back to the referral."""
    page = replace(
        page,
        back=referral_url(card.id),
        back_label=_("Back to the referral"),
        kicker=card.reference,
        stored=lambda: _stored(queries.referral_card(request.actor, card.id)),
        context={"card": card, **page.context},
    )
    return answering.answered(request, form, page, act, say=wording.sentence)


def referral_url(referral_id: UUID) -> str:
    """The address of a referral."""
    return reverse("referrals:show", args=[referral_id])


def require_right(card: ReferralCard, allowed: bool, *, of_sender: bool) -> None:
    """Refuse the page before anybody writes in vain; a page of the other side is not there.

    Raises: NotFound, Refused.
    """
    if card.is_sender != of_sender:
        raise NotFound("referral", card.id)
    if allowed:
        return
    if card.is_sender:
        code = "referral_is_not_yours" if card.is_draft or card.is_open else "referral_is_not_open"
    else:
        code = "referral_is_with_a_colleague" if card.is_open else "referral_is_not_open"
    raise Refused(code, reference=card.reference)


def _stored(now: ReferralCard) -> Mapping[Any, Any]:
    """What is so now, for somebody who came too late."""
    told = {
        _("State"): now.state_label,
        _("Why"): now.reason_label,
        _("Word to the partner"): now.note,
        _("Who works on it"): now.worker,
        _("Service"): now.service.name if now.service else "",
    }
    return {label: value for label, value in told.items() if value}
