"""A fictional child of whom the house keeps something in every table, made by what people do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.utils import translation

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.documents.scans import JPEG, Scan
from darna.base.documents.tests.papers import photographed
from darna.base.rowsecurity.context import acting
from darna.domains.assessments.tests import makers as assessments
from darna.domains.cases import actions as cases
from darna.domains.cases.tests.makers import make_case
from darna.domains.cases.values import NeedDraft
from darna.domains.closing import actions as closing
from darna.domains.closing.tests.makers import make_proposed as closing_proposed
from darna.domains.closing.tests.makers import wants_two
from darna.domains.cohorts.tests import makers as cohorts
from darna.domains.documents import actions as papers
from darna.domains.documents.tests.makers import make_paper
from darna.domains.entitlements import actions as entitlements
from darna.domains.entitlements.tests import makers as rights
from darna.domains.links.actions import begin_link, write_link
from darna.domains.links.tests import makers as links
from darna.domains.links.values import PartnerDraft, Terms
from darna.domains.people import actions as people
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.domains.people.values import (
    ContactDraft,
    IdentifierDraft,
    JourneyDraft,
    RelationshipDraft,
)
from darna.domains.planning import actions as planning
from darna.domains.planning.tests.makers import make_meeting
from darna.domains.planning.values import ItemDraft
from darna.domains.privacy import actions as privacy
from darna.domains.privacy.tests import makers as requests
from darna.domains.reception.actions import tie_person
from darna.domains.reception.tests.makers import sit_down_with
from darna.domains.referrals import actions as referrals
from darna.domains.referrals.tests import makers as referring
from darna.domains.referrals.values import NAME, Draft, Question
from darna.domains.retention import actions as retention
from darna.domains.safeguarding import actions as safeguarding
from darna.domains.safeguarding.tests import makers as children
from darna.domains.safeguarding.values import DecisionDraft, GuardianDraft, StopDraft
from darna.domains.transfers import actions as transfers
from darna.domains.transfers.tests import makers as moving
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate


@dataclass(frozen=True)
class Kept:
    """The house and somebody whose file is full."""

    house: Any
    person_id: UUID
    case_id: UUID

    @property
    def officer(self) -> Actor:
        """Who makes the copy."""
        officer: Actor = self.house.officer
        return officer


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)


def step(by: Actor, action: Any, row: Any, *told: Any, **named: Any) -> Any:
    """An action on a row as it is now."""
    with acting(by.context):
        seen = type(row).objects.values_list("version", flat=True).get(pk=row.pk)
        return action(row.pk, *told, seen_version=seen, by=by, **named)


@pytest.fixture(name="kept")
def full_file(db: None) -> Iterator[Kept]:
    """A child of whom something is kept in every table, inside a transaction that is undone; pages speak English."""
    with translation.override("en"):
        yield make_kept()


def make_kept() -> Kept:
    """A child whose file says something in every sealed column, each text beginning with «kept:»."""
    house = referring.make_house()
    person_id = _child(house)
    case = make_case(house.worker, person_id, worker_id=house.worker.membership_id, needs=[NeedDraft("housing")])
    kept = Kept(house, person_id, case.pk)
    for told in (_ties, _consent, _work, _plans, _meetings, _papers, _questions, _law, _reviews, _protection):
        told(kept)
    for told in (_referred, _linked, _handed, _transferred, _visited, _closed, _asked, _held, _guarded):
        told(kept)
    return kept


def only(by: Actor, label: str, **found: Any) -> Any:
    """The one row of a table that somebody sees."""
    with acting(by.context):
        return apps.get_model(label).objects.get(**found)


def _terms(house: Any, **told: Any) -> Any:
    values = {
        "given_by": "guardian",
        "guardian": "HIDDEN guardian",
        "has_assented": True,
        "evidence": "kept:evidence",
        "purposes": ("accompaniment", "sharing_with_partner"),
        "recipients": (house.there.agency_id,),
    }
    return make_terms(**{**values, **told})


def _child(house: Any) -> UUID:
    draft = make_draft(
        birth=children.born(15),
        address="kept:address",
        languages=("ary",),
        contacts=(ContactDraft("phone_call", "06 61 23 45 67", advice="kept:advice"),),
        identifiers=(IdentifierDraft("cin", "KEPT 232540"),),
    )
    with acting(house.worker.context):
        made: UUID = people.register_person(draft, _terms(house), by=house.worker).pk
        return made


def _ties(kept: Kept) -> None:
    by, person = kept.house.worker, kept.person_id
    done(by, people.relate, person, RelationshipDraft("mother", other_name="HIDDEN relative"))
    done(by, people.add_to_household, person, None, "self")
    done(
        by, people.add_journey, person, JourneyDraft("return", from_country="IT", started=PartialDate.parse("2025-03"))
    )


def _consent(kept: Kept) -> None:
    by = kept.house.worker
    consent = only(by, "people.Consent", person_id=kept.person_id)
    done(by, people.add_signed_page, consent.pk, Scan(JPEG, photographed()))
    before_witness = _terms(kept.house, method="oral_with_witness", witness="HIDDEN witness", best_interest="kept:best")
    done(by, people.record_consent, kept.person_id, before_witness)


def _work(kept: Kept) -> None:
    by, case = kept.house.worker, kept.case_id
    done(by, cases.write_encounter, case, kind="call", note="kept:encounter", present="HIDDEN present")
    step(by, cases.finish_task, done(by, cases.set_task, case, "kept:task", today()), "kept:task end")
    done(by, cases.share_case, case, kept.house.there.agency_id, today() + timedelta(days=30))


def _plans(kept: Kept) -> None:
    by, lead, case = kept.house.worker, kept.house.supervisor, kept.case_id
    plan = _proposed(by, case)
    step(lead, planning.approve_plan, plan)
    step(by, planning.begin_plan, plan, today())
    step(by, planning.finish_item, only(by, "planning.PlanItem", plan_id=plan.pk), "kept:outcome")
    step(by, planning.complete_plan, plan, "kept:result")
    step(lead, planning.send_back_plan, _proposed(by, case), "kept:plan remark")
    done(by, planning.move_stage, case, "assessment", seen_version=0)
    done(by, planning.mark_progress, case, items=[], documents=[], other="kept:paper seen", seen_version=1)


def _proposed(by: Actor, case_id: UUID) -> Any:
    plan = done(by, planning.write_plan, case_id, "kept:goal", "kept:commitment")
    done(by, planning.add_item, plan.pk, ItemDraft("kept:item", "worker", due_on=today()))
    return step(by, planning.propose_plan, plan)


def _meetings(kept: Kept) -> None:
    meeting = make_meeting(kept.house.worker, kept.case_id, mode="home_visit", place="kept:place")
    step(kept.house.worker, planning.cancel_appointment, meeting, "kept:cancelled")


def _papers(kept: Kept) -> None:
    paper = make_paper(kept.house.worker, kept.person_id, label="kept:label")
    step(kept.house.worker, papers.refuse_paper, paper, "kept:refused")


def _questions(kept: Kept) -> None:
    by, lead = kept.house.worker, kept.house.supervisor
    version = assessments.make_instrument(make_member(Role.AGENCY_ADMINISTRATOR), lead)
    told = {"has_home": "no", "where": "kept:answer", "member": [{"called": "kept:called", "age": "30"}]}
    row = assessments.make_completed(by, kept.case_id, version.pk, told)
    step(by, assessments.actions.correct_questionnaire, row, "kept:correction")


def _law(kept: Kept) -> None:
    by, case = kept.house.worker, kept.case_id
    rights.make_period(by, case, note="kept:period")
    rights.make_told(by, case)
    rights.make_changed(by, kept.house.supervisor, case)
    claim = rights.make_claim(by, case)
    with rights.small_law():
        step(by, entitlements.add_step, claim, "kept:own step")
        step(by, entitlements.move_claim, claim, "refused", today(), "kept:claim")


def _reviews(kept: Kept) -> None:
    lead = kept.house.supervisor
    entry = cohorts.make_entry(lead, cohorts.make_cohort(lead), case=only(lead, "cases.Case", pk=kept.case_id))
    cohorts.make_review(lead, entry, cohorts.found(remark="kept:review", next_step="kept:next", next_on=today()))


def _protection(kept: Kept) -> None:
    by, person = kept.house.worker, kept.person_id
    case = children.make_childs_case(by, person)
    done(by, safeguarding.write_talk, case.pk, {"debt": "kept:debt"}, ["legal_information"])
    clock = done(by, safeguarding.start_clock, case.pk, "no_safe_place", "kept:clock")
    step(by, safeguarding.stop_clock, clock, StopDraft("called", "kept:stopped"))
    done(by, safeguarding.note_assent, person, "decision", "disagrees", "kept:said")
    _procedure(by, kept.house.supervisor, case.pk)


def _procedure(by: Actor, lead: Actor, case_id: UUID) -> None:
    procedure = done(by, safeguarding.open_procedure, case_id, "without_family", "kept:concern")
    for kind, one in children.steps_of(by, procedure.pk).items():
        more = {"heard": {"manner": "alone"}, "panel": {"present": ["child", "supervisor"]}}.get(kind, {})
        step(by, safeguarding.finish_step, one, "kept:step", **more)
    kinds = ("wider_family", "care_home")
    option, _other = [
        done(by, safeguarding.weigh_option, procedure.pk, kind, "kept:for", "kept:against") for kind in kinds
    ]
    month = today() + timedelta(days=30)
    decision = DecisionDraft(option.pk, "kept:decision", by.membership_id, month, "kept:despite")
    step(by, safeguarding.propose_decision, procedure, decision)
    step(lead, safeguarding.approve_decision, procedure)
    step(by, safeguarding.review_decision, procedure, "kept:looked at", holds_until=None)
    step(by, safeguarding.propose_decision, procedure, decision)
    step(lead, safeguarding.send_back_decision, procedure, "kept:procedure remark")
    step(by, safeguarding.close_procedure, procedure, "safe_in_care", "kept:procedure end")


def _referred(kept: Kept) -> None:
    by = kept.house.worker
    need = only(by, "cases.Need", case_id=kept.case_id, kind="housing")
    sent = referring.make_accepted(kept.house, need=need, summary="kept:summary")
    step(kept.house.there, referrals.complete_referral, sent, "kept:answer of the receiver")
    another = done(by, cases.note_need, kept.case_id, NeedDraft("housing"))
    referring.make_draft(kept.house, need=another, service=kept.house.other_service, summary="kept:draft")


def _linked(kept: Kept) -> None:
    by = kept.house.worker
    for number in range(2):
        need = done(by, cases.note_need, kept.case_id, NeedDraft("housing"))
        with acting(by.context):
            partner = PartnerDraft(f"Association {number}", links.EMAIL, "fr", "MA")
            link = begin_link(need.pk, typed=partner, by=by)
            terms = _terms(kept.house, recipients=(kept.house.there.agency_id, link.partner_id))
            people.record_consent(kept.person_id, terms, by=by)
            asked = Question("service", "urgent", today() + timedelta(days=3))
            draft = Draft(f"kept:link {number}", frozenset({NAME}))
            sends = Terms("email", link.language, 14, links.EMAIL)
            link = write_link(link.pk, asked, draft, sends, seen_version=link.version, by=by)
    link = links.send(by, link)
    links.opened(link)
    links.answer(link, "asked", note="kept:link question")
    links.answer(link, "accepted", note="kept:link answer")


def _handed(kept: Kept) -> None:
    by = kept.house.colleague
    asked = done(by, transfers.ask_handover, kept.case_id, by.membership_id, "kept:handover")
    step(kept.house.supervisor, transfers.refuse_handover, asked, "kept:not now")


def _transferred(kept: Kept) -> None:
    by = kept.house.worker
    # The agency's own consent stands beside that of the partner.
    done(by, people.record_consent, kept.person_id, _terms(kept.house))
    moving.make_sent(by, kept.house.supervisor, kept.house.there, only(by, "cases.Case", pk=kept.case_id))


def _visited(kept: Kept) -> None:
    arrival = sit_down_with(kept.house.worker)
    done(kept.house.worker, tie_person, arrival.pk, kept.person_id)


def _closed(kept: Kept) -> None:
    by, lead = kept.house.worker, kept.house.supervisor
    case = make_case(by, kept.person_id, worker_id=by.membership_id, programme="general_reception")
    wants_two(lead)
    step(lead, closing.send_back_closing, closing_proposed(by, case.pk, "kept:closing"), "kept:closing remark")
    step(lead, closing.approve_closing, closing_proposed(by, case.pk, "kept:closing"))
    step(lead, cases.reopen_case, case, "kept:reopened")
    row = step(lead, closing.approve_closing, closing_proposed(by, case.pk, "kept:closing"))
    step(by, closing.note_opinion, row, "good", "phone", "kept:opinion")
    step(by, closing.note_check, row, "same", "kept:check")


def _asked(kept: Kept) -> None:
    """What the person asked about their data, put off once, and answered."""
    row = requests.make_in_hand(kept.officer, kept.person_id, "objection", purposes=("photo",), words="kept:objection")
    later = row.due_on + timedelta(days=9)
    row = step(kept.officer, privacy.extend_request, row, later, "kept:delay")
    step(kept.officer, privacy.decide_request, row, "refused", "kept:refusal")


def _held(kept: Kept) -> None:
    done(kept.officer, retention.place_hold, kept.person_id, "kept:hold", "HIDDEN court")


def _guarded(kept: Kept) -> None:
    # Without somebody else who stands for the child, the consents would end too, and with them what they allow.
    by, person = kept.house.worker, kept.person_id
    conflict = {"has_conflict": True, "conflict": "kept:conflict", "source": "HIDDEN source"}
    guardian = done(by, safeguarding.note_guardian, person, GuardianDraft("HIDDEN aunt", "family", today(), **conflict))
    uncle = done(by, safeguarding.note_guardian, person, GuardianDraft("HIDDEN uncle", "family", today()))
    step(by, safeguarding.confirm_guardian, uncle, "HIDDEN paper")
    step(by, safeguarding.end_guardian, guardian, "kept:guardian ended")
