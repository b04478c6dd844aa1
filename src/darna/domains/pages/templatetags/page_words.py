"""Bodies as HTML, languages by name, and states as tags, for templates of pages."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from darna.domains.pages import wording
from darna.domains.pages.models import Translation
from darna.domains.pages.values import Certainty
from darna.kernel.markdown import to_html

register = template.Library()

STANDING_TAGS = {
    "draft": "waiting",
    "proposed": "new",
    "scheduled": "new",
    "shown": "done",
    "replaced": "closed",
    "retired": "closed",
    "recalled": "closed",
}
TRANSLATION_TAGS = {"missing": "danger", "outdated": "waiting", "ready": "done"}


@register.filter
def body_html(body: str, language: str = "") -> SafeString:
    """A body as the public reads it; links of this site lead into the given language."""
    root = f"/{language}" if language else ""
    return mark_safe(to_html(body, root=root))  # noqa: S308 - the renderer escapes everything and has its own tests


@register.filter
def language_name(language: str) -> str:
    """The language in the language of the page."""
    return str(wording.LANGUAGE_NAMES.get(language, language))


@register.filter
def standing_tag(standing: str) -> str:
    """The look of a version's standing."""
    return STANDING_TAGS.get(str(standing), "neutral")


@register.filter
def translation_tag(state: str) -> str:
    """The look of the state of a text."""
    return TRANSLATION_TAGS.get(state, "neutral")


@register.filter
def translation_label(state: str) -> str:
    """The state of a text in words."""
    return str(Translation(state).label)


@register.filter
def certainty_label(code: str) -> str:
    """How well founded a source is, in words."""
    return str(Certainty(code).label) if code in Certainty.values else code


@register.filter
def in_language(shows: dict[str, str], language: str) -> str:
    """What a picture shows, in a language."""
    return shows.get(language, "")
