"""Pages of the office: members, invitations, agencies, the outbox; and the page behind an invitation's link."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from darna.base.accounts import throttle
from darna.base.accounts.addresses import client_address
from darna.base.accounts.models import Account
from darna.base.agencies.access import roles_given_by
from darna.base.agencies.decorators import needs, public
from darna.base.agencies.roles import Verb
from darna.base.messages.backends import leaves_the_house
from darna.base.messages.queries import messages_of_demo, messages_visible_to
from darna.base.pages.listing import Address, page_number, pager_of_total
from darna.faces.office import agencies, invitations, lists, members, queries
from darna.faces.office.forms import (
    AcceptForm,
    AdministratorForm,
    AgencyForm,
    InvitationForm,
    MemberFilter,
    MembershipForm,
    roles_for,
)
from darna.faces.shell.problems import sentence
from darna.kernel.errors import AlreadyDone, Invalid

GET_OR_POST = ["GET", "HEAD", "POST"]
AGENCY_FIELDS = list(AgencyForm.base_fields)


@needs(Verb.KEEP_MEMBERS)
@require_safe
def member_list(request: Any) -> HttpResponse:
    """The members of the agency and the invitations that wait."""
    form = MemberFilter(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    page = queries.member_page(request.actor, filters, number=page_number(request.GET))
    told = {
        "form": form,
        "members": page.lines,
        "columns": lists.member_columns(request.GET),
        "page": pager_of_total(page.number, queries.PER_PAGE, page.total, Address(request.GET)),
        "invitations": queries.waiting_invitations(request.actor),
        "shows_agency": request.actor.may(Verb.KEEP_AGENCIES),
    }
    return render(request, "office/members.html", told)


@needs(Verb.KEEP_MEMBERS)
@require_http_methods(GET_OR_POST)
def invite(request: Any) -> HttpResponse:
    """Invite somebody into the own agency."""
    form = InvitationForm(request.POST or None, roles=roles_given_by(request.actor))
    if form.is_valid():
        try:
            invited = invitations.invite(form.draft(), by=request.actor, root=_root(request))
        except AlreadyDone as problem:
            form.add_error(None, sentence(problem))
        else:
            return _told_about(request, invited, "office:members")
    return _page(request, "office/invite.html", form)


@needs(Verb.KEEP_MEMBERS)
@require_POST
def withdraw(request: Any, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    invitations.withdraw_invitation(invitation_id, by=request.actor)
    messages.success(request, _("The invitation is withdrawn. Its link no longer works."))
    return redirect("office:members")


@needs(Verb.KEEP_MEMBERS)
@require_http_methods(GET_OR_POST)
def member(request: Any, membership_id: UUID) -> HttpResponse:
    """One member: role and dates to change, and what can be reset."""
    card = queries.member_card(request.actor, membership_id)
    roles = roles_for(request.actor, roles_given_by(request.actor), card.role)
    initial = {"role": card.role, "since": card.since, "until": card.until, "version": card.version}
    form = MembershipForm(request.POST or None, roles=roles, initial=initial)
    if form.is_valid():
        seen = form.cleaned_data["version"]
        members.change_membership(membership_id, form.change(), seen_version=seen, by=request.actor)
        messages.success(request, _("The membership is changed. Open sessions of this member are ended."))
        return redirect("office:member", membership_id)
    return _page(request, "office/member.html", form, member=card)


@needs(Verb.KEEP_MEMBERS)
@require_http_methods(GET_OR_POST)
def end_member(request: Any, membership_id: UUID) -> HttpResponse:
    """End a membership, after asking."""
    card = queries.member_card(request.actor, membership_id)
    if request.method == "POST":
        members.end_membership(membership_id, by=request.actor)
        messages.success(request, _("The membership is ended, and every session of this member with it."))
        return redirect("office:members")
    return render(request, "office/end_member.html", {"member": card})


@needs(Verb.KEEP_MEMBERS)
@require_http_methods(GET_OR_POST)
def reset_second_factor(request: Any, membership_id: UUID) -> HttpResponse:
    """Reset a member's second step, after asking."""
    card = queries.member_card(request.actor, membership_id)
    if request.method == "POST":
        members.reset_second_factor(membership_id, by=request.actor)
        messages.success(request, _("The second step is reset. The member is told by e-mail and sets it up anew."))
        return redirect("office:member", membership_id)
    return render(request, "office/reset_second_factor.html", {"member": card})


@needs(Verb.KEEP_MEMBERS)
@require_POST
def open_again(request: Any, membership_id: UUID) -> HttpResponse:
    """Let a locked-out member try again."""
    members.open_account_again(membership_id, by=request.actor)
    messages.success(request, _("The member can try to sign in again."))
    return redirect("office:member", membership_id)


@needs(Verb.KEEP_AGENCIES)
@require_safe
def agency_list(request: Any) -> HttpResponse:
    """Every agency of the platform."""
    text = request.GET.get("q", "")[:80]
    rows = queries.agency_list(request.actor, text=text)
    return render(request, "office/agencies.html", {"agencies": lists.named(rows, request.actor), "text": text})


