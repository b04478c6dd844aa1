"""Pages on which keepers read what somebody said of an entry, and decide."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page, reasoned
from darna.base.pages.listing import number_in
from darna.domains.directory import actions, forms, queries, wording
from darna.domains.directory.views.answering import answered
from darna.kernel.errors import AlreadyDone, StaleVersion


@needs(Verb.KEEP_DIRECTORY)
def suggestion(request: DeskRequest, suggestion_id: UUID) -> HttpResponse:
    """What a reader wrote, the ways to put it right, and declining it with a reason."""
    line = queries.suggestion_line(request.actor, suggestion_id)
    form = forms.ReasonForm(request.POST or None, initial={"seen_version": line.version})
    page = Page(
        _("A reader's suggestion"),
        _("Decline it"),
        _("The suggestion is declined and its text deleted."),
        reverse("directory:queue"),
        kicker=line.name,
        template="directory/suggestion.html",
        context={"line": line},
    )
    return answered(request, form, page, reasoned(actions.decline_suggestion, suggestion_id, form, request.actor))


@require_POST
@needs(Verb.KEEP_DIRECTORY)
def follow(request: DeskRequest, suggestion_id: UUID) -> HttpResponse:
    """Say that the entry was put right."""
    seen = number_in(request.POST, "seen_version")
    try:
        actions.follow_suggestion(suggestion_id, seen_version=seen, by=request.actor)
    except AlreadyDone as problem:
        messages.info(request, wording.sentence(problem.code))
    except StaleVersion:
        messages.info(request, wording.sentence("suggestion_is_decided_already"))
    else:
        messages.success(request, _("Marked as followed; its text is deleted."))
    return HttpResponseRedirect(reverse("directory:queue"))
