"""Values, certainties and kinds of sources in words, for templates of the law."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from darna.domains.law import wording
from darna.domains.law.values import Kind, Sure
from darna.kernel.text import LocalText
from darna.rules.engine.decisions import Decision

register = template.Library()

CERTAINTY_TAGS = {"V": "done", "D": "neutral", "GK": "waiting", "?": "danger"}
STATE_TAGS = {"proposed": "new", "approved": "done", "refused": "closed", "withdrawn": "closed"}


@register.filter
def certainty_tag(certainty: object) -> str:
    """The look of a certainty."""
    return CERTAINTY_TAGS.get(str(certainty), "neutral")


@register.filter
def certainty_label(certainty: object) -> str:
    """How sure a value is, in words."""
    return str(Sure(str(certainty)).label)


@register.filter
def kind_label(kind: str) -> str:
    """What kind of text a source is, in words."""
    return str(Kind(kind).label) if kind in Kind.values else kind


@register.filter
def state_tag(state: str) -> str:
    """The look of the state of a revision."""
    return STATE_TAGS.get(state, "neutral")


@register.filter
def as_said(value: object, unit: str) -> str:
    """A value in words."""
    return wording.value_in_words(unit, value)


@register.filter
def as_lines(value: object, unit: str) -> SafeString:
    """A value in words, a line for each entry of a table; one word among others keeps its own direction."""
    lines = wording.value_lines(unit, value)
    if len(lines) == 1:
        return format_html("<bdi>{}</bdi>", lines[0])
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


@register.filter
def language_label(language: str) -> str:
    """The name of a language that sentences of the law are written in."""
    return str(wording.LANGUAGES.get(language, language))


@register.filter
def unit_label(unit: str) -> str:
    """What a value is counted in."""
    return str(wording.UNITS.get(unit, unit))


@register.filter
def local(text: Mapping[str, str]) -> str:
    """A text of the files in the language of the page, or the nearest one."""
    return LocalText.of(text).in_((get_language() or "fr")[:2])


@register.filter
def answer_said(decision: Decision | None) -> str:
    """The answer of a worked situation."""
    return wording.answer_in_words(decision)


@register.filter
def figures_said(decision: Decision | None) -> list[str]:
    """The figures of a worked situation."""
    return wording.figures_in_words(decision)
