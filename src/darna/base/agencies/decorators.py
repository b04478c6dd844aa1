"""Who may open a staff route: the verb it needs, or any member; read by the access table as `view.needed_verb`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from darna.base.accounts.decorators import public, turned_away, wrong_method
from darna.base.agencies.roles import Verb

__all__ = ["SIGNED_IN", "needs", "public", "signed_in"]

View = Callable[..., HttpResponse]

SIGNED_IN = "signed_in"


def needs(verb: Verb) -> Callable[[View], View]:
    """Only an actor whose role allows the verb opens the route; others are led to sign-in, or told no (403)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            lead = _led_away(request)
            if lead is not None:
                return lead
            if not request.actor.may(verb):
                raise PermissionDenied
            return wrong_method(request) or view(request, *args, **kwargs)

        guarded.needed_verb = verb  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in(view: View) -> View:
    """Any member of any agency opens the route."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return _led_away(request) or wrong_method(request) or view(request, *args, **kwargs)

    guarded.needed_verb = SIGNED_IN  # type: ignore[attr-defined]
    return guarded


def _led_away(request: Any) -> HttpResponse | None:
    lead = turned_away(request)
    if lead is None and request.actor is None:
        return HttpResponseRedirect(reverse("agencies:none"))
    return lead
