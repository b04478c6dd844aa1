"""The places to which the sealed texts of questionnaires are bound; a text moved to another place does not open."""

from __future__ import annotations

from typing import Final

ANSWERS: Final = "questionnaire.answers"
REASON: Final = "questionnaire.reason"
