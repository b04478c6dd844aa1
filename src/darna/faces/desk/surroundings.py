"""What the views of the desk share: finding by reference, the agencies and region of the actor, gathered errors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.forms import BaseForm

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import agency_by_slug, other_agencies
from darna.base.places.queries import commune_choices
from darna.domains.people import queries as people
from darna.domains.reception.queries import current_arrival
from darna.domains.reception.values import CurrentArrival
from darna.faces.desk.forms.consent import AgencyName
from darna.faces.desk.forms.fields import language


def agencies_to_share_with(actor: Actor) -> list[AgencyName]:
    """The other agencies, by name. One query."""
    return [AgencyName(key, name) for key, name in other_agencies(actor.agency_id, language()).items()]


def visitor_with(actor: Actor) -> CurrentArrival | None:
    """The visitor who sits with the actor now. One query, two when there is one."""
    return current_arrival(actor)


def region_of(actor: Actor) -> str:
    """The code of the region in which the actor's agency works, or nothing. One query."""
    agency = agency_by_slug(actor.agency_slug)
    return agency.province[:2] if agency else ""


def commune_names(region: str) -> Sequence[str]:
    """The communes to offer. One query, none without a region."""
    return list(dict.fromkeys(name for _code, name in commune_choices(language(), region=region))) if region else []


def person_of_reference(actor: Actor, reference: str) -> UUID | None:
    """The file of a reference, when it is the agency's and this actor may see it. At most two queries."""
    found = people.search(actor, reference, limit=5)
    return next((line.id for line in found if "reference" in line.reasons), None)


def gathered_errors(forms: Iterable[BaseForm]) -> list[tuple[str, str]]:
    """Every mistake of several forms, each with the place to correct it."""
    told: list[tuple[str, str]] = []
    for form in forms:
        told += [("", str(error)) for error in form.non_field_errors()]
        for field in form.visible_fields():
            told += [(f"#{field.first_control_id}", f"{field.label} — {error}") for error in field.errors]  # type: ignore[attr-defined]
    return told
