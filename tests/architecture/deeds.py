"""One example of every deed: who does it, in a small world, and nothing else that would leave a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from functools import cached_property
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import time_machine

from darna.base.agencies.actor import Actor, job_actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import account_of, make_account, make_agency, make_member, make_operator
from darna.base.audit import actions as audit
from darna.base.audit.queries import Filters
from darna.base.documents.scans import PDF, Scan
from darna.base.lists import actions as lists
from darna.base.lists.actions.exports import Purpose
from darna.base.lists.kinds import Asked
from darna.base.rowsecurity.context import Context, acting
from darna.domains.cases import actions as cases
from darna.domains.cases.registers import actions as bringing
from darna.domains.cases.registers import staging, undoing
from darna.domains.cases.registers.tests.registers import row, workbook
from darna.domains.cases.tests.makers import make_shared_case, make_sharing_person
from darna.domains.cases.values import NeedDraft
from darna.domains.cohorts import actions as cohorts
from darna.domains.cohorts.tests.makers import cohort_draft, found, make_action, make_cohort, make_entry, make_review
from darna.domains.cohorts.tests.makers import make_draft as make_action_draft
from darna.domains.cohorts.values import Coach
from darna.domains.directory import actions as directory
from darna.domains.directory.hours import Closing, Line
from darna.domains.directory.tests.makers import draft_of, make_location, make_offer, make_organisation
from darna.domains.directory.values import HoursDraft, LocationDraft, OrganisationDraft
from darna.domains.people import actions as people
from darna.domains.people import queries as people_seen
from darna.domains.people.models import Consent, DuplicateProposal, HouseholdMembership
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.domains.people.values import ContactDraft, IdentifierDraft, JourneyDraft, RelationshipDraft
from darna.domains.planning import actions as planning
from darna.domains.planning.tests import makers as plans
from darna.domains.planning.values import ItemDraft
from darna.domains.programmes import actions as programmes
from darna.domains.programmes.tests import makers as definitions
from darna.domains.reception import actions as reception
from darna.domains.reception.tests.makers import come_in, make_interpreter, sit_down_with
from darna.domains.reception.values import ArrivalDraft, EnquiryDraft, InterpreterDraft
from darna.domains.referrals import actions as referrals
from darna.domains.referrals import queries as referrals_seen
from darna.domains.referrals.tests.makers import SUMMARY, make_service, refer
from darna.domains.referrals.tests.makers import come_in as refer_in
from darna.domains.referrals.values import NAME, Draft, Question
from darna.faces.office import agencies, invitations, members, trail
from darna.faces.office.drafts import AgencyDraft, InvitationDraft, MembershipChange
from darna.faces.training import actions as training
from darna.kernel.clock import now, today
from darna.kernel.text import LocalText

ROOT = "https://darna.example"


class Scene:
    """Workers of the Maison and what a deed needs to be there; each thing is made when a deed first asks for it."""

    @cached_property
    def worker(self) -> Actor:
        return make_member(Role.CASEWORKER)

    @cached_property
    def supervisor(self) -> Actor:
        return make_member(Role.SUPERVISOR)

    @cached_property
    def officer(self) -> Actor:
        return make_member(Role.DATA_OFFICER)

    @cached_property
    def administrator(self) -> Actor:
        return make_member(Role.AGENCY_ADMINISTRATOR)

    @cached_property
    def operator(self) -> Actor:
        return make_operator()

    @cached_property
    def partner(self) -> Actor:
        return make_member(Role.CASEWORKER, agency=make_agency("aideca"))

    @cached_property
    def person(self) -> UUID:
        return make_sharing_person(self.worker, self.partner)

    @cached_property
    def other(self) -> UUID:
        return self.done(self.worker, people.register_person, make_draft(given_name="Nour"), make_terms()).pk

    @cached_property
    def case(self) -> Any:
        return self.done(self.worker, cases.open_case, self.person, "returned_mre", worker_id=self.worker.membership_id)

    @cached_property
    def closed(self) -> Any:
        return self.done(self.worker, cases.close_case, self.case.pk, "lost_contact", seen_version=self.case.version)

    @cached_property
    def task(self) -> Any:
        return self.done(self.worker, cases.set_task, self.case.pk, "Call the consulate", today())

    @cached_property
    def need(self) -> Any:
        return self.done(self.worker, cases.note_need, self.case.pk, NeedDraft("housing"))

    @cached_property
    def note(self) -> Any:
        return self.done(self.worker, cases.write_encounter, self.case.pk, kind="call", note="She called.")

    @cached_property
    def share(self) -> Any:
        return make_shared_case(self.worker, self.partner)[1]

    @cached_property
    def consent_that_ends(self) -> date:
        ends = today() + timedelta(days=9)
        self.done(self.worker, people.register_person, make_draft(), make_terms(expires_on=ends))
        return ends

    @cached_property
    def pair(self) -> Any:
        of = {"agency_id": self.worker.agency_id, "person_id": self.person, "other_id": self.other}
        with acting(self.worker.context):
            return DuplicateProposal.objects.create(**of, score=0.9, reasons=[])

    @cached_property
    def protected(self) -> UUID:
        worker = [self.worker.membership_id]
        return self.done(self.supervisor, people.protect_person, self.person, worker).pk

    @cached_property
    def draft(self) -> Any:
        return refer(self.worker, self.need.pk, make_service(self.partner.agency_id, "Shelter"), is_sent=False)

    @cached_property
    def sent(self) -> Any:
        return refer(self.worker, self.need.pk, make_service(self.partner.agency_id, "Shelter"))

    @cached_property
    def received(self) -> Any:
        return refer_in(self.partner, self.worker, make_service(self.worker.agency_id, "Advice"), worker=None)

    @cached_property
    def accepted(self) -> Any:
        ours = make_service(self.worker.agency_id, "Advice")
        return refer_in(self.partner, self.worker, ours, worker=None, is_accepted=True)

    @cached_property
    def keeper(self) -> Actor:
        return make_member(Role.DIRECTORY_KEEPER)

    @cached_property
    def entry(self) -> Any:
        return make_organisation(self.keeper, ar="جمعية الأمل")

    @cached_property
    def offer(self) -> Any:
        return make_offer(self.keeper)

    @cached_property
    def reviewable(self) -> Any:
        return make_entry(self.supervisor, make_cohort(self.supervisor), case=self.case)

    @cached_property
    def exercise(self) -> str:
        # The exercise is about the first person of the register: found, and the file opened.
        person = self.person
        self.done(self.worker, training.begin_exercise, "first-search", seen_version=0)
        found = SimpleNamespace(id=person)
        self.under(self.worker.context, people.note_search, self.worker, "fatima", [found])
        self.under(self.worker.context, people.note_opening, self.worker, person)
        return "first-search"

    @cached_property
    def batch(self) -> UUID:
        return self.done(self.supervisor, bringing.bring_register, workbook(row()), name="r.xlsx").batch

    @cached_property
    def staged(self) -> Any:
        return self.done(self.supervisor, staging.stage_register, workbook(row()))

    @cached_property
    def kept_list(self) -> Any:
        return self.done(self.worker, lists.keep_list, "cases", "Ours", {}, [])

    @cached_property
    def invitation(self) -> Any:
        return self.done(self.administrator, invitations.invite, invited(Role.CASEWORKER), root=ROOT)

    @cached_property
    def plan(self) -> Any:
        return plans.make_plan(self.worker, self.case.pk)

    @cached_property
    def proposed(self) -> Any:
        return plans.make_proposed(self.worker, self.case.pk)

    @cached_property
    def approved(self) -> Any:
        return self.done(self.supervisor, planning.approve_plan, self.proposed.pk, seen_version=2)

    @cached_property
    def active(self) -> Any:
        return self.done(self.worker, planning.begin_plan, self.approved.pk, today(), seen_version=3)

    @cached_property
    def meeting(self) -> Any:
        return plans.make_meeting(self.worker, self.case.pk, now() - timedelta(minutes=5))

    @cached_property
    def edition(self) -> Any:
        return definitions.start_draft(self.administrator)

    def item_of(self, plan: Any) -> Any:
        """The one item of a plan."""
        with acting(self.worker.context):
            return plan.items.get()

    def under(self, context: Context, action: Callable[..., Any], *told: Any, **named: Any) -> Any:
        """An action that names nobody, under a context."""
        with acting(context, seconds=600):
            return action(*told, **named)

    def done(self, by: Actor, action: Callable[..., Any], *told: Any, **named: Any) -> Any:
        """An action as somebody does it."""
        return self.under(by.context, action, *told, **named, by=by)


def invited(role: Role) -> InvitationDraft:
    """Somebody to invite."""
    return InvitationDraft("karima@example.org", "Karima Sabri", role)


def agency_draft(slug: str, prefix: str) -> AgencyDraft:
    """An agency to add."""
    return AgencyDraft(slug, "ngo", slug, slug, slug, slug, prefix)


def link_of(invited: Any) -> str:
    """The token at the end of an invitation's link."""
    return str(invited.link.rstrip("/").rsplit("/", 1)[-1])


