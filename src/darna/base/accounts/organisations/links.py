"""Which account belongs to whom an organisation knows: linked by the account's owner, never by an address alone."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from darna.base.accounts.models import Account, OrganisationLink
from darna.base.accounts.organisations.known import Organisation
from darna.base.keys.keyring import keyring
from darna.kernel.errors import NotFound, Refused


def account_behind(organisation: Organisation, claims: Mapping[str, Any]) -> Account:
    """The account that its owner linked with whoever the organisation has just signed in. One query.

    Raises: `Refused` when there is none, when it is closed, or when its address is no longer the one that the
    organisation vouches for.
    """
    mark = _mark(organisation, claims)
    link = OrganisationLink.objects.select_related("account").filter(mark=mark).first()
    if link is None or not hmac.compare_digest(bytes(link.proof), _proof(mark, link.account_id)):
        raise Refused("organisation_not_linked")
    if not link.account.is_active:
        raise Refused("organisation_not_linked")
    require_same_address(link.account, claims)
    return link.account


def require_same_address(account: Account, claims: Mapping[str, Any]) -> None:
    """The organisation vouches for the account's own e-mail address. Raises: `Refused`."""
    if claims.get("email_verified") not in (True, "true"):
        raise Refused("organisation_address_not_verified")
    if str(claims.get("email", "")).strip().lower() != account.email:
        raise Refused("organisation_address_is_another")


def link(account: Account, organisation: Organisation, claims: Mapping[str, Any]) -> OrganisationLink:
    """Link an account with whoever the organisation has just signed in. Raises: `Refused` when either is linked."""
    mark = _mark(organisation, claims)
    try:
        with transaction.atomic():
            return OrganisationLink.objects.create(
                account=account, organisation=organisation.code, mark=mark, proof=_proof(mark, account.pk)
            )
    except IntegrityError as twice:
        raise Refused("organisation_linked_before") from twice


def links_of(account_id: UUID) -> dict[str, OrganisationLink]:
    """The links of an account by organisation. One query."""
    return {row.organisation: row for row in OrganisationLink.objects.filter(account_id=account_id)}


def unlink(account_id: UUID, code: str) -> None:
    """End a link. Raises: `NotFound` when there is none."""
    if not OrganisationLink.objects.filter(account_id=account_id, organisation=code).delete()[0]:
        raise NotFound("organisation", code)


def unlink_all(account_id: UUID) -> bool:
    """End every link of an account; False when there was none."""
    return bool(OrganisationLink.objects.filter(account_id=account_id).delete()[0])


def _mark(organisation: Organisation, claims: Mapping[str, Any]) -> bytes:
    # A zero byte stands in no address: two pairs never make one text.
    return _hash(f"{organisation.issuer}\0{claims['sub']}")


def _proof(mark: bytes, account_id: UUID) -> bytes:
    return _hash(f"{mark.hex()}\0{account_id}")


def _hash(text: str) -> bytes:
    return hmac.digest(keyring().root("organisation"), text.encode("utf-8", "surrogatepass"), hashlib.sha256)
