"""What a person tells of their working life on one page: it is read, answered and forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from darna.base.pages.facts import ASKED_KINDS, PastDateField, wrong
from darna.faces.portal.rights.facts import FactsForm
from darna.faces.portal.rights.letter_forms import LetterForm
from darna.faces.portal.rights.naming import countries
from darna.kernel.clock import today
from darna.kernel.errors import Invalid
from darna.kernel.typed import in_our_figures
from darna.rules.book import book
from darna.rules.engine.words import Teller
from darna.rules.portability.careers import Career, Finding, Period, Unit, findings, read_career

#: Rows of periods: so many stand there at first, and never more than so many.
FEWEST: Final = 3
MOST: Final = 30
#: What is always asked of the person; the rest is asked when an answer lacks it.
FIRST_FACTS: Final = ("birth_date", "lives_in", "legally_resident_in_eu", "insured_at_once", "stopped_work")
#: What an institution's own letter may say; no answer waits for it.
DETAILS: Final = frozenset(
    {"national_amount", "theoretical_amount", "full_amount", "full_months", "average_salary", "underground_months"}
)
#: So many further questions are put at once.
_MOST_FACTS: Final = 40

_UNITS: Final = (
    (Unit.MONTHS, _("months")),
    (Unit.WEEKS, _("weeks")),
    (Unit.DAYS, _("days")),
    (Unit.QUARTERS, _("quarters")),
    (Unit.YEARS, _("years")),
)
_SCHEMES: Final = (
    ("", _("I do not know")),
    ("employee", _("Employed")),
    ("self_employed", _("On my own account")),
    ("public_service", _("Public service")),
)
#: Where a finding about a period is said, and in which words.
_FINDINGS: Final = {
    "no_length": ("first", _("Write from when until when, or how much stands on your statement.")),
    "not_positive": ("amount", _("Write a number that is more than nothing.")),
    "end_before_start": ("last", _("The end lies before the beginning. Look whether the two were exchanged.")),
    "in_the_future": ("first", _("This date is still to come. Write a date of today or before.")),
    "more_than_its_dates": ("amount", _("This is more than fits between the two dates. Correct one of the three.")),
}


class PeriodForm(forms.Form):
    """One row: a country, and from when until when or how much."""

    says_optional = False

    country = forms.ChoiceField(label=_("Country"), required=False)
    scheme = forms.ChoiceField(label=_("Kind of work"), required=False, choices=_SCHEMES)
    first = PastDateField(label=_("From"), required=False)
    last = PastDateField(label=_("Until"), required=False)
    amount = forms.CharField(
        label=_("Or how much"),
        required=False,
        max_length=12,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "dir": "ltr", "data-width": "5"}),
    )
    unit = forms.ChoiceField(label=_("Counted in"), required=False, choices=_UNITS)

    def __init__(self, data: Any, *, place: int, language: str, is_checked: bool = True) -> None:
        super().__init__(**given(data, f"p{place}", self.base_fields, is_checked=is_checked))
        self.place = place
        self.fields["country"].choices = countries(language)  # type: ignore[attr-defined]

    @property
    def number(self) -> int:
        """The row as people count, from 1."""
        return self.place + 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(str(self[name].value() or "").strip() for name in ("country", "first", "last", "amount"))

    @property
    def says_more(self) -> bool:
        """Whether something stands, or is wrong, in the part that is closed at first."""
        told = any(str(self[name].value() or "").strip() for name in ("amount", "scheme"))
        return told or bool({"amount", "unit", "scheme"} & self.errors.keys())

    @property
    def raw(self) -> dict[str, str]:
        """What was written, as it was written."""
        return {name: str(self[name].value() or "").strip() for name in self.fields}

    def clean_amount(self) -> str:
        """The amount in our figures, empty when none is written."""
        text = in_our_figures(self.cleaned_data["amount"]).replace(" ", "").replace("\N{NO-BREAK SPACE}", "").strip()
        if text:
            try:
                read_career([{"country": "MA", "amount": text}])
            except Invalid as invalid:
                raise wrong(invalid.code) from None
        return text

    def clean(self) -> dict[str, Any]:
        """A row in which something is written names its country."""
        told = super().clean() or self.cleaned_data
        if not self.is_empty and not told.get("country") and "country" not in self.errors:
            self.add_error("country", _("Choose the country in which you were insured then."))
        return told

    def period(self) -> Period:
        """The row as a value; call after `is_valid()`."""
        told = self.cleaned_data
        (read,) = read_career(
            [
                {
                    "country": told["country"],
                    "scheme": told.get("scheme") or "",
                    "from": told.get("first"),
                    "to": told.get("last"),
                    "amount": told.get("amount"),
                    "unit": told.get("unit") or Unit.MONTHS,
                }
            ]
        )
        return read


class RightsForms:
    """Everything on the page: rows of periods, questions about the person, and the lines of the letter."""

    def __init__(self, data: Mapping[str, Any] | None, tell: Teller, *, is_checked: bool = True) -> None:
        self.data = data
        self.tell = tell
        self.is_checked = is_checked and data is not None
        self.rows = told_rows(data)
        told: dict[str, Any] = {"language": tell.language, "is_checked": self.is_checked}
        self.periods = [PeriodForm(data, place=place, **told) for place in range(self.rows)]
        self.asked = list(dict.fromkeys([*FIRST_FACTS, *_told_facts(data)]))
        self.facts = self._facts_form()
        self.letter = LetterForm(**given(data, "l", LetterForm.base_fields, is_checked=self.is_checked))

    def _facts_form(self) -> FactsForm:
        return FactsForm(
            names=self.asked, tell=self.tell, **given(self.data, "f", self.asked, is_checked=self.is_checked)
        )

    @cached_property
    def is_valid(self) -> bool:
        """Whether everything can be read; what cannot be is said at its field."""
        every = [form.is_valid() for form in (*self.told_periods, self.facts, self.letter)]
        if not all(every) or not self.is_checked:
            return False
        if not self.told_periods:
            self.periods[0].is_valid()
            self.periods[0].add_error("country", _("Write at least one country in which you were insured."))
            return False
        return not self._stopped()

    @cached_property
    def told_periods(self) -> list[PeriodForm]:
        """The rows in which something is written."""
        return [form for form in self.periods if not form.is_empty]

    @property
    def career(self) -> Career:
        """The working life; ask `is_valid` first."""
        return Career(tuple(form.period() for form in self.told_periods))

    @property
    def errors(self) -> list[tuple[BoundField, str, str]]:
        """Each field that is wrong, what it is called in a list of all, and why."""
        return [(field, label, str(error)) for field, label in self._labelled() for error in field.errors]

    def ask(self, names: Iterable[str]) -> None:
        """Put these questions too, with what was already told kept."""
        more = [name for name in names if _may_be_asked(name) and name not in self.asked]
        if more:
            self.asked += more[: _MOST_FACTS - len(self.asked)]
            self.facts = self._facts_form()
            self.facts.is_valid()

    @property
    def first_facts(self) -> list[BoundField]:
        """The questions that are always put."""
        return [self.facts[name] for name in self.facts.fields if name in FIRST_FACTS]

    @property
    def further_facts(self) -> list[BoundField]:
        """The questions that an answer lacked."""
        return [self.facts[name] for name in self.facts.fields if name not in FIRST_FACTS and not _is_detail(name)]

    @property
    def details(self) -> list[BoundField]:
        """What institutions may have told."""
        return [self.facts[name] for name in self.facts.fields if _is_detail(name)]

    def _labelled(self) -> Iterator[tuple[BoundField, str]]:
        for form in self.periods:
            row = _("Period %(number)s: %(field)s")
            for field in form:
                yield field, row % {"number": form.number, "field": field.label}
        for field in (*self.facts, *self.letter):
            yield field, str(field.label)

    def _stopped(self) -> bool:
        """Say at its field what cannot be counted as it is told."""
        found: list[Finding] = [one for one in findings(self.career, on=today()) if one.stops]
        for one in found:
            name, words = _FINDINGS.get(one.code, ("first", _("This cannot be counted as it is. Look at it again.")))
            self.told_periods[one.periods[0]].add_error(name, words)
        return bool(found)


def given(data: Mapping[str, Any] | None, prefix: str, names: Iterable[str], *, is_checked: bool) -> dict[str, Any]:
    """What a form is made of: data that is checked, or what was written shown again without a word about it."""
    if is_checked or data is None:
        return {"data": data, "prefix": prefix}
    return {"initial": {name: data.get(f"{prefix}-{name}", "") for name in names}, "prefix": prefix}


def bounded(rows: int) -> int:
    """Never fewer rows than stand there at first, never too many.

    >>> bounded(0), bounded(12), bounded(1000)
    (3, 12, 30)
    """
    return min(max(rows, FEWEST), MOST)


def without_row(data: Mapping[str, Any], place: int, rows: int) -> dict[str, Any]:
    """What was written, with one row taken out and those after it moved up."""
    kept = {name: value for name, value in data.items() if not _is_of_a_row(name)}
    moved = [one for one in range(rows) if one != place]
    for new, old in enumerate(moved):
        kept |= {f"p{new}-{name}": data.get(f"p{old}-{name}", "") for name in PeriodForm.base_fields}
    return kept


def _is_of_a_row(name: str) -> bool:
    head, _dash, _rest = name.partition("-")
    return head[:1] == "p" and head[1:].isdigit()


def _is_detail(name: str) -> bool:
    return name.partition(".")[0] in DETAILS


def told_rows(data: Mapping[str, Any] | None) -> int:
    """How many rows stand on the page."""
    text = str((data or {}).get("rows", ""))
    return bounded(int(text)) if text.isascii() and text.isdigit() and len(text) < 4 else FEWEST


def _told_facts(data: Mapping[str, Any] | None) -> list[str]:
    names = [name.removeprefix("f-") for name in data or () if name.startswith("f-")]
    return [name for name in names if _may_be_asked(name)][:_MOST_FACTS]


def _may_be_asked(name: str) -> bool:
    """Whether a form may ask for it: a fact that is known, and after a point nothing but a country."""
    fact = book().facts.find(name)
    _base, point, country = name.partition(".")
    is_named = not point or (len(country) == 2 and country.isascii() and country.isalpha() and country.isupper())
    return fact is not None and fact.kind in ASKED_KINDS and is_named
