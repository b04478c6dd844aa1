"""From draft to published, to closed, and back into the directory; nothing is deleted."""

from __future__ import annotations

from typing import Final

from darna.base.editing import require_text
from darna.domains.directory.actions.saving import LONGEST_REASON
from darna.domains.directory.models import State
from darna.kernel.errors import AlreadyDone, Invalid

#: From which state to which an entry may go.
MOVES: Final[dict[str, frozenset[str]]] = {
    State.DRAFT: frozenset({State.ACTIVE, State.CLOSED}),
    State.ACTIVE: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.ACTIVE}),
}


def require_move(before: str, after: str, reason: str) -> str:
    """The reason, which closing and reopening need. Raises: AlreadyDone, Invalid."""
    if before == after:
        raise AlreadyDone("entry_is_closed_already" if after == State.CLOSED else "entry_is_published_already")
    if after not in MOVES[before]:
        raise Invalid("state", "not_in_the_list", value=after)
    return reason.strip() if before == State.DRAFT else require_text("reason", reason, most=LONGEST_REASON)