def _contact(scene: Scene) -> Any:
    return scene.done(scene.worker, people.add_contact, scene.person, ContactDraft("sms", "0661234599"))


def _identifier(scene: Scene) -> Any:
    return scene.done(scene.worker, people.add_identifier, scene.person, IdentifierDraft("passport", "AB123456"))


def _signed_page(scene: Scene) -> Any:
    with acting(scene.worker.context):
        consent = Consent.objects.filter(person_id=scene.person).latest("recorded_at")
    return scene.done(scene.worker, people.add_signed_page, consent.pk, Scan(PDF, b"%PDF-1.4 %%EOF"))


def _look_at(page: Any, by: Actor) -> None:
    people.note_page_opening(page.person_id, people_seen.signed_page(by, page.person_id, page.pk))


def _household(scene: Scene) -> HouseholdMembership:
    return scene.done(scene.worker, people.add_to_household, scene.person, None, "self")


def _tie(scene: Scene) -> Any:
    return scene.done(scene.worker, people.relate, scene.person, RelationshipDraft("sibling", other_name="Ali"))


def _journey(scene: Scene) -> Any:
    return scene.done(scene.worker, people.add_journey, scene.person, JourneyDraft("departure", "MA", "", "IT"))


def _vulnerability(scene: Scene) -> Any:
    return scene.done(scene.worker, people.note_vulnerability, scene.person, "no_income")


