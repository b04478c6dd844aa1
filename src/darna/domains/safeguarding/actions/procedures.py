"""The life of a procedure: opened with its steps, decided by two people, looked at again, closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, require_code, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.cases import access as of_cases
from darna.domains.cases.actions.workers import require_sees_file, require_worker
from darna.domains.safeguarding import access
from darna.domains.safeguarding.actions.saving import sealed
from darna.domains.safeguarding.models import Assent, Option, Procedure, Review, Step
from darna.domains.safeguarding.sealed import CLOSING_NOTE, CONCERN, DECISION, DESPITE, REMARK, REVIEW
from darna.domains.safeguarding.values import DAYS_OF_STEP, LONGEST_REVIEW, DecisionDraft
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

_BACK: dict[str, Any] = {
    "state": Procedure.State.OPEN,
    "proposed_by": None,
    "proposed_at": None,
    "approved_by": None,
    "approved_at": None,
    "review_on": None,
    "follower_id": None,
    "goes_against_child": False,
}


@transaction.atomic
def open_procedure(
    case_id: UUID,
    reason: str,
    concern: str,
    *,
    by: Actor,
    responsible_id: UUID | None = None,
    asks_restriction: bool = False,
) -> Procedure:
    """Open the best-interests procedure of a child's case, with its six steps, each somebody's and by a day.

    Raises: Refused, NotFound, Invalid; AlreadyDone while another one of the case is open.
    """
    case = access.case_to_write(by, case_id)
    require_code("reason", reason, "protection_reason")
    concern, responsible = require_text("concern", concern), carried_by(responsible_id, case.person_id, by)
    cipher = cipher_of(case.person_id)
    procedure = Procedure(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        reason=reason,
        responsible_id=responsible,
        asks_restriction=asks_restriction,
        opened_by=by.membership_id,
        **sealed(cipher, {"sealed_concern": (concern, CONCERN)}),
    )
    try:
        with transaction.atomic():
            procedure.save(force_insert=True)
    except IntegrityError as taken:
        if "case_has_one_procedure" not in str(taken):
            raise
        raise AlreadyDone("procedure_is_open_already") from taken
    Step.objects.bulk_create(_steps(procedure, responsible))
    record("procedure.opened", subject=procedure, detail=told(case, reason=reason, note=concern), cipher=cipher)
    return procedure


@transaction.atomic
def hand_over_procedure(procedure_id: UUID, responsible_id: UUID, *, seen_version: int, by: Actor) -> Procedure:
    """Somebody else answers for the procedure from now on. Raises: Refused, NotFound, Invalid, StaleVersion."""
    procedure, case = procedure_to_write(by, procedure_id, "open", "proposed", "decided")
    responsible = carried_by(responsible_id, case.person_id, by)
    procedure = locked(procedure, seen_version)
    if procedure.responsible_id == responsible:
        raise AlreadyDone("nothing_changed")
    save(procedure, responsible_id=responsible)
    record("procedure.handed_over", subject=procedure, detail=told(case, worker=responsible))
    return procedure


@transaction.atomic
def propose_decision(procedure_id: UUID, draft: DecisionDraft, *, seen_version: int, by: Actor) -> Procedure:
    """Propose what is best for the child: one of the options weighed, why, who follows it up, when it is seen again.

    Where the child said no, the reasons why it goes against their word are asked for, and shown to whoever approves.
    Raises: Refused while a step is open or fewer than two options are weighed; NotFound, Invalid, StaleVersion.
    """
    procedure, case = procedure_to_write(by, procedure_id, "open")
    _require_weighed(procedure_id)
    words, despite = require_text("words", draft.words), draft.despite.strip()
    goes_against = _child_says_no(case.person_id)
    if goes_against and not despite:
        raise Invalid("despite", "child_said_no")
    require_review_day("review_on", draft.review_on)
    follower = carried_by(draft.follower_id, case.person_id, by, field="follower")
    procedure, cipher = locked(procedure, seen_version, note=words), cipher_of(case.person_id)
    _choose(procedure_id, draft.option_id)
    texts = {"sealed_decision": (words, DECISION), "sealed_despite": (despite if goes_against else "", DESPITE)}
    save(
        procedure,
        state=Procedure.State.PROPOSED,
        proposed_by=by.membership_id,
        proposed_at=now(),
        follower_id=follower,
        review_on=draft.review_on,
        goes_against_child=goes_against,
        sealed_remark=b"",
        **sealed(cipher, texts),
    )
    record("procedure.proposed", subject=procedure, detail=told(case, note=words), cipher=cipher)
    return procedure


@transaction.atomic
def send_back_decision(procedure_id: UUID, remark: str, *, seen_version: int, by: Actor) -> Procedure:
    """Ask for another look before approving. Raises: Refused, also for one's own proposal; NotFound, Invalid."""
    procedure, case = _to_decide(by, procedure_id)
    remark = require_text("note", remark)
    procedure, cipher = locked(procedure, seen_version, note=remark), cipher_of(case.person_id)
    save(procedure, **_BACK, **sealed(cipher, {"sealed_remark": (remark, REMARK)}))
    record("procedure.sent_back", subject=procedure, detail=told(case, note=remark), cipher=cipher)
    return procedure


@transaction.atomic
def approve_decision(procedure_id: UUID, *, seen_version: int, by: Actor) -> Procedure:
    """Approve as a supervisor what somebody else proposed. Raises: Refused, NotFound, StaleVersion, AlreadyDone."""
    procedure, case = _to_decide(by, procedure_id)
    procedure = locked(procedure, seen_version)
    save(procedure, state=Procedure.State.DECIDED, approved_by=by.membership_id, approved_at=now())
    record("procedure.approved", subject=procedure, detail=told(case))
    return procedure


