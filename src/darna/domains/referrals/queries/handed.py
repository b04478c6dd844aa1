"""What another agency handed over, read through the one function of the database that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from darna.base.keys.queries import opened_package_key
from darna.base.keys.sealing import PersonCipher
from darna.domains.referrals import packages
from darna.domains.referrals.values import Package


@dataclass(frozen=True, slots=True)
class Handed:
    """The key of the notes of one referral, and its package unless that is closed."""

    cipher: PersonCipher
    package: Package | None


def handed_over(referral_ids: Iterable[UUID]) -> dict[UUID, Handed]:
    """What the own agency received; referrals to others, ended by consent or erased are absent. One query."""
    wanted = list(set(referral_ids))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select * from sec.handed_over(%s::uuid[])", [wanted])
        return {row[0]: _opened(*row) for row in cursor.fetchall()}


def _opened(referral_id: UUID, master: int, wrapped: bytes, body: bytes | None) -> Handed:
    cipher = opened_package_key(referral_id, master, wrapped)
    return Handed(cipher, packages.read(cipher.open(body, field=packages.BODY)) if body else None)
