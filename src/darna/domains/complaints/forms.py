"""Forms of officers, of the office and of the desk for complaints: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import VersionForm, among, offer, text_field
from darna.domains.complaints.actions.keeping import BOUNDS
from darna.domains.complaints.models import About, Kind, Outcome, Remedy, State
from darna.domains.complaints.values import LONGEST, LONGEST_SHORT, DeskSettings, Draft, Filters, Place


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("About"), required=False)
    is_mine = forms.BooleanField(label=_("Only mine"), required=False)
    is_late = forms.BooleanField(label=_("Only late ones"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            state=[("", _("All that are not closed")), *State.choices],
            kind=[("", _("Everything")), *Kind.choices],
        )

    def filters(self, sort: str) -> Filters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        return Filters(sort=sort, **{name: value for name, value in self.cleaned_data.items() if value})


class WordsForm(VersionForm):
    """A word to whoever complains."""

    text = text_field(
        _("Your words"),
        rows=8,
        most=LONGEST,
        help_text=_(
            "Whoever holds the code reads this, perhaps on a borrowed phone. Write in their language, in short "
            "sentences, without names, and nothing that could harm."
        ),
    )


class AnswerForm(WordsForm):
    """What was found, and what is done about it."""

    outcome = forms.ChoiceField(label=_("What was found"), widget=forms.RadioSelect)
    remedy = forms.ChoiceField(label=_("What is done about it"), widget=forms.RadioSelect, choices=Remedy.choices)
    lesson = text_field(
        _("What the house learns from it"),
        required=False,
        rows=3,
        most=LONGEST,
        help_text=_("For officers alone. Write no names."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, outcome=[one for one in Outcome.choices if one[0] != Outcome.WITHDRAWN])


class HandoverForm(VersionForm):
    """Exactly what the desk is to be told."""

    text = text_field(
        _("What the desk is told"),
        rows=6,
        most=LONGEST,
        help_text=_(
            "Whoever complains sees exactly these words and says yes or no with the code. Only after a yes does the "
            "desk read them, and nothing else of the complaint. Write in their language."
        ),
    )


class KeepFromForm(VersionForm):
    """Whom the complaint is about."""

    member = forms.ChoiceField(label=_("The member whom it is about"))

    def __init__(self, *args: Any, members: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, member=among(members, _("Choose")))


class DeskForm(VersionForm):
    """Whether and how the agency takes complaints."""

    is_open = forms.BooleanField(label=_("Take complaints and opinions on the public pages"), required=False)
    acknowledges_days = forms.IntegerField(label=_("Confirmed within so many days (1 to 14)"))
    answers_days = forms.IntegerField(label=_("Answered within so many days (5 to 60)"))
    urgent_days = forms.IntegerField(
        label=_("Answered within so many days when urgent (1 to 15)"),
        help_text=_("Abuse, exploitation, and money asked for what is free. They are confirmed within one day."),
    )
    kept_days = forms.IntegerField(label=_("Words are removed so many days after the end (30 to 365)"))
    overseer_id = forms.ChoiceField(
        label=_("Complaints about us go to"),
        required=False,
        help_text=_(
            "The agency whose complaints officers read what is about whoever leads yours or answers complaints in it, "
            "and what none of your own officers may read. Without it, such complaints are not taken."
        ),
    )

    def __init__(self, *args: Any, agencies: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, overseer_id=among(agencies, _("No other agency")))
        for name, (least, most) in BOUNDS.items():
            field: Any = self.fields[name]
            field.widget = forms.NumberInput(attrs={"data-width": "4", "min": least, "max": most})

    def wanted(self) -> DeskSettings:
        """What is to be; call after `is_valid()`."""
        told = dict(self.cleaned_data)
        overseer = UUID(told["overseer_id"]) if told["overseer_id"] else None
        days = {name: told[name] for name in BOUNDS}
        return DeskSettings(is_open=told["is_open"], overseer_id=overseer, version=self.seen, **days)


class TellFields(forms.Form):
    """A complaint or an opinion, told by whoever complains."""

    agency = forms.ChoiceField(label=_("Which place"))
    kind = forms.ChoiceField(label=_("What it is about"), choices=Kind.choices, widget=forms.RadioSelect)
    about = forms.ChoiceField(
        label=_("Whom it is about"),
        choices=About.choices,
        widget=forms.RadioSelect,
        initial="agency",
        help_text=_("This decides who reads it: nobody reads a complaint about themselves."),
    )
    what = text_field(_("What happened"), rows=7, most=LONGEST, help_text=_("In your own words, in any language."))
    where = forms.CharField(label=_("Office or service"), required=False, max_length=LONGEST_SHORT)
    who = forms.CharField(
        label=_("Name or description of the person it is about"),
        required=False,
        max_length=LONGEST_SHORT,
        help_text=_("If you know it and want to say it. Only whoever reads complaints sees it."),
    )
    when = forms.CharField(
        label=_("When"), required=False, max_length=LONGEST_SHORT, help_text=_("As far as you know.")
    )
    wish = text_field(_("What you wish"), required=False, rows=3, most=500)
    contact = forms.CharField(
        label=_("How we may reach you"),
        required=False,
        max_length=LONGEST_SHORT,
        help_text=_("You need not: the answer waits for your code. Think of who else sees your phone."),
    )
    agrees = forms.BooleanField(
        label=_("Whoever looks into it may reach me in this way, for this complaint only"), required=False
    )

    def offer_places(self, places: tuple[Place, ...]) -> None:
        """The agencies that take complaints."""
        offer(self, agency=[(str(place.id), place.name) for place in places])
        if len(places) == 1:
            self.initial["agency"] = str(places[0].id)

    def clean(self) -> dict[str, Any]:
        """A way to be reached is kept with a yes alone."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("contact") and not told.get("agrees"):
            self.add_error("agrees", _("Say yes here, or leave the way to reach you empty."))
        return told

    def draft(self, language: str, *, is_by_voice: bool = False) -> Draft:
        """The complaint as a value; call after `is_valid()`."""
        data = self.cleaned_data
        parts = {name: data[name].strip() for name in ("what", "where", "who", "when", "wish")}
        contact = data["contact"].strip()
        return Draft(UUID(data["agency"]), data["kind"], data["about"], language, parts, contact, is_by_voice)
