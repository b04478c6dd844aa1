"""What readers of the public pages say is wrong, for those who keep the entries."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.domains.directory import access
from darna.domains.directory.models import Suggestion
from darna.domains.directory.queries.rows import named_place, place_words
from darna.domains.directory.values import SuggestionLine

MOST = 50


def suggestions_waiting(actor: Actor) -> tuple[SuggestionLine, ...]:
    """What waits for a decision about the entries the actor keeps, the oldest first. Two queries. Raises: Refused."""
    rows = access.suggestions_kept_by(actor).filter(state=Suggestion.State.OPEN).order_by("sent_at", "id")
    return tuple(_line(row, actor.language) for row in rows[:MOST])


def suggestion_line(actor: Actor, suggestion_id: UUID) -> SuggestionLine:
    """One suggestion about an entry the actor keeps. Two queries. Raises: Refused, NotFound."""
    return _line(access.kept_suggestion(actor, suggestion_id), actor.language)


def _line(row: Suggestion, language: str) -> SuggestionLine:
    location = row.offer.location
    told = {name: getattr(location, name) for name in ("commune", "locality", "region", "country", "is_confidential")}
    return SuggestionLine(
        id=row.pk,
        version=row.version,
        offer_id=row.offer_id,
        service_id=row.offer.service_id,
        location_id=row.offer.location_id,
        organisation_id=row.organisation_id,
        name=row.offer.service.name.in_(language),
        place=named_place(location.name, place_words(told, language)),
        about=str(Suggestion.About(row.about).label),
        text=row.text,
        language=row.language,
        sent_at=row.sent_at,
        is_open=row.state == Suggestion.State.OPEN,
    )
