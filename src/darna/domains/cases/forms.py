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
from darna.domains.cases.access import AT_RECEPTION
from darna.domains.cases.values import UNDECIDED, CaseFilters, NeedDraft
from darna.kernel.clock import now, today

Choices = list[tuple[str, str]]


def _date(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "data-width": "10"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def _text(label: Any, *, required: bool = True, rows: int = 4, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=required, widget=widget, max_length=20_000, help_text=help_text)


def _listed(list_code: str, empty: Any = None) -> Choices:
    offered = choices(list_code)
    return offered if empty is None else [("", str(empty)), *offered]


class VersionForm(forms.Form):
    """A form over something that others may save too: it carries the version that was seen."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @property
    def seen(self) -> int:
        """The version the user had before their eyes; call after `is_valid()`."""
        return int(self.cleaned_data["seen_version"])

    def see(self, version: int) -> None:
        """Go on from a newer version with what was typed kept."""
        data = dict(self.data.items())
        data[self.add_prefix("seen_version")] = str(version)
        self.data = data


class OpenCaseForm(forms.Form):
    """What a case begins with."""

    programme = forms.ChoiceField(label=_("Programme"))
    priority = forms.ChoiceField(label=_("Priority"), initial="medium")
    need = forms.ChoiceField(
        label=_("What the person needs first"), required=False, help_text=_("More needs can be noted in the case.")
    )
    urgency = forms.ChoiceField(label=_("Urgency of this need"), initial="normal", required=False)
    target_on = _date(_("Day by which it should be reached"), required=False)
    is_mine = forms.BooleanField(label=_("I accompany this person"), required=False, initial=True)

    def __init__(self, *args: Any, writes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = _listed("programme", _("Choose a programme"))  # type: ignore[attr-defined]
        self.fields["priority"].choices = _listed("priority")  # type: ignore[attr-defined]
        self.fields["need"].choices = _listed("need_type", _("None yet"))  # type: ignore[attr-defined]
        self.fields["urgency"].choices = _listed("urgency")  # type: ignore[attr-defined]
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
    note = _text(_("What happened"), rows=5)
    present = forms.CharField(label=_("Who else was present"), required=False, max_length=500)
    happened_on = _date(_("Day"))
    happened_time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "data-width": "6"}, format="%H:%M"),
    )

    def __init__(self, *args: Any, writes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(code, label) for code, label in choices("encounter_kind") if writes or code == AT_RECEPTION]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
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

    note = _text(_("What happened"), rows=6)
    present = forms.CharField(label=_("Who else was present"), required=False, max_length=500)


class NeedForm(forms.Form):
    """A need, as voiced."""

    kind = forms.ChoiceField(label=_("Need"))
    urgency = forms.ChoiceField(label=_("Urgency"), initial="normal")
    oriented_to = forms.ChoiceField(label=_("Oriented to"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _listed("need_type", _("Choose a need"))  # type: ignore[attr-defined]
        self.fields["urgency"].choices = _listed("urgency")  # type: ignore[attr-defined]
        self.fields["oriented_to"].choices = _listed("partner_institution", _("Nobody yet"))  # type: ignore[attr-defined]

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
        self.fields["result"].choices = offered  # type: ignore[attr-defined]


class TaskForm(forms.Form):
    """Something to do by a day."""

    title = forms.CharField(label=_("What is to do"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))
    due_on = _date(_("By which day"))
    worker = forms.ChoiceField(label=_("Who does it"), required=False)

    def __init__(self, *args: Any, workers: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = _members(workers)  # type: ignore[attr-defined]

    @property
    def worker_id(self) -> UUID | None:
        """The colleague chosen; call after `is_valid()`."""
        return _uuid(self.cleaned_data["worker"])


class FinishForm(VersionForm):
    """A task that was done."""

    note = _text(_("What came of it"), required=False, rows=3)


class ReasonForm(VersionForm):
    """Why something is dropped or taken back."""

    note = _text(_("Why"), rows=3)


class ChangeCaseForm(VersionForm):
    """How pressing the case is, and by which day it should be reached."""

    priority = forms.ChoiceField(label=_("Priority"))
    target_on = _date(
        _("Day by which it should be reached"), required=False, help_text=_("Leave empty if no day is agreed.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].choices = _listed("priority")  # type: ignore[attr-defined]


class AssignForm(VersionForm):
    """The worker who accompanies the person, or nobody."""

    worker = forms.ChoiceField(label=_("Who accompanies the person"), required=False)

    def __init__(self, *args: Any, workers: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [("", str(_("Nobody for now"))), *_members(workers)]  # type: ignore[attr-defined]

    @property
    def worker_id(self) -> UUID | None:
        """The worker chosen; call after `is_valid()`."""
        return _uuid(self.cleaned_data["worker"])


class CloseForm(VersionForm):
    """The outcome of an accompaniment."""

    outcome = forms.ChoiceField(label=_("Outcome"), widget=forms.RadioSelect)
    note = _text(_("What was reached, and what stays open"), required=False)
    closed_on = _date(_("Closed on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = _listed("case_outcome")  # type: ignore[attr-defined]
        self.fields["closed_on"].initial = today


class ShareForm(forms.Form):
    """Which agency is shown the file, and until when."""

    agency = forms.ChoiceField(label=_("Agency that will see the file"))
    until = _date(_("Until which day"), help_text=_("Never longer than the person's consent."))

    def __init__(self, *args: Any, agencies: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", str(_("Choose an agency"))), *_members(agencies)]  # type: ignore[attr-defined]

    @property
    def agency_id(self) -> UUID:
        """The agency chosen; call after `is_valid()`."""
        return UUID(self.cleaned_data["agency"])


class RevokeForm(VersionForm):
    """Nothing to fill in: the button says it."""


class FilterForm(forms.Form):
    """What the list of cases is narrowed to; nothing in it names a person."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    worker = forms.ChoiceField(label=_("Worker"), required=False)
    priority = forms.ChoiceField(label=_("Priority"), required=False)
    origin = forms.ChoiceField(label=_("Kept by"), required=False)
    opened_from = _date(_("Opened from"), required=False)
    opened_to = _date(_("Opened until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Choices] = {
            "state": [
                ("open", pgettext("cases of a list", "Open")),
                ("closed", str(_("Closed"))),
                ("any", str(_("Open and closed"))),
            ],
            "programme": _listed("programme", _("All programmes")),
            "worker": [("anybody", str(_("Anybody"))), ("mine", str(_("Me"))), ("none", str(_("Nobody yet")))],
            "priority": _listed("priority", _("All")),
            "origin": [
                ("all", str(_("Any agency"))),
                ("own", str(_("My agency"))),
                ("shared", str(_("Another agency that shows it to us"))),
            ],
        }
        for name, pairs in offered.items():
            self.fields[name].choices = pairs  # type: ignore[attr-defined]

    def filters(self, sort: str) -> CaseFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        data = {name: value for name, value in self.cleaned_data.items() if value}
        state = data.pop("state", "open")
        return CaseFilters(**{**data, "state": "" if state == "any" else state, "sort": sort})


def _members(names: Mapping[UUID, str]) -> Choices:
    return [(str(key), name) for key, name in names.items()]


def _uuid(text: str) -> UUID | None:
    return UUID(text) if text else None
