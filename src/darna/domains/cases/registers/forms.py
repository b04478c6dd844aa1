"""The forms by which a desk hands over its register and says what its columns hold; they parse, the actions decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from darna.base.imports.reading.headings import MANY, NAMES
from darna.base.imports.reading.text import fold
from darna.base.pages.forms import VersionForm, offer
from darna.domains.cases.registers.fields import GROUPS, INTO_THE_NOTE
from darna.domains.cases.registers.mappings import FORM, SHEET, MappingFilters
from darna.domains.cases.registers.waiting import SAME, TWO

ACCEPTED = ".xlsx,.ods,.xls,.csv"


class RegisterForm(forms.Form):
    """One workbook."""

    workbook = forms.FileField(
        label=_("Drop the register here, or choose it"),
        help_text=_(
            "A spreadsheet (.xlsx, .ods, .xls or .csv), or what Kobo or ODK exports. The first rows may be a title; "
            "the headings are found."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_workbook(self) -> Any:
        """Raises: ValidationError for a file that is larger than this installation takes."""
        given = self.cleaned_data["workbook"]
        most = settings.DARNA_UPLOAD_MAX_BYTES
        if given.size > most:
            raise forms.ValidationError(
                _("This file is larger than %(most)s. Split it into smaller files."),
                params={"most": filesizeformat(most)},
            )
        return given


class MappingForm(forms.Form):
    """What each heading of a register means."""

    def __init__(self, *args: Any, columns: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._headings: dict[str, str] = {}
        into_the_note = (INTO_THE_NOTE, _("No field: its text goes into the note"))
        offered = [into_the_note, *((group, [*fields]) for group, fields in GROUPS)]
        seen: set[str] = set()
        for number, column in enumerate(columns):
            # One heading is asked about once, however often the sheet has it.
            if fold(column["heading"]) in seen:
                continue
            seen.add(fold(column["heading"]))
            name = f"column_{number}"
            self._headings[name] = column["heading"]
            self.fields[name] = forms.ChoiceField(
                label=column["heading"], choices=offered, required=False, initial=column["field"]
            )

    def clean(self) -> dict[str, Any]:
        """Raises: ValidationError when no column holds a name, or two hold what a person has once."""
        data = super().clean() or {}
        by_field: dict[str, list[str]] = {}
        for name, field in data.items():
            if field:
                by_field.setdefault(field, []).append(name)
        if not by_field.keys() & set(NAMES):
            self.add_error(
                None, _("No column holds a name. Say which one does: without a name nobody can be registered.")
            )
        for field, names in by_field.items():
            if field not in MANY:
                for name in names[1:]:
                    self.add_error(name, _("Another column holds this already. Choose one of the two."))
        return data

    def mapping(self) -> dict[str, str]:
        """Each heading and its field; call after `is_valid()`."""
        return {heading: self.cleaned_data[name] for name, heading in self._headings.items()}

    def rows(self, columns: Sequence[Mapping[str, Any]]) -> list[tuple[Any, Sequence[str]]]:
        """Each field with the cells to show beside it."""
        samples = {column["heading"]: column["samples"] for column in reversed(columns)}
        return [(self[name], samples.get(heading, ())) for name, heading in self._headings.items()]


class MappingNameForm(VersionForm):
    """The name of a source."""

    name = forms.CharField(
        label=_("Name of the source"),
        max_length=60,
        help_text=_("Your agency reads it. Do not name a person."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class MappingFilterForm(forms.Form):
    """What the list of sources is narrowed to."""

    says_optional = False

    kind = forms.ChoiceField(label=_("What it is"), required=False)
    unused = forms.BooleanField(label=_("Not used for six months"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, kind=[("", _("Everything")), (FORM, _("export of a form")), (SHEET, _("spreadsheet"))])

    def filters(self, sort: str) -> MappingFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        return MappingFilters(**{name: value for name, value in self.cleaned_data.items() if value}, sort=sort)


#: What the answer to a pair is called in a form, before the key of the pair.
PAIR = "pair:"
ANSWERS = {
    SAME: _("The same person: the row is a further visit"),
    TWO: _("Somebody else: a new file"),
    "": _("Later: a new file, and the pair waits under “Duplicates”"),
}


def answers_in(sent: Mapping[str, Any]) -> dict[str, str]:
    """The answers to pairs in a form that was sent; what is no answer counts as "later"."""
    told = {name.removeprefix(PAIR): str(value) for name, value in sent.items() if name.startswith(PAIR)}
    return {key: value if value in ANSWERS else "" for key, value in told.items()}
