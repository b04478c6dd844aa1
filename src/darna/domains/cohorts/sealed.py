"""The places to which the sealed texts of a review are bound; a text moved to another place does not open."""

from __future__ import annotations

from typing import Final

REMARK: Final = "review.remark"
NEXT_STEP: Final = "review.next_step"
