"""Forms of the reception: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.pages.forms import VersionForm, day_field, listed, offer, text_field
from darna.domains.reception.identifying import what_it_tells
from darna.domains.reception.models import Arrival
from darna.domains.reception.values import ArrivalDraft, EnquiryDraft, InterpreterDraft, InterpreterLine, VisitorFilters
from darna.domains.reception.wording import SENTENCES
from darna.kernel.clock import today
from darna.kernel.text import isolated

#: Spoken by most who come; it stands chosen beforehand, so that one tap is enough.
USUAL_LANGUAGE: Final = "ary"


class ArrivalForm(forms.Form):
    """What is asked of whoever comes in; the reason is the button that is pressed."""

    says_optional = False

    language = forms.ChoiceField(label=_("Language they speak"), required=False)
    priority = forms.ChoiceField(
        label=_("Who goes first"),
        widget=forms.RadioSelect,
        initial="ordinary",
        help_text=_(
            "Pregnant, ill, disabled, old, with a small child: “Goes first” is enough; why is not written down."
        ),
    )
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    reason = forms.ChoiceField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, language=listed("language", _("Not known")))
        self.fields["language"].initial = USUAL_LANGUAGE
        order = (Arrival.Priority.ORDINARY, Arrival.Priority.FIRST, Arrival.Priority.CHILD_ALONE)
        offer(self, priority=[(one.value, one.label) for one in order], reason=listed("arrival_reason"))

    def draft(self) -> ArrivalDraft:
        """The arrival as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return ArrivalDraft(data["reason"], data["language"], data["needs_interpreter"], data["priority"])


class FinishForm(forms.Form):
    """What came of the visit; without a note, the ticket alone is ended."""

    case = forms.ChoiceField(label=_("In which case"), required=False)
    note = text_field(
        _("What happened"),
        required=False,
        rows=4,
        help_text=_("Written as a note of the reception. Leave it empty if it is written already."),
    )

    def __init__(self, *args: Any, cases: Sequence[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not cases:
            del self.fields["case"], self.fields["note"]
            return
        offer(self, case=[(str(pk), name) for pk, name in cases])

    def note_in(self) -> tuple[UUID, str] | None:
        """The case and the note to write in it, none without a note; call after `is_valid()`."""
        note, case = self.cleaned_data.get("note", "").strip(), self.cleaned_data.get("case", "")
        return (UUID(case), note) if note and case else None


class EnquiryForm(forms.Form):
    """A question answered without a file."""

    reason = forms.ChoiceField(label=_("What was asked"))
    answer = forms.ChoiceField(label=_("What was answered"))
    language = forms.ChoiceField(label=_("In which language"), required=False)
    origin = forms.ChoiceField(label=_("Who asked"), required=False)
    note = forms.CharField(
        label=_("A few words on the answer"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        help_text=_("Never a name, a number or an address."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = {"reason": "need_type", "answer": "enquiry_answer", "language": "language", "origin": "enquiry_origin"}
        words = {"reason": _("Choose what was asked"), "answer": _("Choose what was answered")}
        for name, list_code in lists.items():
            empty = words.get(name) or _("Not asked")
            offer(self, **{name: listed(list_code, empty)})
        self.fields["language"].initial = USUAL_LANGUAGE

    def clean_note(self) -> str:
        """Words that tell of nobody."""
        note = " ".join(self.cleaned_data["note"].split())
        if problem := what_it_tells(note):
            raise forms.ValidationError(str(SENTENCES[problem]))
        return note

    def draft(self) -> EnquiryDraft:
        """The question as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return EnquiryDraft(data["reason"], data["answer"], data["language"], data["origin"], data["note"])


class InterpreterForm(VersionForm):
    """What is known of an interpreter."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages they interpret"), widget=forms.SelectMultiple(attrs={"size": "10"})
    )
    contact = forms.CharField(
        label=_("How to reach them"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    availability = forms.CharField(
        label=_("When they can come"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("As people say it: mornings, by phone only, not in summer."),
    )
    confidentiality_signed_on = day_field(
        _("Signed on confidentiality on"), required=False, help_text=_("Leave empty until it is signed.")
    )
    is_active = forms.BooleanField(label=_("On the list: may be asked"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, languages=listed("language"))

    @staticmethod
    def of(line: InterpreterLine) -> dict[str, Any]:
        """What the form begins with."""
        return {
            "seen_version": line.version,
            "name": line.name,
            "languages": list(line.languages),
            "contact": line.contact,
            "availability": line.availability,
            "confidentiality_signed_on": line.confidentiality_signed_on,
            "is_active": line.is_active,
        }

    def draft(self) -> InterpreterDraft:
        """The interpreter as a value; call after `is_valid()`."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "seen_version"}
        return InterpreterDraft(**{**told, "languages": tuple(told["languages"])})


class AskForTicketForm(forms.Form):
    """Which interpreter is asked for a visitor."""

    interpreter = forms.ChoiceField(label=_("Whom do you ask?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, interpreters: Sequence[InterpreterLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, interpreter=[(str(line.id), _told(line)) for line in interpreters])

    @property
    def chosen(self) -> UUID:
        """The interpreter chosen; call after `is_valid()`."""
        return UUID(self.cleaned_data["interpreter"])


class AskForHourForm(forms.Form):
    """For which language and when an interpreter is asked."""

    language = forms.ChoiceField(label=_("Language"))
    needed_on = day_field(_("Day"))
    needed_time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time", "data-width": "6"}, format="%H:%M")
    )

    def __init__(self, *args: Any, languages: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, language=list(languages))
        self.fields["needed_on"].initial = today

    @property
    def needed_at(self) -> datetime:
        """The instant; call after `is_valid()`."""
        data = self.cleaned_data
        return timezone.make_aware(datetime.combine(data["needed_on"], data["needed_time"]))


class SettleForm(VersionForm):
    """What came of asking."""

    outcome = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, outcome=listed("interpreter_outcome"))


class LanguageFilterForm(forms.Form):
    """The language for which somebody is looked for."""

    says_optional = False

    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, language=listed("language", _("All languages")))


class VisitorFilterForm(forms.Form):
    """What the list of today's visitors is narrowed to."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)
    reason = forms.ChoiceField(label=_("Reason"), required=False)
    worker = forms.ChoiceField(label=_("Worker"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(str(one.value), one.label) for one in Arrival.State]
        offer(
            self,
            state=[("", pgettext_lazy("states of visitors", "All")), *states],
            reason=listed("arrival_reason", _("All reasons")),
            worker=[("", _("Anybody")), ("mine", _("Me"))],
        )

    def filters(self, sort: str) -> VisitorFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        data = {name: value for name, value in self.cleaned_data.items() if value}
        return VisitorFilters(**data, sort=sort)


def _told(line: InterpreterLine) -> str:
    parts = [
        line.name,
        line.contact,
        line.availability,
        "" if line.confidentiality_signed_on else str(_("not signed yet")),
    ]
    return isolated(parts)
