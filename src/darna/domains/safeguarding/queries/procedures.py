"""A procedure with its steps, options and reviews, in words for those who read notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.keys.sealing import PersonCipher
from darna.domains.cases import access as of_cases
from darna.domains.cases.queries.blocks import brief_of
from darna.domains.people.queries.known import known_facts
from darna.domains.safeguarding import access
from darna.domains.safeguarding.models import Option, Procedure, Review, Step
from darna.domains.safeguarding.queries.words import name_in, opened, reader
from darna.domains.safeguarding.sealed import (
    AGAINST,
    CLOSING_NOTE,
    CONCERN,
    DECISION,
    DESPITE,
    FOR,
    REMARK,
    REVIEW,
    STEP,
)
from darna.domains.safeguarding.values import OptionLine, ProcedureCard, ReviewLine, Rights, StepLine
from darna.kernel.clock import today

if TYPE_CHECKING:
    from darna.domains.cases.models import Case


def procedure_card(actor: Actor, procedure_id: UUID) -> ProcedureCard:
    """A procedure with everything in it. Eight queries. Raises: NotFound, Refused."""
    actor.require(Verb.READ_NARRATIVE)
    procedure = access.visible_row(actor, Procedure, procedure_id)
    case = access.own_case(actor, procedure.case_id)
    steps = list(Step.objects.filter(procedure_id=procedure_id).order_by("position"))
    options = list(Option.objects.filter(procedure_id=procedure_id).order_by("-is_chosen", "kind"))
    reviews = list(Review.objects.filter(procedure_id=procedure_id).order_by("-reviewed_on", "-id"))
    cipher = reader(actor, case)
    names = names_of_members(_members(procedure, steps, reviews))
    is_restricted = known_facts(actor, procedure.person_id).is_protected
    return ProcedureCard(
        id=procedure.pk,
        version=procedure.version,
        case=brief_of(actor, case),
        person_id=procedure.person_id,
        state=procedure.state,
        state_label=procedure.get_state_display(),
        reason_label=label("protection_reason", procedure.reason),
        concern=opened(cipher, procedure.sealed_concern, CONCERN),
        responsible_id=procedure.responsible_id,
        responsible=name_in(names, procedure.responsible_id),
        opened_at=procedure.opened_at,
        opened_by=name_in(names, procedure.opened_by),
        is_restricted=is_restricted,
        asks_restriction=procedure.asks_restriction and not is_restricted,
        decision=opened(cipher, procedure.sealed_decision, DECISION),
        despite=opened(cipher, procedure.sealed_despite, DESPITE),
        goes_against_child=procedure.goes_against_child,
        remark=opened(cipher, procedure.sealed_remark, REMARK),
        follower=name_in(names, procedure.follower_id),
        review_on=procedure.review_on,
        proposed_by=name_in(names, procedure.proposed_by),
        proposed_at=procedure.proposed_at,
        approved_by=name_in(names, procedure.approved_by),
        approved_at=procedure.approved_at,
        closing_label=label("protection_closing", procedure.closing) if procedure.closing else "",
        closing_note=opened(cipher, procedure.sealed_closing_note, CLOSING_NOTE),
        closed_at=procedure.closed_at,
        rights=_rights(actor, case, procedure, steps, options, is_restricted=is_restricted),
        steps=tuple(step_line(step, names, cipher) for step in steps),
        options=tuple(_option_line(option, cipher) for option in options),
        reviews=tuple(_review_line(review, names, cipher) for review in reviews),
    )


def step_card(actor: Actor, step_id: UUID) -> tuple[StepLine, ProcedureCard]:
    """A step with its procedure. Nine queries. Raises: NotFound, Refused."""
    step = access.visible_row(actor, Step, step_id)
    card = procedure_card(actor, step.procedure_id)
    return next(line for line in card.steps if line.id == step_id), card


def option_card(actor: Actor, option_id: UUID) -> tuple[OptionLine, ProcedureCard]:
    """An option with its procedure. Nine queries. Raises: NotFound, Refused."""
    option = access.visible_row(actor, Option, option_id)
    card = procedure_card(actor, option.procedure_id)
    return next(line for line in card.options if line.id == option_id), card


def step_line(step: Step, names: dict[UUID, str], cipher: PersonCipher | None) -> StepLine:
    """A step in words; without a cipher its own words stay closed."""
    return StepLine(
        id=step.pk,
        version=step.version,
        kind=step.kind,
        label=step.get_kind_display(),
        state=step.state,
        state_label=step.get_state_display(),
        responsible_id=step.responsible_id,
        responsible=name_in(names, step.responsible_id),
        due_on=step.due_on,
        words=opened(cipher, step.sealed_words, STEP),
        manner=label("hearing_manner", step.manner) if step.manner else "",
        present=tuple(label("panel_role", role) for role in step.present),
        ended_on=step.ended_on,
        ended_by=name_in(names, step.ended_by),
        is_late=step.state == Step.State.OPEN and step.due_on < today(),
    )


def _option_line(option: Option, cipher: PersonCipher | None) -> OptionLine:
    return OptionLine(
        id=option.pk,
        version=option.version,
        label=label("care_option", option.kind),
        speaks_for=opened(cipher, option.sealed_for, FOR),
        speaks_against=opened(cipher, option.sealed_against, AGAINST),
        is_chosen=option.is_chosen,
    )


def _review_line(review: Review, names: dict[UUID, str], cipher: PersonCipher | None) -> ReviewLine:
    return ReviewLine(
        on=review.reviewed_on,
        by=name_in(names, review.reviewed_by),
        outcome_label=review.get_outcome_display(),
        words=opened(cipher, review.sealed_words, REVIEW),
        decision=opened(cipher, review.sealed_decision, DECISION),
        next_on=review.next_on,
    )


def _members(procedure: Procedure, steps: Iterable[Step], reviews: Iterable[Review]) -> set[UUID]:
    of_steps = {who for step in steps for who in (step.responsible_id, step.ended_by)}
    who = {procedure.responsible_id, procedure.opened_by, procedure.proposed_by, procedure.approved_by}
    who |= {procedure.follower_id, *of_steps, *(review.reviewed_by for review in reviews)}
    return {one for one in who if one}


def _rights(
    actor: Actor,
    case: Case,
    procedure: Procedure,
    steps: Iterable[Step],
    options: Iterable[Option],
    *,
    is_restricted: bool,
) -> Rights:
    is_open = case.state == "open"
    writes = is_open and of_cases.may_write(actor, case)
    under_way, decided = procedure.state == "open", procedure.state == "decided"
    is_ready = all(step.state != Step.State.OPEN for step in steps) and len(list(options)) > 1
    return Rights(
        writes=writes and procedure.state != "closed",
        proposes=writes and under_way and is_ready,
        decides=is_open and procedure.state == "proposed" and access.may_decide(actor, procedure),
        reviews=writes and decided,
        closes=writes and (under_way or decided),
        restricts=actor.may(Verb.PROTECT_PERSON) and procedure.state != "closed" and not is_restricted,
    )