@needs(Verb.KEEP_AGENCIES)
@require_http_methods(GET_OR_POST)
def add_agency(request: Any) -> HttpResponse:
    """Add an agency; its administrator is invited on the next page."""
    form = AgencyForm(request.POST or None)
    if form.is_valid():
        try:
            added = agencies.add_agency(form.draft(), by=request.actor)
        except Invalid as problem:
            form.add_error(problem.field, sentence(problem))
        else:
            messages.success(request, _("The agency is added. Invite its administrator now."))
            return redirect("office:invite_administrator", added.pk)
    return _page(request, "office/add_agency.html", form)


@needs(Verb.KEEP_AGENCIES)
@require_http_methods(GET_OR_POST)
def agency(request: Any, agency_id: UUID) -> HttpResponse:
    """One agency, to read and to change."""
    card = queries.agency_card(request.actor, agency_id)
    initial = {name: getattr(card, name) for name in AGENCY_FIELDS}
    form = AgencyForm(request.POST or None, initial=initial)
    if form.is_valid():
        seen = form.cleaned_data["version"] or 0
        try:
            agencies.edit_agency(agency_id, form.draft(), seen_version=seen, by=request.actor)
        except Invalid as problem:
            form.add_error(problem.field, sentence(problem))
        else:
            messages.success(request, _("The agency is changed."))
            return redirect("office:agency", agency_id)
    return _page(request, "office/agency.html", form, agency=card, name=card.name_in(request.actor.language))


@needs(Verb.KEEP_AGENCIES)
@require_http_methods(GET_OR_POST)
def invite_administrator(request: Any, agency_id: UUID) -> HttpResponse:
    """Invite somebody to administer an agency."""
    card = queries.agency_card(request.actor, agency_id)
    form = AdministratorForm(request.POST or None)
    if form.is_valid():
        try:
            invited = invitations.invite_administrator(agency_id, form.draft(), by=request.actor, root=_root(request))
        except AlreadyDone as problem:
            form.add_error(None, sentence(problem))
        else:
            return _told_about(request, invited, "office:agencies")
    name = card.name_in(request.actor.language)
    return _page(request, "office/invite_administrator.html", form, name=name)


@needs(Verb.KEEP_MEMBERS)
@require_safe
def outbox(request: Any) -> HttpResponse:
    """What Darna sent for the agency, without the texts: they may hold a link that opens an account."""
    told = lists.letters(messages_visible_to(request.actor), request.GET)
    return render(request, "office/outbox.html", {**told, "leaves_the_house": leaves_the_house()})


@public
@require_safe
def demo_outbox(request: HttpRequest) -> HttpResponse:
    """What a demo would have sent, texts and all, for everyone; there is no such page outside a demo."""
    if not settings.DARNA_DEMO:
        raise Http404
    return render(request, "office/demo_outbox.html", lists.letters(messages_of_demo(), request.GET))


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(GET_OR_POST)
def accept(request: Any, token: str) -> HttpResponse:
    """The page behind the link of an invitation: choose a password, or accept as who one is already."""
    offered = _offered(request, token)
    if offered is None:
        return render(request, "office/invitation_is_over.html", status=410)
    if offered.account_id is not None:
        return _accept_as_member(request, token, offered)
    stranger = Account(email=offered.email, full_name=offered.full_name)
    form = AcceptForm(request.POST or None, account=stranger)
    if form.is_valid():
        invitations.accept_invitation(token, password=form.cleaned_data["password"])
        messages.success(request, _("Your account is ready. Sign in with your e-mail address and your new password."))
        return redirect("account_login")
    return _page(request, "office/accept.html", form, offered=offered)


def _accept_as_member(request: Any, token: str, offered: invitations.OpenInvitation) -> HttpResponse:
    is_owner = request.user.is_authenticated and request.user.pk == offered.account_id and not request.is_locked
    if request.method == "POST" and is_owner:
        invitations.accept_invitation(token, account=request.user)
        messages.success(request, _("You have a place in one more agency. Choose it at the top of the page."))
        return redirect("account_home")
    return render(request, "office/accept_as_member.html", {"offered": offered, "is_owner": is_owner})


def _offered(request: HttpRequest, token: str) -> invitations.OpenInvitation | None:
    address = client_address(request.META)
    if throttle.is_closed(throttle.LINK_FROM_ADDRESS, address):
        return None
    offered = invitations.open_invitation(token)
    if offered is None:
        throttle.take(throttle.LINK_FROM_ADDRESS, address)
    return offered


def _told_about(request: Any, invited: invitations.Invited, then: str) -> HttpResponse:
    if leaves_the_house():
        messages.success(request, _("The invitation is on its way. Its link works for seven days."))
        return redirect(then)
    # No mail server: the link is shown once, to be handed over by the administrator.
    return render(request, "office/invited.html", {"invited": invited, "then": then})


def _page(request: Any, template: str, form: Any, **values: Any) -> HttpResponse:
    return render(request, template, {"form": form, **values}, status=422 if form.is_bound and form.errors else 200)


def _root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")[:-1]
