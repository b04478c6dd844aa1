"""Certificates of erasure."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.pages.lines import page_of_rows
from darna.domains.people.queries import references_of
from darna.domains.privacy import access
from darna.domains.privacy.models import Certificate
from darna.domains.privacy.values import CertificateLine, CertificatePage


def certificates(actor: Actor, *, number: int = 1, is_oldest_first: bool = False) -> CertificatePage:
    """The agency's certificates, fifty at a time. Four queries at most. Raises: Refused."""
    order = ("erased_at", "id") if is_oldest_first else ("-erased_at", "id")
    return page_of_rows(access.certificates_of(actor).order_by(*order), number, _lines)


def certificate_line(actor: Actor, certificate_id: UUID) -> CertificateLine:
    """One certificate. Three queries. Raises: Refused, NotFound."""
    return _lines([access.certificate_to_read(actor, certificate_id)])[0]


def certificate_of(actor: Actor, person_id: UUID) -> CertificateLine | None:
    """The certificate of one person's erasure. Three queries. Raises: Refused."""
    row = access.certificates_of(actor).filter(person_id=person_id).first()
    return _lines([row])[0] if row else None


def _lines(rows: Sequence[Certificate]) -> tuple[CertificateLine, ...]:
    references = references_of(row.person_id for row in rows)
    members = names_of_members({row.erased_by for row in rows if row.erased_by})
    return tuple(
        CertificateLine(
            id=row.pk,
            number=row.number,
            reference=references.get(row.person_id, ""),
            rule=row.rule,
            language=row.language,
            rows_deleted=row.rows_deleted,
            rows_emptied=row.rows_emptied,
            copies_until=row.copies_until,
            erased_at=row.erased_at,
            erased_by=members.get(row.erased_by, "") if row.erased_by else "",
            version=row.version,
        )
        for row in rows
    )
