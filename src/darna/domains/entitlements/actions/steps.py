"""The steps of a claim: who does what by which day, also those that the catalogue of rights does not know."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.entitlements.actions.claims import claim_to_write, day_that_comes
from darna.domains.entitlements.models import Claim, ClaimPart
from darna.domains.entitlements.models.claims import UNENDED
from darna.domains.entitlements.sealed import STEP_WORDS
from darna.kernel.errors import AlreadyDone, Invalid, NotFound


@transaction.atomic
def add_step(
    claim_id: UUID, words: str, doer: str = "", due_on: date | None = None, *, seen_version: int, by: Actor
) -> Claim:
    """Write down a step of a claim in one's own words: what is done, who does it, by which day.

    Raises: Refused, NotFound, StaleVersion; Invalid; AlreadyDone for a claim that ended.
    """
    claim, case = claim_to_write(by, claim_id)
    words = require_text("words", words, most=300)
    _check(claim, doer, due_on)
    claim, cipher = locked(claim, seen_version, words=words), cipher_of(claim.person_id)
    position = 1 + max(ClaimPart.objects.filter(claim_id=claim_id).values_list("position", flat=True), default=0)
    ClaimPart.objects.create(
        agency_id=claim.agency_id,
        case_id=claim.case_id,
        person_id=claim.person_id,
        claim_id=claim.pk,
        kind=ClaimPart.Kind.STEP,
        code=f"own_{position}",
        position=position,
        doer=doer,
        due_on=due_on,
        sealed_words=cipher.seal(words, field=STEP_WORDS),
    )
    save(claim, **day_that_comes(claim))
    detail = {"case": case.reference, "words": words, "doer": doer, "due_on": due_on}
    record("claim.step_added", subject=claim, detail=detail, cipher=cipher)
    return claim


@transaction.atomic
def plan_part(claim_id: UUID, part_id: UUID, doer: str, due_on: date | None, *, seen_version: int, by: Actor) -> Claim:
    """Say who brings a paper or takes a step, and by which day; also instead of the day that the law gives.

    Raises: Refused, NotFound, StaleVersion; Invalid; AlreadyDone for a claim that ended, or when all was so.
    """
    claim, case = claim_to_write(by, claim_id)
    _check(claim, doer, due_on)
    claim = locked(claim, seen_version)
    part = ClaimPart.objects.select_for_update(of=("self",)).filter(claim_id=claim_id, pk=part_id).first()
    if part is None:
        raise NotFound("claimpart", part_id)
    if (part.doer, part.due_on) == (doer, due_on):
        raise AlreadyDone("nothing_changed")
    save(part, doer=doer, due_on=due_on)
    save(claim, **day_that_comes(claim))
    record("claim.part_planned", subject=claim, detail={"case": case.reference, "doer": doer, "due_on": due_on})
    return claim


def _check(claim: Claim, doer: str, due_on: date | None) -> None:
    if claim.state not in UNENDED:
        raise AlreadyDone("claim_moved_on", state=claim.state)
    if doer and doer not in ClaimPart.Doer.values:
        raise Invalid("doer", "not_in_the_list", value=doer)
    if due_on and due_on < claim.opened_on:
        raise Invalid("due_on", "before_it_was_opened")
