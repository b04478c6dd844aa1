"""Pages that say the same to everybody until the program changes are drawn once for each language and address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

#: More addresses than a house has names and languages are somebody's play: they are drawn each time.
_MOST: Final = 200
_drawn: dict[tuple[object, ...], bytes] = {}


def steady(request: HttpRequest, template_name: str, told: Mapping[str, Any]) -> HttpResponse:
    """The page, drawn once; with a question in the address it is drawn again, for its links carry it on."""
    key = (template_name, request.scheme, request.get_host(), request.path, get_language(), settings.DARNA_DEMO)
    if request.META.get("QUERY_STRING"):
        return render(request, template_name, dict(told))
    if (body := _drawn.get(key)) is None:
        body = render(request, template_name, dict(told)).content
        # What was drawn as nothing is nothing to keep.
        if body and len(_drawn) < _MOST and not settings.DEBUG:
            _drawn[key] = body
    return HttpResponse(body)
