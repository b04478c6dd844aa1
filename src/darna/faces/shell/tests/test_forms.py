"""Any form of any app comes out labelled, explained and corrected in the same way."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.template import engines
from django.utils.translation import override


class Parts(forms.MultiWidget):
    """A day that may be known only by its year."""

    use_fieldset = True

    def __init__(self) -> None:
        names = ("Day", "Month", "Year")
        super().__init__([forms.NumberInput({"aria-label": name, "data-width": "2"}) for name in names])

    def decompress(self, value: object) -> list[None]:
        return [None] * 3


class Partial(forms.MultiValueField):
    widget = Parts

    def __init__(self, **options: object) -> None:
        super().__init__([forms.IntegerField()] * 3, require_all_fields=False, **options)

    def compress(self, values: list[int]) -> list[int]:
        return values


class Everything(forms.Form):
    name = forms.CharField(label="Name", help_text="As the person says it.")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    sex = forms.ChoiceField(label="Sex", choices=[("f", "Woman"), ("m", "Man")], widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(
        label="Needs", choices=[("p", "Pension")], widget=forms.CheckboxSelectMultiple, required=False
    )
    country = forms.ChoiceField(label="Country", choices=[("", ""), ("it", "Italy")])
    born = Partial(label="Born")
    seen = forms.DateField(label="Seen", widget=forms.SelectDateWidget, required=False)
    agree = forms.BooleanField(label="Agrees")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def ids(html: str) -> list[str]:
    """Every id of a page."""
    return re.findall(r'\sid="([^"]+)"', html)


def test_every_control_has_a_label_and_every_id_is_unique() -> None:
    html = str(Everything({}))
    controls = re.findall(r'<(?:input(?! type="hidden")|select|textarea)[^>]*\sid="([^"]+)"', html)
    assert len(controls) == 13
    assert all(f'for="{control}"' in html for control in controls)
    assert len(ids(html)) == len(set(ids(html)))


def test_what_describes_a_field_exists() -> None:
    html = str(Everything({}))
    described = {ref for refs in re.findall(r'aria-describedby="([^"]+)"', html) for ref in refs.split()}
    assert {"id_name_helptext", "id_name_error", "id_born_error"} <= described
    assert described <= set(ids(html))


def test_each_error_of_the_summary_leads_to_a_control() -> None:
    html = str(Everything({}))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets == ["id_name", "id_sex_0", "id_country", "id_born_0", "id_agree"]
    assert set(targets) <= set(ids(html))


def test_a_form_nobody_filled_yet_shows_no_error() -> None:
    html = str(Everything())
    assert "error-summary" not in html
    assert "aria-invalid" not in html


def test_controls_wear_the_style_of_their_kind() -> None:
    form = Everything()
    assert 'class="form-control"' in str(form["name"])
    assert 'class="form-select"' in str(form["country"])
    assert str(form["born"]).count('class="form-control"') == 3
    assert str(form["seen"]).count('class="form-select"') == 3
    assert form["sex"].as_field_group().count('class="form-check-input"') == 2


def test_groups_and_values_made_of_parts_have_a_legend() -> None:
    form = Everything()
    for name in ("sex", "needs", "born", "seen"):
        html = form[name].as_field_group()
        assert html.startswith("<fieldset")
        assert "<legend>" in html


def test_what_may_be_left_empty_says_so_unless_the_form_filters() -> None:
    class Filters(forms.Form):
        says_optional = False
        state = forms.CharField(required=False)

    assert 'class="optional"' in Everything()["note"].as_field_group()
    assert 'class="optional"' not in Everything()["name"].as_field_group()
    assert 'class="optional"' not in Filters()["state"].as_field_group()


def test_typed_markup_stays_text() -> None:
    assert "<script>" not in str(Everything({"name": "<script>", "country": "<script>"}))


@pytest.mark.parametrize("filled", [True, False])
def test_the_title_says_first_that_something_is_wrong(filled: bool) -> None:
    form = Everything({"name": "Fatima"} if filled else None)
    with override("en"):
        html = engines["django"].from_string("{% extends 'shell/narrow.html' %}").render({"form": form})
    assert ("<title>" + ("Error: " if filled else " ·")) in html
