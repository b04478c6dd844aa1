"""Adding an organisation, changing it, publishing and closing it, handing it over to the agency behind it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import differing_columns, locked, require_codes, save
from darna.base.places.queries import regions
from darna.domains.directory import access
from darna.domains.directory.actions.moving import require_move
from darna.domains.directory.actions.saving import in_columns, require_name
from darna.domains.directory.folding import words_of_organisation
from darna.domains.directory.models import Certainty, Organisation
from darna.domains.directory.values import OrganisationDraft
from darna.kernel.errors import AlreadyDone, Invalid


@transaction.atomic
def add_organisation(draft: OrganisationDraft, *, by: Actor) -> Organisation:
    """Write an organisation as a draft; of the keeper's own agency, or of none where they keep such entries too.

    Raises: Refused, Invalid.
    """
    by.require(Verb.KEEP_DIRECTORY)
    ground = access.ground_of(by)
    is_own = draft.is_own or ground is None or not ground.is_house
    organisation = Organisation(agency_id=by.agency_id if is_own else None, **_columns(draft))
    _require_region(draft.region, ground, is_own=is_own)
    organisation.folded = words_of_organisation(organisation)
    organisation.save(force_insert=True)
    record("organisation.added", subject=organisation, detail={"name": str(organisation), "kind": organisation.kind})
    return organisation


@transaction.atomic
def change_organisation(
    organisation_id: UUID, draft: OrganisationDraft, *, seen_version: int, by: Actor
) -> Organisation:
    """Say anew what an organisation is. Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone."""
    organisation = locked(access.kept_organisation(by, organisation_id), seen_version)
    changes = differing_columns(organisation, _columns(draft))
    if "region" in changes:
        _require_region(draft.region, access.ground_of(by), is_own=organisation.agency_id is not None)
    for name, value in changes.items():
        setattr(organisation, name, value)
    save(organisation, **changes, folded=words_of_organisation(organisation))
    record(
        "organisation.changed",
        subject=organisation,
        detail={"name": str(organisation), "fields": sorted(changes)},
    )
    return organisation


@transaction.atomic
def move_organisation(
    organisation_id: UUID, state: str, reason: str = "", *, seen_version: int, by: Actor
) -> Organisation:
    """Publish an organisation, close it, or bring it back. Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone."""
    organisation = access.kept_organisation(by, organisation_id)
    reason = require_move(organisation.state, state, reason)
    organisation = locked(organisation, seen_version)
    before = organisation.state
    save(organisation, state=state)
    detail = {"name": str(organisation), "before": before, "state": state, "reason": reason}
    record("entry.moved", subject=organisation, detail=detail)
    return organisation


@transaction.atomic
def hand_over_organisation(organisation_id: UUID, agency_id: UUID, *, seen_version: int, by: Actor) -> Organisation:
    """Say which agency of Darna stands behind an organisation; from then on that agency's keepers write its entries.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone when an agency stands behind it.
    """
    organisation = access.kept_organisation(by, organisation_id)
    if organisation.agency_id is not None:
        raise AlreadyDone("agency_is_behind_already")
    if agency_id not in names_of_agencies([agency_id]):
        raise Invalid("agency", "not_an_agency")
    organisation = locked(organisation, seen_version)
    save(organisation, agency_id=agency_id)
    record("organisation.handed_over", subject=organisation, detail={"name": str(organisation), "agency": agency_id})
    return organisation


def _columns(draft: OrganisationDraft) -> dict[str, object]:
    require_name(draft.name)
    require_codes("kind", [draft.kind], "organisation_kind")
    if draft.certainty not in Certainty.values:
        raise Invalid("certainty", "not_in_the_list")
    website = draft.website.strip()
    if website and not website.startswith(("https://", "http://")):
        raise Invalid("website", "not_a_web_address")
    return {
        **in_columns("name", draft.name),
        "kind": draft.kind,
        "region": draft.region,
        "website": website,
        "is_information_only": draft.is_information_only,
        "source": draft.source.strip(),
        "certainty": draft.certainty,
    }


def _require_region(region: str, ground: access.Ground | None, *, is_own: bool) -> None:
    """Raises: Invalid for a region that does not exist, or that another house keeps."""
    if region and region not in {line.code for line in regions()}:
        raise Invalid("region", "not_in_the_list", value=region)
    if not is_own and not (ground and ground.keeps(None, region)):
        raise Invalid("region", "not_in_the_list", value=region)
