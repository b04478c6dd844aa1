"""The way of a version to the public: proposed, sent back, published, taken back, retired."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, reasoned
from darna.domains.pages import actions, forms, wording
from darna.domains.pages.values import Standing
from darna.domains.pages.views.answering import answered, page_of, page_url, standing
from darna.domains.pages.views.pages import difference_context


@needs(Verb.KEEP_PAGES)
def propose(request: DeskRequest, writing_id: UUID) -> HttpResponse:
    """Lay a draft before a second person."""
    card = standing(request, writing_id, {Standing.DRAFT})
    form = forms.ProposeForm(request.POST or None, initial={"seen_version": card.version})
    page = page_of(
        card,
        _("Propose this version"),
        _("Propose"),
        _("The version is proposed. Another content manager or your administrator reads and publishes it."),
        lead=_("Somebody else reads it and publishes it. Until then nobody writes in it."),
        warnings=[wording.told(fault) for fault in card.faults],
        warnings_title=_("This must be put right first"),
    )
    return answered(request, form, page, reasoned(actions.propose_version, writing_id, form, request.actor))


@needs(Verb.PUBLISH_PAGES)
def publish(request: DeskRequest, proposal_id: UUID) -> HttpResponse:
    """What would change for the public, and the button that shows it; not for whoever proposed it."""
    card = standing(request, proposal_id, {Standing.PROPOSED})
    form = forms.PublishForm(request.POST or None, initial={"seen_version": card.version})
    page = page_of(
        card,
        _("Publish this version"),
        _("Publish"),
        _("The version is published."),
        template="pages/publish.html",
        context=difference_context(request, proposal_id),
        onward=lambda made: page_url(made.page_id),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.publish_version(proposal_id, form.instant, seen_version=form.seen, by=request.actor),
    )


@needs(Verb.PUBLISH_PAGES)
def send_back(request: DeskRequest, proposal_id: UUID) -> HttpResponse:
    """Make a proposal a draft again, and say why."""
    card = standing(request, proposal_id, {Standing.PROPOSED})
    form = forms.ReasonForm(request.POST or None, initial={"seen_version": card.version})
    page = page_of(
        card,
        _("Send the proposal back"),
        _("Send back"),
        _("The version is a draft again."),
        lead=_("It becomes a draft again, to be changed and proposed anew."),
    )
    return answered(request, form, page, reasoned(actions.send_back, proposal_id, form, request.actor))


@needs(Verb.PUBLISH_PAGES)
def recall(request: DeskRequest, scheduled_id: UUID) -> HttpResponse:
    """Take a version back that was to appear later."""
    card = standing(request, scheduled_id, {Standing.SCHEDULED})
    form = forms.ReasonForm(request.POST or None, initial={"seen_version": card.version})
    page = page_of(
        card,
        _("Take this version back"),
        _("Take it back"),
        _("The version will not appear."),
        lead=_("It will not appear. What the public reads today stays; a new draft can be begun from it."),
    )
    return answered(request, form, page, reasoned(actions.recall_version, scheduled_id, form, request.actor))


@needs(Verb.PUBLISH_PAGES)
def retire(request: DeskRequest, shown_id: UUID) -> HttpResponse:
    """Take a page away from the public."""
    card = standing(request, shown_id, {Standing.SHOWN})
    form = forms.ReasonForm(request.POST or None, initial={"seen_version": card.version})
    page = page_of(
        card,
        _("Take this page away from the public"),
        _("Retire the page"),
        _("The page is no longer shown."),
        lead=_("At once nobody reads it any more. It comes back when another version of it is published."),
        is_danger=True,
    )
    return answered(request, form, page, reasoned(actions.retire_version, shown_id, form, request.actor))
