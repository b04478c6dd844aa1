"""Deeds of the office and of the trail, one example of each."""

from __future__ import annotations

from typing import Any

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import account_of, make_account, make_member
from darna.base.audit import actions as audit
from darna.base.audit.queries import Filters
from darna.faces.office import agencies, invitations, members, trail
from darna.faces.office.drafts import MembershipChange
from darna.kernel.clock import today
from tests.architecture.deeds.scene import ROOT, Deed, Scene, agency_draft, invited, link_of


def _member(scene: Scene) -> Any:
    return make_member(Role.CASEWORKER, with_second_factor=True)


def _agency(scene: Scene) -> Any:
    return scene.done(scene.operator, agencies.add_agency, agency_draft("anolf", "AP"))


def _told_of_account(scene: Scene) -> dict[str, Any]:
    return {"account": account_of(scene.worker), "request": None}


DEEDS: dict[str, Deed] = {
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
