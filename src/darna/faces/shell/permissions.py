"""What a page may ask of the device: nothing, unless the page itself says what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

NOTHING: Final = "geolocation=(), camera=(), microphone=()"


class PermissionsMiddleware:
    """Every answer forbids position, camera and microphone; a page that sets the header itself keeps what it set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", NOTHING)
        return response
