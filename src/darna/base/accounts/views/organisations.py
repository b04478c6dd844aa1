"""Signing in through an organisation, and linking one's own account with it."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from darna.base.accounts import actions, sessions, throttle
from darna.base.accounts.addresses import client_address
from darna.base.accounts.backends import ALL
from darna.base.accounts.decorators import own_account, public
from darna.base.accounts.models import Account
from darna.base.accounts.organisations import links, tokens, walks
from darna.base.accounts.organisations.known import Organisation, organisation, organisations
from darna.base.accounts.views.answering import GET_OR_POST, entered, next_of
from darna.base.accounts.wording import SENTENCES
from darna.kernel.errors import NotFound, Problem, Refused

LOG = logging.getLogger(__name__)


@public
@never_cache
@require_safe
def sign_in_through(request: Any, organisation: str) -> HttpResponse:
    """Lead to the organisation, which asks who somebody is."""
    known = _known(organisation)
    if request.user.is_authenticated:
        return HttpResponseRedirect(next_of(request))
    try:
        if not throttle.take(throttle.BEGINNING, client_address(request.META)):
            raise Refused("organisation_tried_too_often")
        return HttpResponseRedirect(walks.begin(request, known, walks.SIGN_IN, then=next_of(request)))
    except Refused as problem:
        return _refused(request, known, problem, reverse("account_login"))


@public
@never_cache
@require_safe
def come_back(request: Any, organisation: str) -> HttpResponse:
    """Whoever comes back from the organisation is signed in, or their account is linked, or they are told why not."""
    known, walk = _known(organisation), walks.taken(request)
    if walk is None:
        return _refused(request, known, Refused("walk_is_another"), reverse("account_login"))
    # The organisation knows one address to come back to; the reader goes on in their own language.
    with translation.override(walk.language):
        return (_linked if walk.purpose == walks.LINK else _signed_in)(request, known, walk)


def _signed_in(request: Any, known: Organisation, walk: walks.Walk) -> HttpResponse:
    address, lead = client_address(request.META), reverse("account_login")
    if request.user.is_authenticated:
        return HttpResponseRedirect(walk.next)
    if throttle.is_closed(throttle.ADDRESS, address) or throttle.is_closed(throttle.EVERYWHERE, ALL):
        return _refused(request, known, Refused("organisation_tried_too_often"), lead)
    try:
        claims = walks.returned(request, walk, known, request.GET.dict())
        account = links.account_behind(known, claims)
    except Refused as problem:
        throttle.take(throttle.ADDRESS, address)
        throttle.take(throttle.EVERYWHERE, ALL)
        return _refused(request, known, problem, lead)
    both = known.asked_second_factor(claims) and tokens.is_recent(claims)
    return entered(request, account, sessions.ORGANISATION, both_steps=both, then=walk.next)


def _linked(request: Any, known: Organisation, walk: walks.Walk) -> HttpResponse:
    lead = reverse("account_organisations")
    try:
        _require_the_same_owner(request, walk)
        claims = walks.returned(request, walk, known, request.GET.dict())
        actions.link_organisation(request.user, known, claims, request=request)
    except Refused as problem:
        return _refused(request, known, problem, lead)
    messages.success(request, _("You can sign in with %(organisation)s now.") % {"organisation": known.label})
    return HttpResponseRedirect(lead)


def _require_the_same_owner(request: Any, walk: walks.Walk) -> None:
    account: Account = request.user
    is_whole = account.is_authenticated and not request.is_locked
    if not is_whole or str(account.pk) != walk.account or not sessions.passed_both_steps(request.session, account.pk):
        raise Refused("walk_is_another")


@own_account(proved=True)
@require_safe
def organisation_list(request: Any) -> HttpResponse:
    """The organisations through which I may sign in."""
    known = organisations()
    if not known:
        raise Http404
    mine = links.links_of(request.user.pk)
    lines = [{"organisation": one, "link": mine.get(one.code)} for one in known]
    return render(request, "account/organisations.html", {"lines": lines})


@own_account(proved=True)
@require_POST
def link(request: Any, organisation: str) -> HttpResponse:
    """Say where the way leads before somebody leaves the site to link their account."""
    known = _known(organisation)
    try:
        address = walks.begin(request, known, walks.LINK, account=request.user.pk)
    except Refused as problem:
        return _refused(request, known, problem, reverse("account_organisations"))
    return render(request, "account/organisation_link.html", {"organisation": known, "address": address})


@own_account(proved=True)
@require_http_methods(GET_OR_POST)
def unlink(request: Any, organisation: str) -> HttpResponse:
    """End a link, after asking."""
    known = _known(organisation)
    if known.code not in links.links_of(request.user.pk):
        raise Http404
    if request.method == "POST":
        actions.unlink_organisation(request.user, known, request=request)
        messages.success(request, _("The link is ended. Your other sessions were ended."))
        return redirect("account_organisations")
    return render(request, "account/organisation_unlink.html", {"organisation": known})


def _known(code: str) -> Organisation:
    try:
        return organisation(code)
    except NotFound as nowhere:
        raise Http404 from nowhere


def _refused(request: Any, known: Organisation, problem: Problem, lead: str) -> HttpResponse:
    # The reason alone: what an organisation said of somebody is no matter for a log.
    LOG.warning("Signing in through %s was refused: %s", known.code, problem.code)
    messages.error(request, str(SENTENCES[problem.code]))
    return HttpResponseRedirect(lead)
