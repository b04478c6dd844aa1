"""Forms of planning: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from darna.base.codelists.queries import choices
from darna.base.pages.forms import VersionForm, among, day_field, listed, offer, text_field
from darna.domains.planning.models import Appointment, CalendarFeed, Plan, PlanItem
from darna.domains.planning.models.appointments import LONGEST, SHORTEST
from darna.domains.planning.values import AppointmentDraft, ItemDraft, ProgressCard
from darna.domains.programmes.values import Definition
from darna.kernel.clock import today

MEMBERS = Mapping[UUID, str]


class ProgressForm(VersionForm):
    """The checklist and the papers of a case, on one page."""

    items = forms.MultipleChoiceField(label=_("Checklist"), required=False, widget=forms.CheckboxSelectMultiple)
    documents = forms.MultipleChoiceField(
        label=_("Papers we saw"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only that we saw them. No copy and no content is kept here."),
    )
    other = forms.CharField(
        label=_("Another paper we saw"), required=False, max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    no_longer = forms.MultipleChoiceField(
        label=_("Other papers to take off the list"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, card: ProgressCard) -> None:
        marked = [item.code for stage in card.stages for item in stage.items if item.is_done]
        seen = [paper.code for paper in card.expected if paper.seen_on]
        initial = {"seen_version": card.version, "items": marked, "documents": seen}
        super().__init__(data, initial=initial)
        stages = [
            (stage.label, [(item.code, item.label) for item in stage.items]) for stage in card.stages if stage.items
        ]
        offer(self, items=stages)
        offer(
            self,
            documents=[(paper.code, paper.label) for paper in card.expected],
            no_longer=[(str(paper.id), paper.label) for paper in card.others if paper.label],
        )
        if not self.fields["no_longer"].choices:  # type: ignore[attr-defined]
            del self.fields["no_longer"]

    @property
    def ticked(self) -> set[str]:
        """The items whose boxes are ticked: as typed, else as saved."""
        return set(self["items"].value() or ())

    def told(self) -> dict[str, Any]:
        """The arguments of `mark_progress`; call after `is_valid()`."""
        data = self.cleaned_data
        return {
            "items": data["items"],
            "documents": data["documents"],
            "other": data["other"],
            "no_longer": [UUID(text) for text in data.get("no_longer", ())],
        }


class StageForm(VersionForm):
    """The stage a case is in now."""

    stage = forms.ChoiceField(label=_("Stage"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "fr"
        offer(self, stage=[(stage.code, stage.label.in_(language)) for stage in definition.stages])


class PlanForm(VersionForm):
    """What a plan is to reach, and what the person commits to."""

    goal = text_field(_("What we want to reach together"), help_text=_("In words the person would use."))
    commitment = text_field(
        _("What the person says they will do"), required=False, rows=3, help_text=_("In their own words.")
    )


class ItemForm(VersionForm):
    """Something somebody does under a plan."""

    action = forms.CharField(label=_("What is done"), max_length=500, widget=forms.TextInput(attrs={"dir": "auto"}))
    who = forms.ChoiceField(label=_("Who does it"), widget=forms.RadioSelect, choices=PlanItem.Responsible.choices)
    worker = forms.ChoiceField(label=_("Which worker"), required=False)
    institution = forms.ChoiceField(label=_("Which institution"), required=False)
    due_on = day_field(_("By which day"), required=False)

    def __init__(self, *args: Any, workers: MEMBERS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self, worker=among(workers, _("Me")), institution=listed("partner_institution", _("Choose an institution"))
        )

    def draft(self) -> ItemDraft:
        """The item as a value; call after `is_valid()`."""
        data = self.cleaned_data
        worker = UUID(data["worker"]) if data["worker"] else None
        return ItemDraft(data["action"], data["who"], worker, data["institution"], data["due_on"])

    def clean(self) -> dict[str, Any]:
        """An institution is named where one does it; what belongs to another choice is left out."""
        data = super().clean() or {}
        if data.get("who") != PlanItem.Responsible.WORKER:
            data["worker"] = ""
        if data.get("who") != PlanItem.Responsible.INSTITUTION:
            data["institution"] = ""
        elif not data.get("institution"):
            self.add_error("institution", _("Choose the institution that does it."))
        return data


class ItemDoneForm(VersionForm):
    """An item that was done."""

    note = text_field(_("What came of it"), required=False, rows=3)
    done_on = day_field(_("Done on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = today


class NoteForm(VersionForm):
    """A reason, a remark or a result."""

    note = text_field(_("Why"), rows=3)

    def __init__(self, *args: Any, label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["note"].label = label


class AgreedForm(VersionForm):
    """The person's yes to a plan."""

    agreed_on = day_field(_("The person agreed on"))
    how = forms.ChoiceField(
        label=_("How they agreed"),
        choices=Plan.Agreed.choices,
        widget=forms.RadioSelect,
        required=False,
        initial="aloud",
    )
    has_agreed = forms.BooleanField(label=_("The plan was read to the person, and they agree to it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed_on"].initial = today


class FeedForm(forms.Form):
    """Another address of a calendar."""

    label = forms.CharField(
        label=_("Where you will use it"),
        max_length=60,
        help_text=_("For yourself, so that you know which one to end: my telephone, the computer at home."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    scope = forms.ChoiceField(label=_("What it shows"), widget=forms.RadioSelect, initial="mine")

    def __init__(self, *args: Any, may_team: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, scope=CalendarFeed.Scope.choices if may_team else CalendarFeed.Scope.choices[:1])


class AppointmentForm(VersionForm):
    """When, for how long, how and with whom."""

    day = day_field(_("Day"))
    at = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time", "data-width": "6"}, format="%H:%M")
    )
    minutes = forms.IntegerField(
        label=_("How many minutes"),
        min_value=SHORTEST,
        max_value=LONGEST,
        initial=30,
        widget=forms.NumberInput(attrs={"data-width": "6"}),
    )
    worker = forms.ChoiceField(label=_("With whom"))
    purpose = forms.ChoiceField(label=_("Purpose"), help_text=_("It stays inside the house: no reminder says it."))
    mode = forms.ChoiceField(label=_("How to meet"), initial="at_the_house")
    place = forms.CharField(
        label=_("Where"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("A room, or an address the person told. No reminder says it."),
    )
    interpreter = forms.ChoiceField(
        label=_("Interpreter needed for"),
        required=False,
        help_text=_("The calendar then shows it, and the reception asks somebody."),
    )
    reminder = forms.ChoiceField(
        label=_("Reminder to the person, the day before"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("It says only that there is an appointment and when; an e-mail also says at which house."),
    )
    names_house = forms.BooleanField(
        label=_("The person allows that a text message names the house"),
        required=False,
        help_text=_("Other people may read it on the telephone."),
    )

    def __init__(self, *args: Any, workers: MEMBERS, ways: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            worker=among(workers),
            purpose=listed("appointment_purpose", _("Choose a purpose")),
            mode=choices("appointment_mode"),
            interpreter=[("", _("No interpreter")), *choices("language")],
            reminder=[("", _("No reminder")), *((way, Appointment.Way(way).label) for way in ways)],
        )
        if not ways:
            del self.fields["reminder"]
        if "sms" not in ways:
            del self.fields["names_house"]

    def draft(self) -> AppointmentDraft:
        """The appointment as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return AppointmentDraft(
            starts_at=_instant(data["day"], data["at"]),
            worker_id=UUID(data["worker"]),
            purpose=data["purpose"],
            minutes=data["minutes"],
            mode=data["mode"],
            place=data["place"],
            reminds_person=bool(data.get("reminder")),
            reminds_by=data.get("reminder") or "email",
            names_house=data.get("names_house", False),
            interpreter=data["interpreter"],
        )


class ExcuseForm(VersionForm):
    """What the person said when they let the house know."""

    note = text_field(_("What they said"), required=False, rows=3, most=4_000)


class CalendarForm(forms.Form):
    """Which days of whom; nothing in it names a person."""

    says_optional = False

    day = day_field(_("Day"), required=False)
    who = forms.ChoiceField(label=_("Of whom"), required=False)
    interpreted = forms.BooleanField(label=_("Only with an interpreter"), required=False)
    span = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)

    def __init__(self, *args: Any, members: MEMBERS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if members:
            offer(self, who=[("me", str(_("Mine"))), ("team", str(_("The whole team"))), *among(members)])
        else:
            del self.fields["who"]


class GiveForm(forms.Form):
    """The worker who takes over the chosen cases, or nobody."""

    worker = forms.ChoiceField(label=_("Give them to"))

    def __init__(self, *args: Any, workers: MEMBERS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = [("", str(_("Choose a worker"))), *among(workers), ("nobody", str(_("Nobody for now")))]
        offer(self, worker=pairs)

    @property
    def worker_id(self) -> UUID | None:
        """The worker chosen; call after `is_valid()`."""
        chosen = self.cleaned_data["worker"]
        return None if chosen == "nobody" else UUID(chosen)


def _instant(day: Any, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
