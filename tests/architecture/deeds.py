"""One example of every deed: who does it, in a small world, and nothing else that would leave a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import account_of, make_account, make_agency, make_member, make_operator
from darna.base.audit import actions as audit
from darna.base.audit.queries import Filters
from darna.base.rowsecurity.context import Context, acting
from darna.domains.cases import actions as cases
from darna.domains.cases.registers import actions as bringing
from darna.domains.cases.registers import undoing
from darna.domains.cases.registers.tests.registers import row, workbook
from darna.domains.cases.tests.makers import make_shared_case, make_sharing_person
from darna.domains.cases.values import NeedDraft
from darna.domains.people import actions as people
from darna.domains.people.models import DuplicateProposal, HouseholdMembership
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.domains.people.values import ContactDraft, IdentifierDraft, JourneyDraft, RelationshipDraft
from darna.faces.office import agencies, invitations, members, trail
from darna.faces.office.drafts import AgencyDraft, InvitationDraft, MembershipChange
from darna.kernel.clock import today

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
    def batch(self) -> UUID:
        return self.done(self.supervisor, bringing.bring_register, workbook(row()), name="r.xlsx").batch

    @cached_property
    def invitation(self) -> Any:
        return self.done(self.administrator, invitations.invite, invited(Role.CASEWORKER), root=ROOT)

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
    "registers.bring_register": (
        lambda s: s.supervisor,
        lambda s, by: s.done(by, bringing.bring_register, workbook(row(), row(given="Nour")), name="r.xlsx"),
    ),
    "registers.undo_register": (
        lambda s: s.batch,
        lambda s, batch: s.done(s.supervisor, undoing.undo_register, batch),
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
            "note_recovery_codes",
            "note_ended_session",
        )
    },
}

#: Public functions beside the actions that leave no sentence of their own, and why.
SILENT = {
    "people.on_consent_withdrawn": "the list of those who are told when a consent ends",
    "people.require_consent": "asks, and changes nothing",
    "people.record_disclosure": "belongs to the verb that shows",
    "cases.revoke_shares_of": "belongs to the verb that ends the consent",
    "office.open_invitation": "reads an invitation for its page",
    "audit.record": "is the sentence",
    "keys.make_key": "belongs to the verb that registers",
    "keys.make_keys": "belongs to the verb that registers",
    "keys.destroy_key": "belongs to the verb that erases, and writes the ledger",
    "audit.record_everywhere": "is the sentence, once for each agency",
    "keys.rotate": "belongs to the command at the machine, which tells every agency",
    "keys.drop_old": "belongs to the command at the machine, which tells every agency",
}
