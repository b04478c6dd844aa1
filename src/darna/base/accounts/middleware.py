"""The lock of an idle desk and the end of an old session, before anybody becomes an actor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from darna.base.accounts import sessions
from darna.base.accounts.addresses import client_address
from darna.kernel.clock import now


class LockMiddleware:
    """Sets `request.is_locked`; staff pages are never kept by a browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.is_locked = False
        signed_in = request.user.is_authenticated
        if signed_in:
            self._look_at(request)
        response = self.get_response(request)
        if signed_in and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def _look_at(self, request: Any) -> None:
        if sessions.is_too_old(request.session):
            request.session.flush()
            request.user = AnonymousUser()
        elif sessions.is_locked(request.session):
            request.is_locked = True
        elif sessions.touch(request.session):
            _note_activity(request)


def _note_activity(request: Any) -> None:
    UserSession.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=now(), ip=client_address(request.META)
    )
