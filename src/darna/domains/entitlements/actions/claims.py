"""The life of a claim: opened from a decision or by hand, its papers and steps marked, obtained, refused, appealed, withdrawn."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, optional_text, require_past, require_text, save
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.entitlements import access, asking
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.models import Claim, ClaimPart, ClaimStep, Decision
from darna.domains.entitlements.models.claims import PURSUED, THERE, UNENDED
from darna.domains.entitlements.queries.asked import asking_of
from darna.domains.entitlements.sealed import AUTHORITY, CLAIM_NOTE, FACTS, STEP_NOTE
from darna.domains.entitlements.values import NEXT, REASONED
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid

if TYPE_CHECKING:
    from darna.domains.cases.models import Case


@transaction.atomic
def open_claim(decision_id: UUID, authority: str = "", *, by: Actor) -> Claim:
    """Pursue the right a decision is about, with the papers and steps its catalogue asks of this person.

    Raises: Refused, NotFound, Invalid; AlreadyDone while the right is pursued in this case.
    """
    decision = access.visible_row(by, Decision, decision_id)
    case, cipher = access.case_to_write(by, decision.case_id), cipher_of(decision.person_id)
    told = json.loads(cipher.open(decision.sealed_facts, field=FACTS))
    return _opened(case, decision.question, decision.pk, told, authority, cipher, by)


@transaction.atomic
def open_claim_by_hand(case_id: UUID, right: str, authority: str = "", *, by: Actor) -> Claim:
    """Pursue a right of the catalogue without saving an answer first; its papers are those the known facts ask for.

    Raises: Refused, NotFound; Invalid for what is no right of the catalogue; AlreadyDone while it is pursued.
    """
    case = access.case_to_write(by, case_id)
    if asking.right_of(right, law_in_force().book) is None:
        raise Invalid("right", "not_in_the_list", value=right)
    known = asking_of(by, case_id, right).known
    return _opened(case, right, None, known, authority, cipher_of(case.person_id), by)


def _opened(
    case: Case, right: str, decision_id: UUID | None, told: asking.Told, authority: str, cipher: PersonCipher, by: Actor
) -> Claim:
    authority, law = optional_text("authority", authority, most=200), law_in_force()
    parts = asking.parts_of(right, told, today(), law)
    claim = _begun(case, right, decision_id, parts, cipher.seal(authority, field=AUTHORITY), by)
    ClaimPart.objects.bulk_create(_row(claim, number, part) for number, part in enumerate(parts, 1))
    title = asking.title_of(right, law.book, by.language)
    detail = {"case": case.reference, "right": title, "authority": authority, "due_on": claim.due_on}
    record("claim.opened", subject=claim, detail=detail, cipher=cipher)
    return claim


@transaction.atomic
def mark_claim(
    claim_id: UUID, done: Collection[UUID], papers: Mapping[UUID, str] | None = None, *, seen_version: int, by: Actor
) -> Claim:
    """Say which papers are there and which steps were taken, the others being not; `papers` says how far each is.

    A paper that `papers` does not name is brought where it is among those done, and still to bring otherwise.

    Raises: Refused, NotFound, StaleVersion; Invalid for a state that does not exist; AlreadyDone when all was so.
    """
    claim, case = claim_to_write(by, claim_id)
    claim = locked(claim, seen_version)
    parts = list(ClaimPart.objects.select_for_update(of=("self",)).filter(claim_id=claim_id))
    wanted = {part.pk: _wanted(part, done, papers or {}) for part in parts}
    turned = [part for part in parts if wanted[part.pk] != (part.state, bool(part.done_on))]
    if not turned:
        raise AlreadyDone("nothing_changed")
    for part in turned:
        _turn(part, *wanted[part.pk], by)
    save(claim, **day_that_comes(claim))
    counts = {"done": sum(1 for part in parts if part.done_on), "asked": len(parts)}
    record("claim.marked", subject=claim, detail={"case": case.reference, **counts})
    return claim


def _wanted(part: ClaimPart, done: Collection[UUID], papers: Mapping[UUID, str]) -> tuple[str, bool]:
    """The state of a part as it shall be, and whether it is there or taken."""
    if part.kind == ClaimPart.Kind.STEP:
        return "", part.pk in done
    usual = (part.state if part.state in THERE else "brought") if part.pk in done else "asked"
    state = papers.get(part.pk, usual)
    if state not in ClaimPart.State.values:
        raise Invalid(f"paper-{part.pk}", "not_in_the_list", value=state)
    return state, state in THERE


def _turn(part: ClaimPart, state: str, is_there: bool, by: Actor) -> None:
    # The day it came stays when it goes on to the office.
    stays = is_there and part.done_on is not None
    day, member = (part.done_on, part.done_by) if stays else (today(), by.membership_id)
    save(part, state=state, done_on=day if is_there else None, done_by=member if is_there else None)


@transaction.atomic
def move_claim(
    claim_id: UUID,
    state: str,
    on: date,
    note: str = "",
    due_on: date | None = None,
    *,
    seen_version: int,
    by: Actor,
) -> Claim:
    """Say what became of a claim, on which day and why, and when to go on; each turn stays written with its reason.

    `due_on`: the last day of an appeal, or of the next step of one; a claim that ended has none. A claim that ended
    may be opened again, with a reason.

    Raises: Refused, NotFound, StaleVersion; Invalid, also for a refusal without its reason; AlreadyDone.
    """
    claim, case = claim_to_write(by, claim_id)
    if state not in NEXT[claim.state]:
        raise AlreadyDone("claim_moved_on", state=claim.state)
    require_past("on", on)
    if on < claim.state_on:
        raise Invalid("on", "before_it_was_opened")
    _check_next(state, on, due_on)
    # Why it was refused, granted in part or opened again decides what is done next.
    note = require_text("note", note, most=4_000) if state in REASONED else note.strip()
    claim, cipher = locked(claim, seen_version, note=note), cipher_of(case.person_id)
    before = claim.state
    _move(claim, state=state, state_on=on, due_on=due_on, sealed_note=cipher.seal(note, field=CLAIM_NOTE))
    ClaimStep.objects.create(
        agency_id=claim.agency_id,
        case_id=claim.case_id,
        person_id=claim.person_id,
        claim_id=claim.pk,
        before=before,
        state=state,
        on=on,
        due_on=due_on,
        sealed_note=cipher.seal(note, field=STEP_NOTE),
        noted_by=by.membership_id,
    )
    detail = {"case": case.reference, "before": before, "state": state, "on": on, "due_on": due_on, "note": note}
    record("claim.moved", subject=claim, detail=detail, cipher=cipher)
    return claim


def _move(claim: Claim, **columns: object) -> None:
    try:
        with transaction.atomic():
            save(claim, reminded_on=None, **columns)
    except IntegrityError as problem:
        # It is opened again while another claim to the same right is under way.
        raise AlreadyDone("right_is_claimed_already") from problem


def _check_next(state: str, on: date, due_on: date | None) -> None:
    if due_on is None:
        return
    if state not in UNENDED:
        raise Invalid("due_on", "ended_claim_has_no_next_day")
    if due_on < on:
        raise Invalid("due_on", "next_day_is_before")


def _begun(
    case: Case, right: str, decision_id: UUID | None, parts: tuple[asking.Part, ...], authority: bytes, by: Actor
) -> Claim:
    if Claim.objects.filter(case_id=case.pk, right=right, state__in=PURSUED).exists():
        raise AlreadyDone("right_is_claimed_already")
    try:
        with transaction.atomic():
            return Claim.objects.create(
                agency_id=case.agency_id,
                case_id=case.pk,
                person_id=case.person_id,
                right=right,
                state_on=today(),
                opened_on=today(),
                opened_by=by.membership_id,
                decision_id=decision_id,
                due_on=_nearest(part.due_on for part in parts),
                sealed_authority=authority,
            )
    except IntegrityError as problem:
        # A colleague pressed the same button at the same moment.
        raise AlreadyDone("right_is_claimed_already") from problem


def _row(claim: Claim, position: int, part: asking.Part) -> ClaimPart:
    return ClaimPart(
        agency_id=claim.agency_id,
        case_id=claim.case_id,
        person_id=claim.person_id,
        claim_id=claim.pk,
        kind=part.kind,
        code=part.code,
        state="asked" if part.kind == ClaimPart.Kind.DOCUMENT else "",
        position=position,
        is_certain=part.is_certain,
        due_on=part.due_on,
    )


def day_that_comes(claim: Claim) -> dict[str, date | None]:
    """The columns of a claim that say which day comes next; of a new day whoever accompanies is reminded anew. One query."""
    # The day of an appeal was said by hand: no paper changes it.
    if claim.state != Claim.State.OPEN:
        return {"due_on": claim.due_on}
    left = ClaimPart.objects.filter(claim_id=claim.pk, done_on__isnull=True, due_on__isnull=False)
    due_on = _nearest(left.values_list("due_on", flat=True))
    return {"due_on": due_on} if due_on == claim.due_on else {"due_on": due_on, "reminded_on": None}


def _nearest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def claim_to_write(by: Actor, claim_id: UUID) -> tuple[Claim, Case]:
    """A claim and its case, both to be written in. Raises: Refused, NotFound."""
    claim = access.visible_row(by, Claim, claim_id)
    return claim, access.case_to_write(by, claim.case_id)
