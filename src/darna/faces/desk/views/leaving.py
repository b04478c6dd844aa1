"""Going home: what was typed and not saved is kept for tomorrow, or thrown away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from darna.base.agencies.decorators import signed_in
from darna.base.drafts.actions import throw_all_away
from darna.base.drafts.queries import drafts_of
from darna.base.pages.answering import DeskRequest


@require_POST
@signed_in
def sign_out(request: DeskRequest) -> HttpResponse:
    """Sign out; whoever has drafts is asked first what becomes of them."""
    choice = request.POST.get("drafts", "")
    waiting = drafts_of(request.actor) if not choice else []
    if waiting:
        return render(request, "desk/sign_out.html", {"waiting": waiting})
    if choice == "drop":
        throw_all_away(by=request.actor)
    # The same form goes on to the page that signs out: 307 keeps that it is sent, and its token.
    return HttpResponse(status=307, headers={"Location": reverse("account_logout")})


@require_POST
@signed_in
def drop_drafts(request: DeskRequest) -> HttpResponse:
    """Throw away everything that was typed and not saved."""
    throw_all_away(by=request.actor)
    messages.info(request, gettext("What was typed has been thrown away. Nothing was saved."))
    return redirect("desk:today")
