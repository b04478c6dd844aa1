"""Django's `i18n` tags; a sentence that is the same for everybody is translated once for each language.

Templates load it as `i18n` (settings). A file says a hundred such sentences, and Django looks each of them up, asks
whether it is safe and marks it so at every drawing. Sentences with values, a name to keep them under or a context go
Django's way.
"""

from __future__ import annotations

from django import template
from django.template import Context, Node
from django.template.base import Parser, Token
from django.templatetags import i18n
from django.utils.translation import get_language

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class ConstantNode(Node):
    """A sentence without values."""

    def __init__(self, node: i18n.TranslateNode) -> None:
        self.node = node
        self.said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """The sentence in the language of the reader."""
        language = get_language()
        if (text := self.said.get(language)) is None:
            text = self.said[language] = self.node.render(context)
        return text


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """As Django's own tag."""
    node = i18n.do_translate(parser, token)
    sentence = node.filter_expression
    has_values = sentence.filters or sentence.var.literal is None
    return node if has_values or node.asvar or node.message_context else ConstantNode(node)
