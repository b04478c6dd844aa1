"""Forms of the room of data protection: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.codelists.queries import choices
from darna.base.pages.forms import VersionForm, among, day_field, listed, offer, text_field
from darna.base.places.queries import country_choices
from darna.domains.people.queries.emergency import CAUSES, FINDINGS, RUNNING, TO_REVIEW, EmergencyFilters
from darna.domains.people.queries.officer import CONSENT_STATES, GivenFilters, ToldFilters
from darna.domains.privacy import copying
from darna.domains.privacy.models import PersonRequest, Processing
from darna.domains.privacy.models.requests import LONGEST_CLOCK
from darna.domains.privacy.queries.processing import LACKING
from darna.domains.privacy.queries.requests import UNTOLD, WAITING
from darna.domains.privacy.shipped import Categories, Persons
from darna.domains.privacy.values import (
    Clocks,
    ProcessingDraft,
    RequestDraft,
    RequestFilters,
    SafeguardDraft,
)
from darna.kernel.clock import today

EVERYTHING = ("", _("Everything"))
NAMES = (("ar", "العربية"), ("fr", "Français"), ("it", "Italiano"), ("en", "English"))


class TakeForm(forms.Form):
    """A request as it is taken down."""

    kind = forms.ChoiceField(label=_("What the person asks for"), widget=forms.RadioSelect)
    words = text_field(
        _("In their words"),
        required=False,
        help_text=_("Needed for a correction and for an objection: what is wrong, or what they do not want."),
    )
    purposes = forms.MultipleChoiceField(
        label=_("What they object to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For an objection only. Consents for these uses end when it is granted."),
    )
    asked_by = forms.ChoiceField(label=_("Who asks"), widget=forms.RadioSelect, initial="self")
    way = forms.ChoiceField(label=_("How it came"), widget=forms.RadioSelect, initial="desk")
    received_on = day_field(_("Day on which it came"), help_text=_("The clock begins on this day."))
    language = forms.ChoiceField(label=_("Language of the answer"), choices=NAMES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            kind=PersonRequest.Kind.choices,
            purposes=choices("consent_purpose"),
            asked_by=PersonRequest.AskedBy.choices,
            way=PersonRequest.Way.choices,
        )
        self.fields["received_on"].initial = today

    def draft(self) -> RequestDraft:
        """The request as a value; call after `is_valid()`."""
        told = dict(self.cleaned_data)
        return RequestDraft(**{**told, "purposes": tuple(told["purposes"])})


class InHandForm(VersionForm):
    """How it is known who asks."""

    identity = forms.ChoiceField(
        label=_("How you know that it is them"),
        widget=forms.RadioSelect,
        help_text=_("Nothing is shown, changed or erased for somebody who is not known to be the person."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, identity=PersonRequest.Identity.choices)


class ExtendForm(VersionForm):
    """A later day."""

    until = day_field(_("The later day"), help_text=_("At most sixty days later, and once only. Tell the person why."))
    why = text_field(_("Why it takes longer"), rows=2)


class CorrectorForm(VersionForm):
    """Who corrects."""

    worker = forms.ChoiceField(label=_("Who corrects the file"))

    def __init__(self, *args: Any, members: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, worker=among(members, _("Choose a member")))


class AnswerForm(VersionForm):
    """The answer."""

    answer = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    words = text_field(
        _("What the person is told"),
        help_text=_("A refusal says why, on what ground, and that they may turn to the data-protection authority."),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [PersonRequest.State.GRANTED, PersonRequest.State.PARTLY, PersonRequest.State.REFUSED]
        # An erasure is granted by erasing, on a page of its own.
        offered = answers[2:] if kind == PersonRequest.Kind.ERASURE else answers
        offer(self, answer=[(str(one), one.label) for one in offered])


class ToldForm(VersionForm):
    """How the person was told."""

    way = forms.ChoiceField(label=_("How the person was told"), widget=forms.RadioSelect)
    on = day_field(_("Day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, way=[pair for pair in PersonRequest.Way.choices if pair[0] != PersonRequest.Way.PORTAL])
        self.fields["on"].initial = today


class EraseForm(VersionForm):
    """The reference, typed once more."""

    reference = forms.CharField(
        label=_("Type the reference of the file"),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "data-width": "10"}),
    )


class CopyForm(VersionForm):
    """What goes into the copy."""

    form = forms.ChoiceField(
        label=_("Kind of file"),
        widget=forms.RadioSelect,
        initial="pdf",
        choices=[("pdf", _("PDF, to read and to print")), ("json", _("JSON, to take to another system"))],
    )
    leave_out = forms.MultipleChoiceField(
        label=_("Parts to leave out"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Only where a part would tell of somebody else or harm a procedure. The copy says what was left out; the "
            "answer says why."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, leave_out=[(section.code, section.title) for section in copying.sections()])


class ClocksForm(VersionForm):
    """The agency's clocks."""

    copy = forms.IntegerField(label=_("Days for a copy"), min_value=1, max_value=LONGEST_CLOCK)
    rectification = forms.IntegerField(label=_("Days for a correction"), min_value=1, max_value=LONGEST_CLOCK)
    objection = forms.IntegerField(label=_("Days for an objection"), min_value=1, max_value=LONGEST_CLOCK)
    erasure = forms.IntegerField(label=_("Days for an erasure"), min_value=1, max_value=LONGEST_CLOCK)

    def clocks(self) -> Clocks:
        """The clocks as a value; call after `is_valid()`."""
        told = self.cleaned_data
        return Clocks(told["copy"], told["rectification"], told["objection"], told["erasure"])


