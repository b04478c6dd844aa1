"""Forms of child protection: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.codelists.queries import choices
from darna.base.pages.forms import VersionForm, among, day_field, listed, offer, text_field
from darna.domains.safeguarding.models import Assent, Procedure, Urgency
from darna.domains.safeguarding.models.urgencies import FEWEST_HOURS, MOST_HOURS
from darna.domains.safeguarding.values import (
    LONGEST_REVIEW,
    DecisionDraft,
    GuardianDraft,
    OptionLine,
    ProcedureFilters,
    StopDraft,
    offers_for,
)
from darna.kernel.clock import today

MEMBERS = Mapping[UUID, str]


class FilterForm(forms.Form):
    """What the room is narrowed to."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)
    reason = forms.ChoiceField(label=_("Reason"), required=False)
    is_mine = forms.BooleanField(label=_("Only mine"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            state=[("", _("All that are not closed")), *Procedure.State.choices],
            reason=listed("protection_reason", _("Everything")),
        )

    def filters(self, sort: str) -> ProcedureFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        return ProcedureFilters(sort=sort, **{name: value for name, value in self.cleaned_data.items() if value})


class OpenForm(VersionForm):
    """Why a procedure is opened, and who answers for it."""

    reason = forms.ChoiceField(label=_("Reason"))
    concern = text_field(
        _("What is the matter"), help_text=_("What you saw and what the child said. Leave out what you only suppose.")
    )
    responsible = forms.ChoiceField(label=_("Who answers for it"), required=False)
    asks_restriction = forms.BooleanField(
        label=_("Ask a supervisor to restrict the file to named workers"),
        required=False,
        help_text=_("When somebody's safety could depend on who knows of it."),
    )

    def __init__(self, *args: Any, workers: MEMBERS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, reason=listed("protection_reason", _("Choose a reason")), responsible=among(workers, _("Me")))


class WorkerForm(VersionForm):
    """Who answers for a procedure from now on."""

    responsible = forms.ChoiceField(label=_("Who answers for it"))

    def __init__(self, *args: Any, workers: MEMBERS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, responsible=among(workers, _("Choose a worker")))


class StepPlanForm(VersionForm):
    """Who carries a step, and by which day."""

    responsible = forms.ChoiceField(label=_("Who carries it"), required=False)
    due_on = day_field(_("By which day"))

    def __init__(self, *args: Any, workers: MEMBERS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, responsible=among(workers, _("Me")))


class StepDoneForm(VersionForm):
    """A step that is done; how the child was heard and who was present are asked where they belong."""

    manner = forms.ChoiceField(label=_("How the child was heard"), widget=forms.RadioSelect)
    present = forms.MultipleChoiceField(
        label=_("Who was present, by role"), widget=forms.CheckboxSelectMultiple, help_text=_("No names.")
    )
    words = text_field(_("What was found"))
    done_on = day_field(_("Done on"))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = today
        offer(self, manner=choices("hearing_manner"), present=choices("panel_role"))
        for name, step in (("manner", "heard"), ("present", "panel")):
            if kind != step:
                del self.fields[name]


class NoteForm(VersionForm):
    """A reason, a remark or a source."""

    note = text_field(_("Why"), rows=3)

    def __init__(self, *args: Any, label: Any = "", help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["note"].label = label
        self.fields["note"].help_text = help_text


class OptionForm(VersionForm):
    """One way for the child."""

    kind = forms.ChoiceField(label=_("Option"))
    speaks_for = text_field(_("What speaks for it"), rows=3)
    speaks_against = text_field(_("What speaks against it"), rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, kind=listed("care_option", _("Choose an option")))


class DecisionForm(VersionForm):
    """What is proposed for the child."""

    option = forms.ChoiceField(label=_("What is proposed"), widget=forms.RadioSelect)
    words = text_field(_("Why this is best for the child"), help_text=_("The child is told this, in their words."))
    despite = text_field(
        _("Why, if the child does not agree"),
        required=False,
        rows=3,
        help_text=_("Asked for where the child said no. It is shown to whoever approves."),
    )
    follower = forms.ChoiceField(label=_("Who follows it up"), required=False)
    review_on = day_field(_("Looked at again on"), help_text=_("Within three months."))

    def __init__(self, *args: Any, options: Iterable[OptionLine], workers: MEMBERS, me: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.me = me
        self.fields["review_on"].initial = today() + timedelta(days=LONGEST_REVIEW - 2)
        offer(self, option=[(str(one.id), one.label) for one in options], follower=among(workers, _("Me")))

    def draft(self) -> DecisionDraft:
        """The decision as a value; call after `is_valid()`."""
        data = self.cleaned_data
        follower = UUID(data["follower"]) if data["follower"] else self.me
        return DecisionDraft(UUID(data["option"]), data["words"], follower, data["review_on"], data["despite"])


class ReviewForm(VersionForm):
    """A look at the decision again."""

    words = text_field(_("How the child is, and what was seen"))
    outcome = forms.ChoiceField(
        label=_("What follows"),
        widget=forms.RadioSelect,
        choices=[("holds", _("The decision holds")), ("anew", _("It is weighed anew"))],
    )
    holds_until = day_field(_("Looked at again on"), required=False, help_text=_("Within three months."))

    def clean(self) -> dict[str, Any]:
        """A decision that holds is looked at again on a day."""
        data = super().clean() or {}
        if data.get("outcome") == "anew":
            data["holds_until"] = None
        elif not data.get("holds_until"):
            self.add_error("holds_until", _("Choose the day on which it is looked at again."))
        return data


class CloseForm(VersionForm):
    """How a procedure ended."""

    closing = forms.ChoiceField(label=_("How it ended"))
    note = text_field(_("What was reached for the child"), rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, closing=listed("protection_closing", _("Choose how it ended")))


class GuardianForm(VersionForm):
    """Somebody who stands for the child, as told."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    basis = forms.ChoiceField(
        label=_("On which ground"), help_text=_("As it was told, or as the paper says. Darna decides nothing about it.")
    )
    since = day_field(_("Since"))
    source = text_field(_("Which paper was seen, or who says so"), required=False, rows=2)
    has_conflict = forms.BooleanField(
        label=_("What this person wants may differ from what is best for the child"), required=False
    )
    conflict = text_field(_("In what way"), required=False, rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = today
        offer(self, basis=listed("guardianship_basis", _("Choose a ground")))

    def clean(self) -> dict[str, Any]:
        """A conflict says in what way."""
        data = super().clean() or {}
        if data.get("has_conflict") and not (data.get("conflict") or "").strip():
            self.add_error("conflict", _("Say in what way."))
        return data

    def draft(self) -> GuardianDraft:
        """The guardian as a value; call after `is_valid()`."""
        data = self.cleaned_data
        names = ("name", "basis", "since", "source", "has_conflict", "conflict")
        return GuardianDraft(**{name: data[name] for name in names})


class EndForm(NoteForm):
    """A guardianship that is over."""

    ended_on = day_field(_("Ended on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].initial = today


class AssentForm(VersionForm):
    """What the child said."""

    subject = forms.ChoiceField(label=_("What the child was asked about"), widget=forms.RadioSelect)
    answer = forms.ChoiceField(label=_("The child"), widget=forms.RadioSelect, choices=Assent.Answer.choices)
    words = text_field(_("In the child's own words"), required=False, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, subject=choices("assent_subject"))


class ClockForm(VersionForm):
    """What does not wait."""

    concern = forms.ChoiceField(label=_("What does not wait"), widget=forms.RadioSelect)
    words = text_field(_("What you saw or were told"), rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, concern=choices("urgent_concern"))


class StopForm(VersionForm):
    """Who was called in, or why nobody was."""

    stop = forms.ChoiceField(label=_("What was done"), widget=forms.RadioSelect)
    referral = forms.ChoiceField(label=_("Which referral"), required=False)
    note = text_field(_("Who was called in, or why nobody was"), required=False, rows=3)

    def __init__(self, *args: Any, referrals: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stops = Urgency.Stop.choices if referrals else [one for one in Urgency.Stop.choices if one[0] != "referral"]
        offer(self, stop=stops, referral=among(referrals, _("Choose a referral")))
        if not referrals:
            del self.fields["referral"]

    def clean(self) -> dict[str, Any]:
        """A referral is named; without one the words say what was done."""
        data = super().clean() or {}
        if data.get("stop") == Urgency.Stop.REFERRAL:
            if not data.get("referral"):
                self.add_error("referral", _("Choose a referral."))
        elif data.get("stop") and not (data.get("note") or "").strip():
            self.add_error("note", _("Write who was called in, or why nobody was."))
        return data

    def draft(self) -> StopDraft:
        """The stop as a value; call after `is_valid()`."""
        data = self.cleaned_data
        referral = data.get("referral") or ""
        return StopDraft(data["stop"], data["note"], UUID(referral) if referral else None)


class HoursForm(VersionForm):
    """The hours of the clock."""

    hours = forms.IntegerField(
        label=_("Hours until somebody is called in"),
        min_value=FEWEST_HOURS,
        max_value=MOST_HOURS,
        widget=forms.NumberInput(attrs={"data-width": "6"}),
        help_text=_("From 1 to 72. Clocks that run keep theirs."),
    )


class TalkForm(VersionForm):
    """A conversation, question after question; what the child said leads to offers, and the child chooses."""

    offers = forms.MultipleChoiceField(label=_("What the child chose"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields.pop("offers")
        for code, question in choices("departure_question"):
            self.fields[f"q_{code}"] = text_field(question, required=False, rows=2, most=4000)
        self.fields["offers"] = chosen
        offer(self, offers=choices("support_offer"))

    @property
    def answers(self) -> dict[str, str]:
        """Question → the child's words; call after `is_valid()`."""
        told = ((name.removeprefix("q_"), text) for name, text in self.cleaned_data.items() if name.startswith("q_"))
        return {question: text for question, text in told if text.strip()}

    @property
    def talked_of(self) -> Collection[str]:
        """The questions in which something was written, as typed."""
        names = [name for name in self.fields if name.startswith("q_")]
        return [name.removeprefix("q_") for name in names if str(self[name].value() or "").strip()]

    @property
    def fitting(self) -> list[str]:
        """The offers to talk over after what was said, in the order of the list, in words."""
        found = offers_for(self.talked_of)
        return [label for code, label in choices("support_offer") if code in found]
