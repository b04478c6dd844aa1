"""The passkeys of an account: what the browser, phone or key keeps the other half of, sealed with whom it belongs to.

A row holds ciphertext only. It says whose it is, so that a row copied to another account opens nothing.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from fido2.webauthn import AttestedCredentialData

from darna.base.accounts.sealing import seal, unseal
from darna.kernel.clock import now
from darna.kernel.errors import NotFound

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: Passkeys an account may have: a phone, a computer and a key for each of three desks, and one more.
MOST = 10


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey: its name, the host it works under, its public half, and how often it has signed."""

    account_id: UUID
    name: str
    host: str
    credential: AttestedCredentialData
    #: Zero for ever in passkeys that are copied between devices on purpose.
    count: int
    id: int = 0
    added_at: datetime | None = None
    last_used_at: datetime | None = None


def of_account(account_id: UUID) -> list[Passkey]:
    """The passkeys of an account, in the order in which they were added. One query."""
    return _opened(_rows(account_id))


def of_account_locked(account_id: UUID) -> list[Passkey]:
    """The same, and nobody else reads or changes them until the transaction ends. One query."""
    return _opened(_rows(account_id).select_for_update())


def one_of(account_id: UUID, passkey_id: int) -> Passkey:
    """One passkey of an account. One query. Raises: `NotFound` when it has no such passkey."""
    found = _opened(_rows(account_id).filter(pk=passkey_id))
    if not found:
        raise NotFound("passkey", passkey_id)
    return found[0]


def keep(passkey: Passkey) -> None:
    """Keep a new passkey."""
    Authenticator.objects.create(
        user_id=passkey.account_id, type=Authenticator.Type.WEBAUTHN, data={"sealed": _sealed(passkey)}
    )


def rename(passkey: Passkey, name: str) -> None:
    """Give a passkey another name."""
    _rows(passkey.account_id).filter(pk=passkey.id).update(data={"sealed": _sealed(replace(passkey, name=name))})


def note_use(passkey: Passkey, count: int) -> None:
    """Note that a passkey has just signed, and how often it says it has."""
    data = {"sealed": _sealed(replace(passkey, count=count))}
    _rows(passkey.account_id).filter(pk=passkey.id).update(data=data, last_used_at=now())


def remove(passkey: Passkey) -> None:
    """Forget a passkey; what the device keeps of it is worth nothing any more."""
    _rows(passkey.account_id).filter(pk=passkey.id).delete()


def _rows(account_id: UUID) -> QuerySet[Any]:
    found: QuerySet[Any] = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.WEBAUTHN)
    return found.order_by("pk")


def _opened(rows: QuerySet[Any]) -> list[Passkey]:
    return [passkey for row in rows if (passkey := _of_row(row)) is not None]


def _of_row(row: Any) -> Passkey | None:
    told = json.loads(unseal(row.data["sealed"]))
    if told["account"] != str(row.user_id):
        return None
    return Passkey(
        account_id=row.user_id,
        name=told["name"],
        host=told["host"],
        credential=AttestedCredentialData(b64decode(told["credential"])),
        count=told["count"],
        id=row.pk,
        added_at=row.created_at,
        last_used_at=row.last_used_at,
    )


def _sealed(passkey: Passkey) -> str:
    return seal(
        json.dumps(
            {
                "account": str(passkey.account_id),
                "name": passkey.name,
                "host": passkey.host,
                "credential": b64encode(bytes(passkey.credential)).decode(),
                "count": passkey.count,
            }
        )
    )
