"""Adding and changing agencies, by the platform's administrator. Each action leaves one sentence in the trail."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from darna.base.agencies.access import agencies_visible_to
from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.faces.office.drafts import AgencyDraft
from darna.kernel.errors import Invalid, NotFound, StaleVersion


def add_agency(draft: AgencyDraft, *, by: Actor) -> Agency:
    """Add an agency; its first administrator is invited next. Raises: `Refused`, `Invalid`."""
    by.require(Verb.KEEP_AGENCIES)
    _refuse_clashes(draft, by)
    agency = Agency.objects.create(**asdict(draft))
    record("agency.added", subject=agency, detail={"slug": agency.slug})
    return agency


def edit_agency(agency_id: UUID, draft: AgencyDraft, *, seen_version: int, by: Actor) -> Agency:
    """Change what an agency is; its references keep the letters they were given.

    Raises: `Refused`, `NotFound`, `StaleVersion`, `Invalid`.
    """
    by.require(Verb.KEEP_AGENCIES)
    agency = agencies_visible_to(by).select_for_update().filter(pk=agency_id).first()
    if agency is None:
        raise NotFound("agency", agency_id)
    if agency.version != seen_version:
        raise StaleVersion(found=agency.version, seen=seen_version)
    if agency.pk == by.agency_id and not draft.is_active:
        raise Invalid("is_active", "not_your_own_agency")
    _refuse_clashes(draft, by, but=agency_id)
    changed = [name for name, value in asdict(draft).items() if getattr(agency, name) != value]
    for name in changed:
        setattr(agency, name, getattr(draft, name))
    agency.version += 1
    agency.save(update_fields=[*changed, "version"])
    record("agency.changed", subject=agency, detail={"fields": changed})
    return agency


def _refuse_clashes(draft: AgencyDraft, by: Actor, *, but: UUID | None = None) -> None:
    others = agencies_visible_to(by)
    others = others.exclude(pk=but) if but else others
    if others.filter(slug=draft.slug).exists():
        raise Invalid("slug", "taken_by_another_agency")
    # References of two agencies that begin alike would be read as one another's on paper.
    if others.filter(reference_prefix=draft.reference_prefix).exists():
        raise Invalid("reference_prefix", "taken_by_another_agency")
