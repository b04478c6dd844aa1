"""Choosing the agency one acts for."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from darna.base.accounts.adapters import home_url
from darna.base.accounts.decorators import own_account
from darna.base.agencies.decorators import signed_in
from darna.base.agencies.middleware import MEMBERSHIP


@signed_in
@require_POST
def switch(request: Any) -> HttpResponse:
    """Act for another agency one belongs to, from the next page on."""
    wanted = request.POST.get("membership") or request.POST.get("agency") or request.POST.get("key") or ""
    if wanted not in {str(membership.pk) for membership in request.memberships}:
        raise Http404
    request.session[MEMBERSHIP] = wanted
    return HttpResponseRedirect(home_url())


@own_account()
@require_safe
def none(request: Any) -> HttpResponse:
    """What somebody sees who is signed in but belongs to no agency any more."""
    if request.actor is not None:
        return redirect(home_url())
    return render(request, "agencies/none.html")
