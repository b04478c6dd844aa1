"""The week as a form: two spans a day, by hand or by script alike; and the days on which nobody is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import VersionForm, day_field
from darna.domains.directory import wording
from darna.domains.directory.hours import Closing, Line
from darna.domains.directory.values import HoursDraft

SPANS: Final = (1, 2)
#: Lines for closing days that are always there; more of them when more are written.
CLOSINGS: Final = 6


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time", "data-width": "6"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget)


class HoursForm(VersionForm):
    """Opening hours of one week; empty fields mean that nobody is there."""

    says_optional = False

    valid_from = day_field(
        _("From"), required=False, help_text=_("Leave both days empty for the usual hours of the year.")
    )
    valid_to = day_field(_("Until"), required=False)
    replaces = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, 8):
            for span in SPANS:
                self.fields[f"opens_{number}_{span}"] = _time(_("Opens") if span == 1 else _("Opens again"))
                self.fields[f"closes_{number}_{span}"] = _time(_("Closes"))

    def days(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Each weekday with its four fields."""
        for number, name in wording.weekdays():
            yield name, [self[f"{edge}_{number}_{span}"] for span in SPANS for edge in ("opens", "closes")]

    def clean(self) -> dict[str, Any]:
        """A span has both its ends."""
        data = super().clean() or self.cleaned_data
        for number in range(1, 8):
            for span in SPANS:
                opens, closes = data.get(f"opens_{number}_{span}"), data.get(f"closes_{number}_{span}")
                if (opens is None) != (closes is None):
                    missing = "closes" if closes is None else "opens"
                    self.add_error(f"{missing}_{number}_{span}", wording.sentence("opens_without_closing"))
        return data

    def draft(self) -> HoursDraft:
        """The hours as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return HoursDraft(tuple(self._lines()), data["valid_from"], data["valid_to"], data["replaces"])

    def _lines(self) -> Iterator[Line]:
        for number in range(1, 8):
            for span in SPANS:
                opens: time | None = self.cleaned_data[f"opens_{number}_{span}"]
                closes: time | None = self.cleaned_data[f"closes_{number}_{span}"]
                if opens is not None and closes is not None:
                    yield Line(number, opens, closes)


def stored_week(week: Sequence[Line], version: int, *, is_new_season: bool = False) -> dict[str, Any]:
    """What the form of a week begins with."""
    told: dict[str, Any] = {"seen_version": version}
    for line in week:
        span = next((one for one in SPANS if f"opens_{line.weekday}_{one}" not in told), None)
        if span:
            told[f"opens_{line.weekday}_{span}"], told[f"closes_{line.weekday}_{span}"] = line.opens, line.closes
    if week and not is_new_season:
        told |= {"valid_from": week[0].valid_from, "valid_to": week[0].valid_to, "replaces": week[0].valid_from}
    return told


class ClosingDaysForm(VersionForm):
    """Days to come on which the place is closed; an emptied line is taken away."""

    says_optional = False

    def __init__(self, *args: Any, written: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = range(1, max(CLOSINGS, written + 2) + 1)
        for number in self.numbers:
            self.fields[f"starts_{number}"] = day_field(_("First day"), required=False)
            self.fields[f"ends_{number}"] = day_field(_("Last day"), required=False)
            self.fields[f"note_{number}"] = forms.CharField(
                label=_("Why"), required=False, max_length=80, widget=forms.TextInput(attrs={"dir": "auto"})
            )

    def lines(self) -> Iterator[list[BoundField]]:
        """The fields of each line."""
        for number in self.numbers:
            yield [self[f"{name}_{number}"] for name in ("starts", "ends", "note")]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first; one day alone is both."""
        data = super().clean() or self.cleaned_data
        for number in self.numbers:
            first, last = data.get(f"starts_{number}"), data.get(f"ends_{number}")
            if first and last and last < first:
                self.add_error(f"ends_{number}", wording.sentence("ends_before_it_starts"))
        return data

    def closings(self) -> list[Closing]:
        """The days as values; call after `is_valid()`."""
        found = []
        for number in self.numbers:
            first: date | None = self.cleaned_data[f"starts_{number}"]
            last: date | None = self.cleaned_data[f"ends_{number}"]
            if first or last:
                found.append(Closing(first or last, last or first, self.cleaned_data[f"note_{number}"]))  # type: ignore[arg-type]
        return found


def stored_closings(closings: Sequence[Closing], version: int) -> dict[str, Any]:
    """What the form of closing days begins with."""
    told: dict[str, Any] = {"seen_version": version}
    for number, closing in enumerate(closings, start=1):
        told |= {
            f"starts_{number}": closing.starts_on,
            f"ends_{number}": closing.ends_on,
            f"note_{number}": closing.note,
        }
    return told
