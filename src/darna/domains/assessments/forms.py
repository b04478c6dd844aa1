"""Forms of questionnaires: they parse and explain; actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.codelists.queries import choices
from darna.base.pages.forms import VersionForm, text_field

ACCEPTED = ".xlsx,.xls,.ods"


class WorkbookForm(forms.Form):
    """One workbook of a questionnaire."""

    workbook = forms.FileField(
        label=_("The workbook of the questionnaire"),
        help_text=_(
            "An XLSForm: a spreadsheet with the sheets “survey”, “choices” and “settings”. It is checked first."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    reason = forms.CharField(
        label=_("What is new in it"),
        max_length=300,
        required=False,
        help_text=_("For the colleague who publishes it. Do not name a person."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class ReasonForm(VersionForm):
    """Why something is done."""

    reason = text_field(_("Why is it corrected?"), rows=3)


class ExportForm(forms.Form):
    """Why answers are carried out, and as what."""

    purpose = forms.ChoiceField(label=_("What it is for"))
    reason = forms.CharField(
        label=_("Why, in your own words"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("It is read by the supervisors and the data-protection officer. Do not name a person."),
    )
    form = forms.ChoiceField(
        label=_("File"),
        widget=forms.RadioSelect,
        initial="xlsx",
        choices=[("xlsx", _("Spreadsheet (XLSX)")), ("csv", _("Text with commas (CSV), repeats packed beside it"))],
    )
    with_references = forms.BooleanField(
        label=_("With the references of the cases"),
        required=False,
        help_text=_("Leave this empty unless the purpose cannot do without them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", str(_("Choose a purpose"))), *choices("export_purpose")]
        self.fields["purpose"].choices = offered  # type: ignore[attr-defined]
