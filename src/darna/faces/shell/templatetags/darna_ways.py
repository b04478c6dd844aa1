"""Addresses of pages: `{% url %}` as Django's, worked out once for each language where only keys differ.

Anything else than keys (words, numbers, named arguments) is left to Django.
"""

from __future__ import annotations

from uuid import UUID

from django import template
from django.template import Context
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import NoReverseMatch

from darna.base.pages.ways import STAND_INS, way

register = template.Library()


class WayNode(URLNode):
    """Django's node, with a shorter path for addresses of which only keys are particular."""

    def render(self, context: Context) -> str:
        """The address, or nothing when it is kept under a name."""
        keys = [arg.resolve(context) for arg in self.args]
        if self.kwargs or len(keys) > len(STAND_INS) or not all(isinstance(key, UUID) for key in keys):
            return str(super().render(context))
        # An address of ours holds nothing that would have to be escaped, and keys are keys.
        if not self.asvar:
            return way(self.view_name.resolve(context), *keys)
        try:
            context[self.asvar] = way(self.view_name.resolve(context), *keys)
        except NoReverseMatch:
            context[self.asvar] = ""
        return ""


@register.tag
def url(parser: Parser, token: Token) -> WayNode:
    """The address of a page, as Django's own tag gives it."""
    node = django_url(parser, token)
    return WayNode(node.view_name, node.args, node.kwargs, node.asvar)