class RequestFilterForm(forms.Form):
    """What the list of requests is narrowed to."""

    says_optional = False

    kind = forms.ChoiceField(label=_("What was asked for"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    late = forms.BooleanField(label=_("Only late ones"), required=False)
    mine = forms.BooleanField(label=_("Only mine"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(WAITING, _("not answered yet")), (UNTOLD, _("answered, the person was not told yet"))]
        offer(
            self,
            kind=[EVERYTHING, *PersonRequest.Kind.choices],
            state=[EVERYTHING, *own, *PersonRequest.State.choices],
        )

    def filters(self, sort: str) -> RequestFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        return RequestFilters(sort=sort, **{name: value for name, value in self.cleaned_data.items() if value})


class ProcessingForm(VersionForm):
    """An entry of the register."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    purpose = text_field(_("What it is for"), rows=3, most=600, required=False)
    ground = forms.ChoiceField(label=_("On what ground"))
    persons = forms.MultipleChoiceField(label=_("Whose data"), widget=forms.CheckboxSelectMultiple)
    categories = forms.MultipleChoiceField(label=_("Which data"), widget=forms.CheckboxSelectMultiple)
    is_sensitive = forms.BooleanField(
        label=_("Sensitive data are among them"),
        required=False,
        help_text=_(
            "Origin, opinions, religion, union, health, genetic data: the authority authorises these beforehand."
        ),
    )
    recipients = forms.CharField(
        label=_("Who receives them"), required=False, max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries they go to"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    processor = forms.CharField(
        label=_("Who works with them for the agency"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("For example whoever hosts the server."),
    )
    kept = forms.CharField(
        label=_("How long they are kept"), required=False, max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    security = text_field(_("How they are protected"), rows=3, most=600, required=False)
    formality = forms.ChoiceField(label=_("Formality with the data-protection authority"), widget=forms.RadioSelect)
    authority_number = forms.CharField(
        label=_("Number of the receipt or authorisation"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    granted_on = day_field(_("Granted on"), required=False)
    valid_until = day_field(_("Valid until"), required=False)
    note = text_field(_("Note"), rows=2, most=600, required=False, help_text=_("Needed where no formality is needed."))
    review_on = day_field(_("To be read again on"))

    def __init__(self, *args: Any, is_own: bool, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            self.fields["purpose"].required = True
        else:
            del self.fields["name"]
        offer(
            self,
            ground=Processing.Ground.choices,
            persons=Persons.choices,
            categories=Categories.choices,
            formality=Processing.Formality.choices,
            countries=country_choices(language),
        )

    def draft(self) -> ProcessingDraft:
        """The entry as a value; call after `is_valid()`."""
        told: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if name != "seen_version"}
        lists = {name: tuple(value) for name, value in told.items() if isinstance(value, list)}
        return ProcessingDraft(**{**told, **lists})


class DayForm(VersionForm):
    """A day, of an entry of the register."""

    day = day_field(_("Day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = today


class CopiesForm(VersionForm):
    """Until when older copies may hold clear names."""

    day = day_field(
        _("Day on which the last copy from before expires"),
        help_text=_("Ask whoever runs the machine how long copies of the database are kept."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = lambda: today() + timedelta(days=30)


class ProcessingFilterForm(forms.Form):
    """What the register is narrowed to."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)
    formality = forms.ChoiceField(label=_("Formality"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lacks = (LACKING, _("missing, or over"))
        offer(
            self,
            state=[EVERYTHING, *Processing.State.choices],
            formality=[EVERYTHING, lacks, *Processing.Formality.choices],
        )


class SafeguardForm(VersionForm):
    """Under what data go to one recipient abroad."""

    ground = forms.ChoiceField(label=_("On what ground the data leave the country"))
    authority_number = forms.CharField(
        label=_("Number of the data-protection authority's receipt or authorisation"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    granted_on = day_field(_("Granted on"), required=False)
    valid_until = day_field(_("Valid until"), required=False)
    note = text_field(_("Clauses and safeguards"), rows=3, most=600, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, ground=listed("transfer_ground", _("Choose a ground")))

    def draft(self) -> SafeguardDraft:
        """What was written as a value; call after `is_valid()`."""
        return SafeguardDraft(**{name: value for name, value in self.cleaned_data.items() if name != "seen_version"})


class ToldFilterForm(forms.Form):
    """What the list of disclosures is narrowed to."""

    says_optional = False

    purpose = forms.ChoiceField(label=_("Purpose"), required=False)
    since = day_field(_("From"), required=False)
    until = day_field(_("To"), required=False)
    abroad = forms.BooleanField(label=_("Only to other countries"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, purpose=listed("consent_purpose", _("Everything")))

    def filters(self, sort: str) -> ToldFilters:
        """The filters as a value, without the recipients; call after `is_valid()`."""
        told = {name: value for name, value in self.cleaned_data.items() if value and name != "abroad"}
        return ToldFilters(sort=sort, **told)


class GivenFilterForm(forms.Form):
    """What the list of consents is narrowed to."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)
    purpose = forms.ChoiceField(label=_("Purpose"), required=False)
    ends_within = forms.ChoiceField(label=_("Ends"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [("", _("at any time")), ("30", _("within 30 days")), ("90", _("within 90 days"))]
        offer(
            self,
            state=[EVERYTHING, *CONSENT_STATES],
            purpose=listed("consent_purpose", _("Everything")),
            ends_within=days,
        )

    def filters(self, sort: str) -> GivenFilters:
        """The filters as a value; call after `is_valid()`."""
        told = {name: value for name, value in self.cleaned_data.items() if value}
        return GivenFilters(sort=sort, **{**told, "ends_within": int(told.get("ends_within", 0))})


class EmergencyForm(forms.Form):
    """Opening a protected file."""

    reference = forms.CharField(
        label=_("Reference of the file"),
        max_length=20,
        help_text=_("As it stands on the person's slip."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "data-width": "10"}),
    )
    cause = forms.ChoiceField(label=_("What kind of emergency it is"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("What happened, and what you need to know"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("It is read by supervisors and the data-protection officer. Do not name a person."),
    )
    hours = forms.IntegerField(label=_("For how many hours"), min_value=1, max_value=24, initial=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, cause=CAUSES)


class ReviewForm(VersionForm):
    """Whether it was needed."""

    finding = forms.ChoiceField(label=_("What you found"), widget=forms.RadioSelect)
    remark = forms.CharField(
        label=_("Remark"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Needed where it was not needed: what follows from it. Do not name a person."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, finding=FINDINGS)


class EmergencyFilterForm(forms.Form):
    """What the list of emergencies is narrowed to."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)
    cause = forms.ChoiceField(label=_("Kind of emergency"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(RUNNING, _("open now")), (TO_REVIEW, _("not looked into yet"))]
        offer(self, state=[EVERYTHING, *own, *FINDINGS], cause=[EVERYTHING, *CAUSES])

    def filters(self, sort: str) -> EmergencyFilters:
        """The filters as a value; call after `is_valid()`."""
        return EmergencyFilters(sort=sort, **{name: value for name, value in self.cleaned_data.items() if value})
