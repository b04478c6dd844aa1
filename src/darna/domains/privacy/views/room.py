"""The first page of the room: what waits, and where everything is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.domains.privacy import queries


@require_GET
@needs(Verb.KEEP_PRIVACY)
def room(request: DeskRequest) -> HttpResponse:
    """What waits for the officer, in numbers, each with its list."""
    return render(request, "privacy/room.html", {"room": queries.room(request.actor)})
