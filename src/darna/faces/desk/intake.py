"""Somebody being registered, step by step or on one page: which questions, in which order, and what was answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.forms import Form
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.domains.people.values import PersonDraft
from darna.faces.desk.forms.consent import AgencyName, BirthForm, ConsentForm
from darna.faces.desk.forms.household import RelativeForm
from darna.faces.desk.forms.needs import NeedsForm
from darna.faces.desk.forms.person import ContactForm, IdentifierForm, JourneyForm, PersonForm
from darna.faces.desk.journeys import Intake, Tie
from darna.kernel.dates import PartialDate

Answers = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Step:
    """One page of questions; `parts` are the prefixes of its forms."""

    key: str
    label: str | Promise
    parts: tuple[str, ...]


STEPS: Final = (
    Step("consent", _("Consent"), ("birth", "consent")),
    Step("person", _("The person"), ("person",)),
    Step("contact", _("Contact and papers"), ("contact-1", "contact-2", "identifier-1", "identifier-2")),
    Step("household", _("Household and family"), ("relative-1", "relative-2")),
    Step("journeys", _("Journeys"), ("journey-1", "journey-2")),
    Step("needs", _("Needs and programme"), ("needs",)),
)
FORMS: Final[dict[str, type[Form]]] = {
    "birth": BirthForm,
    "consent": ConsentForm,
    "person": PersonForm,
    "contact": ContactForm,
    "identifier": IdentifierForm,
    "relative": RelativeForm,
    "journey": JourneyForm,
    "needs": NeedsForm,
}


def step_of(key: str) -> Step | None:
    """The step of an address, or none."""
    return next((step for step in STEPS if step.key == key), None)


def answers_in(posted: QueryDict, parts: Sequence[str]) -> dict[str, list[str]]:
    """What was typed in these parts, as it was typed."""
    heads = tuple(f"{part}-" for part in parts)
    return {name: values for name, values in posted.lists() if name.startswith(heads)}


@dataclass
class Questions:
    """All forms of a registration over the answers so far."""

    answers: Answers
    begun: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    agencies: Sequence[AgencyName] = ()
    region: str = ""
    may_write: bool = False
    find_reference: Callable[[str], UUID | None] = lambda _text: None
    _made: dict[tuple[str, bool], Form] = field(default_factory=dict)

    def form(self, part: str, *, bound: bool) -> Form:
        """One form: checked against the answers, or only showing them."""
        if (part, bound) not in self._made:
            self._made[part, bound] = self._make(part, bound=bound)
        return self._made[part, bound]

    def forms(self, step: Step, *, bound: bool) -> dict[str, Form]:
        """The forms of a step under names that a template can say."""
        return {part.replace("-", "_"): self.form(part, bound=bound) for part in step.parts}

    def wrong(self, step: Step) -> list[Form]:
        """The forms of a step that hold a mistake."""
        for part in step.parts:
            self._find_relative(self.form(part, bound=True))
        return [form for part in step.parts if (form := self.form(part, bound=True)).errors]

    def first_wrong(self) -> Step | None:
        """The first step that cannot be saved as it is."""
        return next((step for step in STEPS if self.wrong(step)), None)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Who matters to the person, each with their file if they have one."""
        found = []
        for form in self._of(RelativeForm):
            if draft := form.draft():
                reference = form.cleaned_data["other_reference"]
                other = self.find_reference(reference) if reference else None
                found.append(Tie(draft, other, lives_with=form.cleaned_data["lives_with"]))
        return tuple(found)

    def draft(self) -> PersonDraft:
        """The person as they are about to be registered; call when nothing is wrong."""
        birth, person = self.form("birth", bound=True), self.form("person", bound=True)
        assert isinstance(birth, BirthForm)
        assert isinstance(person, PersonForm)
        return PersonDraft(
            **person.values(),
            birth=birth.told_birth(),
            contacts=tuple(filter(None, (form.draft() for form in self._of(ContactForm)))),
            identifiers=tuple(filter(None, (form.draft() for form in self._of(IdentifierForm)))),
            journeys=tuple(filter(None, (form.draft() for form in self._of(JourneyForm)))),
        )

    def intake(self) -> Intake:
        """Everything to save in one breath; call when nothing is wrong."""
        consent, needs = self.form("consent", bound=True), self.form("needs", bound=True)
        assert isinstance(consent, ConsentForm)
        assert isinstance(needs, NeedsForm)
        return Intake(
            person=self.draft(),
            consent=consent.terms(),
            ties=self.ties,
            programme=needs.cleaned_data["programme"],
            needs=tuple(needs.drafts()),
            note=needs.cleaned_data["note"],
            is_mine=bool(needs.cleaned_data.get("is_mine")),
        )

    def _of(self, kind: type[Any]) -> list[Any]:
        forms = (self.form(part, bound=True) for step in STEPS for part in step.parts)
        return [form for form in forms if isinstance(form, kind) and form.is_valid()]

    def _find_relative(self, form: Form) -> None:
        if not isinstance(form, RelativeForm) or form.errors:
            return
        reference = form.cleaned_data["other_reference"]
        if reference and self.find_reference(reference) is None:
            form.add_error("other_reference", _("No file of this reference was found. Check it, or write their name."))

    def _make(self, part: str, *, bound: bool) -> Form:
        kind = FORMS[part.split("-")[0]]
        mine = {name: list(values) for name, values in self.answers.items() if name.startswith(f"{part}-")}
        # A step never opened is not bound: it must show what is chosen beforehand, and what the search told.
        is_answered = bool(mine) or bound
        values: dict[str, Any] = {"prefix": part, "region": self.region, "initial": self.begun.get(part)}
        if kind is ConsentForm:
            values |= {"agencies": self.agencies, "birth": self._birth()}
        if kind is NeedsForm:
            values["may_write"] = self.may_write
        form = kind(querydict(mine) if is_answered else None, **values)
        if isinstance(form, PersonForm) and not is_answered:
            form.tell_order()
        if is_answered and not bound:
            # Shown again as it was typed: what is wrong is said when it is sent.
            vars(form)["_errors"] = {}
        return form

    def _birth(self) -> PartialDate | None:
        birth = self.form("birth", bound=True)
        assert isinstance(birth, BirthForm)
        return birth.told_birth() if birth.is_valid() else None


def querydict(answers: Answers) -> QueryDict:
    """Answers in the shape that a form reads."""
    data = QueryDict(mutable=True)
    for name, values in answers.items():
        data.setlist(name, list(values))
    return data
