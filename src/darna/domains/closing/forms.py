"""Forms of closings: they parse and explain; actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import VersionForm, day_field, offer, text_field
from darna.domains.cases.forms import CloseForm
from darna.domains.closing.models import DEFAULT_CHECK_DAYS, MOST_CHECK_DAYS, Closing
from darna.domains.closing.queries.rows import DUE
from darna.domains.closing.values import ClosingFilters
from darna.kernel.clock import today

#: The answer of a check in which nobody was reached.
NOBODY = "nobody"


class ProposeForm(CloseForm):
    """The outcome of an accompaniment, as it is proposed."""


class RemarkForm(VersionForm):
    """What is missing."""

    remark = text_field(_("What should be done before it is closed"), rows=3)


class OpinionForm(VersionForm):
    """What the person says."""

    opinion = forms.ChoiceField(label=_("With the accompaniment the person is"), widget=forms.RadioSelect)
    way = forms.ChoiceField(
        label=_("How they were asked"),
        widget=forms.RadioSelect,
        help_text=_("People speak more freely on paper, or to somebody who did not accompany them."),
    )
    words = text_field(_("What was good, and what should be otherwise, in their words"), required=False)
    on = day_field(_("Day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, opinion=Closing.Opinion.choices, way=Closing.Way.choices)
        self.fields["on"].initial = today


class CheckForm(VersionForm):
    """How the person is some months after."""

    finding = forms.ChoiceField(label=_("How the person is"), widget=forms.RadioSelect)
    note = text_field(_("What they tell, and what they still need"), required=False)
    on = day_field(_("Day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, finding=[*Closing.Finding.choices, (NOBODY, _("Nobody could be reached"))])
        self.fields["on"].initial = today

    @property
    def found(self) -> str:
        """What was found, empty where nobody was reached; call after `is_valid()`."""
        told: str = self.cleaned_data["finding"]
        return "" if told == NOBODY else told


class RuleForm(VersionForm):
    """How the agency closes."""

    needs_approval = forms.BooleanField(
        label=_("A second person agrees before a case is closed"),
        required=False,
        help_text=_(
            "Whoever accompanies proposes; a supervisor who did not propose it agrees, or says what is missing."
        ),
    )
    check_days = forms.IntegerField(
        label=_("Days after which somebody asks how the person is"),
        initial=DEFAULT_CHECK_DAYS,
        min_value=0,
        max_value=MOST_CHECK_DAYS,
        help_text=_("With 0 nobody asks. After a death, a transfer or lost contact nobody asks either."),
    )


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)
    opinion = forms.ChoiceField(label=_("What the person says"), required=False)
    check = forms.ChoiceField(label=_("How they are later"), required=False)
    mine = forms.BooleanField(label=_("Only mine"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("Everything"))
        offer(
            self,
            state=[everything, *Closing.State.choices],
            opinion=[everything, *Closing.Opinion.choices],
            check=[everything, (DUE, _("its day has come")), *Closing.Check.choices],
        )

    def filters(self, sort: str) -> ClosingFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        return ClosingFilters(sort=sort, **{name: value for name, value in self.cleaned_data.items() if value})
