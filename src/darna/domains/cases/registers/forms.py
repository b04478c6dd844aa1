"""The form by which a desk hands over its register; it parses, the action decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

ACCEPTED = ".xlsx,.ods,.xls,.csv"


class RegisterForm(forms.Form):
    """One workbook."""

    workbook = forms.FileField(
        label=_("The register"),
        help_text=_("A spreadsheet: .xlsx, .ods, .xls or .csv. The first rows may be a title; the headings are found."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_workbook(self) -> Any:
        """Raises: ValidationError for a file that is larger than this installation takes."""
        given = self.cleaned_data["workbook"]
        most = settings.DARNA_UPLOAD_MAX_BYTES
        if given.size > most:
            raise forms.ValidationError(
                _("This file is larger than %(most)s. Split it into smaller files."),
                params={"most": filesizeformat(most)},
            )
        return given
