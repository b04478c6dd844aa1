"""The parts of a form's page that keep its draft."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("drafts/_keeper.html")
def draft_keeper(slot: Any) -> dict[str, Any]:
    """Inside the form: the word that says since when it is kept, and the button that keeps it for later."""
    return {"slot": slot}


@register.inclusion_tag("drafts/_notice.html", takes_context=True)
def draft_notice(context: dict[str, Any], slot: Any) -> dict[str, Any]:
    """Above the form: that something typed before is kept, with the ways to go on and to throw it away."""
    return {"slot": slot, "csrf_token": context.get("csrf_token", "")}
