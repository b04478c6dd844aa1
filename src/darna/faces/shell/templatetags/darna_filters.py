"""The fields that narrow a list, drawn once for each language where nobody narrowed it: a list is opened all day."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final

from django import template
from django.forms import BaseForm
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

#: Forms kept at most; a dozen lists in four languages need fewer.
MOST: Final = 256
_drawn: dict[Hashable, SafeString] = {}


@register.simple_tag
def filter_fields(form: BaseForm) -> SafeString:
    """All fields of a form of filters, in their order."""
    if not _is_untouched(form):
        return _draw(form)
    asked = (type(form), get_language(), form.auto_id, form.prefix, tuple(map(_offered, form.fields.values())))
    if (kept := _drawn.get(asked)) is None:
        if len(_drawn) >= MOST:
            _drawn.clear()
        kept = _drawn[asked] = _draw(form)
    return kept


def _is_untouched(form: BaseForm) -> bool:
    # An unbound form begins with values of its own, perhaps of this day or of this reader.
    return form.is_bound and not any(form.data.get(form.add_prefix(name)) for name in form.fields)


def _offered(field: Any) -> tuple[Any, ...]:
    """What a field lets choose from: the lists of an agency are its own."""
    return tuple((value, str(label)) for value, label in getattr(field.widget, "choices", ()))


def _draw(form: BaseForm) -> SafeString:
    return SafeString("".join(str(field.as_field_group()) for field in form))
