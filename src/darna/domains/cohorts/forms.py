"""Forms of cohorts: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.codelists.queries import choices
from darna.base.pages.forms import VersionForm, among, day_field, listed, offer, text_field
from darna.domains.cohorts.actions.reviews import MOST_OF_A_REMARK, MOST_OF_A_STEP
from darna.domains.cohorts.actions.saving import MOST_CASES, MOST_LETTERS
from darna.domains.cohorts.values import ActionDraft, ActionFilters, Coach, CohortDraft, ReviewDraft
from darna.kernel.clock import today
from darna.kernel.text import FALLBACKS, LocalText


def _line(label: Any, *, required: bool = True, most: int = MOST_LETTERS, help_text: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, required=required, max_length=most, widget=widget, help_text=help_text)


def _label(label: Any, language: str, *, required: bool) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "rtl" if language == "ar" else "ltr", "lang": language})
    return forms.CharField(label=label, required=required, max_length=MOST_LETTERS, widget=widget)


class _LabelForm(forms.Form):
    """A name in four languages; two of them everybody here reads."""

    label_ar = _label(_("In Arabic"), "ar", required=True)
    label_fr = _label(_("In French"), "fr", required=True)
    label_it = _label(_("In Italian"), "it", required=False)
    label_en = _label(_("In English"), "en", required=False)

    @property
    def label(self) -> LocalText:
        """The four as one text; call after `is_valid()`."""
        return LocalText.of({language: self.cleaned_data[f"label_{language}"].strip() for language in FALLBACKS})


class ActionForm(_LabelForm):
    """A training action to plan."""

    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"), required=False)
    target = forms.IntegerField(
        label=_("How many cases together"),
        min_value=1,
        max_value=MOST_CASES,
        widget=forms.NumberInput(attrs={"data-width": "6"}),
    )
    coach_name = _line(
        _("Who leads the training"),
        required=False,
        help_text=_("The name of a professional, never of a person accompanied."),
    )
    coach_organisation = _line(_("Their organisation"), required=False)
    points = forms.MultipleChoiceField(
        label=_("Points to look at in each case"), widget=forms.CheckboxSelectMultiple, required=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, points=choices("review_point"))

    def draft(self) -> ActionDraft:
        """The action as a value; call after `is_valid()`."""
        data = self.cleaned_data
        plain = {name: data[name] for name in ("starts_on", "ends_on", "target", "coach_name", "coach_organisation")}
        return ActionDraft(label=self.label, points=tuple(data["points"]), **plain)


class ChangeActionForm(VersionForm, ActionForm):
    """The same over an action that is there."""


class CohortForm(_LabelForm):
    """What a cohort is called and wants to reach."""

    target = forms.IntegerField(
        label=_("How many cases"),
        min_value=1,
        max_value=MOST_CASES,
        initial=15,
        widget=forms.NumberInput(attrs={"data-width": "6"}),
    )

    def draft(self) -> CohortDraft:
        """The cohort as a value; call after `is_valid()`."""
        return CohortDraft(self.label, self.cleaned_data["target"])


class AddCohortForm(CohortForm):
    """An agency to bring in."""

    agency = forms.ChoiceField(label=_("Agency"))
    field_order = ("agency",)

    def __init__(self, *args: Any, agencies: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, agency=among(agencies, _("Choose an agency")))

    @property
    def agency_id(self) -> UUID:
        """The agency chosen; call after `is_valid()`."""
        return UUID(self.cleaned_data["agency"])


class ChangeCohortForm(VersionForm, CohortForm):
    """The same over a cohort that is there."""


class CoachForm(VersionForm):
    """Who looks at the cases: a member of the agency, or somebody from outside."""

    coach = forms.ChoiceField(label=_("A member of your agency"), required=False)
    coach_name = _line(_("Or somebody from outside"), required=False)
    coach_organisation = _line(_("Their organisation"), required=False)

    def __init__(self, *args: Any, members: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, coach=among(members, _("Nobody for now")))

    def choice(self) -> Coach:
        """The coach as a value; call after `is_valid()`."""
        data = self.cleaned_data
        member = UUID(data["coach"]) if data["coach"] else None
        return Coach(member, data["coach_name"], data["coach_organisation"])


class CasesForm(forms.Form):
    """The cases that are ticked in the list."""

    cases = forms.TypedMultipleChoiceField(coerce=UUID, required=True, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, offered: Iterable[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, cases=[(str(key), "") for key in offered])
        self.fields["cases"].error_messages["required"] = _("Tick at least one case, then add.")


class ReviewForm(VersionForm):
    """What a coach finds in a case on a day, point by point."""

    reviewed_on = day_field(_("Day of the review"))
    remark = text_field(
        _("Remark"),
        required=False,
        rows=3,
        most=MOST_OF_A_REMARK,
        help_text=_("Sealed under the person's key; read by supervisors and the coach alone."),
    )
    next_step = _line(_("Next step"), required=False, most=MOST_OF_A_STEP)
    next_on = day_field(_("By which day"), required=False)

    def __init__(self, *args: Any, points: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = choices("review_answer")
        for code, label in points:
            self.fields[f"point_{code}"] = forms.ChoiceField(label=label, choices=answers, widget=forms.RadioSelect)
        self.order_fields(["seen_version", "reviewed_on", *(f"point_{code}" for code, _label in points)])
        self.fields["reviewed_on"].initial = today
        self.points = [code for code, _label in points]

    def draft(self) -> ReviewDraft:
        """The round as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return ReviewDraft(
            reviewed_on=data["reviewed_on"],
            answers={code: data[f"point_{code}"] for code in self.points},
            remark=data["remark"],
            next_step=data["next_step"],
            next_on=data["next_on"],
        )


class ActionFilterForm(forms.Form):
    """What the list of training actions is narrowed to."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            state=[
                ("", str(_("All"))),
                ("planned", str(_("planned"))),
                ("running", str(_("running"))),
                ("ended", str(_("ended"))),
            ],
        )

    def filters(self, sort: str) -> ActionFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        return ActionFilters(self.cleaned_data.get("state", ""), sort)


class ProgrammeFilterForm(forms.Form):
    """Which cases are offered to a cohort."""

    says_optional = False

    programme = forms.ChoiceField(label=_("Programme"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = listed("programme", _("All programmes"))
        offer(self, programme=offered)


class EntryFilterForm(forms.Form):
    """What the cases of a cohort are narrowed to."""

    says_optional = False

    state = forms.ChoiceField(label=_("Reviews"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            state=[
                ("", str(_("All"))),
                ("waiting", str(_("Not reviewed yet"))),
                ("open", str(_("Points still to do"))),
                ("complete", str(_("All points done"))),
            ],
        )
