"""The places to which the sealed texts of planning are bound; a text moved to another place does not open."""

from __future__ import annotations

from typing import Final

GOAL: Final = "plan.goal"
COMMITMENT: Final = "plan.commitment"
REMARK: Final = "plan.remark"
RESULT: Final = "plan.result"
ACTION: Final = "plan_item.action"
OUTCOME: Final = "plan_item.outcome"
PLACE: Final = "appointment.place"
END_NOTE: Final = "appointment.end_note"
DOCUMENT: Final = "document_seen.name"
