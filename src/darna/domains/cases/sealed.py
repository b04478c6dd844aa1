"""The places to which the sealed texts of a case are bound; a text moved to another place does not open."""

from __future__ import annotations

from typing import Final

NOTE: Final = "encounter.note"
PRESENT: Final = "encounter.present"
TITLE: Final = "task.title"
END_NOTE: Final = "task.end_note"
CLOSING_NOTE: Final = "case.closing_note"
REASON: Final = "reopening.reason"
