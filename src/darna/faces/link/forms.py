"""What a partner may say, each in a form of its own; the step is named when the form is shown, and taken once."""

from __future__ import annotations

from typing import Any, Final
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.pages.forms import listed, offer, text_field

LONGEST: Final = 2000


class AnswerForm(forms.Form):
    """One thing the partner says."""

    says_optional = False
    what = ""

    step = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    note = text_field(_("A word to the house"), required=False, rows=3, most=LONGEST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["prefix"] = self.what
        super().__init__(*args, **kwargs)


class AcceptForm(AnswerForm):
    """We take the person on; when and where they are expected."""

    what = "accepted"
    note = text_field(_("When and where is the person expected?"), required=False, rows=3, most=LONGEST)


class AskForm(AnswerForm):
    """A question to the house."""

    what = "asked"
    note = text_field(_("Your question"), rows=3, most=LONGEST)


class DeclineForm(AnswerForm):
    """We cannot take the person on, and why."""

    what = "declined"
    reason = forms.ChoiceField(label=pgettext_lazy("reason of a step", "Why"), widget=forms.RadioSelect)
    field_order = ("step", "reason", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, reason=listed("referral_decline_reason"))


class CompleteForm(AnswerForm):
    """What was asked for was done."""

    what = "completed"


class EndForm(AnswerForm):
    """It came to nothing, and why."""

    what = "not_completed"
    reason = forms.ChoiceField(label=pgettext_lazy("reason of a step", "Why"), widget=forms.RadioSelect)
    field_order = ("step", "reason", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, reason=listed("referral_outcome"))


FORMS: Final[dict[str, type[AnswerForm]]] = {
    form.what: form for form in (AcceptForm, AskForm, DeclineForm, CompleteForm, EndForm)
}
#: What may be said in each state.
SAYS: Final[dict[str, tuple[str, ...]]] = {
    "opened": ("accepted", "asked", "declined"),
    "accepted": ("completed", "asked", "not_completed"),
}
