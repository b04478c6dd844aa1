"""The filter of the trail: what, who, whose file, from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.agencies.actor import Actor
from darna.base.audit.queries import Filters, members_of_trail, person_by_reference
from darna.base.audit.verbs import SENTENCES


class FilterForm(forms.Form):
    """Narrows the trail; an empty field narrows nothing."""

    says_optional = False

    verb = forms.ChoiceField(label=_("What happened"), required=False, choices=[])
    member = forms.ChoiceField(label=pgettext_lazy("member who acted", "Who"), required=False, choices=[])
    file = forms.CharField(
        label=_("Person's reference"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"data-width": "10", "autocomplete": "off"}),
    )
    since = forms.DateField(
        label=pgettext_lazy("first day of a span", "From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: object, actor: Actor, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        verbs = sorted(SENTENCES.items(), key=lambda pair: str(pair[1]))
        members = [(str(pk), name) for pk, name in members_of_trail(actor)]
        self._offer("verb", [("", _("Everything")), *verbs])
        self._offer("member", [("", _("Everybody")), *members])

    def _offer(self, name: str, choices: Sequence[tuple[str, str | Promise]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_file(self) -> UUID | None:
        """The file behind a reference, or any record by its identifier."""
        text = self.cleaned_data["file"].strip()
        if not text:
            return None
        try:
            return UUID(text)
        except ValueError:
            found = person_by_reference(text)
        if found is None:
            raise forms.ValidationError(
                _("No file with this reference is open to you. Check the reference; it is printed on the file.")
            )
        return found

    def filters(self) -> Filters:
        """What the reader wants to see."""
        wanted = self.cleaned_data
        return Filters(
            verb=wanted["verb"],
            membership_id=UUID(wanted["member"]) if wanted["member"] else None,
            record_id=wanted["file"],
            since=wanted["since"],
            until=wanted["until"],
        )
