"""Addresses of pages: `{% url %}` as Django's, worked out once for each language where only keys differ.

A file leads to forty places. Their patterns do not change while the server runs, so an address is kept with stand-ins
for the keys; anything else than keys (words, numbers, named arguments) is left to Django.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django import template
from django.template import Context
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

register = template.Library()

#: Keys that stand for others; nobody draws them by chance.
STAND_INS: Final = tuple(UUID(int=0xDA12A0000000000000000000000000 + place) for place in range(3))


def way(name: str, *keys: UUID) -> str:
    """The address of a page about what these keys name, in the language of the reader. Raises: NoReverseMatch."""
    text = _kept(name, len(keys), get_language(), get_script_prefix(), get_urlconf())
    for stand_in, key in zip(STAND_INS, keys, strict=False):
        text = text.replace(str(stand_in), str(key))
    return text


class WayNode(URLNode):
    """Django's node, with a shorter path for addresses of which only keys are particular."""

    def render(self, context: Context) -> str:
        """The address, or nothing when it is kept under a name."""
        keys = [arg.resolve(context) for arg in self.args]
        if self.kwargs or self.asvar or len(keys) > len(STAND_INS) or not all(isinstance(key, UUID) for key in keys):
            return str(super().render(context))
        # An address of ours holds nothing that would have to be escaped, and keys are keys.
        return way(self.view_name.resolve(context), *keys)


@register.tag
def url(parser: Parser, token: Token) -> WayNode:
    """The address of a page, as Django's own tag gives it."""
    node = django_url(parser, token)
    return WayNode(node.view_name, node.args, node.kwargs, node.asvar)


@lru_cache(maxsize=4096)
def _kept(name: str, count: int, language: str | None, prefix: str, urlconf: Any) -> str:
    return reverse(name, args=STAND_INS[:count])
