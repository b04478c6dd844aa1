"""Every request of an account runs in one transaction with a signed context: the public's, until an actor is known."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from darna.base.rowsecurity.context import LIFE_SECONDS, PUBLIC, acting

Responder = Callable[[HttpRequest], HttpResponse]


class TransactionMiddleware:
    """Opens the transaction before anything asks the database; an error of the server undoes all of it."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _needs_none(request):
            return self.get_response(request)
        with acting(PUBLIC, seconds=LIFE_SECONDS):
            response = self.get_response(request)
            # A problem answered with a page marks it: what the request wrote before it must not stay.
            if response.status_code >= 500 or getattr(response, "undoes_request", False):
                transaction.set_rollback(True)
        return response


def _needs_none(request: HttpRequest) -> bool:
    """Files and signs of life; and public pages, which ask published views of another connection."""
    path = request.path_info
    return getattr(request, "is_public", False) or path.startswith("/static/") or path in {"/healthz", "/readyz"}
