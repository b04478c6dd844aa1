"""What surrounds the desk: the frame of each staff page, and problems turned into pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.faces.shell.chrome import AgencyChoice, DeskChrome, address_of, entries_for
from darna.faces.shell.errors import error_page
from darna.faces.shell.problems import words_of
from darna.kernel.errors import Problem

Responder = Callable[[HttpRequest], HttpResponse]


class DeskMiddleware:
    """Sets `request.desk` for members, and answers a problem that no view explained with its page. No queries."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if getattr(request, "actor", None) is not None:
            request.desk = chrome_of(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a problem; whatever the request had written before it is undone."""
        if not isinstance(exception, Problem):
            return None
        response = error_page(request, exception.status, words_of(exception))
        response.undoes_request = True  # type: ignore[attr-defined]
        return response


def chrome_of(request: Any) -> DeskChrome:
    """The frame of the page for the actor of a request. No queries: the memberships are already there."""
    actor: Actor = request.actor
    return DeskChrome(
        account_name=actor.name,
        agency_name=actor.agency_name,
        agencies=tuple(_choice(membership, actor) for membership in request.memberships),
        entries=entries_for(frozenset(str(verb) for verb in actor.verbs), request.path),
        search_url=address_of("desk:search") if actor.may(Verb.SEARCH_PERSONS) else "",
        switch_url=address_of("agencies:switch"),
        account_url=address_of("account_home"),
        sign_out_url=address_of("desk:sign_out") or address_of("account_logout"),
        lock_url=address_of("account_lock"),
        lock_after_seconds=settings.DARNA_LOCK_MINUTES * 60,
    )


def _choice(membership: Any, actor: Actor) -> AgencyChoice:
    name = f"{membership.agency.name_in(actor.language)}, {membership.get_role_display()}"
    return AgencyChoice(str(membership.pk), name, is_current=membership.pk == actor.membership_id)
