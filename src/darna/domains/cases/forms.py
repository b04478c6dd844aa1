"""Forms of cases: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from darna.base.codelists.queries import choices
from darna.base.pages.forms import Choices, VersionForm, among, day_field, listed, offer, text_field
from darna.domains.cases.access import AT_RECEPTION
from darna.domains.cases.values import UNDECIDED, CaseFilters, NeedDraft
from darna.kernel.clock import now, today


class OpenCaseForm(forms.Form):
    """What a case begins with."""

    programme = forms.ChoiceField(label=_("Programme"))
    priority = forms.ChoiceField(label=_("Priority"), initial="medium")
    need = forms.ChoiceField(
        label=_("What the person needs first"), required=False, help_text=_("More needs can be noted in the case.")
    )
    urgency = forms.ChoiceField(label=_("Urgency of this need"), initial="normal", required=False)
    target_on = day_field(_("Day by which it should be reached"), required=False)
    is_mine = forms.BooleanField(label=_("I accompany this person"), required=False, initial=True)

    def __init__(self, *args: Any, writes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            programme=listed("programme", _("Choose a programme")),
            priority=listed("priority"),
            need=listed("need_type", _("None yet")),
            urgency=listed("urgency"),
        )
        if not writes:
            del self.fields["is_mine"]

    def terms(self, member: UUID) -> dict[str, Any]:
        """The arguments of `open_case`; call after `is_valid()`."""
        data = self.cleaned_data
        needs = [NeedDraft(data["need"], data["urgency"] or "normal")] if data["need"] else []
        return {
            "programme": data["programme"],
            "priority": data["priority"],
            "target_on": data["target_on"],
            "worker_id": member if data.get("is_mine") else None,
            "needs": needs,
        }


class EncounterForm(forms.Form):
    """What happened, when, how, who was there."""

    kind = forms.ChoiceField(label=_("How you met"))
    note = text_field(_("What happened"), rows=5)
    present = forms.CharField(label=_("Who else was present"), required=False, max_length=500)
    happened_on = day_field(_("Day"))
    happened_time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "data-width": "6"}, format="%H:%M"),
    )

    def __init__(self, *args: Any, writes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(code, label) for code, label in choices("encounter_kind") if writes or code == AT_RECEPTION]
        offer(self, kind=kinds)
        self.fields["happened_on"].initial = today

    def terms(self) -> dict[str, Any]:
        """The arguments of `write_encounter`; call after `is_valid()`."""
        data = self.cleaned_data
        when = _instant(data["happened_on"], data["happened_time"])
        return {"kind": data["kind"], "note": data["note"], "present": data["present"], "happened_at": when}


def _instant(day: date, at: time | None) -> datetime:
    if at is None and day == today():
        return now()
    return timezone.make_aware(datetime.combine(day, at or time(12)))


class CorrectionForm(VersionForm):
    """Another text for a note."""

    note = text_field(_("What happened"), rows=6)
    present = forms.CharField(label=_("Who else was present"), required=False, max_length=500)


class NeedForm(forms.Form):
    """A need, as voiced."""

    kind = forms.ChoiceField(label=_("Need"))
    urgency = forms.ChoiceField(label=_("Urgency"), initial="normal")
    oriented_to = forms.ChoiceField(label=_("Oriented to"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            kind=listed("need_type", _("Choose a need")),
            urgency=listed("urgency"),
            oriented_to=listed("partner_institution", _("Nobody yet")),
        )

    def draft(self) -> NeedDraft:
        """The need as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return NeedDraft(data["kind"], data["urgency"], data["oriented_to"])


class ResultForm(VersionForm):
    """What came of a need."""

    result = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(code, label) for code, label in choices("register_outcome") if code not in UNDECIDED]
        offer(self, result=offered)


class TaskForm(forms.Form):
    """Something to do by a day."""

    title = forms.CharField(label=_("What is to do"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))
    due_on = day_field(_("By which day"))
    worker = forms.ChoiceField(label=_("Who does it"), required=False)

    def __init__(self, *args: Any, workers: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, worker=among(workers))

    @property
    def worker_id(self) -> UUID | None:
        """The colleague chosen; call after `is_valid()`."""
        return _uuid(self.cleaned_data["worker"])


class FinishForm(VersionForm):
    """A task that was done."""

    note = text_field(_("What came of it"), required=False, rows=3)


class ReasonForm(VersionForm):
    """Why something is dropped or taken back."""

    note = text_field(_("Why"), rows=3)


class ChangeCaseForm(VersionForm):
    """How pressing the case is, and by which day it should be reached."""

    priority = forms.ChoiceField(label=_("Priority"))
    target_on = day_field(
        _("Day by which it should be reached"), required=False, help_text=_("Leave empty if no day is agreed.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, priority=listed("priority"))


class AssignForm(VersionForm):
    """The worker who accompanies the person, or nobody."""

    worker = forms.ChoiceField(label=_("Who accompanies the person"), required=False)

    def __init__(self, *args: Any, workers: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, worker=among(workers, _("Nobody for now")))

    @property
    def worker_id(self) -> UUID | None:
        """The worker chosen; call after `is_valid()`."""
        return _uuid(self.cleaned_data["worker"])


class CloseForm(VersionForm):
    """The outcome of an accompaniment."""

    outcome = forms.ChoiceField(label=_("Outcome"), widget=forms.RadioSelect)
    note = text_field(_("What was reached, and what stays open"), required=False)
    closed_on = day_field(_("Closed on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, outcome=listed("case_outcome"))
        self.fields["closed_on"].initial = today


class ShareForm(forms.Form):
    """Which agency is shown the file, and until when."""

    agency = forms.ChoiceField(label=_("Agency that will see the file"))
    until = day_field(_("Until which day"), help_text=_("Never longer than the person's consent."))

    def __init__(self, *args: Any, agencies: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, agency=among(agencies, _("Choose an agency")))

    @property
    def agency_id(self) -> UUID:
        """The agency chosen; call after `is_valid()`."""
        return UUID(self.cleaned_data["agency"])


class FilterForm(forms.Form):
    """What the list of cases is narrowed to; nothing in it names a person."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    worker = forms.ChoiceField(label=_("Worker"), required=False)
    priority = forms.ChoiceField(label=_("Priority"), required=False)
    origin = forms.ChoiceField(label=_("Kept by"), required=False)
    opened_from = day_field(_("Opened from"), required=False)
    opened_to = day_field(_("Opened until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Choices] = {
            "state": [
                ("open", pgettext("cases of a list", "Open")),
                ("closed", str(_("Closed"))),
                ("any", str(_("Open and closed"))),
            ],
            "programme": listed("programme", _("All programmes")),
            "worker": [("anybody", str(_("Anybody"))), ("mine", str(_("Me"))), ("none", str(_("Nobody yet")))],
            "priority": listed("priority", _("All")),
            "origin": [
                ("all", str(_("Any agency"))),
                ("own", str(_("My agency"))),
                ("shared", str(_("Another agency that shows it to us"))),
            ],
        }
        offer(self, **offered)

    def filters(self, sort: str) -> CaseFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        data = {name: value for name, value in self.cleaned_data.items() if value}
        state = data.pop("state", "open")
        return CaseFilters(**{**data, "state": "" if state == "any" else state, "sort": sort})


def _uuid(text: str) -> UUID | None:
    return UUID(text) if text else None
