"""The parts of a file that are added and ended one by one: what is asked, which verb does it, what is said after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.domains.people import actions
from darna.domains.people.queries import person_card
from darna.domains.people.values import RelationshipDraft
from darna.faces.desk.forms.fields import DeskForm
from darna.faces.desk.forms.file import CircumstanceForm, HouseholdForm
from darna.faces.desk.forms.household import RelativeForm
from darna.faces.desk.forms.person import ContactForm, IdentifierForm, JourneyForm
from darna.faces.desk.journeys import share_a_home
from darna.faces.desk.surroundings import person_of_reference
from darna.kernel.errors import Invalid

Words = str | Promise
Add = Callable[[UUID, Any, Actor], object]
End = Callable[[UUID, int, date | None, Actor], object]


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of row of a file; `rows` names it on the person's card."""

    form: type[DeskForm]
    rows: str
    adding: Words
    ending: Words
    explains: Words
    add: Add
    end: End
    has_end_day: bool = False


def _add_contact(person_id: UUID, form: ContactForm, by: Actor) -> None:
    draft = form.draft()
    if draft is None:
        raise Invalid("channel", "value_missing")
    actions.add_contact(person_id, draft, by=by)


def _add_identifier(person_id: UUID, form: IdentifierForm, by: Actor) -> None:
    draft = form.draft()
    if draft is None:
        raise Invalid("kind", "value_missing")
    actions.add_identifier(person_id, draft, by=by)


def _add_journey(person_id: UUID, form: JourneyForm, by: Actor) -> None:
    draft = form.draft()
    if draft is None:
        raise Invalid("direction", "value_missing")
    actions.add_journey(person_id, draft, by=by)


def _relate(person_id: UUID, form: RelativeForm, by: Actor) -> None:
    draft = form.draft()
    if draft is None:
        raise Invalid("kind", "value_missing")
    reference = form.cleaned_data["other_reference"]
    if not reference:
        actions.relate(person_id, draft, by=by)
        return
    other = _found(reference, by)
    actions.relate(person_id, RelationshipDraft(draft.kind, other_id=other), by=by)
    if form.cleaned_data["lives_with"]:
        share_a_home(person_id, other, _home_of(other, by), role="other_relative", by=by)


def _join(person_id: UUID, form: HouseholdForm, by: Actor) -> None:
    other = _found(form.cleaned_data["other_reference"], by)
    share_a_home(person_id, other, _home_of(other, by), role=form.cleaned_data["role"], by=by)


def _note(person_id: UUID, form: CircumstanceForm, by: Actor) -> None:
    actions.note_vulnerability(person_id, form.cleaned_data["kind"], since=form.cleaned_data["since"], by=by)


def _found(reference: str, by: Actor) -> UUID:
    other = person_of_reference(by, reference)
    if other is None:
        raise Invalid("other_reference", "unknown_reference")
    return other


def _home_of(person_id: UUID, by: Actor) -> UUID | None:
    homes = person_card(by, person_id).households
    return homes[0].id if homes else None


PARTS: Final[dict[str, Part]] = {
    "contact": Part(
        ContactForm,
        "contacts",
        _("Add a way to reach the person"),
        _("Take this way of contact away"),
        _("It is removed from the file; the trail keeps that it was there."),
        _add_contact,
        lambda row, seen, _on, by: actions.remove_contact(row, seen_version=seen, by=by),
    ),
    "identifier": Part(
        IdentifierForm,
        "identifiers",
        _("Add a document"),
        _("Take this document away"),
        _("It is removed from the file; the trail keeps that it was there."),
        _add_identifier,
        lambda row, seen, _on, by: actions.remove_identifier(row, seen_version=seen, by=by),
    ),
    "journey": Part(
        JourneyForm,
        "journeys",
        _("Add a journey"),
        _("Take this journey away"),
        _("Use this only if it was written by mistake."),
        _add_journey,
        lambda row, seen, _on, by: actions.remove_journey(row, seen_version=seen, by=by),
    ),
    "relative": Part(
        RelativeForm,
        "relationships",
        _("Add somebody close to the person"),
        _("This tie is over"),
        _("It stays in the file with its last day."),
        _relate,
        lambda row, seen, on, by: actions.end_relationship(row, seen_version=seen, on=on, by=by),
        has_end_day=True,
    ),
    "household": Part(
        HouseholdForm,
        "households",
        _("Say with whom the person lives"),
        _("The person no longer lives there"),
        _("The household stays; this person leaves it."),
        _join,
        lambda row, seen, on, by: actions.leave_household(row, seen_version=seen, on=on, by=by),
        has_end_day=True,
    ),
    "circumstance": Part(
        CircumstanceForm,
        "vulnerabilities",
        _("Note a circumstance that asks for care"),
        _("This circumstance is over"),
        _("It stays in the file with its last day."),
        _note,
        lambda row, seen, on, by: actions.end_vulnerability(row, seen_version=seen, on=on, by=by),
        has_end_day=True,
    ),
}
