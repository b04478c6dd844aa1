"""The frame of a staff page, remembered: it differs by reader and language, not by what stands on the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from darna.faces.shell.chrome import DeskChrome
from darna.faces.shell.languages import language_of_path

# Letters and hyphens alone: they come out of every escaping as they went in.
_TOKEN = "darna-token-stands-here"  # noqa: S105 - the place of a token, not one
_PLACE = "darna-place-stands-here"


@dataclass(frozen=True, slots=True)
class _AnyRequest:
    """What the frame may ask of a request; the address and the token are put in afterwards."""

    desk: DeskChrome | None
    language: str

    def get_full_path(self) -> str:
        """The place where the address will stand, as an address."""
        return f"/{self.language}/{_PLACE}"


def draw_frame(template_name: str, request: Any, token: object) -> SafeString:
    """A part of the frame for this request and its form token, drawn once for each reader and language."""
    path, language = request.get_full_path(), get_language() or ""
    # An address without its language, such as that of an error far outside, has no twin in another one.
    if language_of_path(path) != language:
        return _once(template_name, request)
    html = _drawn(template_name, getattr(request, "desk", None), language)
    html = html.replace(_PLACE, escape(path[len(language) + 2 :])).replace(_TOKEN, escape(str(token)))
    return mark_safe(html)  # noqa: S308 - drawn by our template; what is put in is escaped


@lru_cache(maxsize=512)
def _drawn(template_name: str, desk: DeskChrome | None, language: str) -> str:
    return str(get_template(template_name).render({"request": _AnyRequest(desk, language), "csrf_token": _TOKEN}))


def _once(template_name: str, request: Any) -> SafeString:
    return mark_safe(get_template(template_name).render({}, request))  # noqa: S308 - our template
