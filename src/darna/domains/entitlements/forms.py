"""Forms of entitlements: they parse and explain; actions and the law decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from darna.base.pages.facts import FactField
from darna.base.pages.forms import VersionForm, day_field, listed, offer, text_field
from darna.base.places.queries import country_choices, country_name
from darna.domains.entitlements.asking import plain
from darna.domains.entitlements.bringing import LARGEST, Brought, read_file
from darna.domains.entitlements.models import Claim, ClaimPart, InsurancePeriod
from darna.domains.entitlements.queries.telling import language
from darna.domains.entitlements.values import ChangedFilters, PartLine, PeriodDraft, PeriodLine
from darna.domains.entitlements.wording import sentence
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate
from darna.kernel.errors import Invalid
from darna.rules.engine.facts import Fact, Vocabulary

_PARTLY: Final = _("As much as is known: 1985, 1985-06 or 1985-06-12. An estimated year ends with ~.")
_NUMBERS: Final = {"inputmode": "decimal", "dir": "ltr", "data-width": "8"}
_DATES: Final = {"inputmode": "text", "dir": "ltr", "data-width": "10", "autocomplete": "off"}
#: Days that the law of an agreement can be asked for.
_EARLIEST, _LATEST = date(1960, 1, 1), date(2100, 12, 31)
#: What a list shows before anything is chosen.
#: A turn back to the beginning.
_AGAIN: Final = _("It is opened again")
_NOT_KNOWN: Final = ("", _("not known"))


class PartialField(forms.CharField):
    """A day, a month or a year, as it is written."""

    def __init__(self, **values: Any) -> None:
        super().__init__(max_length=10, widget=forms.TextInput(attrs=dict(_DATES)), **values)

    def clean(self, value: Any) -> PartialDate | None:
        """The date as far as it is known; None when nothing is written."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except Invalid as problem:
            raise forms.ValidationError(_("Write a year, a month or a day: 1985, 1985-06 or 1985-06-12.")) from problem


