"""Forms of lists: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.codelists.queries import choices
from darna.base.lists.actions.exports import Purpose
from darna.base.lists.kinds import Asked, ListKind, Words
from darna.base.lists.models import ExportRecord
from darna.base.pages.forms import VersionForm

#: What is said of a problem with a field.
SENTENCES: dict[str, Any] = {
    "required": _("This is needed."),
    "name_is_taken": _("You keep another list under this name. Choose another name."),
    "too_many_lists": _("You keep as many lists as you can. Throw one away first."),
    "nothing_to_export": _("There is no row to carry out. Widen the list first."),
    "too_many_rows": _("These are more rows than a sheet holds. Narrow the list first."),
}


class NameForm(forms.Form):
    """The name of a kept list."""

    name = forms.CharField(
        label=_("Name of the list"),
        max_length=60,
        help_text=_("For you alone. Do not name a person."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class KeepForm(NameForm):
    """A list to keep."""

    is_default = forms.BooleanField(label=_("Open this list in this way when nothing else is asked"), required=False)


class RenameForm(NameForm, VersionForm):
    """Another name for a kept list."""


class ExportForm(forms.Form):
    """What is carried out, and why."""

    purpose = forms.ChoiceField(label=_("What it is for"))
    reason = forms.CharField(
        label=_("Why, in your own words"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("It is read by the supervisors and the data-protection officer. Do not name a person."),
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the purpose needs."),
    )
    form = forms.ChoiceField(label=_("File"), widget=forms.RadioSelect, choices=ExportRecord.Format.choices)
    with_protected = forms.BooleanField(
        label=_("With the protected files for which I am named"),
        required=False,
        help_text=_("Leave this empty unless the purpose cannot do without them."),
    )

    def __init__(self, *args: Any, kind: ListKind, shown: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [("", str(_("Choose a purpose"))), *choices("export_purpose")]  # type: ignore[attr-defined]
        self.fields["columns"].choices = [(one.code, one.label) for one in kind.exported]  # type: ignore[attr-defined]
        self.fields["columns"].initial = [one.code for one in kind.exported if one.of in shown]
        self.fields["form"].initial = ExportRecord.Format.XLSX

    def asked(self, words: Words) -> Asked:
        """The list as a value; call after `is_valid()`."""
        return Asked(words, tuple(self.cleaned_data["columns"]), self.cleaned_data["with_protected"])

    def told_purpose(self) -> Purpose:
        """The purpose as a value; call after `is_valid()`."""
        return Purpose(self.cleaned_data["purpose"], self.cleaned_data["reason"])
