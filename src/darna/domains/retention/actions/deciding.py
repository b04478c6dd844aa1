"""The agency's rule, postponing one person's time, and holding somebody whom nobody may erase."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.people.access import person_to_change
from darna.domains.retention import access
from darna.domains.retention.models import RetentionHold, RetentionNotice, RetentionRule
from darna.domains.retention.sealed import ASKED_BY, POSTPONED, REASON
from darna.domains.retention.values import (
    LEAST_MONTHS,
    LEAST_WARNING,
    MOST_MONTHS,
    MOST_POSTPONED,
    MOST_WARNING,
    Rule,
)
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid, StaleVersion

#: Whoever asks for a hold is an authority, a lawyer or the person: a line is enough.
LONGEST_ASKER = 200


@transaction.atomic
def keep_rule(rule: Rule, *, seen_version: int, by: Actor) -> RetentionRule:
    """Decide how long files are kept; whoever lets the house act by itself stands for it.

    Raises: Refused, Invalid, StaleVersion.
    """
    by.require(Verb.KEEP_PRIVACY)
    _require_bounds(rule)
    stored = RetentionRule.objects.select_for_update().filter(agency_id=by.agency_id).first()
    if (stored.version if stored else 0) != seen_version:
        raise StaleVersion(stored.version if stored else 0, seen_version)
    told = {
        "months_after_case": rule.months_after_case,
        "months_without_case": rule.months_without_case,
        "warn_days": rule.warn_days,
        "acts_alone": rule.acts_alone,
    }
    kept = {**told, "acts_by": by.membership_id if rule.acts_alone else None, "decided_by": by.membership_id}
    if stored is None:
        stored = RetentionRule.objects.create(agency_id=by.agency_id, **kept)
    else:
        save(stored, **kept)
    record("retention.rule_kept", subject=stored, detail=told)
    return stored


@transaction.atomic
def postpone_notice(notice_id: UUID, until: date, reason: str, *, seen_version: int, by: Actor) -> RetentionNotice:
    """Keep a file until a later day, two years at the most, and say why; afterwards it is warned of anew.

    Raises: Refused, NotFound, Invalid, StaleVersion.
    """
    row = access.visible_notice(by, notice_id)
    reason = require_text("reason", reason)
    if not today() < until <= today() + timedelta(days=MOST_POSTPONED):
        raise Invalid("until", "postponed_out_of_bounds", value=until.isoformat())
    row, cipher = locked(row, seen_version, reason=reason), cipher_of(row.person_id)
    save(
        row,
        state=RetentionNotice.State.POSTPONED,
        postponed_on=today(),
        postponed_until=until,
        postponed_by=by.membership_id,
        sealed_reason=cipher.seal(reason, field=POSTPONED),
    )
    detail = {"until": until, "reason": reason}
    record("retention.postponed", subject=row, person_id=row.person_id, detail=detail, cipher=cipher)
    return row


@transaction.atomic
def place_hold(person_id: UUID, reason: str, asked_by: str, until: date | None = None, *, by: Actor) -> RetentionHold:
    """Nobody erases this person while it stands, neither the house nor anybody by hand. Raises: Refused, NotFound, Invalid."""
    by.require(Verb.KEEP_PRIVACY)
    person_to_change(by, person_id, Verb.ERASE_PERSON)
    reason, asked_by = require_text("reason", reason), require_text("asked_by", asked_by, most=LONGEST_ASKER)
    if until is not None and until <= today():
        raise Invalid("until", "hold_ends_in_the_past", value=until.isoformat())
    cipher = cipher_of(person_id)
    row = RetentionHold.objects.create(
        agency_id=by.agency_id,
        person_id=person_id,
        sealed_reason=cipher.seal(reason, field=REASON),
        sealed_asker=cipher.seal(asked_by, field=ASKED_BY),
        until=until,
        placed_by=by.membership_id,
    )
    detail = {"until": until, "reason": reason, "asked_by": asked_by}
    record("retention.held", subject=row, person_id=person_id, detail=detail, cipher=cipher)
    return row


@transaction.atomic
def release_hold(hold_id: UUID, reason: str, *, seen_version: int, by: Actor) -> RetentionHold:
    """The person may be erased again; the next night they are warned of anew before anything happens.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone for one that was released.
    """
    row = access.visible_hold(by, hold_id)
    if row.released_at is not None:
        raise AlreadyDone("hold_is_released")
    reason = require_text("reason", reason)
    row = locked(row, seen_version, reason=reason)
    save(row, released_by=by.membership_id, released_at=now())
    record("retention.released", subject=row, person_id=row.person_id, detail={"reason": reason})
    return row


def _require_bounds(rule: Rule) -> None:
    for field in ("months_after_case", "months_without_case"):
        if not LEAST_MONTHS <= getattr(rule, field) <= MOST_MONTHS:
            raise Invalid(field, "months_out_of_bounds")
    if not LEAST_WARNING <= rule.warn_days <= MOST_WARNING:
        raise Invalid("warn_days", "warning_out_of_bounds")
