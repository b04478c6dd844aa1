"""A page, a version with its four languages, how it looks on a phone, and what differs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.listing import Tab
from darna.domains.pages import actions, forms, linting, queries, wording
from darna.domains.pages.differences import differences as compared
from darna.domains.pages.values import LANGUAGES, PageCard, Standing
from darna.domains.pages.views.answering import answered, page_url
from darna.kernel.errors import AlreadyDone


@require_GET
@needs(Verb.PUBLISH_PAGES)
def show(request: DeskRequest, public_page_id: UUID) -> HttpResponse:
    """One page: where it stands, who keeps it, its versions."""
    card = queries.page_card(request.actor, public_page_id)
    return render(request, "pages/page.html", {"card": card, "may_write": request.actor.may(Verb.KEEP_PAGES)})


@needs(Verb.KEEP_PAGES)
def add(request: DeskRequest) -> HttpResponse:
    """Begin a page."""
    seen = {"seen_version": 0, "owner_id": str(request.actor.membership_id)}
    form = forms.NewPageForm(request.POST or None, initial=seen, owners=_owners(request))
    page = Page(
        _("Begin a page"),
        _("Save"),
        _("The page is begun. Write it in each language, then propose it."),
        reverse("pages:list"),
        _("Back to the pages"),
        onward=lambda made: page_url(made.pk),
    )
    return answered(
        request, form, page, lambda: actions.add_page(form.cleaned_data["slug"], form.draft(), by=request.actor)
    )


@needs(Verb.KEEP_PAGES)
def change(request: DeskRequest, public_page_id: UUID) -> HttpResponse:
    """Put a page elsewhere, or give it another owner."""
    card, owners = queries.page_card(request.actor, public_page_id), _owners(request)
    if card.draft.owner_id:
        owners = {card.draft.owner_id: card.owner, **owners}
    initial = _stored(card)
    form = forms.PageForm(request.POST or None, initial=initial, owners=owners)
    page = Page(
        _("Change the place and the owner"),
        _("Save"),
        _("The change is saved."),
        page_url(card.id),
        _("Back to the page"),
        card.title,
        fresh=lambda: forms.PageForm(initial=_stored(queries.page_card(request.actor, public_page_id)), owners=owners),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.change_page(public_page_id, form.draft(), seen_version=form.seen, by=request.actor),
    )


@require_POST
@needs(Verb.KEEP_PAGES)
def review(request: DeskRequest, public_page_id: UUID) -> HttpResponse:
    """Say that a page was read again and is still right."""
    try:
        actions.mark_reviewed(public_page_id, by=request.actor)
        messages.success(request, _("It is noted that the page was read again today."))
    except AlreadyDone as problem:
        messages.info(request, wording.sentence(problem.code))
    is_of_queue = request.POST.get("back") == "queue"
    return HttpResponseRedirect(reverse("pages:queue") if is_of_queue else page_url(public_page_id))


@require_GET
@needs(Verb.PUBLISH_PAGES)
def version(request: DeskRequest, content_id: UUID) -> HttpResponse:
    """A version, its four languages side by side, and what can be done with it."""
    card = queries.version_card(request.actor, content_id)
    context = {
        "card": card,
        "is_draft": card.line.standing is Standing.DRAFT,
        "faults": [wording.told(fault) for fault in card.faults],
        "may_write": request.actor.may(Verb.KEEP_PAGES),
        "may_begin": request.actor.may(Verb.KEEP_PAGES) and card.page.under_way is None,
    }
    return render(request, "pages/version.html", context)


@require_GET
@needs(Verb.PUBLISH_PAGES)
def preview(request: DeskRequest, content_id: UUID) -> HttpResponse:
    """A version in one language as a reader sees it on a small phone."""
    card = queries.version_card(request.actor, content_id)
    asked = request.GET.get("language", "")
    language = (
        asked if asked in LANGUAGES else (request.actor.language if request.actor.language in LANGUAGES else "fr")
    )
    tabs = [Tab(wording.LANGUAGE_NAMES[one], f"{request.path}?language={one}", one == language) for one in LANGUAGES]
    return render(request, "pages/preview.html", {"card": card, "text": card.text(language), "tabs": tabs})


@require_GET
@needs(Verb.PUBLISH_PAGES)
def differences(request: DeskRequest, content_id: UUID) -> HttpResponse:
    """What a version says otherwise than the one shown, or than the one before it."""
    return render(request, "pages/differences.html", difference_context(request, content_id))


def difference_context(request: DeskRequest, version_id: UUID) -> dict[str, Any]:
    """A version beside the one that is shown, or the one before it where it is shown itself."""
    card = queries.version_card(request.actor, version_id)
    page = card.page
    earlier = [line for line in page.history if line.number < card.line.number]
    other = page.shown if page.shown and page.shown.id != card.id else (earlier[0] if earlier else None)
    before = queries.version_card(request.actor, other.id) if other else None
    return {
        "card": card,
        "before": before,
        "differences": compared(before.texts if before else (), card.texts),
        "hosts": linting.hosts(card.texts),
        "sources_changed": before is not None and before.sources != card.sources,
        "images_changed": before is not None and _told(before.images) != _told(card.images),
    }


def _told(images: Any) -> list[tuple[int, int, dict[str, str]]]:
    return [(image.number, image.size, image.shows) for image in images]


def _owners(request: DeskRequest) -> dict[UUID, str]:
    return members_who_may(request.actor.agency_id, Verb.KEEP_PAGES)


def _stored(card: PageCard) -> dict[str, Any]:
    draft = card.draft
    return {
        "seen_version": card.version,
        "door": draft.door,
        "position": draft.position,
        "owner_id": str(draft.owner_id or ""),
        "review_every_days": draft.review_every_days,
        "is_sensitive": draft.is_sensitive,
        "for_minors": draft.for_minors,
    }
