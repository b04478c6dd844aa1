"""Forms of the keepers of the law: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import VersionForm, day_field, offer, text_field
from darna.domains.law import wording
from darna.domains.law.actions.proposing import (
    LONGEST_ARTICLE,
    LONGEST_REASON,
    LONGEST_REFERENCE,
    LONGEST_SENTENCE,
    LONGEST_TITLE,
)
from darna.domains.law.actions.reading import LONGEST_NOTE
from darna.domains.law.values import Kind, LawFilters, RevisionDraft, SourceDraft, Sure
from darna.kernel.text import FALLBACKS, LocalText
from darna.rules.engine.units import LONGEST, NUMBERS


class QueueForm(forms.Form):
    """What the queue is narrowed to."""

    says_optional = False

    q = forms.CharField(
        label=_("Words of what the law says"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    holder = forms.ChoiceField(label=_("Text of law or right"), required=False)

    def __init__(self, *args: Any, holders: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = sorted(holders.items(), key=lambda pair: pair[1].casefold())
        offer(self, holder=[("", _("All texts")), *found])

    def filters(self, sort: str = "") -> LawFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        data = {name: value for name, value in self.cleaned_data.items() if value}
        return LawFilters(text=data.pop("q", ""), sort=sort, **data)


class FilterForm(QueueForm):
    """What the list is narrowed to."""

    area = forms.ChoiceField(label=_("Area"), required=False)
    certainty = forms.ChoiceField(label=_("How sure"), required=False)
    is_due = forms.BooleanField(label=_("To be read again"), required=False)
    field_order = ("q", "area", "holder", "certainty", "is_due")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            area=[("", _("All areas")), *wording.AREAS.items()],
            certainty=[("", _("Any certainty")), *Sure.choices],
        )


def _sentence(label: Any, language: str, help_text: Any = "") -> forms.CharField:
    """The sentence of a value in one language; it changes with the value where it names a figure or a day."""
    field = text_field(label, required=False, rows=2, most=LONGEST_SENTENCE, help_text=help_text)
    field.widget.attrs |= {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    return field


class ProposalForm(forms.Form):
    """A value of one parameter, and where it was read."""

    value = forms.CharField(label=_("Value"), required=False, max_length=LONGEST)
    valid_from = day_field(
        _("From which day it is law"),
        help_text=_(
            "The value before it ends the day before. Choose the day on which a wrong value begins to stand in for it."
        ),
    )
    certainty = forms.ChoiceField(label=_("How sure"), choices=[("", _("Choose")), *Sure.choices])
    source_id = forms.ChoiceField(label=_("Where it was read"), required=False)
    title = forms.CharField(
        label=_("Title of another text"),
        required=False,
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("In the language it is written in. Fill this and the next three only for a text not listed above."),
    )
    language = forms.ChoiceField(label=_("Language of that text"), required=False, choices=wording.LANGUAGES.items())
    kind = forms.ChoiceField(label=_("Kind of text"), required=False, choices=Kind.choices)
    reference = forms.CharField(
        label=_("Where it can be found"),
        required=False,
        max_length=LONGEST_REFERENCE,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("An address, or the number and the day of a bulletin."),
    )
    article = forms.CharField(
        label=_("Article"),
        required=False,
        max_length=LONGEST_ARTICLE,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Only where you read it yourself."),
    )
    checked_on = day_field(_("Day on which you read it"))
    says_ar = _sentence(
        _("What the value is, in Arabic"),
        "ar",
        _("The sentence that everybody reads above it. Leave all four as they are where they stay true."),
    )
    says_fr = _sentence(_("What the value is, in French"), "fr")
    says_it = _sentence(_("What the value is, in Italian"), "it")
    says_en = _sentence(_("What the value is, in English"), "en")
    reason = text_field(
        _("Why"),
        rows=3,
        most=LONGEST_REASON,
        help_text=_(
            "Everybody reads it in the changelog of the law once it is approved. Write nothing about a person."
        ),
    )

    def __init__(self, *args: Any, unit: str, sources: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].widget = _widget(unit)
        self.fields["value"].help_text = _help(unit)
        offer(self, source_id=[("", _("Another text, described below")), *sources.items()])

    def draft(self) -> RevisionDraft:
        """The value with its source; call after `is_valid()`."""
        data = self.cleaned_data
        told = {name: data[name] for name in ("value", "valid_from", "certainty", "checked_on", "reason", "article")}
        told["says"] = LocalText.of({language: data[f"says_{language}"] for language in FALLBACKS})
        if data["source_id"]:
            return RevisionDraft(**told, source_id=data["source_id"])
        new = SourceDraft(data["title"], data["language"], data["kind"], data["reference"])
        return RevisionDraft(**told, source=new)


def _widget(unit: str) -> forms.Widget:
    if unit == "yes_no":
        return forms.Select(choices=[("", _("not known")), ("true", _("Yes")), ("false", _("No"))])
    if unit in {"list", "table"}:
        return forms.Textarea(attrs={"rows": 6, "dir": "ltr", "spellcheck": "false"})
    if unit == "date":
        return forms.DateInput(attrs={"type": "date", "data-width": "10"})
    width = {"data-width": "10", "inputmode": "decimal"} if unit in NUMBERS else {"spellcheck": "false"}
    return forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", **width})


def _help(unit: str) -> Any:
    said = wording.SENTENCES[f"value_is_no_{'number' if unit in NUMBERS else unit}"]
    return "" if unit == "yes_no" else said


class ReadingForm(forms.Form):
    """Which value was read again."""

    valid_from = forms.DateField()
    note = forms.CharField(required=False, max_length=LONGEST_NOTE)


class ApprovalForm(VersionForm):
    """What the second person adds."""

    reason = text_field(
        _("What you held it against"),
        required=False,
        rows=3,
        most=LONGEST_REASON,
        help_text=_("Read by colleagues. Write nothing about a person."),
    )


class ReasonForm(VersionForm):
    """Why not; read by colleagues."""

    reason = text_field(_("Why"), rows=3, most=LONGEST_REASON, help_text=_("Write nothing about a person."))
