"""Forms of the desk for questions: they parse and explain; actions decide."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.doors import Door
from darna.base.pages.forms import VersionForm, offer, text_field
from darna.domains.asking.actions.keeping import FEWEST_DAYS, MOST_DAYS
from darna.domains.asking.models import Kind, Outcome, State
from darna.domains.asking.values import LONGEST, QuestionFilters
from darna.domains.asking.wording import LANGUAGE_NAMES


class FilterForm(forms.Form):
    """What the queue is narrowed to."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("What is wanted"), required=False)
    topic = forms.ChoiceField(label=_("About"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    is_mine = forms.BooleanField(label=_("Only mine"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            state=[("", _("All that are not closed")), *State.choices],
            kind=[("", _("Everything")), *Kind.choices],
            topic=[("", _("Everything")), *Door.choices],
            language=[("", _("All languages")), *LANGUAGE_NAMES.items()],
        )

    def filters(self, sort: str) -> QuestionFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        return QuestionFilters(sort=sort, **{name: value for name, value in self.cleaned_data.items() if value})


class AnswerForm(VersionForm):
    """A word to whoever asked."""

    text = text_field(
        _("Your answer"),
        rows=8,
        most=LONGEST,
        help_text=_(
            "Whoever holds the code reads this, perhaps on a borrowed phone. Write in their language, in short "
            "sentences, without names, and nothing that could harm. Say what to do next, and where."
        ),
    )


class TimeForm(VersionForm):
    """A day and an hour that the house proposes."""

    at = forms.DateTimeField(
        label=_("Day and hour"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "data-width": "14"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    text = text_field(
        _("What to know about it"),
        required=False,
        rows=4,
        most=LONGEST,
        help_text=_("Where to come and what to bring. Write no name."),
    )

    @property
    def instant(self) -> datetime:
        """The time; call after `is_valid()`."""
        found: datetime = self.cleaned_data["at"]
        return found


class CloseForm(VersionForm):
    """With what a question ends."""

    outcome = forms.ChoiceField(label=_("What came of it"), choices=Outcome.choices, widget=forms.RadioSelect)


class DeskForm(VersionForm):
    """Whether the house takes questions, and what it promises."""

    is_open = forms.BooleanField(
        label=_("Take questions and requests for an appointment from people without an account"),
        required=False,
        help_text=_("Everybody who may answer questions finds them in the desk, in the room Questions."),
    )
    answers_within_days = forms.IntegerField(
        label=_("Answered within so many days"),
        required=False,
        min_value=FEWEST_DAYS,
        max_value=MOST_DAYS,
        help_text=_("Shown to whoever asks. Leave it empty to promise nothing."),
        widget=forms.NumberInput(attrs={"data-width": "4"}),
    )
