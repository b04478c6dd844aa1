"""The places to which the sealed texts of child protection are bound; a text moved elsewhere does not open."""

from __future__ import annotations

from typing import Final

CONCERN: Final = "procedure.concern"
DECISION: Final = "procedure.decision"
DESPITE: Final = "procedure.despite"
REMARK: Final = "procedure.remark"
CLOSING_NOTE: Final = "procedure.closing_note"
STEP: Final = "procedure_step.words"
FOR: Final = "procedure_option.for"
AGAINST: Final = "procedure_option.against"
REVIEW: Final = "procedure_review.words"
NAME: Final = "guardianship.name"
SOURCE: Final = "guardianship.source"
CONFLICT: Final = "guardianship.conflict"
END_NOTE: Final = "guardianship.end_note"
WORDS: Final = "assent.words"
URGENT: Final = "urgency.words"
STOP_NOTE: Final = "urgency.stop_note"
ANSWERS: Final = "talk.answers"
