"""What an agency's administrator does with programmes: one verb, one transaction, one sentence of the trail."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import optional_text, save
from darna.domains.programmes import access, queries
from darna.domains.programmes.differences import differences
from darna.domains.programmes.linting import Fault, faults
from darna.domains.programmes.models import ProgrammeVersion
from darna.domains.programmes.values import Content, from_json, to_json
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, StaleVersion

MOST_LETTERS = 500


@transaction.atomic
def start_draft(version_id: UUID, *, by: Actor) -> ProgrammeVersion:
    """Begin a new version of a programme from one that was published, the agency's own or a shipped one.

    Raises: Refused, NotFound; AlreadyDone where the agency works on a draft of this programme already.
    """
    origin = access.version_to_keep(by, version_id)
    if origin.state != ProgrammeVersion.State.PUBLISHED:
        raise NotFound("programme", version_id)
    mine = ProgrammeVersion.objects.filter(agency_id=by.agency_id, programme=origin.programme)
    if mine.filter(state=ProgrammeVersion.State.DRAFT).exists():
        raise AlreadyDone("draft_is_begun")
    last = mine.order_by("-number").values_list("number", flat=True).first() or 0
    draft = ProgrammeVersion.objects.create(
        agency_id=by.agency_id,
        programme=origin.programme,
        number=last + 1,
        content=origin.content,
        made_from_id=origin.pk,
        drafted_by=by.membership_id,
    )
    record("programme.drafted", subject=draft, detail={"programme": draft.programme, "number": draft.number})
    return draft


@transaction.atomic
def change_draft(version_id: UUID, content: Content, *, seen_version: int, by: Actor) -> ProgrammeVersion:
    """Write another content into a draft.

    Raises: Refused, NotFound, StaleVersion; Invalid for what could never be put into force; AlreadyDone.
    """
    draft = _held(version_id, seen_version, by)
    before = from_json(draft.content)
    if to_json(content) == draft.content:
        raise AlreadyDone("nothing_changed")
    new = set(faults(content, before=_in_force_of(draft, by))) - set(faults(before))
    if new:
        raise _unfit(min(new, key=lambda fault: fault.code))
    save(draft, content=to_json(content))
    told = sorted({str(one.how) for one in differences(before, content)})
    record("programme.changed", subject=draft, detail={"programme": draft.programme, "changes": told})
    return draft


@transaction.atomic
def publish_draft(version_id: UUID, reason: str = "", *, seen_version: int, by: Actor) -> ProgrammeVersion:
    """Put a draft into force for the cases opened from now on; open cases stay with the version they have.

    Raises: Refused, NotFound, StaleVersion, Invalid; AlreadyDone where it says the same as what is in force.
    """
    draft = _held(version_id, seen_version, by)
    content, before = from_json(draft.content), _in_force_of(draft, by)
    if content == before:
        raise AlreadyDone("draft_says_the_same")
    if wrong := faults(content, before=before):
        raise _unfit(wrong[0])
    reason = optional_text("reason", reason, most=MOST_LETTERS)
    save(
        draft,
        state=ProgrammeVersion.State.PUBLISHED,
        reason=reason,
        published_at=now(),
        published_by=by.membership_id,
    )
    detail = {"programme": draft.programme, "number": draft.number, "reason": draft.reason}
    record("programme.published", subject=draft, detail=detail)
    return draft


@transaction.atomic
def discard_draft(version_id: UUID, *, seen_version: int, by: Actor) -> None:
    """Throw a draft away; what is in force stays as it is. Raises: Refused, NotFound, StaleVersion."""
    draft = _held(version_id, seen_version, by)
    told = ("programmes.programmeversion", draft.pk)
    draft.delete()
    record("programme.discarded", subject=told, detail={"programme": draft.programme, "number": draft.number})


def _in_force_of(draft: ProgrammeVersion, by: Actor) -> Content:
    """What the draft would take the place of. Two queries at most."""
    return queries.definition(draft.programme, agency_id=by.agency_id).content


def _unfit(fault: Fault) -> Invalid:
    """A fault as the problem of a field."""
    field = "ceiling" if fault.code.startswith("ceiling") else "label_fr" if fault.code.startswith("label") else "part"
    return Invalid(field, fault.code, **{name: value for name, value in asdict(fault).items() if name == "part"})


def _held(version_id: UUID, seen_version: int, by: Actor) -> ProgrammeVersion:
    draft = access.draft_to_change(by, version_id)
    if draft.version != seen_version:
        raise StaleVersion(draft.version, seen_version)
    return draft
