"""What keepers decide about a reader's suggestion: it was followed by an edit, or it is declined with a reason."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, require_text, save
from darna.domains.directory import access
from darna.domains.directory.actions.saving import LONGEST_REASON
from darna.domains.directory.models import Suggestion
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone


@transaction.atomic
def follow_suggestion(suggestion_id: UUID, *, seen_version: int, by: Actor) -> Suggestion:
    """Say that the entry was put right; what the reader wrote is forgotten.

    Raises: Refused, NotFound, StaleVersion; AlreadyDone when it was decided.
    """
    suggestion, detail = _decide(suggestion_id, Suggestion.State.FOLLOWED, "", seen_version, by)
    record("suggestion.followed", subject=suggestion, detail=detail)
    return suggestion


@transaction.atomic
def decline_suggestion(suggestion_id: UUID, reason: str, *, seen_version: int, by: Actor) -> Suggestion:
    """Leave the entry as it is, and say why; what the reader wrote is forgotten.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone when it was decided.
    """
    reason = require_text("reason", reason, most=LONGEST_REASON)
    suggestion, detail = _decide(suggestion_id, Suggestion.State.DECLINED, reason, seen_version, by)
    record("suggestion.declined", subject=suggestion, detail={**detail, "reason": reason})
    return suggestion


def _decide(
    suggestion_id: UUID, state: str, reason: str, seen_version: int, by: Actor
) -> tuple[Suggestion, dict[str, str]]:
    suggestion = access.kept_suggestion(by, suggestion_id)
    if suggestion.state != Suggestion.State.OPEN:
        raise AlreadyDone("suggestion_is_decided_already")
    name, place = str(suggestion.offer.service), str(suggestion.offer.location)
    suggestion = locked(suggestion, seen_version)
    save(suggestion, state=state, reason=reason, text="", decided_at=now())
    return suggestion, {"name": name, "place": place}
