"""With whom the person lives and who matters to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.domains.people.values import RelationshipDraft
from darna.faces.desk.forms.fields import CodeField, DeskForm


class RelativeForm(DeskForm):
    """A tie to somebody who has a file, known by its reference, or who has none."""

    kind = CodeField("relationship", label=_("Who is it?"), required=False)
    other_name = forms.CharField(
        label=_("Their name"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
        help_text=_("If they have no file here."),
    )
    other_reference = forms.CharField(
        label=_("Or the reference of their file"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr", "data-width": "10"}),
    )
    lives_with = forms.BooleanField(
        label=_("They live together"), required=False, help_text=_("Needs the reference of their file.")
    )

    def clean(self) -> dict[str, Any]:
        """A kind with a name or a reference, or nothing at all."""
        told = super().clean() or self.cleaned_data
        who = told.get("other_name") or told.get("other_reference")
        if who and not told.get("kind"):
            self.add_error("kind", _("Say who this is for the person: mother, child, guardian."))
        if told.get("kind") and not who:
            self.add_error("other_name", _("Write their name or the reference of their file."))
        if told.get("lives_with") and not told.get("other_reference"):
            self.add_error("other_reference", _("Write the reference of the file of whom they live with."))
        return told

    def draft(self) -> RelationshipDraft | None:
        """The tie to somebody without a file; one to a file is made once its reference was found."""
        told = self.cleaned_data
        if not told["kind"]:
            return None
        return RelationshipDraft(told["kind"], other_name=told["other_name"])
