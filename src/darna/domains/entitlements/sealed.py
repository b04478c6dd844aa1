"""The places to which the sealed texts of entitlements are bound; a text moved to another place does not open."""

from __future__ import annotations

from typing import Final

PERIOD_NOTE: Final = "insurance_period.note"
FACTS: Final = "decision.facts"
EXPLANATION: Final = "decision.explanation"
LATER: Final = "later_answer.explanation"
AUTHORITY: Final = "claim.authority"
CLAIM_NOTE: Final = "claim.note"
STEP_NOTE: Final = "claim_step.note"
STEP_WORDS: Final = "claim_part.words"
TOLD: Final = "told_facts.facts"
