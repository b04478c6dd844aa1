"""The small world in which deeds are done: who is there and what a deed needs to be there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member, make_operator
from darna.base.lists import actions as lists
from darna.base.rowsecurity.context import Context, acting
from darna.domains.cases import actions as cases
from darna.domains.cases.registers import actions as bringing
from darna.domains.cases.registers import staging
from darna.domains.cases.registers.mappings import MappingFilters, mapping_lines
from darna.domains.cases.registers.tests.registers import row, workbook
from darna.domains.cases.tests.makers import make_shared_case, make_sharing_person
from darna.domains.cases.values import NeedDraft
from darna.domains.cohorts.tests.makers import make_cohort, make_entry
from darna.domains.directory.tests.makers import make_offer, make_organisation
from darna.domains.law.tests import makers as laws
from darna.domains.pages.tests import makers as publics
from darna.domains.people import actions as people
from darna.domains.people.models import DuplicateProposal
from darna.domains.people.queries import references_of
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.domains.planning import actions as planning
from darna.domains.planning.tests import makers as plans
from darna.domains.programmes.tests import makers as definitions
from darna.domains.referrals.tests.makers import come_in as refer_in
from darna.domains.referrals.tests.makers import make_service, refer
from darna.faces.office import invitations
from darna.faces.office.drafts import AgencyDraft, InvitationDraft
from darna.faces.training import actions as training
from darna.kernel.clock import now, today

ROOT = "https://darna.example"
#: How the example is made ready, and the deed itself with what was made.
Deed = tuple[Callable[["Scene"], Any], Callable[["Scene", Any], Any]]


class Scene:
    """Workers of the Maison and what a deed needs to be there; each thing is made when a deed first asks for it."""

    @cached_property
    def worker(self) -> Actor:
        return make_member(Role.CASEWORKER)

    @cached_property
    def colleague(self) -> Actor:
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
    def writer(self) -> Actor:
        return make_member(Role.CONTENT_MANAGER)

    @cached_property
    def publisher(self) -> Actor:
        return make_member(Role.CONTENT_MANAGER)

    @cached_property
    def written(self) -> Any:
        return publics.make_draft(self.writer)

    @cached_property
    def laid_before(self) -> Any:
        return publics.propose(self.writer, self.written)

    @cached_property
    def shown(self) -> Any:
        return publics.publish(self.publisher, self.laid_before)

    @cached_property
    def jurist(self) -> Actor:
        return make_member(Role.LAW_KEEPER, agency=make_agency("maison", kind="maison"))

    @cached_property
    def second_jurist(self) -> Actor:
        return make_member(Role.LAW_KEEPER, agency=make_agency("maison", kind="maison"))

    @cached_property
    def revision(self) -> Any:
        return laws.propose(self.jurist)

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
    def source(self) -> Any:
        self.done(self.supervisor, staging.choose_columns, self.staged.pk, {"Nom": "family_name"})
        return self.done(self.supervisor, lambda by: mapping_lines(by, MappingFilters(), 1).lines[0])

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

    def reference(self, person: UUID) -> str:
        """The reference of a file, as it stands on the slip."""
        return str(self.under(self.supervisor.context, references_of, [person])[person])

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