class PeriodForm(VersionForm):
    """Where the person was insured, from when to when or for how long, and what shows it."""

    country = forms.ChoiceField(label=_("Country"))
    scheme = forms.CharField(
        label=_("Institution or scheme"),
        required=False,
        max_length=80,
        help_text=_("As the statement names it, such as CNSS, INPS or CNAV."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    first = PartialField(label=_("From"), required=False, help_text=_PARTLY)
    last = PartialField(label=_("To"), required=False, help_text=_("Leave it empty while the person is insured there."))
    amount = forms.DecimalField(
        label=_("How long, as the statement says"),
        required=False,
        localize=False,
        help_text=_("Where a statement gives a number, that number counts; the dates only say when it was."),
        widget=forms.TextInput(attrs=dict(_NUMBERS)),
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    evidence = forms.ChoiceField(label=_("What shows it"), initial="told")
    note = text_field(_("Note"), required=False, rows=3, most=2_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            country=[("", "—"), *country_choices(language())],
            unit=[("", "—"), *InsurancePeriod.Unit.choices],
            evidence=InsurancePeriod.Evidence.choices,
        )

    @classmethod
    def told(cls, line: PeriodLine) -> dict[str, Any]:
        """What the form begins with over a period that is noted."""
        names = ("country", "scheme", "unit", "evidence", "note")
        days = {"first": str(line.first or ""), "last": str(line.last or "")}
        amount = "" if line.amount is None else f"{line.amount.normalize():f}"
        return {"seen_version": line.version, "amount": amount, **days, **{one: getattr(line, one) for one in names}}

    def draft(self) -> PeriodDraft:
        """The period as a value; call after `is_valid()`."""
        return PeriodDraft(**{name: value for name, value in self.cleaned_data.items() if name != "seen_version"})


class BringForm(VersionForm):
    """The file a person made for themselves on the public pages."""

    file = forms.FileField(
        label=_("The file that the person saved"),
        help_text=_(
            "Saved on the public page “My rights”; its name ends in .json. Insured periods and facts are taken, names are not."
        ),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def brought(self) -> Brought:
        """What it says; call after `is_valid()`. Raises: Invalid."""
        return read_file(self.cleaned_data["file"].read(LARGEST + 1))


class FactsForm(forms.Form):
    """The facts a question asks, each in the words of the law; what is not known is left open."""

    on = day_field(
        _("The law of which day"),
        help_text=_("Today, unless the question is about a day that is over or still to come."),
    )

    def __init__(
        self, data: Any = None, *, names: Iterable[str], facts: Vocabulary, known: Mapping[str, object]
    ) -> None:
        self._facts = {name: facts[name] for name in names}
        initial = {_field(name): _shown(known.get(name)) for name in self._facts}
        super().__init__(data, initial={"on": today(), **initial})
        offered: list[tuple[str, Any]] = [_NOT_KNOWN, *country_choices(language())]
        asked = {
            _field(name): FactField(fact, language(), label=_asked(name, fact), countries=offered)
            for name, fact in self._facts.items()
        }
        self.fields = {**asked, "on": self.fields["on"]}

    def told(self, known: Mapping[str, object]) -> dict[str, object]:
        """The facts that were told, with those no field asks; call after `is_valid()`."""
        typed = {name: plain(self.cleaned_data.get(_field(name))) for name in self._facts}
        kept = {name: value for name, value in known.items() if name == "career"}
        return {**kept, **{name: value for name, value in typed.items() if value not in (None, "")}}

    @property
    def day(self) -> date:
        """The day whose law is asked; call after `is_valid()`."""
        day: date = self.cleaned_data["on"]
        return day


class ClaimForm(VersionForm):
    """Where the right is asked for."""

    authority = forms.CharField(
        label=_("Office that is asked"),
        required=False,
        max_length=200,
        help_text=_("Make it more exact if you know the office."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class HandClaimForm(ClaimForm):
    """A right of the catalogue that is pursued without asking the law first."""

    right = forms.ChoiceField(label=_("Right"))
    field_order = ("right", "authority")

    def __init__(self, *args: Any, rights: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, right=[("", _("Choose a right")), *rights])
        self.fields["authority"].help_text = _("Leave it empty to ask the office that the catalogue of rights names.")


class PartsForm(VersionForm):
    """How far each paper is and which steps were taken."""

    steps = forms.MultipleChoiceField(label=_("Steps"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, data: Any = None, *, papers: Iterable[PartLine], steps: Iterable[PartLine], version: int
    ) -> None:
        papers, steps = list(papers), list(steps)
        done = [str(part.id) for part in steps if part.done_on]
        states = {f"paper-{part.id}": part.state for part in papers}
        super().__init__(data, initial={"seen_version": version, "steps": done, **states})
        offer(self, steps=[(str(part.id), part.label) for part in steps])
        for part in papers:
            self.fields[f"paper-{part.id}"] = forms.ChoiceField(label=part.label, choices=ClaimPart.State.choices)
        self._papers = [part.id for part in papers]

    def papers(self) -> dict[UUID, str]:
        """How far each paper is; call after `is_valid()`."""
        return {paper: self.cleaned_data[f"paper-{paper}"] for paper in self._papers}

    def of_papers(self) -> list[forms.BoundField]:
        """The fields of the papers, in their order."""
        return [self[f"paper-{paper}"] for paper in self._papers]


class PlanForm(VersionForm):
    """Who brings a paper or takes a step, and by which day."""

    doer = forms.ChoiceField(label=_("Who does it"), required=False)
    due_on = day_field(
        _("By which day"),
        required=False,
        help_text=_("The nearest day comes up on your day and in your calendar, and you are reminded of it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, doer=[("", _("Nobody said so yet")), *ClaimPart.Doer.choices])


class StepForm(PlanForm):
    """A step that the catalogue of rights does not know."""

    words = forms.CharField(
        label=_("What is to be done"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    field_order = ("words", "doer", "due_on")


class MoveForm(VersionForm):
    """What became of a claim."""

    state = forms.ChoiceField(label=_("What became of it"), widget=forms.RadioSelect)
    on = day_field(_("On which day"))
    due_on = day_field(
        _("The next step by which day"),
        required=False,
        help_text=_(
            "After a refusal, whole or in part, the last day for an appeal, as the letter says it. "
            "It comes up on your day and in your calendar."
        ),
    )
    note = text_field(
        _("Why, or what came with it"),
        required=False,
        rows=3,
        most=4_000,
        help_text=_("A refusal, whole or in part, and opening again need their reason."),
    )

    def __init__(self, *args: Any, states: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        offer(self, state=[(state, _AGAIN if state == "open" else Claim.State(state).label) for state in states])


class ChangedForm(forms.Form):
    """What the list of changed answers is narrowed to."""

    says_optional = False

    answer = forms.ChoiceField(label=_("Answer now"), required=False)
    question = forms.ChoiceField(label=_("Question"), required=False)
    since = day_field(_("Found since"), required=False)
    mine = forms.BooleanField(label=_("Only people I accompany"), required=False)
    seen = forms.BooleanField(label=_("Those somebody looked at"), required=False)

    def __init__(self, data: Any, *, questions: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        offer(
            self,
            answer=[("", _("Every answer")), ("yes", _("yes")), ("no", _("no")), ("unknown", _("cannot be told"))],
            question=[("", _("Every question")), *questions],
        )

    def filters(self, sort: str) -> ChangedFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        return ChangedFilters(sort=sort, **{name: value for name, value in self.cleaned_data.items() if value})


class GainForm(forms.Form):
    """Which agreement is supposed to be in force, and on what day; the first of the list and today unless told."""

    says_optional = False

    country = forms.ChoiceField(label=_("Country of the agreement"))
    on = day_field(_("In force on"))

    def __init__(self, data: Mapping[str, Any], *, countries: Iterable[str]) -> None:
        pairs = [(code, country_name(code, language())) for code in countries]
        first = {"country": pairs[0][0] if pairs else "", "on": today().isoformat()}
        super().__init__({name: data.get(name) or given for name, given in first.items()})
        offer(self, country=pairs)
        self.fields["on"].validators += [MinValueValidator(_EARLIEST), MaxValueValidator(_LATEST)]

    def explain(self, problem: Invalid) -> None:
        """Say beside the field why this cannot be supposed."""
        self.add_error(problem.field, sentence(problem.code))


class DaysForm(forms.Form):
    """Which claims are measured; the last year unless told."""

    says_optional = False

    since = day_field(_("Opened from"))
    until = day_field(_("to"))
    right = forms.ChoiceField(label=_("Right"), required=False)
    commune = forms.ChoiceField(label=_("Commune"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    agency = forms.ChoiceField(label=_("Agency"), required=False)

    def __init__(
        self, data: Mapping[str, Any], *, period: tuple[date, date], agencies: Iterable[tuple[str, str]]
    ) -> None:
        self._usual, found = period, list(agencies)
        days = {"since": period[0].isoformat(), "until": period[1].isoformat()}
        given = {name: data.get(name, "") for name in ("right", "commune", "programme", "agency")}
        super().__init__({**given, **{name: data.get(name) or day for name, day in days.items()}})
        programmes = listed("programme", _("All programmes"))
        offer(self, agency=[("", _("All agencies")), *found], programme=programmes)
        if not found:
            del self.fields["agency"]

    def offer_claimed(self, rights: Iterable[tuple[str, str]], communes: Iterable[tuple[str, str]]) -> None:
        """The rights that were claimed in the period, and the communes of those who did."""
        offer(self, right=[("", _("All rights")), *rights], commune=[("", _("All communes")), *communes])

    def period(self) -> tuple[date, date]:
        """The days that are asked for, the usual ones where they cannot be read."""
        try:
            first, last = (date.fromisoformat(self.data[name]) for name in ("since", "until"))
        except ValueError:
            return self._usual
        return (first, last) if first <= last else self._usual

    def clean(self) -> dict[str, Any]:
        """Days in the wrong order are told beside the last one."""
        told = super().clean() or {}
        if told.get("since") and told.get("until") and told["until"] < told["since"]:
            self.add_error("until", _("The last day lies before the first. Turn them round."))
        return told

    def told(self, period: tuple[date, date]) -> dict[str, Any]:
        """The filters; what cannot be read is left out."""
        self.is_valid()
        kept = {name: self.cleaned_data.get(name) or "" for name in ("right", "commune", "programme")}
        agency = self.cleaned_data.get("agency")
        return {"since": period[0], "until": period[1], **kept, "agency": UUID(agency) if agency else None}


def _field(name: str) -> str:
    """The name of a fact's field: forms read a point as the end of a prefix."""
    return f"fact-{name.replace('.', '-')}"


def _shown(value: object) -> object:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _asked(name: str, fact: Fact) -> str:
    asks = fact.asks.in_(language())
    _own, _point, country = name.partition(".")
    return f"{asks} ({dict(country_choices(language())).get(country, country)})" if country else asks
