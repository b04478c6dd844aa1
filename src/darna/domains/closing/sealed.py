"""The places to which the sealed texts of a closing are bound; a text moved to another place does not open."""

from __future__ import annotations

from typing import Final

NOTE: Final = "closing.note"
REMARK: Final = "closing.remark"
OPINION: Final = "closing.opinion"
CHECK: Final = "closing.check"
