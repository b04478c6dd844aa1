"""The places to which the sealed texts of transfers are bound; a text moved to another place does not open."""

from __future__ import annotations

from typing import Final

#: Under the person's key: what a colleague is told, and why a hand-over was refused.
NOTE: Final = "handover.note"
REMARK: Final = "handover.remark"
#: Under the package's own key: what another agency is told.
BODY: Final = "transfer.package"