def _member(scene: Scene) -> Any:
    return make_member(Role.CASEWORKER, with_second_factor=True)


def _agency(scene: Scene) -> Any:
    return scene.done(scene.operator, agencies.add_agency, agency_draft("anolf", "AP"))


def _told_of_account(scene: Scene) -> dict[str, Any]:
    return {"account": account_of(scene.worker), "request": None}


def _visit(scene: Scene) -> Any:
    """A visitor with a worker, tied to a file."""
    arrival = sit_down_with(scene.worker)
    scene.done(scene.worker, reception.tie_person, arrival.pk, scene.person)
    return arrival


def _asking(scene: Scene) -> Any:
    interpreter = make_interpreter(scene.supervisor)
    return scene.done(scene.worker, reception.request_interpreter, interpreter.pk, "ff")


def _reminded(scene: Scene, meeting: Any) -> None:
    """The job of reminders, an hour before."""
    with time_machine.travel(meeting.starts_at - timedelta(hours=1)):
        scene.done(job_actor(scene.worker.agency_id), planning.send_reminders)


def _newer_version(scene: Scene) -> tuple[Any, Any]:
    """A case, and a version of its programme that came into force later."""
    case = scene.case
    return case, definitions.publish_ceiling(scene.administrator)


def _item(scene: Scene) -> ItemDraft:
    """Something the person does."""
    return ItemDraft("Bring the contracts", "person", due_on=today())


