"""Who acts in this request: the membership in use, looked at afresh each time, and its signed context."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from darna.base.accounts import sessions
from darna.base.agencies.models import Membership
from darna.base.agencies.queries import actor_of, memberships_of
from darna.base.rowsecurity.context import Context, Kind, fresh_token, set_token

MEMBERSHIP = "darna.membership"


class ActorMiddleware:
    """Sets `request.actor` and `request.memberships`, and puts the actor's token on the transaction.

    Nobody acts while the desk is locked or before the second factor was given: the transaction stays the public's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.actor, request.memberships = None, []
        if _may_act(request):
            self._find_actor(request)
        return self.get_response(request)

    def _find_actor(self, request: Any) -> None:
        own = Context(Kind.STAFF, subject_id=request.user.pk)
        set_token(fresh_token(own))
        request.memberships = memberships_of(request.user)
        membership = _chosen(request)
        if membership is not None:
            request.actor = actor_of(membership, language=(get_language() or request.user.language)[:2])
            set_token(fresh_token(request.actor.context))


def _may_act(request: Any) -> bool:
    if not request.user.is_authenticated or request.is_locked:
        return False
    return sessions.passed_both_steps(request.session, request.user.pk)


def _chosen(request: Any) -> Membership | None:
    held = {str(membership.pk): membership for membership in request.memberships}
    wanted = held.get(str(request.session.get(MEMBERSHIP, "")))
    return wanted or next(iter(request.memberships), None)
