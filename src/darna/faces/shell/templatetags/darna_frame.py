"""The frame around a staff page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from darna.faces.shell.frame import draw_frame

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_frame(context: dict[str, Any], template_name: str) -> SafeString:
    """A part of the frame; a template drawn without a request, as in a test, has none."""
    request = context.get("request")
    # The page's own token: each new one is scrambled again, which costs more than drawing the frame.
    return draw_frame(template_name, request, context.get("csrf_token", "")) if request else SafeString("")
