"""Show every form the same way: label, hint and error tied to their field, and a summary that leads to each error."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from darna.faces.shell.controls import DRAWN
from darna.faces.shell.fields import draw_field, is_simple

CHECKED = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)

# Django's parts-of-one-value widgets, each part shown with its own small label.
PARTED = {
    "django/forms/widgets/multiwidget.html": "shell/forms/parts.html",
    "django/forms/widgets/splitdatetime.html": "shell/forms/parts.html",
    "django/forms/widgets/select_date.html": "shell/forms/parts.html",
}


def css_class_of(widget: forms.Widget) -> str:
    """The style a control wears."""
    if widget.is_hidden:
        return ""
    if isinstance(widget, CHECKED):
        return "form-check-input"
    if isinstance(widget, forms.Select | forms.SelectDateWidget):
        return "form-select"
    return "form-control"


class DarnaBoundField(BoundField):
    """A field of a form that knows how it is dressed and where its first control is."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add the style to what Django adds; keep a style the form asked for."""
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        if isinstance(widget, forms.MultiWidget):
            # An attribute given here would override those of every part, so each part is dressed itself.
            for part in widget.widgets:
                part.attrs.setdefault("class", css_class_of(part))
            return built
        names = [css_class_of(widget), built.get("class") or widget.attrs.get("class") or ""]
        if dressed := " ".join(filter(None, names)):
            built["class"] = dressed
        return built

    @property
    def layout(self) -> str:
        """How the field is laid out: "check" (box before its label), "group" (many choices), "parts" or "plain"."""
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "group"
        if isinstance(widget, forms.CheckboxInput):
            return "check"
        return "parts" if self.use_fieldset else "plain"

    @property
    def shows_optional(self) -> bool:
        """Whether the label says that one may leave it empty; a form of filters sets `says_optional = False`."""
        if self.field.required or self.layout == "check":
            return False
        return bool(getattr(self.form, "says_optional", True))

    @property
    def first_control_id(self) -> str:
        """The id of the first control, where an error summary leads."""
        widget = self.field.widget
        if isinstance(widget, forms.SelectDateWidget):
            return f"{self.auto_id}_{next(iter(widget._parse_date_fmt()))}"  # type: ignore[attr-defined]
        return self.id_for_label or f"{self.auto_id}_0"


class DarnaFormRenderer(TemplatesSetting):
    """Render forms with the shell's templates."""

    form_template_name = "shell/forms/form.html"
    field_template_name = "shell/forms/field.html"
    formset_template_name = "shell/forms/formset.html"
    bound_field_class = DarnaBoundField

    def get_template(self, template_name: str) -> Any:
        """Find a template, with ours in place of Django's for values made of parts."""
        return super().get_template(PARTED.get(template_name, template_name))

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Draw a plain control at once, everything else from its template."""
        if draw := DRAWN.get(template_name):
            return draw(context["widget"])
        if template_name == self.field_template_name and is_simple(context["field"]):
            return draw_field(context["field"])
        return str(super().render(template_name, context, request))
