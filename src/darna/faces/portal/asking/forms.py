"""Forms of whoever asks without an account: they parse, warn and keep machines out; the database decides."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import offer, text_field
from darna.domains.asking.choices import KINDS, TOPICS
from darna.domains.asking.codes import read_code
from darna.domains.asking.values import HALF_DAYS, LONGEST, LONGEST_FILE, House, QuestionDraft, is_file
from darna.domains.reception.identifying import what_it_tells
from darna.faces.portal.asking.stamps import Age, age_of, new_stamp, seed_of

_TELLS = {
    "looks_like_an_address": _("There seems to be an e-mail address, a link or an account name in your text."),
    "looks_like_a_paper": _("There seems to be the number of a paper or a file in your text."),
    "looks_like_a_phone": _("There seems to be a telephone number in your text."),
    "looks_like_a_name": _("There seems to be somebody's name in your text."),
}
_AGES = {
    Age.TOO_YOUNG: _("That was very quick. Read it through once more, then send it again."),
    Age.TOO_OLD: _("This page was open for a long time. Nothing is lost: send it once more."),
    Age.NOT_OURS: _("This page was not complete. Nothing is lost: send it once more."),
}


class StampedForm(forms.Form):
    """A form that a person fills in: not at once, and without what only a machine sees."""

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"stamp": new_stamp(), **kwargs.get("initial", {})}
        super().__init__(data, **kwargs)

    @property
    def seed(self) -> bytes:
        """What only this form has; call after `is_valid()`."""
        return seed_of(self.cleaned_data["stamp"])

    def clean(self) -> dict[str, Any]:
        """Whether a person may have filled it in; a stamp that is over is replaced, and what was typed stays."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("website"):
            self._put("website", "")
            raise forms.ValidationError(_("Something was written where nobody sees it. It was emptied: send it again."))
        age = age_of(told.get("stamp", ""))
        if age is Age.RIGHT:
            return told
        if age is not Age.TOO_YOUNG:
            self._put("stamp", new_stamp())
        raise forms.ValidationError(_AGES[age])

    def _put(self, name: str, value: str) -> None:
        data: Any = copy(self.data)
        data[name] = value
        self.data = data


class AskForm(StampedForm):
    """A question or the wish for an appointment."""

    agency = forms.ChoiceField(label=_("Whom do you ask"))
    kind = forms.ChoiceField(label=_("What do you want"), choices=KINDS, widget=forms.RadioSelect, initial="question")
    topic = forms.ChoiceField(label=_("Which of these is you"), required=False)
    text = text_field(
        _("Your question"),
        rows=7,
        most=LONGEST,
        help_text=_(
            "In your own words, in any language. Write no names, no numbers of papers, no address, and nothing that "
            "could harm you or somebody else if another person read it."
        ),
    )
    wishes = forms.MultipleChoiceField(
        label=_("When you could come"), required=False, choices=HALF_DAYS.items(), widget=forms.CheckboxSelectMultiple
    )
    is_minor = forms.BooleanField(label=_("I am under 18"), required=False)
    as_it_is = forms.BooleanField(label=_("Send it as it is"), required=False)
    carried = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_FILE)
    sends_file = forms.BooleanField(
        label=_("Send what I told on My rights along"),
        help_text=_("With all days as you wrote them, so that at the Maison nobody has to ask and type them again."),
        required=False,
    )

    def __init__(self, data: Any = None, *, houses: Sequence[House], is_young: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(
            self,
            agency=[(str(house.id), house.name) for house in houses],
            topic=[("", _("I do not know, or something else")), *TOPICS],
        )
        if len(houses) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
            self.fields["agency"].initial = str(houses[0].id)
        self.is_young = is_young
        self.warns = False
        if is_young:
            del self.fields["is_minor"], self.fields["topic"]
        if not is_file(str(self["carried"].value() or "")):
            del self.fields["carried"], self.fields["sends_file"]

    def clean(self) -> dict[str, Any]:
        """Warn once of words that seem to say who somebody is; whoever asks decides."""
        told = super().clean()
        if problem := what_it_tells(told.get("text", "")):
            self.warns = True
            if not told.get("as_it_is"):
                self.add_error(
                    "text",
                    _TELLS[problem]
                    + " "
                    + gettext("Take it out if you can. If it must stay, choose “Send it as it is” below."),
                )
        return told

    def draft(self, language: str) -> QuestionDraft:
        """The question as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return QuestionDraft(
            agency_id=UUID(data["agency"]),
            kind=data["kind"],
            text=data["text"].strip(),
            language=language,
            topic="child" if self.is_young else data["topic"],
            is_minor=self.is_young or data["is_minor"],
            wishes=tuple(data["wishes"]),
            file=data["carried"] if data.get("sends_file") else "",
        )


class SayForm(StampedForm):
    """Something more to say in a question."""

    text = text_field(
        _("Write again"), rows=5, most=LONGEST, help_text=_("Write no names and nothing that could harm.")
    )


class CodeForm(forms.Form):
    """The receipt code."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=60,
        help_text=_(
            "Eighteen letters and figures, as you wrote them down. Capitals, blanks and hyphens do not matter."
        ),
        widget=forms.TextInput(
            attrs={
                "dir": "ltr",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "code-entry",
            }
        ),
    )

    def clean_code(self) -> str:
        """The code without what stands between its signs."""
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("This is no code of the Maison. It has eighteen signs: look whether one is missing or too many.")
            )
        return code


class TimeForm(forms.Form):
    """Whether the time that was proposed suits."""

    proposed_at = forms.CharField(max_length=40)
    suits = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])

    def clean_proposed_at(self) -> datetime:
        """The instant that stood on the page."""
        try:
            found = datetime.fromisoformat(self.cleaned_data["proposed_at"])
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            raise forms.ValidationError("no instant")
        return found
