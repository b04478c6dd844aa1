"""What times to keep say to erasing: whoever is held stays, by hand and by night."""

from __future__ import annotations

from uuid import UUID

from darna.domains.people.actions.erasing import before_erasing
from darna.domains.retention import access
from darna.domains.retention.models import RetentionHold
from darna.kernel.errors import Invalid


def nobody_held_goes(person_id: UUID) -> None:
    """Somebody asked that this person is kept. One query. Raises: Invalid."""
    if RetentionHold.objects.filter(access.standing(), person_id=person_id).exists():
        raise Invalid("rule", "person_is_held")


def listen() -> None:
    """Ask erasing to ask."""
    before_erasing(nobody_held_goes)
