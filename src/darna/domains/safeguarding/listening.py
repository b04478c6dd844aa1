"""What child protection asks of others and is told: consents of minors, protected files, referrals, coming of age."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext

from darna.base.agencies.actor import Actor
from darna.domains.cases.actions.tasks import set_task_of_the_house
from darna.domains.cases.queries.elsewhere import open_elsewhere
from darna.domains.cases.registers.holding import held_elsewhere
from darna.domains.people.actions import on_consent_withdrawn
from darna.domains.people.actions.protecting import before_unprotecting, named_too
from darna.domains.people.checks import ADULT, ASKED_FROM, asked_of_minors
from darna.domains.people.queries.birth import birth_of
from darna.domains.people.queries.unfinished import unfinished
from darna.domains.people.values import ConsentTerms
from darna.domains.referrals.actions.sending import on_referral_sent
from darna.domains.safeguarding.actions.urgencies import stop_with_referral
from darna.domains.safeguarding.models import Assent, Guardianship, Procedure, Step, Talk, Urgency
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate
from darna.kernel.errors import Invalid


class EndedConsent(Protocol):
    """What is read of a consent that ended."""

    person_id: UUID
    state: str
    given_by: str


def guardians_consent(person_id: UUID, terms: ConsentTerms) -> None:
    """A guardian consents only once confirmed and without a conflict; the child's own no is not passed over.

    Where nobody is registered, the house's protocol of registration holds as before. Two queries. Raises: Invalid.
    """
    if terms.given_by == "guardian":
        _require_guardian(person_id)
    _require_childs_word(person_id, terms)


def _require_guardian(person_id: UUID) -> None:
    rows = Guardianship.objects.filter(person_id=person_id)
    standing = [row for row in rows if row.state != Guardianship.State.ENDED]
    if any(row.state == Guardianship.State.CONFIRMED and not row.has_conflict for row in standing):
        return
    if any(row.has_conflict for row in standing):
        raise Invalid("guardian", "guardian_has_a_conflict")
    if rows:
        raise Invalid("guardian", "guardian_is_not_confirmed")


def _require_childs_word(person_id: UUID, terms: ConsentTerms) -> None:
    said: dict[str, str] = {}
    for subject, answer in (
        Assent.objects.filter(person_id=person_id).order_by("asked_at").values_list("subject", "answer")
    ):
        said[subject] = answer
    if not any(said.get(purpose) == Assent.Answer.DISAGREES for purpose in terms.purposes):
        return
    birth = birth_of(person_id)
    is_older = birth is None or PartialDate(birth.earliest).age_on(today()) >= ASKED_FROM
    if is_older:
        raise Invalid("has_assented", "child_said_no_to_this")
    if not terms.best_interest.strip():
        raise Invalid("best_interest", "say_why_against_the_child")


def protection_is_needed(person_id: UUID, worker: UUID | None) -> None:
    """Who carries an open procedure stays named, and a restricted procedure stays so while it is open.

    Three queries at most. Raises: Invalid.
    """
    open_ones = Procedure.objects.filter(person_id=person_id).exclude(state=Procedure.State.CLOSED)
    if worker is None:
        if open_ones.exists():
            raise Invalid("workers", "procedure_is_restricted")
        return
    if worker in carriers_of(person_id):
        raise Invalid("worker", "worker_carries_a_procedure")


def carriers_of(person_id: UUID) -> set[UUID]:
    """Who answers for an open procedure of a person, or carries one of its open steps; or follows it up. Two queries."""
    open_ones = Procedure.objects.filter(person_id=person_id).exclude(state=Procedure.State.CLOSED)
    steps = Step.objects.filter(procedure__in=open_ones, state=Step.State.OPEN)
    carrying = {who for pair in open_ones.values_list("responsible_id", "follower_id") for who in pair if who}
    return carrying | set(steps.values_list("responsible_id", flat=True))


def ask_the_adult(consent: EndedConsent, by: Actor | None = None) -> None:
    """A guardian's consent ended with the child's eighteenth birthday: whoever accompanies them asks them themselves.

    Of a protected file the job sees nothing; there the day of the consent's end stands on Today of those named.
    """
    if consent.state != "expired" or consent.given_by != "guardian":
        return
    birth = birth_of(consent.person_id)
    if birth is not None and not birth.may_be_under_on(ADULT, today()):
        title = gettext("Of age now: ask for their own consent. The guardian's has ended.")
        set_task_of_the_house(consent.person_id, title, today())


def left_open(actor: Actor, case_id: UUID) -> list[str]:
    """A procedure or a clock that is not over, in a sentence each, for whoever is about to close. Two queries."""
    told = []
    if Procedure.objects.filter(case_id=case_id).exclude(state=Procedure.State.CLOSED).exists():
        told.append(gettext("The best-interests procedure is still open. Say how it ended."))
    if Urgency.objects.filter(case_id=case_id, state=Urgency.State.RUNNING).exists():
        told.append(gettext("An urgent concern waits: somebody is called in, or the reason why not is written."))
    return told


def held(cases: Any) -> set[UUID]:
    """The cases among these in which a child's protection was written of. Three queries."""
    return {
        case_id
        for model in (Procedure, Urgency, Talk)
        for case_id in model._default_manager.filter(case_id__in=cases).values_list("case_id", flat=True)
    }


def watched_over(persons: Collection[UUID]) -> set[UUID]:
    """Those among these for whom a procedure is open or a clock runs. Two queries."""
    procedures = Procedure.objects.filter(person_id__in=persons).exclude(state=Procedure.State.CLOSED)
    clocks = Urgency.objects.filter(person_id__in=persons, state=Urgency.State.RUNNING)
    return {person for rows in (procedures, clocks) for person in rows.values_list("person_id", flat=True)}


def listen() -> None:
    """Ask people, cases and referrals to tell."""
    asked_of_minors(guardians_consent)
    before_unprotecting(protection_is_needed)
    named_too(carriers_of)
    on_consent_withdrawn(ask_the_adult)
    on_referral_sent(stop_with_referral)
    open_elsewhere(left_open)
    held_elsewhere(held)
    unfinished(watched_over)