@transaction.atomic
def review_decision(
    procedure_id: UUID, words: str, *, holds_until: date | None, seen_version: int, by: Actor
) -> Review:
    """Look at the decision again: it holds until another day, or without one it is weighed anew.

    Raises: Refused, NotFound, Invalid, StaleVersion.
    """
    procedure, case = procedure_to_write(by, procedure_id, "decided")
    words = require_text("words", words)
    if holds_until is not None:
        require_review_day("holds_until", holds_until)
    procedure, cipher = locked(procedure, seen_version, note=words), cipher_of(case.person_id)
    outcome = Review.Outcome.HOLDS if holds_until else Review.Outcome.ANEW
    decision = "" if holds_until else cipher.open(procedure.sealed_decision, field=DECISION)
    review = Review.objects.create(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        procedure_id=procedure_id,
        outcome=outcome,
        next_on=holds_until,
        reviewed_on=today(),
        reviewed_by=by.membership_id,
        **sealed(cipher, {"sealed_words": (words, REVIEW), "sealed_decision": (decision, DECISION)}),
    )
    save(procedure, **({"review_on": holds_until} if holds_until else {**_BACK, "sealed_remark": b""}))
    record("procedure.reviewed", subject=review, detail=told(case, note=words, due_on=holds_until), cipher=cipher)
    return review


@transaction.atomic
def close_procedure(procedure_id: UUID, closing: str, note: str, *, seen_version: int, by: Actor) -> Procedure:
    """Say how the procedure ended; one whose decision waits for a supervisor is not closed.

    Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    procedure, case = procedure_to_write(by, procedure_id, "open", "decided")
    require_code("closing", closing, "protection_closing")
    note = require_text("note", note)
    procedure, cipher = locked(procedure, seen_version, note=note), cipher_of(case.person_id)
    words = sealed(cipher, {"sealed_closing_note": (note, CLOSING_NOTE)})
    save(
        procedure,
        state=Procedure.State.CLOSED,
        closing=closing,
        closed_at=now(),
        closed_by=by.membership_id,
        **words,
    )
    record("procedure.closed", subject=procedure, detail=told(case, outcome=closing, note=note), cipher=cipher)
    return procedure


def procedure_to_write(by: Actor, procedure_id: UUID, *states: str) -> tuple[Procedure, Case]:
    """A procedure in one of these states, in a case the actor writes in. Two queries.

    Raises: Refused, NotFound; AlreadyDone for one that moved on.
    """
    by.require(Verb.WRITE_CASE)
    procedure = access.visible_row(by, Procedure, procedure_id)
    case = access.case_to_write(by, procedure.case_id)
    _require_state(procedure, states)
    return procedure, case


def carried_by(worker_id: UUID | None, person_id: UUID, by: Actor, *, field: str = "responsible") -> UUID:
    """Who carries something: the actor, or a colleague who sees the file. Raises: Invalid."""
    worker = worker_id or by.membership_id
    if worker != by.membership_id:
        try:
            require_worker(worker, by)
            require_sees_file(worker, person_id, by)
        except Invalid as problem:
            raise Invalid(field, problem.code) from problem
    return worker


def require_review_day(field: str, day: date) -> None:
    """Raises: Invalid for a day that is over, or later than three months from now."""
    if day < today():
        raise Invalid(field, "review_is_over")
    if day > today() + timedelta(days=LONGEST_REVIEW):
        raise Invalid(field, "review_is_too_far")


def told(case: Case, **more: object) -> dict[str, object]:
    """What a sentence of the trail says beside its verb."""
    return {"case": case.reference, **{name: value for name, value in more.items() if value is not None}}


def _to_decide(by: Actor, procedure_id: UUID) -> tuple[Procedure, Case]:
    by.require(Verb.SUPERVISE)
    procedure = access.visible_row(by, Procedure, procedure_id)
    case = access.own_case(by, procedure.case_id)
    of_cases.require_open(case)
    _require_state(procedure, ("proposed",))
    if not access.may_decide(by, procedure):
        raise Refused("decision_is_your_own_proposal")
    return procedure, case


def _require_state(procedure: Procedure, states: tuple[str, ...]) -> None:
    if procedure.state not in states:
        raise AlreadyDone("procedure_is_in_another_state", state=procedure.state)


def _require_weighed(procedure_id: UUID) -> None:
    if Step.objects.filter(procedure_id=procedure_id, state=Step.State.OPEN).exists():
        raise Refused("step_is_open_still")
    if Option.objects.filter(procedure_id=procedure_id).count() < 2:
        raise Refused("two_options_are_weighed")


def _choose(procedure_id: UUID, option_id: UUID) -> None:
    options = list(Option.objects.select_for_update(of=("self",)).filter(procedure_id=procedure_id))
    chosen = next((option for option in options if option.pk == option_id), None)
    if chosen is None:
        raise NotFound("option", option_id)
    # First the one that is no longer chosen: one at most is.
    for option in options:
        if option.is_chosen and option is not chosen:
            save(option, is_chosen=False)
    if not chosen.is_chosen:
        save(chosen, is_chosen=True)


def _child_says_no(person_id: UUID) -> bool:
    newest = Assent.objects.filter(person_id=person_id, subject="decision").order_by("-asked_at").first()
    return newest is not None and newest.answer == Assent.Answer.DISAGREES


def _steps(procedure: Procedure, responsible: UUID) -> list[Step]:
    return [
        Step(
            agency_id=procedure.agency_id,
            case_id=procedure.case_id,
            person_id=procedure.person_id,
            procedure_id=procedure.pk,
            kind=kind,
            position=place,
            responsible_id=responsible,
            due_on=today() + timedelta(days=DAYS_OF_STEP[kind]),
        )
        for place, kind in enumerate(Step.Kind.values, 1)
    ]
