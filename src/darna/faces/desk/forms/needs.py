"""What the person needs, and in which programme they are accompanied."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.domains.cases.values import NeedDraft
from darna.faces.desk.forms.fields import CodeField, CodesField, DeskForm


class NeedsForm(DeskForm):
    """A programme opens a case; without one only the person is registered."""

    programme = CodeField(
        "programme",
        label=_("Programme"),
        required=False,
        help_text=_("Opens a case. Leave it empty to register the person only."),
    )
    needs = CodesField("need_type", label=_("What does the person need?"), required=False)
    urgency = CodeField("urgency", label=_("How urgent is it?"), initial="normal", required=False)
    note = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Becomes the first note of the case. Only what is needed to help."),
    )

    is_mine = forms.BooleanField(label=_("I accompany this person myself"), required=False, initial=True)

    def __init__(self, *args: Any, may_write: bool = False, **values: Any) -> None:
        super().__init__(*args, **values)
        if not may_write:
            del self.fields["is_mine"]

    def clean(self) -> dict[str, Any]:
        """Needs and notes belong to a case."""
        told = super().clean() or self.cleaned_data
        if (told.get("needs") or told.get("note")) and not told.get("programme"):
            self.add_error("programme", _("Choose a programme: needs and notes belong to a case."))
        return told

    def drafts(self) -> list[NeedDraft]:
        """The needs ticked."""
        return [NeedDraft(kind, self.cleaned_data["urgency"] or "normal") for kind in self.cleaned_data["needs"]]