#: The name of the package and the action → how the example is made ready, and the deed itself with what was made.
DEEDS: dict[str, tuple[Callable[[Scene], Any], Callable[[Scene, Any], Any]]] = {
    "people.register_person": (
        lambda s: s.worker,
        lambda s, by: s.done(by, people.register_person, make_draft(), make_terms()),
    ),
    "people.change_person": (
        lambda s: s.person,
        lambda s, who: s.done(s.worker, people.change_person, who, {"address": "Rue 4"}, seen_version=1),
    ),
    "people.add_contact": (lambda s: s.person, lambda s, _: _contact(s)),
    "people.remove_contact": (
        _contact,
        lambda s, row: s.done(s.worker, people.remove_contact, row.pk, seen_version=1),
    ),
    "people.add_identifier": (lambda s: s.person, lambda s, _: _identifier(s)),
    "people.remove_identifier": (
        _identifier,
        lambda s, row: s.done(s.worker, people.remove_identifier, row.pk, seen_version=1),
    ),
    "people.add_journey": (lambda s: s.person, lambda s, _: _journey(s)),
    "people.remove_journey": (
        _journey,
        lambda s, row: s.done(s.worker, people.remove_journey, row.pk, seen_version=1),
    ),
    "people.add_to_household": (lambda s: s.person, lambda s, _: _household(s)),
    "people.leave_household": (
        _household,
        lambda s, row: s.done(s.worker, people.leave_household, row.pk, seen_version=1),
    ),
    "people.relate": (lambda s: s.person, lambda s, _: _tie(s)),
    "people.end_relationship": (
        _tie,
        lambda s, row: s.done(s.worker, people.end_relationship, row.pk, seen_version=1),
    ),
    "people.note_vulnerability": (lambda s: s.person, lambda s, _: _vulnerability(s)),
    "people.end_vulnerability": (
        _vulnerability,
        lambda s, row: s.done(s.worker, people.end_vulnerability, row.pk, seen_version=1),
    ),
    "people.record_consent": (
        lambda s: s.person,
        lambda s, who: s.done(s.worker, people.record_consent, who, make_terms(state="refused", purposes=())),
    ),
    "people.withdraw_consent": (
        # With a live share, whose end belongs to the same sentence.
        lambda s: s.share,
        lambda s, share: s.done(s.worker, people.withdraw_consent, share.consent_id),
    ),
    "people.add_signed_page": (lambda s: s.person, lambda s, _: _signed_page(s)),
    "people.remove_signed_page": (
        _signed_page,
        lambda s, page: s.done(s.supervisor, people.remove_signed_page, page.pk, "wrong_person"),
    ),
    "people.note_page_opening": (
        _signed_page,
        lambda s, page: s.under(s.worker.context, _look_at, page, s.worker),
    ),
    "people.expire_consents": (
        lambda s: s.consent_that_ends,
        lambda s, day: s.under(s.worker.job_context, people.expire_consents, on=day + timedelta(days=1)),
    ),
    "people.note_search": (
        lambda s: s.worker,
        lambda s, by: s.under(by.context, people.note_search, by, "fatima", []),
    ),
    "people.note_opening": (
        lambda s: s.person,
        lambda s, who: s.under(s.worker.context, people.note_opening, s.worker, who),
    ),
    "people.decide_pair": (
        lambda s: s.pair,
        lambda s, pair: s.done(s.worker, people.decide_pair, pair.pk, False),
    ),
    "people.protect_person": (
        lambda s: s.person,
        lambda s, who: s.done(s.supervisor, people.protect_person, who, [s.worker.membership_id]),
    ),
    "people.unprotect_person": (
        lambda s: s.protected,
        lambda s, who: s.done(s.supervisor, people.unprotect_person, who),
    ),
    "people.name_worker": (
        lambda s: s.protected,
        lambda s, who: s.done(s.supervisor, people.name_worker, who, s.officer.membership_id),
    ),
    "people.unname_worker": (
        lambda s: s.protected,
        lambda s, who: s.done(s.supervisor, people.unname_worker, who, s.worker.membership_id),
    ),
    "people.erase_person": (
        lambda s: s.case,
        lambda s, case: s.done(s.officer, people.erase_person, case.person_id, "on_request"),
    ),
    "cases.open_case": (
        lambda s: s.person,
        lambda s, who: s.done(s.worker, cases.open_case, who, "returned_mre", needs=[NeedDraft("housing")]),
    ),
    "cases.assign_case": (
        lambda s: s.case,
        lambda s, case: s.done(s.supervisor, cases.assign_case, case.pk, None, seen_version=1),
    ),
    "cases.change_case": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, cases.change_case, case.pk, "high", today(), seen_version=1),
    ),
    "cases.close_case": (
        # With a task still to do and a live share, which end under the same sentence.
        lambda s: (s.share, s.done(s.worker, cases.set_task, s.share.case_id, "Call", today())),
        lambda s, _: s.done(s.worker, cases.close_case, s.share.case_id, "lost_contact", seen_version=1),
    ),
    "cases.reopen_case": (
        lambda s: s.closed,
        lambda s, case: s.done(s.supervisor, cases.reopen_case, case.pk, "She is back.", seen_version=case.version),
    ),
    "cases.write_encounter": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, cases.write_encounter, case.pk, kind="call", note="She called."),
    ),
    "cases.correct_encounter": (
        lambda s: s.note,
        lambda s, row: s.done(s.worker, cases.correct_encounter, row.pk, note="No.", present="", seen_version=1),
    ),
    "cases.note_need": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, cases.note_need, case.pk, NeedDraft("housing")),
    ),
    "cases.resolve_need": (
        lambda s: s.need,
        lambda s, need: s.done(s.worker, cases.resolve_need, need.pk, "obtained", seen_version=1),
    ),
    "cases.set_task": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, cases.set_task, case.pk, "Call the consulate", today()),
    ),
    "cases.finish_task": (
        lambda s: s.task,
        lambda s, task: s.done(s.worker, cases.finish_task, task.pk, seen_version=1),
    ),
    "cases.drop_task": (
        lambda s: s.task,
        lambda s, task: s.done(s.worker, cases.drop_task, task.pk, "No longer needed", seen_version=1),
    ),
    "cases.share_case": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, cases.share_case, case.pk, s.partner.agency_id, today() + timedelta(days=30)),
    ),
    "cases.revoke_share": (
        lambda s: s.share,
        lambda s, share: s.done(s.worker, cases.revoke_share, share.pk, seen_version=1),
    ),
    "planning.move_stage": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, planning.move_stage, case.pk, "assessment", seen_version=0),
    ),
    "planning.mark_progress": (
        lambda s: s.case,
        lambda s, case: s.done(
            s.worker,
            planning.mark_progress,
            case.pk,
            items=["consent_asked"],
            documents=["identity_document"],
            other="A letter",
            seen_version=0,
        ),
    ),
    "planning.adopt_definition": (
        _newer_version,
        lambda s, made: s.done(
            s.worker, planning.adopt_definition, made[0].pk, made[1].pk, "reception", seen_version=0
        ),
    ),
    "planning.write_plan": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, planning.write_plan, case.pk, "A pension", "I bring papers"),
    ),
    "planning.change_plan": (
        lambda s: s.plan,
        lambda s, plan: s.done(s.worker, planning.change_plan, plan.pk, "A house", seen_version=1),
    ),
    "planning.add_item": (
        lambda s: s.plan,
        lambda s, plan: s.done(s.worker, planning.add_item, plan.pk, _item(s)),
    ),
    "planning.change_item": (
        lambda s: s.item_of(s.plan),
        lambda s, item: s.done(s.worker, planning.change_item, item.pk, _item(s), seen_version=1),
    ),
    "planning.remove_item": (
        lambda s: s.item_of(s.plan),
        lambda s, item: s.done(s.worker, planning.remove_item, item.pk, seen_version=1),
    ),
    "planning.propose_plan": (
        lambda s: s.plan,
        lambda s, plan: s.done(s.worker, planning.propose_plan, plan.pk, seen_version=1),
    ),
    "planning.take_back_plan": (
        lambda s: s.proposed,
        lambda s, plan: s.done(s.worker, planning.take_back_plan, plan.pk, seen_version=2),
    ),
    "planning.send_back_plan": (
        lambda s: s.proposed,
        lambda s, plan: s.done(s.supervisor, planning.send_back_plan, plan.pk, "Who goes along?", seen_version=2),
    ),
    "planning.approve_plan": (
        lambda s: s.proposed,
        lambda s, plan: s.done(s.supervisor, planning.approve_plan, plan.pk, seen_version=2),
    ),
    "planning.begin_plan": (
        lambda s: s.approved,
        lambda s, plan: s.done(s.worker, planning.begin_plan, plan.pk, today(), seen_version=3),
    ),
    "planning.finish_item": (
        lambda s: s.item_of(s.active),
        lambda s, item: s.done(s.worker, planning.finish_item, item.pk, "Done.", seen_version=1),
    ),
    "planning.drop_item": (
        lambda s: s.item_of(s.active),
        lambda s, item: s.done(s.worker, planning.drop_item, item.pk, "No longer needed", seen_version=1),
    ),
    "planning.complete_plan": (
        lambda s: s.active,
        lambda s, plan: s.done(s.worker, planning.complete_plan, plan.pk, "Paid.", seen_version=4),
    ),
    "planning.revise_plan": (
        lambda s: s.active,
        lambda s, plan: s.done(s.worker, planning.revise_plan, plan.pk, seen_version=4),
    ),
    "planning.make_appointment": (
        lambda s: s.case,
        lambda s, case: plans.make_meeting(s.worker, case.pk),
    ),
    "planning.change_appointment": (
        lambda s: s.meeting,
        lambda s, row: s.done(
            s.worker, planning.change_appointment, row.pk, plans.make_meeting_draft(s.worker), seen_version=1
        ),
    ),
    "planning.keep_appointment": (
        lambda s: s.meeting,
        lambda s, row: s.done(s.worker, planning.keep_appointment, row.pk, seen_version=1),
    ),
    "planning.miss_appointment": (
        lambda s: s.meeting,
        lambda s, row: s.done(s.worker, planning.miss_appointment, row.pk, seen_version=1),
    ),
    "planning.cancel_appointment": (
        lambda s: s.meeting,
        lambda s, row: s.done(s.worker, planning.cancel_appointment, row.pk, "She travels.", seen_version=1),
    ),
    "planning.send_reminders": (
        lambda s: plans.make_meeting(s.worker, s.case.pk),
        lambda s, row: _reminded(s, row),
    ),
    "planning.reassign_cases": (
        # One case, for each given case has a sentence of its own.
        lambda s: s.case,
        lambda s, case: s.done(s.supervisor, planning.reassign_cases, {case.pk: 1}, None),
    ),
    "programmes.start_draft": (lambda s: s.administrator, lambda s, by: definitions.start_draft(by)),
    "programmes.change_draft": (
        lambda s: s.edition,
        lambda s, row: s.done(
            s.administrator, programmes.change_draft, row.pk, definitions.with_ceiling(30), seen_version=1
        ),
    ),
    "programmes.publish_draft": (
        lambda s: s.done(
            s.administrator, programmes.change_draft, s.edition.pk, definitions.with_ceiling(30), seen_version=1
        ),
        lambda s, row: s.done(s.administrator, programmes.publish_draft, row.pk, "We are more.", seen_version=2),
    ),
    "programmes.discard_draft": (
        lambda s: s.edition,
        lambda s, row: s.done(s.administrator, programmes.discard_draft, row.pk, seen_version=1),
    ),
    "registers.bring_register": (
        lambda s: s.supervisor,
        lambda s, by: s.done(by, bringing.bring_register, workbook(row(), row(given="Nour")), name="r.xlsx"),
    ),
    "registers.stage_register": (
        lambda s: s.supervisor,
        lambda s, by: s.done(by, staging.stage_register, workbook(row())),
    ),
    "registers.choose_columns": (
        lambda s: s.staged,
        lambda s, waits: s.done(s.supervisor, staging.choose_columns, waits.pk, {"Nom": "family_name"}),
    ),
    "registers.drop_staged": (
        lambda s: s.staged,
        lambda s, waits: s.done(s.supervisor, staging.drop_staged, waits.pk),
    ),
    "lists.keep_list": (
        lambda s: s.worker,
        lambda s, by: s.done(by, lists.keep_list, "cases", "Ours", {}, [], is_default=True),
    ),
    "lists.rename_list": (
        lambda s: s.kept_list,
        lambda s, kept: s.done(s.worker, lists.rename_list, kept.pk, "Theirs", seen_version=1),
    ),
    "lists.open_by_itself": (
        lambda s: s.kept_list,
        lambda s, kept: s.done(s.worker, lists.open_by_itself, kept.pk, True, seen_version=1),
    ),
    "lists.remove_list": (
        lambda s: s.kept_list,
        lambda s, kept: s.done(s.worker, lists.remove_list, kept.pk, seen_version=1),
    ),
    "lists.ask_export": (
        lambda s: s.case,
        lambda s, _: s.done(
            s.supervisor,
            lists.ask_export,
            "cases",
            Asked({"state": "open"}, ("reference", "opened")),
            Purpose("report", "The year"),
            form="csv",
            language="en",
        ),
    ),
    "registers.undo_register": (
        lambda s: s.batch,
        lambda s, batch: s.done(s.supervisor, undoing.undo_register, batch),
    ),
    "cohorts.plan_action": (
        lambda s: s.supervisor,
        lambda s, by: s.done(by, cohorts.plan_action, make_action_draft()),
    ),
    "cohorts.change_action": (
        lambda s: make_action(s.supervisor, runs=False),
        lambda s, made: s.done(
            s.supervisor, cohorts.change_action, made.pk, make_action_draft(target=30, coach_name="A."), seen_version=1
        ),
    ),
    "cohorts.start_action": (
        lambda s: make_action(s.supervisor, runs=False),
        lambda s, made: s.done(s.supervisor, cohorts.start_action, made.pk, seen_version=1),
    ),
    "cohorts.end_action": (
        lambda s: make_action(s.supervisor),
        lambda s, made: s.done(s.supervisor, cohorts.end_action, made.pk, seen_version=made.version),
    ),
    "cohorts.add_cohort": (
        lambda s: (make_action(s.supervisor), s.partner),
        lambda s, made: s.done(
            s.supervisor, cohorts.add_cohort, made[0].pk, made[1].agency_id, cohort_draft("AIDECA", 15)
        ),
    ),
    "cohorts.change_cohort": (
        lambda s: make_cohort(s.supervisor),
        lambda s, made: s.done(s.supervisor, cohorts.change_cohort, made.pk, cohort_draft("X", 20), seen_version=1),
    ),
    "cohorts.name_coach": (
        lambda s: make_cohort(s.supervisor),
        lambda s, made: s.done(
            s.supervisor, cohorts.name_coach, made.pk, Coach(s.worker.membership_id), seen_version=1
        ),
    ),
    "cohorts.note_cohort_opening": (
        lambda s: make_cohort(s.supervisor),
        lambda s, made: s.under(s.supervisor.context, cohorts.note_cohort_opening, s.supervisor, made.pk),
    ),
    "cohorts.add_case": (
        lambda s: (make_cohort(s.supervisor), s.case),
        lambda s, made: s.done(s.supervisor, cohorts.add_case, made[0].pk, made[1].pk),
    ),
    "cohorts.take_case_out": (
        lambda s: s.reviewable,
        lambda s, entry: s.done(s.supervisor, cohorts.take_case_out, entry.pk, seen_version=1),
    ),
    "cohorts.write_review": (
        lambda s: s.reviewable,
        lambda s, entry: s.done(s.supervisor, cohorts.write_review, entry.pk, found(no=("plan_made",)), seen_version=1),
    ),
    "cohorts.correct_review": (
        lambda s: make_review(s.supervisor, s.reviewable),
        lambda s, row: s.done(s.supervisor, cohorts.correct_review, row.pk, found(remark="Non."), seen_version=1),
    ),
    "cohorts.note_reviews_reading": (
        lambda s: s.reviewable,
        lambda s, entry: s.under(
            s.supervisor.context, cohorts.note_reviews_reading, s.supervisor, entry.pk, entry.person_id
        ),
    ),
    "referrals.begin_referral": (
        lambda s: (s.need, make_service(s.partner.agency_id, "Shelter")),
        lambda s, made: s.done(s.worker, referrals.begin_referral, made[0].pk, made[1]),
    ),
    "referrals.write_draft": (
        lambda s: s.draft,
        lambda s, draft: s.done(
            s.worker,
            referrals.write_draft,
            draft.pk,
            Question("assessment", "immediate", today()),
            Draft(SUMMARY, frozenset({NAME})),
            seen_version=draft.version,
        ),
    ),
    "referrals.drop_draft": (
        lambda s: s.draft,
        lambda s, draft: s.done(s.worker, referrals.drop_draft, draft.pk, seen_version=draft.version),
    ),
    "referrals.send_referral": (
        lambda s: (s.draft, s.under(s.worker.context, referrals_seen.preview, s.worker, s.draft.pk).mark),
        lambda s, made: s.done(
            s.worker, referrals.send_referral, made[0].pk, seen_version=made[0].version, seen_mark=made[1]
        ),
    ),
    "referrals.open_referral": (
        lambda s: s.sent,
        lambda s, sent: s.done(s.partner, referrals.open_referral, sent.pk),
    ),
    "referrals.assign_referral": (
        lambda s: s.received,
        lambda s, came: s.done(s.worker, referrals.assign_referral, came.pk, s.worker.membership_id, seen_version=2),
    ),
    "referrals.accept_referral": (
        lambda s: s.received,
        lambda s, came: s.done(s.worker, referrals.accept_referral, came.pk, "Come.", seen_version=came.version),
    ),
    "referrals.decline_referral": (
        lambda s: s.received,
        lambda s, came: s.done(
            s.worker, referrals.decline_referral, came.pk, "no_place", "Full.", seen_version=came.version
        ),
    ),
    "referrals.forward_referral": (
        lambda s: (s.received, make_service(s.worker.agency_id, "Housing")),
        lambda s, made: s.done(s.worker, referrals.forward_referral, made[0].pk, made[1], seen_version=made[0].version),
    ),
    "referrals.link_case": (
        lambda s: (s.accepted, s.case),
        lambda s, made: s.done(s.worker, referrals.link_case, made[0].pk, made[1].pk),
    ),
    "referrals.complete_referral": (
        lambda s: s.accepted,
        lambda s, came: s.done(s.worker, referrals.complete_referral, came.pk, seen_version=came.version),
    ),
    "referrals.end_without_result": (
        lambda s: s.accepted,
        lambda s, came: s.done(
            s.worker, referrals.end_without_result, came.pk, "did_not_come", seen_version=came.version
        ),
    ),
    "referrals.cancel_referral": (
        lambda s: s.sent,
        lambda s, sent: s.done(s.worker, referrals.cancel_referral, sent.pk, "changed_mind", seen_version=sent.version),
    ),
    "referrals.expire_referrals": (
        lambda s: s.sent,
        lambda s, sent: s.under(
            s.worker.job_context,
            referrals.expire_referrals,
            s.worker.agency_id,
            on=sent.due_on + timedelta(days=60),
        ),
    ),
    "referrals.remind_of_referrals": (
        lambda s: s.received,
        lambda s, came: s.under(
            s.worker.job_context,
            referrals.remind_of_referrals,
            s.worker.agency_id,
            on=came.due_on + timedelta(days=1),
        ),
    ),
    "directory.add_organisation": (
        lambda s: s.keeper,
        lambda s, by: s.done(by, directory.add_organisation, OrganisationDraft(LocalText(fr="Amal"), "association")),
    ),
    "directory.change_organisation": (
        lambda s: s.entry,
        lambda s, entry: s.done(
            s.keeper,
            directory.change_organisation,
            entry.pk,
            OrganisationDraft(LocalText(fr="Amal Afourer"), "public_agency", website="https://amal.example"),
            seen_version=1,
        ),
    ),
    "directory.move_organisation": (
        lambda s: s.entry,
        lambda s, entry: s.done(s.keeper, directory.move_organisation, entry.pk, "active", seen_version=1),
    ),
    "directory.hand_over_organisation": (
        lambda s: (s.entry, s.partner),
        lambda s, made: s.done(
            s.keeper, directory.hand_over_organisation, made[0].pk, made[1].agency_id, seen_version=1
        ),
    ),
    "directory.add_location": (
        lambda s: s.entry,
        lambda s, entry: s.done(
            s.keeper, directory.add_location, entry.pk, LocationDraft(commune="05.091.01.01", is_confidential=True)
        ),
    ),
    "directory.change_location": (
        lambda s: s.offer,
        lambda s, offer: s.done(
            s.keeper,
            directory.change_location,
            offer.location_id,
            LocationDraft(region="05", address="12, rue de l'Exemple", is_confidential=True),
            seen_version=1,
        ),
    ),
    "directory.move_location": (
        lambda s: s.offer,
        lambda s, offer: s.done(
            s.keeper, directory.move_location, offer.location_id, "closed", "They moved.", seen_version=1
        ),
    ),
    "directory.add_service": (
        lambda s: (s.offer.service, s.offer.location_id),
        lambda s, made: s.done(s.keeper, directory.add_service, made[0].organisation_id, draft_of(made[0]), [made[1]]),
    ),
    "directory.change_service": (
        lambda s: s.offer.service,
        lambda s, service: s.done(
            s.keeper,
            directory.change_service,
            service.pk,
            draft_of(service, cost="free", needs_documents=True, languages=("ar",)),
            seen_version=2,
        ),
    ),
    "directory.move_service": (
        lambda s: s.offer.service,
        lambda s, service: s.done(
            s.keeper, directory.move_service, service.pk, "closed", "No places left.", seen_version=2
        ),
    ),
    "directory.offer_service": (
        lambda s: (s.offer, make_location(s.keeper, s.offer.organisation, commune="05.311.01.07")),
        lambda s, made: s.done(s.keeper, directory.offer_service, made[0].service_id, made[1].pk),
    ),
    "directory.stop_offering": (
        lambda s: s.offer,
        lambda s, offer: s.done(s.keeper, directory.stop_offering, offer.pk, "They moved.", seen_version=1),
    ),
    "directory.set_hours": (
        lambda s: s.offer,
        lambda s, offer: s.done(
            s.keeper,
            directory.set_hours,
            HoursDraft((Line(1, time(9), time(14)),), date(2027, 2, 8), date(2027, 3, 9)),
            location_id=offer.location_id,
            seen_version=1,
        ),
    ),
    "directory.set_closing_days": (
        lambda s: s.offer,
        lambda s, offer: s.done(
            s.keeper, directory.set_closing_days, offer.location_id, [Closing(today(), today())], seen_version=1
        ),
    ),
    "directory.mark_assured": (
        lambda s: s.offer,
        lambda s, offer: s.done(s.keeper, directory.mark_assured, offer.pk),
    ),
    "reception.add_arrival": (
        lambda s: s.worker,
        lambda s, by: s.done(by, reception.add_arrival, ArrivalDraft("first_visit", "ary", True, "child_alone")),
    ),
    "reception.call_next": (lambda s: come_in(s.worker), lambda s, _: s.done(s.worker, reception.call_next)),
    "reception.call_arrival": (
        lambda s: come_in(s.worker),
        lambda s, one: s.done(s.worker, reception.call_arrival, one.pk),
    ),
    "reception.meet_visitor": (
        lambda s: come_in(s.worker),
        lambda s, one: s.done(s.worker, reception.meet_visitor, one.pk),
    ),
    "reception.put_back": (
        lambda s: sit_down_with(s.worker),
        lambda s, one: s.done(s.worker, reception.put_back, one.pk),
    ),
    "reception.mark_left": (lambda s: come_in(s.worker), lambda s, one: s.done(s.worker, reception.mark_left, one.pk)),
    "reception.finish_arrival": (
        lambda s: sit_down_with(s.worker),
        lambda s, one: s.done(s.worker, reception.finish_arrival, one.pk),
    ),
    "reception.tie_person": (
        lambda s: (sit_down_with(s.worker), s.person),
        lambda s, made: s.done(s.worker, reception.tie_person, made[0].pk, made[1]),
    ),
    "reception.untie_person": (
        _visit,
        lambda s, one: s.done(s.worker, reception.untie_person, one.pk),
    ),
    "reception.note_enquiry": (
        lambda s: s.worker,
        lambda s, by: s.done(by, reception.note_enquiry, EnquiryDraft("health_cover", "oriented", "ary", "family")),
    ),
    "reception.add_interpreter": (lambda s: s.supervisor, lambda s, by: make_interpreter(by)),
    "reception.change_interpreter": (
        lambda s: make_interpreter(s.supervisor),
        lambda s, one: s.done(
            s.supervisor,
            reception.change_interpreter,
            one.pk,
            InterpreterDraft("Awa", ("ff",), is_active=False),
            seen_version=1,
        ),
    ),
    "reception.request_interpreter": (
        lambda s: make_interpreter(s.supervisor),
        lambda s, one: s.done(s.worker, reception.request_interpreter, one.pk, "ff"),
    ),
    "reception.settle_request": (
        _asking,
        lambda s, one: s.done(s.worker, reception.settle_request, one.pk, "came", seen_version=1),
    ),
    "training.begin_exercise": (
        lambda s: s.worker,
        lambda s, by: s.done(by, training.begin_exercise, "first-search", seen_version=0),
    ),
    "training.pass_exercise": (
        lambda s: s.exercise,
        lambda s, code: s.done(s.worker, training.pass_exercise, code),
    ),
    "office.invite": (
        lambda s: s.administrator,
        lambda s, by: s.done(by, invitations.invite, invited(Role.CASEWORKER), root=ROOT),
    ),
    "office.invite_administrator": (
        lambda s: s.partner,
        lambda s, there: s.done(
            s.operator, invitations.invite_administrator, there.agency_id, invited(Role.AGENCY_ADMINISTRATOR), root=ROOT
        ),
    ),
    "office.withdraw_invitation": (
        lambda s: s.invitation,
        lambda s, made: s.done(s.administrator, invitations.withdraw_invitation, made.invitation.pk),
    ),
    "office.accept_invitation": (
        lambda s: (s.invitation, make_account("karima@example.org")),
        lambda s, made: invitations.accept_invitation(link_of(made[0]), account=made[1]),
    ),
    "office.change_membership": (
        _member,
        lambda s, who: s.done(
            s.administrator,
            members.change_membership,
            who.membership_id,
            MembershipChange(Role.SUPERVISOR, today(), None),
            seen_version=1,
        ),
    ),
    "office.end_membership": (
        _member,
        lambda s, who: s.done(s.administrator, members.end_membership, who.membership_id),
    ),
    "office.reset_second_factor": (
        _member,
        lambda s, who: s.done(s.administrator, members.reset_second_factor, who.membership_id),
    ),
    "office.open_account_again": (
        _member,
        lambda s, who: s.done(s.administrator, members.open_account_again, who.membership_id),
    ),
    "office.add_agency": (lambda s: s.operator, lambda s, _: _agency(s)),
    "office.edit_agency": (
        _agency,
        lambda s, made: s.done(
            s.operator, agencies.edit_agency, made.pk, agency_draft("anolf-piemonte", "AP"), seen_version=1
        ),
    ),
    "audit.note_reading": (
        lambda s: s.officer,
        lambda s, by: s.under(by.context, audit.note_reading, Filters()),
    ),
    **{
        f"office.{name}": (_told_of_account, lambda s, told, name=name: getattr(trail, name)(None, **told))
        for name in (
            "note_signing_in",
            "note_signing_out",
            "note_block",
            "note_second_block",
            "note_new_password",
            "note_replaced_password",
            "note_second_factor",
            "note_passkey",
            "note_name_of_passkey",
            "note_removed_passkey",
            "note_doubted_passkey",
            "note_link",
            "note_ended_link",
            "note_recovery_codes",
            "note_ended_session",
        )
    },
}

