"""The places to which the sealed texts of notices and holds are bound; a text moved to another place does not open."""

from __future__ import annotations

from typing import Final

POSTPONED: Final = "retention.postponed"
REASON: Final = "retention.hold_reason"
ASKED_BY: Final = "retention.hold_asked_by"
