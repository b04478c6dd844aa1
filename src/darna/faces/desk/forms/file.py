"""What is changed in a file that is already there: the person, circumstances, protection, erasure, ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import TypedReferenceForm, VersionForm
from darna.domains.people.values import PersonCard
from darna.faces.desk.forms.consent import BirthForm
from darna.faces.desk.forms.fields import CodeField, DayField, DeskForm
from darna.faces.desk.forms.person import PersonForm
from darna.kernel.clock import today
from darna.kernel.dates import Precision


class ChangePersonForm(VersionForm, PersonForm, BirthForm):
    """Everything that is written of a person, with the version that was seen."""

    field_order = (
        "seen_version",
        "given_name",
        "family_name",
        "given_name_ar",
        "family_name_ar",
        "birth",
        "age",
        "is_estimated",
        "sex",
    )

    def changes(self) -> dict[str, Any]:
        """The values of all fields, named as in a draft of a person; call after `is_valid()`."""
        return {**self.values(), "birth": self.told_birth()}


def written(card: PersonCard) -> dict[str, Any]:
    """What is stored of a person, as the form begins."""
    first, second = (*card.nationalities, "", "")[:2]
    best, other = (*card.languages, "", "")[:2]
    return {
        "seen_version": card.version,
        "given_name": card.names.given_name,
        "family_name": card.names.family_name,
        "given_name_ar": card.names.given_name_ar,
        "family_name_ar": card.names.family_name_ar,
        "birth": card.birth,
        "is_estimated": bool(card.birth and card.birth.precision is Precision.ESTIMATED),
        "sex": card.sex,
        "nationality": first,
        "second_nationality": second,
        "first_language": best,
        "second_language": other,
        "needs_interpreter": card.needs_interpreter,
        "country_of_residence": card.country_of_residence,
        "commune": card.commune,
        "address": card.address,
    }


class CircumstanceForm(DeskForm):
    """A circumstance that asks for care, since a day."""

    kind = CodeField("vulnerability", label=_("Circumstance"))
    since = DayField(label=_("Since"), required=False, help_text=_("Leave empty for today."))

    def clean_since(self) -> date | None:
        """A day that has come."""
        since: date | None = self.cleaned_data.get("since")
        if since is not None and since > today():
            raise forms.ValidationError(_("This day is still to come. Write today or before."))
        return since


class HouseholdForm(DeskForm):
    """With whom the person lives: somebody who has a file, by its reference."""

    other_reference = forms.CharField(
        label=_("Reference of the file of somebody who lives there"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr", "data-width": "10"}),
    )
    role = CodeField("relationship", label=_("Who is this person to them?"))
    since = DayField(label=_("Since"), required=False)


class EndForm(VersionForm):
    """Something is over, or was wrong: from which day, and the version that was seen."""

    on = DayField(label=_("On which day did it end?"), required=False, help_text=_("Leave empty for today."))

    def __init__(self, *args: Any, has_day: bool = True, **values: Any) -> None:
        super().__init__(*args, **values)
        if not has_day:
            del self.fields["on"]


class ProtectForm(forms.Form):
    """Who may still see the file once it is protected."""

    workers = forms.MultipleChoiceField(
        label=_("Who may see this file?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You are always one of them. Nobody else finds or opens the file, not even the whole team."),
    )

    def __init__(self, *args: Any, members: Mapping[UUID, str], **values: Any) -> None:
        super().__init__(*args, **values)
        workers = self.fields["workers"]
        assert isinstance(workers, forms.MultipleChoiceField)
        workers.choices = [(str(key), name) for key, name in members.items()]

    def named(self) -> list[UUID]:
        """The memberships that were ticked."""
        return [UUID(key) for key in self.cleaned_data["workers"]]


class EraseForm(TypedReferenceForm):
    """Erasing cannot be undone: why, and the reference typed once more."""

    RULES = (
        ("on_request", _("The person asked for it")),
        ("case_closed_plus_24_months", _("The time to keep it is over")),
        ("registered_by_mistake", _("The file was made by mistake")),
    )
    field_order = ("rule", "reference")

    rule = forms.ChoiceField(label=_("Why is the file erased?"), choices=RULES, widget=forms.RadioSelect)