#: Public functions beside the actions that leave no sentence of their own, and why.
SILENT = {
    "planning.cancel_of_closed_case": "belongs to the verb that closes",
    "registers.decide_rows": "kept with what waits, until the verb that brings it in",
    "registers.confirm_register": "belongs to the verb that brings in, which the job does",
    "lists.note_taking": "belongs to the verb that exports, which told what it is for",
    "people.on_consent_withdrawn": "the list of those who are told when a consent ends",
    "people.require_consent": "asks, and changes nothing",
    "people.record_disclosure": "belongs to the verb that shows",
    "cases.revoke_shares_of": "belongs to the verb that ends the consent",
    "keys.make_package_key": "belongs to the verb that sends",
    "office.open_invitation": "reads an invitation for its page",
    "audit.record": "is the sentence",
    "drafts.keep_draft": "nothing is said of anybody before a form is saved",
    "drafts.end_draft": "belongs to the verb that saves",
    "drafts.throw_all_away": "what was never saved leaves no trace",
    "drafts.forget_old": "what was never saved leaves no trace",
    "keys.make_key": "belongs to the verb that registers",
    "keys.make_keys": "belongs to the verb that registers",
    "keys.destroy_key": "belongs to the verb that erases, and writes the ledger",
    "audit.record_everywhere": "is the sentence, once for each agency",
    "keys.rotate": "belongs to the command at the machine, which tells every agency",
    "keys.drop_old": "belongs to the command at the machine, which tells every agency",
}
