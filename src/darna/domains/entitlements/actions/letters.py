"""Writing down that a letter to an institution was made: it leaves the house with the person's name."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.domains.entitlements import access
from darna.domains.entitlements.models import Claim


@transaction.atomic
def note_claim_letter(claim_id: UUID, language: str, *, by: Actor) -> None:
    """Write that the letter of a claim was made, in which language. Raises: Refused, NotFound."""
    claim = access.visible_row(by, Claim, claim_id)
    case = access.case_to_read(by, claim.case_id)
    record("claim.letter_made", subject=claim, detail={"case": case.reference, "language": language})


@transaction.atomic
def note_letter(case_id: UUID, country: str, *, by: Actor) -> None:
    """Write that a letter to the institution of a country was made in a case. Raises: Refused, NotFound."""
    case = access.case_to_read(by, case_id)
    detail = {"case": case.reference, "country": country}
    record("insurance.letter_made", subject=("cases.case", case.pk), person_id=case.person_id, detail=detail)
