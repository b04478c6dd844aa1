"""Inviting somebody, withdrawing an invitation, accepting one. Each action leaves one sentence in the trail."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from darna.base.accounts import letters, throttle
from darna.base.accounts.models import Account
from darna.base.agencies.access import agencies_visible_to, invitations_visible_to, members_visible_to, roles_given_by
from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Invitation, Membership
from darna.base.agencies.roles import Role, Verb
from darna.base.audit.actions import record
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.faces.office.drafts import InvitationDraft
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, NotFound, Refused

GOOD_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Invited:
    """An invitation and the link that was sent; the link is nowhere else."""

    invitation: Invitation
    link: str


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation that may still be accepted, and whether its address already has an account."""

    id: UUID
    agency_id: UUID
    agency_name: str
    email: str
    full_name: str
    role: Role
    language: str
    account_id: UUID | None


def invite(draft: InvitationDraft, *, by: Actor, root: str) -> Invited:
    """Offer somebody a place in the actor's own agency, by a link in an e-mail.

    Raises: `Refused` for a role the actor may not give, or too many invitations; `AlreadyDone`.
    """
    if draft.role not in roles_given_by(by):
        raise Refused("role_not_yours_to_give", role=str(draft.role))
    return _invite(draft, by.agency_id, by=by, root=root)


def invite_administrator(agency_id: UUID, draft: InvitationDraft, *, by: Actor, root: str) -> Invited:
    """Offer somebody the administration of an agency; the platform's administrator does this for a new one.

    Raises: `NotFound`, `Refused`, `AlreadyDone`.
    """
    by.require(Verb.KEEP_AGENCIES)
    if draft.role != Role.AGENCY_ADMINISTRATOR:
        raise Refused("role_not_yours_to_give", role=str(draft.role))
    if not agencies_visible_to(by).filter(pk=agency_id).exists():
        raise NotFound("agency", agency_id)
    return _invite(draft, agency_id, by=by, root=root)


def withdraw_invitation(invitation_id: UUID, *, by: Actor) -> None:
    """Take an open invitation back; its link stops working. Raises: `NotFound`, `AlreadyDone`."""
    invitation = invitations_visible_to(by).select_for_update().filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFound("invitation", invitation_id)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise AlreadyDone("invitation_is_over")
    invitation.withdrawn_at = now()
    invitation.save(update_fields=["withdrawn_at"])
    record("invitation.withdrawn", subject=invitation)


def open_invitation(token: str) -> OpenInvitation | None:
    """The invitation behind a link, if it may still be accepted. Four queries."""
    found = _behind(token)
    if found is None:
        return None
    with acting(_link(*found)):
        invitation = Invitation.objects.select_related("agency").filter(pk=found[0]).first()
        if invitation is None:
            return None
        account = Account.objects.filter(email=invitation.email).first()
        return OpenInvitation(
            id=invitation.pk,
            agency_id=invitation.agency_id,
            agency_name=invitation.agency.name_in(translation.get_language() or invitation.language),
            email=invitation.email,
            full_name=invitation.full_name,
            role=Role(invitation.role),
            language=invitation.language,
            account_id=account.pk if account else None,
        )


def accept_invitation(token: str, *, password: str | None = None, account: Account | None = None) -> Membership:
    """Take the offered place: with a new account and its password, or as the account the address already has.

    Raises: `NotFound` when the link is over; `Refused` when the account is another's or a password is missing.
    """
    found = _behind(token)
    if found is None:
        raise NotFound("invitation")
    with acting(_link(*found)):
        invitation = Invitation.objects.select_for_update().get(pk=found[0])
        if invitation.accepted_at or invitation.withdrawn_at:
            raise NotFound("invitation")
        member = _account_for(invitation, password, account)
        membership = _membership_for(invitation, member)
        invitation.accepted_at = now()
        invitation.save(update_fields=["accepted_at"])
        record("invitation.accepted", subject=invitation, detail={"membership": membership.pk, "role": invitation.role})
    return membership


def _invite(draft: InvitationDraft, agency_id: UUID, *, by: Actor, root: str) -> Invited:
    email = draft.email.strip().lower()
    _refuse_repetition(email, draft.role, agency_id, by)
    if not throttle.take(throttle.INVITATION, str(by.agency_id)):
        raise Refused("too_many_invitations")
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        agency_id=agency_id,
        email=email,
        full_name=draft.full_name,
        role=draft.role,
        membership_until=draft.until,
        language=draft.language,
        token_hash=_hash(token),
        invited_by=by.account_id,
        expires_at=now() + GOOD_FOR,
    )
    record("invitation.sent", subject=invitation, detail={"role": str(draft.role), "agency": agency_id})
    return Invited(invitation, _write_to(invitation, token, root))


def _refuse_repetition(email: str, role: Role, agency_id: UUID, by: Actor) -> None:
    waiting = invitations_visible_to(by).filter(agency_id=agency_id, email=email, role=role)
    if waiting.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now()).exists():
        raise AlreadyDone("invitation_is_open")
    if members_visible_to(by).filter(agency_id=agency_id, account__email=email, role=role, ended_at=None).exists():
        raise AlreadyDone("already_a_member")


def _write_to(invitation: Invitation, token: str, root: str) -> str:
    with translation.override(invitation.language):
        link = root + reverse("office:accept", args=[token])
        agency = invitation.agency.name_in(invitation.language)
    letters.send_to(
        invitation.email,
        invitation.language,
        "office/email/invitation",
        lambda: _("Your place in Darna"),
        name=invitation.full_name,
        agency=agency,
        link=link,
    )
    return link


def _account_for(invitation: Invitation, password: str | None, account: Account | None) -> Account:
    existing = Account.objects.filter(email=invitation.email).first()
    if existing is not None:
        if account is None or account.pk != existing.pk:
            raise Refused("sign_in_to_accept")
        return existing
    if not password:
        raise Refused("password_missing")
    return Account.objects.create_user(
        invitation.email, password, full_name=invitation.full_name, language=invitation.language
    )


def _membership_for(invitation: Invitation, member: Account) -> Membership:
    held = Membership.objects.filter(
        agency_id=invitation.agency_id, account=member, role=invitation.role, ended_at=None
    ).first()
    return held or Membership.objects.create(
        agency_id=invitation.agency_id,
        account=member,
        role=invitation.role,
        since=today(),
        until=invitation.membership_until,
    )


def _behind(token: str) -> tuple[UUID, UUID] | None:
    with connection.cursor() as cursor:
        cursor.execute("select id, agency_id from sec.invitation_by_token(%s)", [_hash(token)])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


def _hash(token: str) -> bytes:
    # The token is random and long, so a plain hash cannot be searched; the table alone opens nothing.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _link(invitation_id: UUID, agency_id: UUID) -> Context:
    return Context(Kind.LINK, agency_id, subject_id=invitation_id)
