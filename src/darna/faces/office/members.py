"""Changing and ending memberships, resetting what keeps an account. Each action leaves one sentence in the trail."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from darna.base.accounts import actions as account_actions
from darna.base.accounts import letters, sessions
from darna.base.agencies.access import members_visible_to, roles_given_by
from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Membership
from darna.base.agencies.roles import Role
from darna.base.audit.actions import record
from darna.faces.office.drafts import MembershipChange
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion


def change_membership(membership_id: UUID, change: MembershipChange, *, seen_version: int, by: Actor) -> Membership:
    """Give a membership another role or other dates; the member's sessions end and the next one knows.

    Raises: `NotFound`, `Refused` for one's own or a role one may not give, `StaleVersion`, `Invalid`, `AlreadyDone`.
    """
    membership = _held_by_another(membership_id, by)
    if membership.version != seen_version:
        raise StaleVersion(found=membership.version, seen=seen_version)
    if change.role != membership.role and change.role not in roles_given_by(by):
        raise Refused("role_not_yours_to_give", role=str(change.role))
    if change.until and change.until < change.since:
        raise Invalid("until", "ends_before_it_starts")
    before = {"role": membership.role, "since": membership.since, "until": membership.until}
    membership.role, membership.since, membership.until = change.role, change.since, change.until
    membership.version += 1
    _save_once(membership)
    sessions.end_all(membership.account_id)
    after = {"role": str(change.role), "since": change.since, "until": change.until}
    record("membership.changed", subject=membership, detail={"before": before, "after": after})
    return membership


def end_membership(membership_id: UUID, *, by: Actor) -> Membership:
    """End a membership now; the member's sessions end everywhere. Raises: `NotFound`, `Refused` for one's own."""
    membership = _held_by_another(membership_id, by)
    membership.ended_at = now()
    membership.version += 1
    membership.save(update_fields=["ended_at", "version"])
    sessions.end_all(membership.account_id)
    record("membership.ended", subject=membership, detail={"role": membership.role})
    return membership


def reset_second_factor(membership_id: UUID, *, by: Actor) -> Membership:
    """Take a lost phone's codes away: the member sets up a new one at the next sign-in, and is told by e-mail.

    Raises: `NotFound`, `Refused` for one's own, `AlreadyDone` when there is none.
    """
    membership = _held_by_another(membership_id, by)
    if not account_actions.remove_second_factor(membership.account_id):
        raise AlreadyDone("no_second_factor")
    record("account.second_factor_reset", subject=membership)
    letters.send(membership.account, "office/email/second_factor_reset", lambda: _("Your Darna account was changed"))
    return membership


def open_account_again(membership_id: UUID, *, by: Actor) -> Membership:
    """Let a member sign in again whom too many wrong tries had locked out. Raises: `NotFound`, `Refused`."""
    membership = _held_by_another(membership_id, by)
    account_actions.open_again(membership.account)
    record("account.opened_again", subject=membership)
    return membership


def _held_by_another(membership_id: UUID, by: Actor) -> Membership:
    rows = members_visible_to(by).select_related("account", "agency").select_for_update(of=("self",))
    membership = rows.filter(pk=membership_id, ended_at=None).first()
    if membership is None:
        raise NotFound("membership", membership_id)
    # An administrator who could end or weaken their own place could be tricked or forced to; two people are needed.
    if membership.account_id == by.account_id:
        raise Refused("not_your_own_membership")
    return membership


def _save_once(membership: Membership) -> None:
    try:
        with transaction.atomic():
            membership.save(update_fields=["role", "since", "until", "version"])
    except IntegrityError as twice:
        raise AlreadyDone("already_a_member", role=str(Role(membership.role))) from twice
