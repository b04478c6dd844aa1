"""What the person answers when asked; birth first, because under 18 the questions are others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.domains.people.checks import ADULT, ASKED_FROM
from darna.domains.people.values import ACCOMPANIMENT, SHARING, ConsentTerms
from darna.faces.desk import notices
from darna.faces.desk.forms.fields import CodeField, CodesField, DayField, DeskForm, PartialDateField
from darna.faces.shell.languages import OWN_NAMES
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate, Precision

ANSWERS = [
    ("given", _("The person agrees")),
    ("refused", _("The person does not agree: we help all the same")),
    ("requested", _("The person wants to think about it")),
]
GIVERS = [
    ("self", _("The person")),
    ("witnessed", _("The person, orally before a witness")),
    ("guardian", _("A parent or guardian")),
]


@dataclass(frozen=True, slots=True)
class AgencyName:
    """An agency that data may be shared with."""

    id: UUID
    name: str


class BirthForm(DeskForm):
    """When somebody was born, as far as they know it."""

    birth = PartialDateField(
        label=_("Date of birth"),
        required=False,
        help_text=_("The year alone is enough. It tells apart people of the same name."),
    )
    age = forms.IntegerField(
        label=_("Or their age, if only that is known"),
        required=False,
        min_value=0,
        max_value=120,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "2", "autocomplete": "off"}),
    )
    is_estimated = forms.BooleanField(label=_("The year is estimated"), required=False)

    def told_birth(self) -> PartialDate | None:
        """The birth date, or the estimated year of an age."""
        told: PartialDate | None = self.cleaned_data.get("birth")
        age = self.cleaned_data.get("age")
        if told is None:
            return PartialDate.from_age(age, on=today()) if age is not None else None
        return PartialDate(told.value, Precision.ESTIMATED) if self.cleaned_data.get("is_estimated") else told


class ConsentForm(DeskForm):
    """The person's answer: what for, with whom, told in which language, given how and by whom."""

    state = forms.ChoiceField(label=_("What does the person answer?"), choices=ANSWERS, widget=forms.RadioSelect)
    notice_language = forms.ChoiceField(
        label=_("In which language was the notice told?"), choices=list(OWN_NAMES.items()), widget=forms.RadioSelect
    )
    purposes = CodesField(
        "consent_purpose",
        label=_("What does the person agree to?"),
        required=False,
        help_text=_("Ask for each one apart. Accompaniment alone is enough."),
        initial=[ACCOMPANIMENT],
    )
    recipients = forms.MultipleChoiceField(
        label=_("With whom may it be shared?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only those the person names. Needed only if they agree to sharing."),
    )
    method = CodeField("consent_method", label=_("How was the answer given?"), required=False)
    given_by = forms.ChoiceField(label=_("Who answers?"), choices=GIVERS, initial="self", widget=forms.RadioSelect)
    witness = forms.CharField(
        label=_("Name of the witness"), required=False, max_length=120, help_text=_("When the answer was given orally.")
    )
    guardian = forms.CharField(
        label=_("Name of the parent or guardian"), required=False, max_length=120, help_text=_("For a person under 18.")
    )
    has_assented = forms.NullBooleanField(
        label=_("Does the child agree?"),
        required=False,
        widget=forms.RadioSelect(choices=[("true", _("Yes")), ("false", _("No")), ("unknown", _("Not asked yet"))]),
        help_text=_("For a person under 18: ask in words they understand. What they think counts."),
        initial="unknown",
    )
    best_interest = forms.CharField(
        label=_("Why nobody responsible for the child could be asked"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only when waiting for a parent or guardian would harm the child."),
    )
    evidence = forms.CharField(
        label=_("Where the signed paper is kept"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        help_text=_(
            "For an answer signed on paper: the folder or the cupboard. "
            "A photograph or a scan of the paper is added in the file, once the answer is saved."
        ),
    )
    expires_on = DayField(label=_("Until when?"), required=False, help_text=_("Leave empty if the person sets no end."))

    def __init__(
        self,
        *args: Any,
        agencies: Sequence[AgencyName] = (),
        birth: PartialDate | None = None,
        **values: Any,
    ) -> None:
        super().__init__(*args, **values)
        self.is_minor = birth is not None and birth.may_be_under_on(ADULT, today())
        self.is_asked = birth is not None and PartialDate(birth.earliest).age_on(today()) >= ASKED_FROM
        recipients = self.fields["recipients"]
        if isinstance(recipients, forms.MultipleChoiceField):
            recipients.choices = [(str(agency.id), agency.name) for agency in agencies]
        if not agencies:
            del self.fields["recipients"]

    def clean_expires_on(self) -> date | None:
        """An end that is still to come."""
        ends: date | None = self.cleaned_data.get("expires_on")
        if ends is not None and ends < today():
            raise forms.ValidationError(_("This day is past. Write a day to come, or leave it empty."))
        return ends

    def clean(self) -> dict[str, Any]:
        """Each kind of answer with what it needs."""
        told = super().clean() or self.cleaned_data
        if told.get("state") == "given":
            self._ask_for_what_a_given_answer_needs(told)
        return told

    def _ask_for_what_a_given_answer_needs(self, told: dict[str, Any]) -> None:
        if not told.get("purposes"):
            self.add_error("purposes", _("Tick at least one thing the person agrees to, or choose another answer."))
        self._ask_for_recipients(told)
        if not told.get("method"):
            self.add_error("method", _("Say how the answer was given."))
        if told.get("given_by") == "guardian" and not told.get("guardian"):
            self.add_error("guardian", _("Write the name of the parent or guardian."))
        if "witness" in told.get("given_by", "") + told.get("method", "") and not told.get("witness"):
            self.add_error("witness", _("Write the name of the witness."))
        if self.is_minor:
            self._ask_for_what_a_child_needs(told)

    def _ask_for_recipients(self, told: dict[str, Any]) -> None:
        is_shared = SHARING in told.get("purposes", [])
        if is_shared and not told.get("recipients"):
            where = "recipients" if "recipients" in self.fields else "purposes"
            self.add_error(where, _("Name with whom it may be shared, or take sharing away."))
        if told.get("recipients") and not is_shared:
            self.add_error("recipients", _("Tick sharing above too, or name nobody here."))

    def _ask_for_what_a_child_needs(self, told: dict[str, Any]) -> None:
        if told.get("given_by") != "guardian" and not told.get("best_interest"):
            self.add_error(
                "given_by",
                _("This person may be under 18: a parent or guardian answers, or write below why none could be asked."),
            )
        if self.is_asked and told.get("has_assented") is None:
            self.add_error("has_assented", _("Ask the child too, and say what they answered."))
        if self.is_asked and told.get("has_assented") is False:
            self.add_error(
                "has_assented", _("Nothing is given against the child's word: choose that the person does not agree.")
            )

    def terms(self) -> ConsentTerms:
        """The answer as a value; call after `is_valid()`."""
        told = self.cleaned_data
        is_given = told["state"] == "given"
        return ConsentTerms(
            state=told["state"],
            purposes=tuple(told["purposes"]) if is_given or told["purposes"] else (ACCOMPANIMENT,),
            recipients=tuple(UUID(key) for key in told.get("recipients", [])) if is_given else (),
            given_by=told["given_by"],
            guardian=told["guardian"],
            witness=told["witness"],
            has_assented=told["has_assented"] if self.is_minor else None,
            best_interest=told["best_interest"],
            evidence=told["evidence"],
            notice_version=notices.CURRENT,
            notice_language=told["notice_language"],
            method=told["method"] or "written",
            effective_on=today(),
            expires_on=told["expires_on"],
        )


class WithdrawalForm(forms.Form):
    """The person takes an answer back; a reason is never asked for."""

    reason = CodeField(
        "consent_withdrawal_reason",
        label=_("Did the person say why?"),
        required=False,
        help_text=_("They do not have to."),
    )
