"""What cases do when a consent ends: the views given under it end in the same transaction."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from darna.domains.cases.actions.shares import revoke_shares_of
from darna.domains.people.actions import on_consent_withdrawn
from darna.domains.people.values import SHARING


class EndedConsent(Protocol):
    """What is read of a consent that ended."""

    pk: UUID
    person_id: UUID
    state: str
    purposes: list[str]


def end_shares(consent: EndedConsent, by: Any = None) -> None:
    """Somebody who withdraws their consent to sharing is shown to nobody, whatever else they had agreed to."""
    is_all = consent.state == "withdrawn" and SHARING in consent.purposes
    revoke_shares_of(consent.person_id, consent_id=None if is_all else consent.pk)


def listen() -> None:
    """Ask people to tell."""
    on_consent_withdrawn(end_shares)
