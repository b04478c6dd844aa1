"""Forms of times to keep: they parse and explain; actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import VersionForm, day_field, offer, text_field
from darna.domains.retention.models import RetentionNotice
from darna.domains.retention.queries.notices import FREE, HELD
from darna.domains.retention.values import (
    DEFAULT_MONTHS,
    DEFAULT_WARNING,
    LEAST_MONTHS,
    LEAST_WARNING,
    MOST_MONTHS,
    MOST_WARNING,
    NoticeFilters,
    Rule,
)


def _months(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, initial=DEFAULT_MONTHS, min_value=LEAST_MONTHS, max_value=MOST_MONTHS, help_text=help_text
    )


class RuleForm(VersionForm):
    """How long the agency keeps files."""

    months_after_case = _months(
        _("Months after the last case was closed"),
        _("For whoever was a minor, counted from the eighteenth birthday if that is later."),
    )
    months_without_case = _months(_("Months for persons registered without any case"))
    warn_days = forms.IntegerField(
        label=_("Days of warning before"),
        initial=DEFAULT_WARNING,
        min_value=LEAST_WARNING,
        max_value=MOST_WARNING,
        help_text=_("So many days before a time ends, the file stands in the list and the officers get a letter."),
    )
    acts_alone = forms.BooleanField(
        label=_("Darna erases by itself what nobody decided about"),
        required=False,
        help_text=_(
            "At most 50 files a night, the days of warning after you were warned, and only while you hold this role. "
            "Never protected files, held or postponed ones, nor those of which something is still under way."
        ),
    )

    def rule(self) -> Rule:
        """The rule as a value; call after `is_valid()`."""
        told = self.cleaned_data
        return Rule(told["months_after_case"], told["months_without_case"], told["warn_days"], told["acts_alone"])


class PostponeForm(VersionForm):
    """Until when, and why."""

    until = day_field(_("Keep the file until"), help_text=_("Two years from now at the most."))
    reason = text_field(_("Why it is kept longer"), rows=3)


class HoldForm(forms.Form):
    """Who may not be erased: for what, who asked, until when."""

    reason = text_field(_("Why the file must be kept"), rows=3)
    asked_by = forms.CharField(
        label=_("Who asked for it"),
        max_length=200,
        help_text=_("A court, a lawyer, the person themselves."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    until = day_field(_("Until"), required=False, help_text=_("Leave it empty while nobody knows."))


class ReleaseForm(VersionForm):
    """Why the file need not be held any more."""

    reason = text_field(_("Why the hold ends"), rows=3)


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)
    due_before = day_field(_("Ends before"), required=False)
    held = forms.ChoiceField(label=_("Held"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("Everything"))
        offer(
            self,
            state=[everything, *RetentionNotice.State.choices],
            held=[everything, (HELD, _("held")), (FREE, _("not held"))],
        )

    def filters(self, sort: str) -> NoticeFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        return NoticeFilters(sort=sort, **{name: value for name, value in self.cleaned_data.items() if value})


class HoldFilterForm(forms.Form):
    """Holds that stand, or those that are over."""

    says_optional = False

    over = forms.BooleanField(label=_("Those that are over"), required=False)
