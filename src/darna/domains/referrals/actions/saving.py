"""Holding a referral while it changes, its other side and its key, and checking what was typed."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.editing import optional_text, require_text
from darna.base.keys.queries import package_ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.referrals import access
from darna.domains.referrals.access import Seen
from darna.domains.referrals.models import Reception
from darna.domains.referrals.packages import NOTE
from darna.domains.referrals.queries.handed import handed_over
from darna.kernel.clock import today
from darna.kernel.errors import Invalid, NotFound, StaleVersion

#: An answer is asked for within so many days.
MOST_DAYS = 90
LONGEST_NOTE = 2000


def held(by: Actor, referral_id: UUID, seen_version: int | None = None, **kept: object) -> Seen:
    """The referral as it is now, held until the transaction ends. Two queries.

    Raises: NotFound; StaleVersion when somebody changed it since it was seen, with what the user had written.
    """
    found = access.seen(by, referral_id, to_change=True)
    if seen_version is not None and found.referral.version != seen_version:
        raise StaleVersion(found.referral.version, seen_version, **kept)
    return found


def reception_of(found: Seen, by: Actor) -> Reception:
    """The own side of a referral that came in, made when somebody first takes it up; the referral is held."""
    if found.reception is not None:
        return found.reception
    made = Reception(agency_id=by.agency_id, referral_id=found.referral.pk)
    made.save(force_insert=True)
    return made


def cipher_of_package(found: Seen) -> PersonCipher:
    """The key under which both sides write their notes. One query. Raises: NotFound when it is closed or erased."""
    key = found.referral.pk
    if found.is_sender:
        cipher = package_ciphers_of([key]).get(key)
    else:
        handed = handed_over([key]).get(key)
        cipher = handed.cipher if handed else None
    if cipher is None:
        raise NotFound("referral", key)
    return cipher


def sealed_note(found: Seen, note: str) -> bytes:
    """Words of one agency for the other, sealed under the package's key; none stay none. One query, none without."""
    return cipher_of_package(found).seal(note, field=NOTE) if note else b""


def require_note(note: str, *, field: str = "note", is_needed: bool = False) -> str:
    """The words without blanks around them. Raises: Invalid for too many, or for none where some are needed."""
    return (require_text if is_needed else optional_text)(field, note, most=LONGEST_NOTE)


def require_due(day: date) -> None:
    """Raises: Invalid for a day that is over, or too far away to be an answer."""
    if day < today():
        raise Invalid("due_on", "due_in_the_past", value=day.isoformat())
    if day > today() + timedelta(days=MOST_DAYS):
        raise Invalid("due_on", "due_too_far", value=day.isoformat())
