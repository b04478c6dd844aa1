"""Controls drawn in Python are those that Django's own templates draw."""

from __future__ import annotations

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from darna.faces.shell.controls import DRAWN

CHOICES = [("", "—"), ("a", "A & <b>"), (3, mark_safe("<i>")), ("Group <", [("x", "X"), ("y", "محمد")])]
WIDGETS = [
    (forms.TextInput({"class": "form-control", "data-x": '"<'}), 'a"<&'),
    (forms.TextInput(), None),
    (forms.NumberInput({"min": 0}), 3),
    (forms.HiddenInput(), "h"),
    (forms.EmailInput({"required": True, "disabled": False}), "a@example.org"),
    (forms.Textarea({"rows": 3}), "<b>\nline"),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(), False),
    (forms.Select({"class": "s"}, CHOICES), "a"),
    (forms.Select(None, CHOICES), 3),
    (forms.SelectMultiple(None, CHOICES), ["a", "y"]),
    (forms.NullBooleanSelect(), None),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_a_drawn_control_equals_djangos(widget: forms.Widget, value: object) -> None:
    context = widget.get_context("name", value, {"id": "id_name"})
    drawn = DRAWN[widget.template_name](context["widget"])
    wanted = DjangoTemplates().render(widget.template_name, context)
    assert _plain(drawn) == _plain(str(wanted))


def _plain(html: str) -> str:
    return " ".join(html.replace("> ", ">").replace("\n", " ").split()).replace("> ", ">").replace(" <", "<")
